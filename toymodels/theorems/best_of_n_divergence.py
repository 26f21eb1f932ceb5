"""The best of n diverges from a single sample by log n - (n - 1)/n nats, whatever is sampled.

*Proof.* U = F(M) of a sample is uniform on [0, 1], and that of the best of n has the density n u^(n-1); the divergence doesn't
change under the increasing map F. It is ∫ n u^(n-1) log(n u^(n-1)) du = log n + (n - 1) ∫ n u^(n-1) log u du = log n - (n -
1)/n, as the integral of n u^(n-1) log u is -1/n. ∎
"""

import functools
import math

import numpy as np

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.best_of_n import BestOfN
from toymodels.solvers.best_of_n import best_of_n

_CELLS = 5000


@functools.cache
def in_cells(n: int) -> float:
    """The divergence of the best of n uniform samples from one, of which only the cell of each is seen."""
    chances = np.diff((np.arange(_CELLS + 1) / _CELLS) ** n)
    chances = chances[chances > 0]
    return float((chances * np.log(chances * _CELLS)).sum())


def agrees(model: BestOfN, expected: float) -> bool:
    """Whether the divergence seen through many cells, and the solver's, are as expected."""
    return abs(in_cells(model.n) - expected) < 1e-4 and abs(best_of_n(model).kl - expected) < 1e-12


CLAIM = Claim(
    label="best-of-n-divergence",
    statement="Picking the best of n samples has the divergence log n - (n - 1)/n from sampling once.",
    latex=r"\mathrm{KL} = \log n - \frac{n - 1}{n}",
    reading="any policy; the pick is the greatest proxy",
    scope=scope_of(BestOfN, n=(1, 2, 3, 4, 5, 10, 20, 50), signal=(1,), noise=(1,), tail=("normal",)),
    hypotheses={},
    conclusion=lambda model: agrees(model, math.log(model.n) - (model.n - 1) / model.n),
    refutation="A number of samples with another divergence.",
    witness=BestOfN(),
    source="folklore; Gao, Schulman and Hilton 2022",
    variant=lambda model: agrees(model, math.log(model.n)),
)
