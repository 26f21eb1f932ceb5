"""The words in a picture: titles, labels of axes, ticks and legends."""

import textwrap
import types
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from toymodels.plots.palette import REGIME_COLOURS
from toymodels.regimes import REGIMES
from toymodels.scalars import Scalar

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axis import Axis
    from matplotlib.patches import Patch

REGIME_MEANINGS: Mapping[str, str] = types.MappingProxyType(
    {
        "defects": "defects: A in all of training",
        "partly deceptive": "partly deceptive: first A, then B, in training",
        "deceptive": "deceptive: B in training, A once deployed",
        "deterred": "deterred: B throughout",
        "other": "other: none of the patterns that have a name",
    }
)
"""What each regime means in a few words, for legends."""

_TITLE_WIDTH = 88
_LABEL_WIDTH = 48
_LONGEST_NUMBER = 7


def short_number(number: Scalar) -> str:
    """A number as a reader of a picture wants it: exact where that takes few signs, otherwise to four digits.

    Examples
    --------
    >>> short_number(3), short_number(Fraction(1, 3)), short_number(Fraction(12345, 67891)), short_number(1e-9)
    ('3', '1/3', '0.1818', '1e-09')
    """
    if isinstance(number, int | Fraction) and len(str(number)) <= _LONGEST_NUMBER:
        return str(number)
    return f"{float(number):.4g}"


def diagram_title(diagram: "xr.Dataset") -> str:
    """What was drawn, and which parameters were held fixed, wrapped."""
    lines = (str(diagram.attrs.get(key, "")) for key in ("title", "parameters"))
    return "\n".join(balanced(line, _TITLE_WIDTH) for line in lines if line)


def axis_label(coordinate: "xr.DataArray") -> str:
    """A parameter's name and, if it has one, its meaning, wrapped."""
    name = spaced(str(coordinate.name))
    meaning = coordinate.attrs.get("long_name", "")
    return balanced(f"{name}: {meaning}" if meaning else name, _LABEL_WIDTH)


def meaning_label(variable: "xr.DataArray") -> str:
    """A variable's meaning, or its name if it has none, wrapped."""
    return balanced(str(variable.attrs.get("long_name", spaced(str(variable.name)))), _LABEL_WIDTH)


def balanced(text: str, width: int) -> str:
    r"""A text in as few lines of at most a width as it needs, all of them about as long.

    >>> balanced("weight of the next episode relative to this one", 40)
    'weight of the next episode\nrelative to this one'
    """
    lines = len(textwrap.wrap(text, width))
    return next("\n".join(narrow) for w in range(1, width + 1) if len(narrow := textwrap.wrap(text, w)) <= lines)


def spaced(name: str) -> str:
    """A name with spaces between its words.

    >>> spaced("deployment_agreement")
    'deployment agreement'
    """
    return name.replace("_", " ")


def is_whole(coordinate: "xr.DataArray") -> bool:
    """Whether an axis is one of whole numbers."""
    return bool(coordinate.dtype.kind in "iu")


def set_ticks(axis: "Axis", coordinate: "xr.DataArray") -> None:
    """Ticks at whole numbers on an axis of them, and at the lone value of an axis that has but one."""
    from matplotlib.ticker import MaxNLocator

    if coordinate.size == 1:
        lone = coordinate.values[0]
        axis.set_ticks([float(lone)], labels=[short_number(lone)])
    elif is_whole(coordinate):
        axis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))


def regime_handles(words: Iterable[str], shaded: bool = False) -> list["Patch"]:
    """One legend entry for each regime that occurs, in the order of ``REGIMES``.

    Parameters
    ----------
    words
        The regimes that occur.
    shaded
        Whether cells that are partly deceptive come in several shades.

    Examples
    --------
    >>> [handle.get_label() for handle in regime_handles({"deceptive", "defects"})]
    ['defects: A in all of training', 'deceptive: B in training, A once deployed']
    """
    from matplotlib.patches import Patch

    present = set(words)
    hints = {"partly deceptive": " (the darker, the more B)"} if shaded else {}
    return [
        Patch(
            facecolor=REGIME_COLOURS[word],
            edgecolor="black",
            linewidth=0.6,
            label=REGIME_MEANINGS[word] + hints.get(word, ""),
        )
        for word in REGIMES
        if word in present
    ]
