"""All extreme equilibria: published games, degenerate ones, and random ones against everything that can be tried."""

import random
from fractions import Fraction

import pytest

from tests.equilibria.by_trying import extreme_pairs, random_bimatrix, supported_pairs
from tests.equilibria.published_games import BIMATRIX, inspection_game, noisy_commitment, one_card_poker
from toymodels.equilibria.extreme_equilibria import SCOPE_ALL, SCOPE_EXTREME, extreme_equilibria
from toymodels.equilibria.zero_sum import optimal_strategies
from toymodels.games.matrix_form import matrix_form
from toymodels.games.matrix_game import MatrixGame, zero_sum

F = Fraction


def pairs(game, **limits):
    """The extreme equilibria as pairs of mixed strategies, after a look at their certificates."""
    found = extreme_equilibria(game, **limits).found
    assert all(set(each.regret.values()) == {0} for each in found)
    listed = [tuple(tuple(row.values()) for row in each.strategies.values()) for each in found]
    assert len(set(listed)) == len(listed)
    return set(listed)


@pytest.mark.parametrize("name", BIMATRIX)
def test_published_games(name):
    game, count = BIMATRIX[name]
    assert len(pairs(game())) == count
    if count < 75:
        assert pairs(game()) == extreme_pairs(game())


def test_the_degenerate_example_of_the_textbook():
    """Von Stengel (2007), Equilibrium computation for two-player games: a segment and a point."""
    result = extreme_equilibria(BIMATRIX["von Stengel (2007), degenerate"][0]())
    assert {(*each.strategies["row"].values(), *each.strategies["column"].values()) for each in result.found} == {
        (1, 0, 0, 1, 0),
        (1, 0, 0, F(2, 3), F(1, 3)),
        (0, F(1, 3), F(2, 3), F(1, 3), F(2, 3)),
    }
    assert (result.is_complete, result.scope) == (True, SCOPE_EXTREME)


def test_pure_equilibria_come_first():
    played = [
        sum(bool(c) for row in each.strategies.values() for c in row.values())
        for each in extreme_equilibria(BIMATRIX["coordination on three"][0]()).found
    ]
    assert played == [2, 2, 2, 4, 4, 4, 6]


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_lost_or_added_in_degenerate_games(seed):
    game = random_bimatrix(random.Random(seed), most=4 if seed % 4 == 0 else 3)  # noqa: S311
    assert pairs(game) == extreme_pairs(game)
    assert supported_pairs(game) <= pairs(game)


@pytest.mark.parametrize("seed", range(12))
def test_supports_single_out_all_equilibria_of_generic_games(seed):
    game = random_bimatrix(random.Random(seed), payoffs=10**6)  # noqa: S311
    assert pairs(game) == supported_pairs(game)
    assert extreme_equilibria(game).scope == SCOPE_ALL


def test_a_strategy_given_twice_is_found_twice():
    game = MatrixGame(([[2, 0], [2, 0], [0, 1]], [[1, 0], [1, 0], [0, 2]]))
    assert pairs(game) == extreme_pairs(game)
    assert {x for x, _ in pairs(game)} == {(1, 0, 0), (0, 1, 0), (0, 0, 1), (F(2, 3), 0, F(1, 3)), (0, F(2, 3), F(1, 3))}


def test_inspection_games_are_degenerate():
    """Two episodes, one audit: the audits' mixture is the only one, and the inspectee has two extreme optimal plans or more."""
    game = matrix_form(inspection_game())
    result = extreme_equilibria(game)
    assert result.scope == SCOPE_EXTREME
    assert {each.payoffs[game.players[0]] for each in result.found} == {
        optimal_strategies(game).found[0].payoffs[game.players[0]]
    }
    assert pairs(game) == extreme_pairs(game)


def test_poker_and_noisy_commitment_in_matrix_form():
    (poker,) = extreme_equilibria(matrix_form(one_card_poker())).found
    assert poker.payoffs == {"1": F(1, 3), "2": F(-1, 3)}
    assert poker.strategies["2"] == {"raised: meet": F(2, 3), "raised: pass": F(1, 3)}
    leads = {
        each.strategies["leader"]["start: S"] for each in extreme_equilibria(matrix_form(noisy_commitment(F(1, 10)))).found
    }
    assert leads == {0, F(1, 10), F(9, 10)}


def test_scale_shift_and_fractions_change_nothing():
    game = BIMATRIX["von Stengel (2007)"][0]()
    moved = MatrixGame([[[F(p, 7) - 5 for p in row] for row in table] for table in game.payoffs])
    assert pairs(moved) == pairs(game)


def test_what_is_refused():
    with pytest.raises(TypeError, match=r"in matrix form for this concept, which matrix_form\(game\) is, got one-card poker"):
        extreme_equilibria(one_card_poker())
    with pytest.raises(ValueError, match="two players for this concept, got 1"):
        extreme_equilibria(MatrixGame(([1, 2],)))
    with pytest.raises(ValueError, match=r"payoffs must be exact numbers such as 1/10 or '0.1', got floats"):
        extreme_equilibria(zero_sum([[0.1, 1]]))
    with pytest.raises(ValueError, match=r"vertices must be at most 3 to be listed, got more from 1 of 3 rows"):
        pairs(BIMATRIX["coordination on three"][0](), most_vertices=3)
