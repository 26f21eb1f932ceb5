from fractions import Fraction

import pytest

from toymodels.models.audit_budget import AuditBudget


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("episodes", -1, "episodes must be an integer >= 0, got -1"),
        ("false_positive", 2, r"false_positive must be in \[0, 1\], got 2"),
        ("attacker", "observer", "unknown attacker 'observer': did you mean 'observing'"),
        ("steps", 0, r"steps must be an integer in \[1, 1000\], got 0"),
        ("roc", ((0, 2),), r"a rate in roc must be in \[0, 1\], got 2"),
        ("roc", ((0, 1, 1),), r"a threshold in roc must be a pair of a false and a true positive rate, got \(0, 1, 1\)"),
        ("roc", (1,), "a threshold in roc must be a pair of a false and a true positive rate, got 1"),
    ],
)
def test_domains(field, value, message):
    with pytest.raises(ValueError, match=message):
        AuditBudget(**{field: value})


def test_thresholds_are_exact():
    assert AuditBudget(roc=[["1/3", "0.5"]]).roc == ((Fraction(1, 3), Fraction(1, 2)),)
