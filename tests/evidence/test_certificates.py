"""Certificates: found for what is true, never for what is false, and worth nothing once anything is changed."""

import copy
import dataclasses
import itertools
import json
import time
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.evidence import certificate_search
from toymodels.evidence.certificate_checker import flaw, read
from toymodels.evidence.certificates import (
    certificate_of,
    certificate_outcome,
    certificates_of,
    found_certificate_outcome,
    written,
)
from toymodels.evidence.exact_polynomials import violates
from toymodels.evidence.polynomial_text import conjecture, conjectures
from toymodels.obligations import SIGNS, Obligation, Relation

F = Fraction
BOX = "0 <= p <= 1, 0 < g <= 1, 0 <= t <= 1, u >= 0"
TRUE = {
    "the gap stays below": f"{BOX}, p*g*u < 1 => p*g*(t*g*u + (1 - t)*(1 + (1 - p)*g*u)) <= 1",
    "strictly, if p g < 1": f"{BOX}, p*g*u < 1, p*g < 1 => p*g*(t*g*u + (1 - t)*(1 + (1 - p)*g*u)) < 1",
    "the gap shrinks": f"{BOX}, p*g*u >= 1 => g*u <= u",
    "the heart": "v = 1 + (1 - p)*g*u => 1 - p*g*v = (1 - g) + (1 - p)*g*(1 - p*g*u)",
    "means": "x >= 0, y >= 0, x + y = 1 => x*y <= 1/4",
    "squares": "a^2 + b^2 + c^2 >= a*b + b*c + a*c",
    "roots": "a >= 0, b > 0, a^2 >= b^2 => a >= b",
    "patience": "0 <= p <= 1, 0 < g <= 1/2, s >= 0, s*(1 - g) <= 1, s <= 2 => p*g*s <= 1",
    "a number": "1 < 2",
    "contradiction": "x > 0, x < 0 => y = 3",
    "cubes": "x >= 1 => x^3 >= 1",
}
FALSE = {
    "the gap at p g = 1": f"{BOX}, p*g*u < 1 => p*g*(t*g*u + (1 - t)*(1 + (1 - p)*g*u)) < 1",
    "means": "x >= 0, y >= 0, x + y = 1 => x*y < 1/4",
    "squares": "a^2 + b^2 > 2*a*b",
    "roots": "a^2 >= b^2 => a >= b",
    "numbers": "2 < 1",
    "equation": "0 <= x <= 1 => x = 1/2",
    "half an equation": "x >= 1/2 => x = 1/2",
    "unreachable with strictness": "x >= 0, x <= 0 => x > 0",
}


@pytest.mark.parametrize("text", TRUE.values(), ids=TRUE)
def test_what_is_true_is_certified_and_stays_so_on_disk(text, tmp_path):
    obligations = conjectures(text)
    certificates = certificates_of(obligations)
    assert certificates is not None
    (tmp_path / "claim.json").write_text(written(certificates))
    before = time.process_time()
    outcome = certificate_outcome("claim", conjectures(text), tmp_path)
    assert 0 <= outcome.seconds <= time.process_time() - before
    assert (outcome.status, outcome.message) == ("certified", "")
    assert (outcome.instances, outcome.tool, outcome.rung) == (len(obligations), "certificate_checker", "certificate")


@pytest.mark.parametrize("text", FALSE.values(), ids=FALSE)
def test_what_is_false_is_not(text):
    obligations = conjectures(text)
    assert certificates_of(obligations, 3) is None
    outcome = found_certificate_outcome(obligations, 3)
    assert outcome.status == "unknown"
    assert "products of up to 3 factors" in outcome.message
    assert repr(obligations[0].name) in outcome.message


def test_a_search_for_certificates_counts_obligations():
    outcome = found_certificate_outcome(conjectures("0 <= x <= 1 => x >= -1, x^2 = x^2, x < 2"))
    assert (outcome.status, outcome.instances, outcome.message) == ("certified", 3, "")


def test_a_certificate_by_hand():
    """x² <= x on [0, 1], since x (1 - x) and its negation x² - x > 0 would add up to something positive."""
    certificate = certificate_of(conjecture("0 <= x <= 1 => x^2 <= x"))
    assert [(term["coefficient"], term["factors"]) for term in certificate.terms] == [("1", [2]), ("1", [0, 1])]
    assert str(certificate) == "(-(-x**2 + x)) + (x)*(1 - x) = 0"


def test_certificates_print_squares_and_equations():
    assert str(certificate_of(conjecture("x^2 + y^2 >= 2*x*y"))) == "(-(x**2 - 2*x*y + y**2)) + (x + -1*y)^2 = 0"
    assert str(certificate_of(conjecture("x = 1/2 => 2*x >= 1"))) == "(-(2*x - 1)) + (2)*(x - 1/2) = 0"
    assert str(certificate_of(conjecture("3 > 2"))) == "1 + (-(1)) = 0"


@pytest.mark.parametrize("name", ["the heart", "means", "squares", "patience", "contradiction", "cubes"])
def test_a_printed_certificate_is_an_identity(name):
    for certificate in certificates_of(conjectures(TRUE[name])):
        left, _, right = str(certificate).rpartition(" = ")
        assert right == "0"
        assert sympy.expand(conjecture(f"0 = {left}").conclusion.polynomial) == 0


def test_equations_are_certified_from_both_sides():
    with pytest.raises(ValueError, match="concludes an equation: split it in two"):
        certificate_of(conjecture("x = 1 => x^2 = 1"))
    names = [each.obligation.name for each in certificates_of(conjectures("x = 1 => x^2 = 1"))]
    assert names == ["x^2 = 1 (at least)", "x^2 = 1 (at most)"]


def test_what_is_written_is_short_and_always_the_same():
    text = written(certificates_of(conjectures(TRUE["patience"])))
    assert text == written(certificates_of(conjectures(TRUE["patience"])))
    assert len(text) < 2000
    assert max(map(len, text.splitlines())) < 250
    assert text.endswith("}\n]\n")
    assert [each["name"] for each in read(text)] == ["p*g*s <= 1"]


def test_without_obligations_or_a_file_there_is_nothing(tmp_path):
    assert certificate_outcome("claim", (), tmp_path).status == "none"
    assert found_certificate_outcome(()).status == "none"
    outcome = certificate_outcome("claim", conjectures("1 < 2"), tmp_path)
    assert (outcome.status, outcome.message) == ("none", "no certificates in claim.json")


@pytest.fixture
def stored(tmp_path):
    """An outcome for the certificates of a claim after a change to the file or to the claim."""
    obligations = conjectures("0 <= p <= 1, 0 < g, v = p*g => p*v <= g, v^2 + 1 >= 2*v")
    certificates = certificates_of(obligations)
    data = read(written(certificates))

    def outcome(change=lambda entries: entries, claim=obligations):
        (tmp_path / "claim.json").write_text(json.dumps(change(copy.deepcopy(data))))
        return certificate_outcome("claim", claim, tmp_path)

    assert outcome().stood
    return outcome, obligations, data


def test_a_claim_that_was_changed_is_not_proved(stored):
    outcome, (first, second), _ = stored
    hypotheses, conclusion = first.hypotheses, first.conclusion
    variants = [
        dataclasses.replace(first, name="other"),
        dataclasses.replace(first, hypotheses=hypotheses[:-1]),
        dataclasses.replace(first, hypotheses=hypotheses[::-1]),
        dataclasses.replace(first, hypotheses=(*hypotheses, conclusion)),
        dataclasses.replace(first, hypotheses=(dataclasses.replace(hypotheses[0], sign=">"), *hypotheses[1:])),
        dataclasses.replace(first, conclusion=dataclasses.replace(conclusion, sign=">")),
        dataclasses.replace(first, conclusion=dataclasses.replace(conclusion, sign="=")),
        dataclasses.replace(first, conclusion=dataclasses.replace(conclusion, polynomial=conclusion.polynomial + 1)),
        dataclasses.replace(first, conclusion=dataclasses.replace(conclusion, polynomial=2 * conclusion.polynomial)),
        dataclasses.replace(
            first, conclusion=dataclasses.replace(conclusion, polynomial=conclusion.polynomial.subs("g", sympy.Symbol("h")))
        ),
    ]
    for variant in variants:
        changed = outcome(claim=(variant, second))
        assert changed.status == "failed", variant
        assert "claim.json: " in changed.message
    for claim in [(first,), (second, first), (first, second, second), (second,)]:
        assert outcome(claim=claim).status == "failed"
    same = dataclasses.replace(conclusion, polynomial=sympy.expand(conclusion.polynomial))
    assert outcome(claim=(dataclasses.replace(first, conclusion=same), second)).stood


def places(data, path=()):
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from places(value, (*path, key))


def with_changed(data, path, change):
    *before, last = path
    data = copy.deepcopy(data)
    inside = data
    for key in before:
        inside = inside[key]
    change(inside, last)
    return data


def _deleted(inside, key):
    del inside[key]


def _extended(inside, key):
    value = inside[key]
    inside[key] = {**value, "1": 1} if isinstance(value, dict) else value + {int: 1, str: "1", list: ["1"]}[type(value)]


def _negated(inside, key):
    inside[key] = f"-{inside[key]}" if isinstance(inside[key], str) else None


@pytest.mark.parametrize("change", [_deleted, _extended, _negated])
def test_a_file_that_was_changed_anywhere_proves_nothing(stored, change):
    outcome, _, data = stored
    for path in places(data):
        if path:
            assert outcome(lambda entries, path=path: with_changed(entries, path, change)).status == "failed", path


@pytest.mark.parametrize("text", ["", "{}", "[", "[]", "[1]", "null", '[{"name": 1}]', "[" * 10**5])
def test_a_file_of_something_else_proves_nothing(text, tmp_path):
    (tmp_path / "claim.json").write_text(text)
    outcome = certificate_outcome("claim", conjectures("1 < 2"), tmp_path)
    assert outcome.status == "failed"
    assert outcome.message.startswith("claim.json: ")


def test_a_file_that_is_no_text_proves_nothing(tmp_path):
    (tmp_path / "claim.json").write_bytes(b"\xff")
    assert certificate_outcome("claim", conjectures("1 < 2"), tmp_path).status == "failed"


numbers = st.integers(-2, 2)
small = st.lists(st.tuples(numbers, st.integers(0, 2), st.integers(0, 1)), min_size=1, max_size=3)
x, y = sympy.symbols("x y")
GRID = [F(n, 2) for n in range(-4, 5)]


def polynomial(terms):
    return sum((c * x**i * y**j for c, i, j in terms), start=sympy.Integer(0))


def violated(obligation):
    """Whether some point of a grid violates an obligation."""
    points = ({"x": a, "y": b} for a, b in itertools.product(GRID, GRID))
    return any(violates(obligation, point) for point in points)


@settings(max_examples=30)
@given(st.lists(st.tuples(small, st.sampled_from(SIGNS)), max_size=2), small, st.sampled_from([">", ">="]))
def test_what_is_certified_holds_on_a_grid(hypotheses, conclusion, sign):
    relations = tuple(Relation("", polynomial(terms), sign) for terms, sign in hypotheses)
    obligation = Obligation("random", relations, Relation("", polynomial(conclusion), sign))
    certificate = certificate_of(obligation, 2)
    if certificate is not None:
        assert flaw(certificate.data) == ""
        assert not violated(obligation)


@settings(max_examples=30)
@given(small, small, small, st.lists(st.integers(0, 2), min_size=4, max_size=4), st.integers(-2, 2))
def test_combinations_of_hypotheses_are_certified(one, other, equation, amounts, multiplier):
    h, k, e = map(polynomial, (one, other, equation))
    hypotheses = (Relation("h", h), Relation("k", k, ">"), Relation("e", e, "="))
    a, b, c, d = amounts
    total = sympy.expand(a * h + b * h * k + c * k**2 + d + multiplier * x * e)
    assert certificate_of(Obligation("made", hypotheses, Relation("total", total)), 2) is not None


def test_too_many_products_are_not_tried(monkeypatch):
    obligation = conjecture("x > 1 => x > 0")
    assert certificate_of(obligation) is not None
    monkeypatch.setattr(certificate_search, "MOST_COLUMNS", 3)
    assert certificate_of(obligation) is None


@pytest.mark.parametrize("support", [[], [0], [1, 2], [0, 1, 2]])
def test_what_floats_get_wrong_comes_to_nothing(monkeypatch, support):
    """The first columns are 1, 1 - x and x - 1/2: none of their sums with positive coefficients vanishes."""
    monkeypatch.setattr(certificate_search, "_support", lambda *_: support)
    assert certificate_of(conjecture("x <= 1 => x <= 1/2"), 1) is None
