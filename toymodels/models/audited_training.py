"""Audited training: the episode game against an auditor who must choose which episodes of training to look at.

A mesa-optimizer is trained for T episodes and then deployed for D. An auditor can look at k of the training episodes: an A in
an audited episode pays like any other, but gets the optimizer modified, with probability p. The auditor wants the opposite of
what the optimizer wants, and in each episode of training both choose at once.

*Observed audits.* The optimizer sees which episodes were audited, so that both know t episodes and j audits left. Let
v(t, j) be what staying unmodified is worth, in units of 1 - w. With v(0, j) = S_D = 1 + g + ... + g^(D-1) it is the value of

                  audit                          no audit
    B     g v(t-1, j-1)                  g v(t-1, j)
    A     1 + (1 - p) g v(t-1, j-1)      1 + g v(t-1, j)

(That the auditor doesn't learn of an A in an episode without audit is of no account: the past doesn't matter to what follows.)
For p = g = 1 subtract D everywhere: an A that is caught leaves 1 - D = -b, one that isn't adds 1, and nothing is left at the
end. So v - D is the value of the inspection game with T stages, k inspections, T intended violations and penalty b, and

    V = D + C(T, k+1)/s(T, k),   s(n, m) = sum of C(n, i) b^(m-i) over i = 0, ..., m,

where the auditor audits first with probability s(T-1, k-1)/s(T, k). T = 2, D = 3, k = 1: V = 3 + 1/4.

Observed audits deter, so that B throughout is optimal and V = g^T S_D, iff p g^T S_D >= 1 and k >= T: unless all of
training can be audited, waiting for the audits to be used up pays.

*Secret audits.* The optimizer learns of no audit, only of its modification, and so decides beforehand in which episodes it
plays A while unmodified. With i episodes to go until deployment, that one included,

    V = g^T S_D  iff  a_1 + ... + a_T <= k and a_T <= 1,  where a_i = 1/(p g^i S_D):  for p = g = 1 iff T <= k D and D >= 1.

*Only if:* let B throughout be optimal, and q_i the probability of an audit with i to go against it. A single A there and B
otherwise pays g^(T-i) more now and loses p q_i g^T S_D, so that q_i >= a_i; and the q_i sum to at most k. *If:* draw the k
audited episodes so that each is audited with probability q_i >= a_i, and negatively associated: whatever makes audits in some
episodes less likely makes those elsewhere more likely (conditional Poisson sampling does, for all q_i <= 1 that sum to k; for
p = g = 1, one episode at random out of each of k blocks of at most D does too). Being unmodified after some As is the more
likely the fewer of them were audited; so, given that, the next A is audited with probability >= a_i, and modified with
probability >= p a_i. By induction to be unmodified with i to go is worth at most g^i S_D: an A leaves at most 1 + (1 - p a_i)
g^i S_D = g^i S_D.

*The price of being watched auditing* is the difference between the values of observed and of secret audits: at least 0, since
the optimizer may ignore what it sees.

Sources: the inspection game of Dresher, M. (1962) and von Stengel, B. (2016), Recursive inspection games, Mathematics of
Operations Research 41(3); Joag-Dev, K. and Proschan, F. (1983), Negative association of random variables; the theorem on secret
audits: this library.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Flag, Parameter, check_fields
from toymodels.scalars import Scalar
from toymodels.training import Phase, TrainingGame


@dataclasses.dataclass(frozen=True)
class AuditedTraining:
    """The episode game against an auditor with a budget of audits.

    Parameters
    ----------
    training
        The number of training episodes T, an integer >= 0.
    deployment
        The number of deployment episodes D, an integer >= 0.
    audits
        How many training episodes the auditor can look at, k, an integer >= 0.
    observed
        Whether the optimizer sees which episodes were audited.
    modification
        The probability p in [0, 1] that an audited A replaces the objective by the base objective.
    overlap
        What B pays the mesa-objective, w, where A pays 1: in [0, 1].
    discount
        The weight g in [0, 1] of the next episode relative to this one.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.audited_training import audited_training
    >>> solution = audited_training(AuditedTraining(training=2, deployment=3, audits=1))
    >>> solution.value, solution.audit_probability, solution.defection_probability
    (Fraction(13, 4), Fraction(1, 4), Fraction(1, 4))
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("training=1:6", "deployment=1:6")

    training: Annotated[Scalar, Parameter("episodes of training", 0, integer=True)] = 2
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 3
    audits: Annotated[Scalar, Parameter("training episodes that can be audited", 0, integer=True)] = 1
    observed: Annotated[bool, Flag("whether the optimizer sees which episodes were audited")] = True
    modification: Annotated[Scalar, Parameter("probability that an audited A gets modified", 0, 1)] = 1
    overlap: Annotated[Scalar, Parameter("what B pays the mesa-objective, where A pays 1", 0, 1)] = 0
    discount: Annotated[Scalar, Parameter("weight of the next episode relative to this one", 0, 1)] = 1

    def __post_init__(self) -> None:
        check_fields(self)

    def training_game(self) -> TrainingGame:
        """The training game in which every episode of training is audited."""
        caught = {"base": self.modification, "mesa": 1 - self.modification}
        return TrainingGame(
            base="base",
            states={"mesa": "mesa", "base": "base"},
            actions={"mesa": ("B", "A"), "base": ("B",)},
            payoffs={
                ("mesa", "mesa", "task", "A"): 1,
                ("mesa", "mesa", "task", "B"): self.overlap,
                ("mesa", "base", "task", "B"): self.overlap,
                ("base", "mesa", "task", "A"): 0,
                ("base", "mesa", "task", "B"): 1,
                ("base", "base", "task", "B"): 1,
            },
            phases=(
                Phase("training", self.training, {"task": 1}, {("mesa", "task", "A"): caught}, training=True),
                Phase("deployment", self.deployment, {"task": 1}),
            ),
            start="mesa",
            discount=self.discount,
        )
