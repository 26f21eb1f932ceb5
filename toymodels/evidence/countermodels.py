"""Points that violate an obligation, in rational numbers, near the real numbers that a solver found."""

import itertools
from collections.abc import Callable, Sequence
from fractions import Fraction

from toymodels.evidence.exact_polynomials import variables, violation
from toymodels.obligations import Obligation

_MOST_CANDIDATES = 200
_DENOMINATORS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 60, 100, 1000, 10**6)


def countermodel(obligation: Obligation, ranges: Sequence[tuple[Fraction, Fraction]]) -> dict[str, Fraction] | None:
    """A point that violates an obligation, checked in exact arithmetic, with small denominators; None if none was found.

    Parameters
    ----------
    obligation
        What is to be violated.
    ranges
        For each of its variables, in the order of their names, two numbers that are close to or equal to a value.

    Examples
    --------
    >>> from toymodels.evidence.polynomial_text import conjecture
    >>> near = (Fraction(1414213, 10**6), Fraction(1414214, 10**6))
    >>> countermodel(conjecture("x^2 > 2 => x > 2"), [near])
    {'x': Fraction(3, 2)}
    """
    names = [str(symbol) for symbol in variables(obligation)]
    violated = violation(obligation)
    choices = [dict.fromkeys((low, high, (low + high) / 2)) for low, high in ranges]
    for numbers in itertools.islice(itertools.product(*choices), _MOST_CANDIDATES):
        point = dict(zip(names, numbers, strict=True))
        rounded = (_rounded(point, denominator) for denominator in _DENOMINATORS)
        for candidate in (*rounded, point):
            if violated(candidate):
                return _simplified(violated, candidate)
    return None


def _rounded(point: dict[str, Fraction], denominator: int) -> dict[str, Fraction]:
    return {name: number.limit_denominator(denominator) for name, number in point.items()}


def _simplified(violated: Callable[[dict[str, Fraction]], bool], point: dict[str, Fraction]) -> dict[str, Fraction]:
    """The point with one number after the other rounded as far as it goes on violating the obligation."""
    for name, number in point.items():
        tries = ({**point, name: number.limit_denominator(denominator)} for denominator in _DENOMINATORS)
        point = next((each for each in tries if violated(each)), point)
    return point
