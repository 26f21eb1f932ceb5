"""The episode game: a mesa-optimizer is trained for some episodes and then deployed for some more.

In every episode it pursues its own objective (A) or the base objective (B). An A that training sees gets it modified,
with some probability, into an optimizer of the base objective. When does it pay to play B until training is over?
The worked example, two episodes of training and three of deployment, has the answer B, B, A, A, A.

In a *conflict* A pays the mesa-objective 1 and B pays it the overlap w; in an *agreement* every act pays 1 and is safe.
A modified self plays B for ever. With n training episodes left, let u_n = (W(mesa, mesa) - W(mesa, base)) / (1 - w) be
what staying oneself is worth. Writing g for the discount, p and q for the probabilities of modification in training and
deployment, τ and α for those of agreement, an A in a training conflict gains 1 - w at once and loses p g u_n (1 - w), so

    B is optimal with n episodes of training to follow  iff  p g u_n >= 1    (w < 1),
    u_{n+1} = g u_n  after B,  τ g u_n + (1 - τ)(1 + (1 - p) g u_n)  after A,
    u_0 = (1 - α)(1 + r + ... + r^(D-1)),  r = g (1 - q (1 - α)).

u_0 follows from u'_{n+1} = α g u'_n + (1 - α)(1 + (1 - q) g u'_n) = (1 - α) + r u'_n, u'_0 = 0 in deployment, where A is
always optimal: g q u' <= 1. In training B lasts while p g^(j+1) u_0 >= 1 counting j = 0, 1, ... back from the last
episode, and before that A is optimal for good, since

    1 - p g u_{n+1} = (1 - g) + ρ (1 - p g u_n)  with  ρ = g (1 - p (1 - τ))  stays >= 0.

So the policy is A^(T-m) B^m A^D with m the number of j < T that satisfy the inequality. For w >= 1 B pays no less than
A and everything is B.

Source: E. Hubinger, C. van Merwijk, V. Mikulik, J. Skalse, S. Garrabrant, *Risks from Learned Optimization in Advanced
Machine Learning Systems*, arXiv:1906.01820, section 4 (which calls the base objective A and the mesa-objective B).
"""

import dataclasses
from fractions import Fraction
from typing import Annotated

from toymodels.domains import Parameter, check_fields
from toymodels.geometric import geometric_sum
from toymodels.scalars import Scalar
from toymodels.training import Phase, TrainingGame


@dataclasses.dataclass(frozen=True)
class EpisodeGame:
    """The training-then-deployment episode game.

    Parameters
    ----------
    training, deployment
        The numbers of episodes T and D, integers >= 0.
    modification
        The probability p in [0, 1] that an A in a training conflict replaces the objective by the base objective.
    overlap
        What B pays the mesa-objective in a conflict, w, where A pays 1; any finite number.
    discount
        The weight g in [0, 1] of the next episode relative to this one.
    training_agreement, deployment_agreement
        The probabilities τ and α in [0, 1] that an episode holds no conflict: every act pays 1 and is safe.
    monitoring
        The probability q in [0, 1] that an A in a deployment conflict leads to modification.

    Each is a number of any kind (``toymodels.scalars``): exact, float, array or symbol.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> import toymodels as tm
    >>> solution = tm.solve(tm.EpisodeGame(training=2, deployment=3))
    >>> solution.plan, solution.value, solution.regime
    ('BBAAA', 3, 'deceptive')
    """

    training: Annotated[Scalar, Parameter("episodes of training", 0, integer=True)] = 2
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 3
    modification: Annotated[Scalar, Parameter("probability that an A in a training conflict gets modified", 0, 1)] = 1
    overlap: Annotated[Scalar, Parameter("what B pays the mesa-objective in a conflict, where A pays 1")] = 0
    discount: Annotated[Scalar, Parameter("weight of the next episode relative to this one", 0, 1)] = 1
    training_agreement: Annotated[Scalar, Parameter("probability of no conflict in a training episode", 0, 1)] = 0
    deployment_agreement: Annotated[Scalar, Parameter("probability of no conflict in a deployment episode", 0, 1)] = 0
    monitoring: Annotated[Scalar, Parameter("probability that an A in a deployment conflict gets modified", 0, 1)] = 0

    def __post_init__(self) -> None:
        check_fields(self)

    def knife_edges(self) -> tuple["EpisodeGame", ...]:
        """The games like this one in all but the modification probability in which a training conflict is exactly a tie.

        They are those with p g^j u_0 = 1 for some j from 1 to T, at most one each; exact numbers and short horizons only.

        Examples
        --------
        >>> [game.modification for game in EpisodeGame(training=2, deployment=3, discount="9/10").knife_edges()]
        [Fraction(1000, 2439), Fraction(10000, 21951)]
        """
        conflict = 1 - self.deployment_agreement
        worth = conflict * geometric_sum(self.discount * (1 - self.monitoring * conflict), self.deployment)
        stakes = dict.fromkeys(worth * self.discount**j for j in range(1, self.training + 1))
        return tuple(dataclasses.replace(self, modification=1 / Fraction(stake)) for stake in stakes if stake >= 1)

    def training_game(self) -> TrainingGame:
        """The training game that this model states: objectives and states *mesa* and *base*, actions B and A.

        Raises
        ------
        TypeError
            If a horizon is a symbol or an array.
        """
        safe = {(phi, s, "agreement", a): 1 for phi in ("mesa", "base") for s in ("mesa", "base") for a in "BA"}
        conflict = {("mesa", "A"): 1, ("mesa", "B"): self.overlap, ("base", "A"): 0, ("base", "B"): 1}
        unsafe = {(phi, s, "conflict", a): pay for (phi, a), pay in conflict.items() for s in ("mesa", "base")}
        return TrainingGame(
            base="base",
            states={"mesa": "mesa", "base": "base"},
            actions={"mesa": ("B", "A"), "base": ("B", "A")},
            payoffs=safe | unsafe,
            phases=(
                _phase("training", self.training, self.training_agreement, self.modification),
                _phase("deployment", self.deployment, self.deployment_agreement, self.monitoring),
            ),
            start="mesa",
            discount=self.discount,
        )


def _phase(name: str, episodes: Scalar, agreement: Scalar, modification: Scalar) -> Phase:
    return Phase(
        name,
        episodes,
        contexts={"conflict": 1 - agreement, "agreement": agreement},
        kernel={("mesa", "conflict", "A"): {"base": modification, "mesa": 1 - modification}},
        training=name == "training",
    )
