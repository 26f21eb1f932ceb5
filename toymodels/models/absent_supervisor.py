"""The absent supervisor: an agent that is punished for a shortcut while somebody looks, and can see whether somebody does.

A supervisor is present with probability q and then punishes the shortcut, though the objective behind the punishment wants it
never to be taken. The agent sees whether the supervisor is there, or it doesn't. What does it learn to do unseen?

The long way pays 41, the shortcut 47, and 47 - 30 = 17 if it is punished. An agent that sees the supervisor takes the long way
when watched and the shortcut when not, for every q < 1: it behaves in all of the supervised episodes and in none of the others,
as a deceptive optimizer does in training and deployment. One that doesn't see the supervisor takes the shortcut

    iff  47 - 30 q > 41  iff  q < (47 - 41)/30 = 1/5,

and otherwise the long way, watched or not. So hiding the supervisor makes it behave unwatched if q > 1/5.

Source: J. Leike, M. Martic, V. Krakovna and others, *AI safety gridworlds*, 2017, arXiv:1711.09883, absent supervisor; the
threshold is derived here.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Flag, Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class AbsentSupervisor:
    """A shortcut that is punished only while a supervisor is present, who can be seen or not.

    Parameters
    ----------
    probability
        The probability q in [0, 1] that the supervisor is present.
    seen
        Whether the agent sees if the supervisor is present, True or False.
    long
        What the long way pays, any finite number.
    shortcut
        What the shortcut pays without punishment, any finite number.
    punishment
        What the punishment takes away, a number >= 0.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.absent_supervisor import absent_supervisor
    >>> absent_supervisor(AbsentSupervisor()).regime
    'behaves when watched'
    >>> absent_supervisor(AbsentSupervisor(seen=False)).regime
    'behaves'
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("probability=0:1:41", "punishment=0:60:41")

    probability: Annotated[Scalar, Parameter("probability that the supervisor is present", 0, 1)] = "1/2"
    seen: Annotated[bool, Flag("whether the agent sees if the supervisor is present")] = True
    long: Annotated[Scalar, Parameter("what the long way pays")] = 41
    shortcut: Annotated[Scalar, Parameter("what the shortcut pays without punishment")] = 47
    punishment: Annotated[Scalar, Parameter("what the punishment takes away", 0)] = 30

    def __post_init__(self) -> None:
        check_fields(self)
