import pytest

from toymodels.evidence.counterexamples import Counterexample
from toymodels.evidence.outcomes import Outcome
from toymodels.evidence.verdicts import FORMAL_NOTE, INDUCTION_NOTE, Verdict, outcome_in_words
from toymodels.models.episode_game import EpisodeGame

GOOD = Outcome("exhaustive", "exhausted", 10, 12, 0.5, "enumeration", "all of it")
BAD = Outcome("searched", "refuted", 3, 4, 0.1, "hypothesis 6", "shrunk", counterexample=EpisodeGame(training=1))
FAILED = Outcome("certificate", "failed", message="it was tampered with")
NONE = Outcome("formal", "none")


@pytest.mark.parametrize(
    ("outcomes", "stands", "refuted"),
    [
        ((GOOD,), True, False),
        ((GOOD, NONE), True, False),
        ((GOOD, BAD), False, True),
        ((GOOD, FAILED), False, False),
        ((NONE,), False, False),
        ((Outcome("smt", "unknown"), GOOD), True, False),
        ((Outcome("smt", "skipped"),), False, False),
    ],
)
def test_a_verdict_never_says_more_than_its_outcomes(outcomes, stands, refuted):
    verdict = Verdict("label", "It is so.", outcomes)
    assert (verdict.stands, verdict.refuted) == (stands, refuted)
    untried = outcomes == (NONE,)
    assert verdict.as_expected == (stands or untried)
    known_false = Verdict("label", "It is so.", outcomes, expected=True)
    assert known_false.as_expected == (refuted or untried)
    assert verdict.is_tried != untried


def test_a_failure_is_never_as_expected():
    assert not Verdict("label", "", (BAD, FAILED), expected=True).as_expected


def test_status_words_stay_apart():
    verdict = Verdict("label", "", (GOOD, FAILED, NONE))
    assert verdict.status == {"exhaustive": "exhausted", "certificate": "failed", "formal": "none"}


def test_it_prints_its_rungs_and_the_induction():
    certified = Outcome("certificate", "certified", 3, seconds=0.01, tool="checker")
    formal = Outcome("formal", "formalized", 2, seconds=3, tool="coq 8.16")
    verdict = Verdict("label", "It is so.", (GOOD, certified, formal), induction="Backwards over episodes.")
    text = str(verdict)
    assert text.startswith("label: It is so.\n  exhaustive   exhausted: 10 of 12 cases met the hypotheses; 0.50 s")
    assert "Backwards over episodes." in text
    assert max(map(len, text.splitlines())) <= 100
    assert INDUCTION_NOTE in " ".join(text.split())
    assert FORMAL_NOTE in " ".join(text.split())
    assert "3 obligations" in text
    assert "2 theorems" in text
    assert "Backwards" not in str(Verdict("label", "", (GOOD, NONE), induction="Backwards over episodes."))
    assert str(Verdict("label", "", (NONE,))) == "label"
    assert "<th>induction</th>" in verdict._repr_html_()


def test_it_shows_the_counterexample():
    verdict = Verdict("label", "", (BAD,))
    assert verdict.counterexample == Counterexample(EpisodeGame(training=1))
    assert "refuted by   tm.EpisodeGame(training=1)\n                 optimal" in str(verdict)
    assert "<svg" in verdict._repr_html_()
    numbers = Verdict("label", "", (Outcome("smt", "refuted", 1, counterexample={"p": 1}),))
    assert numbers.counterexample == {"p": 1}
    assert str(numbers).endswith("refuted by   p = 1")
    assert Verdict("label", "", (GOOD,)).counterexample is None


def test_outcomes_in_words():
    assert outcome_in_words(Outcome("smt", "skipped", message="z3 is not installed")) == "skipped: z3 is not installed"
    assert outcome_in_words(Outcome("smt", "unknown")) == "unknown"
