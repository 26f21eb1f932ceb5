"""The ends of policies, from some episode on, with the polynomials that decide the choice before them.

What is optimal in an episode hangs on the policy of the rest only. So the policies that a search meets form a tree that
grows from the last episode to the first, and each comparison in it is expanded, and factored, once.
"""

import dataclasses
import functools
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, TypeAlias

from toymodels.policies import Point, Rule
from toymodels.solvers.tie_rules import TieRule, fewest_switches
from toymodels.symbolic.algebra.polynomials import Factor, Factors, Polynomial, factors_of, sign_at
from toymodels.symbolic.gaps import Episode, Gaps, episodes
from toymodels.symbolic.parameter_space import ParameterSpace
from toymodels.training import Action

Undecided: TypeAlias = Factor
"""The factor that the sign of a comparison hangs on."""


@dataclasses.dataclass(frozen=True, eq=False)
class Comparison:
    """What an action gains over another, as a polynomial."""

    polynomial: Polynomial

    @functools.cached_property
    def factors(self) -> Factors:
        """What decides its sign."""
        return factors_of(self.polynomial)


@dataclasses.dataclass(frozen=True, eq=False)
class Suffix:
    """The policy of a game from an episode on.

    Parameters
    ----------
    index
        The episode, counted from 0.
    gaps
        The gaps in it.
    rule
        What is done in it at every point that can be met; None after the last episode.
    later
        The rest; None after the last episode.
    """

    index: int
    gaps: Gaps
    rule: Rule | None = None
    later: "Suffix | None" = None
    _known: dict[Any, Any] = dataclasses.field(default_factory=dict, repr=False)

    def rules(self) -> Iterator[Rule]:
        """What is done in each episode, in the order of play."""
        suffix = self
        while suffix.rule is not None and suffix.later is not None:
            yield suffix.rule
            suffix = suffix.later


@dataclasses.dataclass(frozen=True, eq=False)
class PolicyTree:
    """All that is known of a game's policies, grown on demand.

    Parameters
    ----------
    space
        The game and its parameters.
    ties
        Which of several actions is taken that are equally good at all parameters.
    """

    space: ParameterSpace
    ties: TieRule = fewest_switches

    @functools.cached_property
    def episodes(self) -> tuple[Episode, ...]:
        """The game's episodes, in polynomials."""
        return episodes(self.space.game, self.space.ring.of)

    @functools.cached_property
    def end(self) -> Suffix:
        """What follows after the last episode."""
        return Suffix(len(self.episodes), {})

    def advantage(self, suffix: Suffix, point: Point, action: Action, other: Action) -> Comparison:
        """What an action gains over another in the episode before a suffix."""
        key = (point, action, other)
        if key not in suffix._known:
            difference = self.episodes[suffix.index - 1].advantage(point, action, other)
            suffix._known[key] = Comparison(difference.at(suffix.gaps))
        return suffix._known[key]  # type: ignore[no-any-return]

    def before(self, suffix: Suffix, rule: Rule) -> Suffix:
        """The suffix one episode longer."""
        episode = self.episodes[suffix.index - 1]
        key = tuple(rule[point] for point in episode.points)
        if key not in suffix._known:
            suffix._known[key] = Suffix(suffix.index - 1, episode.gaps(rule, suffix.gaps), rule, suffix)
        return suffix._known[key]  # type: ignore[no-any-return]

    def rule_before(self, suffix: Suffix, sign: Callable[[Comparison], int | Undecided]) -> Rule | Undecided:
        """What is optimal in the episode before a suffix, or the first factor that this hangs on.

        Parameters
        ----------
        suffix
            The rest of the policy.
        sign
            The sign of a comparison, or a factor that it hangs on.
        """
        episode = self.episodes[suffix.index - 1]
        same_phase = suffix.rule is not None and self.episodes[suffix.index].stage is episode.stage
        rule: dict[Point, Action] = {}
        for point, classes in episode.classes.items():
            best = [classes[0]]
            for alike in classes[1:]:
                order = sign(self.advantage(suffix, point, alike[0], best[0][0]))
                if isinstance(order, Factor):
                    return order
                best = [alike] if order > 0 else [*best, alike] if order == 0 else best
            optimal = {action for alike in best for action in alike}
            listed = tuple(action for action in self.space.game.actions[point[0]] if action in optimal)
            rule[point] = self.ties(listed, suffix.rule.get(point) if same_phase and suffix.rule else None)
        return rule

    def solution_at(self, point: tuple[Fraction | int, ...]) -> tuple[Suffix, bool]:
        """The policy at a rational point, and whether it is the only one there, but for ties at all parameters."""
        strict = True

        def sign(comparison: Comparison) -> int:
            nonlocal strict
            if comparison.polynomial.is_zero():
                return 0
            order = sign_at(comparison.polynomial, point)
            strict &= order != 0
            return order

        suffix = self.end
        while suffix.index:
            rule = self.rule_before(suffix, sign)
            suffix = self.before(suffix, rule)  # type: ignore[arg-type]
        return suffix, strict

    def comparisons(self, policy: Suffix) -> Iterator[tuple[int, Point, Action, Comparison]]:
        """What each choice of a policy gains over each other action: (episode, point, other action, gain >= 0).

        Ties at all parameters are left out.
        """
        suffix = policy
        while suffix.later is not None and suffix.rule is not None:
            for point, classes in self.episodes[suffix.index].classes.items():
                taken = suffix.rule[point]
                for alike in classes:
                    if taken not in alike:
                        comparison = self.advantage(suffix.later, point, taken, alike[0])
                        if not comparison.polynomial.is_zero():
                            yield suffix.index, point, alike[0], comparison
            suffix = suffix.later

    def value(self, policy: Suffix) -> Polynomial:
        """What a policy is worth to the starting self."""
        convert, game = self.space.ring.of, self.space.game
        objective = game.states[game.start]
        worth = {state: convert(0) for state in game.states}
        for episode, rule in reversed(list(zip(self.episodes, policy.rules(), strict=True))):
            worth = {
                state: sum(
                    (
                        convert(weight)
                        * (
                            convert(branch.payoffs[objective])
                            + sum((convert(chance) * worth[s] for s, chance in branch.links), start=convert(0))
                        )
                        for context, weight in episode.stage.weights.items()
                        for branch in [episode.stage.branches[state, context][rule[state, context]]]
                    ),
                    start=convert(0),
                )
                for state in episode.states
            }
        return worth[game.start]
