from fractions import Fraction

import pytest

from toymodels.models.upfront_audit import UpfrontAudit


def test_the_defaults_are_the_example_of_the_literature():
    model = UpfrontAudit()
    assert (model.problems, model.audited, model.accuracy, model.unseen) == (10, 5, 1, "counts")
    assert (model.epsilon, model.audit_cost) == (Fraction(1, 100), Fraction(1, 20))


def test_text_is_read_exactly():
    assert UpfrontAudit(3, 1, "2/3", "wins", "0.1", "1/7").accuracy == Fraction(2, 3)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"problems": -1}, "problems must be an integer >= 0, got -1"),
        ({"audited": "1/2"}, "audited must be an integer >= 0, got 1/2"),
        ({"accuracy": 2}, r"accuracy must be in \[0, 1\], got 2"),
        ({"epsilon": float("nan")}, "epsilon must be finite, got nan"),
        ({"audit_cost": -1}, "audit_cost must be a finite number >= 0, got -1"),
        ({"unseen": "lost"}, "unknown unseen 'lost'"),
    ],
)
def test_a_parameter_outside_its_domain_is_an_error(fields, message):
    with pytest.raises(ValueError, match=message):
        UpfrontAudit(**fields)
