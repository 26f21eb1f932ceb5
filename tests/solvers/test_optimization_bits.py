import json
import math
from fractions import Fraction

import numpy as np
import pytest
import sympy
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from toymodels.cli import cli
from toymodels.models.optimization_bits import OptimizationBits
from toymodels.solvers.optimization_bits import binary_logarithm, optimization_bits


@given(st.integers(1, 60), st.integers(0, 40))
def test_powers_of_two_are_exact(better, doublings):
    bits = optimization_bits(OptimizationBits(better, better * 2**doublings)).bits
    assert bits == doublings
    assert isinstance(bits, int)


@given(st.integers(1, 500), st.integers(0, 10**9))
def test_bits_halve_the_outcomes(better, others):
    """Two to the minus bits is the share."""
    found = optimization_bits(OptimizationBits(better, better + others))
    assert 2.0 ** -float(found.bits) == pytest.approx(float(found.share))
    assert (found.share, found.mean_tries) == (Fraction(better, better + others), Fraction(better + others, better))


@pytest.mark.parametrize("quotient", [Fraction(1, 8), Fraction(3, 4), Fraction(5), Fraction(2**70 + 1, 2**70)])
def test_logarithms(quotient):
    assert float(binary_logarithm(quotient)) == pytest.approx(math.log2(quotient), rel=1e-12, abs=1e-20)


@pytest.mark.parametrize(("samples", "numerator"), [(1, 1), (2, Fraction(3, 2)), (4, Fraction(25, 12))])
def test_harmonic_numbers(samples, numerator):
    bits = optimization_bits(OptimizationBits(samples=samples)).sampled_bits
    assert bits == sympy.Rational(*Fraction(numerator).as_integer_ratio()) / sympy.log(2)


def test_one_random_try_has_bits_too():
    assert float(optimization_bits(OptimizationBits()).sampled_bits) == pytest.approx(1.442695, abs=1e-6)


def test_exact_up_to_a_hundred_and_rounded_above():
    below, above = (optimization_bits(OptimizationBits(samples=n)).sampled_bits for n in (100, 101))
    assert isinstance(above, float)
    assert above - float(below) == pytest.approx(1 / 101 / math.log(2))


def test_the_best_of_n_by_drawing_it():
    drawn = -np.log2(np.random.default_rng(5).random((40_000, 8)).min(axis=1))
    expected = float(optimization_bits(OptimizationBits(samples=8)).sampled_bits)
    assert drawn.mean() == pytest.approx(expected, abs=5 * drawn.std() / 200)


def test_the_chance_of_random_tries():
    assert optimization_bits(OptimizationBits(1, 4, samples=2)).sampled_chance == Fraction(7, 16)
    assert optimization_bits(OptimizationBits(4, 4)).sampled_chance == 1
    many = optimization_bits(OptimizationBits(1, 10**6, samples=10**6)).sampled_chance
    assert many == pytest.approx(1 - math.exp(-1), abs=1e-6)


def test_a_symbol_is_no_count():
    with pytest.raises(TypeError, match="outcomes must be one integer, got n"):
        optimization_bits(OptimizationBits(1, sympy.Symbol("n", integer=True)))


def test_the_command_line():
    run = CliRunner().invoke(cli, ["solve", "optimization-bits", "--better", "1", "--outcomes", "1024", "--json"])
    assert json.loads(run.output)["bits"] == {"exact": "10", "float": 10.0}
    assert "10" in str(optimization_bits(OptimizationBits()))
    assert "<table>" in optimization_bits(OptimizationBits())._repr_html_()
