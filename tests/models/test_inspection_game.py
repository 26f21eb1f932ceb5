from fractions import Fraction

import pytest

from toymodels.models.inspection_game import InspectionGame


def test_numbers_are_kept_exact():
    game = InspectionGame(3, 1, penalty="1/3")
    assert (game.violations, game.penalty, game.loss) == (1, Fraction(1, 3), Fraction(1, 2))
    assert InspectionGame(penalty=-2).penalty == -2


@pytest.mark.parametrize(
    ("name", "value", "error", "message"),
    [
        ("stages", -1, ValueError, "stages must be an integer >= 0, got -1"),
        ("stages", 2.0, TypeError, "stages must be an integer >= 0, got the float 2.0"),
        ("inspections", -1, ValueError, "inspections must be an integer >= 0, got -1"),
        ("inspections", True, TypeError, "inspections must be a number, got True"),
        ("violations", "1/2", ValueError, "violations must be an integer >= 0, got 1/2"),
        ("penalty", float("inf"), ValueError, "penalty must be finite, got inf"),
        ("penalty", float("nan"), ValueError, "penalty must be finite, got nan"),
        ("loss", 2, ValueError, r"loss must be in \[0, 1\], got 2"),
        ("loss", "-1/2", ValueError, r"loss must be in \[0, 1\], got -1/2"),
    ],
)
def test_domains(name, value, error, message):
    with pytest.raises(error, match=message):
        InspectionGame(**{name: value})
