import dataclasses
from fractions import Fraction

import sympy

from toymodels.facts import fact_in_words, facts, facts_html, facts_text

F = Fraction


@dataclasses.dataclass(frozen=True)
class Inner:
    rate: Fraction


@dataclasses.dataclass(frozen=True)
class Outer:
    inner: Inner
    rows: list
    by_phase: dict
    kind: type = Inner

    def __str__(self):
        return facts_text(self)


RESULT = Outer(Inner(F(1, 2)), [Inner(F(1, 3)), 2], {1: (0.5, None), "b": Inner(1)})


def test_results_inside_results_become_mappings():
    assert facts(RESULT) == {
        "inner": {"rate": F(1, 2)},
        "rows": ({"rate": F(1, 3)}, 2),
        "by_phase": {"1": (0.5, None), "b": {"rate": 1}},
        "kind": Inner,
    }


def test_rows_with_the_same_columns_are_a_table():
    found = dataclasses.replace(RESULT, kind=({"belief": "first", "the_gain": 1}, {"belief": "last one", "the_gain": F(1, 2)}))
    assert str(found).splitlines()[-4:] == [
        "kind",
        "  belief    the gain",
        "  first     1",
        "  last one  1/2 (0.5)",
    ]


def test_how_they_read():
    found = dataclasses.replace(RESULT, kind="any")
    assert str(found).splitlines() == [
        "inner                 rate: 1/2 (0.5)",
        "rows                  rate: 1/3 (0.333333); 2",
        "by phase              1: 0.5, none; b: rate: 1",
        "kind                  any",
    ]
    assert "<tr><th>by phase</th><td>1: 0.5, none; b: rate: 1</td></tr>" in facts_html(found)
    assert (fact_in_words(value=True), fact_in_words(value=False)) == ("yes", "no")
    assert fact_in_words(()) == fact_in_words({}) == fact_in_words(None) == "none"
    assert fact_in_words(tuple(range(16))).count(",") == 15
    assert fact_in_words(tuple(range(17))) == "0, 1, 2, 3, ..., 13, 14, 15, 16"
    assert fact_in_words(sympy.sqrt(2)) == "1.41421356237..."
    assert fact_in_words(sympy.Symbol("p")) == "p"


def test_a_result_of_tables_alone():
    @dataclasses.dataclass(frozen=True)
    class Tables:
        rows: tuple

    assert facts_text(Tables(({"a": 1}, {"a": 2}))).splitlines() == ["rows", "  a", "  1", "  2"]
