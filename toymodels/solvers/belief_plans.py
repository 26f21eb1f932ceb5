"""The best plan of an optimizer that cannot see its phase, in exact numbers: thresholds in the belief, and what they lead to.

With V_t and F_t as in ``toymodels.models.hidden_deployment``, what A gains over B at the weights (x, y),

    G_t(x, y) = x + y - g (F_t(x, y) - F_t((1 - p) x, y)),

rises with y, so that A is optimal from one root on. If survival taught nothing, the plan that is best at (x, y) would go
on being played, and A would gain  M_t(x, y) = x + y - g p x T, with T what that plan is worth in training. M_t <= G_t rises
as well; between the two roots A is played to learn from survival: it *probes*.

Where the histories so far are fewer than the cells of the belief, V_t is worked out at single beliefs, history by history;
otherwise, so in later episodes, from its cells (``toymodels.solvers.belief_cells``).

All is in whole numbers: the worth of an A in episode t is ``units[t]``.
"""

import dataclasses
import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from toymodels.beliefs import HiddenPhase
from toymodels.scalars import Scalar, number
from toymodels.solvers.belief_cells import (
    NOTHING,
    Cells,
    Line,
    Odds,
    Passage,
    cell_at,
    cells_between,
    joined_cells,
    line_at,
    pulled_cells,
    pulled_line,
    summed_cells,
)

_FEWEST_CELLS, _CELLS_PER_HISTORY = 256, 8
_NOWHERE: Odds = (1, 0)


class BeliefPlan(NamedTuple):
    """What there is to say of the best plan, by episode; worths are in units of 1 - w, above that of B for ever."""

    value: Scalar
    thresholds: tuple[Scalar, ...]
    myopic_thresholds: tuple[Scalar, ...]
    prices: tuple[Scalar, ...]
    training_defections: tuple[Scalar, ...]
    deployment_defections: tuple[Scalar, ...]
    probes: tuple[Scalar, ...]
    probe_losses: tuple[Scalar, ...]


@dataclasses.dataclass
class _Induction:
    """A hidden phase in whole numbers, and what backward induction has found so far; episodes count from 1."""

    phase: HiddenPhase
    growth: int
    weight: int
    passages: list[dict[str, list[Passage]]]
    scales: list[int]
    units: list[int]
    cells: list[Cells | None]
    thresholds: list[Odds]
    myopic: list[Odds]

    def ahead(self, t: int, act: str, x: int, y: int) -> Line:
        """The worth g F_t of what is ahead along an act, as a line in the weights before it."""
        T, D = 0, 0
        for a, b, c in self.passages[t][act]:
            line = pulled_line(self.line(t + 1, a * x, b * x + c * y), (a, b, c))
            T, D = T + line[0], D + line[1]
        return self.weight * T, self.weight * D

    def line(self, t: int, x: int, y: int) -> Line:
        """V_t as a line that holds at the weights and near them."""
        cells = self.cells[t]
        if cells is not None:
            return line_at(cells, x, y)
        if not _is_from(self.thresholds[t], x, y):
            return self.ahead(t, "B", x, y)
        T, D = self.ahead(t, "A", x, y)
        return self.units[t] + T, self.units[t] + D

    def gain(self, t: int, x: int, y: int) -> Line:
        """G_t as a line that holds at the weights."""
        (A_T, A_D), (B_T, B_D) = self.ahead(t, "A", x, y), self.ahead(t, "B", x, y)
        return self.units[t] + A_T - B_T, self.units[t] + A_D - B_D

    def myopic_gain(self, t: int, training: int) -> Line:
        """M_t times the denominator of p, where the best plan after B is worth so much in training."""
        p = Fraction(self.phase.modification)
        return p.denominator * self.units[t] - p.numerator * training, p.denominator * self.units[t]


def belief_plan(phase: HiddenPhase, discount: Scalar) -> BeliefPlan:
    """The best plan for a hidden phase in exact numbers.

    >>> from toymodels.signals import no_signal
    >>> plan = belief_plan(HiddenPhase((0, Fraction(1, 2), Fraction(1, 2)), no_signal(), 1), 1)
    >>> plan.value, plan.thresholds
    (Fraction(3, 2), (Fraction(1, 3), 0, 0))
    """
    induction = _begun(phase, discount)
    for t in range(phase.episodes, 0, -1):
        induction.thresholds[t] = _threshold(induction, t)
        induction.myopic[t] = _myopic_threshold(induction, t)
        induction.cells[t] = _cells(induction, t)
    return BeliefPlan(
        _value(induction),
        tuple(_belief(odds) for odds in induction.thresholds[1:]),
        tuple(_belief(odds) for odds in induction.myopic[1:]),
        tuple(_price(induction, t) for t in range(1, phase.episodes + 1)),
        *_course(induction),
    )


def _begun(phase: HiddenPhase, discount: Scalar) -> _Induction:
    """The phase in whole numbers; before episode 1 and after the last one nothing is at stake."""
    N, g = phase.episodes, Fraction(discount)
    steps = [_step(phase, t) for t in range(N)]
    units = [1]
    for _, scale in reversed(steps):
        units.append(units[-1] * scale * g.denominator)
    units.reverse()
    none: list[Passage] = []
    return _Induction(
        phase=phase,
        growth=len(phase.signal.likelihoods()),
        weight=g.numerator,
        passages=[*(passages for passages, _ in steps), {"A": none, "B": none}],
        scales=[scale for _, scale in steps],
        units=units,
        cells=[None] * (N + 1),
        thresholds=[(0, 1)] * (N + 1),
        myopic=[(0, 1)] * (N + 1),
    )


def _step(phase: HiddenPhase, t: int) -> tuple[dict[str, list[Passage]], int]:
    """What episode t and the observation after it do to the weights, by act, and the scale that makes them whole."""
    h, kept = Fraction(phase.hazards[t]), 1 - Fraction(phase.modification)
    seen = [(Fraction(T), Fraction(D)) for T, D in phase.likelihoods(t + 1).values()]
    scale = h.denominator * kept.denominator * math.lcm(*(chance.denominator for pair in seen for chance in pair))
    return {
        act: [(int(k * (1 - h) * T * scale), int(k * h * D * scale), int(D * scale)) for T, D in seen]
        for act, k in (("A", kept), ("B", Fraction(1)))
    }, scale


def _threshold(induction: _Induction, t: int) -> Odds:
    """The odds at which G_t is 0, or 0 if it is nowhere below: Newton's steps from a guess, or a half of the bracket.

    G_t is made of lines. A step from the line that has the root hits it; any other moves an end of the bracket to a line that
    it was not on before, of which there are finitely many; and halving ends on that line too.
    """
    if induction.gain(t, 1, 0)[0] >= 0:
        return (0, 1)
    low, high, odds = (0, 1), _NOWHERE, _guess(induction, t)
    while True:
        start, slope = induction.gain(t, odds[1], odds[0])
        over = start * odds[1] + slope * odds[0]
        if over == 0:
            return _reduced(odds)
        low, high = (low, odds) if over > 0 else (odds, high)
        odds = (-start, slope)
        if not (_is_above(odds, low) and _is_above(high, odds)):
            odds = _middle(low, high)


def _myopic_threshold(induction: _Induction, t: int) -> Odds:
    """The least odds at which M_t >= 0, a root or a kink of F_t: it is in a bracket of two lines that F_t touches.

    Where the two meet on F_t, they are neighbours; elsewhere F_t has another line there, which narrows the bracket.
    """
    low = induction.thresholds[t]
    low_line, low_root = _touched(induction, t, low)
    if not _is_above(low_root, low):
        return low
    high = low_root
    high_line, high_root = _touched(induction, t, high)
    while high_line != low_line:
        meeting = (low_line[0] - high_line[0], high_line[1] - low_line[1])
        line, root = _touched(induction, t, meeting)
        if _worth(line, meeting) == _worth(high_line, meeting):
            return _reduced(sorted((low_root, meeting, high_root), key=_belief)[1])
        if _is_above(root, meeting):
            low_line, low_root = line, root
        else:
            high_line, high_root = line, root
    return _reduced(low_root)


def _touched(induction: _Induction, t: int, odds: Odds) -> tuple[Line, Odds]:
    """The line of g F_t at some odds, and the odds at which M_t would be 0 along it."""
    line = induction.ahead(t, "B", odds[1], odds[0])
    start, slope = induction.myopic_gain(t, line[0])
    return line, (max(0, -start), slope)


def _guess(induction: _Induction, t: int) -> Odds:
    """Where to look for a threshold first: at that of the next episode."""
    later = induction.thresholds[t + 1]
    return later if later[0] else (1, 1)


def _cells(induction: _Induction, t: int) -> Cells | None:
    """The cells of V_t, cut at both thresholds too, unless the histories so far are far fewer."""
    later = induction.cells[t + 1] if t < induction.phase.episodes else NOTHING
    if later is None or len(later.lines) > max(_FEWEST_CELLS, _CELLS_PER_HISTORY * induction.growth ** (t - 1)):
        return None

    def ahead(act: str) -> Cells:
        passages = induction.passages[t][act]
        cells = summed_cells([pulled_cells(later, passage) for passage in passages]) if passages else NOTHING
        gained = induction.units[t] if act == "A" else 0
        lines = tuple((gained + induction.weight * T, gained + induction.weight * D) for T, D in cells.lines)
        return Cells(cells.cuts, lines)

    threshold, myopic = induction.thresholds[t], induction.myopic[t]
    above = ahead("A")
    parts, cuts = [above if threshold == (0, 1) else cells_between(above, threshold, None)], []
    if _is_above(myopic, threshold):
        parts, cuts = [cells_between(above, threshold, myopic), cells_between(above, myopic, None)], [myopic]
    if threshold != (0, 1):
        parts, cuts = [cells_between(ahead("B"), (0, 1), threshold), *parts], [threshold, *cuts]
    return joined_cells(parts, cuts)


def _value(induction: _Induction) -> Scalar:
    """What the game is worth before the first observation; the passage to it is that of a B before episode 1."""
    total, unit = 0, induction.units[0]
    if induction.phase.episodes:
        unit = induction.units[1] * induction.scales[0]
        for a, b, _ in induction.passages[0]["B"]:
            T, D = induction.line(1, a, b)
            total += T * a + D * b
    return number(Fraction(total, unit))


def _price(induction: _Induction, t: int) -> Scalar:
    """What a probe costs at the threshold, where it costs most and the evidence is worth just that."""
    threshold, myopic = induction.thresholds[t], induction.myopic[t]
    if not _is_above(myopic, threshold):
        return 0
    n, d = threshold
    start, slope = induction.myopic_gain(t, induction.ahead(t, "B", d, n)[0])
    return number(Fraction(-(start * d + slope * n), slope * (n + d)))


def _course(induction: _Induction) -> tuple[tuple[Scalar, ...], ...]:
    """The chances, episode by episode, of A in training, of A in deployment, of a probe, and of modification by a probe."""
    rows = []
    scale, weights = 1, [(1, 0)]
    for t in range(1, induction.phase.episodes + 1):
        act = [(x, y, "A" if t > 1 and _is_from(induction.thresholds[t - 1], x, y) else "B") for x, y in weights]
        moves = ((x, y, passage) for x, y, a in act for passage in induction.passages[t - 1][a])
        weights = _merged(induction, t, ((a * x, b * x + c * y) for x, y, (a, b, c) in moves))
        scale *= induction.scales[t - 1]
        defecting = [(x, y) for x, y in weights if _is_from(induction.thresholds[t], x, y)]
        probing = [(x, y) for x, y in defecting if not _is_from(induction.myopic[t], x, y)]
        tried = sum(x for x, _ in probing)
        counts = (sum(x for x, _ in defecting), sum(y for _, y in defecting), tried + sum(y for _, y in probing))
        chances = [number(Fraction(count, scale)) for count in counts]
        rows.append((*chances, number(Fraction(tried, scale) * Fraction(induction.phase.modification))))
    return tuple(zip(*rows, strict=True)) if rows else ((), (), (), ())


def _merged(induction: _Induction, t: int, weights: Iterable[Odds]) -> list[Odds]:
    """Weights added up where the belief is the same, or, with its cells known, where all that follows is."""
    found: dict[object, Odds] = {}
    cells = induction.cells[t]
    for x, y in weights:
        if x or y:
            key = _reduced((x, y)) if cells is None else cell_at(cells, x, y)
            X, Y = found.get(key, (0, 0))
            found[key] = (X + x, Y + y)
    return list(found.values())


def _worth(line: Line, odds: Odds) -> int:
    return line[0] * odds[1] + line[1] * odds[0]


def _is_from(threshold: Odds, x: int, y: int) -> bool:
    """Whether the weights are at odds of at least a threshold."""
    return threshold[0] * x <= y * threshold[1]


def _is_above(one: Odds, other: Odds) -> bool:
    return one[0] * other[1] > other[0] * one[1]


def _middle(low: Odds, high: Odds) -> Odds:
    """The odds of about the mean of two beliefs, and between them, in as few digits as it takes."""
    one, other = (Fraction(odds[0], sum(odds)) for odds in (low, high))
    bits = math.ceil(1 / (other - one)).bit_length() + 1
    n = round((one + other) / 2 * 2**bits)
    return n, 2**bits - n


def _belief(odds: Odds) -> Scalar:
    return number(Fraction(odds[0], sum(odds)))


def _reduced(pair: Odds) -> Odds:
    divisor = math.gcd(*pair)
    return pair[0] // divisor, pair[1] // divisor
