"""The result of solving a game: the value, every optimal action, and a policy among them."""

import dataclasses
import functools
import html
from typing import Any

from toymodels.deviation import deviation_gain
from toymodels.policies import Choices, Point, Rule, Runs, by_phase, plan_of, plan_point, spelled, strip
from toymodels.policy_value import policy_value
from toymodels.regimes import regime
from toymodels.scalars import Scalar, is_array, is_exact, is_symbolic, written
from toymodels.stages import stages
from toymodels.training import Action, Context, Problem, State, TrainingGame, stated

_LONGEST_TIES = 3
_SHAPE = ("starting state", "actions", "phases")


@dataclasses.dataclass(frozen=True)
class Solution:
    """A policy that no self wants to deviate from, with its value.

    Parameters
    ----------
    game
        The training game solved.
    value
        What the starting self expects, by its own objective.
    policy
        The policy: runs of rules from (state, context) to an action.
    choices
        All optimal actions: runs of maps from (state, context) to a tuple of actions.
    method
        The solver.
    exact
        Whether the value is free of rounding, a rational number or a formula. The choices are exact either way.
    """

    game: TrainingGame
    value: Scalar
    policy: Runs[Rule]
    choices: Runs[Choices]
    method: str
    exact: bool

    @property
    def plan_runs(self) -> Runs[Action]:
        """The plan as runs of actions, however long."""
        return plan_of(self.game, self.policy)

    @property
    def plan(self) -> str:
        """The actions on the path on which the optimizer is not modified, in conflict, such as ``"BBAAA"``.

        Raises
        ------
        ValueError
            If it has over a million episodes.
        """
        return spelled(self.plan_runs)

    @property
    def regime(self) -> str:
        """What the plan amounts to, one of ``REGIMES``."""
        return regime(self.game, self.plan_runs)

    @property
    def deceptive_episodes(self) -> int:
        """The number of training episodes in which serving the base objective is optimal."""
        return sum(
            count
            for phase, count, sets in by_phase(self.game, self.choices)
            for point in [plan_point(self.game, phase)]
            if phase.training and any(self.game.serves_base(*point, action) for action in sets[point])
        )

    def optimal_actions(self, episode: int, state: State | None = None, context: Context | None = None) -> frozenset[Action]:
        """The set of optimal actions in an episode, counted from 0.

        Parameters
        ----------
        episode
            The episode, in [0, episodes of the game - 1].
        state
            The state; the starting one if not given.
        context
            The context; the first of the phase if not given.

        Raises
        ------
        IndexError
            If the game has no such episode.
        ValueError
            If the phase has no such state and context.
        """
        sets = self.choices[episode]
        state = self.game.start if state is None else state
        context = next(known for _, known in sets) if context is None else context
        if (state, context) not in sets:
            raise ValueError(f"episode {episode} has the states and contexts {list(sets)}, got {(state, context)}")
        return frozenset(sets[state, context])

    @property
    def ties(self) -> tuple[tuple[int, int, Point], ...]:
        """Where different actions are equally good: (first episode, number of episodes, (state, context)).

        Actions that pay every objective the same and lead to the same states are one action here.
        """
        stage_of = {id(stage.phase): stage for stage in stages(self.game)}
        found, first = [], 0
        for phase, count, sets in by_phase(self.game, self.choices):
            stage = stage_of[id(phase)]
            for point, optimal in sets.items():
                best = [alike for alike in stage.classes(point) if alike[0].action in optimal]
                if len(best) > 1 and point[1] in stage.weights:
                    found.append((first, count, point))
            first += count
        return tuple(found)

    @functools.cached_property
    def certificate(self) -> Scalar:
        """The largest gain of a self from deviating once, found by a second recursion: 0 for a solution."""
        return deviation_gain(self.game, self.policy)

    def expression(self, problem: Problem) -> Any:
        """What this solution's policy is worth in a game of the same shape, as a sympy expression in that game's symbols.

        It is the value at all parameters of somebody who sticks to the policy: the value of the game where the policy is
        optimal, which ``deviation_gain`` tells for numbers and ``symbolic_solution`` for symbols.

        Parameters
        ----------
        problem
            A model or training game with the states, actions and phases of the game that was solved, its numbers symbols,
            formulas or numbers.

        Returns
        -------
        The expression as the recursion makes it, nested and not multiplied out: ``sympy.expand`` or ``sympy.factor`` it.

        Raises
        ------
        TypeError
            If the problem holds arrays or a symbolic horizon.
        ValueError
            If it has another shape.

        Examples
        --------
        >>> from sympy import expand, symbols
        >>> from toymodels.models.episode_game import EpisodeGame
        >>> from toymodels.solvers.closed_form import closed_form
        >>> p, g = symbols("p g")
        >>> worth = closed_form(EpisodeGame(training=2, deployment=3)).expression(EpisodeGame(2, 3, p, discount=g))
        >>> worth
        g**2*(g*(g + 1) + 1)
        """
        import sympy

        game = stated(problem)
        if any(is_array(entry) for entry in game.numbers()):
            raise TypeError("an expression is of one game with symbols in it, and this one holds arrays: use policy_evaluation")
        for what, mine, other in zip(_SHAPE, _shape(self.game), _shape(game), strict=True):
            if mine != other:
                raise ValueError(f"the problem must have the {what} of the solved game, {mine}, got {other}")
        value = policy_value(game, self.policy)
        return value if is_symbolic(value) else sympy.Rational(value) if is_exact(value) else sympy.Float(value)

    def __str__(self) -> str:
        rows = self._rows()
        return "\n".join(f"{name:<{max(map(len, rows))}}  {text}" for name, text in rows.items())

    def _repr_html_(self) -> str:
        rows = (f"<tr><th>{name}</th><td>{html.escape(text)}</td></tr>" for name, text in self._rows().items())
        return f"<table>{''.join(rows)}</table>"

    def _rows(self) -> dict[str, str]:
        phases = " | ".join(phase.name for phase in self.game.phases if phase.episodes)
        return {
            "plan": f"{strip(self.game, self.plan_runs)}  ({phases})",
            "regime": self.regime,
            "value": written(self.value),
            "ties": self._ties_in_words(),
            "method": f"{self.method}, {'exact' if self.exact else 'value rounded'}",
        }

    def _ties_in_words(self) -> str:
        words = [
            f"{count} x {state}, {context}, from episode {first}" if count > 1 else f"{state}, {context}, episode {first}"
            for first, count, (state, context) in self.ties
        ]
        rest = f"; and {len(words) - _LONGEST_TIES} more" if len(words) > _LONGEST_TIES else ""
        return "; ".join(words[:_LONGEST_TIES]) + rest if words else "none"


def _shape(game: TrainingGame) -> tuple[object, object, object]:
    """What a policy must fit: the start, the actions of each state, and the episodes and contexts of each phase."""
    actions = {state: tuple(names) for state, names in game.actions.items()}
    return game.start, actions, [(phase.episodes, *sorted(map(str, phase.contexts))) for phase in game.phases]
