from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given

from toymodels.models.spheres_in_order import SpheresInOrder
from toymodels.models.spurious_feature import SpuriousFeature
from toymodels.solvers.spheres_in_order import REGIMES, spheres_in_order
from toymodels.solvers.spurious_feature import spurious_feature
from toymodels.testing import instances

F = Fraction


def played(order, shown, rng):
    """The score of an agent that visits what it is shown until it errs, and then what it hasn't tried, at random."""
    score, place, tried, believes = 0, 0, set(), True
    while place < len(order):
        left = [sphere for sphere in order[place:] if sphere not in tried]
        sphere = shown[place] if believes and shown is not None else left[rng.integers(len(left))]
        if sphere == order[place]:
            score, place, tried = score + 1, place + 1, set()
        else:
            score, believes = score - 1, False
            tried.add(sphere)
    return score


@pytest.mark.parametrize("k", [1, 2, 4, 6])
def test_scores_by_playing(k):
    rng = np.random.default_rng(8)
    solution = spheres_in_order(SpheresInOrder(spheres=k))
    orders = [rng.permutation(k).tolist() for _ in range(3000)]
    misled = np.array([played(order, order[::-1], rng) for order in orders])
    alone = np.array([played(order, None, rng) for order in orders])
    assert {played(order, order, rng) for order in orders} == {solution.knowing} == {k}
    assert misled.mean() == pytest.approx(float(solution.heeding), abs=5 * misled.std() / 3000**0.5 + 1e-9)
    assert alone.mean() == pytest.approx(float(solution.alone), abs=5 * alone.std() / 3000**0.5 + 1e-9)


def test_by_hand():
    """Of four spheres, shown backwards, the follower has three wrong and one right."""
    solution = spheres_in_order(SpheresInOrder(4, 1, "1/2", "1/2", 2, 1))
    assert (solution.follower, solution.heeding, solution.alone, solution.loss) == (-2, F(1, 2), 1, F(5, 2))
    assert solution.learns_to_follow == F(2, 5)
    assert solution.value == F(1, 2) * 4 + F(1, 2) * (F(2, 5) * -2 + F(3, 5) * F(1, 2))
    assert (solution.regime, solution.half_life) == ("heeds the reward", 1)
    assert spheres_in_order(SpheresInOrder()).regime == "follows the helper"
    assert REGIMES == ("heeds the reward", "follows the helper")


def test_with_many_spheres_trying_is_dearer_than_being_misled():
    losses = [spheres_in_order(SpheresInOrder(spheres=k)).loss for k in range(1, 12)]
    assert [loss > 0 for loss in losses] == [False] + [True] * 6 + [False] * 4
    assert losses[0] == 0
    for k in range(2, 12):
        assert losses[k - 1] == (k - 1) * 2 - (1 + F((k - 2) * (k + 1), 4))


@given(instances(SpheresInOrder))
def test_what_is_learned_is_the_posterior_of_a_spurious_feature(model):
    solution = spheres_in_order(model)
    proxy = spurious_feature(SpuriousFeature(model.training, model.training_misled, -model.simplicity))
    assert float(solution.learns_to_follow) == pytest.approx(float(proxy.value))
    assert (solution.regime == "follows the helper") == (float(proxy.value) > 0.5)
    assert solution.half_life == proxy.half_life


def test_floats_text_and_long_numbers():
    floats = spheres_in_order(SpheresInOrder(training_misled=0.5))
    assert all(isinstance(value, float) for value in (floats.value, floats.follower, floats.loss))
    assert "learns to follow" in str(floats)
    assert "learns to follow" in floats._repr_html_()
    with pytest.raises(ValueError, match="the exact chance after 1000000 episodes is too long"):
        spheres_in_order(SpheresInOrder(training=10**6, training_misled="1/3"))


def test_formulas_are_refused():
    with pytest.raises(TypeError, match="penalty must be one number, got c"):
        spheres_in_order(SpheresInOrder(penalty=sympy.Symbol("c")))
