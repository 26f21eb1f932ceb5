"""Audited training as a model."""

import pytest

from toymodels.models.audited_training import AuditedTraining
from toymodels.solvers.backward_induction import backward_induction


def test_with_every_episode_audited_it_is_the_episode_game():
    assert backward_induction(AuditedTraining(training=2, deployment=3).training_game()).plan == "BBAAA"
    assert backward_induction(AuditedTraining(training=2, deployment=3, overlap="1/2").training_game()).value == 4


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"audits": -1}, "audits must be an integer >= 0, got -1"),
        ({"training": -1}, "training must be an integer >= 0, got -1"),
        ({"observed": "perhaps"}, "observed must be yes or no, got 'perhaps'"),
        ({"overlap": 2}, r"overlap must be in \[0, 1\], got 2"),
        ({"modification": "nan"}, "modification must be a number such as 1/3 or 0.35, got 'nan'"),
    ],
)
def test_values_outside_their_domains(fields, message):
    with pytest.raises(ValueError, match=message):
        AuditedTraining(**fields)
