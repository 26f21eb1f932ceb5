from fractions import Fraction

import pytest

from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems import all_training_threshold
from toymodels.theorems.all_training_threshold import is_split_by_two_thresholds

G = Fraction(2, 3)
U = 1 + G + G**2


@pytest.mark.parametrize(
    ("modification", "acts"),
    [
        (1, ("A", "B")),
        (1 / (G * U), ("A", "BA")),
        ("1/2", ("A", "A")),
    ],
)
def test_between_the_thresholds_and_below_both(monkeypatch, modification, acts):
    game = EpisodeGame(training=2, deployment=3, discount=G, modification=modification)
    assert all_training_threshold.training_acts(game) == acts
    assert is_split_by_two_thresholds(game)
    monkeypatch.setattr(all_training_threshold, "training_acts", lambda _: acts[::-1] if acts[0] != acts[1] else ("B", "B"))
    assert not is_split_by_two_thresholds(game)


@pytest.mark.parametrize(
    ("modification", "discount", "acts"),
    [("1/3", 1, ("BA", "BA")), ("1/2", 1, ("B", "B")), (1 / (G**2 * (U + G**3)), G, ("BA", "B"))],
)
def test_at_and_above_the_threshold_of_all_training(modification, discount, acts):
    game = EpisodeGame(training=2, deployment=3 if discount == 1 else 4, discount=discount, modification=modification)
    assert all_training_threshold.training_acts(game) == acts
    assert is_split_by_two_thresholds(game)
