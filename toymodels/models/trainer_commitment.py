"""The trainer commits first: how long to train, how hard to audit and how many honeypots to set, all at a cost.

A trainer announces a length of training, an effort of auditing and a share of honeypots among what looks like deployment. A
mesa-optimizer that hears of it makes its best of the episode game that results, and what it defects in deployment is the
trainer's loss. Audits that deter it in training only make it deceive, so the trainer has to keep below what deters it, or to
train for longer than it is willing to wait.

The commitment (T, e, ρ) is chosen from a finite set: T <= the longest training, e a multiple of 1/n up to 1 and ρ one of
ρ_max/n up to ρ_max, for n levels. Each training episode and each honeypot is audited with probability e. An A in a conflict
that is audited gets the optimizer modified with probability μ, so that an A in training does with p = e μ and, since a share
ρ of the D episodes that look like deployment are honeypots, an A there with q = ρ p: the optimizer plays the episode game

    EpisodeGame(training=T, deployment=D, modification=p, discount=g, training_agreement=τ, deployment_agreement=α,
                monitoring=ρ p),

in which it plays A^k B^m A^D with k = T - m. It reaches the i-th of D episodes unmodified with probability
(1 - p (1 - τ))^k (1 - q (1 - α))^i, and does harm there if there is a conflict and it is real. With S_D(x) = 1 + ... +
x^(D-1) the trainer expects

    c T + a e (T + ρ D) + h ρ D + L X,   X = (1 - α)(1 - ρ)(1 - p (1 - τ))^k S_D(1 - ρ p (1 - α)),

for a cost c of an episode of training, a of an audit, h of a honeypot and a loss L from a defection in deployment; it does
not discount. Overlap below 1 cancels out of the optimizer's policy, so there is none.

For fixed p and ρ, let M be the patience: the number of episodes of training that it would deceive throughout. Then training
of M + k episodes costs (c + a e)(M + k), and saves X_0 L (1 - s^k) with s = 1 - p (1 - τ) and X_0 = X at k = 0: the best k > 0
is the least with L X_0 s^k (1 - s) <= c + a e, and training for up to M episodes is never better than none.

Source: this library; commitment as in H. von Stackelberg, *Marktform und Gleichgewicht* (1934).
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Choice, Parameter, check_fields
from toymodels.scalars import Scalar

TIES = ("strong", "weak")
"""Whether the optimizer, where it is indifferent, does what is better for the trainer or what is worse."""


@dataclasses.dataclass(frozen=True)
class TrainerCommitment:
    """The trainer that commits to training, audits and honeypots before the mesa-optimizer plans.

    Parameters
    ----------
    max_training
        The longest training that the trainer can commit to, an integer >= 0.
    levels
        n >= 1, the number of steps in which effort and rate of honeypots are chosen.
    max_honeypots
        ρ_max in [0, 1], the highest share of honeypots among what looks like deployment.
    deployment
        D >= 0, the number of episodes that look like deployment.
    modification
        μ in [0, 1], the probability that an A in a conflict that is audited gets modified.
    discount
        g in [0, 1], the optimizer's weight of the next episode relative to this one.
    training_agreement, deployment_agreement
        τ and α in [0, 1], the probabilities that an episode holds no conflict.
    training_cost, audit_cost, honeypot_cost
        c, a and h >= 0, the costs of an episode of training, of an audit and of a honeypot.
    loss
        L >= 0, what an A in a conflict of real deployment costs the trainer.
    ties
        What an indifferent optimizer does: ``"strong"``, what is better for the trainer, an A in training; ``"weak"``, what
        is worse, a B. With finitely many commitments the trainer's optimum is attained either way.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or word, or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.trainer_commitment import trainer_commitment
    >>> best = trainer_commitment(TrainerCommitment(max_honeypots=0))
    >>> best.regime, best.training, best.effort, best.deceptive_episodes
    ('trains past patience', 15, Fraction(1, 5), 2)
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("audit_cost=0:3:61", "loss=0:4:41")

    max_training: Annotated[Scalar, Parameter("longest training that can be committed to", 0, integer=True)] = 30
    levels: Annotated[Scalar, Parameter("steps in which efforts and rates are chosen", 1, integer=True)] = 10
    max_honeypots: Annotated[Scalar, Parameter("highest share of honeypots in what looks like deployment", 0, 1)] = "1/2"
    deployment: Annotated[Scalar, Parameter("episodes that look like deployment", 0, integer=True)] = 10
    modification: Annotated[Scalar, Parameter("probability that an audited A gets modified", 0, 1)] = 1
    discount: Annotated[Scalar, Parameter("the optimizer's weight of the next episode", 0, 1)] = "9/10"
    training_agreement: Annotated[Scalar, Parameter("probability of no conflict in a training episode", 0, 1)] = 0
    deployment_agreement: Annotated[Scalar, Parameter("probability of no conflict in a deployment episode", 0, 1)] = 0
    training_cost: Annotated[Scalar, Parameter("cost of an episode of training", 0)] = 1
    audit_cost: Annotated[Scalar, Parameter("cost of an audit", 0)] = 1
    honeypot_cost: Annotated[Scalar, Parameter("cost of a honeypot", 0)] = 4
    loss: Annotated[Scalar, Parameter("loss from a defection in deployment", 0)] = 10
    ties: Annotated[str, Choice("what an indifferent optimizer does, for the trainer or against it", TIES)] = "strong"

    def __post_init__(self) -> None:
        check_fields(self)
