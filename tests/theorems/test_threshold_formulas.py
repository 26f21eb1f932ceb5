import dataclasses
from fractions import Fraction

import pytest

from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.threshold_formulas import deceives_by, is_by_formula
from toymodels.thresholds import deception_threshold

GAME = EpisodeGame(training=2, deployment=4, modification="9/10", discount="9/10", monitoring="1/10")
FREE = dataclasses.replace(GAME, monitoring=0)


@pytest.mark.parametrize(
    ("game", "parameter", "off"),
    [
        (FREE, "modification", "1/1000"),
        (FREE, "deployment_agreement", "1/1000"),
        (FREE, "deployment", 1),
        (FREE, "training", 1),
        (FREE, "training", -1),
        (dataclasses.replace(FREE, modification="1/10"), "overlap", "1/1000"),
        (EpisodeGame(2, 4, "3/10"), "deployment", -1),
        (GAME, "discount", "1/1000"),
        (GAME, "monitoring", "1/1000"),
        (GAME, "deployment_agreement", "1/1000"),
    ],
)
def test_a_threshold_that_is_off_is_told_from_the_right_one(game, parameter, off):
    threshold = deception_threshold(game, parameter)
    assert threshold.status == "threshold"
    assert is_by_formula(threshold)
    shifted = dataclasses.replace(threshold, low=threshold.low + Fraction(off), high=threshold.high + Fraction(off))
    assert not is_by_formula(shifted)


@pytest.mark.parametrize(("parameter", "status"), [("training", "everywhere"), ("deployment", "nowhere")])
def test_where_deception_pays_everywhere_or_nowhere_there_is_no_formula(parameter, status):
    game = EpisodeGame(training=2, deployment=3) if status == "everywhere" else EpisodeGame(discount="1/2")
    threshold = deception_threshold(game, parameter)
    assert threshold.status == status
    assert is_by_formula(threshold)
    assert deceives_by(threshold) == (status == "everywhere")


def test_at_a_threshold_the_game_deceives_and_beside_it_not():
    at = EpisodeGame(training=2, deployment=3, modification="1/3")
    assert deceives_by(deception_threshold(at, "modification"))
    assert deceives_by(deception_threshold(at, "deployment_agreement"))
    beside = dataclasses.replace(at, modification="33/100")
    assert not deceives_by(deception_threshold(beside, "modification"))
    assert not deceives_by(deception_threshold(dataclasses.replace(at, deployment_agreement="1/100"), "deployment_agreement"))
