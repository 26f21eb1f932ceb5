import dataclasses
from fractions import Fraction
from typing import Annotated

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from toymodels.domains import Choice, Parameter, check_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import Scalar, is_exact
from toymodels.solvers.gap_recursion import optimal_acts
from toymodels.testing import instances, rationals


@dataclasses.dataclass(frozen=True)
class Odd:
    low: Annotated[Scalar, Parameter("from below", low=3)]
    high: Annotated[Scalar, Parameter("from above", high=-3)]
    few: Annotated[Scalar, Parameter("few", 1, 2, integer=True)]
    word: Annotated[str, Choice("word", ("this", "that"))]
    any: Annotated[Scalar, Parameter("any integer", integer=True)] = 0
    name: str = "odd"

    def __post_init__(self):
        check_fields(self)


@given(instances(EpisodeGame))
def test_models_are_exact_and_within_their_domains(game):
    assert all(is_exact(value) for value in dataclasses.astuple(game))
    assert 0 <= game.training <= 6


@given(instances(Odd))
def test_domains_without_ends(odd):
    assert odd.low >= 3
    assert odd.high <= -3
    assert odd.few in {1, 2}
    assert odd.word in {"this", "that"}


@given(instances(EpisodeGame, overlap=0, discount="1/2", training=st.sampled_from([7, 8])))
def test_fixed_parameters(game):
    assert (game.overlap, game.discount) == (0, Fraction(1, 2))
    assert game.training in {7, 8}


@given(instances(EpisodeGame, training=range(2, 4), discount=["1/2", 1], modification=0))
def test_lists_and_ranges_of_values(game):
    assert game.training in {2, 3}
    assert game.discount in {Fraction(1, 2), 1}


def test_all_values_of_a_list_are_drawn():
    for training in range(20):
        found = find(instances(EpisodeGame, training=range(20)), lambda game, wanted=training: game.training == wanted)
        assert found == dataclasses.replace(EpisodeGame(), training=training, deployment=0, modification=0, discount=0)


def test_rationals_are_a_bytes_worth_at_most():
    values = rationals(-2, 2)
    assert values[:5] == (0, -1, 1, -2, 2)
    assert len(values) <= 256
    assert len(set(values)) == 185
    assert sum(value == int(value) for value in values) / len(values) > 0.25


@pytest.mark.parametrize(
    "condition",
    [
        lambda game: "BA" in optimal_acts(game)[: game.training] and game.discount not in {0, 1} and game.overlap < 1,
        lambda game: game.modification == 1,
        lambda game: game.discount == 0,
        lambda game: game.overlap < 0,
    ],
)
def test_ties_and_boundaries_are_drawn(condition):
    find(instances(EpisodeGame), condition, settings=settings(max_examples=300, derandomize=True))


def test_counterexamples_shrink_to_simple_games():
    game = find(
        instances(EpisodeGame), lambda game: "B" in optimal_acts(game), settings=settings(max_examples=500, derandomize=True)
    )
    assert (game.training, game.deployment) in {(0, 1), (1, 0), (1, 1)}


def test_what_is_refused():
    with pytest.raises(ValueError, match="unknown parameter 'trainign': did you mean 'training'"):
        instances(EpisodeGame, trainign=1)
    with pytest.raises(ValueError, match=r"discount must be in \[0, 1\], got 2"):
        instances(EpisodeGame, discount=2)

    with pytest.raises(ValueError, match="training must be drawn from 1 to 256 values, got 0"):
        instances(EpisodeGame, training=[])
    with pytest.raises(ValueError, match="training must be drawn from 1 to 256 values, got 257"):
        instances(EpisodeGame, training=range(257))
    with pytest.raises(ValueError, match=r"discount must be in \[0, 1\], got 3"):
        instances(EpisodeGame, discount=[1, 3])

    @dataclasses.dataclass(frozen=True)
    class Bare:
        size: int

    with pytest.raises(TypeError, match="'size' of Bare must be annotated"):
        instances(Bare)
