"""The picture of a causal world: its graph with signs, and what the acts of deployment do for the two objectives."""

import textwrap
from typing import TYPE_CHECKING, Any

from toymodels.causal_worlds import DEPLOYMENT, NOTHING, TRAINING, CausalWorld
from toymodels.models.pseudo_alignment import PseudoAlignment
from toymodels.plots.captions import short_number
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS, SELFISH_COLOUR, SERVING_COLOUR
from toymodels.scalars import Scalar
from toymodels.solvers.alignment_predicates import choices, worth
from toymodels.solvers.pseudo_alignment import pseudo_alignment

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_RAISES, _LOWERS = "#1f5f78", "#b0471d"
_MESA_COLOUR = REGIME_COLOURS["partly deceptive"]
_TRAINING_ONLY, _BELIEVED, _DEPLOYMENT_ONLY = (0, (5, 3)), (0, (1, 1.6)), (0, (5, 2, 1, 2))
_STYLES: dict[Any, str] = {
    "solid": "always",
    _TRAINING_ONLY: "in training only",
    _DEPLOYMENT_ONLY: "in deployment only",
    _BELIEVED: "believed in training",
}
_LABEL_WIDTH, _BEND = 13, 0.22
_LABEL_AT = (0.4, 0.6, 0.34, 0.66, 0.5, 0.28, 0.72, 0.22, 0.78)
_LABEL_AT_IN_SHORT = (0.51, 0.45, 0.57)
_FEW_COLUMNS = 3
_LABEL_ROOM = (75, 30)


def pseudo_alignment_figure(model: PseudoAlignment) -> "Figure":
    """The causal graph on the left, and the acts of deployment on the right."""
    from matplotlib.figure import Figure

    solution = pseudo_alignment(model)
    figure = Figure(figsize=(11.4, 4.8), dpi=150, layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(3, 2))
    _draw_acts(right, model.world, model.temptation)
    boxes = _draw_nodes(left, model.world)
    figure.suptitle(f"{model.world}: {solution.regime}", fontsize=11)
    figure.draw_without_rendering()  # arrows bend on the page, so that their labels need the final layout
    labels: list[Any] = []
    for tail, head, strength, style in _styled_arrows(model.world):
        labels.append(_draw_arrow(left, (boxes[tail], boxes[head]), strength, style, labels))
    return figure


def places(world: CausalWorld) -> dict[str, tuple[float, float]]:
    """A place for every node: causes left of effects, those of a column one below the other, no two in one place.

    >>> places(PseudoAlignment("dust").world)["dust in the bag"]
    (2, 0.5)
    """
    import networkx as nx

    graph = nx.compose(world.graph(TRAINING), world.graph(DEPLOYMENT))
    graph.add_edges_from(world.strengths(TRAINING, believed=True))
    graph.add_nodes_from(world.nodes)
    columns = list(nx.topological_generations(graph))
    return {
        node: (x, (len(column) - row - 0.5) / len(column) + (0.04 if x % 2 else 0))
        for x, column in enumerate(columns)
        for row, node in enumerate(column)
    }


def _draw_nodes(axes: "Axes", world: CausalWorld) -> dict[str, Any]:
    """Draw boxes and the legend; the boxes by node."""
    at = places(world)
    trained = {act for situation in world.training for act in situation}
    new = {act for situation in world.deployment for act in situation} - trained
    axes.set_xlim(-0.5, max(x for x, _ in at.values()) + 0.5)
    axes.set_ylim(-0.12, 1.12)
    axes.axis("off")
    axes.legend(handles=_handles(world, bool(new)), loc="upper center", bbox_to_anchor=(0.5, 0), ncols=3, fontsize=8)
    return {
        node: _box(axes, node, place, SELFISH_COLOUR if node in new else _colour(world, node)) for node, place in at.items()
    }


def _handles(world: CausalWorld, new: bool) -> list[Any]:
    """The legend: what the boxes' colours mean that occur and, if there are several, what the lines' styles mean."""
    from matplotlib.lines import Line2D

    fills = {SERVING_COLOUR: "base objective"}
    fills |= {_MESA_COLOUR: "mesa-objective"} if world.mesa != world.base else {}
    fills |= {SELFISH_COLOUR: "act that deployment adds"} if new else {}
    marks = [
        Line2D([], [], marker="s", linestyle="", markeredgecolor="black", markersize=9, color=colour, label=text)
        for colour, text in fills.items()
    ]
    used = {style for *_, style in _styled_arrows(world)}
    lines = [Line2D([], [], color="black", linestyle=style, label=text) for style, text in _STYLES.items() if style in used]
    return marks + (lines if len(lines) > 1 else [])


def _colour(world: CausalWorld, node: str) -> str:
    return {world.mesa: _MESA_COLOUR, world.base: SERVING_COLOUR}.get(node, "white")


def _box(axes: "Axes", node: str, place: tuple[float, float], colour: str) -> Any:
    return axes.text(
        *place,
        "\n".join(textwrap.wrap(node, _LABEL_WIDTH)),
        ha="center",
        va="center",
        fontsize=9,
        zorder=3,
        bbox={"boxstyle": "round,pad=0.4", "facecolor": colour, "edgecolor": "black"},
    )


def _styled_arrows(world: CausalWorld) -> list[tuple[str, str, Scalar, Any]]:
    kinds = ((world.arrows, "solid"), (world.in_training, _TRAINING_ONLY), (world.in_deployment, _DEPLOYMENT_ONLY))
    found = [(*arrow, style) for arrows, style in kinds for arrow in arrows]
    return found + [(*arrow, _BELIEVED) for arrow in world.beliefs]


def _draw_arrow(axes: "Axes", boxes: tuple[Any, Any], strength: Scalar, style: Any, labels: list[Any]) -> Any:
    """Draw an arrow between two boxes, bent if it skips a column or is believed, and its strength: where on the page."""
    tail, head = boxes
    (x, y), (u, v) = tail.get_position(), head.get_position()
    below = style == _BELIEVED or (y + v) / 2 < 0.5
    bend = 0.0 if u - x == 1 and style != _BELIEVED else _BEND if below else -_BEND
    colour = _RAISES if strength > 0 else _LOWERS
    look = {"arrowstyle": "-|>", "connectionstyle": f"arc3,rad={bend}", "linestyle": style, "linewidth": 1.4, "color": colour}
    patches = {"patchA": tail.get_bbox_patch(), "patchB": head.get_bbox_patch()}
    axes.annotate("", xy=(u, v), xytext=(x, y), arrowprops=look | patches, zorder=1)
    start, end = axes.transData.transform([(x, y), (u, v)])
    control = (start + end) / 2 + bend * (end - start)[::-1] * (1, -1)
    at = _LABEL_AT if axes.get_xlim()[1] < _FEW_COLUMNS else _LABEL_AT_IN_SHORT
    points = [(1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end for t in at]
    place = max(points, key=lambda point: min((_apart(point, other) for other in labels), default=1))
    middle = axes.transData.inverted().transform(place)
    label = f"{'+' if strength > 0 else '−'}{short_number(abs(strength))}"
    background = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"}
    axes.text(middle[0], middle[1], label, ha="center", va="center", fontsize=9, color=colour, bbox=background, zorder=2)
    return place


def _apart(point: Any, other: Any) -> float:
    """How far two labels are from one another, 1 if it is enough, so that the first such place is taken."""
    return float(min(1.0, max(abs(point - other) / _LABEL_ROOM)))


def _draw_acts(axes: "Axes", world: CausalWorld, temptation: Scalar) -> None:
    """Bars for what each act does for the two objectives in deployment; what may be chosen is marked."""
    acts = [*dict.fromkeys(act for situation in world.deployment for act in situation), NOTHING]
    chosen = {act for situation in world.deployment for act in choices(world, situation, DEPLOYMENT, temptation)}
    for row, act in enumerate(acts):
        by_base, by_mesa = world.effect(act, world.base, DEPLOYMENT), worth(world, act, DEPLOYMENT, temptation)
        first = row == 0
        axes.barh(row - 0.2, float(by_base), 0.36, color=SERVING_COLOUR, edgecolor="black", label="base" if first else None)
        axes.barh(row + 0.2, float(by_mesa), 0.36, color=_MESA_COLOUR, edgecolor="black", label="mesa" if first else None)
    names = [f"{textwrap.fill(act, _LABEL_WIDTH)}{chr(10) + '(chosen)' if act in chosen else ''}" for act in acts]
    axes.set_yticks(range(len(acts)), names)
    axes.invert_yaxis()
    axes.axvline(0, color="black", linewidth=0.8)
    axes.grid(visible=True, axis="x", linewidth=0.4, color=NOTHING_COLOUR)
    axes.set_axisbelow(True)
    axes.set_xlabel("what an act does in deployment, for the two objectives")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.1), ncols=2, fontsize=8, frameon=False)
