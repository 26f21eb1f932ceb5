"""Regressional Goodhart: a sample whose measure is m is worth m s_G²/(s_G² + s_X²), and never less for more.

*Proof.* Given M = m, G has a density proportional to exp(-g²/(2 s_G²) - (m - g)²/(2 s_X²)): completing the square, a normal
density with mean m s_G²/(s_G² + s_X²), which rises in m. ∎
"""

import numpy as np

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.goodhart import REGRESSIONAL, Goodhart
from toymodels.solvers.goodhart import goodhart

_NODES = np.linspace(-10, 10, 201)


def conditional_mean(model: Goodhart) -> float:
    """The mean of G given the measure, added up over a grid of errors."""
    signal, noise, m = float(model.signal), float(model.noise), float(model.pressure)
    wide = min(signal, noise)
    centre = 0.0 if signal < noise else m
    g = centre + wide * _NODES * (1 + m / wide)
    logs = -((g / signal) ** 2 + ((m - g) / noise) ** 2) / 2
    weights = np.exp(logs - logs.max())
    return float((weights * g).sum() / weights.sum())


def agrees(model: Goodhart, expected: float) -> bool:
    """Whether that mean and the solver's value are as expected."""
    return abs(conditional_mean(model) - expected) < 1e-6 and abs(float(goodhart(model).value) - expected) < 1e-12


CLAIM = Claim(
    label="goodhart-regressional",
    statement="Selecting a sample with the measure m gets the true value m s_G²/(s_G² + s_X²).",
    latex=r"E[G \mid M = m] = \frac{s_G^2}{s_G^2 + s_X^2}\, m",
    reading="any policy; the sample is selected by its measure",
    scope=scope_of(Goodhart, pressure=(0, 1, 2, 3, "1/2"), signal=(1,), noise=(1, 2, "1/2"), kind=(REGRESSIONAL,)),
    hypotheses={"there is an error, large enough to add up over": lambda model: model.noise >= 1 / 4},
    conclusion=lambda model: agrees(model, float(model.pressure * model.signal**2) / float(model.signal**2 + model.noise**2)),
    refutation="A measure that promises another true value.",
    witness=Goodhart(REGRESSIONAL),
    source="textbook; regression to the mean",
    variant=lambda model: agrees(model, float(model.pressure)),
)
