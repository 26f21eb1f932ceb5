import importlib
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.abc import g, p, q, w

from tests.strategies import symbolic_games
from tests.symbolic.optimality import is_optimal, numeric, points_of
from tests.training_games import choice_game, ladder_game
from toymodels.deviation import deviation_gain
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.symbolic import cover as cover_module
from toymodels.symbolic.covered_solution import covered_solution
from toymodels.training import Phase, TrainingGame, with_numbers

F = Fraction
covered_solution_module = importlib.import_module("toymodels.symbolic.covered_solution")


def value_at(piece, point):
    numbers = {s: sympy.Rational(F(point[str(s)])) for s in piece.value.free_symbols}
    return F(str(piece.value.xreplace(numbers)))


@settings(max_examples=settings().max_examples // 3)
@given(st.data(), symbolic_games(2).filter(lambda case: case[1]))
def test_the_piece_at_a_point_is_optimal_there(data, case):
    game, ranges = case
    solution = covered_solution(game, most_boxes=60, **ranges)
    labels = [piece.label for piece in solution.pieces]
    assert len(set(labels)) == len(labels)
    assert labels == sorted(labels, reverse=True)
    for piece in solution.pieces:
        own = numeric(game, piece.sample)
        assert is_optimal(own, piece.policy)
        assert all(
            relation.xreplace({s: sympy.Rational(F(piece.sample[str(s)])) for s in solution.symbols})
            for relation in piece.conditions
        )
        assert value_at(piece, piece.sample) == policy_evaluation(own, piece.policy).value == backward_induction(own).value
        assert piece.plan_runs.episodes == game.episodes
    for point in data.draw(st.lists(points_of(ranges), min_size=3, max_size=3)) if solution.complete else ():
        piece = solution.piece_at(**point)
        own = numeric(game, point)
        assert is_optimal(own, piece.policy)
        assert value_at(piece, point) == policy_evaluation(own, piece.policy).value


def test_the_worked_example():
    solution = covered_solution(EpisodeGame(2, 3, modification=p, discount=g))
    assert [piece.label for piece in solution.pieces] == ["BBAAA", "ABAAA", "AAAAA"]
    assert [list(map(str, piece.conditions)) for piece in solution.pieces] == [
        ["g**2*p*(g**2 + g + 1) >= 1"],
        ["g**2*p*(g**2 + g + 1) <= 1", "g*p*(g**2 + g + 1) >= 1"],
        ["g*p*(g**2 + g + 1) <= 1"],
    ]
    assert solution.complete
    assert solution.method == "cover of 1 box"
    assert solution.pieces[0].value == g**2 + g**3 + g**4
    assert solution.piece_at(p=1, g=1).label == "BBAAA"
    assert solution.piece_at(p="1/10", g=1).label == "AAAAA"
    assert solution.value.xreplace({p: sympy.Integer(1), g: sympy.Integer(1)}) == 3


def test_what_pays_the_same_at_all_parameters_is_one_piece():
    """With w = 1, B and A are ties for the optimizer, and A gets it modified: where they are optimal, so is B all along."""
    solution = covered_solution(EpisodeGame(2, 2, overlap=1, modification=p, discount=g))
    (piece,) = solution.pieces
    assert piece.conditions == ()
    assert str(solution).startswith("BBBB  everywhere")


def test_patience_without_deployment_is_a_tie_in_all_episodes_but_the_last():
    """p = g = 1 and D = 0: an A ends all, and so does the last A; with only w free, B is optimal above 1."""
    solution = covered_solution(EpisodeGame(3, 0, overlap=w))
    assert [piece.label for piece in solution.pieces] == ["BBB", "AAA"]
    assert [list(map(str, piece.conditions)) for piece in solution.pieces] == [["w >= 1"], ["w <= 1"]]


@pytest.mark.parametrize(
    ("problem", "labels"),
    [
        (EpisodeGame(0, 0, overlap=w), [""]),
        (EpisodeGame(0, 2, modification=p, overlap=w), ["BB", "AA"]),
        (EpisodeGame(2, 0, modification=p), ["AA"]),
        (choice_game({"only": w}, episodes=2), ["only only"]),
        (choice_game({"B": 0, "A": w}, episodes=3), ["BBB", "AAA"]),
        (choice_game({"B": 0, "A": 1}, contexts={"x": q, "y": 1 - q}, episodes=2), ["AA"]),
        (ladder_game(rungs=3, training=1, deployment=2, chance=q), ["BAA", "AAA"]),
    ],
)
def test_degenerate_games(problem, labels):
    solution = covered_solution(problem)
    assert solution.complete
    assert [piece.label for piece in solution.pieces] == labels
    for piece in solution.pieces:
        own = backward_induction(numeric_problem(problem, piece.sample))
        assert list(own.policy) == list(piece.policy)
        assert own.value == value_at(piece, piece.sample)


def numeric_problem(problem, sample):
    values = {sympy.Symbol(name): sympy.Rational(F(x)) for name, x in sample.items()}
    return with_numbers(problem, lambda x: F(str(x.xreplace(values))) if isinstance(x, sympy.Expr) else x)


def context_game():
    """Two contexts, in the second of which another action is worth w, and a state that cannot be met."""
    return TrainingGame(
        base="base",
        states={"s": "base", "lost": "base"},
        actions={"s": ("B", "A"), "lost": ("B", "A")},
        payoffs={
            ("base", s, c, a): w if (c, a) == ("y", "A") else F(1, 2) * (a == "B")
            for s in ("s", "lost")
            for c in "xy"
            for a in "BA"
        },
        phases=(Phase("play", 2, {"x": 1 - q, "y": q}),),
        start="s",
    )


def test_policies_with_one_plan_are_told_apart_by_what_else_they_do():
    solution = covered_solution(context_game(), w=(0, 1))
    assert [piece.label for piece in solution.pieces] == ["BB (s, y: BB)", "BB (s, y: AA)"]
    assert [str(piece.condition) for piece in solution.pieces] == ["2*w <= 1", "2*w >= 1"]
    assert sympy.expand(solution.pieces[1].value - (1 - q) - 2 * q * w) == 0
    assert all(set(rule) == {(s, c) for s in ("s", "lost") for c in "xy"} for rule in solution.pieces[0].policy)


def test_what_cannot_be_met_has_no_conditions():
    """In *lost* everything hangs on w, and nobody gets there."""
    game = context_game()
    moved = TrainingGame(**{**vars(game), "payoffs": {**game.payoffs, ("base", "lost", "x", "A"): w}})
    assert len(covered_solution(moved, w=(0, 1)).pieces) == 2


def test_the_rendering_says_what_is_proved():
    solution = covered_solution(EpisodeGame(1, 2, modification=p, discount=g))
    assert str(solution).splitlines() == [
        "BAA  where g*p*(g + 1) >= 1",
        "     value g**2 + g",
        "AAA  where g*p*(g + 1) <= 1",
        "     value -g**2*p + g**2 - g*p + g + 1",
        "p in [0, 1], g in [0, 1]; 2 policies, complete; cover of 1 box",
    ]
    assert "g*p*(g + 1) &gt;= 1</td>" in solution._repr_html_()
    assert r"g p \left(g + 1\right) \geq 1" in solution.latex()


def test_an_incomplete_solution_says_so():
    hidden = choice_game({"B": (w - F(1, 3)) ** 2 + (q - F(1, 3)) ** 2, "A": F(1, 10**6)})
    solution = covered_solution(hidden, most_boxes=3, w=(0, 1), q=(0, 1))
    assert not solution.complete
    assert f"INCOMPLETE: {len(solution.open_boxes)} boxes are open" in str(solution)
    assert solution.method == "cover of 0 boxes"


def test_an_interruption_returns_what_is_found(monkeypatch):
    original = cover_module.points_on_line
    calls = []

    def interrupted(*args):
        calls.append(args)
        if len(calls) > 2:
            raise KeyboardInterrupt
        return original(*args)

    monkeypatch.setattr(cover_module, "points_on_line", interrupted)
    hidden = choice_game({"B": (w - F(1, 3)) ** 2 + (q - F(1, 3)) ** 2, "A": F(1, 10**6)})
    solution = covered_solution(hidden, w=(0, 1), q=(0, 1))
    assert not solution.complete
    assert [piece.label for piece in solution.pieces] == ["B"]


@pytest.mark.parametrize(
    ("problem", "ranges", "error", "message"),
    [
        (EpisodeGame(), {}, ValueError, "there must be at least one parameter"),
        (EpisodeGame(training=p, modification=q), {}, TypeError, "training must be a number, got p"),
        (EpisodeGame(modification=np.array([0.5]), discount=g), {}, TypeError, "holds arrays"),
        (EpisodeGame(modification=p), {"q": (0, 1)}, ValueError, "q"),
        (EpisodeGame(modification=p), {"p": ("1/2", "1/3")}, ValueError, "low end below its high end"),
        (EpisodeGame(modification=p), {"p": ("__import__('os')", 1)}, ValueError, "must be a number such as 1/3"),
        (EpisodeGame(modification=p, overlap=1 / w), {}, ValueError, "polynomial in its parameters"),
        (EpisodeGame(modification=p, overlap=sympy.exp(w)), {}, ValueError, "polynomial in its parameters"),
        (EpisodeGame(modification=p + q), {"p": (0, 1), "q": (0, 1)}, ValueError, "must stay in its domain"),
    ],
)
def test_bad_input(problem, ranges, error, message):
    with pytest.raises(error, match=message):
        covered_solution(problem, **ranges)


def test_floats_are_the_rationals_that_they_are():
    one, other = (covered_solution(EpisodeGame(1, 2, modification=m, discount=g)) for m in (0.1, F(0.1)))
    assert [piece.value for piece in one.pieces] == [piece.value for piece in other.pieces]


def test_a_tie_does_not_mislead_who_could_have_been_in_charge():
    """State r is in charge in the second episode only, and indifferent at all parameters: base gets 0 or 5 by its choice."""
    states = {"s": "base", "u": "base", "r": "mesa", "z": "mesa", "y": "mesa"}
    actions = {"s": ("B",), "u": ("B", "A"), "r": ("B", "A"), "z": ("B",), "y": ("B",)}
    pays = {(phi, s, "x", a): 0 for phi in ("base", "mesa") for s in states for a in actions[s]}
    pays |= {("mesa", "r", "x", "A"): 1, ("mesa", "y", "x", "B"): 1, ("base", "r", "x", "A"): 5, ("base", "u", "x", "B"): 2}
    pays["base", "z", "x", "B"] = sympy.Symbol("w")
    moves = {("s", "B"): "r", ("r", "B"): "y", ("r", "A"): "z", ("u", "A"): "r", ("u", "B"): "z", ("y", "B"): "z"}
    kernel = {(s, "x", a): {after: 1} for (s, a), after in moves.items()}
    game = TrainingGame("base", states, actions, pays, (Phase("play", 3, {"x": 1}, kernel),), "s")
    for piece in covered_solution(game, w=(-1, 1)).pieces:
        assert deviation_gain(numeric(game, piece.sample), piece.policy) == 0


def tiring_game(episodes):
    """An A tires, and what a tired self does matters to nobody's plan."""
    pays = {("mesa", s, "task", a): int(a == "A") or (w if s == "tired" else 0) for s in ("mesa", "tired") for a in "AB"}
    pays |= {("base", s, "task", a): int(a == "B") for s in ("mesa", "tired") for a in "AB"}
    return TrainingGame(
        base="base",
        states={"mesa": "mesa", "tired": "mesa"},
        actions={"mesa": ("B", "A"), "tired": ("B", "A")},
        payoffs=pays,
        phases=(Phase("work", episodes, {"task": 1}, {("mesa", "task", "A"): {"tired": F(1, 2), "mesa": F(1, 2)}}),),
        start="mesa",
    )


@pytest.mark.parametrize(("episodes", "tired"), [(3, ["-BB", "-AA"]), (40, ["- B^39", "- A^39"])])
def test_policies_with_the_same_plan_are_told_apart(episodes, tired):
    solution = covered_solution(tiring_game(episodes), w=(0, 2))
    plan = "AAA" if episodes == 3 else "A^40"
    assert [piece.short_label for piece in solution.pieces] == [f"{plan} (tired, task: {acts})" for acts in tired]
    assert str(solution).startswith(solution.pieces[0].short_label)
    assert all(f"(tired, task: {acts})" in solution._repr_html_() for acts in tired)
    assert solution.pieces[0].label.startswith("A" * episodes)


@pytest.mark.parametrize("most", [0, 1, 2])
def test_interrupted_when_pieces_are_made(monkeypatch, most):
    made, left = covered_solution_module.conditions, iter(range(most))

    def interrupted(*arguments):
        if next(left, None) is None:
            raise KeyboardInterrupt
        return made(*arguments)

    monkeypatch.setattr(covered_solution_module, "conditions", interrupted)
    solution = covered_solution(EpisodeGame(1, 2, p, discount=g))
    assert len(solution.pieces) == most
    assert solution.complete == (most == 2)
    assert solution.open_boxes == (() if most == 2 else (((0, 1), (0, 1)),))


@pytest.mark.parametrize(("most", "error"), [("many", ValueError), (-1, ValueError), (1.5, TypeError), (True, TypeError)])
def test_numbers_of_boxes(most, error):
    with pytest.raises(error, match="most_boxes must be"):
        covered_solution(EpisodeGame(1, 2, p, discount=g), most_boxes=most)
