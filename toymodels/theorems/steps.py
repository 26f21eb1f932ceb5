"""What the obligations of several theorems share: the symbols, their domains, and one episode with an abstract future.

The symbols stand for the probability of modification p, the discount g, the overlap w, the probability of agreement t
and the gap u with the later episodes to follow. Whatever is computed with them is computed by the functions that the
solvers run.
"""

import functools
from typing import Any

from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Relation
from toymodels.policies import Rule, Runs
from toymodels.policy_value import policy_value
from toymodels.solvers.gap_recursion import Episode
from toymodels.training import Phase, TrainingGame

NAMES = ("p", "g", "w", "t", "u")


@functools.cache
def symbols() -> tuple[Any, ...]:
    """The symbols p, g, w, t, u."""
    import sympy

    return tuple(sympy.Symbol(name) for name in NAMES)


def quantities(*names: str) -> tuple[Any, ...]:
    """More symbols, for what stands for a whole part of a game.

    >>> quantities("M", "N")
    (M, N)
    """
    import sympy

    return tuple(sympy.Symbol(name) for name in names)


def domains() -> tuple[Relation, ...]:
    """0 <= p <= 1, 0 <= g <= 1, 0 <= t <= 1, u >= 0."""
    p, g, _, t, u = symbols()
    return (
        Relation("p >= 0", p),
        Relation("p <= 1", 1 - p),
        Relation("g >= 0", g),
        Relation("g <= 1", 1 - g),
        Relation("t >= 0", t),
        Relation("t <= 1", 1 - t),
        Relation("u >= 0", u),
    )


def training_episode() -> Episode:
    """An episode of training in symbols."""
    p, _, _, t, _ = symbols()
    return Episode(modification=p, conflict=1 - t)


def worth_of_act(act: str, unmodified: Any, modified: Any) -> Any:
    """What an act in a training conflict is worth to the original objective, by the recursion that evaluates policies.

    The game is one training episode of the episode game, and a last episode that stands for all that follows: it pays the
    original objective one amount if it is still in charge and another if it is not.

    Parameters
    ----------
    act
        ``"A"`` or ``"B"``.
    unmodified, modified
        The two amounts, symbols.

    Examples
    --------
    >>> from sympy import Symbol
    >>> worth_of_act("A", Symbol("M"), Symbol("N")).expand()
    -M*g*p + M*g + N*g*p + 1
    """
    p, g, w, _, _ = symbols()
    one = EpisodeGame(training=1, deployment=0, modification=p, overlap=w, discount=g).training_game()
    rest = {
        (phi, state, "rest", a): amount if phi == "mesa" else 0
        for phi in one.objectives
        for state, amount in (("mesa", unmodified), ("base", modified))
        for a in "BA"
    }
    game = TrainingGame(
        base=one.base,
        states=one.states,
        actions=one.actions,
        payoffs={**one.payoffs, **rest},
        phases=(one.phases[0], Phase("rest", 1, {"rest": 1})),
        start=one.start,
        discount=one.discount,
    )
    rules: list[Rule] = [{("mesa", "conflict"): act, ("base", "conflict"): "B"}, {("mesa", "rest"): "A", ("base", "rest"): "B"}]
    return policy_value(game, Runs.of(rules))
