"""A certified phase diagram of two parameters as a picture: every box, its policy, and the boundaries that cross boxes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from toymodels.domains import parameters
from toymodels.plots.captions import balanced, regime_handles, spaced
from toymodels.plots.palette import PARTLY_SHADES, REGIME_COLOURS
from toymodels.training import TrainingGame

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from toymodels.symbolic.algebra.polynomials import Factor
    from toymodels.symbolic.certified.certified_diagram import CertifiedBox, CertifiedDiagram

Colour = tuple[float, float, float]
Polygon = NDArray[np.float64]

_OUTLINE = (0.5, 0.5, 0.5, 0.6)
_PARTLY = "partly deceptive"
_SAMPLES = 17
_UNDECIDED, _HATCH = "#c2185b", "xxxxx"
_LABEL_WIDTH = 48
_TITLE_WIDTH = 88


def certified_figure(diagram: "CertifiedDiagram") -> "Figure":
    """The picture of a certified phase diagram of two parameters: the first across, the second up.

    Boxes are coloured by the regime of what is proved optimal in them, *partly deceptive* the darker the longer B lasts, and
    outlined finely. Crossed boxes are divided by their boundary, drawn in black; undecided ones are white and hatched.

    Parameters
    ----------
    diagram
        What ``toymodels.certified_phase_diagram`` returns for two parameters.

    Raises
    ------
    ValueError
        If the diagram has not two parameters.

    Examples
    --------
    >>> import toymodels as tm
    >>> from toymodels.symbolic.certified.certified_phase_diagram import certified_phase_diagram
    >>> diagram = certified_phase_diagram(tm.EpisodeGame(1, 2), modification=(0, 1), discount=(0, 1))
    >>> [text.get_text() for text in certified_figure(diagram).legends[0].get_texts()]
    ['defects: A in all of training', 'deceptive: B in training, A once deployed', 'exact boundary']
    """
    from matplotlib.figure import Figure

    if len(diagram.space.names) != 2:
        raise ValueError(f"a picture of a certified diagram has two axes, got {', '.join(diagram.space.names)}")
    figure = Figure(figsize=(6.4, 5.8), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    handles: list[Artist] = [*_draw_boxes(axes, diagram), *_draw_boundaries(axes, diagram), *_draw_undecided(axes, diagram)]
    across, up = ([float(end) for end in interval] for interval in diagram.space.box)
    axes.set(xlim=across, ylim=up, xlabel=_label(diagram, 0), ylabel=_label(diagram, 1))
    figure.suptitle("\n".join(balanced(line, _TITLE_WIDTH) for line in diagram.caption().splitlines()), fontsize=9)
    figure.legend(handles=handles, loc="outside lower center", fontsize=9, frameon=False)
    return figure


def _label(diagram: "CertifiedDiagram", axis: int) -> str:
    name, problem = diagram.space.names[axis], diagram.space.problem
    known = {} if isinstance(problem, TrainingGame) else parameters(type(problem))
    return balanced(f"{spaced(name)}: {known[name].meaning}" if name in known else spaced(name), _LABEL_WIDTH)


def policy_colours(diagram: "CertifiedDiagram") -> list[Colour]:
    """The colour of each policy of a diagram: that of its regime, *partly deceptive* shaded by how long B lasts."""
    from matplotlib.colors import to_rgb

    regimes = [policy.regime for policy in diagram.policies]
    lengths = [policy.deceptive_episodes for policy in diagram.policies]
    known = [length for length, word in zip(lengths, regimes, strict=True) if word == _PARTLY]
    light, dark = (np.array(to_rgb(shade)) for shade in PARTLY_SHADES)
    colours = []
    for word, length in zip(regimes, lengths, strict=True):
        colour = np.array(to_rgb(REGIME_COLOURS[word]))
        if word == _PARTLY and len(set(known)) > 1:
            colour = light + (length - min(known)) / (max(known) - min(known)) * (dark - light)
        colours.append(tuple(colour.tolist()))
    return colours


def _draw_boxes(axes: "Axes", diagram: "CertifiedDiagram") -> "Iterable[Artist]":
    """Fill all decided boxes, the crossed ones on either side of the boundary; the entries of the legend."""
    from matplotlib.collections import PolyCollection

    colours = policy_colours(diagram)
    decided = [box for box in diagram.boxes if box.policies]
    filled = PolyCollection(
        [_corners(box) for box in decided], facecolors=[colours[box.policies[-1]] for box in decided], antialiaseds=False
    )
    axes.add_collection(filled, autolim=False)
    above = [
        (polygon, colours[box.policies[0]])
        for boundary, boxes in _by_boundary(diagram).items()
        for box, polygons in zip(boxes, _sides(boundary, boxes), strict=True)
        for polygon in polygons
    ]
    parts = PolyCollection([polygon for polygon, _ in above], facecolors=[colour for _, colour in above], antialiaseds=False)
    axes.add_collection(parts, autolim=False)
    outlines = PolyCollection([_corners(box) for box in decided], facecolors="none", edgecolors=_OUTLINE, linewidths=0.2)
    axes.add_collection(outlines, autolim=False)
    words = [policy.regime for policy in diagram.policies]
    return regime_handles(words, shaded=len({colours[i] for i, word in enumerate(words) if word == _PARTLY}) > 1)


def _draw_boundaries(axes: "Axes", diagram: "CertifiedDiagram") -> "Iterator[Artist]":
    """Draw the boundaries through the crossed boxes; the entry of the legend."""
    from matplotlib.collections import LineCollection
    from matplotlib.lines import Line2D

    lines = [line for boundary, boxes in _by_boundary(diagram).items() for line in _curves(boundary, boxes)]
    if lines:
        axes.add_collection(LineCollection(lines, colors="black", linewidths=0.7, zorder=3), autolim=False)
        yield Line2D([], [], color="black", linewidth=0.7, label="exact boundary")


def _draw_undecided(axes: "Axes", diagram: "CertifiedDiagram") -> "Iterator[Artist]":
    """Hatch the undecided boxes; the entry of the legend."""
    from matplotlib.collections import PolyCollection
    from matplotlib.patches import Patch

    undecided = [_corners(box) for box in diagram.boxes if not box.policies]
    if undecided:
        hatched = PolyCollection(undecided, facecolor="white", edgecolor=_UNDECIDED, linewidth=0.4, hatch=_HATCH, zorder=4)
        axes.add_collection(hatched, autolim=False)
        share = f"undecided: {100 * float(1 - diagram.coverage):.2g} % of the area"
        yield Patch(facecolor="white", edgecolor=_UNDECIDED, linewidth=0.4, hatch=_HATCH, label=share)


def _by_boundary(diagram: "CertifiedDiagram") -> "dict[Factor, list[CertifiedBox]]":
    found: dict[Factor, list[CertifiedBox]] = defaultdict(list)
    for box in diagram.boxes:
        if box.boundary is not None:
            found[box.boundary].append(box)
    return found


def _corners(box: "CertifiedBox") -> Polygon:
    (left, right), (bottom, top) = ([float(end) for end in side] for side in box.sides)
    return np.array([(left, bottom), (right, bottom), (right, top), (left, top)])


def _sides(boundary: "Factor", boxes: "Sequence[CertifiedBox]") -> Iterator[list[Polygon]]:
    """The parts of each box in which a boundary polynomial is positive."""
    from contourpy import contour_generator

    for x, y, z in _sampled(boundary, boxes):
        yield [np.asarray(polygon) for polygon in contour_generator(x, y, z).filled(0.0, np.inf)[0]]


def _curves(boundary: "Factor", boxes: "Sequence[CertifiedBox]") -> Iterator[Polygon]:
    """The lines along which a boundary polynomial is 0 in some boxes."""
    from contourpy import contour_generator

    for x, y, z in _sampled(boundary, boxes):
        yield from map(np.asarray, contour_generator(x, y, z).lines(0.0))


def _sampled(
    boundary: "Factor", boxes: "Sequence[CertifiedBox]"
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]]:
    """The values of a polynomial over each box, scaled to 1, on a grid with the coordinates of its columns and rows."""
    corners = np.array([_corners(box) for box in boxes])
    steps = np.linspace(0, 1, _SAMPLES)
    x = corners[:, :1, 0] + steps * (corners[:, 1:2, 0] - corners[:, :1, 0])
    y = corners[:, :1, 1] + steps * (corners[:, 2:3, 1] - corners[:, :1, 1])
    terms = boundary.polynomial.to_dict()
    values = np.zeros((len(boxes), _SAMPLES, _SAMPLES))
    for (i, j), coefficient in terms.items():
        values += (
            float(coefficient.p) / float(coefficient.q) * (x ** int(i))[:, np.newaxis, :] * (y ** int(j))[:, :, np.newaxis]
        )
    largest = np.abs(values).max(axis=(1, 2), keepdims=True)
    yield from zip(x, y, values / np.where(largest > 0, largest, 1), strict=True)
