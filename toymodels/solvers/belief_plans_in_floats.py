"""The best plan of an optimizer that cannot see its phase, in floats, for long horizons.

The same as ``toymodels.solvers.belief_plans`` on ``toymodels.solvers.belief_arrays``. Up to 2,000 cells it is right to
rounding. Beyond, beliefs that hardly differ and hardly matter share a cell. In thousands of random settings of up to 25
episodes, hundreds of them with more cells, the greatest deviations from the exact results were 4e-9 of values and thresholds,
4e-7 of myopic thresholds, 2e-6 of the prices of probes and 1e-13 of chances.

The 3,000 likeliest beliefs are followed each by itself, and the others merged in their cells. In five settings of 35 and 40
episodes the chances of defections were off by up to 1e-7 for that, those of probes by up to 2e-4.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.beliefs import HiddenPhase
from toymodels.solvers.belief_arrays import (
    NOTHING,
    Arrays,
    Floats,
    arrays_between,
    first_root,
    joined_arrays,
    on_cuts,
    pulled_arrays,
    simplified,
    summed_arrays,
)
from toymodels.solvers.belief_plans import BeliefPlan

_ROUNDING = 1e-12
_HEAVIEST = 3_000


class _Episode(NamedTuple):
    """What is known of one episode: the cells of V_t, the odds of both thresholds, and what a probe costs at the first."""

    cells: Arrays
    threshold: float
    myopic: float
    price: float


def belief_plan_in_floats(phase: HiddenPhase, discount: float) -> BeliefPlan:
    """The best plan for a hidden phase in floats.

    >>> from toymodels.signals import no_signal
    >>> plan = belief_plan_in_floats(HiddenPhase((0.0, 0.5, 0.5), no_signal(), 1.0), 1.0)
    >>> plan.value, plan.thresholds
    (1.5, (0.3333333333333333, 0.0, 0.0))
    """
    later, found = NOTHING, []
    for t in range(phase.episodes, 0, -1):
        found.append(_episode(phase, float(discount), t, later))
        later = found[-1].cells
    found.reverse()
    return BeliefPlan(
        _value(phase, later),
        tuple(each.threshold / (1 + each.threshold) for each in found),
        tuple(each.myopic / (1 + each.myopic) for each in found),
        tuple(each.price for each in found),
        *_course(phase, found),
    )


def _episode(phase: HiddenPhase, discount: float, t: int, later: Arrays) -> _Episode:
    """One step back: where A begins to be optimal, and the cells below and above."""
    service, defection = (_ahead(phase, discount, t, act, later) for act in "BA")
    cuts = np.union1d(service.cuts, defection.cuts)
    B, A = on_cuts(service, cuts), on_cuts(defection, cuts)
    threshold = first_root(cuts, 1 + A.deployment - B.deployment, 1 + A.training - B.training)
    lost = float(phase.modification) * service.training
    myopic = first_root(service.cuts, np.ones_like(lost), 1 - lost)
    myopic = myopic if myopic > threshold * (1 + _ROUNDING) else threshold
    above = Arrays(defection.cuts, 1 + defection.training, 1 + defection.deployment)
    parts, joints = [above], []
    if myopic > threshold:
        parts, joints = [arrays_between(above, -1.0, myopic), arrays_between(above, myopic, np.inf)], [myopic]
    if threshold > 0:
        parts = [arrays_between(service, -1.0, threshold), arrays_between(parts[0], threshold, np.inf), *parts[1:]]
        joints = [threshold, *joints]
    at = threshold * (1 + _ROUNDING)
    price = float(arrays_between(Arrays(service.cuts, lost, lost), at, np.inf).training[0]) / (1 + threshold) - 1
    return _Episode(simplified(joined_arrays(parts, joints)), threshold, myopic, max(0.0, price) if myopic > threshold else 0.0)


def _ahead(phase: HiddenPhase, discount: float, t: int, act: str, later: Arrays) -> Arrays:
    """The cells of g F_t along an act, in the weights before it."""
    if t == phase.episodes:
        return NOTHING
    return summed_arrays([pulled_arrays(later, *passage) for passage in _passages(phase, t, act)], discount)


def _passages(phase: HiddenPhase, t: int, act: str) -> list[tuple[float, float, float]]:
    """What an act in episode t, its end and the observation after it do to the weights."""
    kept = 1.0 - float(phase.modification) if act == "A" else 1.0
    h = float(phase.hazards[t])
    seen = ((float(T), float(D)) for T, D in phase.likelihoods(t + 1).values())
    return [(kept * (1 - h) * T, kept * h * D, D) for T, D in seen]


def _value(phase: HiddenPhase, first: Arrays) -> float:
    """What the game is worth before the first observation; the passage to it is that of a B before episode 1."""
    total = 0.0
    for a, b, _ in _passages(phase, 0, "B") if phase.episodes else ():
        cell = _cell_numbers(first, np.array([a]), np.array([b]))[0]
        total += float(first.training[cell] * a + first.deployment[cell] * b)
    return total


def _course(phase: HiddenPhase, found: Sequence[_Episode]) -> tuple[tuple[float, ...], ...]:
    """The chances, episode by episode, of A in training, of A in deployment, of a probe, and of modification by a probe."""
    x: Floats = np.ones(1)
    y: Floats = np.zeros(1)
    defects = np.zeros(1, dtype=bool)
    rows = []
    for t, (cells, threshold, myopic, _) in enumerate(found, 1):
        moved = []
        for act, chosen in (("A", defects), ("B", ~defects)):
            passages = _passages(phase, t - 1, act)
            moved += [(a * x[chosen], b * x[chosen] + c * y[chosen]) for a, b, c in passages]
        x, y = (np.concatenate(parts) for parts in zip(*moved, strict=True))
        x, y = _merged(cells, x, y)
        defects = y >= threshold * x
        probes = defects & (y < myopic * x)
        tried = float(x[probes].sum())
        row = (x[defects].sum(), y[defects].sum(), tried + y[probes].sum(), float(phase.modification) * tried)
        rows.append(tuple(map(float, row)))
    return tuple(zip(*rows, strict=True)) if rows else ((), (), (), ())


def _merged(cells: Arrays, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The weights, the small ones added up in each cell: the plans there hardly differ in worth, but may in acts."""
    order = np.argpartition(-x - y, _HEAVIEST) if len(x) > _HEAVIEST else np.arange(len(x))
    heavy, light = order[:_HEAVIEST], order[_HEAVIEST:]
    cell = _cell_numbers(cells, x[light], y[light])
    sums = (np.bincount(cell, part[light], len(cells.training)).astype(float) for part in (x, y))
    X, Y = (np.concatenate([total, part[heavy]]) for total, part in zip(sums, (x, y), strict=True))
    return X[X + Y > 0], Y[X + Y > 0]


def _cell_numbers(cells: Arrays, x: Floats, y: Floats) -> NDArray[np.intp]:
    """The numbers of the cells that hold the weights."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.searchsorted(cells.cuts, np.where(x > 0, y / x, np.inf), side="right")
