"""The choices of a training game as polynomials, by a recursion on differences of worth.

What decides a choice are differences. In an episode let z be a state that can be reached (the *reference*), and
Δ_t(φ, s) = W_t(φ, s) - W_t(φ, z) the gap between what objective φ thinks of s and of z. As the probabilities of all next
states sum to 1, the advantage of action a over b for the self in charge, with φ = θ(s), is

    Q_t(s, c, a) - Q_t(s, c, b) = r_φ(s,c,a) - r_φ(s,c,b) + γ Σ_s' [K(s' | s,c,a) - K(s' | s,c,b)] Δ_{t+1}(φ, s'),

    Δ_t(φ, s) = Σ_c μ(c) { r_φ(s,c,a_s) - r_φ(z,c,a_z) + γ Σ_s' [K(s' | s,c,a_s) - K(s' | z,c,a_z)] Δ_{t+1}(φ, s') },

a recursion without the worths themselves: the terms that all states share have cancelled before anything is expanded or
enclosed, so polynomials stay short and intervals narrow. Only states that can be reached from the start take part.
"""

import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from toymodels.policies import Point, Rule
from toymodels.stages import Branch, Stage, judged_states, stages
from toymodels.training import Action, Objective, State, TrainingGame

Gaps: TypeAlias = Mapping[tuple[Objective, State], Any]
"""Δ(φ, s), but for the references, whose gaps are 0."""


@dataclasses.dataclass(frozen=True)
class Difference:
    """An affine function of the next episode's gaps: a constant and the coefficient of each gap that matters."""

    constant: Any
    links: tuple[tuple[tuple[Objective, State], Any], ...]

    def at(self, gaps: Gaps) -> Any:
        """Its value for some gaps."""
        total = self.constant
        for key, coefficient in self.links:
            total = total + coefficient * gaps[key]
        return total


@dataclasses.dataclass(frozen=True, eq=False)
class Episode:
    """An episode, ready for the recursion on gaps.

    Parameters
    ----------
    stage
        Its phase.
    states
        The states that can be reached.
    judged
        The gaps to find: (φ, s).
    references, later_references
        The reference of each objective in this episode, and in the next one (none if this is the last).
    charge
        The objective in charge in each state.
    convert
        From a number of the game to the ring that the recursion runs in.
    """

    stage: Stage
    states: tuple[State, ...]
    judged: tuple[tuple[Objective, State], ...]
    references: Mapping[Objective, State]
    later_references: Mapping[Objective, State]
    charge: Mapping[State, Objective]
    convert: Callable[[Any], Any]
    _known: dict[Any, Any] = dataclasses.field(default_factory=dict, repr=False)

    @functools.cached_property
    def points(self) -> tuple[Point, ...]:
        """The points (state, context) that can be met."""
        return tuple((s, c) for s in self.states for c in self.stage.weights)

    @functools.cached_property
    def classes(self) -> Mapping[Point, tuple[tuple[Action, ...], ...]]:
        """The actions of every point, those that mean the same together."""
        return {p: tuple(tuple(branch.action for branch in alike) for alike in self.stage.classes(p)) for p in self.points}

    def advantage(self, point: Point, action: Action, other: Action) -> Difference:
        """Q(action) - Q(other) for the self in charge, by the next episode's gaps."""
        key = (point, action, other)
        if key not in self._known:
            branches = self.stage.branches[point]
            self._known[key] = self._difference(self.charge[point[0]], 1, branches[action], branches[other])
        return self._known[key]  # type: ignore[no-any-return]

    def step(self, rule: Rule) -> tuple[tuple[tuple[Objective, State], Difference], ...]:
        """What makes this episode's gaps of the next one's, for a rule over the points."""
        key = tuple(rule[point] for point in self.points)
        if key not in self._known:
            self._known[key] = tuple((pair, self._gap(*pair, rule)) for pair in self.judged)
        return self._known[key]  # type: ignore[no-any-return]

    def gaps(self, rule: Rule, later: Gaps) -> Gaps:
        """The gaps of this episode under a rule, by those of the next one."""
        return {pair: difference.at(later) for pair, difference in self.step(rule)}

    def _gap(self, objective: Objective, state: State, rule: Rule) -> Difference:
        reference = self.references[objective]
        parts = []
        for context, weight in self.stage.weights.items():
            own = self.stage.branches[state, context][rule[state, context]]
            against = self.stage.branches[reference, context][rule[reference, context]]
            parts.append(self._difference(objective, weight, own, against))
        links: dict[Any, Any] = {}
        for part in parts:
            for pair, coefficient in part.links:
                links[pair] = links[pair] + coefficient if pair in links else coefficient
        constant = functools.reduce(lambda one, other: one + other, (part.constant for part in parts))
        return Difference(constant, tuple(links.items()))

    def _difference(self, objective: Objective, weight: Any, one: Branch, other: Branch) -> Difference:
        weight = self.convert(weight)
        links: dict[State, Any] = {}
        reference = self.later_references.get(objective)
        for sign, branch in ((1, one), (-1, other)) if objective in self.later_references else ():
            for state, chance in branch.links:
                if state != reference:
                    links[state] = links.get(state, 0) + sign * self.convert(chance)
        constant = weight * (self.convert(one.payoffs[objective]) - self.convert(other.payoffs[objective]))
        kept = (((objective, state), weight * chance) for state, chance in links.items() if chance != 0)
        return Difference(constant, tuple(kept))


def episodes(game: TrainingGame, convert: Callable[[Any], Any]) -> tuple[Episode, ...]:
    """The episodes of a game in the order of play; those of a phase that can reach the same states are one object.

    Parameters
    ----------
    game
        The game, with a symbol in it (``toymodels.stages`` puts one of rational numbers alone in units of its own).
    convert
        From a number of the game to the ring in which the recursion is to run.

    Examples
    --------
    >>> from sympy.abc import p
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> first, second = episodes(EpisodeGame(training=1, deployment=1, modification=p).training_game(), lambda x: x)
    >>> gaps = second.gaps({("mesa", "conflict"): "A", ("base", "conflict"): "B"}, {})
    >>> gaps, first.advantage(("mesa", "conflict"), "B", "A").at(gaps)
    ({('mesa', 'base'): -1}, p - 1)
    """
    judged = judged_states(game)
    prepared = list(_dated(game))
    references = [
        {phi: next(s for s in known if s in reached) for phi, known in judged.items() if reached & set(known)}
        for _, reached in prepared
    ]
    shared: dict[Any, Episode] = {}
    found = []
    for i, (stage, reached) in enumerate(prepared):
        later = references[i + 1] if i + 1 < len(prepared) else {}
        key = (id(stage), reached, tuple(later.items()))
        if key not in shared:
            states = tuple(s for s in game.states if s in reached)
            pairs = ((phi, s) for phi, known in judged.items() for s in known if s in reached)
            kept = tuple((phi, s) for phi, s in pairs if s != references[i][phi])
            shared[key] = Episode(stage, states, kept, references[i], later, game.states, convert)
        found.append(shared[key])
    return tuple(found)


def _dated(game: TrainingGame) -> Iterator[tuple[Stage, frozenset[State]]]:
    """The stage of each episode, and the states that some play can have reached by then."""
    reached = frozenset({game.start})
    for stage in stages(game):
        for _ in range(stage.phase.episodes):
            yield stage, reached
            reached = frozenset(
                s
                for (state, c), branches in stage.branches.items()
                if state in reached and c in stage.weights
                for branch in branches.values()
                for s, _ in branch.links
            )
