"""A training game made ready for backward recursion, in integers wherever its numbers are exact.

Let κ be the least common denominator of all products γ K(s' | s, c, a) of a phase, ν that of μ(c), and ρ that of all
payoffs. With N_t = W_t U_t ρ the recursion needs only integers and no greatest common divisor:

    N_t(φ, s) = Σ_c ν μ(c) [ ρ r_φ(s,c,a) κ U_{t+1} + Σ_s' κ γ K(s' | s,c,a) N_{t+1}(φ, s') ],   U_t = ν κ U_{t+1}.

Where a number is a float, an array or a symbol, κ = ν = ρ = U = 1 and the same lines are the plain recursion.
"""

import dataclasses
import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import numpy as np

from toymodels.policies import Point
from toymodels.scalars import Scalar, float_array, is_array, is_exact, is_symbolic
from toymodels.training import Action, Context, Objective, Phase, State, TrainingGame

Link = tuple[State, Scalar]


@dataclasses.dataclass(frozen=True)
class Branch:
    """What an action leads to: the payoff ρ r_φ by objective, and the links (s', κ γ K(s'))."""

    action: Action
    payoffs: Mapping[Objective, Scalar]
    links: tuple[Link, ...]


@dataclasses.dataclass(frozen=True)
class Stage:
    """One phase of a game, ready for recursion.

    Parameters
    ----------
    phase
        The phase.
    weights
        ν μ(c) of each context that can occur.
    branches
        The branches of each point (state, context) by action, in the order in which its actions are listed.
    scale, unit_growth
        κ and ν κ.
    """

    phase: Phase
    weights: Mapping[Context, Scalar]
    branches: Mapping[Point, Mapping[Action, Branch]]
    scale: int
    unit_growth: int

    def classes(self, point: Point) -> tuple[tuple[Branch, ...], ...]:
        """The branches of a point, those that pay every objective the same and lead to the same states together."""
        classes: list[list[Branch]] = []
        for branch in self.branches[point].values():
            alike = next((known for known in classes if _same(known[0], branch)), None)
            if alike is None:
                classes.append([branch])
            else:
                alike.append(branch)
        return tuple(map(tuple, classes))


def payoff_scale(game: TrainingGame) -> int:
    """ρ, the least common denominator of the payoffs (1 unless the whole game is exact)."""
    return _denominator(game.payoffs.values()) if is_exact_game(game) else 1


def is_exact_game(game: TrainingGame) -> bool:
    """Whether every number of a game is a rational scalar."""
    return all(is_exact(number) and not is_array(number) for number in game.numbers())


def is_numeric_game(game: TrainingGame) -> bool:
    """Whether every number of a game is one rational or float, no array and no symbol."""
    return not any(is_symbolic(number) or is_array(number) for number in game.numbers())


def stages(game: TrainingGame) -> tuple[Stage, ...]:
    """The stages of a game, one a phase."""
    exact = is_exact_game(game)
    return tuple(_stage(game, phase, exact) for phase in game.phases)


def judged_states(game: TrainingGame) -> dict[Objective, list[State]]:
    """The states that matter to each objective: those that can follow a state in which it is in charge."""
    follows: dict[State, set[State]] = {state: {state} for state in game.states}
    for phase in game.phases:
        for move, row in phase.kernel.items():
            follows[move[0]].update(row)
    judged: dict[Objective, list[State]] = {}
    for state, objective in game.states.items():
        reached = _reachable(state, follows)
        known = judged.setdefault(objective, [])
        known.extend(new for new in game.states if new in reached and new not in known)
    return judged


def rounding_bounds(game: TrainingGame) -> Iterator[float]:
    """How far a float difference of two action values may be from the truth, with 0, 1, 2, ... episodes to follow.

    An episode's step multiplies and adds at most 8 + |S| + |C| numbers that are each right to a relative rounding error
    ε, and all terms of a value together are at most R (1 + γ + γ² + ...) in size, R the largest payoff.
    """
    largest = max(float(np.max(np.abs(float_array(payoff)))) for payoff in game.payoffs.values())
    discount = float(np.max(float_array(game.discount)))
    unit = 2 * sys.float_info.epsilon * (8 + len(game.states) + len(game.contexts))
    steps, size = 0, 0.0
    while True:
        steps, size = steps + 1, largest + discount * size
        yield unit * steps * size


def _stage(game: TrainingGame, phase: Phase, exact: bool) -> Stage:
    moves = game.moves(phase.contexts)
    chances = {move: {s: game.discount * k for s, k in phase.successors(move).items()} for move in moves}
    kappa = _denominator(k for row in chances.values() for k in row.values()) if exact else 1
    nu = _denominator(phase.contexts.values()) if exact else 1
    rho = payoff_scale(game)

    def branch(state: State, context: Context, action: Action) -> Branch:
        payoffs = {phi: _scaled(game.payoffs[phi, state, context, action], rho) for phi in game.objectives}
        links = ((s, _scaled(k, kappa)) for s, k in chances[state, context, action].items())
        return Branch(action, payoffs, tuple((s, k) for s, k in links if is_array(k) or k != 0))

    points = [(state, context) for state in game.states for context in phase.contexts]
    return Stage(
        phase,
        weights={c: _scaled(mu, nu) for c, mu in phase.contexts.items() if is_array(mu) or mu != 0},
        branches={(s, c): {a: branch(s, c, a) for a in game.actions[s]} for s, c in points},
        scale=kappa,
        unit_growth=kappa * nu,
    )


def _reachable(start: State, follows: Mapping[State, set[State]]) -> set[State]:
    reached, fresh = {start}, [start]
    while fresh:
        new = follows[fresh.pop()] - reached
        reached |= new
        fresh.extend(new)
    return reached


def _denominator(numbers: Iterable[Scalar]) -> int:
    return math.lcm(*(Fraction(number).denominator for number in numbers))


def _scaled(number: Scalar, scale: int) -> Scalar:
    return number if scale == 1 else int(number * scale)


def _same(one: Branch, other: Branch) -> bool:
    payoffs = zip(one.payoffs.values(), other.payoffs.values(), strict=True)
    links = zip(one.links, other.links, strict=False)
    return (
        [state for state, _ in one.links] == [state for state, _ in other.links]
        and all(bool(np.all(k == l)) for (_, k), (_, l) in links)
        and all(bool(np.all(a == b)) for a, b in payoffs)
    )
