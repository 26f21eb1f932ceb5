"""How many chests the best player opens, and one that takes all the keys first, in closed form."""

import dataclasses

from toymodels.facts import facts_html, facts_text
from toymodels.models.keys_and_chests import KeysAndChests
from toymodels.solvers.plain_numbers import plain_numbers

AS_GOOD, WORSE, NONE = "as good", "worse", "opens none"
REGIMES = (AS_GOOD, WORSE, NONE)


@dataclasses.dataclass(frozen=True)
class KeysAndChestsSolution:
    """What both players get, in chests.

    Parameters
    ----------
    value
        The chests that the player opens that takes the keys first: what its objective is worth to the one who paid for chests.
    regime
        One of ``REGIMES``: whether it is *as good* as the best player, *worse*, or *opens none* where that one opens some.
    optimum
        The most chests that can be opened.
    keys_first
        The value again, under its own name.
    loss
        The chests lost, the difference.
    keys_taken
        The keys taken by the player that takes them first.
    keys_left
        Of these, how many it uses for nothing.
    """

    value: int
    regime: str
    optimum: int
    keys_first: int
    loss: int
    keys_taken: int
    keys_left: int

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def keys_and_chests(model: KeysAndChests) -> KeysAndChestsSolution:
    """The chests opened by the best player and by the one that takes the keys first.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.

    Examples
    --------
    >>> keys_and_chests(KeysAndChests(keys=12, chests=3, pickups=12)).regime
    'opens none'
    """
    keys, chests, pickups = plain_numbers(model).values.values()
    optimum = min(chests, keys, pickups // 2)
    proxy = min(chests, keys, max(0, pickups - keys))
    taken = min(keys, pickups)
    return KeysAndChestsSolution(
        value=proxy,
        regime=AS_GOOD if proxy == optimum else WORSE if proxy else NONE,
        optimum=optimum,
        keys_first=proxy,
        loss=optimum - proxy,
        keys_taken=taken,
        keys_left=taken - proxy,
    )
