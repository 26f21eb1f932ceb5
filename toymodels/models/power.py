"""Power-seeking: which way out of a state keeps most objectives' options open, and how many objectives would take it.

An agent in a small world can be shut down, or go on to where there is more to choose from. Nobody says what it wants: its
objective is drawn at random. For what share of objectives is it optimal to avoid the shutdown, though no objective mentions it?

The world is a directed graph, a deterministic decision process: a move leads for certain to where it points. The reward R of
every state is drawn independently from [0, 1] with the distribution function x^k (k = 1: uniform), once and for all, and with
V_R(s) the greatest Σ γ^t R(s_t) from s on,

    POWER(s) = ((1 - γ)/γ) E[V_R(s) - R(s)],

the average optimal value after the first reward, in units of a reward for ever. With W = (1 - γ) V this is E[max W(child)],
which is defined at γ = 0 and γ = 1 too; these are the limits of POWER. At γ = 1 a way is worth the mean reward of the circle
that it ends in.

*One step to n terminal states.* The best of n uniform rewards has the distribution function x^n: POWER = n/(n + 1), and in
general nk/(nk + 1). Each way is optimal for a share 1/n.

*The world ``wait``.* From the start to candy for ever, or to wait and then for ever to chocolate or a hug. With C the reward
of candy, Y = (1 - γ) R(wait) + γ M, M the better of two, and U uniform, E[max(C, y)] = (1 + y²)/2 and P(C < y) = y for y in
[0, 1]. So P(wait is optimal) = E Y = (1 - γ)/2 + 2γ/3 = 1/2 + γ/6, and by E M² = 1/2

    POWER(start) = (1 + E Y²)/2,  E Y² = (1 - γ)²/3 + 2 (1 - γ) γ/3 + γ²/2 = 1/3 + γ²/6,  hence  2/3 + γ²/12.

Source: A. M. Turner, L. Smith, R. Shah, A. Critch, P. Tadepalli, *Optimal policies tend to seek power*, NeurIPS 2021,
arXiv:1912.01683; the two formulas for ``wait`` are derived here.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar
from toymodels.small_worlds import SmallWorld, World


@dataclasses.dataclass(frozen=True)
class Power:
    """A small world, and objectives drawn at random: which moves are optimal for most of them.

    Parameters
    ----------
    graph
        The world: a name from ``toymodels.small_worlds.WORLDS``, moves as text, or a networkx ``DiGraph``. Its first state is
        the start, and the first move from there is the one to be avoided, such as a shutdown.
    discount
        The weight γ in [0, 1] of the next reward relative to this one; 0 and 1 stand for the limits.
    exponent
        The distribution function of each reward is x^k on [0, 1]: an integer k >= 1, 1 for uniform rewards.
    samples
        How many objectives are drawn where the world is too large to be solved exactly, an integer >= 2.
    seed
        From which the generator of these draws is made, an integer >= 0.

    Raises
    ------
    TypeError, ValueError
        If the graph is none, or a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.power import power
    >>> solution = power(Power("wait", discount="1/2"))
    >>> solution.power, solution.value, solution.regime
    (Fraction(11, 16), Fraction(7, 12), 'most avoid it')
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("discount=0:1:21",)

    # Scalar is Any: a name, moves as text or a DiGraph may be given too, and become a World.
    graph: Annotated[World | Scalar, SmallWorld("the world; the first move from its first state is the one to avoid")] = "wait"
    discount: Annotated[Scalar, Parameter("weight of the next reward relative to this one", 0, 1)] = "9/10"
    exponent: Annotated[Scalar, Parameter("k of the rewards' distribution function x^k", 1, integer=True)] = 1
    samples: Annotated[Scalar, Parameter("objectives drawn where no exact solution is feasible", 2, integer=True)] = 20000
    seed: Annotated[Scalar, Parameter("seed of these draws", 0, integer=True)] = 0

    def __post_init__(self) -> None:
        check_fields(self)
