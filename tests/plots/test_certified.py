import numpy as np
import pytest
import sympy
from matplotlib.colors import to_hex
from matplotlib.path import Path

from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.plots.certified import certified_figure, policy_colours
from toymodels.plots.palette import PARTLY_SHADES, REGIME_COLOURS
from toymodels.symbolic.certified.certified_phase_diagram import certified_phase_diagram

SQUARE = {"modification": (0, 1), "discount": ("1/2", 1)}


@pytest.fixture(scope="module")
def diagram():
    return certified_phase_diagram(EpisodeGame(3, 3), **SQUARE, coverage="0.995")


@pytest.fixture(scope="module")
def figure(diagram):
    return certified_figure(diagram)


def collections(figure):
    """Filled boxes, the upper sides of crossed ones, outlines, boundaries, undecided boxes."""
    return figure.axes[0].collections


def legend_of(figure):
    return [text.get_text() for legend in figure.legends for text in legend.get_texts()]


def test_policies_have_the_colours_of_their_regimes(diagram):
    assert [policy.plan[:3] for policy in diagram.policies] == ["AAA", "AAB", "ABB", "BBB"]
    shades = [REGIME_COLOURS["defects"], *PARTLY_SHADES, REGIME_COLOURS["deceptive"]]
    assert [to_hex(colour) for colour in policy_colours(diagram)] == shades


def test_a_lone_partly_deceptive_policy_has_the_regime_s_own_colour():
    diagram = certified_phase_diagram(EpisodeGame(2, 2), **SQUARE, coverage="0.9")
    assert to_hex(policy_colours(diagram)[1]) == REGIME_COLOURS["partly deceptive"]


def test_points_have_the_colour_of_their_policy(diagram, figure):
    filled, above = collections(figure)[:2]
    layers = [drawn for layer in (filled, above) for drawn in zip(layer.get_paths(), layer.get_facecolors(), strict=True)]
    colours = policy_colours(diagram)
    rng = np.random.default_rng(3)
    for p, g in zip(rng.random(60), 0.5 + rng.random(60) / 2, strict=True):
        policy = diagram.policy_at(modification=float(p), discount=float(g))
        shown = [colour for path, colour in layers if Path(path.vertices).contains_point((p, g))]
        if policy is not None:
            assert to_hex(shown[-1]) == to_hex(colours[diagram.policies.index(policy)])


def test_boundaries_are_drawn_where_they_are(figure):
    """p g^j (1 + g + g²) = 1 with j = 1, 2, 3."""
    lines = np.concatenate(collections(figure)[3].get_segments())
    p, g = lines.T
    off = [np.abs(p * g**j * (1 + g + g**2) - 1) for j in (1, 2, 3)]
    assert np.max(np.min(off, axis=0)) < 1e-3
    assert {int(j) for j in np.argmin(off, axis=0)} == {0, 1, 2}


def test_undecided_boxes_are_hatched_and_explained(diagram, figure):
    hatched = collections(figure)[4]
    assert len(hatched.get_paths()) == sum(box.kind == "undecided" for box in diagram.boxes)
    assert hatched.get_hatch()
    assert legend_of(figure)[-2:] == ["exact boundary", f"undecided: {100 * float(1 - diagram.coverage):.2g} % of the area"]
    assert legend_of(figure)[1] == "partly deceptive: first A, then B, in training (the darker, the more B)"


def test_axes_and_title_are_in_words(figure):
    axes = figure.axes[0]
    assert (axes.get_xlim(), axes.get_ylim()) == ((0, 1), (0.5, 1))
    assert axes.get_xlabel().startswith("modification: probability that an A")
    assert figure.get_suptitle().startswith("Certified phase diagram over modification in [0, 1], discount in [1/2, 1]\n99.")


def test_a_game_with_symbols_and_without_boundaries():
    w, v = sympy.symbols("w v")
    diagram = certified_phase_diagram(choice_game({"A": w, "B": v}), w=(0, 1), v=(1, 2))
    figure = certified_figure(diagram)
    assert figure.axes[0].get_xlabel() == "w"
    assert legend_of(figure) == ["deterred: B throughout"]
    assert len(collections(figure)) == 3


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_pictures_can_be_saved(tmp_path, figure, kind):
    path = tmp_path / f"diagram.{kind}"
    figure.savefig(path)
    assert path.stat().st_size > 1000


def test_a_picture_has_two_axes():
    with pytest.raises(ValueError, match=r"a picture of a certified diagram has two axes, got modification$"):
        certified_figure(certified_phase_diagram(EpisodeGame(), modification=(0, 1)))
