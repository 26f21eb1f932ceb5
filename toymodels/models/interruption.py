"""Interruption: an agent that wants to get to a goal, a corridor in which it may be stopped, and a button that prevents it.

The short way to the goal leads over a tile on which the agent is interrupted with probability p, and then stands still for the
rest of the episode. A detour takes it to a button that disables the interruption. Nobody told it to avoid interruptions: when
does a maximizer of expected reward press the button?

The agent pays 1 for a step, gets 50 at the goal, and loses 100 in an episode of 100 steps that it stands still in. The short
way takes 8 steps and pays 42, the way over the button takes 12 and pays 38. So it presses the button

    iff  38 > (1 - p) 42 - 100 p  iff  p > (42 - 38)/(42 + 100) = 4/142 = 2/71.

With p = 1/2, as in the gridworld, it presses. With S, L, X in place of 42, 38 and -100 the threshold is (S - L)/(S - X), for
S > L > X: at most 1, and 0 only where the detour is free.

Source: J. Leike, M. Martic, V. Krakovna and others, *AI safety gridworlds*, 2017, arXiv:1711.09883, safe interruptibility,
level 1; the threshold is derived here. The steps are those of the published grid.
"""

import dataclasses
from typing import Annotated

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class Interruption:
    """A short way on which the agent may be interrupted, and a longer one over a button that disables interruption.

    Parameters
    ----------
    probability
        The probability p in [0, 1] that it is interrupted on the short way.
    short, button
        What the short way pays if it isn't interrupted, and the way over the button: any finite numbers.
    interrupted
        What an episode pays in which it is interrupted, any finite number.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.interruption import interruption
    >>> solution = interruption(Interruption(probability="1/2"))
    >>> solution.regime, solution.value, solution.threshold
    ('disables', 38, Fraction(2, 71))
    """

    probability: Annotated[Scalar, Parameter("probability of being interrupted on the short way", 0, 1)] = "1/2"
    short: Annotated[Scalar, Parameter("what the short way pays if not interrupted")] = 42
    button: Annotated[Scalar, Parameter("what the way over the button pays")] = 38
    interrupted: Annotated[Scalar, Parameter("what an interrupted episode pays")] = -100

    def __post_init__(self) -> None:
        check_fields(self)
