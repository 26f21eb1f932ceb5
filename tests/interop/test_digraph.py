from fractions import Fraction

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extensive_games import kuhn_poker, random_game, random_profile
from toymodels.games.extensive_game import Decision
from toymodels.games.profiles import expected_payoffs
from toymodels.interop.digraph import digraph


def test_the_graph_of_poker():
    game = kuhn_poker()
    graph = digraph(game)
    assert nx.is_arborescence(graph)
    assert graph.graph == {"title": "", "players": ("first", "second")}
    assert len(graph) == len(game.positions)
    assert graph.nodes[0] == {"kind": "chance"}
    assert {data["move"] for _, _, data in graph.out_edges(0, data=True)} == {"JQ", "JK", "QJ", "QK", "KJ", "KQ"}
    assert all(data["probability"] == Fraction(1, 6) for _, _, data in graph.out_edges(0, data=True))
    own = [n for n, data in graph.nodes(data=True) if data["kind"] == "decision" and data["player"] == "second"]
    assert {graph.nodes[n]["information_set"] for n in own} == {
        f"{card} after {what}" for card in "JQK" for what in ("check", "bet")
    }
    assert not any("probability" in data for n in own for _, _, data in graph.out_edges(n, data=True))


@given(st.integers(0, 10**6))
def test_expected_payoffs_are_sums_over_the_paths_of_the_graph(seed):
    game = random_game(seed, zero_sum=False)
    profile = random_profile(game, seed)
    graph = digraph(game, profile)
    totals = dict.fromkeys(game.players, 0)
    for end, data in graph.nodes(data=True):
        if data["kind"] == "end":
            chance = 1
            for step in nx.utils.pairwise(nx.shortest_path(graph, 0, end)):
                chance *= graph.edges[step]["probability"]
            totals = {name: total + chance * data["payoffs"][name] for name, total in totals.items()}
    assert tuple(totals.values()) == expected_payoffs(game, profile)


def test_only_profiles_of_the_game():
    game = kuhn_poker()
    assert any(isinstance(position.node, Decision) for position in game.positions)
    with pytest.raises(ValueError, match="must have a strategy for every information set"):
        digraph(game, {})
