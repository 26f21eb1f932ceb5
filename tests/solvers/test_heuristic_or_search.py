import dataclasses
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from toymodels.models.heuristic_or_search import HeuristicOrSearch
from toymodels.solvers.heuristic_or_search import REGIMES, heuristic_or_search, least_diversity

SMALL = HeuristicOrSearch(mazes=60, size=6, patience=36, instances=100, search_effort=5)


def test_the_worth_of_the_chosen_policy_by_hand():
    solution = heuristic_or_search(SMALL)
    rows = {row["policy"]: row for row in solution.policies}
    rules = ("down and right", "wall-following", "random walk")
    worth = {name: rows[name]["solved_in_the_corner"] - rows[name]["cells_in_the_corner"] / 1000 for name in rules}
    assert solution.chosen == max(rules, key=worth.get)
    assert solution.value == worth[solution.chosen]
    assert solution.training_success == rows[solution.chosen]["solved_in_the_corner"]
    assert solution.deployment_success == rows[solution.chosen]["solved_anywhere"]
    assert solution.regime == "rule that fails"


def test_at_the_thresholds():
    """On the line between rule and search, by the definition of the worths."""
    solution = heuristic_or_search(SMALL)
    at = heuristic_or_search(dataclasses.replace(SMALL, diversity=solution.diversity_threshold))
    assert at.search_gain == Fraction(5, 100)
    assert at.instances_threshold == 100
    assert at.regime != "search"
    above = dataclasses.replace(SMALL, diversity=solution.diversity_threshold + Fraction(1, 1000))
    assert heuristic_or_search(above).regime == "search"
    assert heuristic_or_search(above).value == heuristic_or_search(
        dataclasses.replace(above, search_effort=0)
    ).value - Fraction(1, 20)


def test_all_regimes():
    assert REGIMES == ("rule", "rule that fails", "search")
    assert heuristic_or_search(dataclasses.replace(SMALL, deployment_diversity=0)).regime == "rule"
    never = heuristic_or_search(dataclasses.replace(SMALL, search_effort=1000))
    assert (never.regime, never.instances_threshold, never.diversity_threshold) == ("rule that fails", None, None)
    eager = heuristic_or_search(dataclasses.replace(SMALL, search_effort=0, patience=0))
    assert (eager.regime, eager.diversity_threshold) == ("search", 0)


lines = st.lists(st.tuples(*[st.integers(-3, 3).map(Fraction)] * 2), min_size=1, max_size=3)


@given(lines, lines)
def test_the_least_diversity_against_a_fine_grid(searches, rules):
    found = least_diversity(searches, rules, Fraction(1, 7))

    def wins(d):
        return max((1 - d) * a + d * b for a, b in searches) - Fraction(1, 7) > max((1 - d) * a + d * b for a, b in rules)

    grid = [Fraction(k, 60) for k in range(61)]
    winning = [d for d in grid if wins(d)]
    if found is None:
        assert set(winning) <= {0, 1}
    else:
        assert not any(wins(d) for d in grid if 0 < d <= found)
        assert wins(found + Fraction(1, 10**6))


def test_floats_and_text():
    solution = heuristic_or_search(dataclasses.replace(SMALL, diversity=0.5))
    assert all(isinstance(getattr(solution, name), float) for name in ("value", "search_gain", "training_success"))
    assert "diversity threshold" in str(solution)
    assert "wall-following" in solution._repr_html_()


@pytest.mark.parametrize("value", [sympy.Symbol("d"), np.array([0.5])])
def test_formulas_and_arrays_are_refused(value):
    with pytest.raises(TypeError, match="diversity must be one number, got "):
        heuristic_or_search(dataclasses.replace(SMALL, diversity=value))
