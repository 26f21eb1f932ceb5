"""Conjectures as text: read as an independent reading reads them, and refused with a reason and a place."""

import operator
from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from toymodels.evidence.polynomial_text import conjecture, conjectures, relations
from toymodels.evidence.polynomial_tokens import tokens
from toymodels.tokens import LONGEST_TEXT

p, g, u, x, y = sympy.symbols("p g u x y")
F = Fraction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p < 1", [(1 - p, ">")]),
        ("p > 1", [(p - 1, ">")]),
        ("p <= 1", [(1 - p, ">=")]),
        ("p >= 1", [(p - 1, ">=")]),
        ("p = 1", [(p - 1, "=")]),
        ("p == 1", [(p - 1, "=")]),
        ("0 <= p <= 1", [(p, ">="), (1 - p, ">=")]),
        ("1 > p >= g = u", [(1 - p, ">"), (p - g, ">="), (g - u, "=")]),
        ("p < 1 and g < 1, u < 1", [(1 - p, ">"), (1 - g, ">"), (1 - u, ">")]),
        ("-p^2 < 1", [(1 + p**2, ">")]),
        ("(-p)**2 < 1", [(1 - p**2, ">")]),
        ("2*-p < 1", [(1 + 2 * p, ">")]),
        ("--p - -+-g < 1", [(1 - p + g, ">")]),
        ("p/2/2 < 1", [(1 - p / 4, ">")]),
        ("1/2*p < 1", [(1 - p / 2, ">")]),
        ("p/(1 + 1) < .5", [(sympy.Rational(1, 2) - p / 2, ">")]),
        ("p/(1 + 1)^2 < 1", [(1 - p / 4, ">")]),
        ("p^20*g^20 < 1", [(1 - p**20 * g**20, ">")]),
        ("0.1*p < 5.", [(5 - p / 10, ">")]),
        ("p^0 <= 1", [(sympy.Integer(0), ">=")]),
        ("p^20 <= 1", [(1 - p**20, ">=")]),
        ("(p + 1)^2*g <= 1", [(1 - (p + 1) ** 2 * g, ">=")]),
        ("p - g - u > 0", [(p - g - u, ">")]),
        ("and_1*_x > E", [(sympy.Symbol("and_1") * sympy.Symbol("_x") - sympy.Symbol("E"), ">")]),
        ("\tp\n<\r\n1 ", [(1 - p, ">")]),
        ("1 < 2", [(sympy.Integer(1), ">")]),
    ],
)
def test_relations_are_read(text, expected):
    found = [(relation.polynomial, relation.sign) for relation in relations(text)]
    assert [sign for _, sign in found] == [sign for _, sign in expected]
    assert all(sympy.expand(one - other) == 0 for (one, _), (other, _) in zip(found, expected, strict=True))


def test_relations_are_named_by_their_words():
    assert [each.name for each in relations("0  <=\n p <= 1 and g==u")] == ["0 <= p", "p <= 1", "g==u"]


def test_a_conjecture_has_hypotheses_and_a_conclusion():
    found = conjecture("p*g*u < 1, 0 < g => p*g*(1 + (1 - p)*g*u) < 1", {"chance": "0 <= p <= 1", "worth": "u >= 0"})
    assert [each.name for each in found.hypotheses] == ["chance: 0 <= p", "chance: p <= 1", "worth", "p*g*u < 1", "0 < g"]
    assert [each.sign for each in found.hypotheses] == [">=", ">=", ">=", ">", ">"]
    assert found.name == found.conclusion.name == "p*g*(1 + (1 - p)*g*u) < 1"
    assert sympy.expand(found.conclusion.polynomial - (1 - p * g * (1 + (1 - p) * g * u))) == 0


def test_polynomials_stay_as_they_were_written():
    assert str(conjecture("p*(1 - g)^3 > 0").conclusion.polynomial) == "p*(1 - g)**3"


@pytest.mark.parametrize("text", ["p^2 >= 0", "=> p^2 >= 0"])
def test_hypotheses_may_be_left_out(text):
    assert conjecture(text).hypotheses == ()


def test_every_relation_of_a_conclusion_is_an_obligation():
    found = conjectures("0 <= p => 0 <= p <= 1, p = p")
    assert [each.name for each in found] == ["0 <= p", "p <= 1", "p = p"]
    assert len({each.hypotheses for each in found}) == 1
    with pytest.raises(ValueError, match="one relation as its conclusion, got 2"):
        conjecture("0 <= p => 0 <= p <= 1")


def test_what_is_printed_is_read_again():
    first = conjecture("0 <= p <= 1, p*g*u = 1/3 => p*(1 + (1 - p)*g*u)^2 > 0.25")
    again = conjecture(str(first))
    assert str(again) == str(first)
    assert [each.sign for each in again.hypotheses] == [">=", ">=", "="]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a number, a name or ( must stand here, got the end of the text at character 1: >>>"),
        ("p", "a relation such as < must stand here, got the end of the text at character 2: p>>>"),
        ("p < ", "a number, a name or ( must stand here, got the end of the text"),
        ("p < 1 =>", "a number, a name or ( must stand here, got the end"),
        ("p < 1 => g < 1 => u < 1", "a conjecture must end here, got '=>' at character 16: p < 1 => g < 1 >>>=> u < 1"),
        ("p < 1)", "a conjecture must end here, got ')' at character 6: p < 1>>>)"),
        ("p < 1,", "a number, a name or ( must stand here"),
        ("p != 1", "!= is no relation here (state < and > in conjectures of their own), got '!=' at character 3"),
        ("p =< 1", "at most must be written <="),
        ("p < 1 -> g < 1", "implication must be written =>"),
        ("p < 1 or g < 1", "there is no or"),
        ("not p < 1", "there is no not"),
        ("p < and", "a number, a name or ( must stand here, got 'and'"),
        ("2p < 1", "multiplication must be written with *, got 'p' at character 2: 2>>>p < 1"),
        ("p g < 1", "multiplication must be written with *, got 'g'"),
        ("p(g) < 1", "multiplication must be written with *, got '('"),
        ("p 2 < 1", "multiplication must be written with *, got '2'"),
        ("1e3 < p", "multiplication must be written with *, got 'e3'"),
        ("p < 1 g", "multiplication must be written with *, got 'g'"),
        ("(p g) < 1", "multiplication must be written with *, got 'g'"),
        ("(p < 1", "a closing parenthesis must stand here, got '<'"),
        ("p/g < 1", "division must be by a number other than 0, got 'g' at character 3"),
        ("p/0 < 1", "division must be by a number other than 0, got '0'"),
        ("p/(1 - 1) < 1", "division must be by a number other than 0, got '('"),
        ("p^21 < 1", "an exponent must be an integer from 0 to 20, got '21'"),
        ("p^9999999999 < 1", "an exponent must be an integer"),
        ("p^-1 < 1", "an exponent must be an integer from 0 to 20, got '-'"),
        ("p^.5 < 1", "an exponent must be an integer"),
        ("p^g < 1", "an exponent must be an integer"),
        ("p^(2) < 1", "an exponent must be an integer"),
        ("p^2^2 < 1", "a relation such as < must stand here, got '^'"),
        ("p^", "an exponent must be an integer from 0 to 20, got the end"),
        ("(p^20)^3 < 1", "a degree of at most 40"),
        ("(p + g + u + x + y + z)^9 < 1", "at most 500 terms"),
        ("(10^20)^20*10^20*(10^20)^20 < p", "at most 2000 bits"),
        (f"{'9' * 700} < p", "at most 2000 bits"),
        (f"p < {'+'.join(['(a + b + c + d)^8'] * 100)}", "must not be so long when multiplied out"),
        (f"{'(' * 41}p{')' * 41} < 1", "nested at most 40 deep"),
        ("p < 1; g < 1", "a character must be a letter, a digit or one of"),
        ("ε < 1", "a character must be"),
        ("__import__('os') < 1", "a character must be"),
        ("p.q < 1", "a character must be"),
        ("p < 1\x00", "a character must be"),
        ("p" * (LONGEST_TEXT + 1), "at most 2000 characters, got 2001"),
    ],
)
def test_what_is_not_in_the_grammar_is_refused(text, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011
        conjecture(text)
    assert message in str(error.value)
    assert len(str(error.value)) < 250
    assert "\n" not in str(error.value)


def test_hypotheses_are_in_the_same_grammar():
    with pytest.raises(ValueError, match="must end here"):
        conjecture("p < 1", {"two": "p < 1 => g < 1"})


@pytest.mark.parametrize("value", [None, 1, b"p < 1", ["p < 1"], p < 1])
def test_what_is_no_text_is_refused(value):
    for read in (conjecture, conjectures, relations, tokens):
        with pytest.raises(TypeError, match="a conjecture must be text"):
            read(value)


def test_nesting_and_signs_may_be_long_but_not_deep():
    assert relations(f"{'-' * 1000}p >= 0")[0].polynomial == p
    assert relations(f"{'(' * 40}p{')' * 40} >= 0, {'(' * 40}p{')' * 40} >= 0")[1].polynomial == p
    with pytest.raises(ValueError, match="nested at most 40 deep"):
        relations(f"{'(' * 40}p{')' * 40} >= 0, {'(' * 41}p{')' * 41} >= 0")


OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul}
POINT = {"p": F(2, 3), "g": F(-1, 2), "u": F(5)}
spaces = st.sampled_from(["", " ", "\n", "  "])


@st.composite
def sums(draw, depth=3):
    """A text and its value at POINT, computed beside it; every inner sum is in parentheses."""
    kind = draw(st.integers(0, 6 if depth else 1))
    if kind == 0:
        return draw(st.sampled_from(list(POINT.items())))
    if kind == 1:
        return draw(st.sampled_from([("3", F(3)), ("0", F(0)), ("0.25", F(1, 4)), (".5", F(1, 2)), ("2.", F(2))]))
    inside, number = draw(sums(depth - 1))
    space = draw(spaces)
    if kind == 2:
        power = draw(st.integers(0, 3))
        return f"({inside}){space}{draw(st.sampled_from(['^', '**']))}{space}{power}", number**power
    if kind == 3:
        divisor = draw(st.integers(1, 4))
        return f"({inside}){space}/{space}{divisor}", number / divisor
    if kind == 4:
        return f"(-{space}({inside}))", -number
    other, value = draw(sums(depth - 1))
    mark = draw(st.sampled_from(sorted(OPERATORS)))
    return f"({inside}){space}{mark}{space}({other})", OPERATORS[mark](number, value)


COMPARISONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "==": operator.eq}
SIGNS = {">": operator.gt, ">=": operator.ge, "=": operator.eq}


@given(st.lists(sums(), min_size=2, max_size=4), st.data())
def test_relations_hold_where_an_independent_reading_says_so(parts, data):
    marks = [data.draw(st.sampled_from(sorted(COMPARISONS))) for _ in parts[1:]]
    text = parts[0][0] + "".join(f" {mark} {part[0]}" for mark, part in zip(marks, parts[1:], strict=True))
    found = relations(text)
    for relation, mark, (_, left), (_, right) in zip(found, marks, parts, parts[1:], strict=False):
        value = sympy.sympify(relation.polynomial).subs({sympy.Symbol(name): number for name, number in POINT.items()})
        assert SIGNS[relation.sign](value, 0) == COMPARISONS[mark](left, right)
        assert abs(value) == abs(left - right)
    assert len(found) == len(marks)


def python_value(text):
    """Python's own reading of a sum without division, whose precedences are the same."""
    return eval(text.replace("^", "**"), {"__builtins__": {}}, dict(POINT))  # noqa: S307


@given(st.lists(st.sampled_from(["+", "-", "*", "*-", "^2*", "**3+", "- -"]), max_size=6), st.data())
def test_precedences_are_those_of_python(marks, data):
    words = [data.draw(st.sampled_from(["p", "g", "u", "2", "(p - 1)", "-g"])) for _ in range(len(marks) + 1)]
    text = words[0] + "".join(mark + word for mark, word in zip(marks, words[1:], strict=True))
    (relation,) = relations(f"{text} = 0")
    value = relation.polynomial.subs({sympy.Symbol(name): number for name, number in POINT.items()})
    assert Fraction(int(value.p), int(value.q)) == python_value(text)


WORDS = ["p", "g", "1", "0.5", "(", ")", "+", "-", "*", "/", "^", "**", "<", "<=", "=", "=>", ",", "and", "or", " ", "20", "!="]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join) | st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_value_error(text):
    try:
        found = conjectures(text)
    except ValueError:
        return
    assert found
    assert all(each.conclusion.sign in SIGNS for each in found)
