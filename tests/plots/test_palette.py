"""The colours as a colour-blind reader, or a black-and-white printer, has them."""

import itertools

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from toymodels.plots.palette import (
    NOTHING_COLOUR,
    PARTLY_SHADES,
    REGIME_COLOURS,
    SELFISH_COLOUR,
    SERVING_COLOUR,
    number_scale,
)
from toymodels.regimes import REGIMES

DEUTERANOPIA = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
PROTANOPIA = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
TRITANOPIA = [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
SIGHTS = {"usual": np.eye(3), "deuteranopia": DEUTERANOPIA, "protanopia": PROTANOPIA, "tritanopia": TRITANOPIA}
"""Linear maps of linear RGB: Machado, Oliveira and Fernandes 2009, severity 1."""

XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
WHITE = [0.95047, 1.0, 1.08883]
PAIRS = list(itertools.combinations(REGIMES, 2))


def linear(colour):
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour, sight="usual"):
    """CIELAB coordinates of a colour as it is seen."""
    seen = np.clip(np.array(SIGHTS[sight]) @ linear(colour), 0, 1)
    ratios = np.array(XYZ) @ seen / WHITE
    x, y, z = np.where(ratios > (6 / 29) ** 3, np.cbrt(ratios), ratios / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast_with_black(colour):
    return (linear(colour) @ [0.2126, 0.7152, 0.0722] + 0.05) / 0.05


def test_the_conversion_is_that_of_the_textbook():
    assert lab("white") == pytest.approx([100, 0, 0], abs=0.02)
    assert lab("black") == pytest.approx([0, 0, 0], abs=0.02)
    assert lab("red") == pytest.approx([53.24, 80.09, 67.20], abs=0.02)


@pytest.mark.parametrize("pair", PAIRS)
def test_regimes_differ_in_lightness(pair):
    one, other = (lab(REGIME_COLOURS[word])[0] for word in pair)
    assert abs(one - other) > 14


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("pair", PAIRS)
def test_regimes_differ_to_every_eye(pair, sight):
    one, other = (lab(REGIME_COLOURS[word], sight) for word in pair)
    assert np.linalg.norm(one - other) > 25
    assert abs(one[0] - other[0]) > 10


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("shade", PARTLY_SHADES)
@pytest.mark.parametrize("word", [word for word in REGIMES if word != "partly deceptive"])
def test_the_shades_of_partly_deceptive_are_no_other_regime(word, shade, sight):
    one, other = lab(shade, sight), lab(REGIME_COLOURS[word], sight)
    assert np.linalg.norm(one - other) > 19
    assert abs(one[0] - other[0]) > 8


def test_the_shades_of_partly_deceptive_get_darker():
    light, dark = (lab(shade)[0] for shade in PARTLY_SHADES)
    assert light > lab(REGIME_COLOURS["partly deceptive"])[0] > dark
    assert lab(REGIME_COLOURS["defects"])[0] > light
    assert dark > lab(REGIME_COLOURS["deceptive"])[0]


def test_black_letters_can_be_read_on_actions():
    assert min(map(contrast_with_black, (SELFISH_COLOUR, SERVING_COLOUR, NOTHING_COLOUR))) > 4.5
    for sight in SIGHTS:
        assert abs(lab(SELFISH_COLOUR, sight)[0] - lab(SERVING_COLOUR, sight)[0]) > 30


def test_the_sequential_map_gets_lighter_to_every_eye():
    for sight in SIGHTS:
        lightness = [lab(matplotlib.colormaps["viridis"](x)[:3], sight)[0] for x in np.linspace(0, 1, 17)]
        assert np.all(np.diff(lightness) > 0)


def test_zero_is_in_the_middle_of_a_margin():
    colours, scale = number_scale(np.array([-1.0, 3.0, np.nan]), "margin")
    assert (scale.vmin, scale(0), scale.vmax) == (-3, 0.5, 3)
    assert colours.get_bad() == pytest.approx(matplotlib.colors.to_rgba(NOTHING_COLOUR))
    assert lab(colours(0.5)[:3])[0] > 95


@pytest.mark.parametrize("numbers", [[0.0, 0.0], [np.nan, np.nan]])
def test_a_margin_of_nothing_but_zeros_has_a_scale(numbers):
    _, scale = number_scale(np.array(numbers), "margin")
    assert (scale.vmin, scale.vmax) == (-1, 1)


def test_few_integers_have_a_colour_each():
    colours, scale = number_scale(np.array([[2.0, 5.0]]), "deceptive_episodes")
    assert colours.N == 4
    assert (scale.vmin, scale.vmax) == (1.5, 5.5)
    assert number_scale(np.array([0.0, 1000.0]), "deceptive_episodes")[0].N == 256


def test_values_run_from_the_least_to_the_greatest():
    colours, scale = number_scale(np.array([1.0, 2.5]), "value")
    assert (colours.name, scale.vmin, scale.vmax) == ("viridis", 1, 2.5)
