from fractions import Fraction

import pytest
import xarray as xr
from matplotlib.figure import Figure

import toymodels as tm
from toymodels.plots.captions import (
    REGIME_MEANINGS,
    axis_label,
    balanced,
    diagram_title,
    meaning_label,
    regime_handles,
    set_ticks,
    short_number,
)
from toymodels.plots.palette import REGIME_COLOURS
from toymodels.regimes import REGIMES


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3, "3"),
        (-12, "-12"),
        (10**18, "1e+18"),
        (1234567, "1234567"),
        (Fraction(1, 3), "1/3"),
        (Fraction(12345, 67891), "0.1818"),
        (0.5, "0.5"),
        (0.6823278038, "0.6823"),
    ],
)
def test_numbers_are_exact_where_that_is_short(number, text):
    assert short_number(number) == text


def test_titles_name_the_model_and_what_is_fixed():
    diagram = tm.phase_diagram(tm.EpisodeGame(deployment=7), training=[1, 2], modification=["1/2"])
    title = diagram_title(diagram)
    assert title.startswith("Phase diagram of EpisodeGame\n")
    assert "deployment=7" in title
    assert "training=" not in title.replace("training_agreement", "")
    assert max(map(len, title.split("\n"))) <= 88
    assert diagram_title(xr.Dataset()) == ""


def test_labels_of_axes_say_what_parameters_mean():
    diagram = tm.phase_diagram(tm.EpisodeGame(), deployment_agreement=[0, 1])
    label = axis_label(diagram["deployment_agreement"])
    assert label == "deployment agreement: probability of\nno conflict in a deployment episode"
    assert meaning_label(diagram["value"]) == "value to the mesa-objective"


def test_labels_without_meanings_are_names():
    bare = xr.DataArray([1.0], dims="some_name", coords={"some_name": [1]}, name="my_value")
    assert (axis_label(bare["some_name"]), meaning_label(bare)) == ("some name", "my value")


def test_balanced_lines_are_no_more_than_needed():
    text = "weight of the next episode relative to this one"
    assert balanced(text, 80) == text
    assert [len(line) for line in balanced(text, 40).split("\n")] == [26, 20]
    assert balanced("", 10) == ""


def test_ticks_are_integers_on_axes_of_them_and_lone_values_on_others():
    diagram = tm.phase_diagram(tm.EpisodeGame(), training=[1, 2, 3], modification=[Fraction(1, 3)], discount=[0.1, 1.0])
    axis = Figure().add_subplot().xaxis
    axis.set_view_interval(0.5, 3.5)
    set_ticks(axis, diagram["training"])
    inside = [tick for tick in axis.get_majorticklocs() if 0.5 <= tick <= 3.5]
    assert inside == [1, 2, 3]
    set_ticks(axis, diagram["modification"])
    assert axis.get_majorticklocs().tolist() == [1 / 3]
    assert [label.get_text() for label in axis.get_majorticklabels()] == ["0.3333"]
    before = axis.get_major_locator()
    set_ticks(axis, diagram["discount"])
    assert axis.get_major_locator() is before


def test_legends_explain_the_regimes_that_occur_in_their_order():
    handles = regime_handles(["other", "deceptive", "defects"])
    assert [handle.get_label().split(":")[0] for handle in handles] == ["defects", "deceptive", "other"]
    for handle, word in zip(handles, ("defects", "deceptive", "other"), strict=True):
        assert handle.get_facecolor() == pytest.approx(_rgba(REGIME_COLOURS[word]))


def test_legends_say_what_shades_mean_where_there_are_several():
    assert set(REGIME_MEANINGS) == set(REGIMES)
    plain, shaded = (regime_handles(["partly deceptive"], several)[0].get_label() for several in (False, True))
    assert plain == "partly deceptive: first A, then B, in training"
    assert shaded == plain + " (the darker, the more B)"


def _rgba(colour):
    from matplotlib.colors import to_rgba

    return to_rgba(colour)
