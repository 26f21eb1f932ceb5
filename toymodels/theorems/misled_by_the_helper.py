"""Behind a helper who shows k >= 2 spheres in the reverse of their order, a follower scores 1 - c (k - 1).

An agent that stops following at its first mistake scores k - c (1 + (k - 2)(k + 1)/4) on average, over all orders.

*Proof.* A follower visits first the last sphere, then the one before, and so on: none is the next in the order but the last
that it visits, the first one. An agent that heeds the reward loses c by trying the sphere shown, and follows no more. The first
sphere is any of the k - 1 others with the same probability, so that trying them one after the other brings (k - 2)/2 mistakes
on average. Which spheres failed says nothing about the order of the rest, once the first is known; so with j spheres left, from
k - 1 down to 1, the next one brings (j - 1)/2 mistakes, together (k - 1)(k - 2)/4. With (k - 2)/2 these are (k - 2)(k + 1)/4.
"""

import functools
import itertools
from collections.abc import Sequence
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.spheres_in_order import SpheresInOrder
from toymodels.solvers.spheres_in_order import spheres_in_order


def followed(order: Sequence[int]) -> tuple[int, int]:
    """The right and the wrong visits of one who visits the spheres in the reverse of their order, visit by visit."""
    mistakes, place = 0, 0
    for sphere in reversed(order):
        right = sphere == order[place]
        mistakes, place = mistakes + (not right), place + right
    return place, mistakes


def heeded(order: Sequence[int]) -> tuple[int, int]:
    """The same if first the sphere shown is tried, and then others by their numbers, none twice in the same place."""
    mistakes, left, tried = 1, sorted(order), {order[-1]}
    for wanted in order:
        untried = [sphere for sphere in left if sphere not in tried]
        mistakes, tried = mistakes + untried.index(wanted), set()
        left.remove(wanted)
    return len(order), mistakes


@functools.cache
def averages(spheres: int) -> tuple[tuple[Fraction, Fraction], ...]:
    """The average numbers of right and wrong visits of both over all orders."""
    orders = list(itertools.permutations(range(spheres)))
    visits = (zip(*map(visited, orders), strict=True) for visited in (followed, heeded))
    return tuple((Fraction(sum(right), len(orders)), Fraction(sum(wrong), len(orders))) for right, wrong in visits)


def is_as_averaged(model: SpheresInOrder) -> bool:
    """Whether both scores are the averages over all orders."""
    solution = spheres_in_order(model)
    means = [right - model.penalty * wrong for right, wrong in averages(model.spheres)]
    return [solution.follower, solution.heeding] == means


CLAIM = Claim(
    label="misled-by-the-helper",
    statement=(
        "Behind a helper who shows k >= 2 spheres in the reverse of an unknown order, a follower scores 1 - c (k - 1), and an "
        "agent that stops following at its first mistake k - c (1 + (k - 2)(k + 1)/4) on average; a mistake costs c."
    ),
    latex=r"1 - c (k - 1) \quad\text{and}\quad k - c \left(1 + \frac{(k - 2)(k + 1)}{4}\right)",
    reading="any policy; all orders are equally likely",
    scope=scope_of(SpheresInOrder, "penalty", spheres=range(1, 6), training=(0,)),
    hypotheses={"two to five spheres": lambda model: 2 <= model.spheres <= 5},
    conclusion=is_as_averaged,
    refutation="A number of spheres and a penalty for which the average over all orders is another.",
    witness=SpheresInOrder(spheres=3),
    source="this library; the game is from arXiv:2210.01790",
    variant=lambda model: spheres_in_order(model).heeding == spheres_in_order(model).alone,
)
