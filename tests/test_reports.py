"""The tables and figures of an analysis, by the words of its command line."""

import pytest

from toymodels.reports import markdown_table, report


def drawn(sizes):
    from matplotlib.figure import Figure

    return lambda points: sizes.append(points) or Figure()


@pytest.mark.parametrize(("words", "points"), [(["--quick"], 3), ([], 30)])
def test_tables_are_printed_and_figures_drawn(tmp_path, capsys, words, points):
    sizes = []
    tables = {"one": lambda: markdown_table(("a", "b"), [("1", "2")]), "two": lambda: "text"}
    assert report("What it is.", tables, {"f.png": drawn(sizes)}, (3, 30), 50, [*words, "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "| a | b |\n| --- | --- |\n| 1 | 2 |\n\ntext\n"
    assert sizes == [points]
    assert (tmp_path / "f.png").read_bytes().startswith(b"\x89PNG")


def test_the_help_says_what_it_is(capsys):
    with pytest.raises(SystemExit):
        report("What it is.", {}, {}, (3, 30), 50, ["-h"])
    assert "What it is." in capsys.readouterr().out
