from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.symbolic.episode_symbols import FIELDS, HORIZONS, numeric, points, symbolic_fields, value_at
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.closed_form import closed_form
from toymodels.symbolic.episode.horizon_solution import horizon_solution
from toymodels.symbolic.symbolic_solution import symbolic_solution

F = Fraction
T, D = HORIZONS.values()
p, w, g, tau, alpha, q = FIELDS.values()


@st.composite
def problems(draw):
    """A game with symbols for a horizon or both and some of the rest, ranges, and a point of them."""
    fields, ranges = draw(symbolic_fields(most=4, least=0))
    point = draw(points(ranges))
    free = draw(st.sampled_from([("training",), ("deployment",), ("training", "deployment")]))
    for field, symbol in HORIZONS.items():
        fields[field] = symbol if field in free else draw(st.integers(0, 4))
        if field in free:
            low, length = draw(st.integers(0, 2)), draw(st.sampled_from([None, 1, 3]))
            ranges[str(symbol)] = (low, None if length is None else low + length)
            point[str(symbol)] = draw(st.integers(low, low + (8 if length is None else length)))
    return EpisodeGame(**fields), ranges, point


@settings(max_examples=6 * settings().max_examples)
@given(problems())
def test_values_and_plans_are_those_of_the_closed_form(problem):
    game, ranges, point = problem
    here, solution = numeric(game, point), symbolic_solution(game, **ranges)
    piece, exact = solution.piece_at(**point), closed_form(numeric(game, point))
    assert value_at(piece.value, point) == value_at(solution.value, point) == exact.value
    lengths = [(action, int(value_at(sympy.sympify(count), point))) for count, action in piece.plan_runs.pieces]
    plan = [action for action, count in lengths for _ in range(count)]
    assert min((count for _, count in lengths), default=0) >= 0
    met = [here.training_agreement != 1] * here.training + [here.deployment_agreement != 1] * here.deployment
    assert all(action in exact.optimal_actions(t) for t, action in enumerate(plan) if met[t])
    assert len(plan) == len(met)


@settings(max_examples=3 * settings().max_examples)
@given(problems())
def test_conditions_that_hold_give_optimal_values(problem):
    game, ranges, point = problem
    values = {sympy.Symbol(name): sympy.Rational(F(x)) for name, x in point.items()}
    worth = closed_form(numeric(game, point)).value
    for piece in symbolic_solution(game, **ranges).pieces:
        if all(bool(condition.subs(values)) for condition in piece.conditions) and is_defined(game, piece, values):
            assert value_at(piece.value, point) == worth


def is_defined(game, piece, values):
    """Whether the number of B is defined, which it is not for g = 1."""
    return not piece.definitions or sympy.sympify(game.discount).subs(values) < 1


def pieces(game, **ranges):
    return [str(piece) for piece in horizon_solution(game, **ranges).pieces]


def test_by_hand():
    assert pieces(EpisodeGame(T, 1, p, discount=g)) == [
        "A^(T + 1): everywhere",
    ]
    assert pieces(EpisodeGame(T, 2, p, discount=g)) == [
        "B^T A^2: g**T*p*(g + 1) >= 1",
        "A^(T - m) B^m A^2: g*p*(g + 1) >= 1 and g**T*p*(g + 1) <= 1",
        "A^(T + 2): g*p*(g + 1) <= 1",
    ]
    assert pieces(EpisodeGame(T, D, p, w)) == [
        "B^(D + T): w >= 1",
        "B^T A^D: D*p >= 1 and w <= 1",
        "A^(D + T): D*p <= 1 and w <= 1",
    ]
    assert pieces(EpisodeGame(T, 3, 1)) == ["B^T A^3: everywhere"]
    assert pieces(EpisodeGame(T, 1, 1)) == ["B^T A: everywhere"]  # a tie at all lengths of training
    assert pieces(EpisodeGame(2, D, discount="1/2")) == ["A^(D + 2): everywhere"]  # x_1 < 1/2 (1 + 1/2 + ...) = 1
    assert pieces(EpisodeGame(2, D, discount="2/3")) == [
        "B^2 A^D: 4*GeometricSum(2/3, D) >= 9",
        "A^(2 - m) B^m A^D: 2*GeometricSum(2/3, D) >= 3 and 4*GeometricSum(2/3, D) <= 9",
        "A^(D + 2): 2*GeometricSum(2/3, D) <= 3",
    ]


def test_the_number_of_deceptive_episodes_is_spelled_out():
    (_, turning, _) = horizon_solution(EpisodeGame(T, D, p, discount=g)).pieces
    ((m, length),) = turning.definitions
    at = {T: 10, D: 10, p: sympy.Rational(1, 4), g: sympy.Rational(9, 10)}
    assert str(m) == "m"
    assert length.subs(at) == 4
    assert turning.plan_runs.pieces[1] == (length, "B")
    taken = sympy.Symbol("m")
    (_, turning, _) = horizon_solution(EpisodeGame(T, D, taken, discount=g)).pieces
    assert str(turning.definitions[0][0]) == "m1"
    assert turning.label == "A^(T - m1) B^m1 A^D"


@pytest.mark.parametrize(
    ("game", "ranges", "labels"),
    [
        (EpisodeGame(T, D, 0), {}, ["A^(D + T)"]),
        (EpisodeGame(T, D, 1), {"D": (1, None)}, ["B^T A^D"]),  # a tie at D = 1, and B for all longer ones
        (EpisodeGame(T, D, p, w), {"w": (1, 2)}, ["B^(D + T)"]),
        (EpisodeGame(T, D, p, 1), {}, ["B^(D + T)"]),
        (EpisodeGame(0, D, p, w), {}, ["B^D", "A^D"]),
        (EpisodeGame(T, D, p, w, g, 1, 1), {"w": (0, 1)}, ["A^(D + T)"]),
        (EpisodeGame(T, D, p, w, g, 1, 0), {}, ["B^(D + T)", "A^(D + T)"]),
        (EpisodeGame(T, D, p, discount=g), {"T": (0, 1)}, ["B^T A^D", "A^(D + T)"]),
        (EpisodeGame(T, 4, 1, discount="1/2"), {}, ["A^(T + 4)"]),
        (EpisodeGame(T, 5, 1, discount="9/10"), {"T": (0, 3)}, ["B^T A^5"]),
        (EpisodeGame(T, 5, 1, discount="9/10"), {"T": (15, 20)}, ["A^(T - m) B^m A^5"]),
        (EpisodeGame(T, 2, 1, 0, "1/2", 0, "1/3"), {}, ["A^(T + 2)"]),
        (EpisodeGame(T, 2, "2/3", discount="1/2", monitoring=1), {}, ["A^(T + 2)"]),
        (EpisodeGame(T, 1, "1/2", discount=1), {}, ["A^(T + 1)"]),
    ],
    ids=str,
)
def test_pieces_that_hold_nowhere_are_left_out(game, ranges, labels):
    assert [piece.label for piece in horizon_solution(game, **ranges).pieces] == labels


def test_a_tie_at_all_parameters_in_the_last_episode():
    game = EpisodeGame(T, 2, 1, discount=(sympy.sqrt(5) - 1) / 2)
    with pytest.raises(ValueError, match="must be a number or a symbol of its own"):
        horizon_solution(game)
    tied = EpisodeGame(T, 2, "8/9", discount="3/4", monitoring=0, deployment_agreement="1/7")  # 8/9 3/4 6/7 7/4 = 1
    solution = horizon_solution(tied)
    assert [str(piece) for piece in solution.pieces] == [
        "B^T A^2: 4*(3/4)**T >= 3",
        "A^(T - m) B^m A^2: 4*(3/4)**T <= 3",
    ]
    assert solution.piece_at(T=0).label == solution.piece_at(T=1).label == "B^T A^2"
    assert solution.piece_at(T=2).label == "A^(T - m) B^m A^2"


def test_fields_become_horizons_by_name():
    solution = symbolic_solution(EpisodeGame(), training=None, deployment=(1, None), modification=("1/2", 1))
    assert solution.names == ("training", "deployment", "modification")
    assert solution.horizons == ("training", "deployment")
    assert solution.ranges == ((0, None), (1, None), (F(1, 2), 1))
    assert solution.piece_at(training=2, deployment=3, modification=1).label == "B^training A^deployment"
    named = symbolic_solution(EpisodeGame(T, 3), training=(2, 5))
    assert (named.names, named.symbols, named.ranges) == (("training",), (T,), ((2, 5),))


def test_horizons_in_points_are_integers():
    solution = horizon_solution(EpisodeGame(T, D, p))
    with pytest.raises(ValueError, match="T is a number of episodes and must be an integer, got 5/2"):
        solution.piece_at(T="5/2", D=1, p=1)
    with pytest.raises(ValueError, match=r"a point must be in the solution's ranges, T >= 0, got -1"):
        solution.piece_at(T=-1, D=1, p=1)


@pytest.mark.parametrize(
    ("ranges", "error", "message"),
    [
        ({"T": (3, 2)}, ValueError, r"range of T must have its low end below its high end, got \[3, 2\]"),
        ({"T": (None, 0)}, ValueError, r"range of T must have its low end below its high end, got \[0, 0\]"),
        ({"T": 3}, TypeError, r"range of T must be a pair \(low, high\), got 3"),
        ({"T": (0, 1, 2)}, TypeError, r"range of T must be a pair \(low, high\)"),
        ({"T": (-1, 2)}, ValueError, "range of T must be an integer >= 0, got -1"),
        ({"T": (0, 2.5)}, TypeError, "range of T must be an integer >= 0, got the float 2.5"),
        ({"T": (0, p)}, TypeError, "range of T must be integers, got p"),
        ({"U": None}, ValueError, "unknown parameter 'U'"),
    ],
)
def test_bad_ranges(ranges, error, message):
    with pytest.raises(error, match=message):
        horizon_solution(EpisodeGame(T, 3, p), **ranges)


def test_bad_games():
    import numpy as np

    with pytest.raises(ValueError, match="training or deployment must be a symbol, got numbers: use episode_solution"):
        horizon_solution(EpisodeGame(2, 3, p))
    with pytest.raises(TypeError, match="holds arrays"):
        horizon_solution(EpisodeGame(T, 3, np.array([0.5])))
    with pytest.raises(ValueError, match="must be a number or a symbol of its own"):
        horizon_solution(EpisodeGame(2 * T, 3, p))
    with pytest.raises(TypeError, match=r"training must be a number, got 2\*T"):
        symbolic_solution(EpisodeGame(2 * T, 3, p))
    with pytest.raises(ValueError, match="too long to write down"):
        horizon_solution(EpisodeGame(10**9, D, p), discount=("1/2", "9/10"))
