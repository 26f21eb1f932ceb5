"""The memoryless deceiver: an optimizer that cannot tell episodes apart and commits to one probability of defecting.

It knows how many episodes of training and of deployment there are, but not which one it is in, nor what it did before. So
it fixes one probability x of serving its own objective, as the absent-minded driver fixes one probability of turning off.
If it sees a signal in every episode, noisy evidence of being deployed, it fixes one probability for every signal.

An episode pays the original objective 1 for a defection (A) and the overlap w otherwise; a defection in training gets the
optimizer modified with probability p into one that never defects again. With g the discount and S_D(g) the sum of its
first D powers, let F_n(x) be what defecting will bring, in units of 1 - w, with n episodes of training left and the
objective unmodified. Then

    F_0 = x S_D(g),    F_{n+1} = x + g (1 - p x) F_n,    E(x) = w S_{T+D}(g) + (1 - w) F_T(x).

For g = 1 and y = p x that is p F_T = 1 - (1 - y)^T + D y (1 - y)^T, with the derivative in y

    (1 - y)^(T-1) (T + D - D (T + 1) y),    so that    x* = min(1, (T + D) / (p D (T + 1)))    for w < 1 and p D > 0.

With signals, a = Σ P(s | training) x_s defects in training and b = Σ P(s | deployment) x_s in deployment, which stand for
x in F_{n+1} and in F_0: all that counts is the pair (a, b) of a false and a true positive rate.

Source: E. Hubinger, C. van Merwijk, V. Mikulik, J. Skalse, S. Garrabrant, *Risks from Learned Optimization in Advanced
Machine Learning Systems*, arXiv:1906.01820, section 4.5; M. Piccione and A. Rubinstein, *On the interpretation of decision
problems with imperfect recall*, Games and Economic Behavior 20 (1997).
"""

import dataclasses
from typing import Annotated, Any, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar
from toymodels.signal_notation import SignalNotation

Likelihoods = tuple[tuple[Scalar, Scalar], ...]
"""For each observation its probabilities in an episode of training and of deployment."""


@dataclasses.dataclass(frozen=True)
class MemorylessDeceiver:
    """An optimizer that defects with one probability in every episode, by the light of its original objective.

    Parameters
    ----------
    training, deployment
        The numbers of episodes T and D, integers >= 0.
    modification
        The probability p in [0, 1] that a defection in training replaces the objective.
    overlap
        What an episode without defection pays the original objective, w, where a defection pays 1.
    discount
        The weight g in [0, 1] of the next episode relative to this one.
    signal
        What every episode shows before it is acted in, with its likelihoods; None for nothing.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain, or the signal begins later than in the first episode.

    Examples
    --------
    >>> from toymodels.solvers.memoryless_deceiver import memoryless_deceiver
    >>> solution = memoryless_deceiver(MemorylessDeceiver(training=2, deployment=3))
    >>> solution.defection, solution.value
    (Fraction(5, 9), Fraction(275, 243))
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("modification=0:1:21", "discount=0:1:21")

    training: Annotated[Scalar, Parameter("episodes of training", 0, integer=True)] = 2
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 3
    modification: Annotated[Scalar, Parameter("probability that a defection in training gets modified", 0, 1)] = 1
    overlap: Annotated[Scalar, Parameter("what an episode without defection pays, where a defection pays 1")] = 0
    discount: Annotated[Scalar, Parameter("weight of the next episode relative to this one", 0, 1)] = 1
    signal: Annotated[Any, SignalNotation("what each episode shows, in training and in deployment")] = None

    def __post_init__(self) -> None:
        check_fields(self)
        if self.signal is not None and self.signal.first_episode != 1:
            first = self.signal.first_episode
            raise ValueError(f"signal must begin in the first episode, as no episode is told from another, got @{first}")

    @property
    def likelihoods(self) -> Likelihoods | None:
        """P(s | training) and P(s | deployment) of every observation s; None without a signal."""
        return None if self.signal is None else tuple(self.signal.likelihoods().values())
