"""Taking all keys first loses chests iff K + min(C, K, ⌊S/2⌋) > S.

*Proof.* Of S pickups, min(K, S) are keys, so that max(0, S - K) are left for chests: min(C, K, max(0, S - K)) are opened. Let
m = min(C, K, ⌊S/2⌋). If S - K >= m, then min(C, K, S - K) >= m, and no more than m can be opened: nothing is lost.
If S - K < m, then no more than max(0, S - K) < m are opened, unless m = 0, where nothing can be lost and K + m > S means
K > S: this is the exception, K > S and m = 0.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.keys_and_chests import KeysAndChests
from toymodels.solvers.keys_and_chests import keys_and_chests
from toymodels.theorems.most_chests import most_opened, opened


def played(model: KeysAndChests) -> int:
    """The chests opened by taking all keys and then opening chests, pickup by pickup."""
    keys = min(model.keys, model.pickups)
    return opened(model, ("key",) * keys + ("chest",) * (model.pickups - keys))


def is_as_said(model: KeysAndChests) -> bool:
    """Whether the proxy opens what the formula says, and loses chests just where the condition says so."""
    best, proxy = most_opened(model), played(model)
    return keys_and_chests(model).keys_first == proxy and (proxy < best) == (model.keys + best > model.pickups)


CLAIM = Claim(
    label="keys-first-loses",
    statement=(
        "A player that takes all K keys before it opens chests opens min(C, K, max(0, S - K)) of them. Where chests can be "
        "opened at all, that is fewer than the best, m = min(C, K, S // 2), iff K + m > S."
    ),
    latex=r"\min(C, K, \max(0, S - K)) < m \iff K + m > S, \quad m = \min(C, K, \lfloor S/2 \rfloor)",
    reading="any policy; all orders of pickups count",
    scope=scope_of(KeysAndChests, "keys", "chests", pickups=range(8)),
    hypotheses={
        "a chest can be opened": lambda model: min(model.keys, model.chests, model.pickups // 2) > 0,
        "at most ten pickups": lambda model: model.pickups <= 10,
    },
    conclusion=is_as_said,
    refutation="Keys, chests and pickups where the player opens another number, or loses chests though the condition fails.",
    witness=KeysAndChests(keys=3, chests=2, pickups=4),
    source="this library",
    uses=("most-chests",),
    variant=lambda model: (played(model) < most_opened(model)) == (model.keys > model.chests),
)
