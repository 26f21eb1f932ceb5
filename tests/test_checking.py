import dataclasses
from fractions import Fraction

import pytest

import toymodels as tm
from tests.test_claims import CLAIM
from toymodels.checking import check, find_counterexample
from toymodels.evidence.counterexamples import Counterexample
from toymodels.models.episode_game import EpisodeGame

CHANCES = {"p": "0 <= p <= 1", "g": "0 < g < 1"}


def test_a_predicate_climbs_two_rungs():
    verdict = check(lambda game: game.training >= 0, examples=50)
    assert verdict.status == {"exhaustive": "exhausted", "searched": "unrefuted"}
    assert verdict.stands
    assert verdict.label == "conjecture"
    assert verdict.outcomes[1].instances >= 50


def test_the_name_of_a_predicate_is_the_label():
    def training_is_short(game):
        return game.training < 100

    assert check(training_is_short, examples=5, rungs=["searched"]).label == "training-is-short"
    training_is_short.__name__ = "two__lines"
    assert check(training_is_short, examples=5, rungs=["searched"]).label == "conjecture"
    training_is_short.__name__ = "naïve"
    assert check(training_is_short, examples=5, rungs=["searched"]).label == "conjecture"


def test_hypotheses_of_a_predicate():
    hypotheses = {"no overlap": lambda game: game.overlap < 1, "patient": lambda game: game.discount == 1}
    verdict = check(lambda game: game.overlap < 1 and game.discount == 1, hypotheses=hypotheses, examples=20)
    assert verdict.stands
    assert verdict.outcomes[0].instances < verdict.outcomes[0].drawn
    with pytest.raises(ValueError, match=r"no model of the scope meets the hypotheses \['long'\]"):
        check(lambda game: True, hypotheses={"long": lambda game: game.training > 1000})


def test_the_simplest_counterexample():
    found = find_counterexample(lambda game: tm.solve(game).value <= 2, hypotheses={"w < 1": lambda game: game.overlap < 1})
    assert isinstance(found, Counterexample)
    assert found.model.training + found.model.deployment == 3
    assert find_counterexample(lambda game: game.training >= 0, examples=20) is None


def test_a_conjecture_about_polynomials():
    text = "p*g*u < 1 => p*g*(1 + (1-p)*g*u) < 1"
    verdict = check(text, hypotheses=CHANCES)
    assert verdict.status["exhaustive"] == "exhausted"
    assert verdict.status["certificate"] == "certified"
    assert verdict.status["smt"] in {"discharged", "skipped"}
    assert check(text, hypotheses=CHANCES, rungs=["searched", "certificate"]).status == {"certificate": "certified"}


def test_text_that_is_false():
    found = find_counterexample("p*g <= 1/2", hypotheses=CHANCES)
    assert found["p"] * found["g"] > Fraction(1, 2)


def test_a_claim_climbs_all_rungs():
    verdict = check(CLAIM, examples=10)
    assert list(verdict.status) == ["exhaustive", "searched", "certificate", "smt", "formal"]
    assert verdict.status["formal"] == verdict.status["smt"] == verdict.status["certificate"] == "none"
    assert check(dataclasses.replace(CLAIM, counterexample=EpisodeGame(training=9)), examples=10).expected


def test_what_is_refused():
    with pytest.raises(ValueError, match=r"a rung must be one of exhaustive, .*, got 'proof'"):
        check(CLAIM, rungs=["proof"])
    for examples in (0, True, 1.5):
        with pytest.raises(ValueError, match="examples must be an integer >= 1"):
            check(CLAIM, examples=examples)
    with pytest.raises(TypeError, match="a conclusion must be a function of a model, text, or a Claim, got 3"):
        check(3)
    with pytest.raises(ValueError, match="p"):
        check("p +")
    with pytest.raises(ValueError, match="__import__"):
        check("__import__('os') < 1")
