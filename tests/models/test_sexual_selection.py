from fractions import Fraction

import pytest
from hypothesis import given

from toymodels.models.sexual_selection import SexualSelection
from toymodels.testing import instances


def fathers_with_the_trait(model, preference, trait):
    """The share of fathers with the trait, from all kinds of females and all males that are left."""
    alive = [1 - trait, trait * (1 - model.viability_cost)]
    drawn = [alive[1] / (alive[0] + keen * alive[1]) * keen for keen in (1, Fraction(model.attraction))]
    return (1 - preference) * drawn[0] + preference * drawn[1]


@given(instances(SexualSelection))
def test_fathers_are_as_all_males_just_on_the_line(model):
    preference = Fraction(model.preference)
    line = model.trait_on_line(preference)
    low, high = Fraction(1, 10**9), 1 - Fraction(1, 10**9)
    if line is None:
        assert fathers_with_the_trait(model, preference, Fraction(1, 3)) == Fraction(1, 3)
    elif line == 0:
        assert fathers_with_the_trait(model, preference, low) < low
    elif line == 1:
        assert fathers_with_the_trait(model, preference, high) > high
    else:
        assert fathers_with_the_trait(model, preference, line) == line
        assert fathers_with_the_trait(model, preference, line / 2) > line / 2
        assert fathers_with_the_trait(model, preference, (1 + line) / 2) < (1 + line) / 2


def test_where_everything_stays():
    assert SexualSelection(attraction=1, viability_cost=0).trait_on_line(0.5) is None
    assert SexualSelection(attraction=2, viability_cost=0).trait_on_line(0) is None
    assert SexualSelection(attraction=2, viability_cost="1/2").trait_on_line(1) is None
    assert SexualSelection(attraction=2, viability_cost=0).trait_on_line(Fraction(1, 100)) == 1
    assert SexualSelection(attraction=2, viability_cost="1/2").trait_on_line(Fraction(99, 100)) == 0


def test_domains():
    with pytest.raises(ValueError, match="attraction must be a finite number >= 1, got 1/2"):
        SexualSelection(attraction="1/2")
    with pytest.raises(ValueError, match=r"trait must be in \[0, 1\], got 2"):
        SexualSelection(trait=2)
