"""Parameters that are a causal world, and the worlds that ship with the library."""

import dataclasses
import sys
from typing import Any, ClassVar

from toymodels.causal_worlds import CausalWorld
from toymodels.errors import unknown_name

WORLDS: dict[str, CausalWorld] = {
    world.name: world
    for world in (
        CausalWorld(
            "clean floor",
            "sweeping",
            "sweep +> sweeping, sweeping +> clean floor, spill and sweep +2> sweeping, spill and sweep -3| clean floor",
            training=(("sweep",),),
            deployment=(("sweep", "spill and sweep"),),
            name="sweeping",
        ),
        CausalWorld(
            "clean floor",
            "dust in the bag",
            "vacuum the floor +> clean floor, clean floor +> dust in the bag, vacuum a plant pot +2> dust in the bag",
            training=(("vacuum the floor",),),
            deployment=(("vacuum the floor", "vacuum a plant pot"),),
            name="dust",
        ),
        CausalWorld(
            "children",
            "pleasure",
            "eat +> energy, energy +> children, energy +> pleasure, drug +2> pleasure, drug -| children",
            training=(("eat",),),
            deployment=(("eat", "drug"),),
            name="pleasure",
        ),
        CausalWorld(
            "clean floor",
            "clean on camera",
            "sweep +> clean floor, sweep +9/10> clean on camera, mop +6/5> clean floor, mop +11/10> clean on camera, "
            "polish +11/10> clean floor, polish +6/5> clean on camera",
            training=(("sweep", "mop"),),
            deployment=(("sweep", "mop", "polish"),),
            precision="1/10",
            name="camera",
        ),
        CausalWorld(
            "clean floor",
            "room without stuff",
            "vacuum +> clean floor, vacuum +1/10> room without stuff, burn the furniture +1/2> room without stuff, "
            "burn the furniture -2| clean floor",
            training=(("vacuum", "burn the furniture"),),
            deployment=(("vacuum", "burn the furniture"),),
            beliefs="vacuum +> room without stuff",
            name="stuff",
        ),
        CausalWorld(
            "users served",
            "paperclips",
            "serve +> users served, make paperclips +1/2> paperclips, goal kept +> paperclips",
            training=(("serve", "make paperclips"),),
            deployment=(("serve", "make paperclips"),),
            in_training="users served +> goal kept",
            selection="goal kept",
            name="deceptive",
        ),
        CausalWorld(
            "clean floor",
            "clean floor",
            "sweep +> clean floor, mop +2> clean floor, spill and sweep -2| clean floor",
            training=(("sweep",),),
            deployment=(("sweep", "mop", "spill and sweep"),),
            name="robust",
        ),
        CausalWorld(
            "clean floor",
            "noise",
            "sweep +> clean floor, sing +> noise",
            training=(("sweep", "sing"),),
            deployment=(("sweep", "sing"),),
            name="open",
        ),
    )
}
"""The worlds that ship with the library, by name."""


@dataclasses.dataclass(frozen=True)
class Causes:
    """A parameter that is a causal world, and its meaning in one line.

    Examples
    --------
    >>> Causes("the world").checked("dust", "world").mesa
    'dust in the bag'
    """

    meaning: str
    integer: ClassVar[bool] = False
    metavar: ClassVar[str] = "WORLD"
    domain: ClassVar[str] = f"one of {', '.join(WORLDS)}, or in Python a CausalWorld or a DiGraph"
    examples: ClassVar[tuple[CausalWorld, ...]] = tuple(WORLDS.values())

    def checked(self, value: Any, name: str) -> CausalWorld:
        """The value as a causal world.

        A networkx ``DiGraph`` has a ``strength`` or ``sign`` on every edge, and the other fields of a ``CausalWorld`` as
        attributes of the graph: ``base``, ``mesa``, ``training``, ``deployment`` and so on.

        Raises
        ------
        TypeError
            If it is none of these, or an attribute is missing.
        ValueError
            If it is an unknown name.

        Examples
        --------
        >>> import networkx
        >>> acts = (("sweep",),)
        >>> graph = networkx.DiGraph(base="clean", mesa="clean", training=acts, deployment=acts)
        >>> graph.add_edge("sweep", "clean", sign=1)
        >>> Causes("the world").checked(graph, "world").arrows
        (('sweep', 'clean', 1),)
        """
        if isinstance(value, CausalWorld):
            return value
        if isinstance(value, str):
            if value not in WORLDS:
                raise unknown_name(name, value, WORLDS)
            return WORLDS[value]
        networkx = sys.modules.get("networkx")
        if networkx is None or not isinstance(value, networkx.DiGraph):
            raise TypeError(f"{name} must be {self.domain}, got {value!r} of type {type(value).__name__}")
        needed = ("base", "mesa", "training", "deployment")
        known = {field.name for field in dataclasses.fields(CausalWorld)} - {"arrows"}
        if not set(needed) <= set(value.graph) <= known:
            raise TypeError(
                f"{name} must have the graph attributes {', '.join(needed)}, and no unknown ones, got {list(value.graph)}"
            )
        arrows = tuple((tail, head, data.get("strength", data.get("sign"))) for tail, head, data in value.edges(data=True))
        return CausalWorld(arrows=arrows, **value.graph)
