"""``toymodels regions``, run as a user runs it."""

import json

import pytest
from click.testing import CliRunner

from toymodels.cli import cli, main


def printed(*words):
    result = CliRunner().invoke(cli, ["regions", "episode-game", *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_conditions_of_every_policy():
    assert printed("modification", "--training", "1", "--deployment", "2").splitlines() == [
        "BAA  2*modification >= 1",
        "AAA  2*modification <= 1",
        "modification in [0, 1]; 2 regions, complete",
        "  at training=1, deployment=2, overlap=0, discount=1, training_agreement=0,",
        "     deployment_agreement=0, monitoring=0",
    ]


def test_a_range_leaves_out_what_is_not_in_it():
    assert printed("modification=1/2:1", "discount=9/10:1").splitlines()[0].startswith("BBAAA  ")


def test_machines_get_samples_and_values():
    record = json.loads(printed("modification", "discount", "--json"))
    assert record["parameters"] == ["modification", "discount"]
    assert record["complete"] is True
    assert [region["policy"] for region in record["regions"]] == ["BBAAA", "ABAAA", "AAAAA"]
    assert set(record["regions"][0]["sample"]) == {"modification", "discount"}


def test_latex():
    text = printed("modification", "--training", "1", "--deployment", "2", "--latex")
    assert text.startswith(r"\begin{cases}")
    assert text.rstrip().endswith(r"\end{cases}")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["discount", "discount=0:1"], "each parameter must be named once, got discount twice"),
        (["discount", "--discount", "1/2"], "discount must not be given a value when it is a parameter of the regions"),
        (["training"], "training is a number of episodes"),
        (["discount=1:1/2"], "must have its low end below its high end"),
        ([], "Missing argument"),
        (["discount", "--latex", "--json"], "give one of --latex and --json, not both"),
    ],
)
def test_what_is_wrong_is_one_line(capsys, words, message):
    with pytest.raises(SystemExit) as stop:
        main(["regions", "episode-game", *words])
    assert stop.value.code == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
