"""Causal worlds: which acts a situation offers, what they cause, and which effects two objectives count.

Arrows lead from cause to effect. Each has a strength: how much the effect rises (or falls, if it is negative) when the cause
rises by 1. Effects add up along all ways, and multiply along each (a linear causal model, with no circles). Written as text,
``sweeping +> clean floor`` raises, ``spilling -| clean floor`` lowers, and ``spilling +2> sweeping`` does so twice as much.
"""

import dataclasses
import functools
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from toymodels.errors import unknown_name
from toymodels.scalars import Scalar, number

Arrow = tuple[str, str, Scalar]
"""A cause, an effect, and by how much the one raises the other."""

TRAINING, DEPLOYMENT = "training", "deployment"
WHEN = (TRAINING, DEPLOYMENT)
NOTHING = "nothing"
"""The act of doing nothing, which every situation offers: it has no effects."""

_ARROW = re.compile(r"\s*([^+|>,;-]+?)\s*(?:\+([\d./]*)>|-([\d./]*)\|)\s*([^+|>,;-]+?)\s*")


@dataclasses.dataclass(frozen=True)
class CausalWorld:
    """What causes what, what two objectives count, and what can be done in training and in deployment.

    Parameters
    ----------
    base, mesa
        The nodes that the base objective and the mesa-objective want as high as possible.
    arrows
        What holds always: text as in this module's docstring, or triples of cause, effect and strength.
    training, deployment
        The situations of each distribution: each a tuple of the acts, which are nodes, that it offers besides doing nothing.
    in_training, in_deployment
        Arrows that hold only then.
    beliefs
        Arrows as the optimizer believes them to be in training, instead of what they are; in deployment it knows better.
    selection
        The node that stands for being left as one is, which the base optimizer controls; empty if it doesn't know of that.
    precision
        The error, at most, with which the mesa-objective represents the base objective, if that is what it does.
    name
        What the world is called. Worlds are the same if all the rest is.

    Raises
    ------
    TypeError, ValueError
        If a name or strength is none, an arrow is there twice, a node is unknown, or causes go in a circle.

    Examples
    --------
    >>> acts = (("sweep",),)
    >>> world = CausalWorld("clean", "swept", "sweep +> swept, swept +> clean", training=acts, deployment=acts)
    >>> world.effect("sweep", "clean", TRAINING)
    1
    """

    base: str
    mesa: str
    arrows: Any
    training: tuple[tuple[str, ...], ...]
    deployment: tuple[tuple[str, ...], ...]
    in_training: Any = ()
    in_deployment: Any = ()
    beliefs: Any = ()
    selection: str = ""
    precision: Scalar = 0
    name: str = dataclasses.field(default="", compare=False)

    def __post_init__(self) -> None:
        for field in ("arrows", "in_training", "in_deployment", "beliefs"):
            object.__setattr__(self, field, _arrows(getattr(self, field), field))
        for field in WHEN:
            object.__setattr__(self, field, _situations(getattr(self, field), field))
        object.__setattr__(self, "precision", _exact(self.precision, "precision"))
        if self.precision < 0:
            raise ValueError(f"precision must be >= 0, got {self.precision}")
        for when in WHEN:
            for believed in (False, True):
                _check_circles(self, when, believed)
        for field in ("base", "mesa", *(["selection"] if self.selection else [])):
            if getattr(self, field) not in self.nodes:
                raise unknown_name(f"{field} node", getattr(self, field), self.nodes)

    def __str__(self) -> str:
        return self.name or f"a world of {len(self.nodes)} nodes"

    @property
    def nodes(self) -> tuple[str, ...]:
        """All that arrows lead to or from, and all acts."""
        arrows = (*self.arrows, *self.in_training, *self.in_deployment, *self.beliefs)
        acts = (act for situation in (*self.training, *self.deployment) for act in situation)
        return tuple(dict.fromkeys((*(node for cause, effect, _ in arrows for node in (cause, effect)), *acts)))

    def strengths(self, when: str, believed: bool = False) -> dict[tuple[str, str], Scalar]:
        """The strength of every arrow in training or deployment, as it is or as the optimizer believes it to be."""
        only = self.in_training if when == TRAINING else self.in_deployment
        beliefs = self.beliefs if believed and when == TRAINING else ()
        return {(cause, effect): strength for cause, effect, strength in (*self.arrows, *only, *beliefs)}

    def effect(self, cause: str, effect: str, when: str, believed: bool = False) -> Scalar:
        """By how much a node, or doing nothing, raises another: the sum over all ways of the products of strengths."""
        return _effects(self, cause, when, believed).get(effect, 0)

    def graph(self, when: str, believed: bool = False) -> Any:
        """The arrows as a networkx ``DiGraph``; arrows of strength 0 are none."""
        import networkx as nx

        graph = nx.DiGraph()
        graph.add_nodes_from(self.nodes)
        for (cause, effect), strength in self.strengths(when, believed).items():
            if strength:
                graph.add_edge(cause, effect, strength=strength)
        return graph


@functools.lru_cache(maxsize=4096)
def _effects(world: CausalWorld, cause: str, when: str, believed: bool) -> Mapping[str, Scalar]:
    """By how much a node raises every node that it has an influence on, by one pass in the order of causes."""
    ways: dict[str, list[tuple[str, Scalar]]] = {}
    for (tail, head), strength in world.strengths(when, believed).items():
        ways.setdefault(tail, []).append((head, strength))
    order: dict[str, None] = {}

    def visit(node: str) -> None:
        if node not in order:
            for head, _ in ways.get(node, ()):
                visit(head)
            order[node] = None

    visit(cause)
    found = dict.fromkeys(order, Fraction(0)) | {cause: Fraction(1)}
    for node in reversed(order):
        for head, strength in ways.get(node, ()):
            found[head] += found[node] * strength
    return {node: number(effect) for node, effect in found.items()}


def _check_circles(world: CausalWorld, when: str, believed: bool) -> None:
    strengths = world.strengths(when, believed)
    left = {node for arrow in strengths for node in arrow}
    while left:
        free = {node for node in left if not any(head == node and tail in left for tail, head in strengths)}
        if not free:
            raise ValueError(f"arrows must not go in a circle, got one through {', '.join(sorted(left))} in {when}")
        left -= free


def _arrows(given: Any, field: str) -> tuple[Arrow, ...]:
    """Arrows as triples, from text or triples."""
    if isinstance(given, str):
        given = [_arrow(text, field) for text in given.split(",") if text.strip()]
    if not isinstance(given, Iterable) or any(not isinstance(arrow, tuple) or len(arrow) != 3 for arrow in given):
        raise TypeError(f"{field} must be text or triples of cause, effect and strength, got {given!r}")
    arrows = tuple((_node(tail), _node(head), _exact(strength, f"strength in {field}")) for tail, head, strength in given)
    if len({arrow[:2] for arrow in arrows}) < len(arrows):
        raise ValueError(f"{field} must have each arrow once, got {[' to '.join(arrow[:2]) for arrow in arrows]}")
    return arrows


def _arrow(text: str, field: str) -> Arrow:
    found = _ARROW.fullmatch(text)
    if found is None:
        raise ValueError(f"{field} must be arrows such as 'sweep +> swept' or 'spill -2| clean', got {text.strip()!r}")
    cause, raised, lowered, effect = found.groups()
    size = _exact((raised if lowered is None else lowered) or 1, f"strength in {field}")
    return cause, effect, size if lowered is None else -size


def _situations(given: Any, field: str) -> tuple[tuple[str, ...], ...]:
    if isinstance(given, str) or not isinstance(given, Iterable) or any(isinstance(one, str) for one in given):
        raise TypeError(f"{field} must be situations, each a tuple of acts, got {given!r}")
    situations = tuple(tuple(map(_node, situation)) for situation in given)
    if not situations or any(not situation for situation in situations):
        raise ValueError(f"{field} must have one or more situations, each with one or more acts, got {given!r}")
    return situations


def _node(name: Any) -> str:
    if not isinstance(name, str):
        raise TypeError(f"a node must be a text, got {name!r}")
    if name in ("", NOTHING):
        raise ValueError(f"a node must not be called {name!r}")
    return name


def _exact(value: Any, name: str) -> Scalar:
    """A strength as a rational number."""
    found = number(value, name)
    if not isinstance(found, int | float | Fraction):
        raise TypeError(f"{name} must be one number, got {value!r}")
    return number(Fraction(found))
