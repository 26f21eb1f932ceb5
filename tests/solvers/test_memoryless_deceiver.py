"""The memoryless deceiver against its stories: every course of events, one by one, and the calculus of sympy."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.models.memoryless_deceiver import MemorylessDeceiver
from toymodels.solvers.memoryless_deceiver import REGIMES, memoryless_deceiver

F = Fraction
X = sympy.Symbol("x")


def returns_of_all_stories(model, rates):
    """E by every sequence of acts with every time of modification, for rates of defecting in training and deployment."""
    T, D, p, w, g = model.training, model.deployment, model.modification, model.overlap, model.discount
    total = 0
    for acts in itertools.product("BA", repeat=T + D):
        chance, seen = 1, []
        for episode, act in enumerate(acts):
            rate = rates[episode >= T]
            chance *= rate if act == "A" else 1 - rate
            seen += [episode] * (act == "A" and episode < T)
        pay = [g**t * (1 if act == "A" else w) for t, act in enumerate(acts)]
        for count, when in enumerate(seen):
            caught = (1 - p) ** count * p
            total += chance * caught * (sum(pay[: when + 1]) + sum(g**t * w for t in range(when + 1, T + D)))
        total += chance * (1 - p) ** len(seen) * sum(pay)
    return total


def rational(value):
    return sympy.Rational(F(value).numerator, F(value).denominator)


MODELS = [
    MemorylessDeceiver(2, 3),
    MemorylessDeceiver(1, 3),
    MemorylessDeceiver(3, 4, discount="9/10"),
    MemorylessDeceiver(3, 4, discount="23/25"),
    MemorylessDeceiver(2, 2, "1/2", "1/3", "4/5"),
    MemorylessDeceiver(2, 3, overlap=2),
    MemorylessDeceiver(0, 3),
    MemorylessDeceiver(3, 0),
    MemorylessDeceiver(2, 2, discount=0),
]


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_the_polynomial_is_the_sum_over_all_stories_and_its_optimum_is_by_sympys_roots(model):
    solution = memoryless_deceiver(model)
    (piece,) = solution.pieces
    told = sympy.Poly(sympy.nsimplify(sympy.expand(returns_of_all_stories(model, (X, X)))), X, domain="QQ")
    found = sympy.Poly([rational(c) for c in reversed(piece.coefficients)] or [0], X, domain="QQ")
    assert found == told
    inner = [root for root in set(told.diff().real_roots()) if 0 < root < 1]
    best = max([sympy.Integer(0), sympy.Integer(1), *inner], key=lambda x: told.as_expr().subs(X, x).evalf(30))
    assert sympy.N(rational(solution.value) if isinstance(solution.value, F | int) else solution.value, 20) == pytest.approx(
        told.as_expr().subs(X, best).evalf(20), rel=1e-15
    )
    assert float(solution.defection) == pytest.approx(float(best), rel=1e-12)
    assert sorted(float(root) for root in inner) == pytest.approx([float(point.defection) for point in piece.stationary])
    for point in piece.stationary:
        bend = told.diff().diff().as_expr().subs(X, float(point.defection))
        assert point.curvature == np.sign(float(bend))
        assert point.kind == {-1: "maximum", 1: "minimum"}[point.curvature]
    assert piece.ends == (told.eval(0), told.eval(1))
    assert solution.defection == solution.defection_deployed == solution.by_signal[0]
    assert float(solution.survival) == pytest.approx(float((1 - model.modification * float(best)) ** model.training))


@pytest.mark.parametrize(
    ("training", "deployment", "best", "value"),
    [(2, 3, F(5, 9), F(275, 243)), (1, 3, F(2, 3), F(4, 3)), (1, 2, F(3, 4), F(9, 8)), (2, 1, 1, 1)],
)
def test_values_of_the_literature_and_by_hand(training, deployment, best, value):
    solution = memoryless_deceiver(MemorylessDeceiver(training, deployment))
    assert (solution.defection, solution.value, solution.exact) == (best, value, True)


def test_the_best_jumps_where_two_candidates_are_equally_good():
    """Always defecting is worth 1 whatever the discount; the maximum between overtakes it."""
    low, high = (memoryless_deceiver(MemorylessDeceiver(3, 4, discount=g)) for g in ("91/100", "911/1000"))
    assert (low.regime, high.regime) == ("always defects", "mixes")
    assert low.defection - float(high.defection) > 0.4
    assert low.pieces[0].stationary[0].kind == high.pieces[0].stationary[0].kind == "maximum"


def test_floats_in_floats_out():
    exact, rounded = (memoryless_deceiver(MemorylessDeceiver(3, 4, discount=g)) for g in (F(15, 16), 0.9375))
    assert not rounded.exact
    assert isinstance(rounded.value, float)
    assert rounded.value == pytest.approx(float(exact.value), rel=1e-15)
    assert rounded.by_signal == pytest.approx([float(x) for x in exact.by_signal], rel=1e-15)
    assert [one.gain for one in rounded.readings] == pytest.approx([float(one.gain) for one in exact.readings], abs=1e-14)


def test_long_training_is_solved_exactly():
    solution = memoryless_deceiver(MemorylessDeceiver(30, 40, discount="99/100"))
    rounded = memoryless_deceiver(MemorylessDeceiver(30, 40, discount=0.99))
    assert float(solution.value) == pytest.approx(rounded.value, rel=1e-14)
    assert float(solution.defection) == pytest.approx(rounded.defection, rel=1e-12)


@pytest.mark.parametrize(
    ("model", "regime"),
    [
        (MemorylessDeceiver(2, 3), "mixes"),
        (MemorylessDeceiver(2, 1), "always defects"),
        (MemorylessDeceiver(2, 3, overlap=2), "never defects"),
        (MemorylessDeceiver(2, 3, overlap=1), "indifferent"),
        (MemorylessDeceiver(0, 0), "indifferent"),
        (MemorylessDeceiver(2, 3, signal="a:1:0,b:0:1"), "defects by signal"),
    ],
)
def test_regimes(model, regime):
    solution = memoryless_deceiver(model)
    assert solution.regime == regime
    assert regime in REGIMES
    assert "regime" in str(solution)
    assert "regime" in solution._repr_html_()


def test_simulation_agrees():
    model, rng = MemorylessDeceiver(2, 3, "2/3", "1/4", "9/10"), np.random.default_rng(5)
    solution = memoryless_deceiver(model)
    acts = rng.random((200_000, 5)) < float(solution.defection)
    caught = (acts & (rng.random(acts.shape) < 2 / 3))[:, :2]
    unmodified = np.ones(acts.shape, dtype=bool)
    unmodified[:, 1] = ~caught[:, 0]
    unmodified[:, 2:] = ~caught.any(axis=1)[:, None]
    pay = np.where(acts & unmodified, 1, 0.25) @ 0.9 ** np.arange(5)
    assert pay.mean() == pytest.approx(float(solution.value), abs=5 * pay.std() / len(pay) ** 0.5)


# Signals.


def test_a_perfect_trigger_is_as_good_as_memory():
    solution = memoryless_deceiver(MemorylessDeceiver(2, 3, signal="a:1:0,b:0:1"))
    assert (solution.value, solution.by_signal, solution.survival) == (3, (0, 1), 1)
    assert (solution.defection, solution.defection_deployed) == (0, 1)


def test_useless_signals_change_nothing():
    solution = memoryless_deceiver(MemorylessDeceiver(2, 3, signal="a:1/3:1/3,b:2/3:2/3"))
    assert (solution.value, solution.by_signal) == (F(275, 243), (F(5, 9), F(5, 9)))
    assert [piece.signals for piece in solution.pieces] == [(0, 1)]


def test_overlap_above_one_and_signals_never_defects():
    solution = memoryless_deceiver(MemorylessDeceiver(2, 3, overlap=2, signal="a:3/4:1/4,b:1/4:3/4"))
    assert (solution.by_signal, solution.value) == ((0, 0), 10)
    assert [piece.signals for piece in solution.pieces] == [(0,), (1,)]


def test_equally_good_ends_are_all_reported():
    """Without deployment a signal that training never shows is worth nothing."""
    solution = memoryless_deceiver(MemorylessDeceiver(1, 0, signal="a:1:0,b:0:1"))
    assert solution.optima == ((1, 1),)
    never = memoryless_deceiver(MemorylessDeceiver(1, 0, overlap=2, signal="a:1:0,b:0:1"))
    assert never.optima == ((0, 0),)
    assert memoryless_deceiver(MemorylessDeceiver(2, 3, overlap=1)).optima == ((0,), (1,))


SIGNALS = [
    "a:3/4:1/4,b:1/4:3/4",
    "a:1/2:1/10,b:1/4:1/4,c:1/4:13/20",
    "a:9/10:1/2,b:1/10:1/2",
]


@settings(max_examples=25, deadline=None)
@given(
    st.builds(
        MemorylessDeceiver,
        training=st.integers(0, 3),
        deployment=st.integers(0, 3),
        modification=st.sampled_from((1, F(1, 2), 0)),
        overlap=st.sampled_from((0, F(1, 2), 2)),
        discount=st.sampled_from((1, F(4, 5))),
        signal=st.sampled_from(SIGNALS),
    )
)
def test_no_probabilities_for_signals_are_better_in_all_stories(model):
    """On a grid, and locally: the value is that of the stories, and no single probability can be moved for the better."""
    solution = memoryless_deceiver(model)
    rows = model.likelihoods

    def worth(xs):
        return returns_of_all_stories(model, [sum(row[phase] * x for row, x in zip(rows, xs, strict=True)) for phase in (0, 1)])

    value = float(solution.value)
    best = [float(x) for x in solution.by_signal]
    assert float(worth(best)) == pytest.approx(value, rel=1e-12, abs=1e-12)
    steps = [0, 0.5, 1] if len(rows) == 3 else [0, 0.25, 0.5, 0.75, 1]
    assert max(float(worth(xs)) for xs in itertools.product(steps, repeat=len(rows))) <= value + 1e-12
    for i, step in itertools.product(range(len(rows)), (-1e-3, 1e-3)):
        moved = [min(1, max(0, x + step * (i == j))) for j, x in enumerate(best)]
        assert float(worth(moved)) <= value + 1e-12


# Bad input.


@pytest.mark.parametrize(
    "model", [MemorylessDeceiver(modification=X), MemorylessDeceiver(discount=np.array([0.5, 1.0])), MemorylessDeceiver(2, X)]
)
def test_symbols_and_arrays_are_no_numbers(model):
    with pytest.raises(TypeError, match="for numbers, and this model holds arrays or symbols"):
        memoryless_deceiver(model)


def test_too_long_training_is_an_error():
    with pytest.raises(ValueError, match="training must be at most 400 episodes to be solved exactly, got 401"):
        memoryless_deceiver(MemorylessDeceiver(401, 3))
