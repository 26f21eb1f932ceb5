"""Small worlds: names, text and networkx graphs give the same frozen, hashable thing."""

import networkx
import pytest

from toymodels.domains import Domain
from toymodels.small_worlds import WORLDS, SmallWorld, World, world_of

DOMAIN = SmallWorld("the world")


def test_it_is_a_domain_whose_examples_are_the_worlds_that_ship():
    assert isinstance(DOMAIN, Domain)
    assert DOMAIN.examples == tuple(WORLDS.values())
    assert all(name in DOMAIN.domain for name in WORLDS)


def test_a_name_a_text_and_a_graph_are_the_same_world():
    graph = networkx.DiGraph([("start", "candy"), ("start", "wait"), ("wait", "chocolate"), ("wait", "hug")])
    text = "start > candy, start>wait, wait>chocolate,wait>hug, start>wait"
    found = [DOMAIN.checked(value, "graph") for value in ("wait", text, graph, WORLDS["wait"])]
    assert len(set(found)) == 1
    assert [world.name for world in found] == ["wait", "", "", "wait"]


def test_parallel_edges_count_once_and_isolated_states_stay():
    graph = networkx.MultiDiGraph([(0, 1), (0, 1)])
    graph.add_node(2)
    world = DOMAIN.checked(graph, "graph")
    assert world == World(("0", "1", "2"), (("0", "1"),))
    assert world.ways("2") == ("2",)


@pytest.mark.parametrize(
    ("value", "error", "words"),
    [
        ("wiat", ValueError, "unknown graph 'wiat': did you mean 'wait'"),
        ("a>b>c", ValueError, "must be written like start>candy"),
        ("a>", ValueError, "must be written like start>candy"),
        (3, TypeError, "graph must be one of wait, .* got 3 of type int"),
        (networkx.Graph([(0, 1)]), TypeError, "or a DiGraph, got .* of type Graph"),
        (networkx.DiGraph(), ValueError, "one or more states with different names, got \\[\\]"),
        (networkx.DiGraph([(1, "1")]), ValueError, "different names, got \\['1', '1'\\]"),
    ],
)
def test_what_is_no_world_is_refused(value, error, words):
    with pytest.raises(error, match=words):
        DOMAIN.checked(value, "graph")


def test_without_networkx_nothing_can_be_a_graph(monkeypatch):
    monkeypatch.delitem(__import__("sys").modules, "networkx")
    with pytest.raises(TypeError, match="or a DiGraph"):
        DOMAIN.checked(3, "graph")


def test_a_world_made_by_hand_is_checked():
    with pytest.raises(ValueError, match=r"unknown state 'c': .*known: a, b"):
        World(("a", "b"), (("a", "c"),))
    with pytest.raises(ValueError, match=r"a world must have one or more states with different names, got \['a', 'a'\]"):
        World(("a", "a"), ())


def test_an_unknown_state_is_named():
    with pytest.raises(ValueError, match="unknown state 'wai': did you mean 'wait'"):
        WORLDS["wait"].ways("wai")


def test_in_print_it_is_its_name_its_moves_or_its_size():
    assert str(WORLDS["wait"]) == "wait"
    assert str(world_of("a>b, a > c")) == "a>b, a>c"
    assert str(world_of(", ".join(f"start>{i}" for i in range(30)))) == "a world of 31 states and 30 moves"
