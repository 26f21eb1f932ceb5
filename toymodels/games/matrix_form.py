"""The matrix form of an extensive game: every player chooses a plan for the whole game beforehand."""

import itertools
import math
from collections.abc import Sequence
from typing import Any

from toymodels.games.extensive_game import Chance, ExtensiveGame, Terminal
from toymodels.games.matrix_game import MatrixGame
from toymodels.games.plans import Plan, plans, sequences_made
from toymodels.games.sequences import check_recall
from toymodels.scalars import Scalar

MOST_ENTRIES = 1_000_000
"""How many combinations of plans there may be at most."""


def matrix_form(game: ExtensiveGame) -> MatrixGame:
    """A game in which everybody chooses one of its plans of an extensive game at once, in the order of ``plans``.

    It is the *reduced* matrix form: plans don't say what a player does where its own plan never leads.

    Parameters
    ----------
    game
        A game in which everybody has perfect recall. A player without a choice has one plan, "-".

    Raises
    ------
    ValueError
        If a player has no perfect recall, or there are too many plans or combinations of plans.

    Examples
    --------
    >>> from toymodels.games.extensive_game import Decision
    >>> reply = Decision("II", "reply", {"fight": Terminal((0, 0)), "yield": Terminal((2, 1))})
    >>> entry = ExtensiveGame(("I", "II"), Decision("I", "entry", {"in": reply, "out": Terminal((1, 3))}))
    >>> matrix_form(entry).payoffs, matrix_form(entry).strategies[0]
    ((((0, 2), (1, 1)), ((0, 1), (3, 3))), ('entry: in', 'entry: out'))
    """
    own = [plans(game, player) for player in game.players]
    shape = list(map(len, own))
    if math.prod(shape) > MOST_ENTRIES:
        raise ValueError(f"combinations of plans must be at most {MOST_ENTRIES}, got {math.prod(shape)}")
    tables: list[list[Scalar]] = [[0] * math.prod(shape) for _ in own]
    for choices, payoffs in _ends(game, own):
        for choice in choices:
            number = 0
            for size, each in zip(shape, choice, strict=True):
                number = number * size + each
            for table, payoff in zip(tables, payoffs, strict=True):
                table[number] += payoff
    names = tuple(tuple(map(_name, each)) for each in own)
    return MatrixGame(tuple(_nested(table, shape) for table in tables), game.players, names)


def _ends(game: ExtensiveGame, own: Sequence[Sequence[Plan]]) -> list[tuple[Any, list[Scalar]]]:
    """For each end, the combinations of plans that lead there, and the payoffs times the probability of the chance moves."""
    all_sequences = [check_recall(game, player) for player in game.players]
    makers: list[dict[int, list[int]]] = [{} for _ in own]
    for sequences, each, lists in zip(all_sequences, own, makers, strict=True):
        for number, plan in enumerate(each):
            for made in sequences_made(sequences, plan):
                lists.setdefault(made, []).append(number)
    found = []
    chances: list[Scalar] = [1]
    for number, position in enumerate(game.positions):
        before = game.positions[position.parent].node
        if number:
            step = before.probabilities[position.move] if isinstance(before, Chance) else 1
            chances.append(chances[position.parent] * step)
        if isinstance(position.node, Terminal):
            here = [lists.get(each.at[number], []) for each, lists in zip(all_sequences, makers, strict=True)]
            found.append((itertools.product(*here), [chances[number] * payoff for payoff in position.node.payoffs]))
    return found


def _name(plan: Plan) -> str:
    return "; ".join(f"{information_set}: {action}" for information_set, action in plan.items()) or "-"


def _nested(table: list[Scalar], shape: list[int]) -> Any:
    """A list cut into rows, those into rows and so on."""
    for size in reversed(shape[1:]):
        table = [table[k : k + size] for k in range(0, len(table), size)]
    return table
