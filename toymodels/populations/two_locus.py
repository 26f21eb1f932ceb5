"""Two loci of a haploid: a trait that females may prefer, a preference for it, and how they come to be inherited together.

Males of T2 have the trait and survive with probability 1 - s where those of T1 survive; females of P2 mate with a male of T2
a times as readily as with one of T1, and those of P1 don't mind. Both loci are carried by both sexes; every female mates once,
males as often as they are chosen. With the share x_ij of the genotype T_i P_j at birth, among the males that are left

    m_ij = x_ij (1 - s [i = 2]) / (1 - s t2),   t2 = x_21 + x_22,

and a female of P1 mates with m, one of P2 with

    n_ij = m_ij (1 + (a - 1) [i = 2]) / (1 + (a - 1)(m_21 + m_22)).

A child has both genes of one parent with probability 1 - r, and one of each parent with the probability of recombination r:

    x'_ij = (1-r)/2 (x_ij + y_ij) + r/2 (Σ_l x_il (father P_j | mother P_l) + Σ_l x_lj (father T_i | mother P_j)),

where y = p1 m + p2 n are the fathers, and the fathers' distribution is m for a mother of P1 and n for one of P2.

Source: M. Kirkpatrick, *Sexual selection and the evolution of female choice*, Evolution 36 (1982); the recursion is derived
here from its assumptions.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from toymodels.domains import Parameter
from toymodels.populations.trajectory import Trajectory, kept_generations, weights
from toymodels.scalars import Scalar, is_exact, number

GENOTYPES = ("T1P1", "T1P2", "T2P1", "T2P2")
Shares: TypeAlias = tuple[Scalar, Scalar, Scalar, Scalar]
"""The shares of the genotypes, in the order of ``GENOTYPES``."""


def two_locus(
    attraction: object,
    viability_cost: object,
    start: Mapping[str, object],
    generations: int,
    recombination: object = Fraction(1, 2),
    every: int = 1,
) -> Trajectory:
    """The shares of the four genotypes over the generations.

    Parameters
    ----------
    attraction
        a >= 0, how much more readily females with the preference take a male with the trait.
    viability_cost
        s in [0, 1], the share of males with the trait that die of it before they mate.
    start
        The weight of every genotype, by its name in ``GENOTYPES``.
    generations
        How many generations.
    recombination
        r in [0, 1]; 1/2 is free recombination.
    every
        Keep every so many generations.

    Returns
    -------
    Trajectory
        Exact if all numbers are.

    Raises
    ------
    TypeError, ValueError
        If a number is outside its domain, or the genotypes are others.
    ZeroDivisionError
        If no male is left, or no female finds one that she takes.

    Examples
    --------
    >>> run = two_locus(2, "1/5", unlinked("1/4", "1/2"), 1)
    >>> run.final["T2P1"] + run.final["T2P2"]
    Fraction(77, 156)
    """
    kept = kept_generations(generations, every)
    shares = weights(start, "start", GENOTYPES)
    numbers = [
        Parameter("", low, high).checked(value, name)
        for name, value, low, high in (
            ("attraction", attraction, 0, None),
            ("viability_cost", viability_cost, 0, 1),
            ("recombination", recombination, 0, 1),
        )
    ]
    row = (shares / shares.sum()).tolist()
    exact = all(map(is_exact, (*row, *numbers)))
    kind: Callable[[Scalar], Scalar] = Fraction if exact else float
    a, s, r = map(kind, numbers)
    rows: list[Shares] = [tuple(map(kind, row))]
    for _ in range(int(kept[-1])):
        rows.append(next_generation(rows[-1], a, s, r))
    table = np.array([rows[i] for i in kept.tolist()], dtype=object if exact else float)
    return Trajectory(GENOTYPES, kept, table, "two loci")


def next_generation(x: Shares, attraction: Scalar, viability_cost: Scalar, recombination: Scalar) -> Shares:
    """The shares of the genotypes one generation later, for rationals (shares as ``Fraction``), floats or symbols.

    >>> from fractions import Fraction
    >>> half = Fraction(1, 2)
    >>> next_generation((0, half, 0, half), 2, half, half)
    (Fraction(0, 1), Fraction(1, 2), Fraction(0, 1), Fraction(1, 2))
    """
    a, s, r = attraction, viability_cost, recombination
    p1, p2 = x[0] + x[2], x[1] + x[3]
    # sums of all four in place of 1: otherwise rounding of their sum would grow from generation to generation
    alive = x[0] + x[1] + (1 - s) * (x[2] + x[3])
    m = (x[0] / alive, x[1] / alive, x[2] * (1 - s) / alive, x[3] * (1 - s) / alive)
    keenness = m[0] + m[1] + a * (m[2] + m[3])
    n = (m[0] / keenness, m[1] / keenness, a * m[2] / keenness, a * m[3] / keenness)
    father_p = ((m[0] + m[2], m[1] + m[3]), (n[0] + n[2], n[1] + n[3]))
    father_t = ((m[0] + m[1], m[2] + m[3]), (n[0] + n[1], n[2] + n[3]))
    females = (p1, p2)

    def share(i: int, j: int) -> Scalar:
        whole = x[2 * i + j] + p1 * m[2 * i + j] + p2 * n[2 * i + j]
        mixed = x[2 * i] * father_p[0][j] + x[2 * i + 1] * father_p[1][j] + females[j] * father_t[j][i]
        return ((1 - r) * whole + r * mixed) / 2

    return share(0, 0), share(0, 1), share(1, 0), share(1, 1)


def unlinked(preference: object, trait: object) -> dict[str, Scalar]:
    """The shares of the genotypes if the two genes go together no more often than by chance.

    >>> unlinked("1/4", "1/2")
    {'T1P1': Fraction(3, 8), 'T1P2': Fraction(1, 8), 'T2P1': Fraction(3, 8), 'T2P2': Fraction(1, 8)}
    """
    p, t = number(preference, "preference"), number(trait, "trait")
    return dict(zip(GENOTYPES, ((1 - t) * (1 - p), (1 - t) * p, t * (1 - p), t * p), strict=True))
