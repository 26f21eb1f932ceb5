import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.populations.moran_chain import (
    MoranChain,
    after_events,
    final_shares,
    number_of_states,
    takeover,
    transition_matrix,
)


@given(st.fractions("1/5", 4, max_denominator=5).filter(lambda r: r != 1), st.integers(1, 7))
def test_two_classes_in_closed_form(ratio, population):
    chain = takeover(MoranChain((Fraction(1), ratio), population))
    for (count, _), (chance, other) in chain.items():
        assert chance == (1 - ratio**count) / (1 - ratio**population)
        assert chance + other == 1


def individual_by_individual(fitness, start, events):
    """The expected shares of types, over all sequences of births and deaths of single individuals."""
    names = list(fitness)
    crowds = {tuple(name for name in names for _ in range(start[name])): Fraction(1)}
    for _ in range(events):
        after = {}
        for crowd, chance in crowds.items():
            total = sum(fitness[name] for name in crowd)
            for parent, dead in itertools.product(range(len(crowd)), repeat=2):
                child = list(crowd)
                child[dead] = crowd[parent]
                weight = chance * Fraction(fitness[crowd[parent]]) / total / len(crowd)
                after[tuple(child)] = after.get(tuple(child), 0) + weight
        crowds = after
    return {name: sum(p * Fraction(crowd.count(name), len(crowd)) for crowd, p in crowds.items()) for name in names}


def test_three_classes_individual_by_individual():
    fitness, start = {"a": 3, "b": 2, "c": 1}, {"a": 1, "b": 1, "c": 2}
    chain = MoranChain((3, 2, 1), 4)
    for events in (0, 1, 2, 5):
        row = after_events(chain, events)[chain.states.index((1, 1, 2))]
        shares = row @ np.array(chain.states) / 4
        assert shares == pytest.approx([float(x) for x in individual_by_individual(fitness, start, events).values()], abs=1e-12)


def test_the_end_individual_by_individual():
    fitness, start = {"a": 3, "b": 3, "c": 1}, {"a": 1, "b": 1, "c": 1}
    exact = final_shares(fitness, start)
    far = individual_by_individual(fitness, start, 60)
    assert sum(exact.values()) == 1
    assert exact["a"] == exact["b"]
    assert [float(x) for x in far.values()] == pytest.approx([float(x) for x in exact.values()], abs=1e-6)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.fractions("1/4", 2, max_denominator=4), min_size=2, max_size=3, unique=True), st.integers(1, 5))
def test_floats_agree_and_rows_are_distributions(fitness, population):
    exact = takeover(MoranChain(tuple(fitness), population))
    floats = takeover(MoranChain(tuple(map(float, fitness)), population))
    for state, chances in exact.items():
        assert floats[state] == pytest.approx([float(chance) for chance in chances])
    assert np.allclose(transition_matrix(MoranChain(tuple(fitness), population)).sum(axis=1), 1)


def test_many_events_lose_nothing():
    chain = MoranChain((1, Fraction(99, 100)), 8)
    far = after_events(chain, 10**15)
    assert np.allclose(far.sum(axis=1), 1, atol=1e-14)
    assert far[chain.states.index((4, 4))][-1] == pytest.approx(float(takeover(chain)[4, 4][0]), rel=1e-9)


def test_more_states_than_are_solved_exactly():
    chain = MoranChain((1, Fraction(1, 2)), 200)
    assert isinstance(takeover(chain)[100, 100][0], float)
    with pytest.raises(ValueError, match="the Moran chain must have at most 400 states, got 501"):
        takeover(MoranChain((1, 2), 500))
    with pytest.raises(ValueError, match="the Moran chain must have at most 400 states, got 496"):
        transition_matrix(MoranChain((1, 2, 3), 30))


def test_who_is_not_there_and_who_has_no_offspring():
    assert final_shares({"a": 2, "b": 1, "c": 5}, {"a": 3, "b": 0, "c": 0}) == {"a": 1, "b": 0, "c": 0}
    assert final_shares({"a": 1, "b": 0}, {"a": 1, "b": 2}) == {"a": 1, "b": 0}
    assert number_of_states(20, 3) == 231 == len(MoranChain((1, 2, 3), 20).states)
