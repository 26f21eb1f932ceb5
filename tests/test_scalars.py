import contextlib
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

from toymodels.scalars import exactly, float_array, is_array, is_exact, is_symbolic, number, ratio, written

F = Fraction


@pytest.mark.parametrize(
    ("given_value", "meant"),
    [
        (3, 3),
        (-2, -2),
        ("1/3", F(1, 3)),
        ("+1/3", F(1, 3)),
        ("-4/2", -2),
        ("007/014", F(1, 2)),
        ("0.35", F(7, 20)),
        (" 2 ", 2),
        (".5", F(1, 2)),
        ("5.", 5),
        ("-1.5e-1", F(-3, 20)),
        ("2E+2", 200),
        ("1e400", 10**400),
        ("1e-400", F(1, 10**400)),
        ("1" * 200, int("1" * 200)),
        (F(6, 3), 2),
        (F(1, 7), F(1, 7)),
        (Decimal("0.1"), F(1, 10)),
        (np.int32(7), 7),
        (np.uint8(7), 7),
        (sympy.Rational(2, 3), F(2, 3)),
        (sympy.Integer(4), 4),
    ],
)
def test_exact_input_gives_the_rational_number_that_was_written(given_value, meant):
    read = number(given_value)
    assert read == meant
    assert type(read) is (int if F(meant).denominator == 1 else F)


@pytest.mark.parametrize("value", [0.1, np.float64(0.1), sympy.Float(0.1)])
def test_floats_stay_python_floats(value):
    assert number(value) == 0.1
    assert type(number(value)) is float


def test_single_precision_becomes_the_same_number_in_double():
    assert number(np.float32(0.1)) == float(np.float32(0.1)) != 0.1


@given(st.fractions())
def test_text_of_a_fraction_reads_as_that_fraction(fraction):
    assert number(str(fraction)) == fraction


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
@example(Decimal("1E-7"))
def test_text_of_a_decimal_reads_as_that_decimal(decimal):
    assert number(str(decimal)) == F(decimal)


@given(st.text(alphabet="0123456789./eE+-_ x*()", max_size=12))
def test_any_text_is_a_rational_or_a_value_error(text):
    with contextlib.suppress(ValueError):
        assert is_exact(number(text, "overlap"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2+2",
        "1e401",
        "1e-401",
        "1e9999",
        "1/2/3",
        "1.5/2",
        "1/-2",
        "nan",
        "inf",
        "1_000",
        "0x10",
        "--1",
        "1 / 3",
        "٣",
    ],
)
def test_text_outside_the_grammar_is_refused(text):
    with pytest.raises(ValueError, match=r"overlap must be a number such as 1/3 or 0\.35, got "):
        number(text, "overlap")


def test_text_that_would_run_code_is_only_text():
    with pytest.raises(ValueError, match="must be a number such as"):
        number("__import__('os').system('true')")


def test_text_too_long_is_refused_and_not_quoted_in_full():
    with pytest.raises(ValueError, match="must be a number such as") as caught:
        number("1" * 201)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("text", ["1/0", "-0/000"])
def test_division_by_zero_is_named(text):
    with pytest.raises(ValueError, match=f"p must not divide by zero, got '{text}'"):
        number(text, "p")


@pytest.mark.parametrize("value", [True, False, np.True_])
def test_booleans_are_no_numbers(value):
    with pytest.raises(TypeError, match=f"p must be a number, got {value}"):
        number(value, "p")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -np.inf, np.float32("nan"), Decimal("Infinity"), Decimal("NaN")])
def test_what_is_not_finite_is_refused(value):
    with pytest.raises(ValueError, match="p must be finite, got "):
        number(value, "p")


@pytest.mark.parametrize("value", [None, 1j, [0.5], {"a": 1}, b"1", sympy.true, object])
def test_anything_else_is_refused_with_its_type(value):
    with pytest.raises(TypeError, match=f"p must be a number, got .* of type {type(value).__name__}"):
        number(value, "p")


@pytest.mark.parametrize("value", [sympy.oo, sympy.nan, sympy.zoo, sympy.I, sympy.sqrt(-2)])
def test_expressions_must_be_finite_and_real(value):
    with pytest.raises(ValueError, match="p must be finite and real, got "):
        number(value, "p")


@pytest.mark.parametrize("value", [sympy.Symbol("p"), sympy.sqrt(2), 1 - sympy.Symbol("p") ** 2])
def test_expressions_stay_as_they_are(value):
    assert number(value) is value


@pytest.mark.parametrize("kind", [np.int8, np.uint16, np.int64])
def test_arrays_of_integers_become_int64(kind):
    read = number(np.array([1, 2], dtype=kind))
    assert read.dtype == np.int64
    assert read.tolist() == [1, 2]


def test_integers_too_large_for_int64_are_not_wrapped_round():
    with pytest.raises(ValueError, match="overlap must"):
        number(np.array([2**64 - 1], dtype=np.uint64), "overlap")


def test_arrays_of_floats_become_doubles():
    assert number(np.array([0.5, 1], dtype=np.float16)).dtype == np.float64


def test_arrays_are_copied():
    mine = np.array([0.5, 0.25])
    theirs = number(mine)
    mine[0] = 7
    assert theirs.tolist() == [0.5, 0.25]


def test_object_arrays_hold_exact_numbers_read_one_by_one():
    read = number(np.array([["1/3", 2], [F(4, 2), Decimal("0.5")]], dtype=object))
    assert read.tolist() == [[F(1, 3), 2], [2, F(1, 2)]]
    assert is_exact(read)


def test_object_arrays_with_a_float_in_them_are_refused():
    with pytest.raises(TypeError, match="p must be an array of floats or of exact numbers, got a mixture"):
        number(np.array([F(1, 3), 0.5], dtype=object), "p")


@pytest.mark.parametrize("array", [np.array([True]), np.array(["1"]), np.array([1j])])
def test_arrays_of_anything_else_are_refused(array):
    with pytest.raises(TypeError, match="p must be an array of numbers, got dtype "):
        number(array, "p")


def test_booleans_inside_an_object_array_are_refused():
    with pytest.raises(TypeError, match="p must be a number, got True"):
        number(np.array([1, True], dtype=object), "p")


@pytest.mark.parametrize(("bad", "shown"), [(np.nan, "nan"), (-np.inf, "-inf")])
def test_arrays_must_be_finite(bad, shown):
    with pytest.raises(ValueError, match=f"p must be finite, got {shown}"):
        number(np.array([0.5, bad]), "p")


def test_kinds_are_told_apart():
    x = sympy.Symbol("x")
    assert [is_symbolic(v) for v in (x, 1, F(1, 2), 0.5, np.ones(1), "x")] == [True] + [False] * 5
    assert [is_array(v) for v in (np.ones(1), np.float64(1), [1], x)] == [True] + [False] * 3
    assert [is_exact(v) for v in (1, F(1, 2), 1.0, x)] == [True, True, False, False]
    assert is_exact(np.array([1, 2]))
    assert is_exact(np.array([1, F(1, 2)], dtype=object))
    assert not is_exact(np.array([1, 0.5], dtype=object))
    assert not is_exact(np.array([1.0]))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_exactly_loses_nothing(value):
    rational = exactly(value)
    assert isinstance(rational, int | Fraction)
    assert float(rational) == value


def test_exactly_leaves_the_rest_alone():
    x = sympy.Symbol("x")
    array = np.ones(2)
    assert exactly(x) is x
    assert exactly(array) is array
    assert exactly(F(1, 3)) == F(1, 3)


def test_whole_quotients_are_integers():
    assert [type(ratio(6, 3)), type(ratio(1, 3))] == [int, F]
    assert [ratio(6, 3), ratio(-1, 3)] == [2, F(-1, 3)]


def test_float_array_rounds_fractions_to_the_nearest():
    assert float_array(np.array([F(1, 3), 1], dtype=object)).tolist() == [1 / 3, 1.0]
    assert float_array(F(1, 3)).shape == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (-2, "-2"),
        (10**18, "1000000000000000000"),
        (F(1, 3), "1/3 (0.333333)"),
        (F(-7, 2), "-7/2 (-3.5)"),
        (F(1, 3**100), "1.94033e-48"),
        (2**200 + 1, "1.60694e+60"),
        (0.5, "0.5"),
        (1 / 3, "0.333333"),
        (sympy.Symbol("p") / 2, "p/2"),
    ],
)
def test_numbers_are_written_exactly_where_that_is_short(value, text):
    assert written(value) == text


def test_numbers_too_large_or_small_for_floats_are_written_all_the_same():
    assert Decimal(written(10**400)) == Decimal(10) ** 400
    assert Decimal(written(F(1, 3 * 10**400))) == Decimal("3.33333e-401")
