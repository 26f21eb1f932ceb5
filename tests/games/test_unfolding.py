"""Training games as trees, against their recursion, against sums by hand and against an overseer."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.games.best_response import best_response
from toymodels.games.extensive_game import Decision, Terminal
from toymodels.games.profiles import expected_payoffs
from toymodels.games.sequences import forgotten
from toymodels.games.unfolding import AUDIT, NO_AUDIT, OVERSEER, unfolded
from toymodels.models.audited_training import AuditedTraining
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.testing import instances
from toymodels.training import Phase, TrainingGame


def anything(game):
    return {name: found.actions[0] for name, found in game.information_sets.items()}


@given(instances(EpisodeGame, training=st.integers(0, 2), deployment=st.integers(0, 2)))
@settings(max_examples=60, deadline=None)
def test_the_best_response_in_the_tree_is_worth_what_the_recursion_says(model):
    game = unfolded(model)
    assert best_response(game, anything(game), "mesa").value == backward_induction(model.training_game()).value


@given(instances(EpisodeGame, training=st.integers(0, 2), deployment=st.integers(0, 1), overlap="1/3"))
@settings(max_examples=25, deadline=None)
def test_episodes_played_out_are_worth_what_they_are_settled_for(model):
    game = unfolded(model, settled=False)
    modified = {n: "B" if found.player == "base" else found.actions[0] for n, found in game.information_sets.items()}
    assert best_response(game, modified, "mesa").value == backward_induction(model.training_game()).value


def test_the_example_is_a_tree_of_two_choices():
    game = unfolded(EpisodeGame(training=2, deployment=3))
    assert game.players == ("mesa",)
    assert [end.node.payoffs for end in game.positions if isinstance(end.node, Terminal)] == [(3,), (1,), (1,)]


def test_nobody_sees_what_it_does_not_see():
    secret, seen = (unfolded(EpisodeGame(training=3, deployment=2), 1, observed=observed) for observed in (False, True))
    for game in (secret, seen):
        assert game.players == ("mesa", OVERSEER)
        assert game.is_zero_sum
        assert [forgotten(game, player) for player in game.players] == [None, None]
    own = {name for name, found in secret.information_sets.items() if found.player == "mesa"}
    assert own == {"mesa: start"} | {f"mesa: {a}" for a in "AB"} | {f"mesa: {a}, {b}" for a in "AB" for b in "AB"}
    assert "mesa: B audited" in seen.information_sets
    assert {name for name, found in secret.information_sets.items() if found.player == OVERSEER} == {
        "overseer: start",
        "overseer: -",
        "overseer: -, -",
    }


@pytest.mark.parametrize(("acts", "payoff"), [("BB", Fraction(3)), ("AB", Fraction(1, 2) * 1 + Fraction(1, 2) * 4)])
def test_an_audit_by_chance_is_a_modification_by_chance(acts, payoff):
    game = unfolded(EpisodeGame(training=2, deployment=3), 1, observed=False)
    mesa = {"mesa: start": acts[0], "mesa: A": acts[1], "mesa: B": acts[1]}
    first = {"overseer: start": {AUDIT: "1/2", NO_AUDIT: "1/2"}, "overseer: -": AUDIT}
    assert expected_payoffs(game, mesa | first) == (payoff, -payoff)


def test_partial_modification_and_contexts_are_chance_moves():
    model = EpisodeGame(1, 1, modification="1/2", training_agreement="1/3", monitoring="1/4", deployment_agreement="1/5")
    game = unfolded(model, 1)
    assert "mesa: in conflict" in game.information_sets
    always = {name: AUDIT if found.player == OVERSEER else found.actions[0] for name, found in game.information_sets.items()}
    assert best_response(game, always, "mesa").value == backward_induction(model.training_game()).value
    never = always | {"overseer: start": NO_AUDIT}
    assert best_response(game, never, "mesa").value == 1 + 1


def test_a_game_without_choice_or_change_is_one_payoff():
    game = unfolded(EpisodeGame(training=0, deployment=4, discount="1/2"))
    assert game.root == Terminal((Fraction(15, 8),))
    assert not any(isinstance(position.node, Decision) for position in game.positions)


def test_who_has_one_act_is_not_asked():
    game = unfolded(AuditedTraining(training=1, deployment=1), settled=False)
    assert {found.player for found in game.information_sets.values()} == {"mesa"}
    assert best_response(game, anything(game), "mesa").value == 1


def test_two_selves_with_choices_are_two_players():
    kernel = {("one", "task", "grow"): {"two": 1}}
    game = unfolded(
        TrainingGame(
            base="one",
            states={"one": "one", "two": "two"},
            actions={"one": ("stay", "grow"), "two": ("rest", "work")},
            payoffs={
                (o, s, "task", a): int(a in ("grow", "work"))
                for o in ("one", "two")
                for s, a in (("one", "stay"), ("one", "grow"), ("two", "rest"), ("two", "work"))
            },
            phases=(
                Phase("training", 1, {"task": 1}, kernel, training=True),
                Phase("deployment", 1, {"task": 1}, {("two", "task", "rest"): {"one": 1}}),
            ),
            start="one",
        )
    )
    assert game.players == ("one", "two")
    assert [found.player for found in game.information_sets.values()] == ["one", "two"]


@pytest.mark.parametrize(
    ("game", "audits", "error", "message"),
    [
        (EpisodeGame(40, 3, "1/2"), None, ValueError, "must have at most 1,000,000 places between episodes, got more"),
        (EpisodeGame(2, 3), -1, ValueError, "audits must be an integer >= 0, got -1"),
        (EpisodeGame(2, 3), 1.0, TypeError, "audits must be an integer >= 0, got the float 1.0"),
        (
            EpisodeGame(2, 3, overlap=np.array([0.5, 0.6])),
            1,
            TypeError,
            "unfolded in numbers, and this one holds arrays or symbols",
        ),
    ],
)
def test_what_can_not_be_unfolded(game, audits, error, message):
    with pytest.raises(error, match=message):
        unfolded(game, audits)


def test_a_long_deployment_is_settled_at_once():
    assert unfolded(EpisodeGame(training=1, deployment=10**9)).root.moves["B"] == Terminal((10**9,))
