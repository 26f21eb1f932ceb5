"""Games with symbols in them at a point, and who can be met there: for tests of what is proved over boxes."""

import dataclasses
from fractions import Fraction

import sympy
from hypothesis import strategies as st

from tests.oracles import calendar, quality
from tests.strategies import SYMBOLS

F = Fraction


def numeric(game, values):
    """The game at a point, a dict of values by name."""
    point = {symbol: sympy.Rational(F(values[str(symbol)])) for symbol in SYMBOLS if str(symbol) in values}

    def at(value):
        return F(str(value.xreplace(point))) if isinstance(value, sympy.Expr) else value

    phases = (
        dataclasses.replace(
            phase,
            contexts={c: at(mu) for c, mu in phase.contexts.items()},
            kernel={move: {s: at(k) for s, k in row.items()} for move, row in phase.kernel.items()},
        )
        for phase in game.phases
    )
    payoffs = {key: at(pay) for key, pay in game.payoffs.items()}
    return dataclasses.replace(game, payoffs=payoffs, phases=tuple(phases), discount=at(game.discount))


def met(game):
    """The points (state, context) that some play can meet in each episode."""
    states, points = {game.start}, []
    for phase in calendar(game):
        points.append([(s, c) for s in game.states if s in states for c, mu in phase.contexts.items() if mu])
        moves = [(s, c, a) for s, c in points[-1] for a in game.actions[s]]
        states = {s for move in moves for s, k in phase.kernel.get(move, {move[0]: 1}).items() if k * game.discount}
    return points


def is_optimal(game, policy):
    """Whether no self that can be met gains by deviating once, by brute force over histories."""
    profile = list(policy)
    return all(
        quality(game, profile, t, (s, c, profile[t][s, c])) >= quality(game, profile, t, (s, c, a))
        for t, points in enumerate(met(game))
        for s, c in points
        for a in game.actions[s]
    )


def points_of(ranges):
    """Points of a box, many on its edges."""
    return st.fixed_dictionaries(
        {
            name: st.sampled_from([low, high]) | st.fractions(low, high, max_denominator=40)
            for name, (low, high) in ranges.items()
        }
    )
