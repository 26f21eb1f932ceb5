import io
import itertools
import sys

import pytest

from toymodels import progress
from toymodels.progress import advancing, tracked


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def slow_clock(monkeypatch):
    """A clock on which every look takes 0.4 s."""
    ticks = itertools.count()
    monkeypatch.setattr(progress.time, "monotonic", lambda: 0.4 * next(ticks))


def test_nothing_is_shown_for_what_is_quick(capsys):
    assert list(tracked(range(5), "counting", show=True)) == [0, 1, 2, 3, 4]
    assert capsys.readouterr() == ("", "")


def test_the_bar_appears_once_it_takes_long(monkeypatch, slow_clock):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(tracked(range(6), "counting", show=True)) == [0, 1, 2, 3, 4, 5]
    assert "counting" in terminal.getvalue()


def test_the_bar_goes_to_standard_error(capsys, slow_clock):
    assert list(tracked("abcdef", "letters", show=True)) == list("abcdef")
    assert capsys.readouterr().out == ""


def test_nothing_is_shown_where_it_is_not_wanted(monkeypatch, slow_clock):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(tracked(range(6), "counting", show=False)) == [0, 1, 2, 3, 4, 5]
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_by_default_it_is_shown_in_a_terminal_only(monkeypatch, slow_clock, stream):
    monkeypatch.setattr(sys, "stderr", stream)
    assert list(tracked(range(6), "counting")) == [0, 1, 2, 3, 4, 5]
    assert ("counting" in stream.getvalue()) == stream.isatty()


def test_items_are_handed_out_one_by_one(slow_clock, monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    handed = tracked([1, 2, 3, 4, 5], "counting", show=True)
    assert [next(handed) for _ in range(4)] == [1, 2, 3, 4]
    handed.close()


def test_nothing_to_do():
    assert list(tracked([], "counting", show=True)) == []


def test_shares_of_work_are_shown_once_it_takes_long(monkeypatch, slow_clock):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with advancing("searching", show=True) as done:
        done(0.1)
        done(0.2)
        assert terminal.getvalue() == ""
        for share in (0.3, 0.4, 0.5):
            done(share)
    assert "searching" in terminal.getvalue()
    assert "%" in terminal.getvalue()


@pytest.mark.parametrize("show", [None, False])
def test_shares_of_work_are_not_shown_where_nobody_looks(capsys, slow_clock, show):
    with advancing("searching", show=show) as done:
        for share in range(10):
            done(share / 10)
    assert capsys.readouterr() == ("", "")
