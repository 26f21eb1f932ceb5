"""The checker against identities made by hand and at random, and against everything that is wrong with a certificate."""

import ast
import copy
import json
import runpy
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toymodels.evidence import certificate_checker
from toymodels.evidence.certificate_checker import flaw, plus, product, read, report

SCRIPT = Path(certificate_checker.__file__)
X, ONE_MINUS_X = [["1", [1]]], [["1", [0]], ["-1", [1]]]
PARABOLA = [["1", [1]], ["-1", [2]]]


def at_least(name, polynomial, sign=">="):
    return {"name": name, "sign": sign, "polynomial": polynomial}


def term(coefficient, *factors, squares=()):
    return {"coefficient": coefficient, "factors": [*factors], "squares": [*squares]}


def parabola():
    """x >= 0 and 1 - x >= 0 imply x - x² >= 0: the product of both with the negated conclusion's strictness."""
    return {
        "name": "parabola",
        "variables": ["x"],
        "hypotheses": [at_least("x", X), at_least("1 - x", ONE_MINUS_X)],
        "conclusion": at_least("x (1 - x)", PARABOLA),
        "terms": [term("1", 0, 1), term("1", 2)],
        "equalities": [],
    }


def with_equation():
    """x = 1/2 implies x² > 0: 1/4·[not: -x² >= 0]... as 1/4 + (-x²) + (x + 1/2)(x - 1/2) = 0."""
    return {
        "name": "square of a half",
        "variables": ["x"],
        "hypotheses": [at_least("x is a half", [["1", [1]], ["-1/2", [0]]], "=")],
        "conclusion": at_least("x²", [["1", [2]]], ">"),
        "terms": [term("1/4"), term("1", 1)],
        "equalities": [{"index": 0, "multiplier": [["1", [1]], ["1/2", [0]]]}],
    }


def with_square():
    """x² - 2x + 1 >= 0, as its negation and a square add up to 0."""
    square = [["1", [2]], ["-2", [1]], ["1", [0]]]
    return {
        "name": "square",
        "variables": ["x"],
        "hypotheses": [],
        "conclusion": at_least("(x - 1)²", square),
        "terms": [term("1", 0), term("1", squares=[[["1", [1]], ["-1", [0]]]])],
        "equalities": [],
    }


@pytest.mark.parametrize("make", [parabola, with_equation, with_square])
def test_certificates_made_by_hand_are_accepted(make):
    assert flaw(make()) == ""
    assert flaw(json.loads(json.dumps(make()))) == ""


def changed(path, value, make=parabola):
    data = inside = copy.deepcopy(make())
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    return data


TAMPERED = {
    "not 0": [
        changed(["terms", 0, "coefficient"], "2"),
        changed(["terms", 1, "coefficient"], "0"),
        changed(["terms", 0, "factors"], [0, 0]),
        changed(["terms", 0, "factors"], [2, 2]),
        changed(["terms"], [term("1", 2)]),
        changed(["terms"], [term("1", 0, 1), term("1", 2), term("1")]),
        changed(["conclusion", "polynomial"], X),
        changed(["hypotheses", 0, "polynomial"], [["2", [1]]]),
        changed(["hypotheses", 0, "polynomial"], []),
        changed(["equalities"], [], with_equation),
        changed(["equalities", 0, "multiplier"], X, with_equation),
        changed(["terms", 1, "squares"], [], with_square),
        changed(["terms", 1, "squares", 0, 0], ["2", [1]], with_square),
    ],
    "strictly positive": [
        changed(["conclusion", "sign"], ">"),
        changed(["terms"], []),
        changed(["terms"], [term("0", 0, 1), term("0", 2)]),
        changed(["terms"], [term("0")]),
    ],
    "must not be negative, got -1": [changed(["terms", 0, "coefficient"], "-1")],
    "no hypothesis": [changed(["terms", 0, "factors"], [index, 1]) for index in (-1, 3, 10**30, True, 0.0, "0", None, [0], {})]
    + [changed(["equalities", 0, "index"], index, with_equation) for index in (-1, 2, False, None)],
    "must be an inequality": [changed(["terms", 0, "factors"], [0], with_equation)],
    "is none": [changed(["equalities", 0, "index"], 1, with_equation)],
    "a number must be text": [
        changed(["terms", 0, "coefficient"], number)
        for number in (1, 1.0, None, "", "1.5", "1/", "/2", "+1", "--1", "1e3", " 1", "1 ", "1\n", "nan", "inf", "١", "9" * 401)
    ]
    + [changed(["hypotheses", 0, "polynomial", 0, 0], number) for number in (1, "one", "1/2/3", [])],
    "denominator": [changed(["terms", 0, "coefficient"], "1/0"), changed(["hypotheses", 0, "polynomial", 0, 0], "0/00")],
    "exponents must be integers": [
        changed(["hypotheses", 0, "polynomial", 0, 1], [power]) for power in (-1, 101, 10**9, 1.0, True, "1", None)
    ],
    "an exponent for each variable": [
        changed(["hypotheses", 0, "polynomial", 0, 1], powers) for powers in ([], [1, 0], None, 1, "1", {"0": 1})
    ],
    "occur twice": [changed(["hypotheses", 0, "polynomial"], [["1/2", [1]], ["1/2", [1]]])],
    "list of coefficients": [
        changed(["hypotheses", 0, "polynomial"], [pair]) for pair in ([], ["1"], ["1", [1], 0], "1", None)
    ],
    "a polynomial must be a list": [
        changed(["hypotheses", 0, "polynomial"], polynomial) for polynomial in (None, 0, "x", {"1": [1]}, [["1", [1]]] * 20_001)
    ],
    "a sign must be": [changed(["hypotheses", 0, "sign"], sign) for sign in ("<", "", None, [], ">=="[:2] + ">", 1)],
    "needs two certificates": [changed(["conclusion", "sign"], "=")],
    "relation has other keys": [
        changed(["conclusion"], relation) for relation in (None, [], {}, {**at_least("x", X), "more": 1}, {"sign": ">"})
    ],
    "term has other keys": [changed(["terms", 0], each) for each in (None, [], {}, {"coefficient": "1", "factors": []})],
    "equality has other keys": [changed(["equalities", 0], each, with_equation) for each in (None, [], {}, {"index": 0})],
    "must be lists": [changed([key], None) for key in ("variables", "hypotheses", "terms", "equalities")]
    + [changed(["terms", 0, "factors"], None), changed(["terms", 0, "squares"], {})],
    "must be names": [changed(["variables"], [1])],
    "variables must differ": [changed(["variables"], ["x", "x"])],
    "too many factors": [
        changed(["terms", 0, "factors"], [0] * 21),
        changed(["terms", 0], term("1", *[0] * 11, squares=[X] * 10)),
    ],
    "must have the keys": [None, [], "certificate", 1, {}, {**parabola(), "more": 1}],
}


@pytest.mark.parametrize(("rule", "data"), [(rule, data) for rule, cases in TAMPERED.items() for data in cases])
def test_what_is_wrong_is_said(rule, data):
    assert rule in flaw(data)


def test_products_that_would_take_long_are_refused():
    wide = {(i, 0): Fraction(1) for i in range(1001)}
    with pytest.raises(ValueError, match="too many terms"):
        product(wide, wide)


def parts(data, path=()):
    """The paths to everything in a nested structure."""
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from parts(value, (*path, key))


JUNK = [None, True, 0, -1, 10**40, 0.5, float("nan"), "", "-1", "x", [], {}, [[]], [["1", [0]]], {"index": 0}]


@pytest.mark.parametrize("make", [parabola, with_equation, with_square])
def test_junk_anywhere_is_rejected_without_a_crash(make):
    """A name is not part of a proof; a relation or polynomial may be replaced by what does no harm."""
    for path in parts(make()):
        if not path or path[-1] == "name" or path[0] == "variables":
            continue
        for junk in JUNK:
            data = changed(path, copy.deepcopy(junk), make)
            assert flaw(data) != "" or data == make(), (path, junk)


def value(polynomial, point):
    return sum((c * point[0] ** i * point[1] ** j for (i, j), c in polynomial.items()), start=Fraction(0))


polynomials = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), st.fractions(-3, 3, max_denominator=4).filter(bool), max_size=4
)
points = st.tuples(st.fractions(-2, 2, max_denominator=5), st.fractions(-2, 2, max_denominator=5))


@given(polynomials, polynomials, points, st.fractions(-3, 3, max_denominator=4))
def test_sums_and_products_are_those_of_the_values(one, other, point, times):
    assert value(plus(one, other, times), point) == value(one, point) + times * value(other, point)
    assert value(product(one, other), point) == value(one, point) * value(other, point)
    assert all({**plus(one, other, times), **product(one, other)}.values())


def listed(polynomial):
    return [[str(number), [*powers]] for powers, number in polynomial.items()]


amounts = st.lists(st.fractions(0, 3, max_denominator=4), min_size=3, max_size=3)


@given(polynomials, polynomials, polynomials, polynomials, amounts, points)
def test_conclusions_made_of_their_certificates_are_accepted_and_true(one, other, equation, multiplier, amounts, point):
    """c := a·h_0 + b·h_0·h_1 + d·h_1² + m·e follows from h_0, h_1 >= 0 and e = 0."""
    total = {}
    shapes = [(0,), (0, 1), (1, 1)]
    known = [one, other]
    for amount, shape in zip(amounts, shapes, strict=True):
        factor = {(0, 0): Fraction(1)}
        for index in shape:
            factor = product(factor, known[index])
        total = plus(total, factor, amount)
    total = plus(total, product(multiplier, equation))
    data = {
        "name": "",
        "variables": ["x", "y"],
        "hypotheses": [at_least("0", listed(one)), at_least("1", listed(other)), at_least("2", listed(equation), "=")],
        "conclusion": at_least("c", listed(total)),
        "terms": [*(term(str(amount), *shape) for amount, shape in zip(amounts, shapes, strict=True)), term("1", 3)],
        "equalities": [{"index": 2, "multiplier": listed(multiplier)}],
    }
    assert flaw(data) == ""
    if value(one, point) >= 0 and value(other, point) >= 0 and value(equation, point) == 0:
        assert value(total, point) >= 0
    data["conclusion"]["polynomial"] = listed(plus(total, {(0, 0): Fraction(-1)}))
    assert "not 0" in flaw(data)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "Expecting value"),
        ("{}", "must hold a list"),
        ("[NaN]", "NaN is no number"),
        ("[Infinity]", "Infinity is no number"),
        ('[{"a": 1, "a": 1}]', "occurs twice"),
        (f"[{'9' * 21}]", "number is too long"),
        ("[" * 100_000, "nested too deeply"),
        (" " * 10_000_001, "too large"),
    ],
)
def test_what_is_no_list_of_certificates_is_refused(text, rule):
    with pytest.raises(ValueError, match=rule):
        read(text)


@pytest.fixture
def files(tmp_path):
    contents = {
        "good": json.dumps([parabola(), with_square()]),
        "bad": json.dumps([parabola(), changed(["terms", 0, "coefficient"], "2")]),
        "empty": "[]",
        "odd": "[",
    }
    for name, text in contents.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    return tmp_path


def test_files_are_reported_on(files):
    names = ["good", "bad", "empty", "odd", "bytes", "missing"]
    bad, lines = report([str(files / name) for name in names])
    assert bad == 5
    assert lines[0] == f"{files / 'good'}: 2 accepted"
    assert "certificate 2: the sum is not 0" in lines[1]
    assert "certificate 1" not in lines[1]
    assert lines[2].endswith("no certificate")
    assert all("accepted" not in line for line in lines[1:])


@pytest.mark.parametrize(("names", "code"), [(["good"], 0), (["bad"], 1), (["good", "bad"], 1), ([], 1)])
def test_it_runs_as_a_script(files, names, code, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["checker", *(str(files / name) for name in names)])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    assert end.value.code == code
    assert len(capsys.readouterr().out.splitlines()) == len(names)


def test_it_runs_without_any_package(files):
    """Isolated, without site-packages, from a copy elsewhere."""
    alone = files / "checker.py"
    alone.write_text(SCRIPT.read_text())
    command = [sys.executable, "-I", "-S", str(alone), str(files / "good")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("2 accepted\n")


def test_it_imports_the_standard_library_only():
    tree = ast.parse(SCRIPT.read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
