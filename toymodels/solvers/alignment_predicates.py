"""Predicates of a causal world: which objective is served when, and by which ways. Each gives a witness, or nothing.

All are pure functions of the world. Their definitions are those of ``toymodels.models.pseudo_alignment``.
"""

from typing import Any, NamedTuple

from toymodels.causal_worlds import DEPLOYMENT, NOTHING, TRAINING, WHEN, CausalWorld
from toymodels.scalars import Scalar

Way = tuple[str, ...]
"""The nodes of a way from cause to effect; empty if there is none."""


class Apart(NamedTuple):
    """An act that the optimizer may choose though another is better by the base objective, and what that loses."""

    distribution: str
    act: str
    better: str
    loss: Scalar


def worth(world: CausalWorld, act: str, when: str, temptation: Scalar = 1, believed: bool = True) -> Scalar:
    """What an act does for the mesa-objective: as the optimizer believes, or in truth."""
    known = {each for situation in world.training for each in situation}
    factor = 1 if act in known else temptation
    return factor * world.effect(act, world.mesa, when, believed)


def choices(world: CausalWorld, situation: Way, when: str, temptation: Scalar = 1, believed: bool = True) -> Way:
    """The acts of a situation that raise the mesa-objective the most; doing nothing is always possible."""
    worths = {act: worth(world, act, when, temptation, believed) for act in (*situation, NOTHING)}
    return tuple(act for act, value in worths.items() if value == max(worths.values()))


def comings_apart(world: CausalWorld, when: str, temptation: Scalar = 1, believed: bool = True) -> tuple[Apart, ...]:
    """Every choice of the optimizer in training or deployment that is not best by the base objective."""
    found = []
    for situation in world.training if when == TRAINING else world.deployment:
        by_base = {act: world.effect(act, world.base, when) for act in (*situation, NOTHING)}
        better = max(by_base, key=lambda act: by_base[act])
        chosen = choices(world, situation, when, temptation, believed)
        losses = {act: by_base[better] - by_base[act] for act in chosen}
        found += [Apart(when, act, better, loss) for act, loss in losses.items() if loss]
    return tuple(dict.fromkeys(found))


def is_robustly_aligned(world: CausalWorld, temptation: Scalar = 1) -> bool:
    """Whether the mesa-objective agrees with the base objective in training and in deployment."""
    return not any(comings_apart(world, when, temptation) for when in WHEN)


def is_pseudo_aligned(world: CausalWorld, temptation: Scalar = 1) -> bool:
    """Whether it agrees in training, and not in deployment."""
    return not comings_apart(world, TRAINING) and bool(comings_apart(world, DEPLOYMENT, temptation))


def raising_way(world: CausalWorld, cause: str, effect: str, when: str = TRAINING, believed: bool = False) -> Way:
    """A shortest way by which one node raises another, if it does so in all; none from a node to itself.

    A way raises if it has an even number of arrows that lower: it is sought in a graph with two copies of every node, one for
    each sign.
    """
    import networkx as nx

    if cause == effect or world.effect(cause, effect, when, believed) <= 0:
        return ()
    signs: Any = nx.DiGraph()
    for tail, head, strength in world.graph(when, believed).edges(data="strength"):
        for raised in (True, False):
            signs.add_edge((tail, raised), (head, raised == (strength > 0)))
    return tuple(node for node, _ in nx.shortest_path(signs, (cause, True), (effect, True)))


def side_effect_way(world: CausalWorld) -> Way:
    """The way by which the mesa-objective raises the base objective in training."""
    return raising_way(world, world.mesa, world.base)


def instrumental_way(world: CausalWorld) -> Way:
    """The way by which the base objective raises the mesa-objective in training."""
    return raising_way(world, world.base, world.mesa)


def common_cause(world: CausalWorld) -> str:
    """An effect of acts, other than the two objectives, that raises both in training, the nearest to both; empty if none."""
    acts = {act for situation in (*world.training, *world.deployment) for act in situation}
    nodes = [node for node in world.nodes if node not in acts | {world.base, world.mesa}]
    lengths = {node: [len(raising_way(world, node, end)) for end in (world.base, world.mesa)] for node in nodes}
    causes = {node: sum(both) for node, both in lengths.items() if all(both)}
    return min(causes, key=lambda node: causes[node], default="")


def deceptive_way(world: CausalWorld) -> Way:
    """The way from the base objective to the mesa-objective through being left as one is, as the optimizer believes.

    It counts if the base objective keeps one as one is in training, and not in deployment: it knows that the threat ends.
    """
    kept = world.selection
    if not kept or world.effect(world.base, kept, DEPLOYMENT) > 0:
        return ()
    before = raising_way(world, world.base, kept, believed=True)
    after = raising_way(world, kept, world.mesa, believed=True)
    return (*before, *after[1:]) if before and after else ()


def error_of_representation(world: CausalWorld, temptation: Scalar = 1) -> tuple[Scalar, str]:
    """The greatest difference between what an act does for the two objectives in truth, and that act."""
    pairs = [(when, act) for when in WHEN for situation in getattr(world, when) for act in situation]
    errors = [
        (abs(worth(world, act, when, temptation, believed=False) - world.effect(act, world.base, when)), act)
        for when, act in pairs
    ]
    return max(errors, key=lambda pair: pair[0])


def is_approximate(world: CausalWorld, temptation: Scalar = 1) -> bool:
    """Whether the objectives differ by an error that is within the precision of the representation."""
    return bool(0 < error_of_representation(world, temptation)[0] <= world.precision)


def suboptimal_acts(world: CausalWorld) -> tuple[Apart, ...]:
    """What it would do in training against the base objective, if it didn't err; nothing if it does so anyway."""
    return () if comings_apart(world, TRAINING) else comings_apart(world, TRAINING, believed=False)
