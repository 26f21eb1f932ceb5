"""Profiles of behaviour strategies: checked, and what they are worth.

With ρ(x) the probability that play comes to position x (a product of the probabilities of the moves before it), a player's
expected payoff is the sum of ρ(x) times its payoff over the ends x.
"""

from collections.abc import Mapping

from toymodels.distributions import distribution
from toymodels.errors import unknown_name
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, InformationSet, Profile, Terminal
from toymodels.scalars import Scalar

Behaviour = dict[str, dict[str, Scalar]]
"""The probability of every action in every information set."""


def behaviour(game: ExtensiveGame, profile: Profile) -> Behaviour:
    """A profile with a probability for each action of each information set.

    Parameters
    ----------
    game
        The game.
    profile
        For each information set a mapping from actions to probabilities, where those that aren't named are 0, or the name
        of one action.

    Raises
    ------
    ValueError
        If an information set is missing or unknown, an action is unknown, or probabilities don't sum to 1.

    Examples
    --------
    >>> from toymodels.games.extensive_game import Terminal
    >>> game = ExtensiveGame(("I",), Decision("I", "exit", {"out": Terminal((1,)), "on": Terminal((0,))}))
    >>> behaviour(game, {"exit": "out"})
    {'exit': {'out': 1, 'on': 0}}
    """
    for name in profile:
        if name not in game.information_sets:
            raise unknown_name("information set", name, game.information_sets)
    missing = [name for name in game.information_sets if name not in profile]
    if missing:
        raise ValueError(f"a profile must have a strategy for every information set, got none for {missing}")
    return {name: _local(found, profile[name]) for name, found in game.information_sets.items()}


def _local(information_set: InformationSet, strategy: Mapping[str, Scalar] | str) -> dict[str, Scalar]:
    chances = {strategy: 1} if isinstance(strategy, str) else strategy
    for action in chances:
        if action not in information_set.actions:
            raise unknown_name(f"action of information set {information_set.name!r}", action, information_set.actions)
    full = {action: chances.get(action, 0) for action in information_set.actions}
    return distribution(full, f"strategy in information set {information_set.name!r}")


def reach(game: ExtensiveGame, strategies: Behaviour, without: str | None = None) -> list[Scalar]:
    """The probability with which play comes to each position, by number.

    Parameters
    ----------
    game
        The game.
    strategies
        What ``behaviour`` returns.
    without
        A player whose moves count as certain; nobody's do if None.
    """
    chances: list[Scalar] = [1]
    for position in game.positions[1:]:
        before = game.positions[position.parent].node
        if isinstance(before, Chance):
            step = before.probabilities[position.move]
        elif isinstance(before, Decision) and before.player != without:
            step = strategies[before.information_set][position.move]
        else:
            step = 1
        here = chances[position.parent]
        chances.append(here * step if here else 0)
    return chances


def expected_payoffs(game: ExtensiveGame, profile: Profile) -> tuple[Scalar, ...]:
    """What each player can expect under a profile, in the order of the players.

    Raises
    ------
    ValueError
        If it is no profile of the game.

    Examples
    --------
    >>> from toymodels.games.extensive_game import Terminal
    >>> game = ExtensiveGame(("I",), Decision("I", "exit", {"out": Terminal((1,)), "on": Terminal((0,))}))
    >>> expected_payoffs(game, {"exit": {"out": "1/3", "on": "2/3"}})
    (Fraction(1, 3),)
    """
    strategies = behaviour(game, profile)
    totals: list[Scalar] = [0] * len(game.players)
    for chance, position in zip(reach(game, strategies), game.positions, strict=True):
        if isinstance(position.node, Terminal):
            totals = [total + chance * payoff for total, payoff in zip(totals, position.node.payoffs, strict=True)]
    return tuple(totals)
