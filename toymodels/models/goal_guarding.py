"""Goal guarding: for what share of objectives drawn at random it is optimal to play along so as not to be modified.

Nobody gives the optimizer a wish to survive as it is. Its objective is drawn at random; the base objective always asks for the
first outcome. In training an episode with another outcome gets the objective replaced with some probability. How many of all
objectives comply in training just to be left as they are?

In every training episode there are n outcomes, in every deployment episode m, and the objective pays each a reward drawn
from [0, 1] uniformly and independently, once and for all. Let X >= 0 be what compliance (B, the first outcome) loses in a
training episode against the best outcome (A), and Y >= 0 the same in deployment. In the words of the episode game both are
payoffs of A less overlaps, 1 - w. With S_D = 1 + g + ... + g^(D-1), what being modified costs when training ends is
U_0 = S_D Y, and one training episode earlier U_{n+1} = g U_n as long as B is optimal, which is iff p g U_n >= X. The first
training episode has the least at stake, so that

    B is optimal in all of training  iff  c Y >= X,  c = p g^T S_D.

*The share.* P(max - R_1 <= x) = ∫ min(1, r + x)^(n-1) dr = x + (1 - x^n)/n for x in [0, 1], with an atom 1/n at 0, where the
first outcome is the best one. So X = 0 for a share 1/n: such objectives comply for nothing. With b = 1/c the share of
*deceptive* objectives, P(0 < X <= c Y), is for c <= 1 the first and for c >= 1 the second of

    c/2 - c/(m+1) - (c^n/n) (1/(n+1) - 1/(n+m)),
    b/2 - b^m/(m+1) - (1/n) (b/(n+1) - b^m/(n+m)) + (1 - 1/n) (1 - b - (1 - b^m)/m),

by integrating the distribution function of X over the density 1 - y^(m-1) of Y. It rises in c to (1 - 1/n)(1 - 1/m): all whom
either phase gives something to hide and to wait for.

*The same outcomes in both phases*: X = Y, so that every objective compares p g^T S_D with 1 and what it wants cancels out, as
the overlap does in the episode game. Then all objectives but a share 1/n are deceptive if c >= 1, and none is if c < 1.

Source: this library; after the convergent instrumental goals of S. Omohundro, *The basic AI drives*, AGI 2008.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Flag, Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class GoalGuarding:
    """Objectives drawn at random in a training game: which of them comply so as not to be modified.

    Parameters
    ----------
    outcomes, options
        How many outcomes there are in a training episode, n, and in a deployment episode, m; integers >= 1.
    training, deployment
        The numbers of episodes T >= 1 and D >= 0.
    modification
        The probability p in [0, 1] that an A in training replaces the objective by the base objective.
    discount
        The weight g in [0, 1] of the next episode relative to this one.
    same
        Whether deployment has the very outcomes of training, with the same rewards, True or False; then m is not used.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.goal_guarding import goal_guarding
    >>> goal_guarding(GoalGuarding(outcomes=2, options=2, deployment=1)).value
    Fraction(1, 8)
    >>> goal_guarding(GoalGuarding(outcomes=4, same=True)).value
    Fraction(3, 4)
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("deployment=0:12", "modification=0:1:21")

    outcomes: Annotated[Scalar, Parameter("outcomes of a training episode", 1, integer=True)] = 4
    options: Annotated[Scalar, Parameter("outcomes of a deployment episode", 1, integer=True)] = 4
    training: Annotated[Scalar, Parameter("episodes of training", 1, integer=True)] = 2
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 3
    modification: Annotated[Scalar, Parameter("probability that an A in training gets modified", 0, 1)] = 1
    discount: Annotated[Scalar, Parameter("weight of the next episode relative to this one", 0, 1)] = 1
    same: Annotated[bool, Flag("whether deployment has the very outcomes of training")] = False

    def __post_init__(self) -> None:
        check_fields(self)
