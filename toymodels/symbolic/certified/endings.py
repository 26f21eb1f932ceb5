"""The ends of policies that a recursion over many boxes meets, numbered, with their exact polynomials made on demand.

Over boxes in floats every comparison is cheap; its exact polynomial is asked for only where floats don't decide it. Those
of ends that switch often, many episodes before the last, have too many terms to be worth it: such a comparison is left
to smaller boxes.
"""

import dataclasses
from collections.abc import Iterator, Sequence

from toymodels.policies import Point, Rule
from toymodels.symbolic.algebra.polynomials import Factor
from toymodels.symbolic.suffixes import Comparison, PolicyTree, Suffix
from toymodels.training import Action

MOST_TERMS = 2000
"""How many terms the gaps of an episode may have together, if a comparison by them is to be made exact."""


@dataclasses.dataclass(frozen=True, eq=False)
class Endings:
    """All that policies are known to end in, numbered in the order in which they were met, and all factors likewise.

    Parameters
    ----------
    tree
        The game.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> from toymodels.symbolic.parameter_space import parameter_space
    >>> endings = Endings(PolicyTree(parameter_space(EpisodeGame(1, 1), ["modification"])))
    >>> rule = {("mesa", "conflict"): "A", ("base", "conflict"): "B"}
    >>> (last,) = endings.before([0], rule)
    >>> last, list(endings.rules(last)) == [rule]
    (1, True)
    >>> endings.comparison(last, ("mesa", "conflict"), "B", "A").polynomial
    modification - 1
    """

    tree: PolicyTree
    _nodes: list[tuple[int, Rule]] = dataclasses.field(default_factory=lambda: [(0, {})])
    _numbers: dict[tuple[int, int], int] = dataclasses.field(default_factory=dict)
    _suffixes: dict[int, Suffix | None] = dataclasses.field(default_factory=dict)
    _factors: dict[Factor, int] = dataclasses.field(default_factory=dict)
    _rules: dict[frozenset[tuple[Point, Action]], Rule] = dataclasses.field(default_factory=dict)

    def rule(self, ending: int) -> Rule:
        """What is done in the first episode of an ending; nothing after the last episode, which is ending 0."""
        return self._nodes[ending][1]

    def rules(self, ending: int) -> Iterator[Rule]:
        """What is done in each of its episodes, in the order of play."""
        while ending:
            ending, rule = self._nodes[ending]
            yield rule

    def before(self, endings: Sequence[int], rule: Rule) -> list[int]:
        """The endings one episode longer, with a rule in front of each."""
        shared = self._rules.setdefault(frozenset(rule.items()), rule)
        longer = []
        for ending in endings:
            key = (ending, id(shared))
            if key not in self._numbers:
                self._numbers[key] = len(self._nodes)
                self._nodes.append((ending, shared))
            longer.append(self._numbers[key])
        return longer

    def comparison(self, ending: int, point: Point, action: Action, other: Action) -> Comparison | None:
        """What an action gains over another in the episode before an ending, unless that has too many terms."""
        suffix = self._suffix(ending)
        return None if suffix is None or _terms(suffix) > MOST_TERMS else self.tree.advantage(suffix, point, action, other)

    def number(self, factor: Factor) -> int:
        """The number of a factor."""
        return self._factors.setdefault(factor, len(self._factors))

    def factors(self) -> list[Factor]:
        """All factors, in the order of their numbers."""
        return list(self._factors)

    def _suffix(self, ending: int) -> Suffix | None:
        """An ending with its exact gaps; None where those of a later episode have too many terms already."""
        missing = []
        known = self._suffixes
        while ending not in known and ending:
            missing.append(ending)
            ending = self._nodes[ending][0]
        suffix = known[ending] if ending else self.tree.end
        for longer in reversed(missing):
            if suffix is not None:
                suffix = self.tree.before(suffix, self.rule(longer)) if _terms(suffix) <= MOST_TERMS else None
            known[longer] = suffix
        return suffix


def _terms(suffix: Suffix) -> int:
    return sum(map(len, suffix.gaps.values()))
