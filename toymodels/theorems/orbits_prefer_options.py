"""Patient objectives prefer the way to n times as many ends: for at least n/(n + 1) of the permutations of any objective.

*Proof.* In a world that branches like a tree a patient objective cares for the terminal state it ends in, and no two moves lead
to the same one. Let the first move lead to a ends and the others to b >= n a. A permutation puts the m best ends on every set
of m places equally often. All of them are behind the first move, so that no other is optimal, for C(a, m)/C(a + b, m) of the
permutations. As each factor of this, (a - i)/(a + b - i), is at most a/(a + b), that is at most a/(a + b) <= 1/(n + 1).

Unlike POWER, this needs no distribution of objectives.
"""

import functools
import itertools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.power import Power
from toymodels.small_worlds import World, world_of
from toymodels.solvers.power import least_share
from toymodels.solvers.tree_power import branches_like_a_tree, reached


def _fork(few: int, many: int) -> World:
    """A world with two moves, to a state with a few and to one with many terminal states behind it."""
    rows = [f"start>few, start>many, {', '.join(f'few>a{i}' for i in range(few))}", *(f"many>b{i}" for i in range(many))]
    return world_of(", ".join(rows), f"{few} against {many}")


FORKS = tuple(_fork(few, many) for few in (1, 2, 3) for many in (1, 2, 3, 4, 5))


@functools.lru_cache(maxsize=64)
def shares(world: World) -> tuple[Fraction, ...]:
    """For every number m of best ends, the share of places for them by which a way past the first move is optimal."""
    first, *others = world.ways(world.start)
    behind = [{end for end in (move, *reached(world, move)) if world.ways(end) == (end,)} for move in (first, *others)]
    ends = sorted(set().union(*behind))
    found = []
    for m in range(1, len(ends) + 1):
        placed = [set(best) for best in itertools.combinations(ends, m)]
        found.append(Fraction(sum(not best <= behind[0] for best in placed), len(placed)))
    return tuple(found)


CLAIM = Claim(
    label="orbits-prefer-options",
    statement=(
        "In a world that branches like a tree, if the other moves lead to at least n times as many terminal states as the "
        "first one, then past the first move there is an optimal way for at least n/(n + 1) of the permutations of any "
        "reward of terminal states, for objectives that care for the end only."
    ),
    latex=r"b \geq n a \;\Rightarrow\; 1 - \binom{a}{m} / \binom{a + b}{m} \geq \frac{n}{n + 1}",
    reading="any policy; ties count as optimal",
    scope=scope_of(Power, graph=(*FORKS, "wait", "shutdown", "corrigible")),
    hypotheses={"the world branches like a tree": lambda model: branches_like_a_tree(model.graph, model.graph.start)},
    conclusion=lambda model: min(shares(model.graph)) >= least_share(model.graph, model.graph.start),
    refutation="A tree and a number of best ends for which fewer permutations prefer the greater part.",
    witness=Power("shutdown"),
    source="after Turner and others, arXiv:1912.01683, section 6",
    variant=lambda model: min(shares(model.graph)) > least_share(model.graph, model.graph.start),
)
