from fractions import Fraction

import pytest

from toymodels.evidence.polynomial_text import conjectures
from toymodels.evidence.small_points import small_points, small_points_outcome


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("0 <= p <= 1 => p*(1 - p) >= 0", "exhausted"),
        ("0 <= p <= 1 => p*(1 - p) > 0", "refuted"),
        ("1 > 0", "exhausted"),
        ("0 > 1", "refuted"),
        ("x > 100 => x > 1", "failed"),
        ("x > 0 => x > -1, x < 5", "refuted"),
    ],
)
def test_what_small_numbers_say(text, status):
    outcome = small_points_outcome(conjectures(text))
    assert outcome.status == status
    assert outcome.instances <= outcome.drawn


def test_there_are_not_too_many_and_the_simplest_come_first():
    for dimensions in range(6):
        points = list(small_points(dimensions, 500))
        assert len(set(points)) == len(points) <= 500
        assert points[0] == (0,) * dimensions
    assert len(list(small_points(9, 500))) == 1
    assert Fraction(1, 2) in {x for (x,) in small_points(1, 500)}
