"""The green exit: an agent that learned to go for green, in mazes whose exits were green.

An agent is trained to find the exit of mazes. The exit is green and nothing else is, so that "go to the exit" and "go to what
is green" are paid alike. In deployment the colours have shifted. Does the agent find the exit (it generalizes), wander about
(it falls apart), or go straight to the wrong place (it competently pursues the wrong goal)?

*What it wants.* Each of n training mazes comes with probability ε with something else that is green, and an exit that isn't:
that tells the two goals apart, and rules out green. "Green" is simpler than "exit" by b bits, so that before training the
odds for it are 2^b (the prior of ``SpuriousFeature``, with ΔL = -b). The agent adopts a goal with its posterior probability:
green with

    G = (1 - ε)^n / (1 + 2^(-b)).

*What it can do.* It searches and finds a shortest path to anything in the maze; or it follows the rule "down and right,
avoiding where you were", which in training, where exits are at the bottom right, does as well for either goal.

*What comes of it.* In deployment exits are anywhere. With probability δ colours have shifted: the exit isn't green. Then
something else, anywhere, is green with probability κ, and otherwise nothing is. A searcher with the goal exit finds it. One
with the goal green finds it if colours haven't shifted, else it goes to what is green, or has nothing to go for:

    wrong goal = G δ κ,  falls apart = G δ (1 - κ),  generalizes = 1 - G δ.

The rule's steps don't depend on the goal, which only says where it stops: how often it gets there is measured on mazes.

By hand: the chance of the wrong goal falls by the factor 1 - ε with every training maze, and with ε = 0 it never falls.

Source: a common story. That capability and goal generalize separately is from V. Mikulik, *2-D robustness* (2019), and the
outcomes are those of R. Shah et al., *Goal misgeneralization*, arXiv:2210.01790. The numbers are this library's.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class GreenExit:
    """An agent in a maze that learns to want the exit, or what is green.

    Parameters
    ----------
    training
        The number n >= 0 of training mazes.
    disagreement
        The probability ε in [0, 1] that in a training maze something else is green and the exit isn't.
    simplicity
        The bits b in [-1000, 1000] by which "green" is simpler to describe than "exit".
    shift
        The probability δ in [0, 1] that the exit of a deployment maze isn't green.
    decoy
        The probability κ in [0, 1] that something else is green then.
    size
        The cells along a side of the mazes, an integer in [2, 30].
    loops
        The probability in [0, 1] that a wall left standing by the spanning tree is opened.
    patience
        After how many steps the rule gives up, an integer in [0, 10000].
    mazes
        How many mazes outcomes are measured on, an integer in [1, 10000].
    seed
        Where the random numbers start: the same seed gives the same mazes.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.green_exit import green_exit
    >>> solution = green_exit(GreenExit(training=10, disagreement="1/10", simplicity=2, mazes=100))
    >>> solution.regime, solution.learns_green
    ('generalizes', Fraction(3486784401, 12500000000))
    >>> green_exit(GreenExit(training=10, disagreement=0, simplicity=2, mazes=100)).regime
    'pursues the wrong goal'
    """

    training: Annotated[Scalar, Parameter("number of training mazes", 0, integer=True)] = 100
    disagreement: Annotated[Scalar, Parameter("chance that a training maze tells green and exit apart", 0, 1)] = 0
    simplicity: Annotated[Scalar, Parameter("bits by which green is simpler than exit", -1000, 1000)] = 2
    shift: Annotated[Scalar, Parameter("chance that an exit in deployment isn't green", 0, 1)] = 1
    decoy: Annotated[Scalar, Parameter("chance that something else is green then", 0, 1)] = Fraction(4, 5)
    size: Annotated[Scalar, Parameter("cells along a side of a maze", 2, 30, integer=True)] = 15
    loops: Annotated[Scalar, Parameter("chance that a wall beside the tree is opened", 0, 1)] = Fraction(1, 10)
    patience: Annotated[Scalar, Parameter("steps after which the rule gives up", 0, 10_000, integer=True)] = 225
    mazes: Annotated[Scalar, Parameter("mazes to measure on", 1, 10_000, integer=True)] = 1000
    seed: Annotated[Scalar, Parameter("seed of the random numbers", 0, integer=True)] = 0

    usual_axes: ClassVar[tuple[str, ...]] = ("training=0:120:41", "disagreement=0:1/10:41")

    def __post_init__(self) -> None:
        check_fields(self)
