"""The training game: an optimizer plays episodes while its objective may be replaced.

Objectives Θ (one of them *base*), states S with an objective θ(s) in charge in each, actions A(s), contexts C, a discount
γ, a starting state, and a sequence of phases; a phase is a number of episodes, a distribution μ over contexts and a
modification kernel K(s' | s, c, a). Objective φ judges an episode by its payoff r_φ(s, c, a). The self in charge chooses
for its own objective and foresees that later selves may want something else:

    W_t(φ, s) = Σ_c μ_t(c) [ r_φ(s, c, a_t(s,c)) + γ Σ_s' K_t(s' | s, c, a_t(s,c)) W_{t+1}(φ, s') ]
    a_t(s, c) ∈ argmax_a Q_t(s, c, a),  Q_t(s, c, a) = r_θ(s)(s,c,a) + γ Σ_s' K_t(s' | s, c, a) W_{t+1}(θ(s), s')

W_t(φ, s) is what φ thinks of the world when s is reached at t. A policy solves the game when no self gains by deviating
once, which ``toymodels.deviation`` measures.
"""

import dataclasses
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Protocol, TypeAlias, TypeVar, runtime_checkable

import numpy as np

from toymodels.distributions import distribution
from toymodels.domains import Parameter
from toymodels.scalars import Scalar, is_exact, is_symbolic, number

Objective: TypeAlias = Hashable
State: TypeAlias = Hashable
Context: TypeAlias = Hashable
Action: TypeAlias = str
Move: TypeAlias = tuple[State, Context, Action]
T = TypeVar("T")

_HORIZON = Parameter("number of episodes", 0, integer=True)
_DISCOUNT = Parameter("discount", 0)
_REAL = Parameter("payoff")


@dataclasses.dataclass(frozen=True)
class Phase:
    """A stretch of episodes with the same contexts and the same modification kernel.

    Parameters
    ----------
    name
        What the phase is called in results.
    episodes
        Its length, an integer >= 0.
    contexts
        The probability μ(c) of each context. A plan is read off in the first one named.
    kernel
        The distribution K(. | s, c, a) over next states by move (s, c, a). After a move that is not named here the
        state stays as it is.
    training
        Whether behaviour in the phase counts as behaviour in training.
    """

    name: str
    episodes: int
    contexts: Mapping[Any, Scalar]
    kernel: Mapping[Any, Mapping[Any, Scalar]] = dataclasses.field(default_factory=dict)
    training: bool = False

    def __post_init__(self) -> None:
        episodes = _HORIZON.checked(self.episodes, f"episodes of phase {self.name!r}")
        if not isinstance(episodes, int):
            raise TypeError(f"episodes of phase {self.name!r} must be one integer, got {episodes}")
        rows = {move: distribution(row, f"kernel of {move}") for move, row in self.kernel.items()}
        object.__setattr__(self, "episodes", episodes)
        object.__setattr__(self, "contexts", distribution(self.contexts, f"contexts of phase {self.name!r}"))
        object.__setattr__(self, "kernel", rows)

    def successors(self, move: Move) -> Mapping[State, Scalar]:
        """The distribution of the next state after a move."""
        return self.kernel.get(move, {move[0]: 1})


@dataclasses.dataclass(frozen=True)
class TrainingGame:
    """The general finite problem: any number of objectives, states, actions, contexts and phases.

    Parameters
    ----------
    base
        The base objective.
    states
        The objective in charge in each state.
    actions
        The actions of each state; where a tie rule must prefer one, it prefers the one listed first.
    payoffs
        The payoff r_φ(s, c, a) of every objective φ (those in charge somewhere, and base), state, context and action,
        by the key (φ, s, c, a). All must be given.
    phases
        The phases in their order.
    start
        The starting state.
    discount
        The weight γ >= 0 of the next episode relative to this one.

    Raises
    ------
    TypeError, ValueError
        Where a part is missing, unknown, no number or no probability distribution.

    Examples
    --------
    One episode of training in which A pays now and replaces the objective for sure, then two of deployment:

    >>> game = TrainingGame(
    ...     base="base",
    ...     states={"mesa": "mesa", "base": "base"},
    ...     actions={"mesa": ("B", "A"), "base": ("B",)},
    ...     payoffs={("mesa", "mesa", "task", "B"): 0, ("mesa", "mesa", "task", "A"): 1,
    ...              ("base", "mesa", "task", "B"): 1, ("base", "mesa", "task", "A"): 0,
    ...              ("mesa", "base", "task", "B"): 0, ("base", "base", "task", "B"): 1},
    ...     phases=(Phase("training", 1, {"task": 1}, {("mesa", "task", "A"): {"base": 1}}, training=True),
    ...             Phase("deployment", 2, {"task": 1})),
    ...     start="mesa",
    ... )
    >>> from toymodels.solvers.backward_induction import backward_induction
    >>> backward_induction(game).plan
    'BAA'
    """

    base: Objective
    states: Mapping[Any, Objective]
    actions: Mapping[Any, tuple[Action, ...]]
    payoffs: Mapping[Any, Scalar]
    phases: tuple[Phase, ...]
    start: State
    discount: Scalar = 1

    def __post_init__(self) -> None:
        payoffs = {key: _REAL.checked(payoff, f"payoff of {key}") for key, payoff in self.payoffs.items()}
        object.__setattr__(self, "states", dict(self.states))
        object.__setattr__(self, "actions", {state: tuple(acts) for state, acts in self.actions.items()})
        object.__setattr__(self, "payoffs", payoffs)
        object.__setattr__(self, "phases", tuple(self.phases))
        object.__setattr__(self, "discount", _DISCOUNT.checked(self.discount, "discount"))
        for phase in self.phases:
            if not isinstance(phase, Phase):
                raise TypeError(f"phases must be of the type Phase, got {phase!r}")
        self._check_states()
        self._check_payoffs()
        for phase in self.phases:
            self._check_kernel(phase)

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """Every objective that is in charge somewhere, and base."""
        return tuple(dict.fromkeys([*self.states.values(), self.base]))

    @property
    def contexts(self) -> tuple[Context, ...]:
        """Every context of any phase."""
        return tuple(dict.fromkeys(context for phase in self.phases for context in phase.contexts))

    @property
    def episodes(self) -> int:
        """The number of episodes of all phases together."""
        return sum(phase.episodes for phase in self.phases)

    def numbers(self) -> Iterator[Scalar]:
        """Every number that the game is written in."""
        yield self.discount
        yield from self.payoffs.values()
        for phase in self.phases:
            yield from phase.contexts.values()
            for row in phase.kernel.values():
                yield from row.values()

    def serves_base(self, state: State, context: Context, action: Action) -> bool:
        """Whether no action pays the base objective more in this episode.

        Raises
        ------
        ValueError
            If that hangs on a symbol, or differs between the elements of array payoffs.
        """
        payoff = self.payoffs[self.base, state, context, action]
        gains = [payoff - self.payoffs[self.base, state, context, other] for other in self.actions[state]]
        if any(is_symbolic(gain) and not gain.is_number for gain in gains):
            raise ValueError(f"whether {action!r} serves the base objective must not hang on a symbol, got {gains}")
        serves = np.logical_and.reduce(np.broadcast_arrays(*(np.asarray(gain >= 0, dtype=bool) for gain in gains)))
        if serves.any() != serves.all():
            raise ValueError(f"whether {action!r} serves the base objective must not differ within an array")
        return bool(serves.all())

    def moves(self, contexts: Iterable[Context]) -> list[Move]:
        """Every (state, context, action) with one of the contexts."""
        return [(s, c, a) for c in contexts for s in self.states for a in self.actions[s]]

    def _check_states(self) -> None:
        if self.start not in self.states:
            raise ValueError(f"start must be a state, got {self.start!r}")
        if set(self.actions) != set(self.states):
            raise ValueError(f"actions must be given for exactly the states {list(self.states)}, got {list(self.actions)}")
        for state, actions in self.actions.items():
            if not actions or len(set(actions)) != len(actions):
                raise ValueError(f"actions of {state!r} must be one or more different names, got {actions}")

    def _check_payoffs(self) -> None:
        needed = {(objective, *move) for objective in self.objectives for move in self.moves(self.contexts)}
        for key in needed.symmetric_difference(self.payoffs):
            problem = "is missing" if key in needed else "belongs to no objective, state, context and action"
            raise ValueError(f"payoff of {key} {problem}")

    def _check_kernel(self, phase: Phase) -> None:
        for move, row in phase.kernel.items():
            if move not in set(self.moves(phase.contexts)):
                raise ValueError(f"kernel of phase {phase.name!r} names {move}, which is no state, context and action")
            for state in row:
                if state not in self.states:
                    raise ValueError(f"kernel of {move} must lead to a state, got {state!r}")


@runtime_checkable
class Statement(Protocol):
    """A model that states its training game."""

    def training_game(self) -> TrainingGame:
        """The training game that the model stands for."""


Problem = TrainingGame | Statement


def stated(problem: Problem) -> TrainingGame:
    """The training game that a problem is, or that a model states.

    Raises
    ------
    TypeError
        If the problem is neither.
    """
    if isinstance(problem, TrainingGame):
        return problem
    if isinstance(problem, Statement):
        return problem.training_game()
    raise TypeError(f"a problem must be a TrainingGame or a model that states one, got {type(problem).__name__}")


def with_numbers(problem: Any, change: Callable[[Scalar], Scalar]) -> Any:
    """The same model or training game, with a function applied to every float, fraction, array and formula in it."""

    def changed(value: Any) -> Any:
        return change(value) if isinstance(value, float | Fraction | np.ndarray) or is_symbolic(value) else value

    def changed_row(row: Mapping[Any, Scalar]) -> dict[Any, Scalar]:
        """The row changed; its sum, off by rounding in floats, is made 1 again where it has become exact."""
        new = {outcome: changed(chance) for outcome, chance in row.items()}
        total = sum(new.values()) if all(map(is_exact, new.values())) else 1
        return {outcome: number(Fraction(chance) / total) for outcome, chance in new.items()} if total != 1 else new

    if not isinstance(problem, TrainingGame):
        fields = {field.name: getattr(problem, field.name) for field in dataclasses.fields(problem)}
        return dataclasses.replace(problem, **{name: changed(value) for name, value in fields.items()})
    phases = (
        dataclasses.replace(
            phase,
            contexts=changed_row(phase.contexts),
            kernel={move: changed_row(row) for move, row in phase.kernel.items()},
        )
        for phase in problem.phases
    )
    payoffs = {key: changed(payoff) for key, payoff in problem.payoffs.items()}
    return dataclasses.replace(problem, payoffs=payoffs, phases=tuple(phases), discount=changed(problem.discount))
