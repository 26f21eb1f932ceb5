"""The Irish elk: selection that favours a trait while the population that has it declines.

Females choose males by a trait, such as the span of antlers, and natural selection holds the trait to an optimum. Females
whose preference is for more have sons with more, and daughters who prefer more: preference drags the trait along and the
trait the preference. If preference follows closely enough nothing stops them, and the trait runs away, at a growing rate, to
where the population can't keep its numbers. Selection never sees that: it compares males with one another, and each
generation prefers the larger antlers.

The mean trait z and the mean preference y change by selection on males alone, half of which each child inherits,

    z' = z + G β/2,   y' = y + B β/2,   β = (y - z)/ν² - (z - θ)/ω²,

with the trait's genetic variance G and its covariance B with the preference, which is itself under no selection. Here
c = 1/ν² (choosiness) and v = 1/ω² (constraint) are the parameters, so that either may be 0. Then

    β' = λ β,   λ = 1 + (B c - G (c + v))/2,

so that z_t = z_0 + G β_0/2 (1 + λ + ... + λ^(t-1)), and the trait runs away (β_0 not 0)

    iff  λ > 1  iff  B/G > 1 + ν²/ω² = 1 + v/c.

If -1 < λ < 1 it settles at z_0 + G β_0 / (2 (1 - λ)), a point on the line of equilibria y = z + (v/c)(z - θ).

The population grows by the factor R exp(-v (z - θ)²/2) a generation, and so declines once

    |z - θ| > ω √(2 ln R).

The optimum, and what growth there is at it, include what variance about the mean costs; selection is weak, so that variances
stay as they are.

Source: R. Lande, *Models of speciation by sexual selection on polygenic traits*, PNAS 78 (1981), for z, y and the condition;
the rest is derived here. Whether antlers ended the Irish elk is disputed: the name stands for the story.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar, quotient


@dataclasses.dataclass(frozen=True)
class IrishElk:
    """A trait and a preference for it that drive each other, under natural selection, in a population that may die of it.

    Parameters
    ----------
    genetic_variance
        G >= 0, of the trait.
    covariance
        B, of trait and preference; any finite number.
    choosiness
        c = 1/ν² >= 0, how sharply females tell what they prefer from what they don't.
    constraint
        v = 1/ω² >= 0, how sharply natural selection holds the trait to its optimum.
    preference, trait, optimum
        The mean preference y and the mean trait z at the start, and the optimum θ.
    growth
        R >= 1, the population's growth factor a generation where the trait is at its optimum.
    numbers
        The number of individuals at the start, at least 1; the population is extinct when fewer than one are expected.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.irish_elk import irish_elk
    >>> solution = irish_elk(IrishElk())
    >>> solution.regime, solution.ratio, solution.threshold, solution.declines_from, solution.extinct_in
    ('runs away', 2, Fraction(5, 4), 16, 30)
    """

    genetic_variance: Annotated[Scalar, Parameter("genetic variance of the trait", 0)] = "1/2"
    covariance: Annotated[Scalar, Parameter("genetic covariance of trait and preference")] = 1
    choosiness: Annotated[Scalar, Parameter("1/ν², how sharply females choose", 0)] = "1/5"
    constraint: Annotated[Scalar, Parameter("1/ω², how sharply natural selection constrains the trait", 0)] = "1/20"
    preference: Annotated[Scalar, Parameter("mean preference at the start")] = 4
    trait: Annotated[Scalar, Parameter("mean trait at the start")] = 0
    optimum: Annotated[Scalar, Parameter("the trait that survives best")] = 0
    growth: Annotated[Scalar, Parameter("growth of the population at the optimum, a factor a generation", 1)] = "3/2"
    numbers: Annotated[Scalar, Parameter("individuals at the start", 1)] = 1000

    usual_axes: ClassVar[tuple[str, ...]] = ("covariance=0:2:41", "constraint=0:1/4:41")

    def __post_init__(self) -> None:
        check_fields(self)

    def gradient(self) -> Scalar:
        """The strength and direction β of selection on males at the start."""
        return (self.preference - self.trait) * self.choosiness - (self.trait - self.optimum) * self.constraint

    def factor(self) -> Scalar:
        """λ, by which that selection grows from generation to generation."""
        pull = self.covariance * self.choosiness - self.genetic_variance * (self.choosiness + self.constraint)
        return 1 + quotient(pull, 2)
