"""The dispositions by enumeration of all plans and all times of modification, sharing no code with the package."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.facts import facts
from toymodels.models.disposition import KINDS, Disposition
from toymodels.solvers.disposition import COLUMNS, CONDITIONS, REGIMES, disposition, disposition_table
from toymodels.solving import solve
from toymodels.testing import instances

F = Fraction
SHORT = st.sampled_from(range(4))


def worth(acts, risks, unmodified, modified, discount):
    """The sum over the time of modification, or never, of its probability times the return that it leaves."""
    total = 0
    for end in range(len(acts) + 1):
        chance = 1
        for t, act in enumerate(acts[:end]):
            risk = risks[t] if act == "A" else 0
            chance *= risk if t == end - 1 else 1 - risk
        never = 1
        for t, act in enumerate(acts):
            never *= 1 - (risks[t] if act == "A" else 0)
        last = len(acts) if end == 0 else end
        paid = [unmodified[act] if t < last else modified for t, act in enumerate(acts)]
        total += (never if end == 0 else chance) * sum(pay * discount**t for t, pay in enumerate(paid))
    return total


def believed_worth(model, acts, first):
    """What a plan for the episodes from the first on is worth to the optimizer, in its own eyes."""
    p, w, g = model.modification, model.overlap, model.discount
    risks = [p if t < model.training else 0 for t in range(first, first + len(acts))]
    none, own = [0] * len(acts), {"A": 1, "B": w}
    pictures = {
        "realistic": (acts, risks, own, w, g),
        "hedonistic": (acts, risks, own, 1, g),
        "myopic": (acts[:1], none, own, w, 1),
        "unaware": (acts, none, own, w, g),
        "watched": (acts, [p] * len(acts), own, w, g),
        "indifferent": (acts, risks, own, max(1, w), g),
        "corrigible": (acts, risks, {"A": 0, "B": 1}, 1, g),
    }
    return worth(*pictures[model.kind])


def true_worth(model, acts):
    return worth(acts, risks_of(model), {"A": 1, "B": model.overlap}, model.overlap, model.discount)


def risks_of(model):
    return [model.modification] * model.training + [0] * model.deployment


def plans(episodes):
    return map("".join, itertools.product("BA", repeat=episodes))


def optimal_sets(model):
    """The acts that begin a best plan for the episodes from each one on."""
    episodes = model.training + model.deployment
    sets = []
    for first in range(episodes):
        by_plan = {plan: believed_worth(model, plan, first) for plan in plans(episodes - first)}
        sets.append({plan[0] for plan, total in by_plan.items() if total == max(by_plan.values())})
    return sets


@settings(max_examples=70, deadline=None)
@given(model=instances(Disposition, training=SHORT, deployment=SHORT))
def test_every_number_by_enumeration(model):
    found, sets = disposition(model), optimal_sets(model)
    episodes = model.training + model.deployment
    assert found.optimal == "".join(next(iter(acts)) if len(acts) == 1 else "*" for acts in sets)
    assert found.tied_episodes == sum(len(acts) > 1 for acts in sets)
    assert all(act in acts for act, acts in zip(found.plan, sets, strict=True))
    assert found.expected == max(believed_worth(model, plan, 0) for plan in plans(episodes))
    assert found.value == true_worth(model, found.plan)
    values = [true_worth(model, plan) for plan in itertools.product(*sets)]
    assert (found.least_value, found.greatest_value) == (min(values), max(values))
    assert found.base_value == worth(found.plan, risks_of(model), {"A": 0, "B": 1}, 1, model.discount)
    assert found.regime in REGIMES


def test_the_table_of_the_example():
    """Two episodes of training, three of deployment, certain modification, no overlap, no discount."""
    table = disposition_table(Disposition())
    assert {kind: tuple(row.values()) for kind, row in table.items()} == {
        "realistic": ("deceptive", "BBAAA", "BBAAA", 3, 3, 3, 3, 2),
        "hedonistic": ("defects", "AAAAA", "AAAAA", 5, 1, 1, 1, 4),
        "myopic": ("defects", "AAAAA", "AAAAA", 1, 1, 1, 1, 4),
        "unaware": ("defects", "AAAAA", "AAAAA", 5, 1, 1, 1, 4),
        "watched": ("defects", "AAAAA", "****A", 1, 1, 1, 3, 4),
        "indifferent": ("defects", "AAAAA", "AAAAA", 5, 1, 1, 1, 4),
        "corrigible": ("complies", "BBBBB", "BBBBB", 5, 0, 0, 0, 5),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_result_is_the_row_of_its_kind_beside_the_table(kind):
    model = Disposition(kind, modification="1/3")
    found = solve(model)
    assert found.table == disposition_table(model)
    assert {name: getattr(found, name) for name in COLUMNS} == found.table[kind]
    assert found.condition == CONDITIONS[kind]
    assert facts(found)["table"][kind]["regime"] == found.regime


@settings(max_examples=40)
@given(model=instances(Disposition, kind="realistic", overlap=0))
def test_the_realistic_are_right_and_deceive_from_the_threshold_on(model):
    found = disposition(model)
    assert found.expected == found.value
    power = sum(model.discount ** (model.training + i) for i in range(model.deployment))
    if found.threshold is None:
        assert power < 1 or not model.training
    else:
        assert found.threshold * power == 1
        throughout = all(act in "B*" for act in found.optimal[: model.training])
        assert throughout == (model.modification >= found.threshold)


@pytest.mark.parametrize(
    "model", [Disposition("myopic"), Disposition(overlap=1), Disposition(training=0), Disposition(deployment=0)]
)
def test_where_there_is_no_threshold(model):
    assert disposition(model).threshold is None


@pytest.mark.parametrize(("training", "deployment", "overlap"), [(2, 3, 0), (1, 2, F(1, 2)), (0, 4, -1), (3, 0, 0)])
def test_the_false_belief_that_the_threat_lasts_may_deceive_by_accident(training, deployment, overlap):
    """At p = g = 1 from 1 to D of the A's of its optimal plans count."""
    found = disposition(Disposition("watched", training, deployment, overlap=overlap))
    total = overlap * (training + deployment)
    assert (found.least_value - total, found.greatest_value - total) == (1 - overlap, max(1, deployment) * (1 - overlap))


def test_floats_agree_with_the_rationals_and_ties_are_found():
    model = Disposition("watched", 2, 3, 0.5, 0.25, 0.875)
    exact = disposition(Disposition("watched", 2, 3, "1/2", "1/4", "7/8"))
    found = disposition(model)
    assert isinstance(found.value, float)
    for name in ("expected", "value", "least_value", "greatest_value", "base_value"):
        assert getattr(found, name) == pytest.approx(float(getattr(exact, name)))
    assert disposition(Disposition(discount=1.0)).threshold == pytest.approx(1 / 3)
    assert disposition(Disposition("watched", discount=1.0)).optimal == "****A"
    least = disposition(Disposition("watched", training=1, deployment=0, discount=1.0)).least_value
    assert str(float(least)) == "1.0"


def test_long_games_are_told_in_runs():
    found = disposition(Disposition(training=40, deployment=60))
    assert (found.plan, found.optimal, found.value) == ("B×40 | A×60", "B×40 | A×60", 60)


def test_symbols_have_no_optimal_acts():
    import sympy

    with pytest.raises(TypeError, match="compares numbers"):
        disposition(Disposition(modification=sympy.Symbol("p")))


def test_it_shows_itself_with_the_table():
    lines = str(disposition(Disposition())).splitlines()
    assert lines[0].split() == ["kind", "realistic"]
    assert lines[-8].split() == ["kind", "regime", "expected", "value", "base", "value", "optimal", "acts"]
    assert lines[-1].split() == ["corrigible", "complies", "5", "0", "5", "BBBBB"]
    assert max(map(len, lines)) <= 80
    assert disposition(Disposition())._repr_html_().startswith("<table>")
