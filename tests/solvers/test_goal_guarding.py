"""Goal guarding against objectives drawn at random, each put into the training game and solved by backward induction."""

from fractions import Fraction

import numpy as np
import pytest
import sympy

from toymodels.domains import with_fields
from toymodels.models.goal_guarding import GoalGuarding
from toymodels.solvers.goal_guarding import ALIGNED, DECEPTIVE, DEFECTS, MISGENERALIZES, deceptive_share, goal_guarding

F = Fraction


def kind_of(training_rewards, deployment_rewards, model):
    """What an objective is: all 2^T plans of training weighed by their chances of being modified, deployment as it likes."""
    first, best = training_rewards[0], max(training_rewards)
    loss, ahead = best - first, max(deployment_rewards) - deployment_rewards[0]
    g, p, T = float(model.discount), float(model.modification), model.training
    deployed = sum(g**i for i in range(model.deployment)) * ahead
    worths = []
    for plan in range(2**T):
        kept, worth = 1.0, 0.0
        for t in range(T):
            defects = plan >> t & 1
            worth += kept * defects * loss * g**t
            kept *= 1 - p * defects
        worths.append(worth + kept * deployed * g**T)
    if worths[0] < max(worths) - 1e-12:
        return DEFECTS
    return DECEPTIVE if loss > 0 else MISGENERALIZES if ahead > 0 else ALIGNED


@pytest.mark.parametrize(
    "model",
    [
        GoalGuarding(outcomes=2, options=3, training=1, deployment=1, modification="1/2"),
        GoalGuarding(outcomes=3, options=2, training=2, deployment=4),
        GoalGuarding(outcomes=4, options=4, training=3, deployment=3, discount="4/5", modification="9/10"),
        GoalGuarding(outcomes=3, same=True, deployment=2),
        GoalGuarding(outcomes=3, same=True, deployment=1, modification="1/2"),
    ],
)
def test_objectives_drawn_at_random(model):
    rng = np.random.default_rng(0)
    count = 6000
    kinds = []
    for _ in range(count):
        rewards = rng.random(model.outcomes)
        kinds.append(kind_of(rewards, rewards if model.same else rng.random(model.options), model))
    found = goal_guarding(model)
    shares = {ALIGNED: found.aligned, MISGENERALIZES: found.misgeneralizes, DECEPTIVE: found.value, DEFECTS: found.defects}
    for kind, share in shares.items():
        assert kinds.count(kind) / count == pytest.approx(float(share), abs=0.026)
    assert shares[found.regime] == max(shares.values())
    assert sum(shares.values()) == 1


def test_two_outcomes_by_hand():
    """X is 0 or, with chance 1/2, has the density 2 (1 - x) on (0, 1); so P(0 < X <= Y) = 1/8, half of both being positive."""
    assert goal_guarding(GoalGuarding(outcomes=2, options=2, deployment=1)).value == F(1, 8)


@pytest.mark.parametrize(("n", "m"), [(1, 1), (2, 2), (3, 5), (6, 2)])
def test_the_formula_is_the_integral_and_meets_itself_at_one(n, m):
    y = sympy.Symbol("y", positive=True)

    def integral(c):
        bend = min(1, 1 / sympy.Rational(c))
        low = sympy.integrate(sympy.expand((c * y - (c * y) ** n / n) * (1 - y ** (m - 1))), (y, 0, bend))
        return F(str(low + sympy.integrate((1 - sympy.Rational(1, n)) * (1 - y ** (m - 1)), (y, bend, 1))))

    for c in (F(1, 3), F(1), F(5, 2)):
        assert deceptive_share(n, m, c) == integral(sympy.Rational(c.numerator, c.denominator))
    assert deceptive_share(n, m, 0) == 0
    assert float(deceptive_share(n, m, 1 + 1e-12)) == pytest.approx(float(deceptive_share(n, m, 1)))
    assert float(deceptive_share(n, m, 10**9)) == pytest.approx((1 - 1 / n) * (1 - 1 / m))


def test_what_compliance_hides():
    found = goal_guarding(GoalGuarding(same=True))
    assert (found.value, found.aligned, found.defects, found.deceptive_among_compliant) == (F(3, 4), F(1, 4), 0, F(3, 4))
    nothing_ahead = goal_guarding(with_fields(GoalGuarding(), deployment=0))
    assert (nothing_ahead.value, nothing_ahead.complies, nothing_ahead.stakes) == (0, F(1, 4), 0)


def test_floats_give_floats():
    found = goal_guarding(GoalGuarding(modification=0.5))
    exact = goal_guarding(GoalGuarding(modification="1/2"))
    assert isinstance(found.value, float)
    assert found.value == pytest.approx(float(exact.value))


def test_results_show_themselves():
    found = goal_guarding(GoalGuarding())
    assert "deceptive among compliant" in str(found)
    assert found._repr_html_().startswith("<table>")


@pytest.mark.parametrize(
    ("fields", "error", "words"),
    [
        ({"options": 101}, ValueError, "options must be at most 100, got 101"),
        ({"deployment": 1001, "discount": "1/2"}, ValueError, "deployment must be at most 1000, got 1001"),
        ({"deployment": 10**13}, ValueError, "deployment must be at most 1000000000000, got"),
        ({"training": sympy.Symbol("T")}, TypeError, "training must be one number, got T"),
    ],
)
def test_what_is_outside_is_refused(fields, error, words):
    with pytest.raises(error, match=words):
        goal_guarding(GoalGuarding(**fields))
