"""Colours that say the same in print, on a screen, in greyscale, and to the colour-blind.

The regimes differ in lightness first, by about 15 of the 100 steps of CIELAB's L*, so that they stay apart in
greyscale, and in hue along the yellow-blue axis, which the common kinds of colour blindness leave alone. The darker a
cell, the more deceptive it is, from cream (defects) over orange (partly deceptive) to purple (deceptive).
"""

import types
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from toymodels.regimes import REGIMES

if TYPE_CHECKING:
    from matplotlib.colors import Colormap, Normalize

_COLOURS = ("#fdf3d0", "#f0b659", "#3f1260", "#3d8cab", "#5e5e5e")

REGIME_COLOURS: Mapping[str, str] = types.MappingProxyType(dict(zip(REGIMES, _COLOURS, strict=True)))
"""The colour of each regime, by its word in ``toymodels.regimes.REGIMES``."""

PARTLY_SHADES = ("#fad27e", "#e59a36")
"""The shades of *partly deceptive* from the fewest deceptive episodes to the most."""

SELFISH_COLOUR = REGIME_COLOURS["defects"]
"""The colour of an action that does not serve the base objective (A)."""

SERVING_COLOUR = REGIME_COLOURS["deterred"]
"""The colour of an action that serves the base objective (B). Black text can be read on it."""

NOTHING_COLOUR = "#d9d9d9"
"""The colour of cells that have no number."""

PLAYER_COLOURS = ("#3f1260", "#f0b659", "#3d8cab", "#d9d9d9")
"""The colours of players, in their order and from the first again after the last: a number beside each tells them apart too."""

_MOST_STEPS = 20


def number_scale(numbers: NDArray[np.float64], show: str) -> tuple["Colormap", "Normalize"]:
    """The colour map of a diagram's numbers, and how they are spread over it.

    Parameters
    ----------
    numbers
        The numbers in the cells; NaN where there is none.
    show
        ``"margin"``: diverging, zero in the middle, purple where deception gains and orange where it loses.
        ``"deceptive_episodes"``: sequential, one colour for each integer where there are at most 20.
        Anything else: sequential, from the least number to the greatest.
    """
    import matplotlib
    from matplotlib.colors import CenteredNorm, Normalize

    known = numbers[np.isfinite(numbers)]
    if show == "margin":
        reach = float(np.abs(known).max(initial=0)) or 1.0
        return matplotlib.colormaps["PuOr"].with_extremes(bad=NOTHING_COLOUR), CenteredNorm(0, reach)
    low, high = float(known.min()), float(known.max())
    sequential = matplotlib.colormaps["viridis"]
    if show != "deceptive_episodes":
        return sequential, Normalize(low, high)
    steps = int(high - low) + 1
    return (sequential.resampled(steps) if steps <= _MOST_STEPS else sequential), Normalize(low - 0.5, high + 0.5)
