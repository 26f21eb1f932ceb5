"""All policies that are optimal somewhere in a box of parameters, with the proof that there are no others.

Backward induction on polynomials takes the same choices everywhere as long as the signs of its comparisons are known. Where
one hangs on a factor f of unknown sign, the box is cut in two along f = 0 and each part goes on by itself: a tree whose
leaves are policies, each optimal, at every point of the box, in the part that its cuts leave. So the leaves *cover* the
box: whatever the cuts look like, every point of it has an optimal policy among them. What remains to be shown is that
they are policies that are really optimal on an open set, each by a point at which it is the only optimal one. Signs come from
``toymodels.symbolic.signs``; where they are too weak, the tree has leaves that no point confirms, or too many of
them, and the box is halved.

Optimality is a closed condition, so the policies that are optimal on open sets cover the boundaries between them as well.
Policies that are optimal on a boundary only, as one among several, are ties of those found.
"""

import dataclasses
import heapq
import itertools
import random
from collections.abc import Iterator, Sequence

from toymodels.symbolic.boxes import Box, bounded_apart, halves, midpoint
from toymodels.symbolic.lines import Point, points_on_line
from toymodels.symbolic.polynomials import Factor
from toymodels.symbolic.signs import BoxSigns, Branch
from toymodels.symbolic.suffixes import PolicyTree, Suffix

_LEAVES = 32
_LEAVES_PER_POLICY = 4
_LINES = 3
_STEEPEST = 9


@dataclasses.dataclass(frozen=True)
class Leaf:
    """A policy, and the signs of the factors that cut out the part of a box in which it is optimal."""

    policy: Suffix
    cuts: dict[Factor, int]


@dataclasses.dataclass(frozen=True)
class Cover:
    """Boxes and the policies that cover them.

    Parameters
    ----------
    samples
        Every policy found, with a point at which no other is optimal.
    covered
        Boxes with the leaves that cover them, all policies found.
    open
        Boxes that are not covered by policies found: none if the cover is complete.
    """

    samples: dict[Suffix, Point]
    covered: tuple[tuple[Box, tuple[Leaf, ...]], ...]
    open: tuple[Box, ...]

    @property
    def complete(self) -> bool:
        """Whether it is proved that no policy is missing."""
        return not self.open


def cover(tree: PolicyTree, most_boxes: int = 10_000) -> Cover:
    """The policies that are optimal somewhere in the parameter space of a game.

    Parameters
    ----------
    tree
        The game.
    most_boxes
        After how many boxes to give up; the cover is then incomplete. Interrupting it from the keyboard does the same.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> from toymodels.symbolic.parameter_space import parameter_space
    >>> found = cover(PolicyTree(parameter_space(EpisodeGame(), ["modification", "discount"])))
    >>> found.complete, len(found.samples), len(found.covered)
    (True, 3, 1)
    """
    search = _Search(tree)
    order = itertools.count()
    waiting = [(0, next(order), BoxSigns(box)) for box in bounded_apart(tree.space.box)]
    covered: list[tuple[Box, tuple[Leaf, ...]]] = []
    try:
        for _ in range(most_boxes):
            if not waiting:
                break
            depth, _, signs = waiting[0]
            leaves = search.leaves(signs)
            heapq.heappop(waiting)
            if leaves is not None:
                covered.append((signs.box, leaves))
            else:
                for half in halves(signs.box, depth % len(signs.box)):
                    heapq.heappush(waiting, (depth + 1, next(order), signs.inside(half)))
    except KeyboardInterrupt:
        pass
    return Cover(search.samples, tuple(covered), tuple(signs.box for _, _, signs in waiting))


@dataclasses.dataclass(frozen=True, eq=False)
class _Search:
    tree: PolicyTree
    samples: dict[Suffix, Point] = dataclasses.field(default_factory=dict)

    def leaves(self, signs: BoxSigns) -> tuple[Leaf, ...] | None:
        """The leaves that cover a box, if they are few enough and all of them found to be optimal somewhere."""
        most = _LEAVES + _LEAVES_PER_POLICY * len(self.samples)
        leaves = tuple(itertools.islice(self._grown(signs), most))
        if any(leaf.policy not in self.samples for leaf in leaves):
            self._sample(signs.box, leaves)
        confirmed = len(leaves) < most and all(leaf.policy in self.samples for leaf in leaves)
        return leaves if confirmed else None

    def _grown(self, signs: BoxSigns) -> Iterator[Leaf]:
        """The leaves of the tree over a box, one by one."""
        waiting = [(self.tree.end, Branch(signs))]
        while waiting:
            suffix, branch = waiting.pop()
            while suffix.index:
                rule = self.tree.rule_before(suffix, branch.sign)
                if isinstance(rule, Factor):
                    waiting += [(suffix, branch.cut(rule, sign)) for sign in (1, -1)]
                    break
                suffix = self.tree.before(suffix, rule)
            else:
                yield Leaf(suffix, branch.assumed)

    def _sample(self, box: Box, leaves: Sequence[Leaf]) -> None:
        """Look for points at which one policy alone is optimal, on lines cut by all the factors that the leaves hang on."""
        factors = list(dict.fromkeys(factor for leaf in leaves for factor in leaf.cuts))
        for base, direction in _lines(box):
            for point in points_on_line(factors, box, base, direction):
                policy, strict = self.tree.solution_at(point)
                if strict and policy not in self.samples:
                    self.samples[policy] = point
            if all(leaf.policy in self.samples for leaf in leaves):
                return


def _lines(box: Box) -> Iterator[tuple[Point, tuple[int, ...]]]:
    """Lines through the middle of a box: along its axes, and across in a few directions that are always the same."""
    middle = midpoint(box)
    for axis in range(len(box)):
        yield middle, tuple(int(k == axis) for k in range(len(box)))
    draw = random.Random(0)  # noqa: S311
    for _ in range(_LINES if len(box) > 1 else 0):
        yield middle, tuple(draw.choice((-1, 1)) * draw.randint(1, _STEEPEST) for _ in box)
