"""What being right costs: points that lie exactly on a boundary, where floats cannot be trusted.

At p = 1 / (g^e S_D(g)) both acts are equally good e episodes before deployment, so that B is optimal in exactly the last e
episodes of training and the cell is a tie. Each p here is that rational number; ``plain_length`` is what one writes without
a second thought.
"""

import itertools
import math
import time
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pytest

import toymodels as tm
from benchmarks.measurements import Figure, Times, in_words
from toymodels.solvers.closed_form_grid import closed_form_grid

TRAINING = 10

pytestmark = pytest.mark.benchmark(timer=time.process_time)


class Point(NamedTuple):
    """A point on a boundary, and the number of training episodes in which B is optimal there."""

    deployment: int
    modification: Fraction
    discount: Fraction
    length: int


def worth(discount, deployment):
    return sum(discount**episode for episode in range(deployment))


def points():
    """All with g = 1/40, ..., 39/40 and up to 40 episodes of deployment that need no p above 1."""
    found = []
    for numerator, deployment, length in itertools.product(range(1, 40), range(1, 41), range(1, TRAINING + 1)):
        g = Fraction(numerator, 40)
        p = 1 / (g**length * worth(g, deployment))
        if p <= 1:
            found.append(Point(deployment, p, g, length))
    return found


POINTS = points()


def plain_length(deployment, p, g):
    """The closed form in floats: m = 1 + ⌊ln x / ln(1/g)⌋ with x = p g (1 - g^D) / (1 - g), or 0 where x < 1."""
    x = p * g * (1 - g**deployment) / (1 - g)
    return 0 if x < 1 else min(TRAINING, 1 + math.floor(math.log(x) / math.log(1 / g)))


def exact_length(deployment, p, g):
    """The number of e from 1 to T with p g^e S_D(g) >= 1, in rationals."""
    strength, length = p * g * worth(g, deployment), 0
    while length < TRAINING and strength >= 1:
        strength, length = strength * g, length + 1
    return length


def game(kind):
    """All points as one game, in exact numbers or in floats."""
    modification, discount = (np.array([kind(getattr(point, name)) for point in POINTS]) for name in Point._fields[1:3])
    deployment = np.array([point.deployment for point in POINTS])
    return tm.EpisodeGame(TRAINING, deployment, modification, discount=discount)


def share(wrong, right):
    count = sum(a != b for a, b in zip(wrong, right, strict=True))
    return f"{count:,} of {len(POINTS):,} ({count / len(POINTS):.1%})"


def test_points_on_a_boundary_are_labelled_right(benchmark, report):
    exact = game(Fraction)
    found = benchmark.pedantic(closed_form_grid, (exact,), rounds=5, warmup_rounds=1)
    right = [point.length for point in POINTS]
    assert found.tie.all()
    assert found.decided_exactly.all()
    times = Times(tuple(benchmark.stats.stats.data), len(POINTS))
    plain = [plain_length(point.deployment, float(point.modification), float(point.discount)) for point in POINTS]
    report(
        Figure(
            "wrong labels at points that lie exactly on a boundary",
            share(found.deceptive_episodes.tolist(), right),
            f"a plain closed form in floats: {share(plain, right)}",
            f"all decided exactly, {in_words(times.median)} each",
            "none",
            found.deceptive_episodes.tolist() == right,
        )
    )


def test_floats_next_to_a_boundary_are_labelled_right(benchmark, report):
    """The same points rounded to floats, each of which is a rational number on one side of the boundary or the other."""
    rounded = [(point.deployment, float(point.modification), float(point.discount)) for point in POINTS]
    right = [exact_length(deployment, Fraction(p), Fraction(g)) for deployment, p, g in rounded]
    found = benchmark.pedantic(closed_form_grid, (game(float),), rounds=5, warmup_rounds=1)
    times = Times(tuple(benchmark.stats.stats.data), len(POINTS))
    report(
        Figure(
            "wrong labels at the same points rounded to floats",
            share(found.deceptive_episodes.tolist(), right),
            f"a plain closed form in floats: {share([plain_length(*point) for point in rounded], right)}",
            f"{np.mean(found.decided_exactly):.1%} decided exactly, {in_words(times.median)} each",
            "none",
            found.deceptive_episodes.tolist() == right,
        )
    )


def test_ties_at_points_on_a_boundary_are_broken_by_quantecon(report, quantecon):
    chosen = [quantecon.solved(quantecon.Cell(float(p), float(g)), TRAINING, deployment) for deployment, p, g, _ in POINTS]
    right = [point.length for point in POINTS]
    last = sum(answer.deceptive_episodes == length - 1 for answer, length in zip(chosen, right, strict=True))
    report(
        Figure(
            "ties at points that lie exactly on a boundary",
            f"{len(POINTS):,} of {len(POINTS):,} reported",
            f"QuantEcon: none reported, A chosen at {last:,}, B at {len(POINTS) - last:,}",
        )
    )
    assert all(length - answer.deceptive_episodes in (0, 1) for answer, length in zip(chosen, right, strict=True))


@pytest.mark.parametrize("low", [0.0, 0.5])
def test_share_of_an_ordinary_diagram_that_is_decided_exactly(report, low):
    axes = {"modification": np.linspace(0, 1, 1001), "discount": np.linspace(low, 1, 1001)}
    diagram = tm.phase_diagram(tm.EpisodeGame(10, 10), progress=False, **axes)
    close, ties = diagram.attrs["decided_exactly"], int(diagram.tie.sum())
    report(
        Figure(
            f"cells decided exactly, 1001 x 1001, discount {low:g} to 1, T = D = 10",
            f"{close:,} of {diagram.regime.size:,}",
            result=f"{ties:,} ties",
        )
    )
