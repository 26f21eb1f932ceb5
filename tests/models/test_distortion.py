from fractions import Fraction

import pytest

from toymodels.models.distortion import Distortion
from toymodels.models.executive import Executive


@pytest.mark.parametrize("model", [Distortion, Executive])
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"measure": (1,)}, "measure must have a number for each of 2 deeds, got 1"),
        ({"measure": (0, 0)}, r"measure must have a number that is not 0, got \(0, 0\)"),
        ({"objective": (0, 0)}, r"objective must have a number that is not 0, got \(0, 0\)"),
        ({"objective": ("x", 0)}, r"objective\[0\] must be a number such as 1/3 or 0.35, got 'x'"),
    ],
)
def test_objective_and_measure_must_fit(model, fields, message):
    with pytest.raises(ValueError, match=message):
        model(**fields)


def test_text_is_read_exactly():
    assert Distortion("1, 1/2", "0.5, 1").measure == (Fraction(1, 2), 1)
