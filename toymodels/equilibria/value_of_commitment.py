"""What it is worth to be able to commit: the leader's values with and without.

The leader's *strong* value supposes that the follower breaks ties as the leader likes. Its *weak* value is the most
that it can secure, or come as near as it likes to, whatever an indifferent follower does. Where the commitments with best
response j have inner points, there is one near each of them at which only j, and what is always as good for the follower,
are best responses; and these j cover all commitments. So the weak value is the greatest, over those j, of what the linear
program of ``stackelberg`` secures against the worst of the answers that are always as good as j. Inner points are those
at which

    sum_i x_i (f_ij - f_ik) >= e for every k that isn't always as good as j,  x_i >= e,  sum_i x_i = 1,  e > 0.

Without commitment there are Nash equilibria; the leader's payoff is linear in each side's mixtures, so that its least and
greatest over all equilibria are those of extreme ones. In nondegenerate games the strong and the weak value are one, and at
least the greatest Nash payoff.

Source: von Stengel, B. and Zamir, S. (2010), Leadership games with convex strategy sets.
"""

import dataclasses

from toymodels.equilibria.extreme_equilibria import extreme_equilibria
from toymodels.equilibria.stackelberg import Leadership, best_commitment, leadership, stackelberg
from toymodels.facts import facts_html, facts_text
from toymodels.games.matrix_game import MatrixGame
from toymodels.scalars import Scalar, number


@dataclasses.dataclass(frozen=True)
class CommitmentValue:
    """What a leader gets with and without commitment.

    Parameters
    ----------
    leader
        Who commits.
    strong
        The value of commitment if an indifferent follower does what the leader likes best.
    weak
        The supremum of what the leader can secure whatever an indifferent follower does.
    greatest_nash
        The most that the leader gets in a Nash equilibrium.
    least_nash
        The least.
    """

    leader: str
    strong: Scalar
    weak: Scalar
    greatest_nash: Scalar
    least_nash: Scalar

    @property
    def gain(self) -> Scalar:
        """What commitment adds, at least, to the best equilibrium; negative only if the game is degenerate."""
        return self.weak - self.greatest_nash

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def value_of_commitment(game: MatrixGame, leader: str) -> CommitmentValue:
    """What a player of a game of two would get as a leader, and what it gets without commitment.

    Parameters
    ----------
    game
        A game of two players in exact numbers.
    leader
        Who commits.

    Raises
    ------
    ValueError
        If there aren't two players, a payoff is a float, the leader is unknown, or there are too many vertices for
        ``extreme_equilibria``.

    Examples
    --------
    >>> print(value_of_commitment(MatrixGame(([[2, 4], [1, 3]], [[1, 0], [0, 1]])), "row"))
    leader                row
    strong                7/2 (3.5)
    weak                  7/2 (3.5)
    greatest nash         2
    least nash            2
    """
    sides = leadership(game, leader)
    strong = stackelberg(game, leader).found[0].payoffs[leader]
    nash = [each.payoffs[leader] for each in extreme_equilibria(game).found]
    return CommitmentValue(leader, strong, _weak(sides), max(nash), min(nash))


def _weak(sides: Leadership) -> Scalar:
    """The leader's weak value."""
    columns = list(zip(*sides.others, strict=True))
    alike = [[k for k, other in enumerate(columns) if other == column] for column in columns]
    found = (best_commitment(sides, j, alike[j]) for j in range(len(columns)) if _is_wide(columns, j))
    return number(max(each[0] for each in found if each))


def _is_wide(columns: list[tuple[Scalar, ...]], answer: int) -> bool:
    """Whether the commitments that an answer is a best response to have an inner point."""
    from toymodels.symbolic.algebra.linear_program import LinearProgram
    from toymodels.symbolic.algebra.linear_solution import linear_solution

    own = columns[answer]
    count = len(own)
    tempted = [[*(b - a for a, b in zip(own, other, strict=True)), 1] for other in columns if other != own]
    inner = [[*(-int(i == k) for i in range(count)), 1] for k in range(count)]
    program = LinearProgram(
        objective=[*[0] * count, 1],
        rows=[*tempted, *inner, [*[1] * count, 0]],
        limits=[*[0] * (len(tempted) + count), 1],
        equations=frozenset({len(tempted) + count}),
        free=frozenset({count}),
    )
    return bool(linear_solution(program).point[-1] > 0)
