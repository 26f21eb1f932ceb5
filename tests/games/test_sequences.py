"""Sequences and perfect recall."""

import pytest

from tests.extensive_games import kuhn_poker, random_game
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Terminal
from toymodels.games.sequences import Sequences, check_recall, forgotten, sequences

END = Terminal((0, 0))


def game(root):
    return ExtensiveGame(("I", "II"), root)


def choice(player, name, left=END, right=END):
    return Decision(player, name, {"l": left, "r": right})


DRIVER = game(choice("I", "exit", END, choice("I", "exit")))
FORGETS_ITS_ACTION = game(choice("I", "first", choice("I", "second"), choice("I", "second")))
FORGETS_WHAT_IT_KNEW = game(
    Chance({"x": choice("I", "x", choice("I", "later")), "y": choice("I", "y", choice("I", "later"))}, {"x": "1/2", "y": "1/2"})
)


@pytest.mark.parametrize(
    ("tree", "name"), [(DRIVER, "exit"), (FORGETS_ITS_ACTION, "second"), (FORGETS_WHAT_IT_KNEW, "later"), (kuhn_poker(), None)]
)
def test_what_is_forgotten(tree, name):
    player = tree.players[0]
    assert forgotten(tree, player) == name
    if name is None:
        assert check_recall(tree, player) == sequences(tree, player)
    else:
        with pytest.raises(ValueError, match=f"player 'I' must have perfect recall, but forgets in information set '{name}'"):
            check_recall(tree, player)


def test_only_the_player_who_forgets_has_no_perfect_recall():
    assert forgotten(FORGETS_ITS_ACTION, "II") is None


def test_the_others_moves_are_no_part_of_a_sequence():
    tree = game(choice("II", "start", choice("I", "h"), choice("I", "h")))
    assert sequences(tree, "I") == Sequences(((-1, "", ""), (0, "h", "l"), (0, "h", "r")), (0, 0, 1, 2, 0, 1, 2), (0, 1, 1))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("player", ["first", "second"])
def test_sequences_are_what_is_found_going_back_to_the_root(seed, player):
    tree = random_game(seed)
    own = sequences(tree, player)
    assert forgotten(tree, player) is None
    for number in range(len(tree.positions)):
        steps, here = [], number
        while here:
            before = tree.positions[here].parent
            node = tree.positions[before].node
            if isinstance(node, Decision) and node.player == player:
                steps.append((node.information_set, tree.positions[here].move))
            here = before
        found, sequence = [], own.at[number]
        while sequence:
            before, *step = own.steps[sequence]
            assert own.lengths[sequence] == own.lengths[before] + 1
            found.append(tuple(step))
            sequence = before
        assert found == steps
    assert len(set(own.steps)) == len(own.steps)
