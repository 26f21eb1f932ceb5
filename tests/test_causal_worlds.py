import itertools
from fractions import Fraction

import networkx as nx
import numpy as np
import pytest

from toymodels.causal_worlds import DEPLOYMENT, TRAINING, CausalWorld
from toymodels.causes import WORLDS, Causes

ACTS = (("act",),)


def world(arrows="act +> goal", **fields):
    return CausalWorld(**({"base": "goal", "mesa": "goal", "arrows": arrows, "training": ACTS, "deployment": ACTS} | fields))


def test_effects_are_sums_over_all_ways():
    """Against the inverse of I - A for the matrix A of strengths, which sums the products over ways of all lengths."""
    rng = np.random.default_rng(1)
    for _ in range(20):
        strengths = np.triu(rng.integers(-2, 3, (6, 6)), 1)
        arrows = tuple((f"n{i}", f"n{j}", int(strengths[i, j])) for i, j in itertools.combinations(range(6), 2))
        one = world(arrows, base="n5", mesa="n4", training=(("n0",),), deployment=(("n1",),))
        total = np.linalg.inv(np.eye(6) - strengths)
        effects = [[one.effect(f"n{i}", f"n{j}", TRAINING) for j in range(6)] for i in range(6)]
        assert np.array(effects, dtype=float) == pytest.approx(total)


def test_arrows_hold_when_they_hold():
    one = world(
        "act +> goal, act -1/2| other",
        in_training="goal +> other",
        in_deployment="goal -3| other",
        beliefs="act +5> goal",
    )
    assert (one.effect("act", "other", TRAINING), one.effect("act", "other", DEPLOYMENT)) == (Fraction(1, 2), Fraction(-7, 2))
    assert one.effect("act", "goal", TRAINING, believed=True) == 5
    assert one.effect("act", "goal", DEPLOYMENT, believed=True) == 1
    assert one.effect("nothing", "goal", TRAINING) == 0
    assert one.graph(DEPLOYMENT).edges["goal", "other"]["strength"] == -3
    assert one.nodes == ("act", "goal", "other")
    assert not world("act +0> goal").graph(TRAINING).edges
    assert (str(one), str(WORLDS["dust"])) == ("a world of 3 nodes", "dust")


def test_three_ways_to_say_a_world():
    graph = nx.DiGraph(base="goal", mesa="goal", training=ACTS, deployment=ACTS, precision="1/10")
    graph.add_edge("act", "goal", strength=2)
    domain = Causes("the world")
    said = world("act +2> goal", precision="1/10")
    assert domain.checked(graph, "world") == said
    assert hash(domain.checked(graph, "world")) == hash(said)
    assert domain.checked("stuff", "world") is domain.checked(WORLDS["stuff"], "world") is WORLDS["stuff"]
    assert domain.examples == tuple(WORLDS.values())


@pytest.mark.parametrize(
    ("error", "message", "fields"),
    [
        (ValueError, "arrows must be arrows such as .* got 'act > goal'", {"arrows": "act > goal"}),
        (ValueError, "arrows must have each arrow once", {"arrows": "act +> goal, act -| goal"}),
        (ValueError, "arrows must not go in a circle, got one through act, goal in training", {"in_training": "goal +> act"}),
        (ValueError, "arrows must not go in a circle", {"beliefs": "goal +> act"}),
        (ValueError, "unknown mesa node 'gaol': did you mean 'goal'", {"mesa": "gaol"}),
        (ValueError, "unknown selection node 'kept'", {"selection": "kept"}),
        (ValueError, "precision must be >= 0, got -1", {"precision": -1}),
        (ValueError, "strength in arrows must be a number", {"arrows": "act +1/2/3> goal"}),
        (TypeError, "strength in arrows must be one number", {"arrows": (("act", "goal", np.array([1, 2])),)}),
        (TypeError, "strength in arrows must be a number, got None", {"arrows": (("act", "goal", None),)}),
        (TypeError, "arrows must be text or triples", {"arrows": (("act", "goal"),)}),
        (TypeError, "arrows must be text or triples", {"arrows": 3}),
        (TypeError, "a node must be a text, got 3", {"arrows": ((3, "goal", 1),)}),
        (ValueError, "a node must not be called 'nothing'", {"arrows": "nothing +> goal"}),
        (TypeError, "training must be situations", {"training": ("act",)}),
        (TypeError, "deployment must be situations", {"deployment": "act"}),
        (ValueError, "deployment must have one or more situations", {"deployment": ()}),
        (ValueError, "training must have one or more situations, each with one or more acts", {"training": ((),)}),
    ],
)
def test_bad_input(error, message, fields):
    with pytest.raises(error, match=message):
        world(**fields)


def test_bad_worlds():
    with pytest.raises(ValueError, match="unknown world 'dusk': did you mean 'dust'"):
        Causes("the world").checked("dusk", "world")
    with pytest.raises(TypeError, match=r"world must be one of sweeping, .*, got 3 of type int"):
        Causes("the world").checked(3, "world")
    with pytest.raises(TypeError, match="world must have the graph attributes"):
        Causes("the world").checked(nx.DiGraph(base="goal"), "world")
    with pytest.raises(TypeError, match="world must have the graph attributes"):
        Causes("the world").checked(nx.DiGraph(base="goal", colour="red"), "world")
