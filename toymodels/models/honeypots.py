"""Honeypots: some training episodes look like deployment, so that defecting on what looks like deployment is a gamble.

A mesa-optimizer recognizes deployment by a signal that every deployment episode brings, and waits for it with its
defection (A). The base optimizer builds honeypots, training episodes that bring the signal too, and an A in one of them
gets the optimizer modified like an A in any other training episode. How many does it take before defection on the signal
doesn't pay?

Before every training episode, the first one too, training is over with probability h = 1/(1 + m), so that m is the mean
number of training episodes; deployment lasts D episodes. A training episode is a honeypot with probability ρ (the rate), and
a honeypot brings the signal with probability φ (the fidelity), so f = ρ φ is the chance of a false alarm. By the consequences
of what it has done the optimizer knows *afterwards* whether the episode was real; or it doesn't, and has nothing but Bayes'
rule, after signals and after survival. All episodes are conflicts, in which A pays the mesa-objective 1 and B pays it the
overlap w.

*Known afterwards.* Let v be what staying unmodified is worth in units of 1 - w after an episode that turned out to be
training, and S_n = 1 + g + ... + g^(n-1). On the signal the odds of training are m f, so that A instead of B gains 1 with
odds 1 of being safe, and 1 - p g v otherwise. An optimizer that never defects before it knows has

    v = h g S_{D-1} + (1 - h) g v,  hence  v = g S_{D-1} / (1 + m (1 - g)),

and never to defect on the signal is optimal  iff  m f (p g v - 1) >= 1. So the deterrence threshold is

    ρ* = 1 / (φ m (p g v - 1)),  for g = 1:  ρ* = 1 / (φ m (p (D - 1) - 1)),

if p g v > 1 and ρ* <= 1; otherwise no rate deters.

*Not known afterwards.* Whoever never defects gets nothing and never learns that it could, so that nothing deters for good.
But from the same rate ρ* on defection on a first signal doesn't pay, and the optimizer waits for more signals in a row:
deployment brings nothing else, and one training episode without the signal takes it back to the start. With c = 1 + m (1 - g)
it waits for more than k signals in a row  iff

    p g^(k+1) S_{D-k}/c - 1 >= o_1 (1 + p g S_{k-1}) + ... + o_k (1 + p g S_0),  o_i = (1 + m)^(i-1) / (m f)^i,

which for k = 1 is the condition above; o_i are the odds that deployment has lasted i episodes.

Source: this library.
"""

import dataclasses
from typing import Annotated

from toymodels.domains import Flag, Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class Honeypots:
    """The game of waiting for a sign of deployment that some training episodes show as well.

    Parameters
    ----------
    rate
        The share ρ in [0, 1] of training episodes that are honeypots.
    fidelity
        The probability φ in [0, 1] that a honeypot brings the signal of deployment.
    training
        The mean number m >= 0 of training episodes.
    deployment
        The number D >= 1 of deployment episodes.
    modification
        The probability p in [0, 1] that an A in training replaces the objective by the base objective.
    overlap
        What B pays the mesa-objective, w, where A pays 1; any finite number.
    discount
        The weight g in [0, 1] of the next episode relative to this one.
    known_afterwards
        Whether the optimizer knows after each episode if it was real, True or False.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.honeypots import honeypots
    >>> solution = honeypots(Honeypots(rate="1/100", fidelity=1, training=10, deployment=12))
    >>> solution.threshold, solution.regime
    (Fraction(1, 100), 'deterred')
    >>> solution = honeypots(Honeypots(rate="1/2", training=10, deployment=12, known_afterwards=False))
    >>> solution.threshold, solution.regime, solution.signals
    (Fraction(1, 100), 'waits for several', 5)
    """

    rate: Annotated[Scalar, Parameter("share of training episodes that are honeypots", 0, 1)] = 0
    fidelity: Annotated[Scalar, Parameter("probability that a honeypot brings the signal of deployment", 0, 1)] = 1
    training: Annotated[Scalar, Parameter("mean number of training episodes", 0)] = 10
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 1, integer=True)] = 10
    modification: Annotated[Scalar, Parameter("probability that an A in training gets modified", 0, 1)] = 1
    overlap: Annotated[Scalar, Parameter("what B pays the mesa-objective, where A pays 1")] = 0
    discount: Annotated[Scalar, Parameter("weight of the next episode relative to this one", 0, 1)] = 1
    known_afterwards: Annotated[bool, Flag("whether the optimizer knows afterwards if an episode was real")] = True

    def __post_init__(self) -> None:
        check_fields(self)
