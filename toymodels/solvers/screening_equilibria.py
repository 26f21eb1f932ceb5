"""All perfect Bayesian equilibria of a screening game, as finitely many convex sets.

The candidates' strategy is a point (a, d) of a square, how often the aligned and the deceptive take the test, and the
examiner's a point (x, z) of another, how often it deploys after it and without it. After the test deployment is worth

    E = A a - B d,  without it  A (1 - a) - B (1 - d),  A = μ G and B = (1 - μ) L,

counted before the type is known, so that both signs are those of the examiner's posterior worth where the message is sent, and
0 where it is not: an unsent message admits every response, and each is best for some belief. So the equilibria are the pairs
of points where each coordinate is a best reply to the other point, and the lines on which a best reply changes,

    A a = B d,  A (1 - a) = B (1 - d)  and  x - z = κ  for both types' costs κ,

cut the squares into cells on which it does not. Where (p, q) is an equilibrium, so is every pair of points of the closed
cells of p and q; and if all pairs of some points with some responses are, so are their mixtures, because what is best
against several is best against their mixtures. Hence the equilibria are the union of the products of convex hulls of the
maximal sets of corners, all pairs of which are equilibria (as for bimatrix games: H. Winkels, *An algorithm to determine all
equilibrium points of a bimatrix game*, 1979).
"""

import dataclasses
import itertools
from fractions import Fraction
from typing import TypeAlias

Number: TypeAlias = int | Fraction
Pair: TypeAlias = tuple[Number, Number]


@dataclasses.dataclass(frozen=True)
class Stakes:
    """What the equilibria of a screening game depend on, rational numbers.

    Parameters
    ----------
    aligned, deceptive
        What the test costs an aligned and a deceptive candidate, >= 0.
    hope, fear
        A and B: what deployment of everybody would win by the aligned and lose by the deceptive, >= 0.
    """

    aligned: Number
    deceptive: Number
    hope: Number
    fear: Number


def equilibrium_sets(stakes: Stakes) -> tuple[tuple[tuple[Pair, ...], tuple[Pair, ...]], ...]:
    """All equilibria: pairs of sets of corners, (a, d) and (x, z), all mixtures of which are equilibria together.

    Examples
    --------
    >>> equilibrium_sets(Stakes(aligned=Fraction(1, 4), deceptive=2, hope=1, fear=2))
    ((((0, 0),), ((0, 0), (Fraction(1, 4), 0))), (((1, 0),), ((1, 0),)))
    """
    replies = {
        tests: frozenset(pair for pair in _responses(stakes) if is_equilibrium(stakes, tests, pair))
        for tests in _strategies(stakes)
    }
    met = {frozenset.intersection(*found) for found in _subsets(list(replies.values()))}
    return tuple(
        sorted((tuple(t for t, those in replies.items() if common <= those), tuple(sorted(common))) for common in met if common)
    )


def is_equilibrium(stakes: Stakes, tests: Pair, deployed: Pair) -> bool:
    """Whether no type of candidate and no response of the examiner can be bettered, for some belief after each message.

    Parameters
    ----------
    stakes
        The game.
    tests
        The probabilities (a, d) with which the aligned and the deceptive take the test.
    deployed
        The probabilities (x, z) of being deployed after it and without it.

    Examples
    --------
    >>> spence = Stakes(aligned=Fraction(1, 2), deceptive=1, hope=1, fear=1)
    >>> is_equilibrium(spence, (1, 0), (1, 0)), is_equilibrium(spence, (1, 1), (1, 0)), is_equilibrium(spence, (1, 1), (0, 0))
    (True, True, False)
    """
    (a, d), (x, z) = tests, deployed
    return (
        _is_best(a, x - z - stakes.aligned)
        and _is_best(d, x - z - stakes.deceptive)
        and _is_best(x, stakes.hope * a - stakes.fear * d)
        and _is_best(z, stakes.hope * (1 - a) - stakes.fear * (1 - d))
    )


def _is_best(chance: Number, gain: Number) -> bool:
    """Whether it is best to do with this probability what gains so much."""
    return gain == 0 or chance == (1 if gain > 0 else 0)


def _strategies(stakes: Stakes) -> tuple[Pair, ...]:
    """The corners of the cells of the candidates' square."""
    hope, fear = stakes.hope, stakes.fear
    found = _square()
    if 0 < hope <= fear:
        share = Fraction(hope) / fear
        found += ((1, share), (0, 1 - share))
    if 0 < fear <= hope:
        share = Fraction(fear) / hope
        found += ((share, 1), (1 - share, 0))
    return tuple(dict.fromkeys(found))


def _responses(stakes: Stakes) -> tuple[Pair, ...]:
    """The corners of the cells of the examiner's square."""
    inside = [cost for cost in (stakes.aligned, stakes.deceptive) if cost <= 1]
    return tuple(dict.fromkeys([*_square(), *(pair for cost in inside for pair in ((cost, 0), (1, 1 - cost)))]))


def _square() -> tuple[Pair, ...]:
    return (0, 0), (0, 1), (1, 0), (1, 1)


def _subsets(sets: list[frozenset[Pair]]) -> list[tuple[frozenset[Pair], ...]]:
    return [chosen for size in range(1, len(sets) + 1) for chosen in itertools.combinations(sets, size)]
