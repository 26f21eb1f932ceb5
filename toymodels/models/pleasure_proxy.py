"""Pleasure as a proxy for fitness: evolution, an optimizer, built optimizers that want something else.

Evolution selects for offspring. It could have made creatures that work out what serves fitness and do it; what it mostly made
are creatures that do what pleases them, because that is cheaper and was, for as long as their environment stayed what it was,
nearly always the same. Then the environment changes (sugar in every shop, contraception), and they go on doing, and doing
well, what pleases them.

There are two types. A pleasure-seeker does on every occasion of its life what pleases most, which is what is fittest on the
share a of occasions (the agreement). A fitness-seeker always does what is fittest, and pays the share c of its offspring for
working it out. Offspring are in proportion to the occasions on which the fittest is done, R if that is all of them, so that the
expected numbers are

    pleasure: R a,  fitness itself: R (1 - c),

and evolution prefers pleasure iff a > 1 - c. If it has, and left a share m of fitness-seekers (mutants), and the agreement
falls to b, then t generations after the change there are, for each that there was,

    N(t) = (1 - m) (R b)^t + m (R (1 - c))^t,

and the odds of fitness-seekers have grown by the factor ((1 - c)/b)^t: if b < 1 - c they overtake after
ln((1 - m)/m) / ln((1 - c)/b) generations. Until then the population follows its proxy, even where R b < 1, so that it
declines.

Source: this library; the comparison of evolution with training is that of section 1 of arXiv:1906.01820; the decline and return
of a population that adapts is evolutionary rescue, R. Gomulkiewicz and R. D. Holt, Evolution 49 (1995).
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class PleasureProxy:
    """Creatures that seek pleasure and creatures that seek fitness, before and after their environment changes.

    Parameters
    ----------
    agreement
        The probability a in [0, 1] that what pleases most is what is fittest, before the change.
    later_agreement
        The same after the change, b in [0, 1].
    cost
        The share c in [0, 1] of its offspring that it costs to work out what is fittest.
    growth
        R >= 0, the offspring of a life of best acts.
    mutants
        The share m in [0, 1] of fitness-seekers at the time of the change, if pleasure was preferred until then.
    generations
        The number of generations after the change for which shares and numbers are reported.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.pleasure_proxy import pleasure_proxy
    >>> solution = pleasure_proxy(PleasureProxy())
    >>> solution.regime, solution.agreement_threshold, solution.overtaken_after
    ('declines', Fraction(9, 10), 16)
    """

    agreement: Annotated[Scalar, Parameter("how often pleasure and fitness agree before the change", 0, 1)] = "19/20"
    later_agreement: Annotated[Scalar, Parameter("how often they agree after the change", 0, 1)] = "3/5"
    cost: Annotated[Scalar, Parameter("share of offspring that working out what is fittest costs", 0, 1)] = "1/10"
    growth: Annotated[Scalar, Parameter("offspring of a life of best acts", 0)] = "3/2"
    mutants: Annotated[Scalar, Parameter("share of fitness-seekers when the environment changes", 0, 1)] = "1/500"
    generations: Annotated[Scalar, Parameter("generations after the change", 0, integer=True)] = 40

    usual_axes: ClassVar[tuple[str, ...]] = ("cost=0:1/2:41", "later_agreement=0:1:41")

    def __post_init__(self) -> None:
        check_fields(self)
