import math
from fractions import Fraction

import mpmath
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from toymodels.domains import Domain
from toymodels.formulas import Formula, float_value, formula_tree, long_value, power_sum

X = sympy.Symbol("x", positive=True)
MEANINGS = {"sqrt": sympy.sqrt, "exp": sympy.exp, "log": sympy.log}
"""What sympy makes of the same operations: built here side by side with the text, never parsed."""


@st.composite
def texts(draw, depth=3):
    """A formula as text, and the same as sympy's expression."""
    kind = draw(
        st.sampled_from(["number", "x"] if depth == 0 else ["number", "x", "+", "-", "*", "/", "^", "negative", *MEANINGS])
    )
    if kind == "number":
        number = draw(st.sampled_from(["0.5", "2", "3.", ".25", "7"]))
        return number, sympy.Rational(*Fraction(number).as_integer_ratio())
    if kind == "x":
        return "x", X
    one, value = draw(texts(depth - 1))
    if kind in MEANINGS:
        return f"{kind}({one})", MEANINGS[kind](value)
    if kind == "negative":
        return f"(-({one}))", -value
    if kind == "^":
        exponent = draw(st.sampled_from(["2", "(3/2)", "-1", "0.5", "0"]))
        size = Fraction(exponent.strip("()"))
        return f"({one})^{exponent}", value ** sympy.Rational(*size.as_integer_ratio())
    other, second = draw(texts(depth - 1))
    result = {"+": value + second, "-": value - second, "*": value * second, "/": value / second if second != 0 else value}[
        kind
    ]
    return (f"({one}) {kind} ({other})" if kind != "/" or second != 0 else f"({one})"), result


@given(texts(), st.sampled_from([0.25, 1.0, 2.5]))
def test_a_formula_means_what_sympy_makes_of_it(pair, x):
    text, expression = pair
    expected = sympy.N(expression.subs(X, sympy.Rational(*x.as_integer_ratio())))
    try:
        tree = formula_tree(text)
        value = float_value(tree, x)
    except (ValueError, ZeroDivisionError):
        return
    if expected.is_real and abs(expected) < 1e100 and math.isfinite(value):
        scale = max(1.0, abs(float(expected)))
        assert value == pytest.approx(float(expected), rel=1e-6, abs=1e-6 * scale)
        powers = power_sum(tree)
        if powers is not None:
            summed = sum(float(c) * x ** float(e) for e, c in powers.items())
            assert summed == pytest.approx(float(expected), rel=1e-6, abs=1e-6 * scale)


@pytest.mark.parametrize(
    ("text", "x", "value"),
    [
        ("x**2", 3, 9),
        ("-x^2", 3, -9),
        ("2 - 3 - 4", 0, -5),
        ("12/2/3", 0, 2),
        ("2*x^(1/2)", 9, 6),
        ("x^-1", 4, 0.25),
        ("--x", 1, 1),
        ("+x", 1, 1),
        ("3*sqrt(x)", 4, 6),
        ("exp(0)*x", 4, 4),
        ("log(x)", 1, 0),
        ("x^(2-1)", 5, 5),
    ],
)
def test_by_hand(text, x, value):
    assert float_value(formula_tree(text), float(x)) == value


def test_too_large_is_infinite_and_no_value_is_an_error():
    assert float_value(formula_tree("exp(x)"), 1e4) == math.inf
    assert float_value(formula_tree("exp(exp(x)) - x"), 1e4) == math.inf
    with pytest.raises(ValueError, match="math domain"):
        float_value(formula_tree("sqrt(-x)"), 1.0)


def test_many_digits():
    with mpmath.workdps(40):
        x = mpmath.mpf(2)
        tree = formula_tree("(exp(x) + x^(1/3))*sqrt(x)/3 - log(x)")
        expected = (mpmath.exp(2) + mpmath.cbrt(2)) * mpmath.sqrt(2) / 3 - mpmath.log(2)
        assert abs(long_value(tree, x) - expected) < mpmath.mpf(10) ** -38


@pytest.mark.parametrize(
    ("text", "powers"),
    [
        ("(x+1)^2", {0: 1, 1: 2, 2: 1}),
        ("(x+1)^0", {0: 1}),
        ("x - x", {}),
        ("(x - x)^3", {}),
        ("sqrt(x^3)/2", {"3/2": "1/2"}),
        ("sqrt(x)*sqrt(x)", {1: 1}),
        ("(2*x)^3", {3: 8}),
        ("(2*x)^-1", {-1: "1/2"}),
        ("0*x", {}),
    ],
)
def test_sums_of_powers(text, powers):
    assert power_sum(formula_tree(text)) == {Fraction(e): Fraction(c) for e, c in powers.items()}


@pytest.mark.parametrize(
    "text",
    ["sqrt(1+x)", "log(x)", "sqrt(2*x)", "1/(1+x)", "(x-x)^(1/2)", "(9^40)^40*x", "(1+x+x^2+x^3)^20*(1+sqrt(x))^20"],
)
def test_what_is_no_sum_of_powers(text):
    assert power_sum(formula_tree(text)) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2x", "multiplication must be written with *, got 'x' at character 2: 2>>>x"),
        ("x(1)", "multiplication must be written with *, got '(' at character 2"),
        ("(x 2)", "multiplication must be written with *, got '2'"),
        ("", "a number, x, sqrt, exp, log or ( must stand here, got the end of the text"),
        ("y", "a number, x, sqrt, exp, log or ( must stand here, got 'y'"),
        ("x +", "must stand here, got the end of the text"),
        ("(x", "a closing parenthesis must stand here"),
        ("x)", "a formula must end here, got ')'"),
        ("sqrt x", "( must stand here, got 'x'"),
        ("2^x", "an exponent must be a number, as in x^2 or x^(3/2), got 'x'"),
        ("x^exp(1)", "an exponent must be a number"),
        ("x^41", "an exponent must be at most 40 in size, with a denominator of at most 12, got '41'"),
        ("x^(1/13)", "an exponent must be at most 40 in size"),
        ("x^2^3", "a formula must end here, got '^'"),
        ("1/0", "a divisor must not be 0, got '0' at character 3"),
        ("1/(x-x)", "a divisor must not be 0"),
        ("__import__('os')", "a character must be a letter"),
        ("x.real", "a character must be a letter"),
        ("(" * 31 + "x" + ")" * 31, "parentheses must be nested at most 30 deep"),
    ],
)
def test_what_is_no_formula_is_an_error(text, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011
        formula_tree(text)
    assert message in str(error.value)


def test_a_long_sum_is_no_deep_tree():
    assert float_value(formula_tree("+".join(["x"] * 900)), 1.0) == 900
    assert float_value(formula_tree("-" * 1999 + "x"), 1.0) == -1


def test_a_formula_is_a_domain():
    cost = Formula("cost", "y", ("y",))
    assert isinstance(cost, Domain)
    assert cost.domain == "a formula in y"
    assert cost.checked(" y + 1 ", "cost") == "y + 1"
    assert cost.checked(math.exp, "cost") is math.exp
    with pytest.raises(TypeError, match="cost must be a formula in y or a function of it, got 3"):
        cost.checked(3, "cost")
    with pytest.raises(ValueError, match="cost must be a formula in y: a number, y, sqrt, exp, log"):
        cost.checked("x", "cost")
