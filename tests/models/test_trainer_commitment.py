from fractions import Fraction

import pytest

from toymodels.models.trainer_commitment import TrainerCommitment
from toymodels.solvers.trainer_commitment import trainer_commitment


def test_waiting_for_the_optimizer_to_lose_patience():
    """Audits or none, g = 9/10, two episodes of deployment: u_0 = 1.9, and g^j u_0 is 1.71, 1.54, 1.39, 1.25, 1.12, 1.01, .91.

    Six episodes it deceives, in the seventh from the end it is caught: seven episodes and audits cost 14, the loss is 20.
    """
    model = TrainerCommitment(max_training=9, levels=1, max_honeypots=0, deployment=2)
    best = trainer_commitment(model)
    assert (best.patience, best.training, best.effort, best.regime) == (6, 7, 1, "trains past patience")
    assert (best.open_defections, best.deceptive_episodes, best.survival) == (1, 6, 0)
    assert (best.value, best.accepting, best.saved, best.damage) == (14, 20, 6, 0)
    assert (best.spent_on_training, best.spent_on_audits, best.spent_on_honeypots) == (7, 7, 0)


def test_without_commitment_the_trainer_would_skip_the_episodes_that_are_waste():
    best = trainer_commitment(TrainerCommitment(max_training=9, levels=1, max_honeypots=0, deployment=2))
    assert (best.uncommitted, best.worth_of_commitment) == (20, 6)
    assert best.without_commitment == {"training": 0, "effort": 0, "rate": 0}


def test_an_impatient_optimizer_defects_at_once():
    """g = 1/2: u_0 = 3/2, and g u_0 is less than 1. One audited episode catches it, and needs no commitment."""
    best = trainer_commitment(TrainerCommitment(levels=1, max_honeypots=0, deployment=2, discount="1/2"))
    assert (best.regime, best.training, best.value, best.uncommitted) == ("invites defection", 1, 2, 2)


@pytest.mark.parametrize(
    ("loss", "regime"), [(Fraction(69, 10), "accepts the loss"), (Fraction(71, 10), "trains past patience")]
)
def test_a_small_loss_is_accepted(loss, regime):
    model = TrainerCommitment(max_training=9, levels=1, max_honeypots=0, deployment=2, loss=loss)
    assert trainer_commitment(model).regime == regime


def test_an_indifferent_optimizer_is_kind_or_not():
    """g = 1, ten episodes, p = 1/10: an A loses 1/10 of ten and gains one."""
    model = TrainerCommitment(levels=10, max_honeypots=0, discount=1)
    kind, unkind = (trainer_commitment(TrainerCommitment(**vars(model) | {"ties": ties})) for ties in ("strong", "weak"))
    assert (kind.regime, kind.effort, kind.deceptive_episodes) == ("invites defection", Fraction(1, 10), 0)
    assert (unkind.regime, unkind.value) == ("accepts the loss", 100)


def test_honeypots_alone():
    """Free audits, no training: of two episodes half are honeypots, and who is caught in the first does no harm in the second.

    Half of 10 in the first, a quarter in the second, 7.5, and one honeypot for 4.
    """
    best = trainer_commitment(TrainerCommitment(max_training=0, levels=1, deployment=2, audit_cost=0))
    assert (best.regime, best.honeypot_rate, best.defections, best.value) == (
        "honeypots alone",
        Fraction(1, 2),
        Fraction(3, 4),
        Fraction(23, 2),
    )


def test_never_to_deploy():
    best = trainer_commitment(TrainerCommitment(max_training=3, levels=1, max_honeypots=1, deployment=2))
    assert (best.regime, best.value, best.effort, best.defections) == ("never deploys", 8, 0, 0)


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({"levels": 0}, ValueError, "levels must be an integer >= 1, got 0"),
        ({"max_training": -1}, ValueError, "max_training must be an integer >= 0, got -1"),
        ({"audit_cost": -1}, ValueError, "audit_cost must be a finite number >= 0, got -1"),
        ({"loss": float("inf")}, ValueError, "loss must be finite, got inf"),
        ({"max_honeypots": 2}, ValueError, r"max_honeypots must be in \[0, 1\], got 2"),
        ({"ties": "medium"}, ValueError, "unknown ties 'medium'"),
    ],
)
def test_domains(values, error, message):
    with pytest.raises(error, match=message):
        TrainerCommitment(**values)
