import functools
import itertools
from fractions import Fraction

import pytest

from tests.inspection_plans import game_value, tree_value
from toymodels.solvers.inspection_recursion import inspection_recursion, reached_states, stage_solution

F = Fraction
PENALTIES = (1, F(1, 2), 3, 0, F(-1, 3), F(-1, 2), -1, F(-5, 2))


def by_hand(n, m, k, b):
    """The value and the inspection probability by saddle points or the formula for a matrix without one."""
    if 0 in (n, k):
        return 0, 0
    if m == 0:
        return min(n, k), 0
    seen = by_hand(n - 1, m - 1, k, b)[0], -b
    unseen = by_hand(n - 1, m, k, b)[0], 1 + by_hand(n - 1, m, k - 1, b)[0]
    upper = min(max(seen), max(unseen))
    if upper == max(map(min, zip(seen, unseen, strict=True))):
        return upper, None
    determinant = seen[0] * unseen[1] - seen[1] * unseen[0]
    total = seen[0] + unseen[1] - seen[1] - unseen[0]
    return F(determinant) / total, F(unseen[1] - unseen[0]) / total


by_hand = functools.cache(by_hand)


def games(stages):
    sizes = itertools.product((stages,), range(stages + 2), (1, 2, stages + 1), PENALTIES)
    return [(n, m, k, b) for n, m, k, b in sizes if b >= 0 or k <= 1]


def test_values_and_probabilities_by_saddle_points_and_the_formula():
    for n, m, k, b in games(5):
        found = inspection_recursion(n, m, k, b)
        assert list(found) == list(reversed(list(reached_states(n, m, k))))
        for key, state in found.items():
            value, chance = by_hand(*key, b)
            assert key == (state.stages, state.inspections, state.violations)
            assert state.value == value
            assert chance in (None, state.inspection_probability)


def test_each_side_secures_the_value_and_no_lesser_probability_does():
    for n, m, k, b in games(4):
        for (n1, m1, k1), state in inspection_recursion(n, m, k, b).items():
            if m1:
                rows = [[by_hand(n1 - 1, m1 - 1, k1, b)[0], -b], [by_hand(n1 - 1, m1, k1, b)[0], 0]]
                rows[1][1] = 1 + by_hand(n1 - 1, m1, k1 - 1, b)[0]
                p, q = state.inspection_probability, state.violation_probability
                assert 0 <= p <= 1
                assert 0 <= q <= 1
                assert max(p * seen + (1 - p) * unseen for seen, unseen in zip(*rows, strict=True)) == state.value
                assert min((1 - q) * legal + q * violation for legal, violation in rows) == state.value
                less, fewer = p * F(99, 100), q * F(99, 100)
                assert p == 0 or max(less * s + (1 - less) * u for s, u in zip(*rows, strict=True)) > state.value
                assert q == 0 or min((1 - fewer) * legal + fewer * violation for legal, violation in rows) < state.value


@pytest.mark.parametrize("penalty", [1, F(1, 2), 0, F(-1, 2), -1, F(-3, 2)])
def test_an_inspector_that_is_not_told_gets_as_much(penalty):
    """The zero-sum game of all plans: sets of stages against acts after every history of inspections."""
    for n, m, k in itertools.product(range(1, 4), range(5), range(1, 4)):
        if penalty >= 0 or k == 1:
            found = inspection_recursion(n, m, k, penalty)[n, m, k]
            assert game_value(n, m, k, penalty) == pytest.approx(float(found.value), abs=1e-8)


@pytest.mark.parametrize(
    ("stages", "inspections", "violations"), [(4, 2, 1), (4, 1, 2), (5, 2, 2), (5, 3, 1), (5, 2, 7), (6, 2, 3)]
)
@pytest.mark.parametrize("penalty", [1, F(1, 3)])
def test_longer_games_of_an_inspector_that_is_not_told(stages, inspections, violations, penalty):
    found = inspection_recursion(stages, inspections, violations, penalty)[stages, inspections, violations]
    expected = tree_value(stages, inspections, min(violations, stages), penalty)
    assert expected == pytest.approx(float(found.value), abs=1e-8)


def test_where_being_caught_pays_an_inspector_would_like_to_be_told():
    """The counterexample of the model's page: so these games are refused."""
    half = F(-1, 2)
    assert by_hand(3, 1, 2, half)[0] == F(37, 29)
    assert game_value(3, 1, 2, half) == pytest.approx(1.3)
    assert tree_value(3, 1, 2, half) == pytest.approx(1.3)
    with pytest.raises(ValueError, match="penalty must be >= 0 where more than one violation is intended, got -1/2 with 2"):
        inspection_recursion(3, 1, 2, half)


def test_matrices_by_hand():
    """A saddle point, parallel rows, and equal entries."""
    assert stage_solution(2, 3, 0, 1) == (1, 0, 1)
    assert stage_solution(1, 1, 1, 1) == (1, 0, 0)
    assert stage_solution(0, 2, 2, 0) == (1, F(1, 2), F(1, 2))
    assert stage_solution(0, -1, 0, 1) == (0, F(1, 2), 0)


def test_no_stages_no_states():
    assert inspection_recursion(0, 3) == {}
    assert inspection_recursion(3, 1, 0) == {}


def test_an_inspected_stage_has_no_unseen_violation():
    assert list(reached_states(2, 2, 3)) == [(2, 2, 3), (1, 2, 3), (1, 2, 2), (1, 1, 3)]
