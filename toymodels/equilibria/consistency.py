"""Consistency of beliefs with trembles: whether an assessment is the limit of others in which everybody may do anything.

An assessment (behaviour strategies π and beliefs μ) is consistent iff some strategies with all probabilities positive tend to
π while the beliefs that follow from them by Bayes' rule tend to μ. If so there are such strategies of the form

    probability of action a = c_a ε^(e_a),  e_a = 0 and c_a = π(a) where π(a) > 0, and integers e_a >= 1, c_a > 0 where not,

up to a factor that tends to 1. With e(x) and c(x) the sum and the product over the actions before position x (the product
with chance's probabilities), beliefs tend to μ iff in every information set, for x with μ(x) > 0,

    e(x) = e(y) and μ(x) / μ(y) = c(x) / c(y) if μ(y) > 0,  and  e(x) < e(y) if μ(y) = 0.

The orders e are a linear program, and the coefficients c a linear system in their logarithms, which has a solution iff every
product of the equations, with integer powers, in which all unknowns cancel says 1 = 1. Both are decided exactly. If one has no
solution, the combination of equations that says so is a contradiction for any sequence of trembles, whatever its form.

Source: Kreps, D. M. and Wilson, R. (1982), Sequential equilibria, appendix; Perea, A., Jansen, M. and Peters, H. (1997),
Characterization of consistent assessments in extensive form games; Kohlberg, E. and Reny, P. J. (1997), Independence on
relative probability spaces and consistent assessments in game trees.
"""

import dataclasses
import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from toymodels.games.extensive_game import Chance, ExtensiveGame
from toymodels.games.profiles import Behaviour
from toymodels.scalars import Scalar

Move = tuple[str, str]
Beliefs = Mapping[str, Mapping[int, Scalar]]


@dataclasses.dataclass(frozen=True)
class Consistency:
    """Whether beliefs are consistent, with the orders of trembles or what is wrong.

    Parameters
    ----------
    orders
        The order of the probability of each action in each information set, as a power of ε, if there are such orders.
    conflict
        The information sets of which the beliefs contradict one another.
    product
        What the product of likelihoods that must be 1 is instead; 0 if there are no orders.
    """

    orders: Mapping[str, Mapping[str, int]] | None
    conflict: tuple[str, ...] = ()
    product: Scalar = 1

    @property
    def is_consistent(self) -> bool:
        """Whether some trembles have these beliefs as their limit."""
        return not self.conflict


@dataclasses.dataclass(frozen=True)
class _Comparison:
    """Two positions of an information set: how the second's path differs from the first's in trembles, and in likelihood."""

    information_set: str
    trembles: Mapping[Move, int]
    odds: Fraction


def consistency(game: ExtensiveGame, strategies: Behaviour, beliefs: Beliefs) -> Consistency:
    """Whether beliefs are the limit of those that follow from trembles around behaviour strategies.

    Parameters
    ----------
    game
        A game in which everybody has perfect recall.
    strategies
        The probability of every action in every information set, in exact numbers.
    beliefs
        The probability of every position, by number, in every information set.

    Raises
    ------
    ValueError
        If a chance move has an outcome of probability 0, of which consistency has nothing to say.

    Examples
    --------
    >>> from toymodels.games.extensive_game import Decision, Terminal
    >>> reply = Decision("II", "reply", {"up": Terminal((0, 0)), "down": Terminal((0, 0))})
    >>> game = ExtensiveGame(("I", "II"), Decision("I", "start", {"a": Terminal((1, 0)), "b": reply, "c": reply}))
    >>> strategies = {"start": {"a": 1, "b": 0, "c": 0}, "reply": {"up": 1, "down": 0}}
    >>> consistency(game, strategies, {"start": {0: 1}, "reply": {2: 0, 5: 1}}).orders["start"]
    {'a': 0, 'b': 2, 'c': 1}
    """
    equal, less = _comparisons(game, strategies, beliefs)
    unknowns = {(name, a): None for name, row in strategies.items() for a, chance in row.items() if not chance}
    columns = {move: k for k, move in enumerate(unknowns)}
    found, conflict = _orders(columns, equal, less)
    if conflict:
        return Consistency(None, conflict, 0)
    orders = {name: {a: found[columns[name, a]] if not c else 0 for a, c in row.items()} for name, row in strategies.items()}
    for powers in _cancelling(columns, equal):
        product = math.prod((each.odds**power for each, power in zip(equal, powers, strict=True)), start=Fraction(1))
        if product != 1:
            names = (each.information_set for each, power in zip(equal, powers, strict=True) if power)
            return Consistency(orders, tuple(dict.fromkeys(names)), product)
    return Consistency(orders)


def _comparisons(game: ExtensiveGame, strategies: Behaviour, beliefs: Beliefs) -> tuple[list[_Comparison], list[_Comparison]]:
    """The pairs of positions of information sets that must be of equal order, and of which the first must be of less."""
    paths = _paths(game, strategies)
    equal: list[_Comparison] = []
    less: list[_Comparison] = []
    for name, belief in beliefs.items():
        first = next(x for x, chance in belief.items() if chance)
        moves, likelihood = paths[first]
        for x, chance in belief.items():
            if x != first:
                others, other = paths[x]
                trembles = {m: int(m in others) - int(m in moves) for m in moves ^ others}
                odds = Fraction(chance) / belief[first] * likelihood / other
                (equal if chance else less).append(_Comparison(name, trembles, odds))
    return equal, less


def _paths(game: ExtensiveGame, strategies: Behaviour) -> list[tuple[frozenset[Move], Fraction]]:
    """The trembles before each position, and the product of the positive probabilities."""
    paths: list[tuple[frozenset[Move], Fraction]] = [(frozenset(), Fraction(1))]
    for position in game.positions[1:]:
        before = game.positions[position.parent].node
        moves, likelihood = paths[position.parent]
        by_chance = isinstance(before, Chance)
        name = "" if by_chance else before.information_set  # type: ignore[union-attr]
        chance = (before.probabilities if by_chance else strategies[name])[position.move]  # type: ignore[union-attr]
        if by_chance and not chance:
            raise ValueError(f"chance must have positive probabilities for consistency, got 0 for {position.move!r}")
        step = frozenset([] if chance else [(name, position.move)])
        paths.append((moves | step, likelihood * (chance or 1)))
    return paths


def _orders(
    columns: Mapping[Move, int], equal: list[_Comparison], less: list[_Comparison]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Small integer orders of all trembles, or the information sets that rule them out."""
    from toymodels.symbolic.algebra.linear_program import LinearProgram
    from toymodels.symbolic.algebra.linear_solution import linear_solution

    every = [*equal, *less]
    solved = linear_solution(
        LinearProgram(
            objective=[-1] * len(columns),
            rows=[{columns[move]: -sign for move, sign in each.trembles.items()} for each in every],
            limits=[sum(each.trembles.values()) - int(k >= len(equal)) for k, each in enumerate(every)],
            equations=frozenset(range(len(equal))),
        )
    )
    if solved.status == "infeasible":
        names = (each.information_set for each, y in zip(every, solved.multipliers, strict=True) if y)
        return (), tuple(dict.fromkeys(names))
    scale = math.lcm(*(Fraction(more).denominator for more in solved.point))
    return tuple(int((1 + more) * scale) for more in solved.point), ()


def _cancelling(columns: Mapping[Move, int], equal: list[_Comparison]) -> list[list[int]]:
    """Integer powers of the equations in whose products all coefficients cancel; all other such powers are sums of these."""
    import flint

    if not equal:
        return []
    table = [[each.trembles.get(move, 0) for each in equal] for move in columns] or [[0] * len(equal)]
    kernel, count = flint.fmpz_mat(table).nullspace()
    rows: list[list[Any]] = kernel.tolist()
    return [[int(row[k]) for row in rows] for k in range(count)]
