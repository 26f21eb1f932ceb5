"""The colours of the cells of a phase diagram by regime, with *partly deceptive* in shades."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.plots.palette import PARTLY_SHADES, REGIME_COLOURS
from toymodels.regimes import REGIMES

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.colors import Colormap, Normalize

_PARTLY = REGIMES.index("partly deceptive")
_STEPS = 32


class Shades(NamedTuple):
    """Cells as positions in a list of colours.

    Parameters
    ----------
    positions
        One for every cell.
    colours, scale
        The list as a colour map, and the scale that takes a position to its colour.
    words
        The regimes that occur.
    shaded
        Whether *partly deceptive* comes in several shades.
    """

    positions: NDArray[np.int64]
    colours: "Colormap"
    scale: "Normalize"
    words: frozenset[str]
    shaded: bool


def regime_shades(diagram: "xr.Dataset") -> Shades:
    """The colours of a diagram's cells: by regime, and partly deceptive ones the darker the longer B lasts in training.

    Examples
    --------
    >>> import toymodels as tm
    >>> shades = regime_shades(tm.phase_diagram(tm.EpisodeGame(discount="1/2", training=9), deployment=[1, 9, 99]))
    >>> sorted(shades.words), shades.positions.tolist()
    (['defects'], [0, 0, 0])
    """
    from matplotlib.colors import ListedColormap, Normalize, to_rgb

    regimes = diagram["regime"].values.astype(np.int64)
    partly = regimes == _PARTLY
    lengths = diagram["deceptive_episodes"].values[partly].astype(float)
    shaded = np.unique(lengths).size > 1
    positions = regimes.copy()
    if shaded:
        steps = (lengths - lengths.min()) * (_STEPS - 1) / np.ptp(lengths)
        positions[partly] = len(REGIMES) + np.rint(steps).astype(np.int64)
    light, dark = (np.array(to_rgb(shade)) for shade in PARTLY_SHADES)
    weights = np.linspace(0, 1, _STEPS)[:, np.newaxis]
    table = np.concatenate([[to_rgb(colour) for colour in REGIME_COLOURS.values()], light + weights * (dark - light)])
    words = frozenset(REGIMES[code] for code in np.unique(regimes))
    return Shades(positions, ListedColormap(table), Normalize(-0.5, len(table) - 0.5), words, shaded)
