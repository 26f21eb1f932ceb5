from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from toymodels.models.irish_elk import IrishElk
from toymodels.testing import instances


@given(instances(IrishElk))
def test_the_factor_is_the_eigenvalue_of_the_linear_system(model):
    """z and y are multiplied by a matrix with the eigenvalues 1, along the line of equilibria, and the factor."""
    G, B, c, v = (float(x) for x in (model.genetic_variance, model.covariance, model.choosiness, model.constraint))
    matrix = np.eye(2) + np.array([[-G * (c + v), G * c], [-B * (c + v), B * c]]) / 2
    assert np.trace(matrix) == pytest.approx(1 + float(model.factor()))
    assert np.linalg.det(matrix) == pytest.approx(float(model.factor()))


def test_by_hand():
    """G = 1/2, B = 1, c = 1/5, v = 1/20: 1 + (1/5 - 1/8)/2; and with y = 4, z = 0 = θ selection of 4/5."""
    model = IrishElk()
    assert (model.factor(), model.gradient()) == (Fraction(83, 80), Fraction(4, 5))
    assert IrishElk(trait=1, optimum=2).gradient() == Fraction(3, 5) + Fraction(1, 20)


def test_domains():
    with pytest.raises(ValueError, match="growth must be a finite number >= 1, got 1/2"):
        IrishElk(growth="1/2")
    with pytest.raises(ValueError, match="choosiness must be a finite number >= 0, got -1"):
        IrishElk(choosiness=-1)
    with pytest.raises(ValueError, match="numbers must be a finite number >= 1, got 0"):
        IrishElk(numbers=0)
