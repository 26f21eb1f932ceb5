import itertools

import pytest

from toymodels.causal_worlds import CausalWorld
from toymodels.causes import WORLDS
from toymodels.models.pseudo_alignment import PseudoAlignment
from toymodels.plots.models.pseudo_alignment import places, pseudo_alignment_figure


@pytest.mark.parametrize("name", WORLDS)
def test_no_label_overlaps_another(name):
    figure = pseudo_alignment_figure(PseudoAlignment(name))
    figure.draw_without_rendering()
    texts = [text for text in figure.axes[0].texts if text.get_text()]
    boxes = [text.get_window_extent() for text in texts]
    assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert {text.get_text().replace("\n", " ") for text in texts} >= set(WORLDS[name].nodes)


def test_arrows_of_all_kinds_and_the_legend():
    acts = (("act",),)
    world = CausalWorld(
        "b",
        "m",
        "act +> b, b +> m",
        training=acts,
        deployment=acts,
        in_deployment="act -| m",
        in_training="act +2> m",
        beliefs="b +2> m",
    )
    figure = pseudo_alignment_figure(PseudoAlignment(world))
    names = [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    assert names == [
        "base objective",
        "mesa-objective",
        "always",
        "in training only",
        "in deployment only",
        "believed in training",
    ]
    assert {"+2", "−1"} < {text.get_text() for text in figure.axes[0].texts}
    assert [x for x, _ in places(world).values()] == [0, 1, 2]
