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
from typing import Annotated

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar

_CHANCE = Parameter("likelihood", 0, 1)
_TOLERANCE = 1e-9

Signals = tuple[tuple[Scalar, Scalar], ...]
"""For each signal its probabilities in an episode of training and of deployment."""


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
    signals
        For each signal that an episode can show, (P(s | training), P(s | deployment)); None for no signal.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain; if the probabilities of the signals do not sum to 1 in each
        phase, or a signal is impossible in both.

    Examples
    --------
    >>> from toymodels.solvers.memoryless_deceiver import memoryless_deceiver
    >>> solution = memoryless_deceiver(MemorylessDeceiver(training=2, deployment=3))
    >>> solution.defection, solution.value
    (Fraction(5, 9), Fraction(275, 243))
    """

    training: Annotated[Scalar, Parameter("episodes of training", 0, integer=True)] = 2
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 3
    modification: Annotated[Scalar, Parameter("probability that a defection in training gets modified", 0, 1)] = 1
    overlap: Annotated[Scalar, Parameter("what an episode without defection pays, where a defection pays 1")] = 0
    discount: Annotated[Scalar, Parameter("weight of the next episode relative to this one", 0, 1)] = 1
    signals: Signals | None = None

    def __post_init__(self) -> None:
        check_fields(self)
        if self.signals is not None:
            object.__setattr__(self, "signals", _checked(self.signals))


def _checked(signals: object) -> Signals:
    """The rows of likelihoods as scalars, each column a distribution."""
    if not isinstance(signals, tuple | list) or not signals or any(len(row) != 2 for row in signals):
        raise ValueError(f"signals must be pairs (P(s | training), P(s | deployment)), one at least, got {signals!r}")
    rows = tuple(
        (_CHANCE.checked(row[0], f"P(signal {i} | training)"), _CHANCE.checked(row[1], f"P(signal {i} | deployment)"))
        for i, row in enumerate(signals)
    )
    for i, row in enumerate(rows):
        if row == (0, 0):
            raise ValueError(f"signal {i} must be possible in training or in deployment, got probability 0 in both")
    for column, phase in enumerate(("training", "deployment")):
        total = sum(row[column] for row in rows)
        if abs(total - 1) > (_TOLERANCE if isinstance(total, float) else 0):
            raise ValueError(f"probabilities of the signals in {phase} must sum to 1, got {total}")
    return rows
