from fractions import Fraction

import networkx as nx
import pytest
import sympy

from toymodels.causal_worlds import DEPLOYMENT, CausalWorld
from toymodels.causes import WORLDS
from toymodels.models.pseudo_alignment import PseudoAlignment
from toymodels.solvers.alignment_predicates import comings_apart
from toymodels.solvers.pseudo_alignment import REGIMES, pseudo_alignment, temptation_threshold

KINDS = {
    "sweeping": "side-effect proxy",
    "dust": "instrumental proxy",
    "pleasure": "common-cause proxy",
    "camera": "approximately aligned",
    "stuff": "suboptimality aligned",
    "deceptive": "deceptively aligned",
    "robust": "robustly aligned",
    "open": "openly misaligned",
}


def test_a_world_for_every_kind():
    assert {name: pseudo_alignment(PseudoAlignment(name)).regime for name in WORLDS} == KINDS
    assert set(KINDS.values()) | {"pseudo-aligned by chance"} == set(REGIMES)


def test_deceptive_alignment_is_instrumental():
    assert pseudo_alignment(PseudoAlignment("deceptive")).kinds == ("deceptively aligned", "instrumental proxy")


def test_chance():
    """Nothing but one act ties the objectives together."""
    acts = (("both",),)
    world = CausalWorld("b", "m", "both +> b, both +> m, new +2> m", training=acts, deployment=(("both", "new"),))
    solution = pseudo_alignment(PseudoAlignment(world))
    assert (solution.regime, solution.kinds, solution.common_cause) == ("pseudo-aligned by chance", (), None)


def test_sweeping_by_hand():
    """Spilling and sweeping gives 2 t for sweeping against 1, and 2 - 3 = -1 for the floor against 1."""
    solution = pseudo_alignment(PseudoAlignment("sweeping"))
    assert (solution.value, solution.threshold, solution.error) == (2, Fraction(1, 2), 3)
    assert solution.comes_apart == ({"distribution": "deployment", "act": "spill and sweep", "better": "sweep", "loss": 2},)
    below = pseudo_alignment(PseudoAlignment("sweeping", "49/100"))
    assert (below.regime, below.value, below.comes_apart) == ("robustly aligned", 0, ())
    assert pseudo_alignment(PseudoAlignment("sweeping", "1/2")).regime == "side-effect proxy"


@pytest.mark.parametrize("name", WORLDS)
def test_the_threshold_on_a_grid(name):
    world = WORLDS[name]
    grid = [Fraction(n, 132) for n in range(400)]
    apart = [temptation for temptation in grid if comings_apart(world, DEPLOYMENT, temptation)]
    assert temptation_threshold(world) == (apart[0] if apart else None)


def test_a_threshold_between_two_situations_and_none():
    acts = "old +2> m, old +> b, small +> m, large +4> m"
    world = CausalWorld("b", "m", acts, training=(("old",),), deployment=(("old", "small"), ("old", "large")))
    assert temptation_threshold(world) == Fraction(1, 2)
    calm = CausalWorld("b", "m", "old +> m, old +> b", training=(("old",),), deployment=(("old",),))
    assert temptation_threshold(calm) is None
    assert pseudo_alignment(PseudoAlignment(calm)).threshold is None


def test_a_graph_of_ones_own():
    acts = (("smile",),)
    graph = nx.DiGraph(base="health", mesa="thanks", training=acts, deployment=(("smile", "flatter"),))
    graph.add_weighted_edges_from(
        [("smile", "health", 1), ("health", "thanks", 1), ("flatter", "thanks", 3)], weight="strength"
    )
    solution = pseudo_alignment(PseudoAlignment(graph))
    assert (solution.regime, solution.instrumental_way) == ("instrumental proxy", ("health", "thanks"))
    assert solution.comes_apart[0]["act"] == "flatter"


def test_floats_text_and_symbols():
    solution = pseudo_alignment(PseudoAlignment("camera", 1.0))
    assert solution.value == pytest.approx(0.1)
    assert isinstance(solution.comes_apart[0]["loss"], float)
    assert "side effect way" in str(solution)
    assert "side effect way" in solution._repr_html_()
    with pytest.raises(TypeError, match="temptation must be one number, got t"):
        pseudo_alignment(PseudoAlignment(temptation=sympy.Symbol("t")))
