"""The defection-probability game: a deceiver without memory plans a catastrophe that it may be caught preparing.

In every episode of training and of deployment alike it defects with one probability x. If it defects in training it is
caught, which is no better for it than never to have defected. It wins, and the catastrophe happens, if it comes through
training and then defects often enough in deployment: d times in all, or d times in a row.

With n episodes of training and m of deployment, let c(x) be the chance of enough defections among m. It wins with the
probability (1 - x)^n c(x), so that what counts for its choice is the sign of (1 - x) c'(x) - n c(x). For d = 1, with
q = 1 - x, that is q^n (1 - q^m), greatest where q^m = n / (n + m), and so

    P(catastrophe | training passed) = m / (n + m),    P(passed) = (n / (n + m))^(n/m),

whence a catastrophe after training has at most the probability ε iff n >= m (1 - ε) / ε.

In a row: the chances of the lengths 0, ..., d - 1 of the last run of defections without d in a row so far, a Markov chain,

    k -> k + 1 with x,  k -> 0 with 1 - x.

Source: E. Hubinger, C. van Merwijk, V. Mikulik, J. Skalse, S. Garrabrant, *Risks from Learned Optimization in Advanced
Machine Learning Systems*, arXiv:1906.01820, section 4.5, for the deceiver; the game is known from informal analyses.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated

from toymodels.domains import Flag, Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class DefectionProbability:
    """A deceiver without memory that must pass training and then defect several times.

    Parameters
    ----------
    training, deployment
        The numbers of episodes n and m, integers >= 0.
    defections
        How many defections in deployment make a catastrophe, d, an integer >= 1.
    in_a_row
        Whether they must be in successive episodes, True or False.
    epsilon
        How probable a catastrophe may be, given that training was passed: in [0, 1].

    Raises
    ------
    TypeError, ValueError
        If a value is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.defection_probability import defection_probability
    >>> solution = defection_probability(DefectionProbability(training=2, deployment=1))
    >>> solution.defection, solution.value, solution.catastrophe_if_passed
    (Fraction(1, 3), Fraction(4, 27), Fraction(1, 3))
    """

    training: Annotated[Scalar, Parameter("episodes of training", 0, integer=True)] = 2
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 3
    defections: Annotated[Scalar, Parameter("defections in deployment that make a catastrophe", 1, integer=True)] = 1
    in_a_row: Annotated[bool, Flag("whether they must be in a row")] = False
    epsilon: Annotated[Scalar, Parameter("how probable a catastrophe may be after training", 0, 1)] = Fraction(1, 100)

    def __post_init__(self) -> None:
        check_fields(self)
