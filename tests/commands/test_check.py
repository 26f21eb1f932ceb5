"""``toymodels check`` on files of claims, and on the library's quickest rungs."""

import json

import pytest
from click.testing import CliRunner

from toymodels.cli import cli, main
from toymodels.evidence import library

FILE = """
import toymodels as tm
from toymodels.evidence.small_scope import scope_of
from toymodels.evidence.polynomial_text import conjectures


def claim(label, conclusion, **more):
    return tm.Claim(
        label=label, statement=f"It is {label}.", latex="a", reading="any policy",
        scope=scope_of(tm.EpisodeGame, "training"), hypotheses={"trained": lambda game: game.training > 0},
        conclusion=conclusion, refutation="a long game", witness=tm.EpisodeGame(), source="here", **more,
    )


FINE = claim("fine", lambda game: True, induction="none", obligations=lambda: conjectures("p > 1 => p*p > 1"))
WRONG = claim("wrong", lambda game: game.training < 3)
FALSE = claim("false", lambda game: game.training < 2, counterexample=tm.EpisodeGame())
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "claims.py"
    path.write_text(FILE)
    return path


def run(*arguments):
    return CliRunner().invoke(cli, ["check", *map(str, arguments)])


def test_a_table_of_claims(file):
    done = run(file, "--examples", 30, "--rung", "exhaustive", "--rung", "certificate")
    lines = done.output.splitlines()
    assert lines[0].split() == ["claim", "exhaustive", "certificate", "seconds"]
    assert lines[1].split()[:4] == ["fine", "exhausted", "4", "certified"]
    assert lines[2].split()[:3] == ["wrong", "refuted", "-"]
    assert lines[3].split()[:3] == ["false", "refuted", "-"]
    assert "2 of 3 claims as expected, 1 of them known to be false" in done.output
    assert "NOT AS EXPECTED\nwrong: It is wrong.\n" in done.output
    assert "  refuted by   tm.EpisodeGame(training=3)\n" in done.output
    assert done.exit_code == 1


def test_json(file):
    done = run(file, "--examples", 30, "--rung", "searched", "--json")
    record = {claim["label"]: claim for claim in json.loads(done.output)["claims"]}
    assert record["fine"]["rungs"]["searched"]["status"] == "unrefuted"
    assert record["wrong"]["counterexample"].startswith("tm.EpisodeGame(training=3")
    assert record["false"]["as_expected"]
    assert record["false"]["known_to_be_false"]
    assert record["fine"]["counterexample"] is None


def test_one_claim_in_full():
    done = run("single-switch", "--rung", "exhaustive", "--rung", "certificate")
    assert done.exit_code == 0
    for said in ("single-switch: In the", "exhausted: ", "certified: ", "induction    ", "reading      ", "supposed     "):
        assert said in done.output


def test_skipped_rungs_say_why(file, monkeypatch):
    monkeypatch.setattr("toymodels.evidence.formal.shutil.which", lambda name: None)
    done = run("single-switch", "last-episode-threshold", "--rung", "formal", "--jobs", 1)
    assert "formal skipped: neither coqc nor rocq is installed (Debian's package coq)" in done.output
    assert done.exit_code == 1


def test_a_list_and_a_page(file, tmp_path):
    assert run(file, "--list").output.splitlines()[0].split(maxsplit=1) == ["fine", "It is fine."]
    assert "single-switch" in run("--list").output
    page = tmp_path / "page.md"
    assert run(file, "--page", page).exit_code == 0
    assert "### fine" in page.read_text(encoding="utf-8")


def test_certificates_are_looked_for_and_written(file, tmp_path, monkeypatch):
    monkeypatch.setattr(library, "CERTIFICATES", tmp_path)
    assert run("half-discount", "--certify").output == "half-discount: 3 certificates\n"
    assert len(json.loads((tmp_path / "half-discount.json").read_text())) == 3
    assert "--certify must be used with the library's claims" in str(run(file, "--certify").exception)
    monkeypatch.setattr("toymodels.evidence.certificates.certificates_of", lambda obligations: None)
    assert "no certificate was found for all steps of 'half-discount'" in str(run("half-discount", "--certify").exception)


def test_necessity_is_a_table_for_each_step(file):
    done = run(file, "--necessity")
    assert done.exit_code == 0
    head, columns, row = done.output.splitlines()
    assert head == "fine: p*p > 1"
    assert columns.split() == ["hypothesis", "verdict", "without", "it"]
    assert row.startswith("p > 1")


def test_mistakes_are_one_line(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["check", "no-such-claim"])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("Error: unknown claim 'no-such-claim'")
    with pytest.raises(SystemExit) as stopped:
        main(["check", "nowhere.py"])
    assert stopped.value.code == 2
    assert capsys.readouterr().err == "Error: nowhere.py: no such file of claims\n"


def test_processes_side_by_side_say_the_same(file):
    def statuses(jobs):
        done = run(file, "single-switch", "--rung", "exhaustive", "--rung", "certificate", "--json", "--jobs", jobs)
        return [(claim["label"], claim["rungs"]["exhaustive"]["instances"]) for claim in json.loads(done.output)["claims"]]

    assert statuses(2) == statuses(1)
    assert [label for label, _ in statuses(2)] == ["fine", "wrong", "false", "single-switch"]
