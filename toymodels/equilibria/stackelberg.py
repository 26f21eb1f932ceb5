"""Strong Stackelberg equilibria: the leader commits to a mixed strategy, and the follower answers it as the leader likes best.

With l_ij what the leader gets and f_ij what the follower gets from the leader's strategy i and the follower's j, answer j
is a best response to the leader's probabilities x iff sum_i x_i f_ij >= sum_i x_i f_ik for every k. The best commitment among
those is the linear program

    maximize sum_i x_i l_ij  subject to  sum_i x_i (f_ik - f_ij) <= 0 for every k,  sum_i x_i = 1,  x >= 0,

and the best answer j to aim at has the greatest value. Where the follower is indifferent it is assumed to choose j; a leader
who can't count on that can as a rule come as near as it likes (``value_of_commitment``).

Source: von Stackelberg, H. (1934), Marktform und Gleichgewicht; Conitzer, V. and Sandholm, T. (2006), Computing the optimal
strategy to commit to.
"""

import dataclasses
from collections.abc import Sequence

from toymodels.equilibria.equilibria import Equilibria, equilibrium
from toymodels.equilibria.extreme_equilibria import check_bimatrix
from toymodels.errors import unknown_name
from toymodels.games.matrix_game import MatrixGame, Mixed
from toymodels.scalars import Scalar

SCOPE = "one best commitment for each answer that is worth most to {}; mixtures of commitments with the same answer are as good"
METHOD = "a linear program for each answer"


@dataclasses.dataclass(frozen=True)
class Leadership:
    """A game of two players as its leader sees it.

    Parameters
    ----------
    leader
        The leader's number.
    own
        What the leader gets: a row for each of its strategies.
    others
        What the follower gets, in rows for the leader's strategies too.
    """

    leader: int
    own: Sequence[Sequence[Scalar]]
    others: Sequence[Sequence[Scalar]]


def stackelberg(game: MatrixGame, leader: str) -> Equilibria:
    """The strong Stackelberg equilibria of a game of two players.

    Parameters
    ----------
    game
        A game of two players in exact numbers.
    leader
        Who commits.

    Returns
    -------
    Equilibria
        A best commitment for each answer of the follower that is worth most to the leader. The regret of the follower is 0;
        that of the leader is what it would gain if it could break its word, and no certificate.

    Raises
    ------
    ValueError
        If there aren't two players, a payoff is a float, or the leader is unknown.

    Examples
    --------
    Without commitment the row player's first strategy is dominated; with it, it draws the column player to the second:

    >>> game = MatrixGame(([[2, 4], [1, 3]], [[1, 0], [0, 1]]))
    >>> found = stackelberg(game, "row").found[0]
    >>> found.strategies["row"], found.strategies["column"], found.payoffs["row"]
    ({'1': Fraction(1, 2), '2': Fraction(1, 2)}, {'1': 0, '2': 1}, Fraction(7, 2))
    """
    sides = leadership(game, leader)
    answers = range(len(sides.own[0]))
    found = {j: commitment for j in answers if (commitment := best_commitment(sides, j, [j]))}
    best = max(value for value, _ in found.values())
    profiles = []
    for j, (value, chances) in found.items():
        if value == best:
            pair = chances, tuple(int(k == j) for k in answers)
            profiles.append(equilibrium(game, pair if sides.leader == 0 else pair[::-1]))
    scope = SCOPE.format(leader)
    return Equilibria("strong Stackelberg equilibrium", game, tuple(profiles), is_complete=False, scope=scope, method=METHOD)


def leadership(game: MatrixGame, leader: str) -> Leadership:
    """A game of two players in exact numbers with a leader, checked.

    Raises
    ------
    ValueError
        If there aren't two players, a payoff is a float, or the leader is unknown.
    """
    check_bimatrix(game)
    if leader not in game.players:
        raise unknown_name("player", leader, game.players)
    if leader == game.players[0]:
        return Leadership(0, *game.payoffs)
    own, others = ([list(column) for column in zip(*table, strict=True)] for table in reversed(game.payoffs))
    return Leadership(1, own, others)


def best_commitment(sides: Leadership, answer: int, worst_of: Sequence[int]) -> tuple[Scalar, Mixed] | None:
    """What the leader can secure with a commitment that an answer is a best response to, and the commitment.

    Parameters
    ----------
    sides
        The game.
    answer
        The number of the follower's answer.
    worst_of
        Answers of which the leader fears the worst; those that are as good for the follower as ``answer``.

    Returns
    -------
    tuple or None
        The value and the leader's probabilities; None if the answer is never a best response.
    """
    from toymodels.symbolic.algebra.linear_program import LinearProgram
    from toymodels.symbolic.algebra.linear_solution import linear_solution

    count = len(sides.own)
    secured = [[*(-row[k] for row in sides.own), 1] for k in worst_of]
    tempted = [[*(row[k] - row[answer] for row in sides.others), 0] for k in range(len(sides.own[0])) if k != answer]
    rows = [*secured, *tempted, [*[1] * count, 0]]
    program = LinearProgram(
        objective=[*[0] * count, 1],
        rows=rows,
        limits=[*[0] * (len(rows) - 1), 1],
        equations=frozenset({len(rows) - 1}),
        free=frozenset({count}),
    )
    solved = linear_solution(program)
    return (solved.point[-1], solved.point[:-1]) if solved.status == "optimal" else None
