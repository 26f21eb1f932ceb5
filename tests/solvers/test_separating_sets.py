"""Smallest separating sets against all subsets tried one by one."""

import itertools

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.solvers import separating_sets
from toymodels.solvers.separating_sets import (
    branched_set,
    disjoint_rivals,
    first_smallest,
    greedy_separating_set,
    minimal_rivals,
    numbers_by_size,
    packing_bound,
    separates,
    smallest_separating_set,
    undominated_environments,
)

ENVIRONMENTS = 7
families = st.lists(st.sets(st.integers(0, ENVIRONMENTS - 1), min_size=1), max_size=12)


def all_separating(rivals, environments=ENVIRONMENTS):
    """Every separating set, by size."""
    sets = (set(chosen) for size in range(environments + 1) for chosen in itertools.combinations(range(environments), size))
    return [chosen for chosen in sets if all(chosen & rival for rival in rivals)]


def bits(rivals):
    return [sum(2**e for e in rival) for rival in rivals]


@settings(max_examples=150)
@given(families)
def test_as_by_trying_all_sets(rivals):
    found = all_separating(rivals)
    least = len(found[0])
    masks = bits(rivals)
    smallest = smallest_separating_set(masks)
    assert (set(smallest.environments) in found, len(smallest.environments), smallest.proof) == (True, least, "enumeration")
    separating = separates(masks, ENVIRONMENTS)
    assert numbers_by_size(separating) == [sum(len(s) == size for s in found) for size in range(ENVIRONMENTS + 1)]
    assert set(first_smallest(separating)) in found
    assert len(first_smallest(separating)) == least
    searched = branched_set(masks, ENVIRONMENTS, 10**4)
    assert (set(searched) in found, len(searched)) == (True, least)
    assert len(disjoint_rivals(masks)) <= least
    greedy = greedy_separating_set(masks)
    assert set(greedy) in found
    assert all(any(not rival & set(greedy[:i]) for rival in rivals) for i in range(len(greedy)))


@settings(max_examples=30, deadline=None)
@given(families)
def test_programs_find_sets_as_small(rivals):
    masks = bits(rivals)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(separating_sets, "SMALL", 0)
        patch.setattr(separating_sets, "MOST_NODES", 0)
        smallest = smallest_separating_set(masks)
    assert len(smallest.environments) == len(all_separating(rivals)[0])
    assert all(set(smallest.environments) & rival for rival in rivals)


def random_family(environments, rivals, share, seed):
    table = np.random.default_rng(seed).random((rivals, environments)) < share
    return [mask for mask in (sum(1 << int(e) for e in np.flatnonzero(row)) for row in table) if mask]


def test_more_environments_than_can_be_enumerated(monkeypatch):
    masks = random_family(30, 120, 0.2, 1)
    searched = smallest_separating_set(masks)
    assert searched.proof == "branch and bound"
    monkeypatch.setattr(separating_sets, "MOST_NODES", 0)
    programmed = smallest_separating_set(masks)
    assert programmed.proof in {"fractional packing", "mixed-integer program"}
    assert len(programmed.environments) == len(searched.environments)


def test_proofs(monkeypatch):
    """The lines of a Fano plane have a packing of 7/3, and need three; the pairs of four have one of 2, and need three."""
    monkeypatch.setattr(separating_sets, "SMALL", 0)
    monkeypatch.setattr(separating_sets, "MOST_NODES", 0)
    fano = [{0, 1, 2}, {0, 3, 4}, {0, 5, 6}, {1, 3, 5}, {1, 4, 6}, {2, 3, 6}, {2, 4, 5}]
    assert packing_bound(bits(fano), 7, [1 / 3] * 7) == pytest.approx(7 / 3)
    solved = smallest_separating_set(bits(fano))
    assert (len(solved.environments), solved.proof) == (3, "fractional packing")
    pairs = [set(chosen) for chosen in itertools.combinations(range(4), 2)]
    solved = smallest_separating_set(bits(pairs))
    assert (len(solved.environments), solved.proof) == (3, "mixed-integer program")


def test_packings_are_made_feasible():
    assert packing_bound([0b1, 0b1], 1, [1.0, 1.0]) == 1
    assert packing_bound([0b1, 0b1], 1, [1.0, -1.0]) == 1


def test_a_wrong_answer_is_seen(monkeypatch):
    class Nothing:
        x = np.zeros(3)

    monkeypatch.setattr(separating_sets, "SMALL", 0)
    monkeypatch.setattr(separating_sets, "MOST_NODES", 0)
    monkeypatch.setattr(scipy.optimize, "milp", lambda *_, **__: Nothing)
    with pytest.raises(ArithmeticError, match="doesn't exclude every rival"):
        smallest_separating_set([0b011, 0b110, 0b101])


def test_a_rival_that_nothing_excludes():
    with pytest.raises(ValueError, match="every rival must be excluded by some environment, and one isn't"):
        smallest_separating_set([1, 0])


def test_a_rival_may_be_excluded_twice():
    assert branched_set(bits([{0, 1}, {0, 2}, {0, 3}, {1, 4}, {1, 5}]), 6, 100) == (0, 1)


def test_dominated_environments():
    assert undominated_environments([0b0011, 0b0101, 0b1001]) == 0b0001
    assert undominated_environments([0b0011, 0b0110, 0b1100]) == 0b0110
    assert undominated_environments([0b11, 0b11]) == 0b01


def test_no_rivals():
    assert smallest_separating_set([]) == ((), "enumeration")
    assert branched_set([], 3, 5) == ()
    assert minimal_rivals([]) == []


def test_greed_falls_behind_by_the_logarithm():
    """Rivals in pairs of blocks of 2, 4, 8: two environments take a half of each block, greed takes whole blocks."""
    blocks = [(size, half) for size in (2, 4, 8) for half in (0, 1) for _ in range(size // 2 * 2)]
    masks = [1 << half | 1 << {8: 2, 4: 3, 2: 4}[size] for size, half in blocks]
    assert greedy_separating_set(masks) == (2, 3, 4)
    assert smallest_separating_set(masks).environments == (0, 1)
