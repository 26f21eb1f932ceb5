"""Conjunctive objectives against tables of all things, and a simulation."""

from fractions import Fraction

import numpy as np
import pytest
import sympy

from toymodels.models.conjunctive_objective import ConjunctiveObjective
from toymodels.models.identifiability import Identifiability
from toymodels.solvers.conjunctive_objective import REGIMES, conjunctive_objective
from toymodels.solvers.identifiability import identifiability
from toymodels.solvers.objective_tables import conjunctions


@pytest.mark.parametrize("wanted", range(5))
@pytest.mark.parametrize("largest", [0, 1, 2, 3, 4, 9])
def test_the_table_of_all_things(wanted, largest):
    table = conjunctions(4, wanted, largest)
    whole = identifiability(Identifiability(table, 0))
    solution = conjunctive_objective(ConjunctiveObjective(4, wanted, largest, samples=1))
    assert (len(whole.rivals), whole.separating_size) == (solution.rivals, solution.teaching_dimension)
    assert solution.value == whole.expected_left[1]
    shares = [Fraction(sum(own != due for own, due in zip(row, table[0], strict=True)), 16) for row in table[1:]]
    assert solution.hardest == min(shares, default=None)


def test_goldman_and_kearns():
    for n in (1, 5, 20):
        for k in range(n + 1):
            assert conjunctive_objective(ConjunctiveObjective(n, k, samples=0)).teaching_dimension == min(k + 1, n)


def test_closest_rivals():
    """One feature more: q^k (1 - q); where that is too many, another instead of one: 2 q^k (1 - q)."""
    assert conjunctive_objective(ConjunctiveObjective(8, 3, presence="1/3")).hardest == Fraction(2, 81)
    assert conjunctive_objective(ConjunctiveObjective(8, 3, 3, presence="1/3")).hardest == Fraction(4, 81)


def test_simulation():
    model = ConjunctiveObjective(5, 2, samples=10, presence=0.6)
    rng = np.random.default_rng(0)
    things = rng.random((4000, 10, 5)) < 0.6
    numbers = (things * 2 ** np.arange(5)).sum(axis=2)
    table = np.array(conjunctions(5, 2))
    left = [(table[1:, shown] == table[0, shown]).all(axis=1).sum() for shown in numbers]
    assert np.mean(left) == pytest.approx(conjunctive_objective(model).value, rel=0.05)


@pytest.mark.parametrize("wanted", [0, 2, 5])
def test_the_number_of_samples_needed(wanted):
    needed = conjunctive_objective(ConjunctiveObjective(5, wanted)).samples_needed
    found = conjunctive_objective(ConjunctiveObjective(5, wanted, samples=needed))
    assert (found.regime, found.value <= Fraction(1, 20)) == ("identified", True)
    before = conjunctive_objective(ConjunctiveObjective(5, wanted, samples=needed - 1))
    assert (before.regime, before.value > Fraction(1, 20)) == ("rivals left", True)


def test_regimes_and_edges():
    assert conjunctive_objective(ConjunctiveObjective(presence=1)).regime == REGIMES[2]
    assert conjunctive_objective(ConjunctiveObjective(presence=1)).samples_needed is None
    assert conjunctive_objective(ConjunctiveObjective(doubt=0)).samples_needed is None
    assert conjunctive_objective(ConjunctiveObjective(200, 100, presence=0.5)).samples_needed is None
    alone = conjunctive_objective(ConjunctiveObjective(4, 0, 0))
    assert (alone.rivals, alone.hardest, alone.value, alone.samples_needed, alone.regime) == (0, None, 0, 0, "identified")
    assert isinstance(conjunctive_objective(ConjunctiveObjective(presence=0.5)).value, float)
    assert "teaching dimension" in str(alone)
    assert "teaching dimension" in alone._repr_html_()
    with pytest.raises(ValueError, match="the exact number left by 1000000 samples is too long"):
        conjunctive_objective(ConjunctiveObjective(samples=10**6))
    with pytest.raises(TypeError, match="presence must be one number, got q"):
        conjunctive_objective(ConjunctiveObjective(presence=sympy.Symbol("q")))
