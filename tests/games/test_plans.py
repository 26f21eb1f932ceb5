"""Plans, the matrix form and subgames, against trees walked by hand."""

import itertools
from fractions import Fraction

import pytest

from tests import extensive_games
from tests.equilibria.published_games import EXTENSIVE, absent_minded_driver, centipede, chain_store, selten_horse
from toymodels.games import matrix_form as matrix_form_module
from toymodels.games import plans as plans_module
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Terminal
from toymodels.games.matrix_form import matrix_form
from toymodels.games.plans import planned_behaviour, plans, sequences_made
from toymodels.games.profiles import expected_payoffs
from toymodels.games.sequences import sequences
from toymodels.games.subgames import subgame_roots

F = Fraction


def test_plans_say_nothing_of_what_they_exclude():
    assert plans(centipede(), "red") == (
        {"move 1": "take"},
        {"move 1": "pass", "move 3": "take"},
        {"move 1": "pass", "move 3": "pass"},
    )
    assert len(plans(extensive_games.kuhn_poker(), "first")) == 27
    assert len(plans(extensive_games.kuhn_poker(), "second")) == 64


def test_a_sequence_is_made_after_what_is_before_it():
    own = sequences(centipede(), "red")
    assert sequences_made(own, {"move 1": "pass", "move 3": "take"}) == {0, 2, 3}
    assert sequences_made(own, {"move 1": "take", "move 3": "take"}) == {0, 1}


def test_a_player_without_a_choice_has_one_plan():
    game = ExtensiveGame(("I", "idle"), Decision("I", "start", {"a": Terminal((1, 2)), "b": Terminal((3, 4))}))
    assert plans(game, "idle") == ({},)
    assert matrix_form(game).strategies == (("start: a", "start: b"), ("-",))
    assert matrix_form(game).payoffs == (((1,), (3,)), ((2,), (4,)))


@pytest.mark.parametrize("name", [name for name in EXTENSIVE if name not in ("Kuhn poker", "reputation")])
def test_the_matrix_form_pays_what_the_plans_pay_in_the_tree(name):
    game = EXTENSIVE[name]()
    form = matrix_form(game)
    own = [plans(game, player) for player in game.players]
    anything = {each: found.actions[-1] for each, found in game.information_sets.items()}
    for choice in itertools.islice(form.choices(), 40):
        profile = dict(anything)
        for each, number in zip(own, choice, strict=True):
            profile |= each[number]
        assert tuple(form.payoff(i, choice) for i in range(len(own))) == expected_payoffs(game, profile)


@pytest.mark.parametrize("seed", range(25))
def test_a_mixture_of_plans_and_its_behaviour_pay_the_same(seed):
    game = extensive_games.random_game(seed, zero_sum=False)
    form = matrix_form(game)
    own = [plans(game, player) for player in game.players]
    weights = [[F(2 * k + 1 + seed % 3, 1) for k, _ in enumerate(each)] for each in own]
    mixed = [[w / sum(row) for w in row] for row in weights]
    profile = {}
    for player, each, chances in zip(game.players, own, mixed, strict=True):
        profile |= planned_behaviour(game, player, list(zip(each, chances, strict=True)))
    for i, payoff in enumerate(expected_payoffs(game, profile)):
        assert payoff == sum(mixed[0][a] * mixed[1][b] * form.payoff(i, (a, b)) for a, b in form.choices())


def test_subgames():
    assert subgame_roots(selten_horse()) == (0,)
    game = chain_store(1)
    assert [type(game.positions[number].node).__name__ for number in subgame_roots(game)] == ["Decision", "Decision"]
    coin = Chance({"heads": chain_store(1).root, "tails": Terminal((0, 0))}, {"heads": 1, "tails": 0})
    assert len(subgame_roots(ExtensiveGame(("store", "entrant 1"), coin))) == 3


def test_a_hidden_move_joins_only_what_it_hides():
    second = Decision("II", "coin", {"heads": Terminal((1, 0)), "tails": Terminal((0, 1))})
    first = Decision("I", "coin before", {"heads": second, "tails": second})
    game = ExtensiveGame(("I", "II"), Decision("I", "entry", {"in": first, "out": Terminal((0, 0))}))
    assert [game.positions[number].node.information_set for number in subgame_roots(game)] == ["entry", "coin before"]


def test_what_is_refused(monkeypatch):
    with pytest.raises(ValueError, match="'driver' must have perfect recall, but forgets in information set 'exit'"):
        plans(absent_minded_driver(), "driver")
    with pytest.raises(ValueError, match="'driver' must have perfect recall, but forgets in information set 'exit'"):
        matrix_form(absent_minded_driver())
    monkeypatch.setattr(plans_module, "MOST_PLANS", 26)
    with pytest.raises(ValueError, match="plans of player 'first' must be at most 26 to be listed, got more"):
        plans(extensive_games.kuhn_poker(), "first")
    monkeypatch.setattr(matrix_form_module, "MOST_ENTRIES", 8)
    with pytest.raises(ValueError, match="combinations of plans must be at most 8, got 9"):
        matrix_form(centipede())
