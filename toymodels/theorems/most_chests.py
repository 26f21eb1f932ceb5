"""With K keys, C chests and S pickups min(C, K, ⌊S/2⌋) chests can be opened, and no more.

*Proof.* Every chest opened is one of C, uses up one of K keys, and takes two of S pickups, its key's and its own. So no more
can be opened. As many can: take a key and open a chest by turns.
"""

import itertools

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.keys_and_chests import KeysAndChests
from toymodels.solvers.keys_and_chests import keys_and_chests


def opened(model: KeysAndChests, order: tuple[str, ...]) -> int:
    """The chests opened by pickups in an order; what can't be picked up is passed over."""
    taken = chests = 0
    for thing in order:
        if thing == "key":
            taken += taken < model.keys
        else:
            chests += chests < min(taken, model.chests)
    return chests


def most_opened(model: KeysAndChests) -> int:
    """The most chests opened, over all orders."""
    return max(opened(model, order) for order in itertools.product(("key", "chest"), repeat=model.pickups))


CLAIM = Claim(
    label="most-chests",
    statement="With K keys, C chests and S pickups, the most chests that can be opened are min(C, K, S // 2).",
    latex=r"\min(C, K, \lfloor S/2 \rfloor)",
    reading="any policy; all orders of pickups count",
    scope=scope_of(KeysAndChests, "keys", "chests", pickups=range(8)),
    hypotheses={"at most ten pickups": lambda model: model.pickups <= 10},
    conclusion=lambda model: keys_and_chests(model).optimum == most_opened(model),
    refutation="An order of pickups that opens more chests, or that all open fewer.",
    witness=KeysAndChests(keys=2, chests=2, pickups=4),
    source="this library",
    variant=lambda model: keys_and_chests(model).keys_first == most_opened(model),
)
