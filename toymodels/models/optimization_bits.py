"""Optimization as improbable selection: how many bits it takes to hit a target that small in a space that large.

A thermostat, a search engine and evolution all bring about what chance would hardly have. So measure an optimizer by its
results: of all outcomes that were possible, how many are at least as good as the one that came about?

Of |Ω| outcomes that chance would make equally likely, b are at least as good as the one met. The optimization power is

    log2(|Ω| / b) bits,

as many as yes-or-no questions that would single the better ones out: 1 outcome of 1024 takes 10 bits.

*Best of n.* Chance has some power too, if it may try often. On a continuous scale the share of outcomes above the best of n
random ones is the least of n numbers that are uniform in [0, 1], above u with probability (1 - u)^n. With B = -log2(share)
and u = 2^(-t), the mean is

    E B = ∫_0^∞ 1 - (1 - 2^(-t))^n dt = (1/ln 2) ∫_0^1 (1 - (1 - u)^n)/u du
        = (1/ln 2) ∫_0^1 1 + v + ... + v^(n-1) dv = H_n / ln 2,

with H_n = 1 + 1/2 + ... + 1/n: about log2 n + 0.83 bits. To double the tries adds one bit.

Source: E. Yudkowsky, *Measuring optimization power*, 2008; the mean for the best of n is derived here.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class OptimizationBits:
    """An outcome, measured by how few of all outcomes are as good.

    Parameters
    ----------
    better
        The number of outcomes at least as good as this one, itself among them, an integer >= 1.
    outcomes
        The number of all outcomes, an integer >= better.
    samples
        The number n of random tries that it is compared with, an integer from 1 to a million.

    Raises
    ------
    TypeError, ValueError
        If a value is no integer or outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.optimization_bits import optimization_bits
    >>> optimization_bits(OptimizationBits(better=1, outcomes=1024)).bits
    10
    """

    better: Annotated[Scalar, Parameter("number of outcomes that are at least as good", 1, integer=True)] = 1
    outcomes: Annotated[Scalar, Parameter("number of all outcomes", 1, integer=True)] = 1024
    samples: Annotated[Scalar, Parameter("random tries to compare with", 1, 1_000_000, integer=True)] = 1

    usual_axes: ClassVar[tuple[str, ...]] = ("better=1:32", "outcomes=32:64")

    def __post_init__(self) -> None:
        check_fields(self)
        if isinstance(self.better, int) and isinstance(self.outcomes, int) and self.better > self.outcomes:
            raise ValueError(f"better must be at most outcomes = {self.outcomes}, got {self.better}")
