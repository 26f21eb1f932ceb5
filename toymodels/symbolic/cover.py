"""All policies that are optimal somewhere in a box of parameters, with the proof that there are no others.

Backward induction on polynomials takes the same choices everywhere as long as the signs of its comparisons are known. Where
one hangs on a factor f of unknown sign, the box is cut in two along f = 0 and each part goes on by itself: a tree whose
leaves are policies, each optimal, at every point of the box, in the part that its cuts leave. So the leaves *cover* the
box: whatever the cuts look like, every point of it has an optimal policy among them. What remains to be shown is that
they are policies that are really optimal on an open set, each by a point at which it is the only optimal one. Signs come from
``toymodels.symbolic.signs``; where they are too weak, the tree has leaves that no point confirms, or too many of
them. A leaf of which it is proved that its cuts contradict each other inside the box
(``toymodels.symbolic.algebra.contradictions``) is dropped: the points at which no factor is 0 are dense, each is in another
leaf's part, and these parts are closed. Otherwise the box is halved.

Optimality is a closed condition, so the policies that are optimal on open sets cover the boundaries between them as well.
Policies that are optimal on a boundary only, as one among several, are ties of those found.
"""

import contextlib
import dataclasses
import heapq
import itertools
import random
from collections.abc import Iterator

from toymodels.progress import advancing
from toymodels.symbolic.algebra.boxes import Box, halves, midpoint
from toymodels.symbolic.algebra.contradictions import contradict
from toymodels.symbolic.algebra.lines import Point, points_on_line
from toymodels.symbolic.algebra.polynomials import Factor, sign_at
from toymodels.symbolic.signs import BoxSigns, Branch
from toymodels.symbolic.suffixes import PolicyTree, Suffix

MOST_BOXES = 10_000
"""After how many boxes a cover is given up."""

_DOUBTFUL = 8
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


def cover(tree: PolicyTree, most_boxes: int = MOST_BOXES, progress: bool | None = None) -> Cover:
    """The policies that are optimal somewhere in the parameter space of a game.

    Parameters
    ----------
    tree
        The game.
    most_boxes
        After how many boxes to give up; the cover is then incomplete. Interrupting it from the keyboard does the same.
    progress
        Whether to show a progress bar for what takes over a second; None shows it in a terminal.

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
    waiting = [(0, next(order), BoxSigns(tree.space.box))]
    covered: list[tuple[Box, tuple[Leaf, ...]]] = []
    share = 0.0
    with contextlib.suppress(KeyboardInterrupt), advancing("regions", progress) as done:
        for _ in range(most_boxes):
            if not waiting:
                break
            depth, _, signs = waiting[0]
            leaves = search.leaves(signs)
            if leaves is None:
                for half in halves(signs.box, depth % len(signs.box)):
                    heapq.heappush(waiting, (depth + 1, next(order), signs.inside(half)))
            else:
                covered.append((signs.box, leaves))
                share += 0.5**depth
            heapq.heappop(waiting)  # last, so that an interruption loses no box
            done(share)
    return Cover(search.samples, tuple(covered), tuple(signs.box for _, _, signs in waiting))


@dataclasses.dataclass(frozen=True, eq=False)
class _Search:
    tree: PolicyTree
    samples: dict[Suffix, Point] = dataclasses.field(default_factory=dict)

    def leaves(self, signs: BoxSigns) -> tuple[Leaf, ...] | None:
        """The leaves that cover a box, if they are few enough and all of them found to be optimal somewhere."""
        leaves: list[Leaf] = []
        doubtful: list[Leaf] = []
        for leaf in itertools.chain(self._grown(signs), [None]):
            if leaf is not None:
                (leaves if leaf.policy in self.samples else doubtful).append(leaf)
            if len(doubtful) == _DOUBTFUL or leaf is None:
                left = self._unconfirmed(signs.box, doubtful)
                if not all(contradict(leaf.cuts, signs.box) for leaf in left):
                    return None
                leaves += (leaf for leaf in doubtful if leaf not in left)
                doubtful = []
        return tuple(leaves)

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

    def _unconfirmed(self, box: Box, leaves: list[Leaf]) -> list[Leaf]:
        """The leaves for whose policies no point is found at which they alone are optimal.

        Such points are looked for on lines, in the parts into which the factors that the leaves hang on cut them.
        """
        factors = list(dict.fromkeys(factor for leaf in leaves for factor in leaf.cuts))
        for base, direction in _lines(box) if leaves else ():
            for point in points_on_line(factors, box, base, direction):
                signs = {factor: sign_at(factor.polynomial, point) for factor in factors}
                if any(all(signs[factor] == sign for factor, sign in leaf.cuts.items()) for leaf in leaves):
                    policy, strict = self.tree.solution_at(point)
                    if strict:
                        self.samples.setdefault(policy, point)
            leaves = [leaf for leaf in leaves if leaf.policy not in self.samples]
            if not leaves:
                break
        return leaves


def _lines(box: Box) -> Iterator[tuple[Point, tuple[int, ...]]]:
    """Lines through the middle of a box: along its axes, and across in a few directions that are always the same."""
    middle = midpoint(box)
    for axis in range(len(box)):
        yield middle, tuple(int(k == axis) for k in range(len(box)))
    draw = random.Random(0)  # noqa: S311
    for _ in range(_LINES if len(box) > 1 else 0):
        yield middle, tuple(draw.choice((-1, 1)) * draw.randint(1, _STEEPEST) for _ in box)
