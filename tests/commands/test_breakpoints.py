"""``toymodels breakpoints``, run as a user runs it."""

import json

import pytest
from click.testing import CliRunner

from toymodels.cli import cli, main


def printed(*words):
    result = CliRunner().invoke(cli, ["breakpoints", "episode-game", *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_all_discounts_at_which_the_policy_changes():
    assert printed("discount").splitlines() == [
        "AAAAA",
        "  from 0.543689012692...: ABAAA",
        "  from 0.682327803828...: BBAAA",
        "discount in [0, 1]; 2 breakpoints, complete",
        "  at training=2, deployment=3, modification=1, overlap=0,",
        "     training_agreement=0, deployment_agreement=0, monitoring=0",
    ]


def test_a_range_cuts_them():
    assert printed("discount=3/5:1").splitlines()[:2] == ["ABAAA", "  from 0.682327803828...: BBAAA"]
    assert printed("discount=:3/5").splitlines()[:2] == ["AAAAA", "  from 0.543689012692...: ABAAA"]


def test_numbers_of_episodes():
    lines = printed("training=0:20", "--modification", "1/2", "--discount", "9/10").splitlines()
    assert lines[:3] == ["defects", "  from 1: deceptive", "  from 3: partly deceptive, 2 episodes"]


def test_machines_get_enclosures_and_polynomials():
    record = json.loads(printed("discount", "--json"))
    assert record["policies"] == ["AAAAA", "ABAAA", "BBAAA"]
    assert record["complete"] is True
    assert record["open"] == []
    assert record["breakpoints"][1]["float"] == pytest.approx(0.682327803828, abs=1e-12)
    assert record["breakpoints"][0]["polynomial"] == [-1, 1, 1, 1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["discuont"], "did you mean 'discount'?"),
        (["training"], "must have an upper end"),
        (["discount=1"], "a range must be written discount=LOW:HIGH, got 'discount=1'"),
        (["discount=0:1:5"], "a range must be written discount=LOW:HIGH, got 'discount=0:1:5'"),
        (["discount=0:2"], "range of discount must be in [0, 1], got 2"),
        (["discount=2+2:1"], "range of discount must be a number"),
        (["discount", "--discount", "1/2"], "discount must not be given a value when its breakpoints are asked for"),
    ],
)
def test_what_is_wrong_is_one_line(capsys, words, message):
    with pytest.raises(SystemExit) as stop:
        main(["breakpoints", "episode-game", *words])
    assert stop.value.code == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_machines_get_ties():
    (point,) = json.loads(printed("modification", "--json"))["breakpoints"]
    assert point["ties"] == [
        {"episode": 0, "episodes": 1, "at": ["mesa", "conflict"], "actions": ["A", "B"]},
        {"episode": 1, "episodes": 1, "at": ["mesa", "conflict"], "actions": ["A", "B"]},
    ]
