"""Optimal mixed strategies of two players in matrix form, one of whom wins what the other loses.

With A the first player's payoffs, its optimal strategies x and the value v solve the linear program

    maximize v  subject to  v <= sum_i x_i a_ij for every column j,  sum_i x_i = 1,  x >= 0,

and the multipliers of the columns are an optimal strategy y of the second player; a saddle point in pure strategies is the
case of one x_i = y_j = 1. The pairs of optimal strategies are the equilibria. This one is the only one iff each
strategy of either player is either played or strictly worse than v against the other's, and x and y are determined by the
equations that both sets of strategies in play be worth v (a pair with the first property always exists).

Source: von Neumann, J. (1928), Zur Theorie der Gesellschaftsspiele; Bohnenblust, H. F., Karlin, S. and Shapley, L. S. (1950),
Solutions of discrete, two-person games; Goldman, A. J. and Tucker, A. W. (1956), Theory of linear programming.
"""

from collections.abc import Sequence
from fractions import Fraction

from toymodels.equilibria.equilibria import Equilibria, equilibrium
from toymodels.games.constant_sum import constant_sum
from toymodels.games.matrix_game import MatrixGame, Mixed, payoffs_by_strategy
from toymodels.scalars import Scalar

SCOPE_ONE = "one pair of optimal strategies; there are others, with the same payoffs"
SCOPE_ONLY = "the only pair of optimal strategies"
SCOPE_FLOATS = "one pair of optimal strategies; whether there are others is not decided in floats"


def optimal_strategies(game: MatrixGame) -> Equilibria:
    """A pair of optimal mixed strategies of a game in which one player wins what the other loses, and its value.

    Parameters
    ----------
    game
        A game of two players whose payoffs sum to 0, or always to the same number; in exact numbers, for exact strategies.

    Returns
    -------
    Equilibria
        One equilibrium, whose payoffs are the values of the game to both; ``is_complete`` says whether it is the only one.

    Raises
    ------
    ValueError
        If there aren't two players, or their payoffs don't always have the same sum.

    Examples
    --------
    >>> from toymodels.games.matrix_game import zero_sum
    >>> print(optimal_strategies(zero_sum([[2, -1], [-1, 1]])))
    optimal strategies: 1 (the only pair of optimal strategies; exact pivoting)
    1. pays row: 1/5 (0.2); column: -1/5 (-0.2)
       row: 1: 2/5 (0.4); 2: 3/5 (0.6)
       column: 1: 2/5 (0.4); 2: 3/5 (0.6)
    """
    from toymodels.symbolic.algebra.linear_program import LinearProgram
    from toymodels.symbolic.algebra.linear_solution import linear_solution

    constant_sum(game)
    table = game.payoffs[0]
    rows, columns = game.shape
    program = LinearProgram(
        objective=[*[0] * rows, 1],
        rows=[*([*(-table[i][j] for i in range(rows)), 1] for j in range(columns)), [*[1] * rows, 0]],
        limits=[*[0] * columns, 1],
        equations=frozenset({columns}),
        free=frozenset({rows}),
    )
    solved = linear_solution(program)
    pair = _mixed(solved.point[:rows]), _mixed(solved.multipliers[:columns])
    is_only = game.is_exact and _is_only(game, pair)
    scope = SCOPE_ONLY if is_only else SCOPE_ONE if game.is_exact else SCOPE_FLOATS
    return Equilibria("optimal strategies", game, (equilibrium(game, pair),), is_only, scope, solved.method)


def _mixed(weights: Sequence[Scalar]) -> Mixed:
    """Weights as probabilities: what floats err is put right."""
    positive = [max(weight, 0) for weight in weights]
    total = sum(positive)
    return tuple(positive) if total == 1 else tuple(weight / total for weight in positive)


def _is_only(game: MatrixGame, pair: tuple[Mixed, Mixed]) -> bool:
    """Whether a pair of optimal strategies is the only one."""
    import flint

    played = [[k for k, chance in enumerate(own) if chance] for own in pair]
    for player in range(2):
        worth = payoffs_by_strategy(game, pair, player)
        if [k for k, each in enumerate(worth) if each == max(worth)] != played[player]:
            return False
    block = [[game.payoffs[0][i][j] for j in played[1]] for i in played[0]]
    across = [list(column) for column in zip(*block, strict=True)]
    ranks = (
        flint.fmpq_mat(
            [[flint.fmpq(*Fraction(a).as_integer_ratio()) for a in row] for row in [*side, [1] * len(side[0])]]
        ).rank()
        for side in (across, block)
    )
    return list(ranks) == list(map(len, played))
