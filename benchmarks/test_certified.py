"""Certified diagrams: all boundaries at once against Storm one by one, long horizons, and the price of a digit.

Ours decides a box that one boundary crosses; what it leaves undecided lies around points where three policies meet. Boxes in
which a threshold has to hold or fail throughout leave a band along every boundary.
"""

import time
from pathlib import Path
from typing import NamedTuple

import pytest

import toymodels as tm
from benchmarks.measurements import Figure, Times, in_words
from toymodels.plots.picture import picture
from toymodels.symbolic.certified.certified_phase_diagram import certified_phase_diagram

PICTURE = Path(__file__).with_name("undecided.svg")
ROUNDS = 5
RANGES = {"modification": (0, 1), "discount": ("1/2", 1)}
DIGITS = {2: range(1, 13), 10: range(1, 13), 100: range(3, 8)}
DEAREST = 1.5

pytestmark = pytest.mark.benchmark(timer=time.process_time)


def diagram(horizon, coverage="0.9999"):
    return certified_phase_diagram(tm.EpisodeGame(horizon, horizon), coverage=coverage, progress=False, **RANGES)


def test_all_boundaries_against_storm_one_by_one(benchmark, report, storm):
    game = tm.EpisodeGame(10, 10)
    peer = [storm.parameter_lifting(game, boundary) for boundary in range(1, 11)]
    found = benchmark.pedantic(diagram, (10,), rounds=ROUNDS, warmup_rounds=1)
    ours, other = Times(tuple(benchmark.stats.stats.data)), sum(proof.seconds for proof in peer)
    assert found.complete
    assert min(proof.coverage for proof in peer) >= 0.9999
    ratio = other / ours.median
    report(
        Figure(
            "certified diagram, all 10 boundaries, T = D = 10, coverage 0.9999",
            f"{ours}: {len(found.boxes):,} boxes",
            f"Storm, one by one: {in_words(other)}, {sum(proof.boxes for proof in peer):,} boxes",
            f"{ratio:,.0f} times as fast",
            "at least 50",
            ratio >= 50,
        )
    )


def test_a_hundred_boundaries_at_once(benchmark, report):
    found = benchmark.pedantic(diagram, (100,), rounds=3, warmup_rounds=1)
    times = Times(tuple(benchmark.stats.stats.data))
    assert found.complete
    assert len(found.policies) == 101
    result = f"{len(found.boxes):,} boxes, {100 * float(found.coverage):.6g} % decided"
    report(Figure("the same, all 100 boundaries, T = D = 100", str(times), "–", result, "under 20 s", times.median < 20))


def test_checking_it_again(benchmark, report):
    found = diagram(10)
    assert benchmark.pedantic(found.verify, rounds=ROUNDS, warmup_rounds=1) == len(found.boxes)
    times = Times(tuple(benchmark.stats.stats.data))
    report(
        Figure(
            "every box of T = D = 10 proved again by exact Bernstein forms", str(times), result=f"{len(found.boxes):,} boxes"
        )
    )


class Price(NamedTuple):
    """What it took to leave no more than 10^-digits of the volume undecided."""

    digits: int
    boxes: int
    seconds: float


def prices(horizon, digits):
    """The price of each of some numbers of digits."""
    found = []
    for count in digits:
        start = time.process_time()
        boxes = len(diagram(horizon, f"0.{'9' * count}").boxes)
        found.append(Price(count, boxes, time.process_time() - start))
    return found


def test_each_digit_costs_the_same(report, request):
    curves = {horizon: prices(horizon, digits) for horizon, digits in DIGITS.items()}
    if request.config.getoption("--write-figures"):
        PICTURE.write_bytes(picture(price_figure(curves), "svg"))
    for horizon, curve in curves.items():
        half = len(curve) // 2
        middle, last = curve[half], curve[-1]
        early = (middle.boxes - curve[0].boxes) / (middle.digits - curve[0].digits)
        late = (last.boxes - middle.boxes) / (last.digits - middle.digits)
        report(
            Figure(
                f"one digit more of coverage, T = D = {horizon}, digits {middle.digits} to {last.digits}",
                f"{late:,.0f} boxes, {in_words((last.seconds - middle.seconds) / (last.digits - middle.digits))}",
                f"digits {curve[0].digits} to {middle.digits}: {early:,.0f} boxes",
                f"{last.boxes:,} boxes, {in_words(last.seconds)} for {last.digits} digits",
                f"at most {DEAREST} times as many boxes",
                late <= DEAREST * early,
            )
        )


def price_figure(curves):
    """The number of boxes by the undecided share of the volume: straight where each digit costs the same."""
    from matplotlib.figure import Figure as Drawing

    drawing = Drawing(figsize=(9, 3), layout="constrained")
    for axes, (horizon, curve) in zip(drawing.subplots(1, len(curves)), curves.items(), strict=True):
        axes.semilogx(
            [10.0**-price.digits for price in curve], [price.boxes for price in curve], "o-", color="black", markersize=3
        )
        axes.invert_xaxis()
        axes.minorticks_off()
        axes.set(xlabel="undecided share of the volume", title=f"T = D = {horizon}", ylim=(0, None))
        axes.yaxis.set_major_formatter("{x:,.0f}")
    drawing.axes[0].set_ylabel("boxes")
    drawing.suptitle("What a certified diagram of modification and discount takes", fontsize=10)
    return drawing
