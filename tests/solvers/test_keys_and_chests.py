import functools

import pytest
import sympy

from toymodels.models.keys_and_chests import KeysAndChests
from toymodels.solvers.keys_and_chests import REGIMES, keys_and_chests


@functools.cache
def best(keys, chests, pickups, held=0):
    """The most chests that can be opened with so many keys in hand, by going through what comes next."""
    if pickups == 0:
        return 0
    take = best(keys - 1, chests, pickups - 1, held + 1) if keys else 0
    use = 1 + best(keys, chests - 1, pickups - 1, held - 1) if held and chests else 0
    return max(take, use)


def greedy(keys, chests, pickups):
    """The chests opened by a player that takes a key as long as there is one."""
    held = opened = 0
    for _ in range(pickups):
        if keys:
            keys, held = keys - 1, held + 1
        elif held and chests:
            chests, held, opened = chests - 1, held - 1, opened + 1
    return opened, held


@pytest.mark.parametrize("pickups", range(16))
def test_against_all_orders_of_pickups(pickups):
    for keys in range(9):
        for chests in range(9):
            solution = keys_and_chests(KeysAndChests(keys, chests, pickups))
            assert solution.optimum == best(keys, chests, pickups)
            assert (solution.keys_first, solution.keys_left) == greedy(keys, chests, pickups)
            assert solution.value == solution.keys_first == solution.optimum - solution.loss
            assert solution.keys_taken == solution.keys_left + solution.value


def test_training_and_deployment():
    training, deployment = keys_and_chests(KeysAndChests(3, 10, 12)), keys_and_chests(KeysAndChests(10, 3, 12))
    assert (training.optimum, training.keys_first, training.regime) == (3, 3, "as good")
    assert (deployment.optimum, deployment.keys_first, deployment.regime) == (3, 2, "worse")
    assert (deployment.keys_taken, deployment.keys_left) == (10, 8)
    assert keys_and_chests(KeysAndChests(20, 3, 12)).regime == "opens none"
    assert keys_and_chests(KeysAndChests(20, 0, 12)).regime == "as good"
    assert REGIMES == ("as good", "worse", "opens none")


def test_text():
    solution = keys_and_chests(KeysAndChests())
    assert "keys left" in str(solution)
    assert "keys left" in solution._repr_html_()


def test_formulas_are_refused():
    with pytest.raises(TypeError, match="keys must be one number, got K"):
        keys_and_chests(KeysAndChests(keys=sympy.Symbol("K")))
