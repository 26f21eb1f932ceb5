"""Optimal behaviour in two-player games in which one wins what the other loses, by the sequence form.

A player with perfect recall plays each of its sequences σ (what it does on the way to a position) with probability
x_σ, the product of the probabilities of its moves: x_∅ = 1, and in each information set I after σ the continuations sum up,
Σ_a x_σIa = x_σ. The payoff is then bilinear, Σ x_σ A_στ y_τ, where A_στ sums over the ends at which the players have done σ
and τ the chance moves' probability times the payoff. The most that the first player can secure is the linear program

    maximize q_∅  subject to  E x = e, x >= 0,  q_I(τ) - Σ_I' q_I' <= Σ_σ A_στ x_σ  for every sequence τ of the second,

where q_I is worth of information set I to the second player, I(τ) the one in which τ ends, and I' those that follow τ; the
multipliers of its inequalities are the second player's plan y. It has as many rows and columns as there are sequences, where
the matrix form has as many as there are strategies, which multiply.

The behaviour read off the plans is judged in the tree itself, by each player's best response to the other.

Source: von Stengel, B. (1996), Efficient computation of behavior strategies; Koller, D., Megiddo, N. and von Stengel, B.
(1996), Efficient computation of equilibria for extensive two-person games.
"""

import dataclasses
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from toymodels.equilibria.equilibria import Equilibria, equilibrium
from toymodels.games.best_response import best_response
from toymodels.games.constant_sum import constant_sum
from toymodels.games.extensive_game import Chance, ExtensiveGame, InformationSet, Profile, Terminal
from toymodels.games.profiles import Behaviour
from toymodels.games.sequences import Sequences, check_recall
from toymodels.scalars import Scalar

if TYPE_CHECKING:
    from toymodels.symbolic.algebra.linear_program import LinearProgram

SCOPE = "one pair of optimal behaviour strategies; others, if there are any, pay the same"
_SMALLEST = 1e-9


def optimal_behaviour(game: ExtensiveGame) -> Equilibria:
    """A pair of optimal behaviour strategies of a game in which one player wins what the other loses, and its value.

    In information sets to which a player's own strategy never leads it plays a best response to the other's strategy; in
    those to which only the other's strategy or chance doesn't lead, it plays what keeps the other from going there.

    Parameters
    ----------
    game
        A game of two players with perfect recall whose payoffs sum to 0, or always to the same number; in exact numbers, for
        exact strategies.

    Returns
    -------
    Equilibria
        One equilibrium, whose payoffs are the values of the game to both. Its regret, the two best responses in the tree, is
        the proof: 0 exactly, or up to rounding for a game with floats in it.

    Raises
    ------
    ValueError
        If there aren't two players, their payoffs don't always have the same sum, or one has no perfect recall.

    Examples
    --------
    Matching pennies, one after the other, where the second sees the first coin with probability 1/2:

    >>> from toymodels.games.extensive_game import Decision
    >>> call = lambda seen, win: Decision("second", seen, {"heads": Terminal((win, -win)), "tails": Terminal((-win, win))})
    >>> even = {"hidden": "1/2", "seen": "1/2"}
    >>> coin = lambda side, win: Chance({"hidden": call("hidden", win), "seen": call(side, win)}, even)
    >>> root = Decision("first", "start", {"heads": coin("heads", 1), "tails": coin("tails", -1)})
    >>> found = optimal_behaviour(ExtensiveGame(("first", "second"), root)).found[0]
    >>> found.payoffs["first"], found.strategies["start"]
    (Fraction(-1, 2), {'heads': Fraction(1, 2), 'tails': Fraction(1, 2)})
    """
    from toymodels.symbolic.algebra.linear_solution import linear_solution

    constant_sum(game)
    form = _SequenceForm(game, *(check_recall(game, player) for player in game.players))
    solved = linear_solution(form.program())
    plans = solved.point, solved.multipliers
    profile = {
        found.name: form.chances(found, plans[game.players.index(found.player)]) for found in game.information_sets.values()
    }
    found = (equilibrium(game, _complete(game, profile)),)
    return Equilibria("optimal behaviour", game, found, is_complete=False, scope=SCOPE, method=solved.method)


@dataclasses.dataclass(frozen=True)
class _SequenceForm:
    """A game with its players' sequences, numbered as the columns and rows of the linear program begin."""

    game: ExtensiveGame
    first: Sequences
    second: Sequences

    def program(self) -> "LinearProgram":
        from toymodels.symbolic.algebra.linear_program import LinearProgram

        columns, rows = len(self.first.steps), len(self.second.steps)
        worth, sums = _sets(self.second, columns), _sets(self.first, rows)
        table: list[dict[int, Scalar]] = [{} for _ in range(max(sums) + 1)]
        for chance, end in self._ends():
            row, column = table[self.second.at[end]], self.first.at[end]
            row[column] = row.get(column, 0) - chance * self.game.positions[end].node.payoffs[0]  # type: ignore[union-attr]
        for number, (before, _, _) in enumerate(self.second.steps):
            table[number][worth[number]] = 1
            if number:
                table[before][worth[number]] = -1
        for number, (before, _, _) in enumerate(self.first.steps):
            table[sums[number]][number] = 1
            if number:
                table[sums[number]][before] = -1
        return LinearProgram(
            objective=[int(number == columns) for number in range(max(worth) + 1)],
            rows=table,
            limits=[int(number == rows) for number in range(max(sums) + 1)],
            equations=frozenset(sums),
            free=frozenset(worth),
        )

    def _ends(self) -> list[tuple[Scalar, int]]:
        """The ends of the game with the probability of the chance moves before them."""
        chances: list[Scalar] = []
        for position in self.game.positions:
            before = self.game.positions[position.parent].node if chances else None
            step = before.probabilities[position.move] if isinstance(before, Chance) else 1
            chances.append(chances[position.parent] * step if chances else 1)
        return [(c, end) for end, c in enumerate(chances) if isinstance(self.game.positions[end].node, Terminal)]

    def chances(self, found: InformationSet, plan: Sequence[Scalar]) -> dict[str, Scalar]:
        """What a plan makes a player do in an information set; nothing if it never leads there."""
        own = (self.first, self.second)[self.game.players.index(found.player)]
        children = self.game.positions[found.positions[0]].children
        weights = [max(plan[own.at[child]], 0) for child in children]
        total = sum(weights)
        if total <= (0 if self.game.is_exact else _SMALLEST):
            return {}
        share = 1 / total if isinstance(total, float) else Fraction(1, total)
        return {action: weight * share for action, weight in zip(found.actions, weights, strict=True)}


def _sets(own: Sequences, start: int) -> list[int]:
    """The number of the information set in which each sequence ends, from that of the empty sequence on, which ends in none."""
    numbers: dict[tuple[bool, str], int] = {}
    return [start + numbers.setdefault((number > 0, name), len(numbers)) for number, (_, name, _) in enumerate(own.steps)]


def _complete(game: ExtensiveGame, profile: Behaviour) -> Profile:
    """The profile with a best response wherever a player's own strategy never leads; there all actions count alike at first."""
    even = {
        name: chances
        or dict.fromkeys(game.information_sets[name].actions, Fraction(1, len(game.information_sets[name].actions)))
        for name, chances in profile.items()
    }
    open_to = dict.fromkeys(game.information_sets[name].player for name, chances in profile.items() if not chances)
    answers = {name: action for player in open_to for name, action in best_response(game, even, player).actions.items()}
    return {name: chances or answers[name] for name, chances in profile.items()}
