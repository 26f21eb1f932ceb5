"""Red doors and blue doors: an agent that is to go through red doors, trained where all doors were red.

An agent is rewarded for going through a red door. In its training there are hardly any doors but red ones, and hardly anything
red but doors. Did it learn "red door", "any door" or "anything red"? It will tell us when it first meets a red door, a blue
door and a red window in the same place.

Each of n training rooms has a red door; there is a blue door as well with probability ε, and independently of it a red
window with probability η. A blue door, unrewarded, rules out "any door", and a red window "anything red". Both rivals are
simpler than "red door", by b bits, so that each has odds w = 2^b against it before training. The agent adopts an objective
with its posterior probability. With the chances v = (1 - ε)^n of no blue door and h = (1 - η)^n of no red window

    P(any door) = v (h w/(1 + 2 w) + (1 - h) w/(1 + w)),  P(anything red) = h (v w/(1 + 2 w) + (1 - v) w/(1 + w)).

In deployment it meets a red door, i blue doors and j red windows, and goes to the nearest thing that it wants, all being
near alike: to the red door with probability 1, 1/(1 + i) or 1/(1 + j).

By hand: ruling out one rival is no help against the other. With η = 0, however many blue doors it is shown, the agent learns
"anything red" with probability w/(1 + w) in the end.

Source: a story of objectives that training can't tell apart, told in several ways about the proxies of *Risks from Learned
Optimization*, arXiv:1906.01820, section 3; the formulas are this library's.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class ColouredDoors:
    """An agent that learns to want red doors, any doors, or anything red.

    Parameters
    ----------
    training
        The number n >= 0 of training rooms.
    blue_doors
        The probability ε in [0, 1] that a training room holds a blue door.
    red_windows
        The probability η in [0, 1] that it holds a red window.
    simplicity
        The bits b in [-1000, 1000] by which "door" and "red" are simpler to describe than "red door".
    deployed_doors
        The number i >= 0 of blue doors beside the red one in deployment.
    deployed_windows
        The number j >= 0 of red windows beside it.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.coloured_doors import coloured_doors
    >>> solution = coloured_doors(ColouredDoors(training=1, blue_doors="1/2", simplicity=0))
    >>> solution.red_door, solution.any_door, solution.anything_red, solution.value
    (Fraction(5, 12), Fraction(1, 6), Fraction(5, 12), Fraction(17, 24))
    """

    training: Annotated[Scalar, Parameter("number of training rooms", 0, integer=True)] = 100
    blue_doors: Annotated[Scalar, Parameter("chance that a training room holds a blue door", 0, 1)] = Fraction(1, 20)
    red_windows: Annotated[Scalar, Parameter("chance that a training room holds a red window", 0, 1)] = 0
    simplicity: Annotated[Scalar, Parameter("bits by which the rivals are simpler than red door", -1000, 1000)] = 2
    deployed_doors: Annotated[Scalar, Parameter("blue doors beside the red one in deployment", 0, integer=True)] = 1
    deployed_windows: Annotated[Scalar, Parameter("red windows beside it", 0, integer=True)] = 1

    usual_axes: ClassVar[tuple[str, ...]] = ("blue_doors=0:1/20:41", "red_windows=0:1/20:41")

    def __post_init__(self) -> None:
        check_fields(self)
