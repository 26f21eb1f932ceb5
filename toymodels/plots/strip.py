"""The strip of episodes: what the optimizer does in each, what that pays it, and what is still to come.

A picture of the plan, such as B B | A A A: a box an episode, coloured by whether its action serves the base objective,
phases apart. Under each box stand the expected payoff of the episode and the value from there on, both by the starting
self's objective and for an optimizer that has not been modified until then (``toymodels.plots.episode_values``).
"""

import itertools
from typing import TYPE_CHECKING

from toymodels.plots.captions import short_number
from toymodels.plots.episode_values import EpisodeValue, episode_values
from toymodels.plots.palette import NOTHING_COLOUR, SELFISH_COLOUR, SERVING_COLOUR
from toymodels.plots.slots import Slot, strip_slots
from toymodels.solution import Solution

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

_INCHES_PER_UNIT = 0.66
_LEFT, _RIGHT, _BOTTOM, _TOP = 2.5, 0.4, -2.2, 2.9
_GAP = 0.5
_SIGN = 0.15
_NOTE = "payoffs and values: expected, by its own objective, if not modified before"
_ROWS = {"episode": 1.25, "payoff in the episode": -0.35, "value from here on": -0.85}


def strip_figure(solution: Solution) -> "Figure":
    """The picture of a solution's plan, episode by episode.

    Parameters
    ----------
    solution
        A solution in numbers, of a game of any length: long runs of the same action show their first and last episode.
        Where other actions are as good, the box says so ("or A").

    Raises
    ------
    TypeError
        If the game has symbols or arrays in it.
    ValueError
        If the game has no episodes.

    Examples
    --------
    >>> import toymodels as tm
    >>> axes = strip_figure(tm.solve(tm.EpisodeGame(training=2, deployment=3))).axes[0]
    >>> [text.get_text() for text in axes.texts if text.get_gid() == "action"]
    ['B', 'B', 'A', 'A', 'A']
    """
    from matplotlib.figure import Figure

    if not solution.game.episodes:
        raise ValueError("a strip must have an episode, got a game with none")
    slots = strip_slots(solution)
    shown = [slot.first for slot in slots if slot.episodes == 1]
    values = dict(zip(shown, episode_values(solution, shown), strict=True))
    groups = [(_phase_label(solution, run[0]), run) for run in _grouped(slots)]
    width = max(1.0, _SIGN * max(len(word) for slot in slots for word in _words(slot)))
    spans = [max(len(run) * width, _SIGN * max(map(len, label))) for label, run in groups]
    total = max(sum(spans) + _GAP * (len(spans) - 1), 5.5)
    size = (_INCHES_PER_UNIT * (_LEFT + total + _RIGHT), _INCHES_PER_UNIT * (_TOP - _BOTTOM))
    figure = Figure(figsize=size, dpi=150)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(-_LEFT, total + _RIGHT), ylim=(_BOTTOM, _TOP))
    axes.set_axis_off()
    left = 0.0
    for place, ((label, run), span) in enumerate(zip(groups, spans, strict=True)):
        _draw_phase(axes, label, left, span, first=place == 0)
        inset = (span - len(run) * width) / 2
        for number, slot in enumerate(run):
            _draw_slot(axes, slot, left + inset + number * width, width, values.get(slot.first) if slot.episodes == 1 else None)
        left += span + _GAP
    _draw_captions(axes, solution, slots)
    return figure


def _grouped(slots: tuple[Slot, ...]) -> list[list[Slot]]:
    """The boxes of each phase together."""
    return [list(run) for _, run in itertools.groupby(slots, key=lambda slot: slot.phase)]


def _phase_label(solution: Solution, slot: Slot) -> tuple[str, ...]:
    """A phase's name and length, in two lines; nothing where a box stands for several phases."""
    if slot.phase < 0:
        return ("", "")
    phase = solution.game.phases[slot.phase]
    return phase.name, f"{short_number(phase.episodes)} episode{'' if phase.episodes == 1 else 's'}"


def _words(slot: Slot) -> tuple[str, str]:
    """What is written in a box, in two lines."""
    if slot.episodes > 1:
        return slot.action or "...", f"{short_number(slot.episodes)} more"
    return slot.action, f"or {', '.join(slot.others)}" if slot.others else ""


def _draw_phase(axes: "Axes", label: tuple[str, ...], left: float, span: float, first: bool) -> None:
    """Name a phase above its boxes, and part it from the one before."""
    axes.plot([left + 0.05, left + span - 0.05], [1.5, 1.5], color="black", linewidth=0.8)
    axes.text(left + span / 2, 1.6, "\n".join(label), fontsize=9, ha="center", va="bottom", gid="phase")
    if not first:
        axes.plot([left - _GAP / 2] * 2, [-1.0, 2.2], color="0.35", linestyle="--", linewidth=0.8)


def _draw_slot(axes: "Axes", slot: Slot, left: float, width: float, value: EpisodeValue | None) -> None:
    """A box with its action, its episode above it, and its values under it."""
    from matplotlib.patches import Rectangle

    several = slot.episodes > 1
    bottom, height = (0.12, 0.76) if several else (0.0, 1.0)
    axes.add_patch(Rectangle((left, bottom), width, height, facecolor=_colour(slot), edgecolor="black", linewidth=0.8))
    action, remark = _words(slot)
    middle = left + width / 2
    size = 14 if len(action) == 1 and not several else 9
    axes.text(middle, 0.6 if remark else 0.5, action, fontsize=size, ha="center", va="center", gid="action")
    axes.text(middle, 0.28, remark, fontsize=8, ha="center", va="center", gid="remark")
    if value is not None:
        rows = (short_number(slot.first + 1), short_number(value.payoff), short_number(value.onwards))
        for (name, height), text in zip(_ROWS.items(), rows, strict=True):
            axes.text(middle, height, text, fontsize=8, ha="center", va="center", gid=name)


def _colour(slot: Slot) -> str:
    if not slot.action:
        return NOTHING_COLOUR
    return SERVING_COLOUR if slot.serves_base else SELFISH_COLOUR


def _draw_captions(axes: "Axes", solution: Solution, slots: tuple[Slot, ...]) -> None:
    """The title, the names of the rows, and what the colours mean."""
    for name, height in _ROWS.items():
        axes.text(-0.15, height, name, fontsize=8, ha="right", va="center")
    title = f"{solution.regime}, value {short_number(solution.value)}"
    middle = sum(axes.get_xlim()) / 2
    axes.text(middle, _TOP - 0.15, title, fontsize=10, ha="center", va="top", gid="title")
    axes.text(middle, -1.4, _NOTE, fontsize=8, ha="center", va="center", gid="note")
    axes.legend(handles=_handles(slots), loc="lower center", ncols=2, fontsize=8, frameon=False)


def _handles(slots: tuple[Slot, ...]) -> "list[Patch]":
    from matplotlib.patches import Patch

    meanings = {SERVING_COLOUR: "serves the base objective", SELFISH_COLOUR: "does not serve it"}
    present = {_colour(slot) for slot in slots}
    return [
        Patch(facecolor=colour, edgecolor="black", linewidth=0.6, label=meaning)
        for colour, meaning in meanings.items()
        if colour in present
    ]
