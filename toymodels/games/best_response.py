"""The best response of a player to what the others do, in a game in extensive form.

With perfect recall a player's information sets can be taken in the order of the number of its own moves before them, the
last ones first: what follows an action is then settled. In information set I, where the others and chance come to position x
with probability ρ(x), the best action maximizes the sum over x in I of ρ(x) times the worth of what follows the action at x.
Where ρ is 0 in all of I the sum is too: there the positions count alike, which leaves the value as it is.
"""

import dataclasses

from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Profile, Terminal
from toymodels.games.profiles import Behaviour, behaviour, reach
from toymodels.games.sequences import check_recall, sequences
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
    check_recall(game, player)
    return _Responder(game, behaviour(game, profile), player).response()


class _Responder:
    """The positions of a game as one player sees them, valued from the last of its moves to the first."""

    def __init__(self, game: ExtensiveGame, strategies: Behaviour, player: str) -> None:
        self.game, self.strategies, self.player = game, strategies, player
        self.index = game.players.index(player)
        self.chances = reach(game, strategies, player)
        self.worth: list[Scalar] = [0] * len(game.positions)

    def response(self) -> BestResponse:
        own = sequences(self.game, self.player)
        moves_before = [own.lengths[number] for number in own.at]
        layers: list[list[int]] = [[] for _ in range(max(moves_before) + 1)]
        for number, length in enumerate(moves_before):
            layers[length].append(number)
        sets: list[list[str]] = [[] for _ in layers]
        for name, found in self.game.information_sets.items():
            if found.player == self.player:
                sets[moves_before[found.positions[0]]].append(name)
        actions: dict[str, str] = {}
        for layer, names in zip(reversed(layers), reversed(sets), strict=True):
            actions.update({name: self._chosen(name) for name in names})
            for number in reversed(layer):
                self.worth[number] = self._worth(number, actions)
        return BestResponse(self.worth[0], actions)

    def _chosen(self, name: str) -> str:
        """The best action of an information set."""
        found = self.game.information_sets[name]
        weights = [self.chances[number] for number in found.positions]
        if not any(weights):
            weights = [1] * len(weights)
        totals = [
            sum(
                weight * self.worth[self.game.positions[number].children[k]]
                for weight, number in zip(weights, found.positions, strict=True)
            )
            for k in range(len(found.actions))
        ]
        return found.actions[totals.index(max(totals))]

    def _worth(self, number: int, actions: dict[str, str]) -> Scalar:
        position = self.game.positions[number]
        node = position.node
        if isinstance(node, Terminal):
            return node.payoffs[self.index]
        if isinstance(node, Decision) and node.player == self.player:
            return self.worth[position.children[list(node.moves).index(actions[node.information_set])]]
        chances = node.probabilities if isinstance(node, Chance) else self.strategies[node.information_set]
        return sum(chance * self.worth[child] for chance, child in zip(chances.values(), position.children, strict=True))
