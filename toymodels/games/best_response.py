"""The best response of a player to what the others do, in a game in extensive form.

With perfect recall a player's information sets can be taken in the order of the number of its own moves before them, the
last ones first: what follows an action is then settled. In information set I, where the others and chance come to position x
with probability ρ(x), the best action maximizes the sum over x in I of ρ(x) times the worth of what follows the action at x.
Where ρ is 0 in all of I the sum is too: there the positions count alike, which leaves the value as it is. Kept at a position
with ρ > 0 is ρ times the worth, so that probabilities are multiplied once only, on the way down.
"""

import dataclasses

from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, InformationSet, Profile, Terminal
from toymodels.games.profiles import Behaviour, behaviour, reach
from toymodels.games.sequences import check_recall
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class BestResponse:
    """A best response and what it is worth.

    Parameters
    ----------
    value
        The player's expected payoff.
    actions
        The action in each of the player's information sets, the first listed where several are as good.
    """

    value: Scalar
    actions: dict[str, str]


def best_response(game: ExtensiveGame, profile: Profile, player: str) -> BestResponse:
    """The best that a player can do against the others' strategies.

    Parameters
    ----------
    game
        A game in which the player has perfect recall.
    profile
        A profile, of which the player's own part doesn't matter.
    player
        The player's name.

    Raises
    ------
    ValueError
        If it is no profile of the game, the player is unknown, or has no perfect recall.

    Examples
    --------
    >>> second = lambda win: Decision("second", "hidden", {"heads": Terminal((win, -win)), "tails": Terminal((-win, win))})
    >>> game = ExtensiveGame(("first", "second"), Decision("first", "start", {"heads": second(1), "tails": second(-1)}))
    >>> best_response(game, {"start": {"heads": "2/3", "tails": "1/3"}, "hidden": "heads"}, "second")
    BestResponse(value=Fraction(1, 3), actions={'hidden': 'tails'})
    """
    if player not in game.players:
        raise ValueError(f"player must be one of {list(game.players)}, got {player!r}")
    return _Responder(game, behaviour(game, profile), player).response()


class _Responder:
    """The positions of a game as one player sees them, valued from the last of its moves to the first."""

    def __init__(self, game: ExtensiveGame, strategies: Behaviour, player: str) -> None:
        self.game, self.strategies, self.player = game, strategies, player
        self.own = check_recall(game, player)
        self.index = game.players.index(player)
        self.chances = reach(game, strategies, player)
        self.worth: list[Scalar] = [0] * len(game.positions)

    def response(self) -> BestResponse:
        moves_before = [self.own.lengths[number] for number in self.own.at]
        layers: list[list[int]] = [[] for _ in range(max(moves_before) + 1)]
        for number, length in enumerate(moves_before):
            layers[length].append(number)
        sets: list[list[InformationSet]] = [[] for _ in layers]
        for found in self.game.information_sets.values():
            if found.player == self.player:
                sets[moves_before[found.positions[0]]].append(found)
        best: dict[str, int] = {}
        for layer, here in zip(reversed(layers), reversed(sets), strict=True):
            best.update({found.name: self._best(found) for found in here})
            for number in reversed(layer):
                self.worth[number] = self._worth(number, best)
        actions = {name: self.game.information_sets[name].actions[k] for name, k in best.items()}
        return BestResponse(self.worth[0], actions)

    def _best(self, found: InformationSet) -> int:
        """The number of the best action of an information set."""
        reached = [number for number in found.positions if self.chances[number]] or found.positions
        below = [self.game.positions[number].children for number in reached]
        totals = [sum(self.worth[child] for child in children) for children in zip(*below, strict=True)]
        return totals.index(max(totals))

    def _worth(self, number: int, best: dict[str, int]) -> Scalar:
        """What a position is worth, times the probability that the others come there unless that is 0."""
        position, chance = self.game.positions[number], self.chances[number]
        node = position.node
        if isinstance(node, Terminal):
            return chance * node.payoffs[self.index] if chance else node.payoffs[self.index]
        if isinstance(node, Decision) and node.player == self.player:
            return self.worth[position.children[best[node.information_set]]]
        if chance:
            return sum(self.worth[child] for child in position.children if self.chances[child])
        steps = node.probabilities if isinstance(node, Chance) else self.strategies[node.information_set]
        return sum(step * self.worth[child] for step, child in zip(steps.values(), position.children, strict=True) if step)
