"""The executive against all plans of a candidate, enumerated, and a simulation of firms."""

import dataclasses
import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings

from toymodels.models.executive import Executive
from toymodels.solvers.executive import REGIMES, executive, misused, patience_of
from toymodels.testing import instances

F = Fraction


def to_the_motive(model, plan):
    """What a plan of A and B, followed until found out, is worth to the private motive."""
    kept, total = F(1), F(0)
    for t, act in enumerate(plan):
        found = model.detection if t < model.probation else model.monitoring
        total += kept * F(model.discount) ** t * (act == "A")
        kept *= 1 - found * (act == "A")
    return total


def to_the_firm(model, plan):
    """What a candidate with a private motive and a plan brings the firm, period by period."""
    f, g = model.objective, model.measure
    pay = F(sum(a * b for a, b in zip(f, g, strict=True))) / sum(b * b for b in g)
    earned = sum(a * pay * b for a, b in zip(f, g, strict=True)) - sum((pay * b) ** 2 for b in g) / 2
    kept, total = F(1), F(0)
    for t, act in enumerate(plan):
        found = model.detection if t < model.probation else model.monitoring
        total += F(model.discount) ** t * ((1 - kept * (act == "A")) * earned - kept * (act == "A") * model.harm)
        kept *= 1 - found * (act == "A")
    return total


def written_out(plan):
    return "".join(run.split(" x ")[0] * int(run.split(" x ")[1]) for run in plan.split(", ")) if plan != "none" else ""


@settings(max_examples=50, deadline=None)
@given(instances(Executive))
def test_no_plan_is_worth_more_to_the_motive_and_the_firm_loses_what_it_loses(model):
    model = dataclasses.replace(model, probation=min(model.probation, 4), tenure=min(model.tenure, 4))
    solution = executive(model)
    plan = written_out(solution.plan)
    plans = ("".join(acts) for acts in itertools.product("AB", repeat=len(plan)))
    assert to_the_motive(model, plan) == max(to_the_motive(model, other) for other in plans)
    assert len(plan) == model.probation + model.tenure
    mu = model.suspicion
    assert solution.value == mu * to_the_firm(model, plan) + (1 - mu) * to_the_firm(model, "B" * len(plan))
    assert solution.value == solution.first_best - solution.outer_loss - solution.inner_loss
    assert solution.regime in REGIMES
    if solution.first_best:
        assert solution.outer_share == F(solution.outer_loss) / solution.first_best == 1 - solution.efficiency
        assert solution.inner_share == F(solution.inner_loss) / solution.first_best
    else:
        assert (solution.outer_share, solution.inner_share) == (None, None)


@settings(max_examples=50, deadline=None)
@given(instances(Executive))
def test_when_longer_probation_helps(model):
    now, later = (executive(dataclasses.replace(model, probation=model.probation + extra)) for extra in (0, 1))
    assert now.longer_helps == (later.survival < now.survival)
    assert now.inner_loss_longer == later.inner_loss
    assert (now.regime == "behaves throughout") == (now.deterrence >= 1 and model.probation > 0)
    assert now.patience == later.patience
    open_defections = written_out(now.plan)[: model.probation].count("A")
    assert now.survival == (1 - model.detection) ** open_defections
    if now.detection_threshold is not None:
        at = executive(dataclasses.replace(model, detection=now.detection_threshold))
        assert (at.deterrence, at.regime) == (1, "behaves throughout")
    else:
        assert executive(dataclasses.replace(model, detection=1)).regime != "behaves throughout"


def test_by_hand():
    """Pay on one of two deeds wins half of 1; p = 1, no discount: it waits two periods and takes three."""
    solution = executive(Executive(probation=2, tenure=3, detection=1, discount=1))
    assert (solution.plan, solution.regime) == ("B x 2, A x 3", "behaves throughout")
    assert (solution.first_best, solution.outer_loss) == (5, F(5, 2))
    assert solution.inner_loss == F(1, 5) * (F(1, 2) + 1) * 3
    assert (solution.deterrence, solution.detection_threshold, solution.patience) == (3, F(1, 3), None)
    assert (solution.survival, solution.suspicion_after, solution.longer_helps) == (1, F(1, 5), False)


def test_patience_is_where_the_threat_falls_below_one():
    model = Executive(tenure=3, detection=1, discount="9/10")
    worth = 1 + F(9, 10) + F(81, 100)
    assert patience_of(model) == max(j for j in range(1, 100) if F(9, 10) ** j * worth >= 1)
    assert patience_of(Executive(discount=1, detection="1/20")) == 0
    assert patience_of(Executive(tenure=10**12, discount=1)) is None


def test_one_more_period():
    """Within patience it waits one period more, and what it takes then counts 9/10; at p = 1 a second A shows nothing."""
    solution = executive(Executive())
    assert solution.inner_loss_longer == F(9, 10) * solution.inner_loss
    sure = [executive(Executive(detection=1, probation=17 + extra)) for extra in (0, 1)]
    assert [each.longer_helps for each in sure] == [True, False]
    assert [each.survival for each in sure] == [1, 0]
    assert sure[0].patience == 17


def test_nobody_survives_a_sure_detection():
    solution = executive(Executive(suspicion=1, detection=1, discount=0, probation=2))
    assert (solution.plan, solution.survival, solution.suspicion_after) == ("A x 2, A x 10", 0, None)
    assert (solution.inner_loss, solution.regime) == (F(3, 2), "shows itself")
    assert executive(Executive(probation=0, tenure=0)).plan == "none"
    assert executive(Executive(probation=0)).regime == "no probation"


def test_firms_by_simulation():
    model = Executive(probation=14, monitoring="1/10")
    solution = executive(model)
    rng = np.random.default_rng(6)
    firms = 20_000
    motive = rng.random(firms) < 0.2
    total = np.zeros(firms)
    for t, act in enumerate(written_out(solution.plan)):
        serves = motive & (act == "A")
        total += 0.9**t * np.where(serves, -1, 0.5)
        motive &= ~(serves & (rng.random(firms) < (0.5 if t < 14 else 0.1)))
    assert total.mean() == pytest.approx(float(solution.value), abs=0.04)


def test_how_long_it_misuses_its_place():
    assert misused(Executive(tenure=0, detection="1/2", discount=1), 3, 0) == 1 + F(1, 2) + F(1, 4)
    assert misused(Executive(tenure=2, detection="1/2", discount=1), 3, 3) == 2


def test_floats_and_lengths():
    solution = executive(Executive(discount=0.9))
    assert solution.value == pytest.approx(2.304626834334, rel=1e-11)
    assert isinstance(solution.survival, float)
    assert solution.patience == 11
    assert "patience" in str(solution)
    assert "patience" in solution._repr_html_()
    with pytest.raises(ValueError, match="probation and tenure must leave worths of at most 1048576 bits, got 1000010 periods"):
        executive(Executive(probation=10**6))
    assert executive(Executive(probation=10**6, discount=1, tenure=3, detection=1)).first_best == 10**6 + 3
