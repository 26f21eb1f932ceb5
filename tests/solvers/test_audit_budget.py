"""Auditing on a budget, against sums over all courses of events for all plans and policies."""

import dataclasses
import itertools
from fractions import Fraction
from math import comb

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from toymodels.equilibria.sequence_form import optimal_behaviour
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Terminal
from toymodels.models.audit_budget import AuditBudget
from toymodels.solvers.audit_attacks import Watch, audits_left, best_rate, memoryless, observing, planning
from toymodels.solvers.audit_budget import COLUMNS, REGIMES, audit_budget
from toymodels.solvers.audit_thresholds import adaptive, concave_curve, rate_on
from toymodels.symbolic.algebra.stationary_points import Point, coefficients_of, float_of, polynomial_of
from toymodels.testing import instances

F = Fraction
CHANCES = (0, F(1, 3), F(1, 2), F(4, 5), 1)
WATCHES = [
    Watch(n, k, f, t, c)
    for n, k in ((1, 0), (2, 1), (3, 2), (4, 1), (4, 2))
    for f, t in ((0, F(1, 2)), (F(1, 3), F(4, 5)), (F(1, 2), F(1, 4)), (1, 1))
    for c in (0, F(1, 2), 1)
]


def expected(watch, act):
    """The expected successes if ``act(episode, audits left)`` says whether to attack, summed over all flags."""
    total = F(0)
    for flags in itertools.product((0, 1), repeat=watch.episodes):
        chance, alive, left = F(1), F(1), watch.audits
        for episode, flag in enumerate(flags):
            attacks = act(episode, left)
            rate = watch.true_positive if attacks else watch.false_positive
            chance *= rate if flag else 1 - rate
            if attacks and not (flag and left):
                total_here, alive_after = alive, alive * watch.continuation
                total += chance * total_here * rest_of(flags, episode)
                alive = alive_after
            elif attacks:
                alive = F(0)
            elif flag and left:
                left -= 1
    return total


def rest_of(flags, episode):
    """The share of an event that this course of the later flags stands for, so that a sum over all of them counts it once."""
    return F(1, 2 ** (len(flags) - episode - 1))


@pytest.mark.parametrize("watch", WATCHES, ids=str)
def test_the_planning_attacker_has_no_better_plan(watch):
    worth, waits = planning(watch)
    plans = {
        plan: expected(watch, lambda i, _, plan=plan: plan[i]) for plan in itertools.product((0, 1), repeat=watch.episodes)
    }
    assert worth == max(plans.values())
    best = plans[(0,) * waits + (1,) * (watch.episodes - waits)]
    assert best == worth
    assert all(plans[(0,) * m + (1,) * (watch.episodes - m)] < worth for m in range(waits))


@pytest.mark.parametrize("watch", [w for w in WATCHES if w.episodes * (w.audits + 1) <= 9], ids=str)
def test_the_observing_attacker_has_no_better_policy(watch):
    worth, waits = observing(watch)
    states = list(itertools.product(range(watch.episodes), range(watch.audits + 1)))
    policies = [dict(zip(states, acts, strict=True)) for acts in itertools.product((0, 1), repeat=len(states))]
    worths = [expected(watch, lambda i, k, policy=policy: policy[i, k]) for policy in policies]
    assert worth == max(worths)
    kept = [p for p, total in zip(policies, worths, strict=True) if total == worth]
    starts = [next((i for i in range(watch.episodes) if p[i, watch.audits]), watch.episodes) for p in kept]
    if watch.false_positive < 1:
        assert waits == min(starts)


@pytest.mark.parametrize("watch", WATCHES[::2], ids=str)
def test_the_memoryless_attacker_mixes_plans(watch):
    polynomial = memoryless(watch)
    plans = {
        plan: expected(watch, lambda i, _, plan=plan: plan[i]) for plan in itertools.product((0, 1), repeat=watch.episodes)
    }
    for rate in (0, F(1, 7), F(1, 2), 1):
        mixed = sum(rate ** sum(plan) * (1 - rate) ** (len(plan) - sum(plan)) * total for plan, total in plans.items())
        assert sum(c * rate**i for i, c in enumerate(coefficients_of(polynomial))) == mixed
    best = float_of(Point(polynomial, best_rate(polynomial)))
    grid = np.polyval([float(c) for c in reversed(coefficients_of(polynomial))] or [0], np.linspace(0, 1, 1001))
    assert grid.max() <= best + 1e-12
    assert best <= grid.max() + 1e-5
    assert best <= float(planning(watch)[0]) + 1e-12


def test_audits_left_is_a_binomial_tail():
    for k in range(4):
        found = itertools.islice(audits_left(Watch(6, k, F(1, 3), 0, 0)), 7)
        for m, chance in enumerate(found):
            assert chance == sum(comb(m, i) * F(1, 3) ** i * F(2, 3) ** (m - i) for i in range(min(k, m + 1)))


@pytest.mark.parametrize(("n", "k"), [(1, 1), (3, 2), (4, 1)])
@pytest.mark.parametrize("c", [0, F(1, 2)])
@pytest.mark.parametrize(
    "points", [((F(1, 5), F(4, 5)),), ((0, F(1, 2)),), ((F(1, 4), F(1, 2)), (F(1, 2), F(9, 10))), ()], ids=str
)
def test_the_adaptive_defender_by_linear_programs(n, k, c, points):
    """In each state the defender mixes its thresholds so that the attacker's better act is worth least."""
    curve = concave_curve(points)
    found, rates = adaptive(curve, n, k, c)
    assert 0 <= rates[0] <= rates[1] <= 1
    thresholds = [(0, 0), (1, 1), *points]
    assert float(found) == pytest.approx(by_programs(thresholds, n, k, float(c)), abs=1e-9)


def by_programs(thresholds, n, k, c):
    if n == 0:
        return 0
    later = by_programs(thresholds, n - 1, k, c)
    if k == 0:
        return 1 + c * later
    fewer = by_programs(thresholds, n - 1, k - 1, c)
    rows = [
        [float((1 - t) * (1 + c * later)) for _, t in thresholds],
        [float(later + f * (fewer - later)) for f, _ in thresholds],
    ]
    size = len(thresholds)
    program = linprog(
        [0] * size + [1],
        A_ub=[[*row, -1] for row in rows],
        b_ub=[0, 0],
        A_eq=[[1] * size + [0]],
        b_eq=[1],
        bounds=[(0, 1)] * size + [(None, None)],
    )
    return program.fun


@pytest.mark.parametrize("c", [0, 1])
@pytest.mark.parametrize(
    ("n", "k", "points"), [(2, 1, ((F(1, 4), F(1, 2)), (F(1, 2), F(9, 10)))), (3, 2, ((F(1, 5), F(4, 5)),))]
)
def test_the_adaptive_defender_in_the_tree(n, k, c, points):
    """Neither sees what the other does, but for audits: no history that one of them remembers is of use to it."""
    thresholds = [(0, 0), *points, (1, 1)]

    def rest(episodes, audits, gains, defender, attacker):
        if not episodes or not audits:
            total = gains + (episodes if c else min(episodes, 1))
            return Terminal((total, -total))
        acts = {str(i): act(episodes, audits, gains, (*defender, i), attacker, i) for i in range(len(thresholds))}
        return Decision("defender", f"defender {defender}", acts)

    def act(episodes, audits, gains, defender, attacker, chosen):
        f, t = thresholds[chosen]
        later = (*defender, "-"), (*attacker, "attack")
        missed = rest(episodes - 1, audits, gains + 1, *later) if c else Terminal((1, -1))
        used = rest(episodes - 1, audits - 1, gains, (*defender, "+"), (*attacker, "audit"))
        kept = rest(episodes - 1, audits, gains, (*defender, "-"), (*attacker, "wait"))
        moves = {
            "attack": Chance({"flag": Terminal((gains, -gains)), "miss": missed}, {"flag": t, "miss": 1 - t}),
            "wait": Chance({"flag": used, "pass": kept}, {"flag": f, "pass": 1 - f}),
        }
        return Decision("attacker", f"attacker {attacker}", moves)

    game = ExtensiveGame(("attacker", "defender"), rest(n, k, 0, (), ()))
    found = optimal_behaviour(game).found[0]
    assert found.payoffs["attacker"] == adaptive(concave_curve(points), n, k, c)[0]
    assert set(found.regret.values()) == {0}


def test_adaptive_goes_on_in_floats_where_numbers_get_long():
    curve = concave_curve([(F(1, 5), F(4, 5))])
    found, rates = adaptive(curve, 24, 6, F(1, 3))
    assert isinstance(found, float)
    floats = tuple((float(f), float(t)) for f, t in curve)
    again = adaptive(floats, 24, 6, 1 / 3)
    assert (again[0], *again[1]) == pytest.approx((found, *rates))
    assert isinstance(adaptive(curve, 6, 6, F(1, 3))[0], F)


def test_curves():
    assert concave_curve([(0, F(1, 2)), (F(1, 2), F(3, 4)), (F(3, 5), F(1, 5))]) == ((0, 0), (0, F(1, 2)), (1, 1))
    assert concave_curve([(F(1, 2), 1), (F(1, 4), F(1, 2))]) == ((0, 0), (F(1, 2), 1), (1, 1))
    assert concave_curve([(1, F(1, 2))]) == ((0, 0), (1, 1))
    curve = concave_curve([(0, F(1, 2))])
    assert [rate_on(curve, f) for f in (0, F(1, 2), 1)] == [F(1, 2), F(3, 4), 1]
    assert rate_on(concave_curve([(F(1, 5), F(4, 5))]), F(1, 10)) == F(2, 5)


SMALL = st.sampled_from(range(5))


@settings(max_examples=40, deadline=None)
@given(instances(AuditBudget, episodes=SMALL, audits=SMALL, steps=4, attacker=st.sampled_from(["planning", "observing"])))
def test_every_number_of_the_table(model):
    solution = audit_budget(model)
    n, k, c = model.episodes, model.audits, model.continuation
    most = sum(F(c) ** i for i in range(n))
    solver = {"planning": planning, "observing": observing}[model.attacker]
    for row in solution.frontier:
        f, t = row["false_positive"], row["true_positive"]
        audits = sum(comb(n, i) * F(f) ** i * (1 - F(f)) ** (n - i) * min(i, k) for i in range(n + 1))
        assert tuple(row) == COLUMNS
        assert row["value"] == solver(Watch(n, k, f, t, c))[0]
        assert row["safety"] == (1 - row["value"] / most if n else 1)
        assert row["usefulness"] == (1 - model.audit_loss * audits / n if n else 1)
        better = [r for r in solution.frontier if r["safety"] >= row["safety"] and r["usefulness"] >= row["usefulness"]]
        assert row["dominated"] == any((r["safety"], r["usefulness"]) != (row["safety"], row["usefulness"]) for r in better)
    least = min(row["value"] for row in solution.frontier)
    rates = [row["false_positive"] for row in solution.frontier if row["value"] == least]
    assert (solution.best_value, solution.best_false_positive in rates) == (least, True)
    place = REGIMES.index(solution.regime)
    assert place == (0 if model.false_positive < min(rates) else 2 if model.false_positive > max(rates) else 1)
    assert solution.value_planning <= solution.value_observing
    if model.true_positive >= model.false_positive:
        assert solution.adaptive_value <= solution.value_observing


def test_by_hand():
    """Two episodes, one audit: whoever waits finds it gone with probability 1/4, and is flagged with 1/2 otherwise."""
    model = AuditBudget(episodes=2, audits=1, false_positive=F(1, 4), true_positive=F(1, 2), steps=2)
    solution = audit_budget(model)
    assert (solution.value, solution.waits, solution.rate, solution.safety) == (F(5, 8), 1, None, F(3, 8))
    assert (solution.audits_expected, solution.usefulness) == (F(7, 16), F(25, 32))
    assert [row["false_positive"] for row in solution.frontier] == [0, F(1, 4), F(1, 2), 1]
    assert (solution.best_false_positive, solution.best_true_positive, solution.best_value) == (F(1, 4), F(1, 2), F(5, 8))
    assert (solution.adaptive_value, solution.adaptive_false_positive) == (F(2, 5), F(2, 5))
    greedy = audit_budget(dataclasses.replace(model, continuation=1, attacker="observing"))
    assert (greedy.value, greedy.waits, greedy.value_planning) == (F(3, 4), 0, F(3, 4))


def test_the_memoryless_attacker_by_hand():
    """Two episodes without false alarms: 2 α missed - α² missed, best at 1; false alarms alone make it wait."""
    surely = audit_budget(AuditBudget(2, 1, 0, F(1, 2), attacker="memoryless"))
    assert (surely.value, surely.rate, surely.waits) == (F(1, 2), 1, None)
    wary = audit_budget(AuditBudget(2, 1, F(1, 2), 1, attacker="memoryless", steps=2))
    assert (wary.value, wary.rate) == (F(1, 8), F(1, 2))
    assert [row["value"] for row in wary.frontier] == [1, 0.125, 0.25]
    three = audit_budget(AuditBudget(3, 1, F(1, 2), 1, attacker="memoryless", steps=1))
    x = sympy.Symbol("x")
    worth = (1 - x) / 2 * (1 - (1 - x) ** 2) + (1 - x) / 2 * (1 - x) / 2 * x
    best = max(worth.subs(x, root) for root in sympy.roots(sympy.diff(worth, x)) if root.is_real and 0 <= root <= 1)
    assert float(three.value) == pytest.approx(float(best), rel=1e-12)


def test_surplus_audits_and_none():
    assert audit_budget(AuditBudget(3, 100)) == audit_budget(AuditBudget(3, 3))
    assert audit_budget(AuditBudget(3, 0, continuation=1)).value == 3
    assert audit_budget(AuditBudget(0)).usefulness == 1
    assert audit_budget(AuditBudget(1, 1, F(1, 5), 1, steps=2)).best_false_positive == F(1, 5)
    assert F(1, 7) in [row["false_positive"] for row in audit_budget(AuditBudget(3, roc=((F(1, 7), F(6, 7)),))).frontier]
    assert audit_budget(AuditBudget(4, 2, F(3, 5), F(4, 5), steps=4)).regime == "too strict"
    assert audit_budget(AuditBudget(4, 2, F(1, 100), F(1, 50), steps=4, roc=((F(1, 5), F(4, 5)),))).regime == "too lenient"


def test_floats_and_text():
    solution = audit_budget(AuditBudget(4, 1, 0.25, 0.5, roc=((0.5, 0.75),), steps=2))
    assert solution.value == float(audit_budget(AuditBudget(4, 1, F(1, 4), F(1, 2), roc=((F(1, 2), F(3, 4)),), steps=2)).value)
    assert all(isinstance(row["value"], float) for row in solution.frontier)
    assert isinstance(audit_budget(AuditBudget(3, 1, 0.5, 1, attacker="memoryless", steps=1)).value, float)
    assert "too strict" not in str(solution)
    assert "dominated" not in str(solution)
    assert "frontier" in solution._repr_html_()


def test_limits():
    with pytest.raises(ValueError, match=r"episodes times audits .* must be at most 10000, got 101 \* 101"):
        audit_budget(AuditBudget(101, 1000))
    with pytest.raises(ValueError, match="episodes must be at most 200 for a memoryless attacker, got 201"):
        audit_budget(AuditBudget(201, 1, attacker="memoryless"))


@pytest.mark.parametrize("value", [sympy.Symbol("f"), np.array([0.5])])
def test_formulas_and_arrays_are_refused(value):
    with pytest.raises(TypeError, match="false_positive must be one number, got "):
        audit_budget(AuditBudget(false_positive=value))
    with pytest.raises(TypeError, match="a rate in roc must be one number, got "):
        audit_budget(AuditBudget(roc=((value, 1),)))


def test_polynomials_of_nothing():
    assert coefficients_of(memoryless(Watch(0, 1, 0, 1, 0))) == ()
    assert float_of(Point(polynomial_of([]), best_rate(polynomial_of([])))) == 0
