import itertools
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings

from toymodels.models.pleasure_proxy import PleasureProxy
from toymodels.solvers.pleasure_proxy import REGIMES, pleasure_proxy
from toymodels.testing import instances

FAR = 60


@settings(deadline=None)
@given(instances(PleasureProxy))
def test_generation_by_generation(model):
    solution = pleasure_proxy(model)
    assert solution.regime in REGIMES
    pleased, thinking = Fraction(1 - model.mutants), Fraction(model.mutants)
    if model.agreement <= 1 - model.cost or model.growth == 0:
        pleased, thinking = Fraction(0), Fraction(1)
    numbers, overtaken = [pleased + thinking], 0 if thinking > pleased else None
    for t in range(1, FAR):
        pleased, thinking = pleased * model.growth * model.later_agreement, thinking * model.growth * (1 - model.cost)
        numbers.append(pleased + thinking)
        if overtaken is None and thinking > pleased:
            overtaken = t
        if t == model.generations:
            assert solution.fitness_seekers == (thinking / (pleased + thinking) if pleased + thinking else None)
    assert solution.value == numbers[model.generations]
    if overtaken is not None or (solution.overtaken_after or 0) < FAR:
        assert solution.overtaken_after == overtaken
    if solution.trough is not None and solution.trough < FAR - 1:
        assert numbers[solution.trough] == solution.smallest_population == min(numbers)
        assert all(after < before for before, after in itertools.pairwise(numbers[: solution.trough + 1]))
    elif solution.trough is None:
        assert all(after < before for before, after in itertools.pairwise(numbers))
        assert solution.smallest_population < numbers[-1]


def test_by_hand():
    """Half a child each against two: 1 in 10 mutants are 4 to 9 after one generation, 16 to 9 after two."""
    model = PleasureProxy(agreement=1, later_agreement="1/4", cost="1/10", growth=2, mutants="1/10", generations=2)
    solution = pleasure_proxy(model)
    assert (solution.past_pleasure, solution.later_pleasure, solution.fitness_itself) == (2, Fraction(1, 2), Fraction(9, 5))
    assert solution.value == Fraction(9, 40) + Fraction(81, 250)
    assert (solution.overtaken_after, solution.trough) == (2, 2)
    assert (solution.agreement_threshold, solution.survival_threshold) == (Fraction(9, 10), Fraction(1, 2))
    assert solution.regime == "declines"


def test_regimes():
    assert pleasure_proxy(PleasureProxy(cost="1/20")).regime == "fitness itself"
    assert pleasure_proxy(PleasureProxy(later_agreement="9/10")).regime == "still agrees"
    assert pleasure_proxy(PleasureProxy(later_agreement="7/10")).regime == "wrong goal"
    assert pleasure_proxy(PleasureProxy(later_agreement="3/5")).regime == "declines"


def test_populations_that_never_turn():
    """Without mutants it dies out; with mutants who just replace themselves it comes down to these."""
    assert pleasure_proxy(PleasureProxy(mutants=0)).trough is None
    assert pleasure_proxy(PleasureProxy(mutants=0)).smallest_population == 0
    just = pleasure_proxy(PleasureProxy(agreement=1, later_agreement="1/2", cost="1/3", growth="3/2", mutants="1/10"))
    assert (just.fitness_itself, just.trough, just.smallest_population) == (1, None, Fraction(1, 10))
    barren = pleasure_proxy(PleasureProxy(agreement=1, later_agreement=0, cost="1/3", growth="3/2", mutants="1/10"))
    assert (barren.overtaken_after, barren.trough, barren.smallest_population) == (1, 1, Fraction(1, 10))
    assert pleasure_proxy(PleasureProxy(1, 0, "1/2", "3/2", 0)).trough == 1
    gone = pleasure_proxy(PleasureProxy(growth=0))
    assert (gone.fitness_seekers, gone.survival_threshold, gone.value) == (None, None, 0)


def test_one_half_is_not_more_than_half():
    assert pleasure_proxy(PleasureProxy(mutants="1/2", later_agreement=1)).overtaken_after is None
    assert pleasure_proxy(PleasureProxy(mutants="1/2")).overtaken_after == 1
    assert pleasure_proxy(PleasureProxy(mutants="2/3", later_agreement=1)).overtaken_after == 0


def test_long_times_from_logarithms():
    """Where exact powers would be too long, and in floats: odds of 1 to 10^100 turn after ln(10^100)/ln(1.0001) generations."""
    tiny = Fraction(1, 10**100)
    exact = pleasure_proxy(PleasureProxy(1, Fraction(9999, 20000), "1/2", 2, tiny, 0))
    assert exact.overtaken_after == pytest.approx(100 * np.log(10) / -np.log(0.9999), abs=2)
    floats = pleasure_proxy(PleasureProxy(1.0, 0.6, 0.1, 1.5, 0.002, 40))
    assert (floats.overtaken_after, floats.trough) == (16, 13)
    assert floats.value == pytest.approx(float(pleasure_proxy(PleasureProxy()).value))
    far = pleasure_proxy(PleasureProxy(1, "999999/2000000", "1/2", 2, "1/1000000", 0))
    assert far.overtaken_after == pytest.approx(6 * np.log(10) * 1e6, rel=1e-5)


def test_what_is_refused():
    with pytest.raises(TypeError, match="cost must be one number, got c of type Symbol"):
        pleasure_proxy(PleasureProxy(cost=sympy.Symbol("c")))
    with pytest.raises(ValueError, match="generations must give numbers of at most 1048576 bits, got 1000000"):
        pleasure_proxy(PleasureProxy(generations=10**6))
    with pytest.raises(ValueError, match="generations must give a population below 1e308 in floats, got 10000"):
        pleasure_proxy(PleasureProxy(growth=1.5, generations=10_000))


def test_text():
    assert "overtaken after       16" in str(pleasure_proxy(PleasureProxy()))
    assert "<table>" in pleasure_proxy(PleasureProxy())._repr_html_()
