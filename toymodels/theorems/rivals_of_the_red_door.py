"""Blue doors rule out "any door" and red windows "anything red"; they do so independently of each other.

*Proof.* With weights 1 for "red door" and w = 2^b for each rival, the posterior is that of the weights not ruled out. No
rival is ruled out with probability v h, v = (1 - ε)^n and h = (1 - η)^n; "anything red" alone with probability v (1 - h), and
"any door" alone with probability (1 - v) h. So "any door" is learned with probability v (h w/(1 + 2 w) + (1 - h) w/(1 + w)),
and "anything red" likewise with v and h exchanged. Each of 1 + i things that an agent with the objective "any door" would
take is the nearest with the same probability, and likewise for "anything red".
"""

import dataclasses
import functools
import itertools
import math
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.coloured_doors import ColouredDoors
from toymodels.scalars import Scalar
from toymodels.solvers.coloured_doors import coloured_doors
from toymodels.testing import instances

WANTED = {"red door": {"red door"}, "any door": {"red door", "blue door"}, "anything red": {"red door", "red window"}}
"""What an agent with each objective goes for."""


def learned(model: ColouredDoors) -> dict[str, Scalar]:
    """The probability of each objective, summed up over all sequences of training rooms."""
    blue, red = model.blue_doors, model.red_windows
    chances = {
        ("red door",): (1 - blue) * (1 - red),
        ("red door", "blue door"): blue * (1 - red),
        ("red door", "red window"): (1 - blue) * red,
        ("red door", "blue door", "red window"): blue * red,
    }
    found = dict.fromkeys(WANTED, Fraction(0))
    for rooms in itertools.product(chances, repeat=model.training):
        unrewarded = {thing for room in rooms for thing in room} - {"red door"}
        weights = {name: Fraction(2) ** (model.simplicity * (len(things) - 1)) for name, things in WANTED.items()}
        left = {name: 0 if WANTED[name] & unrewarded else weight for name, weight in weights.items()}
        for name, weight in left.items():
            found[name] += math.prod(chances[room] for room in rooms) * Fraction(weight) / sum(left.values())
    return found


def right_door(model: ColouredDoors) -> Scalar:
    """The probability of the red door in deployment, by counting the things that each objective takes to be as good."""
    there = ["red door", *["blue door"] * model.deployed_doors, *["red window"] * model.deployed_windows]
    return sum(chance / sum(thing in WANTED[name] for thing in there) for name, chance in learned(model).items())


def is_as_summed(model: ColouredDoors) -> bool:
    """Whether the closed form has the probabilities of all objectives and of the right door."""
    solution = coloured_doors(model)
    found = (solution.red_door, solution.any_door, solution.anything_red, solution.value)
    return found == (*learned(model).values(), right_door(model))


CLAIM = Claim(
    label="rivals-of-the-red-door",
    statement=(
        "After n training rooms with blue doors in a share e and red windows in a share f of them, an agent learns to want any "
        "door with probability v (h w / (1 + 2 w) + (1 - h) w / (1 + w)), v = (1 - e)^n and h = (1 - f)^n, if both rivals have "
        "the prior odds w against a red door; for anything red exchange v and h."
    ),
    latex=r"P(\text{any door}) = v \left(h \frac{w}{1 + 2 w} + (1 - h) \frac{w}{1 + w}\right), \quad v = (1 - \varepsilon)^n",
    reading="any policy; the learner adopts an objective with its posterior probability",
    scope=dataclasses.replace(
        scope_of(
            ColouredDoors,
            training=range(4),
            blue_doors=(0, "1/2", "1/20"),
            red_windows=(0, "1/4"),
            simplicity=(0, 1, -2),
            deployed_doors=(0, 3),
            deployed_windows=(1,),
        ),
        any_of=functools.partial(instances, ColouredDoors, training=range(4), simplicity=range(-2, 3)),
    ),
    hypotheses={
        "simplicity is an integer": lambda model: model.simplicity == int(model.simplicity),
        "at most three rooms": lambda model: model.training <= 3,
    },
    conclusion=is_as_summed,
    refutation="Rooms and things for which the sum over all sequences of rooms is another.",
    witness=ColouredDoors(training=2),
    source="this library",
    variant=lambda model: coloured_doors(model).any_door == coloured_doors(model).anything_red,
)
