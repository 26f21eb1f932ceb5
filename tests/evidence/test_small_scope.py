import dataclasses
from fractions import Fraction
from typing import Annotated

import pytest

from tests.test_claims import CLAIM
from toymodels.domains import Parameter, check_fields
from toymodels.evidence.small_scope import complexity, exhaustive_outcome, models_near, scope_of, small_values
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import Scalar
from toymodels.solvers.gap_recursion import optimal_acts

F = Fraction


@dataclasses.dataclass(frozen=True)
class Coin:
    chance: Annotated[Scalar, Parameter("heads", 0, 1)]
    tosses: Annotated[Scalar, Parameter("tosses", 1, integer=True)] = 2
    prize: Annotated[Scalar, Parameter("prize")] = 1

    def __post_init__(self):
        check_fields(self)


def test_all_fractions_with_denominators_to_six():
    values = small_values(Parameter("chance", 0, 1))
    assert set(values) == {F(a, b) for b in range(1, 7) for a in range(b + 1)}
    assert len(values) == 13
    assert set(small_values(Parameter("pay"))) == {F(a, b) for b in range(1, 7) for a in range(-b, 2 * b + 1)}
    assert small_values(Parameter("count", 1, integer=True)) == (1, 2, 3, 4)
    assert small_values(Parameter("few", 1, 2, integer=True)) == (1, 2)


def test_a_scope_is_the_whole_grid_with_its_ties_the_simplest_first():
    games = list(scope_of(EpisodeGame, "training", "modification", discount=[1, "1/2"]).all_of())
    grid = {(t, p, g) for t in range(5) for p in small_values(Parameter("", 0, 1)) for g in (1, F(1, 2))}
    assert grid <= {(game.training, game.modification, game.discount) for game in games}
    assert [complexity(game) for game in games] == sorted(complexity(game) for game in games)
    assert len(set(games)) == len(games)
    off_grid = [game for game in games if game.modification.denominator > 6]
    assert all("BA" in optimal_acts(game) for game in off_grid)
    tied = {game.modification for game in games if game.training == 2 and game.discount == F(1, 2)}
    assert not tied - set(small_values(Parameter("", 0, 1)))
    assert F(8, 7) not in tied


def test_knife_edges_are_in_the_scope():
    games = list(scope_of(EpisodeGame, "modification", training=[2], discount=["9/10"]).all_of())
    worth = 1 + F(9, 10) + F(81, 100)
    assert {1 / (F(9, 10) * worth), 1 / (F(81, 100) * worth)} <= {game.modification for game in games}


def test_models_without_ties_or_defaults():
    scope = scope_of(Coin, "chance", tosses=[1])
    assert scope.words == "chance in [0, 1] with denominators to 6; tosses 1"
    assert len(list(scope.all_of())) == 13
    assert {coin.tosses for coin in scope_of(Coin).all_of()} == {1, 2, 3, 4}
    assert {coin.prize for coin in models_near(Coin, 1)} == {F(a, b) for b in (1, 2, 3) for a in range(-b, 2 * b + 1)}


def test_a_whole_model_is_tried_near_its_defaults():
    games = models_near(EpisodeGame)
    defaults = dataclasses.astuple(EpisodeGame())
    plain = [game for game in games if game.modification.denominator <= 3]
    changes = [sum(a != b for a, b in zip(dataclasses.astuple(game), defaults, strict=True)) for game in plain]
    assert max(changes) <= 4
    assert {0, 1, 2, 3} <= set(changes)


def test_single_values_hold_for_random_models_too():
    from hypothesis import given, settings

    @settings(max_examples=20)
    @given(scope_of(EpisodeGame, "training", discount=[1], overlap=[0, 1]).any_of())
    def undiscounted(game):
        assert game.discount == 1

    undiscounted()


def test_what_is_refused():
    with pytest.raises(ValueError, match=r"discount must be in \[0, 1\], got 2"):
        scope_of(EpisodeGame, discount=[2])
    with pytest.raises(ValueError, match="unknown parameter 'discuont': did you mean 'discount'"):
        scope_of(EpisodeGame, "discuont")
    with pytest.raises(ValueError, match="unknown parameter 'discuont': did you mean 'discount'"):
        scope_of(EpisodeGame, discuont=[1])


def test_outcomes():
    good = exhaustive_outcome(CLAIM)
    assert (good.status, good.instances, good.drawn) == ("exhausted", 20, 25)
    bad = exhaustive_outcome(dataclasses.replace(CLAIM, conclusion=lambda game: game.deployment < 2))
    assert bad.counterexample == EpisodeGame(training=1, deployment=2)
    none = dataclasses.replace(CLAIM, hypotheses={"long": lambda game: game.training > 9}, witness=EpisodeGame(training=10))
    assert exhaustive_outcome(none).status == "failed"
    assert "no model of the scope meets the hypotheses" in exhaustive_outcome(none).message
