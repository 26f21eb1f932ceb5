"""A memoryless deceiver with signals defects on the most deployment-like ones, and is in two minds about one class at most.

*Proof.* Let a = Σ P(s | training) x_s and b = Σ P(s | deployment) x_s. A signal counts through a and b only: F_0 = b S_D(g),
F_{n+1} = a + g (1 - p a) F_n. F_T does not fall with b, so for w < 1 it is greatest, for any a, at the greatest b that goes
with it. That is a linear programme with one constraint (the fractional knapsack, or the lemma of Neyman and Pearson): fill
up a in the order of P(s | deployment) / P(s | training), the greatest first. So some optimum defects always on
the signals above some ratio, never on those below it, and with one probability on all those with that ratio.
∎ For w = 1 everything is optimal, and for w > 1 never defecting is.
"""

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from toymodels.claims import Claim, Scope
from toymodels.models.memoryless_deceiver import MemorylessDeceiver
from toymodels.scalars import Scalar
from toymodels.signals import Signal
from toymodels.solvers.memoryless_deceiver import memoryless_deceiver

_DISTRIBUTIONS = tuple(
    tuple(Fraction(n, 4) for n in (a, b, 4 - a - b)) for a, b in itertools.product(range(5), repeat=2) if a + b <= 4
)
_STEPS = tuple(Fraction(i, 4) for i in range(5))


def likelihoods() -> list[Signal]:
    """Pairs of distributions over two or three observations, in quarters."""
    tables = (tuple(zip(one, other, strict=True)) for one, other in itertools.product(_DISTRIBUTIONS, repeat=2))
    possible = dict.fromkeys(tuple(row for row in table if any(row)) for table in tables)
    names = ("a", "b", "c")
    columns = (tuple(zip(*table, strict=True)) for table in sorted(possible, key=len))
    return [Signal(tuple(zip(names, one, strict=False)), tuple(zip(names, other, strict=False))) for one, other in columns]


def small_models() -> Iterator[MemorylessDeceiver]:
    """Models with few signals, the shortest first."""
    rest = (((1, 2), 1, 1), ((2, 3), 1, 1), ((1, 3), Fraction(1, 2), Fraction(9, 10)))
    for (training, deployment), modification, discount in rest:
        for signals in likelihoods()[:: 1 if training == 1 and modification == 1 else 3]:
            yield MemorylessDeceiver(training, deployment, modification, 0, discount, signals)


def random_models() -> Any:
    """The strategy of models with two or three signals."""
    from hypothesis import strategies as st

    return st.builds(
        MemorylessDeceiver,
        training=st.integers(0, 4),
        deployment=st.integers(0, 5),
        modification=st.sampled_from((1, Fraction(1, 2), Fraction(5, 6), 0)),
        overlap=st.sampled_from((0, Fraction(1, 2), -1)),
        discount=st.sampled_from((1, Fraction(9, 10), Fraction(1, 2))),
        signal=st.sampled_from(likelihoods()),
    )


def worth(model: MemorylessDeceiver, by_signal: tuple[Scalar, ...]) -> Scalar:
    """The return of defecting on each signal with some probability, episode by episode.

    >>> worth(MemorylessDeceiver(2, 3, signal="a:1:0,b:0:1"), (0, 1))
    3
    """
    rows = model.likelihoods or ((1, 1),)
    rates = [sum(row[phase] * x for row, x in zip(rows, by_signal, strict=True)) for phase in (0, 1)]
    unmodified, weight, total = 1, 1, 0
    for episode in range(model.training + model.deployment):
        deployed = episode >= model.training
        acts = unmodified * rates[deployed]
        total += weight * (acts + (1 - acts) * model.overlap)
        unmodified *= 1 if deployed else 1 - model.modification * rates[0]
        weight *= model.discount
    return total


def is_in_order(model: MemorylessDeceiver) -> bool:
    """Whether the solution is in the order of the ratios, worth what it says, and no grid of probabilities has better."""
    solution = memoryless_deceiver(model)
    rows = model.likelihoods or ((1, 1),)
    pairs = itertools.product(zip(rows, solution.by_signal, strict=True), repeat=2)
    ordered = all(x == 1 or y == 0 for ((a, b), x), ((c, d), y) in pairs if b * c > a * d)
    grid = itertools.product(_STEPS[:: 1 if len(rows) < 3 else 2], repeat=len(rows))
    best = max(worth(model, by_signal) for by_signal in grid)
    return bool(ordered and solution.value >= best and _is_worth(model, solution.by_signal, solution.value))


def _is_worth(model: MemorylessDeceiver, by_signal: tuple[Scalar, ...], value: Scalar) -> bool:
    """Whether probabilities are worth a value: exactly where they are rational, to 12 digits where they are algebraic."""
    if all(isinstance(x, int | Fraction) for x in by_signal):
        return bool(worth(model, by_signal) == value)
    return bool(abs(float(worth(model, tuple(map(float, by_signal))) - value)) < 1e-12 * max(1, abs(float(value))))


CLAIM = Claim(
    label="memoryless-signals-in-order",
    statement=(
        "With signals and overlap below 1, some optimum of the memoryless deceiver defects always on the signals above some "
        "likelihood ratio, never on those below it, and with one probability on those that have it."
    ),
    latex=r"\frac{P(s \mid D)}{P(s \mid T)} > \frac{P(s' \mid D)}{P(s' \mid T)} \Rightarrow x_s = 1 \text{ or } x_{s'} = 0",
    reading="ex ante; one probability for every signal",
    scope=Scope(small_models, random_models, "two or three signals with likelihoods in quarters, T <= 2, D <= 3"),
    hypotheses={"overlap below 1": lambda model: model.overlap < 1},
    conclusion=is_in_order,
    refutation="A model in which some other choice of probabilities has a greater return.",
    witness=MemorylessDeceiver(2, 3, signal="a:3/4:1/4,b:1/4:3/4"),
    source="this library; the order is that of the lemma of Neyman and Pearson",
    variant=lambda model: all(x in (0, 1) for x in memoryless_deceiver(model).by_signal),
)
