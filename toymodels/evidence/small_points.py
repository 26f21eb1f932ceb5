"""Rung 1 for statements about real numbers: every assignment of small rationals, the simplest first."""

import dataclasses
import itertools
import time
from collections.abc import Iterator, Sequence
from fractions import Fraction

from toymodels.evidence.exact_polynomials import variables, violation
from toymodels.evidence.outcomes import FAILED, REFUTED, SUCCESS, Outcome
from toymodels.obligations import Obligation, Relation

MOST_POINTS = 10_000
_LARGEST = 12


def small_points_outcome(obligations: Sequence[Obligation], most: int = MOST_POINTS) -> Outcome:
    """What trying statements at small rational points found out; a point counts if it meets the hypotheses.

    Parameters
    ----------
    obligations
        The statements.
    most
        How many points to try for each, at most.

    Examples
    --------
    >>> from toymodels.evidence.polynomial_text import conjectures
    >>> outcome = small_points_outcome(conjectures("x*y < 1 => x < 1"))
    >>> outcome.status, {name: str(number) for name, number in outcome.counterexample.items()}
    ('refuted', {'x': '1', 'y': '0'})
    """
    start, met, seen = time.process_time(), 0, 0
    for obligation in obligations:
        symbols = [str(symbol) for symbol in variables(obligation)]
        impossible = dataclasses.replace(obligation, conclusion=Relation("nothing", 0, ">"))
        admits, violates = violation(impossible), violation(obligation)
        for numbers in small_points(len(symbols), most):
            point = dict(zip(symbols, numbers, strict=True))
            seen += 1
            if admits(point):
                met += 1
                if violates(point):
                    seconds = time.process_time() - start
                    return Outcome("exhaustive", REFUTED, met, seen, seconds, "enumeration", counterexample=point)
    status = SUCCESS["exhaustive"] if met else FAILED
    message = "small rational numbers" if met else "no small rational numbers meet the hypotheses"
    return Outcome("exhaustive", status, met, seen, time.process_time() - start, "enumeration", message)


def small_points(dimensions: int, most: int) -> Iterator[tuple[Fraction, ...]]:
    """Points with small rational coordinates, those with simple ones first.

    >>> [tuple(map(str, point)) for point in small_points(2, 9)]
    [('0', '0'), ('0', '1'), ('1', '0'), ('0', '-1'), ('1', '1'), ('-1', '0'), ('1', '-1'), ('-1', '1'), ('-1', '-1')]
    """
    values = _small_numbers()
    count = max(n for n in range(1, len(values) + 1) if n**dimensions <= most or n == 1)
    ranks = sorted(itertools.product(range(count), repeat=dimensions), key=lambda row: (sum(row), row))
    return (tuple(values[rank] for rank in row) for row in ranks)


def _small_numbers() -> list[Fraction]:
    found = {Fraction(a, b) for b in range(1, _LARGEST) for a in range(-_LARGEST, _LARGEST + 1)}
    return sorted(found, key=lambda x: (abs(x.numerator) + x.denominator, x.denominator, -x))
