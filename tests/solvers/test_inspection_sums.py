from fractions import Fraction
from math import comb

from toymodels.solvers.inspection_sums import inspected, inspection_sums


def test_sums_term_by_term():
    for b in (0, 1, Fraction(2, 3), Fraction(-1, 2), -1):
        sums = inspection_sums(b, 5)
        for n in range(6):
            for m in range(n + 1):
                plain = sum(comb(n, i) * Fraction(b) ** (m - i) for i in range(m + 1))
                assert Fraction(sums(n)[m], b.denominator**m) == plain


def test_share():
    assert inspected(inspection_sums(Fraction(1, 2), 3), 2, 2, 1) == Fraction(1) / (2 + Fraction(1, 2))
