"""Sexual selection: a preference that costs nothing carries a trait that costs males their lives.

Some males have a trait (T2) that lets fewer of them live, and some females a preference (P2) for it. Nobody is better off for
having such a father, except that his sons have the trait and his daughters the preference: the trait is good because it is
preferred, and the preference because what it prefers is preferred. What females select for, in place of fitness, is a proxy,
and it can take hold of the whole population while the share of males that survive falls.

Haploid, two loci: males with the trait survive with 1 - s where others survive; females with the preference choose a male with
the trait a times as readily as another; r is the probability of recombination. The recursion is that of
``toymodels.populations.two_locus``. The trait's share after one generation is t2' = (t2 + f)/2, with that of the fathers

    f/t2 = (1 - p2)(1 - s)/(1 - s t2) + p2 a (1 - s)/(1 + (a (1 - s) - 1) t2),

whatever r is and however the genes go together. Set f = t2. With A = a (1 - s) this is a quadratic in t2 that has
t2 = 1 as one root, and so has as the other

    t2 = [(a - 1)(1 - s) p2/s - 1]/[A - 1],  from 0 at V1 = s/((a - 1)(1 - s)) to 1 at V2 = a s/(a - 1):

a line of equilibria if A > 1. The trait's share rises below the line and falls above it; left of V1 the trait is lost, right of
V2 it takes over. The preference isn't selected for or against. It goes along: with D = x_11 x_22 - x_12 x_21,

    p2' - p2 = D/(t2 (1 - t2)) (t2' - t2),

since a father brings P2 with the probability it has among those of his trait. So no place on the line is better than another,
and history decides on which one it ends.

Source: M. Kirkpatrick, *Sexual selection and the evolution of female choice*, Evolution 36 (1982), with its a, s, p2, t2.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar, quotient


@dataclasses.dataclass(frozen=True)
class SexualSelection:
    """A costly trait of males and a preference of females for it, in a haploid of two loci.

    Parameters
    ----------
    attraction
        a >= 1, how much more readily females with the preference take a male with the trait.
    viability_cost
        s in [0, 1], the share of males with the trait that die of it before they mate.
    preference, trait
        The shares p2 and t2 in [0, 1] of those with the preference and with the trait at the start, where the genes go together
        no more often than by chance.
    recombination
        r in [0, 1]; 1/2 is free recombination.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.sexual_selection import sexual_selection
    >>> solution = sexual_selection(SexualSelection(attraction=2, viability_cost="1/5", preference="3/10", trait="1/20"))
    >>> solution.V1, solution.V2, round(solution.preference, 6), round(solution.trait, 6)
    (Fraction(1, 4), Fraction(2, 5), 0.346109, 0.640725)
    """

    attraction: Annotated[Scalar, Parameter("how much more readily the trait is chosen by those who prefer it", 1)] = 2
    viability_cost: Annotated[Scalar, Parameter("share of males with the trait that die of it", 0, 1)] = "1/5"
    preference: Annotated[Scalar, Parameter("share with the preference at the start", 0, 1)] = "3/10"
    trait: Annotated[Scalar, Parameter("share with the trait at the start", 0, 1)] = "1/20"
    recombination: Annotated[Scalar, Parameter("probability of recombination", 0, 1)] = "1/2"

    usual_axes: ClassVar[tuple[str, ...]] = ("viability_cost=0:1:41", "preference=0:1:41")

    def __post_init__(self) -> None:
        check_fields(self)

    def trait_on_line(self, preference: Scalar) -> Scalar:
        """The trait's share at which it neither rises nor falls, for a share of the preference; None if that is any.

        0 left of the line, and where there is none; 1 right of it.

        >>> from fractions import Fraction
        >>> [SexualSelection().trait_on_line(Fraction(n, 20)) for n in (4, 6, 9)]
        [0, Fraction(1, 3), 1]
        """
        a, s = self.attraction, self.viability_cost
        worth = a * (1 - s)
        if (s == 0 and (a == 1 or preference == 0)) or (worth == 1 and preference == 1):
            return None
        if worth <= 1:
            return 0
        if s == 0:
            return 1
        share = quotient(quotient((a - 1) * (1 - s) * preference, s) - 1, worth - 1)
        return min(max(share, 0), 1)
