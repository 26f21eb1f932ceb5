"""Plans: what a player does in every information set that its own earlier choices leave open.

A plan is a pure strategy without what it says of information sets that it never leads to itself; that a player of perfect
recall can do without. A mixture of plans is as good as a behaviour strategy: in information set I after sequence σ the
probability of action a is that of the plans that make σ and a, divided by that of the plans that make σ.

Source: Kuhn, H. W. (1953), Extensive games and the problem of information.
"""

import itertools
from collections.abc import Sequence
from fractions import Fraction

from toymodels.games.extensive_game import ExtensiveGame, InformationSet
from toymodels.games.profiles import Behaviour
from toymodels.games.sequences import Sequences, check_recall
from toymodels.scalars import Scalar, number

MOST_PLANS = 10_000
"""How many plans of a player are listed at most."""

Plan = dict[str, str]
"""An action for every information set that the plan may lead to."""


def plans(game: ExtensiveGame, player: str) -> tuple[Plan, ...]:
    """All plans of a player.

    Raises
    ------
    ValueError
        If the player has no perfect recall, or more than ``MOST_PLANS`` plans.

    Examples
    --------
    >>> from toymodels.games.extensive_game import Decision, Terminal
    >>> end = Decision("I", "second", {"out": Terminal((4,)), "on": Terminal((1,))})
    >>> plans(ExtensiveGame(("I",), Decision("I", "first", {"out": Terminal((0,)), "on": end})), "I")
    ({'first': 'out'}, {'first': 'on', 'second': 'out'}, {'first': 'on', 'second': 'on'})
    """
    own = check_recall(game, player)
    following: list[list[InformationSet]] = [[] for _ in own.steps]
    for found in game.information_sets.values():
        if found.player == player:
            following[own.at[found.positions[0]]].append(found)
    after: dict[int, list[Plan]] = {}
    for last in sorted(range(len(own.steps)), key=own.lengths.__getitem__, reverse=True):
        made: list[Plan] = [{}]
        for found in following[last]:
            choices = _choices(game, own, found, after)
            if len(made) * len(choices) > MOST_PLANS:
                raise ValueError(f"plans of player {player!r} must be at most {MOST_PLANS} to be listed, got more")
            made = [one | other for one, other in itertools.product(made, choices)]
        after[last] = made
    return tuple(after[0])


def _choices(game: ExtensiveGame, own: Sequences, found: InformationSet, after: dict[int, list[Plan]]) -> list[Plan]:
    """The plans from an information set on."""
    children = game.positions[found.positions[0]].children
    steps = zip(found.actions, children, strict=True)
    return [{found.name: action} | plan for action, child in steps for plan in after[own.at[child]]]


def sequences_made(own: Sequences, plan: Plan) -> frozenset[int]:
    """The numbers of the sequences that a plan makes if the others let it, each with what is before.

    >>> own = Sequences(((-1, "", ""), (0, "I", "a"), (0, "I", "b"), (2, "J", "c")), (), ())
    >>> sorted(sequences_made(own, {"I": "b", "J": "c"}))
    [0, 2, 3]
    """
    made = {0}
    for step, (before, name, action) in enumerate(own.steps[1:], 1):
        if before in made and plan.get(name) == action:
            made.add(step)
    return frozenset(made)


def planned_behaviour(game: ExtensiveGame, player: str, mixture: Sequence[tuple[Plan, Scalar]]) -> Behaviour:
    """The behaviour strategy of a player that is as good as a mixture of plans.

    Parameters
    ----------
    game
        The game.
    player
        A player with perfect recall.
    mixture
        Plans with their probabilities.

    Returns
    -------
    dict
        A probability for each action of each of the player's information sets; in those to which no plan leads, the action
        listed first.

    Examples
    --------
    >>> from toymodels.games.extensive_game import Decision, Terminal
    >>> end = Decision("I", "second", {"out": Terminal((4,)), "on": Terminal((1,))})
    >>> game = ExtensiveGame(("I",), Decision("I", "first", {"out": Terminal((0,)), "on": end}))
    >>> half = Fraction(1, 2)
    >>> planned_behaviour(game, "I", [({"first": "out"}, half), ({"first": "on", "second": "on"}, half)])["second"]
    {'out': 0, 'on': 1}
    """
    own = check_recall(game, player)
    weights: list[Scalar] = [0] * len(own.steps)
    for plan, chance in mixture:
        for made in sequences_made(own, plan):
            weights[made] += chance
    found: Behaviour = {}
    for name, information_set in game.information_sets.items():
        if information_set.player == player:
            position = game.positions[information_set.positions[0]]
            total = weights[own.at[information_set.positions[0]]]
            chances = [weights[own.at[child]] for child in position.children]
            shares = [number(Fraction(chance) / total) for chance in chances] if total else [1, *[0] * (len(chances) - 1)]
            found[name] = dict(zip(information_set.actions, shares, strict=True))
    return found
