"""Accepting a correction is strictly optimal for at most 1/(n + 1) of the permutations of any reward; for none without copies.

*Proof.* Where the reward may depend on the copy, the agent that accepts ends at A in the world as it is, and one that disables
its correction at the best of n other outcomes. So accepting is strictly optimal iff A is the only best of n + 1 outcomes,
which permutations put at every place equally often: for 1/(n + 1) of them if there is one best outcome, and never if there
are more. Where it is independent of the copy, who disables can get A as well; so accepting is never strictly optimal, and
optimal iff A is one of the m best of n letters: for m/n of the permutations, 1/n if one letter is best.
"""

import functools
import itertools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.corrigibility import Corrigibility
from toymodels.solvers.corrigibility import corrigibility


@functools.lru_cache(maxsize=64)
def counted(letters: int, best: int) -> tuple[Fraction, Fraction, Fraction]:
    """By enumeration, the shares that accept strictly, that accept with copies, and that accept without; A comes first."""
    rewards = [1] * best + [0] * (letters + 1 - best)
    placed = list(itertools.permutations(rewards))
    strictly = sum(reward[0] > max(reward[1:]) for reward in placed)
    weakly = sum(reward[0] >= max(reward[1:]) for reward in placed)
    same = list(itertools.permutations(rewards[:letters]))
    without = sum(reward[0] == max(reward) for reward in same)
    return Fraction(strictly, len(placed)), Fraction(weakly, len(placed)), Fraction(without, len(same))


def _conclusion(model: Corrigibility) -> bool:
    found = corrigibility(model)
    strictly, weakly, without = counted(model.letters, model.best)
    agrees = (found.strictly_accept, found.accept, found.accept_same_reward) == (strictly, weakly, without)
    return agrees and strictly <= Fraction(1, model.letters + 1) and without == Fraction(model.best, model.letters)


CLAIM = Claim(
    label="correction-is-rarely-optimal",
    statement=(
        "If an agent that disables its correction walks freely among n letters, accepting is strictly optimal for at most "
        "1/(n + 1) of the permutations of any reward on outcomes; where the reward is independent of the copy of the "
        "world, it is optimal, ties allowed, for m/n of them if m letters tie for the best."
    ),
    latex=r"P(\text{accepting strictly optimal}) \leq \frac{1}{n + 1}",
    reading="any policy; ties are said",
    scope=scope_of(Corrigibility, letters=(1, 2, 3, 4, 5, 6), best=(1, 2, 3, 4)),
    hypotheses={
        "no more outcomes are best than there are letters": lambda model: model.best <= model.letters,
        "it can be enumerated": lambda model: model.letters <= 6,
    },
    conclusion=_conclusion,
    refutation="A reward for more of whose permutations accepting is optimal.",
    witness=Corrigibility(),
    source="this library, after a published informal analysis",
    variant=lambda model: counted(model.letters, model.best)[2] <= Fraction(1, model.letters),
)
