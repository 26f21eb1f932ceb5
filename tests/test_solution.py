import dataclasses
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given

from tests.oracles import calendar, quality
from tests.strategies import episode_games, training_games
from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs, policy_of
from toymodels.solution import Solution
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form
from toymodels.training import Phase, TrainingGame

F = Fraction


def solved(**fields):
    return closed_form(EpisodeGame(**fields))


@given(training_games())
def test_ties_are_where_actions_that_differ_are_equally_good(game):
    solution = backward_induction(game)
    profile = list(solution.policy)
    marked = {(t, point) for first, count, point in solution.ties for t in range(first, first + count)}
    for t, phase in enumerate(calendar(game)):
        for state in game.states:
            for context, mu in phase.contexts.items():
                worth = {a: quality(game, profile, t, (state, context, a)) for a in game.actions[state]}
                best = [a for a in worth if worth[a] == max(worth.values())]
                marks = {outcome(game, phase, (state, context, a)) for a in best}
                assert ((t, (state, context)) in marked) == (len(marks) > 1 and mu > 0)


def outcome(game, phase, move):
    pays = tuple(game.payoffs[phi, *move] for phi in game.objectives)
    row = phase.kernel.get(move, {move[0]: 1})
    return pays, frozenset((s, game.discount * k) for s, k in row.items() if game.discount * k)


def test_ties_come_as_first_episode_number_of_episodes_and_point():
    assert solved(training=3, deployment=3, modification="1/3").ties == ((0, 3, ("mesa", "conflict")),)
    assert solved(training=10, deployment=1, discount="1/2").ties == ()
    assert solved(training=2, deployment=2, overlap=1).ties == (
        (0, 2, ("mesa", "conflict")),
        (2, 2, ("mesa", "conflict")),
    )
    assert solved(training=3, deployment=0).ties == ((0, 2, ("mesa", "conflict")),)


def test_ties_in_contexts_that_cannot_occur_are_none():
    assert solved(training=3, deployment=3, modification="1/3", training_agreement=1).ties == ()


def test_deceptive_episodes_count_training_episodes_in_which_b_is_optimal():
    assert solved(training=2, deployment=3).deceptive_episodes == 2
    assert solved(training=3, deployment=3, modification="1/3").deceptive_episodes == 3
    assert solved(training=3, deployment=3, modification="1/4").deceptive_episodes == 0
    assert solved(training=2, deployment=3, overlap=2).deceptive_episodes == 2
    assert solved(training=10, deployment=10, modification="1/4", discount="9/10").deceptive_episodes == 4


def test_optimal_actions_by_episode_state_and_context():
    solution = solved(training=2, deployment=3)
    assert solution.optimal_actions(0) == {"B"}
    assert solution.optimal_actions(4) == {"A"}
    assert solution.optimal_actions(4, "base") == {"B"}
    assert solution.optimal_actions(0, context="agreement") == {"A", "B"}
    assert isinstance(solution.optimal_actions(0), frozenset)


def test_the_context_not_named_is_the_first_of_the_phase():
    game = TrainingGame(
        base="o",
        states={"s": "o"},
        actions={"s": ("A", "B")},
        payoffs={("o", "s", "x", "A"): 1, ("o", "s", "x", "B"): 0, ("o", "s", "y", "A"): 0, ("o", "s", "y", "B"): 1},
        phases=(Phase("one", 1, {"x": 1}), Phase("two", 1, {"y": "1/2", "x": "1/2"})),
        start="s",
    )
    solution = backward_induction(game)
    assert [solution.optimal_actions(t) for t in range(2)] == [{"A"}, {"B"}]
    assert solution.plan == "AB"
    with pytest.raises(ValueError, match=r"episode 0 has the states and contexts \[\('s', 'x'\)\], got \('s', 'y'\)"):
        solution.optimal_actions(0, context="y")


@pytest.mark.parametrize("episode", [-1, 5])
def test_episodes_that_are_not_there_are_refused(episode):
    with pytest.raises(IndexError, match=rf"episode must be in \[0, 4\], got {episode}"):
        solved().optimal_actions(episode)


def test_states_that_are_not_there_are_refused():
    with pytest.raises(ValueError, match=r"episode 0 has the states and contexts .*, got \('nobody', 'conflict'\)"):
        solved().optimal_actions(0, "nobody")


def test_plans_of_over_a_million_episodes_are_runs():
    solution = solved(training=10**6, deployment=1, modification=0)
    assert solution.plan_runs == Runs(((10**6 + 1, "A"),))
    with pytest.raises(ValueError, match="a plan of 1000001 episodes is too long to write out: use plan_runs"):
        _ = solution.plan


def test_the_certificate_tells_a_wrong_plan():
    game = EpisodeGame(training=2, deployment=3).training_game()
    right = backward_induction(game)
    wrong = dataclasses.replace(right, policy=policy_of(game, "ABAAA"))
    assert right.certificate == 0
    assert wrong.certificate == 2  # the A of the first episode gives up 3 for 1


def test_actions_of_several_letters_are_spelled_apart():
    assert backward_induction(choice_game({"wait": 0, "act": 1}, episodes=2)).plan == "act act"


def test_solutions_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        solved().value = 4
    assert isinstance(solved(), Solution)


def test_solutions_say_themselves_in_words():
    text = str(solved(training=3, deployment=3, modification="1/3"))
    rows = dict(line.split("  ", 1) for line in text.splitlines())
    assert {name.strip(): words.strip() for name, words in rows.items()} == {
        "plan": "B B B | A A A  (training | deployment)",
        "regime": "deceptive",
        "value": "3",
        "ties": "3 x mesa, conflict, from episode 0",
        "method": "closed form, exact",
    }
    assert "episode 0" in str(solved(training=1, deployment=3, modification="1/3"))
    assert "none" in str(solved())
    assert "value rounded" in str(solved(modification=0.5))


def test_notebooks_get_a_table_with_nothing_unescaped():
    table = backward_induction(choice_game({"<b>": 1, "A": 1}))._repr_html_()
    assert table.startswith("<table><tr><th>plan</th><td>")
    assert "&lt;b&gt;" in table
    assert "<b>" not in table


def test_many_ties_are_counted():
    contexts = {name: F(1, 5) for name in "abcde"}
    game = TrainingGame(
        base="o",
        states={"s": "o", "t": "o"},
        actions={"s": ("A", "B"), "t": ("A",)},
        payoffs={("o", s, c, a): 1 for c in contexts for s, a in [("s", "A"), ("s", "B"), ("t", "A")]},
        phases=(Phase("p", 1, contexts, {("s", c, "B"): {"t": 1} for c in contexts}),),
        start="s",
    )
    assert "s, a, episode 0; s, b, episode 0; s, c, episode 0; and 2 more" in str(backward_induction(game))


def test_the_value_of_a_policy_in_the_symbols_of_another_game():
    p, w, g = sympy.symbols("p w g")
    worth = solved(training=2, deployment=3).expression(EpisodeGame(2, 3, p, w, g))
    assert sympy.expand(worth) == w + g * w + g**2 + g**3 + g**4
    early = solved(training=2, deployment=3, discount="1/2").expression(EpisodeGame(2, 3, p, discount=g).training_game())
    assert early.subs({p: 1, g: sympy.Rational(1, 2)}) == sympy.Rational(1)
    assert sympy.expand(early - (1 + (1 - p) * g * (1 + (1 - p) * g * (1 + g + g**2)))) == 0


@given(episode_games(longest=4))
def test_expressions_at_the_solved_games_numbers_are_its_value(game):
    solution = closed_form(game)
    symbols = {name: sympy.Symbol(name) for name in ("modification", "overlap", "discount", "monitoring")}
    at = {symbol: sympy.Rational(F(getattr(game, name))) for name, symbol in symbols.items()}
    value = sympy.sympify(solution.expression(dataclasses.replace(game, **symbols))).subs(at)
    assert F(int(value.p), int(value.q)) == solution.value


def test_expressions_of_numbers_are_sympys_numbers():
    assert solved().expression(EpisodeGame(overlap="1/3")) == sympy.Rational(11, 3)
    assert isinstance(solved().expression(EpisodeGame(discount=0.5)), sympy.Float)


@pytest.mark.parametrize(
    ("problem", "error", "message"),
    [
        (EpisodeGame(3, 2), ValueError, r"the problem must have the phases of the solved game, \[\(2, .*\], got \[\(3, "),
        (EpisodeGame(sympy.Symbol("T"), 3), TypeError, "must be one integer, got T"),
        (EpisodeGame(modification=np.array([0.5])), TypeError, "an expression is of one game .* use policy_evaluation"),
        (choice_game({"A": 1}), ValueError, "the problem must have the starting state of the solved game, 'mesa'|mesa, got"),
        ("game", TypeError, "a problem must be a TrainingGame or a model that states one"),
    ],
)
def test_games_of_another_shape_have_no_expression(problem, error, message):
    with pytest.raises(error, match=message):
        solved().expression(problem)
