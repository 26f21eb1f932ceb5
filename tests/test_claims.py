import dataclasses

import pytest

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame

CLAIM = Claim(
    label="short-games",
    statement="It is short.",
    latex="T + D < 9",
    reading="any policy",
    scope=scope_of(EpisodeGame, "training", "deployment"),
    hypotheses={"trained": lambda game: game.training > 0},
    conclusion=lambda game: game.training + game.deployment < 9,
    refutation="A long game.",
    witness=EpisodeGame(),
)


def changed(**fields):
    return dataclasses.replace(CLAIM, **fields)


def test_what_a_claim_says_of_a_model():
    assert CLAIM.admits(EpisodeGame())
    assert not CLAIM.admits(EpisodeGame(training=0))
    assert CLAIM.holds_of(EpisodeGame(training=0, deployment=10))
    assert not CLAIM.holds_of(EpisodeGame(training=5, deployment=5))
    assert not CLAIM.is_refuted
    assert changed(counterexample=EpisodeGame(training=9)).is_refuted


@pytest.mark.parametrize("label", ["", "Two-Words", "two words", "-two", "two-", "two--words", "über"])
def test_labels_are_words_with_hyphens(label):
    with pytest.raises(ValueError, match="a label must be words in lower case with hyphens between, got"):
        changed(label=label)


def test_other_mistakes():
    with pytest.raises(ValueError, match="the reading of claim 'short-games' must begin with one of"):
        changed(reading="optimal")
    with pytest.raises(ValueError, match="the witness of claim 'short-games' must meet 'trained', and does not"):
        changed(witness=EpisodeGame(training=0))
    with pytest.raises(ValueError, match="claim 'short-games' must say by which induction"):
        changed(obligations=tuple)
    assert changed(obligations=tuple, induction="none").induction == "none"
