import dataclasses
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings

from toymodels.models.disposition import KINDS, Disposition
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.testing import instances

F = Fraction


def test_the_defaults_are_the_worked_example():
    assert Disposition() == Disposition("realistic", 2, 3, 1, 0, 1)


@settings(max_examples=60)
@given(model=instances(Disposition, kind="realistic"))
def test_a_realistic_optimizer_is_in_the_episode_game(model):
    """By any plan, and in its optimal acts."""
    game = EpisodeGame(*dataclasses.astuple(model)[1:])
    own, known = backward_induction(model), backward_induction(game)
    assert [own.optimal_actions(t) for t in range(own.game.episodes)] == [
        known.optimal_actions(t) for t in range(own.game.episodes)
    ]
    assert own.value == known.value == policy_evaluation(model.true_game(), known.plan).value


def test_what_each_believes_and_values():
    """One episode of training with p = 1/2, w = 1/3, g = 1/4 and one of deployment, A in both: summed by hand."""
    game = {"training": 1, "deployment": 1, "modification": "1/2", "overlap": "1/3", "discount": "1/4"}
    worth = {kind: policy_evaluation(Disposition(kind, **game), "AA").value for kind in KINDS}
    assert worth == {
        "realistic": 1 + F(1, 4) * (F(1, 2) + F(1, 2) * F(1, 3)),
        "hedonistic": 1 + F(1, 4),
        "myopic": 1,
        "unaware": 1 + F(1, 4),
        "watched": 1 + F(1, 4) * (F(1, 2) + F(1, 2) * F(1, 3)),
        "indifferent": 1 + F(1, 4),
        "corrigible": F(1, 4) * F(1, 2),
    }
    assert policy_evaluation(Disposition("corrigible", **game), "BA").value == 1


def test_watched_differs_from_realistic_where_deployment_is_long():
    model = Disposition("watched", training=0, deployment=2, modification="1/2")
    assert policy_evaluation(model, "AA").value == F(3, 2)
    assert policy_evaluation(model.true_game(), "AA").value == 2


def test_the_base_objective_gets_what_the_original_one_loses():
    model = Disposition(modification="1/2")
    assert policy_evaluation(model.base_game(), "AAAAA").value == 5 - policy_evaluation(model.true_game(), "AAAAA").value
    assert policy_evaluation(model.base_game(), "BBAAA").value == 2


def test_symbols_pass_through():
    p, w, g = sympy.symbols("p w g")
    model = Disposition("realistic", 1, 1, p, w, g)
    worth = policy_evaluation(model, "AA").value
    assert sympy.expand(worth - (1 + g * (1 - p + p * w))) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_knife_edges_are_ties_of_the_realistic(kind):
    edges = Disposition(kind, discount="9/10").knife_edges()
    assert [edge.modification for edge in edges] == [F(1000, 2439), F(10000, 21951)]
    for t, edge in zip((1, 0), edges, strict=True):
        realistic = dataclasses.replace(edge, kind="realistic")
        assert backward_induction(realistic).optimal_actions(t) == {"A", "B"}


def test_a_certain_modification_is_an_edge_too():
    assert [edge.modification for edge in Disposition(deployment=1).knife_edges()] == [1]
    assert Disposition(deployment=1, discount="1/2").knife_edges() == ()


def test_bad_values_are_refused_with_rule_and_value():
    with pytest.raises(ValueError, match="unknown kind 'myopc': did you mean 'myopic'"):
        Disposition("myopc")
    with pytest.raises(TypeError, match=r"kind must be one of realistic, .*, got 3"):
        Disposition(3)
    with pytest.raises(ValueError, match=r"modification must be in \[0, 1\], got 3/2"):
        Disposition(modification="3/2")
    with pytest.raises(ValueError, match="training must be an integer >= 0, got -1"):
        Disposition(training=-1)
