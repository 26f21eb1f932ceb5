"""Three ways in which the base objective gets into a learned optimizer, as a race: internalized, pointed at, or deceived about.

Training starts with an optimizer that wants a proxy and knows nothing of the base objective. Its mistakes get it modified, a
step at a time, towards the base objective; meanwhile its model of the world learns what the base objective is. If the last step
of modification comes first, the base objective is *internalized*. If knowledge does, the next modification may make it point at
what it knows, as a duckling imprints on whoever is there: *corrigible*. Or before that it sees that it is being selected, and
plays along with what it knows without wanting it: *deceptive*, and never modified again.

The state is (k, m): k of K steps of knowledge are made, m of M steps of modification, from (0, 0). In an episode

* with probability a_m = δ_m μ proxy and base objective come apart (δ_m) and the mistake is followed by modification (μ). While
  k < K it makes m one larger, and M is *internalized*; once k = K it is a pointer with probability ρ, *corrigible*, and else
  makes m one larger;
* if not, with probability 1 - a_m, something may be understood: while k < K, a step of knowledge with probability λ; once
  k = K, that one is being selected, with probability ω: *deceptive*.

Data tell proxy and base objective apart at a constant rate, δ_m = δ. If mistakes *fade*, δ_m = δ (M - m)/M: the nearer the
proxy, the fewer. A state whose rates are both 0 is never left: then the proxy stays as it is for ever.

*Derivation* (without fading; a = δ μ, b = (1 - a) λ, c = (1 - a) ω). With one step each, two races follow each other, in which
each runner wins in proportion to its rate:

    P(internalized) = a/(a + b) + b/(a + b) a (1 - ρ)/(a + c)
    P(corrigible) = b/(a + b) a ρ/(a + c)
    P(deceptive) = b/(a + b) c/(a + c)

after 1/(a + b) + b/(a + b) 1/(a + c) episodes on average. With K and M steps let q = b/(a + b), i = a (1 - ρ)/(a + c).
Knowledge is complete after m < M modifications with probability C(K - 1 + m, m) q^K (1 - q)^m, and M - m more modifications
in a row have i^(M - m):

    P(deceptive) = c/(c + a ρ) Σ_{m < M} C(K - 1 + m, m) q^K (1 - q)^m (1 - i^(M - m)).

So deceptive to corrigible is as c to a ρ, whatever K, M and λ are.

Source: section 4.4 of arXiv:1906.01820 for the three ways; the chain is this library's.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Flag, Parameter, check_fields
from toymodels.scalars import Scalar, ratio


@dataclasses.dataclass(frozen=True)
class AlignmentPaths:
    """The race of modification, learning and insight.

    Parameters
    ----------
    learning
        The probability λ in [0, 1] of a step of knowledge in an episode without modification.
    modification
        The probability μ that a mistake is followed by a modification.
    data
        The probability δ that an episode tells proxy and base objective apart, so that the proxy makes a mistake.
    awareness
        The probability ω that, knowing the base objective, it sees in an episode without modification that it is selected.
    pointing
        The probability ρ that, once the base objective is known, a modification makes it a pointer to that knowledge.
    knowledge
        The steps K >= 1 of knowledge.
    distance
        The steps M >= 1 of modification from the proxy to the base objective.
    fading
        Whether mistakes become rarer as the proxy comes nearer to the base objective.

    Rates may be sympy symbols; the solution is then a formula in them.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.alignment_paths import alignment_paths
    >>> solution = alignment_paths(AlignmentPaths("1/2", "1/2", "1/5", "1/10", "1/2", knowledge=1, distance=1))
    >>> solution.internalized, solution.corrigible, solution.deceptive
    (Fraction(83, 209), Fraction(45, 209), Fraction(81, 209))
    """

    learning: Annotated[Scalar, Parameter("chance of a step of knowledge in an episode", 0, 1)] = "1/4"
    modification: Annotated[Scalar, Parameter("chance that a mistake is followed by a modification", 0, 1)] = "1/2"
    data: Annotated[Scalar, Parameter("chance that an episode tells proxy and base objective apart", 0, 1)] = "1/5"
    awareness: Annotated[Scalar, Parameter("chance of seeing that one is selected, once the base is known", 0, 1)] = "1/10"
    pointing: Annotated[Scalar, Parameter("chance that a modification makes it point at what it knows", 0, 1)] = "1/2"
    knowledge: Annotated[Scalar, Parameter("steps of knowledge to the base objective", 1, integer=True)] = 3
    distance: Annotated[Scalar, Parameter("steps of modification to the base objective", 1, integer=True)] = 3
    fading: Annotated[bool, Flag("whether mistakes fade as the proxy comes nearer")] = False

    usual_axes: ClassVar[tuple[str, ...]] = ("learning=0:1:41", "data=0:1:41")

    def __post_init__(self) -> None:
        check_fields(self)

    def mistakes(self, modified: int) -> Scalar:
        """The probability a_m that an episode brings a modification, after so many."""
        rate = self.data * self.modification
        return rate * ratio(self.distance - modified, self.distance) if self.fading else rate
