import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings

from toymodels.models.irish_elk import IrishElk
from toymodels.solvers.irish_elk import MOST, REGIMES, course, irish_elk
from toymodels.testing import instances

FAR = 300


def followed(model, generations):
    """Traits, exactly, and expected numbers, generation by generation, from the recursion for trait and preference."""
    z, y, numbers = [Fraction(model.trait)], Fraction(model.preference), [float(model.numbers)]
    for _ in range(generations):
        beta = (y - z[-1]) * model.choosiness - (z[-1] - model.optimum) * model.constraint
        numbers.append(
            numbers[-1] * float(model.growth) * math.exp(-float((z[-1] - model.optimum) ** 2 * model.constraint) / 2)
        )
        y += model.covariance * beta / 2
        z.append(z[-1] + model.genetic_variance * beta / 2)
    return z, numbers


@settings(max_examples=60, deadline=None)
@given(instances(IrishElk))
def test_generation_by_generation(model):
    solution = irish_elk(model)
    assert solution.regime in REGIMES
    z, numbers = followed(model, 12)
    run = course(model, 12)
    assert run.trait == pytest.approx([float(each) for each in z[: len(run.trait)]])
    assert [math.exp(each) for each in run.log_numbers] == pytest.approx(numbers[: len(run.trait)], rel=1e-9)
    extinct = next((t for t, each in enumerate(numbers) if each < 1 - 1e-9), None)
    if extinct is not None:
        assert solution.extinct_in == extinct
    moved = [after - before for before, after in itertools.pairwise(z)]
    if moved[0]:
        grows = abs(moved[1]) > abs(moved[0])
        assert (solution.regime in ("runs away", "overshoots")) == (grows or moved[1] == -moved[0])


@given(instances(IrishElk))
def test_where_it_settles_selection_is_at_rest(model):
    solution = irish_elk(model)
    if solution.settles_at is not None and model.genetic_variance:
        z = solution.settles_at
        y = model.preference + model.covariance / Fraction(model.genetic_variance) * (z - model.trait)
        assert (y - z) * model.choosiness == (z - model.optimum) * model.constraint


def test_the_condition_by_hand():
    """ν² = 5 and ω² = 20: the threshold is 1 + 5/20. Just at it the trait drifts, at 2/10 a generation."""
    assert irish_elk(IrishElk()).threshold == Fraction(5, 4)
    words = [irish_elk(IrishElk(covariance=Fraction(5, 8) + shift)).regime for shift in (Fraction(-1, 10), 0, Fraction(1, 10))]
    assert words == ["settles and declines", "drifts", "runs away"]
    assert course(IrishElk(covariance="5/8"), 3).trait == pytest.approx((0, 0.2, 0.4, 0.6))
    assert irish_elk(IrishElk(genetic_variance=30, covariance=0)).regime == "overshoots"


def test_the_elk_by_hand():
    """Beyond √20 √(2 ln 3/2) = 4.027 it declines: (16/3)(λ^t - 1), λ = 83/80, is 3.93 after 15 generations, 4.28 after 16."""
    solution = irish_elk(IrishElk())
    assert solution.limit == pytest.approx(math.sqrt(40 * math.log(1.5)))
    assert [16 / 3 * ((83 / 80) ** t - 1) > solution.limit for t in (15, 16)] == [False, True]
    assert solution.declines_from == 16
    assert solution.selection_then == pytest.approx(0.8 * (83 / 80) ** 16)
    z, numbers = followed(IrishElk(), 40)
    assert solution.extinct_in == next(t for t, each in enumerate(numbers) if each < 1) == 30
    assert solution.greatest_numbers == pytest.approx(max(numbers)) == pytest.approx(numbers[16])
    assert z[16] > solution.limit


def test_where_the_optimum_is_makes_no_difference():
    """Trait, preference and optimum may all be 10 more, and directions turned round."""
    elk, moved = irish_elk(IrishElk()), irish_elk(IrishElk(preference=14, trait=10, optimum=10))
    turned = irish_elk(IrishElk(preference=-4))
    for other in (moved, turned):
        assert (other.regime, other.declines_from, other.extinct_in) == (elk.regime, elk.declines_from, elk.extinct_in)
    assert turned.selection_then == pytest.approx(-elk.selection_then)


def test_settled_beyond_the_limit():
    """At z = 5 with v = 1/20 numbers are multiplied by 1.5 exp(-5/8) = 0.803: 1,000 are fewer than one after 32 generations."""
    still = irish_elk(IrishElk(genetic_variance=0, trait=5))
    assert (still.regime, still.declines_from) == ("settles and declines", 0)
    assert still.extinct_in == math.ceil(math.log(1000) / (5 / 8 - math.log(1.5)))
    near = irish_elk(IrishElk(covariance="1/5"))
    assert (near.regime, near.settles_at, near.extinct_in is not None) == ("settles and declines", Fraction(80, 17), True)


def test_what_can_not_be():
    free = irish_elk(IrishElk(constraint=0, growth=1))
    assert (free.limit, free.declines_from, free.selection_then, free.extinct_in) == (None, None, None, None)
    assert free.regime == "runs away"
    assert irish_elk(IrishElk(choosiness=0, trait=1)).threshold is None
    still = irish_elk(IrishElk(genetic_variance=0, trait=1))
    assert (still.ratio, still.settles_at, still.regime) == (None, 1, "settles")


def test_steps_beyond_all_numbers():
    wild = irish_elk(IrishElk(genetic_variance=10**90, covariance=10**100, choosiness=10**90, constraint=10**80))
    assert (wild.regime, wild.declines_from, wild.extinct_in) == ("runs away", 1, 2)
    with pytest.raises(ValueError, match=r"trait must be at most 10\^100 in size, got -1000"):
        irish_elk(IrishElk(trait=-(10**101)))


def test_long_runs_end():
    """One that settles where it grows stops there; one that drifts slowly is followed to the last generation."""
    settled = IrishElk(covariance="1/10")
    assert len(course(settled, MOST).trait) < 2000
    assert irish_elk(settled).greatest_numbers is None or irish_elk(settled).greatest_numbers > 1000
    slow = IrishElk(covariance="5/8", preference="1/1000", growth=3)
    assert len(course(slow, MOST).trait) == MOST + 1
    assert irish_elk(slow).greatest_numbers is None


def test_floats_and_text():
    assert irish_elk(IrishElk(covariance=0.05)).settles_at == pytest.approx(
        float(irish_elk(IrishElk(covariance="1/20")).settles_at)
    )
    assert "declines from         16" in str(irish_elk(IrishElk()))
    assert "<table>" in irish_elk(IrishElk())._repr_html_()


@pytest.mark.parametrize("value", [sympy.Symbol("B"), np.array([0.5])])
def test_formulas_and_arrays_are_refused(value):
    with pytest.raises(TypeError, match="covariance must be one number, got "):
        irish_elk(IrishElk(covariance=value))
