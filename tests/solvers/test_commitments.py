"""The tables of commitments: floats against rationals, and patience against the inequality that defines it."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.models.trainer_commitment import TrainerCommitment
from toymodels.solvers.commitments import (
    Commitment,
    Prices,
    commitments,
    expectations,
    nearly_cheapest,
    patience_of,
    prices_of,
    rough_costs,
    setting_of,
)
from toymodels.testing import instances

F = Fraction


def waited(model, effort, rate, longest):
    """How many episodes of training, counted back from deployment, an A in them does not pay."""
    p, conflict = effort * model.modification, 1 - model.deployment_agreement
    worth = sum(conflict * (model.discount * (1 - rate * p * conflict)) ** i for i in range(model.deployment))
    losses = [p * model.discount**j * worth for j in range(1, longest + 1)]
    return sum(loss > 1 or (loss == 1 and model.ties == "weak") for loss in losses)


@settings(max_examples=80, deadline=None)
@given(instances(TrainerCommitment, max_training=st.integers(0, 8), levels=st.integers(1, 4)))
def test_every_place_has_its_patience_and_its_expectations(model):
    setting = setting_of(model)
    found = commitments(setting)
    for i, effort in enumerate(found.efforts):
        for j, rate in enumerate(found.rates):
            patience = waited(model, effort, rate, model.max_training)
            assert found.patience[i, j] == patience
            for training in range(model.max_training + 1):
                chosen = Commitment(training, effort, rate)
                exactly = expectations(setting, chosen, max(0, training - patience))
                assert found.answered[:, training, i, j] == pytest.approx(np.array(exactly, dtype=float), rel=1e-12)
                defied = expectations(setting, chosen, training)
                assert found.defied[:, training, i, j] == pytest.approx(np.array(defied, dtype=float), rel=1e-12)


def test_a_threat_next_to_one_is_told_in_rationals():
    """Ten episodes and no discount: an A loses 10 p, here 1 and a hair more or less."""
    hair = F(1, 10**40)
    for ties, expected in (("strong", [0, 0, 5]), ("weak", [0, 5, 5])):
        models = [
            TrainerCommitment(max_training=5, levels=1, discount=1, modification=F(1, 10) + each, ties=ties)
            for each in (-hair, 0, hair)
        ]
        assert [commitments(setting_of(model)).patience[1, 0] for model in models] == expected


def test_patience_by_hand():
    """g = 9/10, two episodes: .9 * 1.9 = 1.71, 1.539, 1.3851, 1.24659, 1.121931, 1.0097379, .909."""
    setting = setting_of(TrainerCommitment(deployment=2))
    assert patience_of(setting, 1, 0) == 6
    assert patience_of(setting._replace(discount=1), 1, 0) is None
    assert patience_of(setting._replace(discount=1), F(1, 2), 0) == 0
    assert patience_of(setting._replace(discount=1, ties="weak"), F(1, 2), 0) is None


def test_no_honeypots_are_one_rate():
    assert commitments(setting_of(TrainerCommitment(max_honeypots=0))).rates == (0,)


def test_prices_of_any_size():
    found = commitments(setting_of(TrainerCommitment(max_training=1, levels=1, max_honeypots=0, deployment=1)))
    assert nearly_cheapest(rough_costs(found.answered, Prices(10**400, 0, 0, 10**401))) == [(1, 1, 0)]
    assert nearly_cheapest(rough_costs(found.answered, Prices(0, 0, 0, 0))) == [(0, 0, 0), (1, 0, 0), (1, 1, 0)]
    assert prices_of(TrainerCommitment(loss=0.5)) == Prices(1, 1, 4, F(1, 2))
