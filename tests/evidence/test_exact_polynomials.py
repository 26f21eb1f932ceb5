"""Coefficients of sympy's polynomials and truth at points, against sympy's own substitution."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from toymodels.evidence.exact_polynomials import coefficients, one_sided, variables, violates
from toymodels.obligations import SIGNS, Obligation, Relation

p, u = sympy.symbols("p u")
F = Fraction


def test_variables_are_those_of_all_relations_by_name():
    found = variables(Obligation("", (Relation("", u), Relation("", sympy.Integer(1))), Relation("", p)))
    assert found == (p, u)
    assert variables(Obligation("", (), Relation("", 1))) == ()


def test_symbols_that_share_a_name_are_refused():
    with pytest.raises(ValueError, match="the symbols of 'step' must have different names, got p twice"):
        variables(Obligation("step", (Relation("", p),), Relation("", sympy.Symbol("p", positive=True))))


@pytest.mark.parametrize("expression", [sympy.sqrt(p), 1 / p, p + sympy.pi, sympy.sin(p), sympy.sqrt(2) * p, p + u, sympy.oo])
def test_what_is_no_rational_polynomial_is_refused(expression):
    with pytest.raises(ValueError, match="must be a polynomial with rational coefficients"):
        coefficients(expression, (p,))


def test_coefficients_of_constants():
    assert coefficients(0, ()) == coefficients(p - p, (p,)) == {}
    assert coefficients(sympy.Rational(1, 3), ()) == {(): F(1, 3)}
    assert coefficients(2, (p, u)) == {(0, 0): F(2)}


numbers = st.fractions(-2, 2, max_denominator=3)
sums = st.lists(st.tuples(numbers, st.integers(0, 2), st.integers(0, 2)), max_size=3)


def expression(terms):
    return sum((sympy.Rational(c.numerator, c.denominator) * p**i * u**j for c, i, j in terms), start=sympy.Integer(0))


@given(st.lists(st.tuples(sums, st.sampled_from(SIGNS)), min_size=1, max_size=3), numbers, numbers)
def test_a_point_violates_where_substitution_says_so(parts, first, second):
    *hypotheses, conclusion = [Relation("", expression(terms), sign) for terms, sign in parts]
    obligation = Obligation("", tuple(hypotheses), conclusion)
    point = {p: sympy.Rational(*first.as_integer_ratio()), u: sympy.Rational(*second.as_integer_ratio())}

    def holds(relation):
        value = relation.polynomial.subs(point)
        return {">": value > 0, ">=": value >= 0, "=": value == 0}[relation.sign]

    expected = all(map(holds, hypotheses)) and not holds(conclusion)
    assert violates(obligation, {"p": first, "u": second}) == bool(expected)
    sides = [violates(side, {"p": first, "u": second}) for side in one_sided(obligation)]
    assert any(sides) == bool(expected)


def test_an_equation_has_two_sides():
    equation = Obligation("step", (Relation("a", p),), Relation("same", p - u, "="))
    at_least, at_most = one_sided(equation)
    assert (at_least.name, at_most.name) == ("step (at least)", "step (at most)")
    assert (at_least.conclusion.polynomial, at_most.conclusion.polynomial) == (p - u, u - p)
    assert {at_least.conclusion.sign, at_most.conclusion.sign} == {">="}
    assert at_least.hypotheses == at_most.hypotheses == equation.hypotheses
    inequality = Obligation("step", (), Relation("more", p, ">"))
    assert one_sided(inequality) == (inequality,)
