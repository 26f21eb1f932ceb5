"""Commitment: textbook games, limits of what a leader can secure, and every vertex tried."""

import itertools
import random
from fractions import Fraction

import pytest

from tests.equilibria.by_trying import dot, random_bimatrix, solved
from tests.equilibria.published_games import BIMATRIX, noisy_commitment
from toymodels.equilibria.stackelberg import stackelberg
from toymodels.equilibria.value_of_commitment import value_of_commitment
from toymodels.equilibria.zero_sum import optimal_strategies
from toymodels.games.matrix_form import matrix_form
from toymodels.games.matrix_game import MatrixGame, zero_sum

F = Fraction
CONITZER_SANDHOLM = MatrixGame(([[2, 4], [1, 3]], [[1, 0], [0, 1]]))


def swapped(game):
    """The game with rows and columns exchanged."""
    return MatrixGame(tuple(list(zip(*table, strict=True)) for table in reversed(game.payoffs)), ("column", "row"))


def values(game, leader):
    found = value_of_commitment(game, leader)
    return found.strong, found.weak, found.greatest_nash, found.least_nash


def test_the_example_of_conitzer_and_sandholm():
    """Conitzer and Sandholm (2006): 2 in equilibrium, 3 with a pure commitment, 7/2 with a mixed one."""
    result = stackelberg(CONITZER_SANDHOLM, "row")
    (found,) = result.found
    assert found.strategies == {"row": {"1": F(1, 2), "2": F(1, 2)}, "column": {"1": 0, "2": 1}}
    assert found.regret == {"row": F(1, 2), "column": 0}
    assert values(CONITZER_SANDHOLM, "row") == (F(7, 2), F(7, 2), 2, 2)
    assert value_of_commitment(CONITZER_SANDHOLM, "row").gain == F(3, 2)
    assert not result.is_complete
    assert "one best commitment for each answer that is worth most to row" in result.scope


def test_the_column_player_leads_as_the_row_player_does():
    game = swapped(CONITZER_SANDHOLM)
    (found,) = stackelberg(game, "row").found
    assert found.strategies == {"column": {"1": 0, "2": 1}, "row": {"1": F(1, 2), "2": F(1, 2)}}
    assert values(game, "row") == values(CONITZER_SANDHOLM, "row")


def test_in_a_zero_sum_game_commitment_is_worth_nothing():
    game = zero_sum([[2, -1], [-1, 1]])
    value = optimal_strategies(game).found[0].payoffs["row"]
    assert values(game, "row") == (value,) * 4


def test_an_answer_that_is_never_best_is_left_out():
    game = MatrixGame(([[0, 9], [0, 9]], [[1, 0], [1, 0]]))
    (found,) = stackelberg(game, "row").found
    assert found.payoffs == {"row": 0, "column": 1}


def test_ties_between_answers_are_all_kept():
    game = MatrixGame(([[1, 1]], [[0, 0]]))
    assert [each.strategies["column"] for each in stackelberg(game, "row").found] == [{"1": 1, "2": 0}, {"1": 0, "2": 1}]


def test_an_indifferent_follower_makes_the_weak_value_less_than_the_strong():
    """The follower doesn't mind at all: the leader can count on the worst answer to each commitment only."""
    game = MatrixGame(([[4, 0], [1, 2]], [[0, 0], [0, 0]]))
    strong, weak, greatest, least = values(game, "row")
    assert (strong, greatest) == (4, 4)
    assert weak == optimal_strategies(zero_sum(game.payoffs[0])).found[0].payoffs["row"] == F(8, 5)
    assert least == F(8, 5)
    assert value_of_commitment(game, "row").gain == F(8, 5) - 4


def test_a_tie_at_a_single_commitment_is_not_to_be_counted_on():
    """The second answer is best at one pure commitment only, at which the first is as good: no neighbour makes it best."""
    game = MatrixGame(([[1, 10], [0, 10]], [[1, 1], [1, 0]]))
    assert values(game, "row")[:2] == (10, 1)


def test_bagwells_leader_would_be_believed():
    """Seen for sure, it gets 11/2; without commitment at least 4, and with noise at best 5 - noise/(1 - 2 noise)."""
    base = MatrixGame(([[5, 3], [6, 4]], [[2, 1], [3, 4]]))
    assert stackelberg(base, "row").found[0].payoffs["row"] == 6 - F(1, 2) == F(11, 2)
    noise = F(1, 10)
    strong, _, greatest, least = values(matrix_form(noisy_commitment(noise)), "leader")
    assert (greatest, least) == (5 - noise / (1 - 2 * noise), 4)
    assert strong > greatest


@pytest.mark.parametrize("seed", range(40))
def test_no_commitment_at_a_vertex_does_better(seed):
    """The best commitment is at a vertex of some answer's region: those are tried, and their limits for the weak value."""
    game = random_bimatrix(random.Random(seed), payoffs=4)  # noqa: S311
    strong, weak, greatest, _ = values(game, "row")
    own, other = game.payoffs
    corners = commitments(game)
    at = {x: [j for j, w in enumerate(worth(other, x)) if w == max(worth(other, x))] for x in corners}
    assert strong == max(worth(own, x)[j] for x, best in at.items() for j in best)
    assert weak <= strong
    assert greatest <= strong
    assert min(worth(own, x)[j] for x, best in at.items() for j in best) <= weak
    assert max(min(worth(own, x)[j] for j in best) for x, best in at.items()) <= weak
    assert weak >= max(secured(game, x) for x in corners)
    near = [secured(game, x) for j in range(game.shape[1]) for x in pulled([x for x, best in at.items() if j in best])]
    assert weak - F(1, 1000) <= max(near) <= weak


def worth(table, x):
    return [dot(column, x) for column in zip(*table, strict=True)]


def secured(game, x):
    """What a commitment is worth whatever an indifferent follower does."""
    other = worth(game.payoffs[1], x)
    return min(w for w, f in zip(worth(game.payoffs[0], x), other, strict=True) if f == max(other))


def commitments(game):
    """The points at which enough ties, of either player, and zeros of the leader meet."""
    rows = game.shape[0]
    columns = list(zip(*game.payoffs[1], strict=True))
    lines = [[*(int(i == k) for i in range(rows)), 0] for k in range(rows)]
    for table in (columns, list(zip(*game.payoffs[0], strict=True))):
        lines += [[*(a - b for a, b in zip(one, two, strict=True)), 0] for one, two in itertools.combinations(table, 2)]
    points = (solved([[1] * (rows + 1), *some]) for some in itertools.combinations(lines, rows - 1))
    return {point for point in points if point and min(point) >= 0}


def pulled(corners):
    """Corners, pulled a little towards their middle."""
    middle = [sum(column) / F(len(corners)) for column in zip(*corners, strict=True)]
    return [tuple((9999 * p + m) / 10000 for p, m in zip(x, middle, strict=True)) for x in corners]


def test_results_show_themselves():
    text = str(value_of_commitment(CONITZER_SANDHOLM, "row"))
    assert text.splitlines()[1].split() == ["strong", "7/2", "(3.5)"]
    assert "<th>weak</th>" in value_of_commitment(CONITZER_SANDHOLM, "row")._repr_html_()


def test_what_is_refused():
    with pytest.raises(ValueError, match="unknown player 'rwo': did you mean 'row'"):
        stackelberg(CONITZER_SANDHOLM, "rwo")
    with pytest.raises(ValueError, match="got floats"):
        value_of_commitment(zero_sum([[0.5]]), "row")
    with pytest.raises(ValueError, match="two players"):
        stackelberg(MatrixGame(([1],)), "player 1")


def test_commitment_never_hurts_in_generic_games():
    game = BIMATRIX["von Stengel (1999)"][0]()
    found = value_of_commitment(game, "row")
    assert found.strong == found.weak >= found.greatest_nash
