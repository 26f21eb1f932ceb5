"""Iterated dominance: textbook games, rationalizability by a second route, and the order that matters or doesn't."""

import itertools
import random
from fractions import Fraction

import pytest

from tests.equilibria.by_trying import dot, random_bimatrix, vertices
from toymodels.equilibria.iterated_dominance import Removal, iterated_dominance
from toymodels.games.matrix_game import MatrixGame

F = Fraction
ORDER_MATTERS = MatrixGame(([[1, 0], [1, 2], [0, 1]], [[1, 0], [1, 1], [2, 2]]))


def left(game, **how):
    return iterated_dominance(game, **how).game.strategies


def test_the_prisoners_dilemma_is_solved():
    result = iterated_dominance(MatrixGame(([[2, 0], [3, 1]], [[2, 3], [0, 1]])))
    assert result.is_solved
    assert result.game.payoffs == (((1,),), ((1,),))
    assert result.removals == (Removal(1, "row", "1", {"2": 1}, 1), Removal(1, "column", "1", {"2": 1}, 1))
    assert str(result).splitlines()[1] == "1. row: 1, by 2: 1"
    assert result._repr_html_() == f"<pre>{result}</pre>"


def test_a_mixture_dominates_what_no_pure_strategy_does():
    """The middle row pays 1; the others mixed evenly pay 3/2 at least."""
    game = MatrixGame(([[4, 0], [1, 1], [0, 3]], [[0, 0], [0, 0], [0, 0]]))
    (removal,) = iterated_dominance(game).removals
    assert removal.strategy == "2"
    assert sum(removal.dominated_by.values()) == 1
    assert removal.gain == min(4 * removal.dominated_by["1"], 3 * removal.dominated_by["3"]) - 1 == F(5, 7)
    assert iterated_dominance(game, mixed=False).removals == ()


def test_a_mixture_that_dominates_weakly():
    """It gains nothing against the first column, and something against the last."""
    game = MatrixGame(([[2, 0, 3], [1, 1, 1], [0, 2, 3]], [[0, 0, 0], [0, 0, 0], [0, 0, 0]]))
    assert iterated_dominance(game).removals == ()
    (removal,) = iterated_dominance(game, weak=True).removals
    assert removal == Removal(1, "row", "2", {"1": F(1, 2), "3": F(1, 2)}, 2)


def test_what_is_equal_dominates_nothing():
    game = MatrixGame(([[1, 0], [1, 0], [0, 1], [F(1, 2), F(1, 2)]], [[0, 0], [0, 0], [0, 0], [0, 0]]))
    assert iterated_dominance(game, weak=True).removals == ()


def test_a_mixture_is_weak_in_one_place_and_infeasible_in_another():
    """The third row can't be matched against both columns at once."""
    game = MatrixGame(([[3, 0], [0, 3], [2, 2]], [[0, 0], [0, 0], [0, 0]]))
    assert left(game, weak=True) == (("1", "2", "3"), ("1", "2"))


def test_the_order_of_weak_dominance_matters():
    """What is left depends on whose turn comes first; the result holds the order."""
    rows_first = iterated_dominance(ORDER_MATTERS, weak=True, order=["row", "column"])
    columns_first = iterated_dominance(ORDER_MATTERS, weak=True, order=["column", "row"])
    together = iterated_dominance(ORDER_MATTERS, weak=True)
    assert [(r.round, r.player, r.strategy) for r in rows_first.removals] == [
        (1, "row", "1"),
        (1, "row", "3"),
    ]
    first = columns_first.removals[0]
    assert (first.round, first.player, first.strategy) == (1, "column", "2")
    assert rows_first.game.strategies != columns_first.game.strategies
    assert together.removals[0].round == 1


@pytest.mark.parametrize("seed", range(30))
def test_the_order_of_strict_dominance_does_not_matter(seed):
    game = random_bimatrix(random.Random(seed), most=4, payoffs=4)  # noqa: S311
    assert left(game) == left(game, order=["row", "column"]) == left(game, order=["column", "row"])


@pytest.mark.parametrize("seed", range(60))
def test_what_is_left_is_a_best_response_to_something(seed):
    """A strategy is not strictly dominated iff it is a best response to a vertex of the opponent's mixtures (Pearce 1984)."""
    game = random_bimatrix(random.Random(seed), most=4, payoffs=5)  # noqa: S311
    rest = iterated_dominance(game).game
    for table, names in ((rest.payoffs[0], rest.strategies[0]), (list(zip(*rest.payoffs[1], strict=True)), rest.strategies[1])):
        best = set()
        for y in vertices(table):
            worth = [dot(row, y) for row in table]
            best |= {name for name, each in zip(names, worth, strict=True) if each == max(worth)}
        assert best == set(names)


@pytest.mark.parametrize("weak", [False, True])
def test_each_removal_proves_itself(weak):
    for seed in range(30):
        game = random_bimatrix(random.Random(seed), most=4, payoffs=4)  # noqa: S311
        gone = {name: set() for name in game.players}
        rounds = itertools.groupby(iterated_dominance(game, weak=weak).removals, key=lambda removal: removal.round)
        for _, removals in rounds:
            now = list(removals)
            for removal in now:
                gains = differences(game, removal, gone)
                assert removal.strategy not in removal.dominated_by
                assert removal.gain == (max(gains) if weak else min(gains)) > 0 <= min(gains)
            for removal in now:
                gone[removal.player].add(removal.strategy)


def differences(game, removal, gone):
    """What the dominating mixture gains against everything that is left of the others."""
    i = game.players.index(removal.player)
    names = game.strategies[i]
    tables = (game.payoffs[0], list(zip(*game.payoffs[1], strict=True)))
    left = [k for k, name in enumerate(game.strategies[1 - i]) if name not in gone[game.players[1 - i]]]
    rows = dict(zip(names, tables[i], strict=True))
    return [sum(p * rows[n][k] for n, p in removal.dominated_by.items()) - rows[removal.strategy][k] for k in left]


def test_three_players():
    """Matching pennies between the first two, watched by a third who prefers its second strategy."""
    first = [[[1, 1], [-1, -1]], [[-1, -1], [1, 1]]]
    second = [[[-p for p in row] for row in table] for table in first]
    third = [[[0, 1], [0, 1]], [[0, 1], [0, 1]]]
    result = iterated_dominance(MatrixGame((first, second, third)))
    assert result.game.shape == (2, 2, 1)
    assert result.game.payoffs[0] == (((1,), (-1,)), ((-1,), (1,)))
    assert not result.is_solved


def test_floats_are_compared_by_pure_strategies_only():
    game = MatrixGame(([[0.1, 0.2], [0.3, 0.4]], [[0, 0], [0, 0]]))
    assert left(game, mixed=False) == (("2",), ("1", "2"))
    with pytest.raises(ValueError, match="payoffs must be exact numbers for dominance by mixtures, got floats"):
        iterated_dominance(game)


def test_what_is_refused():
    with pytest.raises(ValueError, match="unknown player 'rows': did you mean 'row'"):
        iterated_dominance(ORDER_MATTERS, order=["rows", "column"])
    with pytest.raises(ValueError, match=r"order must name each of the players \['row', 'column'\] once, got \['row'\]"):
        iterated_dominance(ORDER_MATTERS, order=["row"])
