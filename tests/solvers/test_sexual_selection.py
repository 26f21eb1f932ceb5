from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings

from toymodels.models.sexual_selection import SexualSelection
from toymodels.populations.two_locus import two_locus, unlinked
from toymodels.solvers.sexual_selection import MOST, REGIMES, TOLERANCE, sexual_selection
from toymodels.testing import instances


def test_the_published_numbers():
    """a = 2, s = 1/5: V1 = 1/4, V2 = 2/5, t2 = 1/3 at p2 = 3/10; and from (.3, .05) the end is (.346109, .640725)."""
    solution = sexual_selection(SexualSelection(2, "1/5", "3/10", "1/20"))
    assert (solution.V1, solution.V2, solution.trait_on_line) == (Fraction(1, 4), Fraction(2, 5), Fraction(1, 3))
    assert (round(solution.preference, 6), round(solution.trait, 6)) == (0.346109, 0.640725)
    assert solution.regime == "both remain"
    assert solution.value == pytest.approx(1 - solution.trait / 5)
    assert solution.disequilibrium > 0


def test_the_error_is_one():
    """What is left when a run ends: compared with a run many times as long."""
    for model in (SexualSelection(), SexualSelection(3, "1/3", "1/4", "1/10", "1/10"), SexualSelection(recombination=1)):
        solution = sexual_selection(model)
        assert solution.error <= TOLERANCE
        assert solution.distance < 10 * TOLERANCE
        far = two_locus(
            float(model.attraction),
            float(model.viability_cost),
            unlinked(float(model.preference), float(model.trait)),
            3 * solution.generations,
            float(model.recombination),
            every=3 * solution.generations,
        )
        assert far.of("T1P2")[-1] + far.of("T2P2")[-1] == pytest.approx(solution.preference, abs=3 * TOLERANCE)
        assert far.of("T2P1")[-1] + far.of("T2P2")[-1] == pytest.approx(solution.trait, abs=3 * TOLERANCE)


@settings(max_examples=25, deadline=None)
@given(instances(SexualSelection, preference="2/5"))
def test_every_end_is_on_the_line_or_reported_as_moving(model):
    solution = sexual_selection(model)
    assert solution.regime in REGIMES
    if solution.regime in ("trait lost", "both remain", "trait fixed") and 0 < model.trait < 1:
        assert solution.distance is None or solution.distance < 1e-6
    if solution.V1 is not None and solution.V1 > 0:
        assert model.trait_on_line(solution.V1) == 0
        assert model.trait_on_line(min(solution.V2, 1)) == 1


def test_ends():
    assert sexual_selection(SexualSelection(preference="1/10")).regime == "trait lost"
    assert sexual_selection(SexualSelection(preference="1/2")).regime == "trait fixed"
    assert sexual_selection(SexualSelection(viability_cost=1, trait=1)).regime == "no male survives"
    neutral = sexual_selection(SexualSelection(1, 0, "1/2", "1/3"))
    assert (neutral.regime, neutral.V1, neutral.V2, neutral.distance, neutral.error) == ("both remain", None, None, None, 0)
    assert neutral.trait == pytest.approx(1 / 3)


def test_where_convergence_is_slower_than_geometric():
    """At V1 a rare trait is lost like 1/n: what is left of it after 50,000 generations is not taken for the end."""
    tie = sexual_selection(SexualSelection(2, "1/5", "1/4", "1/10000"))
    assert tie.regime == "still moving"
    assert tie.generations >= MOST
    assert tie.error > 1e-6


def test_floats_and_text():
    solution = sexual_selection(SexualSelection(2.0, 0.2))
    assert round(solution.V1, 12) == 0.25
    assert "trait on line" in str(solution)
    assert "<table>" in solution._repr_html_()


@pytest.mark.parametrize("value", [sympy.Symbol("t"), np.array([0.5])])
def test_formulas_and_arrays_are_refused(value):
    with pytest.raises(TypeError, match="trait must be one number, got "):
        sexual_selection(SexualSelection(trait=value))


def test_an_attraction_beyond_all_numbers():
    with pytest.raises(ValueError, match=r"attraction must be at most 10\^100, got 1000"):
        sexual_selection(SexualSelection(attraction=10**101))
    assert sexual_selection(SexualSelection(attraction=10**100)).regime == "trait fixed"


def test_without_recombination_the_preference_stays():
    """Genes that start out independent stay so: the trait multiplies shares, whatever the other gene is."""
    solution = sexual_selection(SexualSelection(recombination=0))
    assert (solution.preference, solution.trait) == pytest.approx((0.3, 1 / 3))
    assert solution.disequilibrium == pytest.approx(0, abs=1e-12)
