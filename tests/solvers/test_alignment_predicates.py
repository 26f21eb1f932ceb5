"""The predicates on all small signed graphs, by enumeration of their ways."""

import itertools
from math import prod

import networkx as nx
import pytest

from toymodels.causal_worlds import DEPLOYMENT, TRAINING, CausalWorld
from toymodels.causes import WORLDS
from toymodels.solvers.alignment_predicates import (
    choices,
    comings_apart,
    common_cause,
    deceptive_way,
    error_of_representation,
    instrumental_way,
    is_approximate,
    is_pseudo_aligned,
    is_robustly_aligned,
    raising_way,
    side_effect_way,
    suboptimal_acts,
)

NODES = ("act", "x", "b", "m")
SMALL = [
    CausalWorld("b", "m", arrows, training=(("act",),), deployment=(("act",),))
    for signs in itertools.product((-1, 0, 1), repeat=6)
    for arrows in [tuple((*pair, sign) for pair, sign in zip(itertools.combinations(NODES, 2), signs, strict=True))]
]


def ways(world, cause, effect):
    """All ways with the products of their strengths."""
    graph = world.graph(TRAINING)
    return [
        (prod(graph.edges[edge]["strength"] for edge in itertools.pairwise(way)), tuple(way))
        for way in nx.all_simple_paths(graph, cause, effect)
    ]


def test_raising_ways_on_all_signed_graphs_of_four_nodes():
    for world in SMALL:
        for cause, effect in (*itertools.combinations(NODES, 2), ("m", "b")):
            found = ways(world, cause, effect)
            way = raising_way(world, cause, effect)
            if sum(strength for strength, _ in found) > 0:
                raising = [each for strength, each in found if strength > 0]
                assert way in raising
                assert len(way) == min(map(len, raising))
            else:
                assert way == ()


def test_robust_pseudo_and_open_exclude_one_another():
    for world in (*SMALL, *WORLDS.values()):
        opens = bool(comings_apart(world, TRAINING))
        assert [is_robustly_aligned(world), is_pseudo_aligned(world), opens].count(True) == 1


def test_choices_by_hand():
    world = WORLDS["sweeping"]
    assert choices(world, world.deployment[0], DEPLOYMENT) == ("spill and sweep",)
    assert choices(world, world.deployment[0], DEPLOYMENT, temptation=0) == ("sweep",)
    assert [(each.act, each.better, each.loss) for each in comings_apart(world, DEPLOYMENT)] == [
        ("spill and sweep", "sweep", 2)
    ]
    assert comings_apart(world, TRAINING) == ()


def test_ties_count_against_it():
    world = CausalWorld(
        "b", "m", "good +> b, good +> m, bad -| b, bad +> m", training=(("good", "bad"),), deployment=(("good",),)
    )
    assert choices(world, ("good", "bad"), TRAINING) == ("good", "bad")
    assert [each.loss for each in comings_apart(world, TRAINING)] == [2]


@pytest.mark.parametrize(
    ("name", "side_effect", "instrumental", "cause", "deceptive"),
    [
        ("sweeping", ("sweeping", "clean floor"), (), "", ()),
        ("dust", (), ("clean floor", "dust in the bag"), "", ()),
        ("pleasure", (), (), "energy", ()),
        ("camera", (), (), "", ()),
        ("stuff", (), (), "", ()),
        ("deceptive", (), ("users served", "goal kept", "paperclips"), "", ("users served", "goal kept", "paperclips")),
        ("robust", (), (), "", ()),
        ("open", (), (), "", ()),
    ],
)
def test_witnesses(name, side_effect, instrumental, cause, deceptive):
    world = WORLDS[name]
    assert side_effect_way(world) == side_effect
    assert instrumental_way(world) == instrumental
    assert common_cause(world) == cause
    assert deceptive_way(world) == deceptive


def test_the_nearest_common_cause():
    arrows = "act +> far, far +> near, near +> b, near +> m, act +> odd, odd +> b, odd -| m"
    world = CausalWorld("b", "m", arrows, training=(("act",),), deployment=(("act",),))
    assert common_cause(world) == "near"


def deceiver(**fields):
    """A world in which being kept pays in training."""
    usual = {"in_training": "b +> kept", "selection": "kept", "arrows": "serve +> b, kept +> m, other +1/2> m"}
    acts = (("serve", "other"),)
    return CausalWorld(**({"base": "b", "mesa": "m", "training": acts, "deployment": acts} | usual | fields))


def test_deception_needs_a_threat_that_is_known_and_that_ends():
    assert deceptive_way(deceiver()) == ("b", "kept", "m")
    assert deceptive_way(deceiver(beliefs="b +0> kept")) == ()
    assert deceptive_way(deceiver(in_deployment="b +> kept")) == ()
    assert deceptive_way(deceiver(selection="")) == ()
    assert deceptive_way(deceiver(arrows="serve +> b, kept -| m, other +1/2> m")) == ()


def test_error_and_suboptimality():
    assert error_of_representation(WORLDS["stuff"]) == (
        WORLDS["stuff"].effect("burn the furniture", "room without stuff", TRAINING) + 2,
        "burn the furniture",
    )
    assert [is_approximate(WORLDS[name]) for name in ("camera", "robust", "dust")] == [True, False, False]
    assert [each.act for each in suboptimal_acts(WORLDS["stuff"])] == ["burn the furniture"]
    assert suboptimal_acts(WORLDS["open"]) == ()
