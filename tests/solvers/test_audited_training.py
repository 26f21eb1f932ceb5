"""Training against an auditor, against linear programs over whole plans and against sums by hand."""

import itertools
import json
import math
from fractions import Fraction

import numpy as np
import pytest
from click.testing import CliRunner
from scipy.optimize import linprog
from sympy.abc import p

from toymodels.cli import cli
from toymodels.models.audited_training import AuditedTraining
from toymodels.solvers.audited_training import LONGEST_SECRET, audit_states, audited_training


def payoff(model, acts, audits):
    """What a set of episodes with A is worth against a set of audited ones, summed over what may become of each audited A."""
    total, unmodified = 0, 1
    for t in range(model.training + model.deployment):
        a = t in acts or t >= model.training
        total += model.discount**t * (unmodified if a else 0)
        if t in acts and t in audits:
            unmodified *= 1 - model.modification
    return total


def value_of_plans(model):
    """The value of the game in which both decide on their episodes beforehand, in floats."""
    plans = [set(r) for n in range(model.training + 1) for r in itertools.combinations(range(model.training), n)]
    audits = [set(s) for s in itertools.combinations(range(model.training), min(model.audits, model.training))]
    table = np.array([[float(payoff(model, acts, watched)) for watched in audits] for acts in plans])
    rows, columns = table.shape
    found = linprog(
        np.r_[np.zeros(columns), 1],
        A_ub=np.c_[table, -np.ones(rows)],
        b_ub=np.zeros(rows),
        A_eq=[np.r_[np.ones(columns), 0]],
        b_eq=[1],
        bounds=[(0, None)] * columns + [(None, None)],
    )
    return found.fun


@pytest.mark.parametrize(("training", "deployment", "audits"), list(itertools.product((1, 2, 3, 4), (0, 1, 2), (0, 1, 2))))
def test_secret_audits_with_certain_modification_are_a_choice_of_plans(training, deployment, audits):
    model = AuditedTraining(training, deployment, audits, observed=False)
    assert float(audited_training(model).value) == pytest.approx(value_of_plans(model), abs=1e-9)


def test_secret_audits_with_a_discount_are_a_choice_of_plans():
    model = AuditedTraining(4, 2, 1, observed=False, discount="4/5")
    assert float(audited_training(model).value) == pytest.approx(value_of_plans(model), abs=1e-9)


@pytest.mark.parametrize(("deployment", "training"), list(itertools.product((1, 2, 3), (1, 2, 3, 4))))
def test_one_audit_in_each_block_of_an_episode_for_every_one_deployed_deters(deployment, training):
    """The auditor of the proof, for p = g = 1: no set of As beats it, and with an audit less one does."""
    blocks = [range(i, min(i + deployment, training)) for i in range(0, training, deployment)]
    model = AuditedTraining(training, deployment, len(blocks), observed=False)
    for n in range(training + 1):
        for acts in itertools.combinations(range(training), n):
            drawn = [payoff(model, set(acts), set(audits)) for audits in itertools.product(*blocks)]
            assert Fraction(sum(drawn), len(drawn)) <= deployment
    assert audited_training(model).deterring_audits_secret == len(blocks) == math.ceil(training / deployment)


@pytest.mark.parametrize(
    ("model", "value", "audit"),
    [
        (AuditedTraining(2, 3, 1), Fraction(13, 4), Fraction(1, 4)),
        (AuditedTraining(6, 3, 2), Fraction(113, 31), Fraction(7, 31)),
        (AuditedTraining(3, 3, 0), 6, 0),
        (AuditedTraining(3, 3, 3), 3, Fraction(1, 3)),
    ],
)
def test_observed_audits_by_hand(model, value, audit):
    solution = audited_training(model)
    assert (solution.value, solution.audit_probability) == (value, audit)


def test_what_is_never_deployed_has_nothing_to_lose():
    solution = audited_training(AuditedTraining(1, 0, 1))
    assert solution.value == solution.value_secret == 1
    assert (solution.regime, solution.deterring_audits_observed, solution.deterring_audits_secret) == ("defects", None, None)


def test_no_training_is_deployment():
    solution = audited_training(AuditedTraining(0, 4, 2, observed=False))
    assert (solution.value, solution.regime, solution.deterring_audits_secret) == (4, "deceives", 0)


def test_both_sides_mix_so_that_the_other_doesnt_mind():
    """In each state of the observed game: what audits make of B and A is the same, and what As make of audits is."""
    model = AuditedTraining(5, 4, 2, modification="3/4", discount="9/10")
    states, kept = audit_states(model), Fraction(1, 4)
    for (t, j), state in states.items():
        if t and j and 0 < state.audit_probability < 1:
            g, x, y = model.discount, state.audit_probability, state.defection_probability
            seen, unseen = g * states[t - 1, j - 1].value, g * states[t - 1, j].value
            assert x * seen + (1 - x) * unseen == state.value == x * (1 + kept * seen) + (1 - x) * (1 + unseen)
            assert (1 - y) * seen + y * (1 + kept * seen) == state.value == (1 - y) * unseen + y * (1 + unseen)


def test_overlap_scales_what_is_at_stake():
    plain, overlapping = (audited_training(AuditedTraining(3, 2, 1, overlap=w, observed=False)) for w in (0, "1/3"))
    assert overlapping.value == Fraction(5, 3) + Fraction(2, 3) * plain.value
    assert overlapping.regime == plain.regime


def test_the_price_of_being_watched():
    secret, observed = (audited_training(AuditedTraining(2, 3, 1, observed=seen)) for seen in (False, True))
    assert secret.value_observed - secret.value_secret == secret.price_of_being_watched == Fraction(1, 4)
    assert dict(vars(secret), value=0, regime="", audit_probability=0, defection_probability=0) == dict(
        vars(observed), value=0, regime="", audit_probability=0, defection_probability=0
    )
    assert (secret.value, secret.regime, secret.audit_probability) == (3, "deceives", Fraction(1, 3))
    assert (observed.value, observed.regime) == (Fraction(13, 4), "mixes")


def test_long_training_has_its_value_where_a_formula_holds():
    found = audited_training(AuditedTraining(60, 10, 6, observed=False))
    assert (found.value, found.audit_probability, found.deterring_audits_observed) == (10, Fraction(1, 10), 60)
    unknown = audited_training(AuditedTraining(60, 10, 5))
    assert unknown.value_secret is None
    assert unknown.price_of_being_watched is None
    with pytest.raises(
        ValueError, match=f"training must be <= {LONGEST_SECRET} where audits are secret and don't deter, got 60"
    ):
        audited_training(AuditedTraining(60, 10, 5, observed=False))


def test_floats_are_decided_exactly_and_rounded():
    exact = audited_training(AuditedTraining(3, 2, 1, modification="1/2"))
    rounded = audited_training(AuditedTraining(3, 2, 1, modification=0.5))
    assert isinstance(rounded.value, float)
    assert rounded.value == float(exact.value)
    assert rounded.regime == exact.regime


def test_symbols_are_refused():
    with pytest.raises(TypeError, match="modification must be one number, got p"):
        audited_training(AuditedTraining(modification=p))


def test_it_prints_and_it_is_on_the_command_line():
    assert "13/4 (3.25)" in str(audited_training(AuditedTraining()))
    assert "<table>" in audited_training(AuditedTraining())._repr_html_()
    run = CliRunner().invoke(cli, ["solve", "audited-training", "--observed", "no", "--training", "4", "--json"])
    record = json.loads(run.output)
    assert record["parameters"]["observed"] is False
    assert record["value"]["exact"] == "13/4"


@pytest.mark.parametrize("observed", [True, False])
def test_what_is_never_modified_defects(observed):
    solution = audited_training(AuditedTraining(3, 2, 2, observed=observed, modification=0))
    assert (solution.value, solution.regime, solution.defection_probability) == (5, "defects", 1)
