"""Keys and chests: an agent that was trained where keys were scarce, and learned to want keys.

A player is paid for every chest that it opens, and opening one uses up a key. In training there are many chests and few
keys, so that a player that takes every key it sees, and then opens chests, does as well as can be. In deployment there are many
keys and few chests: does it go on collecting keys?

There are K keys and C chests, and the player makes S pickups: each takes a key or opens a chest. A chest needs a key of
its own that was taken before, so that k chests take 2 k pickups:

    optimum = min(C, K, ⌊S/2⌋).

A player whose objective is keys takes all keys first, K of them, or S if the time runs out, and opens chests afterwards:

    keys first = min(C, K, max(0, S - K)).

By hand: the two differ iff K + optimum > S, that is iff the time it takes to fetch all the keys is missing in the end.

Source: the game is in L. Langosco, J. Koch, L. Sharkey, J. Pfau, L. Orseau, D. Krueger, *Goal misgeneralization in deep
reinforcement learning*, ICML 2022, arXiv:2105.14111; the formulas are this library's.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class KeysAndChests:
    """A player that is paid for chests, and one that collects keys first.

    Parameters
    ----------
    keys
        The number K >= 0 of keys.
    chests
        The number C >= 0 of chests.
    pickups
        The number S >= 0 of things that the player has time for.

    Raises
    ------
    TypeError, ValueError
        If a value is no integer or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.keys_and_chests import keys_and_chests
    >>> training = keys_and_chests(KeysAndChests(keys=3, chests=10, pickups=12))
    >>> deployment = keys_and_chests(KeysAndChests(keys=10, chests=3, pickups=12))
    >>> (training.optimum, training.keys_first), (deployment.optimum, deployment.keys_first)
    ((3, 3), (3, 2))
    """

    keys: Annotated[Scalar, Parameter("number of keys", 0, integer=True)] = 10
    chests: Annotated[Scalar, Parameter("number of chests", 0, integer=True)] = 3
    pickups: Annotated[Scalar, Parameter("things that the player has time for", 0, integer=True)] = 12

    usual_axes: ClassVar[tuple[str, ...]] = ("keys=0:14", "chests=0:14")

    def __post_init__(self) -> None:
        check_fields(self)
