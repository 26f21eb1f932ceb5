"""POWER against formulas derived by hand and sampled objectives, and its two exact methods against each other."""

import itertools
from fractions import Fraction

import networkx
import numpy as np
import pytest
import sympy

from toymodels.domains import with_fields
from toymodels.facts import facts
from toymodels.models.power import Power
from toymodels.small_worlds import WORLDS, world_of
from toymodels.solvers.lassos import lassos
from toymodels.solvers.power import REGIMES, SAMPLING, SIMPLICES, TREE, least_share, power
from toymodels.solvers.power_formulas import power_formulas
from toymodels.solvers.sampled_power import sampled_power
from toymodels.solvers.simplex_power import simplex_power
from toymodels.solvers.tree_power import branches_like_a_tree, reached, tree_power

F = Fraction
LADDER = ", ".join(f"{i}>{i + 1}, {i + 1}>{i}" for i in range(9))
DISCOUNTS = [0, F(1, 3), F(1, 2), F(9, 10), 1]


def by_value_iteration(graph, start, discount, exponent, count, rng):
    """The mean of ((1 - γ)/γ) (V - R) and the shares of optimal first moves, with V from its fixed point; shares no code."""
    nodes = list(graph)
    matrix = networkx.to_numpy_array(graph, nodes) > 0
    matrix |= np.diag(~matrix.any(axis=1))
    reward = rng.random((count, len(nodes), exponent)).max(axis=2)
    value = np.zeros_like(reward)
    for _ in range(int(12 / (1 - discount))):
        value = reward + discount * np.where(matrix[None], value[:, None, :], -np.inf).max(axis=2)
    s = nodes.index(start)
    best = value[:, matrix[s]].max(axis=1)
    shares = {nodes[t]: (value[:, t] >= best - 1e-6).mean() for t in np.flatnonzero(matrix[s])}
    return ((1 - discount) / discount * (value[:, s] - reward[:, s])).mean(), shares


@pytest.mark.parametrize("discount", DISCOUNTS)
def test_the_world_wait_as_derived_by_hand(discount):
    found = power(Power("wait", discount))
    assert found.power == F(2, 3) + F(discount) ** 2 / 12
    assert found.chances["wait"] == found.value == F(1, 2) + F(discount) / 6
    assert (found.myopic_power, found.patient_power) == (F(2, 3), F(3, 4))
    assert (found.method, found.error, found.least_share) == (TREE, 0, F(2, 3))


def test_squared_rewards_at_a_discount_of_twelve_percent_do_not_give_ninety_one_percent():
    """P(candy < (1 - γ) R + γ M) with E R² = 1/2, E R = 2/3, E M = 4/5, E M² = 2/3 for distribution functions x² and x⁴."""
    g = F(12, 100)
    by_hand = (1 - g) ** 2 / 2 + 2 * g * (1 - g) * F(2, 3) * F(4, 5) + g**2 * F(2, 3)
    found = power(Power("wait", discount=g, exponent=2))
    assert found.value == by_hand
    assert float(by_hand) == pytest.approx(0.509, abs=5e-4)
    assert (found.myopic_power, found.patient_power) == (F(4, 5), F(6, 7))
    assert found.formulas[0]["value"] == str(sympy.sympify("1/2 + discount/15 + discount**2/10").as_expr())


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_terminal_choices(count):
    star = networkx.DiGraph([("start", i) for i in range(count)])
    found = power(Power(star, discount="1/3"))
    assert found.power == F(count, count + 1)
    assert set(found.chances.values()) == {F(1, count)}
    assert found.regime == ("no choice" if count == 1 else "as many accept as avoid it" if count == 2 else "most avoid it")
    assert power(Power(star, discount="1/3", exponent=2)).power == F(2 * count, 2 * count + 1)


@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.parametrize("exponent", [1, 2])
@pytest.mark.parametrize("discount", [F(1, 3), F(4, 5)])
def test_all_worlds_against_sampled_objectives(name, exponent, discount):
    world = WORLDS[name]
    graph = networkx.DiGraph(world.moves)
    rng = np.random.default_rng(5)
    mean, shares = by_value_iteration(graph, "start", float(discount), exponent, 3000, rng)
    found = power(Power(name, discount, exponent))
    assert isinstance(found.power, F)
    assert float(found.power) == pytest.approx(mean, abs=0.02)
    assert {move: float(chance) for move, chance in found.chances.items()} == pytest.approx(shares, abs=0.04)


@pytest.mark.parametrize(
    ("name", "exponent", "discount"),
    [
        *itertools.product(["wait", "choices"], [1, 2], DISCOUNTS),
        *itertools.product(["shutdown"], [1], [0, F(3, 5), 1]),
        ("wait", 3, F(2, 3)),
    ],
)
def test_both_exact_methods_agree_where_both_apply(name, discount, exponent):
    world = WORLDS[name]
    ways = lassos(world, "start", discount, 100)
    assert simplex_power(world, "start", exponent, ways) == tree_power(world, "start", F(discount), exponent)


def test_rooms_by_hand():
    """At γ = 0 the best of two; at γ = 1 the cell C or the best of H, (H + K)/2 and (H + G)/2: max(H, (H + max(K, G))/2).

    For Y the second, P(Y <= y) = ∫_0^y min(1, 2y - h)² dh. Avoidance has the chance E Y, and POWER is 1 - ∫ y P(Y <= y) dy.
    """
    y, h = sympy.symbols("y h", positive=True)
    low = sympy.integrate((2 * y - h) ** 2, (h, 0, y))
    high = sympy.integrate((2 * y - h) ** 2, (h, 2 * y - 1, y)) + 2 * y - 1
    half = sympy.Rational(1, 2)
    chance = 1 - sympy.integrate(low, (y, 0, half)) - sympy.integrate(high, (y, half, 1))
    patient = 1 - sympy.integrate(y * low, (y, 0, half)) - sympy.integrate(y * high, (y, half, 1))
    found = power(Power("rooms", discount=1))
    assert (found.value, found.power) == (F(str(chance)), F(str(patient)))
    assert power(Power("rooms", discount=0)).power == F(2, 3)
    assert found.method == SIMPLICES
    assert (found.least_share, found.formulas) == (None, ())


@pytest.mark.parametrize("state", ["hall", "kitchen", "cell"])
def test_states_in_circles_against_sampled_objectives(state):
    graph = networkx.DiGraph(WORLDS["rooms"].moves)
    mean, shares = by_value_iteration(graph, state, 0.6, 1, 4000, np.random.default_rng(8))
    found = power(Power("rooms", discount="3/5"))
    assert float(found.powers[state]) == pytest.approx(mean, abs=0.02)
    rows = {row["move"]: float(row["optimal_for"]) for row in found.choices if row["state"] == state}
    assert rows == ({} if len(shares) == 1 else pytest.approx(shares, abs=0.04))


def test_at_discount_one_two_moves_to_the_same_best_circle_are_both_optimal():
    found = power(Power("start>a, start>b, a>a, a>b, b>b, b>a", discount=1))
    assert sum(found.chances.values()) == 2
    assert power(Power("start>a, start>b, a>a, a>b, b>b, b>a", discount="1/2")).chances == {"a": F(1, 2), "b": F(1, 2)}


@pytest.mark.parametrize("discount", [F(0), F(1, 7), F(2, 5), F(1, 2), F(5, 8), F(1)])
@pytest.mark.parametrize("name", ["wait", "shutdown", "corrigible"])
def test_formulas_hold_where_they_say(name, discount):
    world = WORLDS[name]
    rows = power_formulas(world, "start", 1)
    assert (rows[0].low, rows[-1].high) == (0, 1)
    assert all(row.high == following.low for row, following in itertools.pairwise(rows))
    assert all(row.low < row.high for row in rows)
    exact = tree_power(world, "start", discount)
    for row in rows:
        if row.low <= discount <= row.high:
            formulas = [sympy.sympify(text).subs("discount", sympy.Rational(discount)) for text in (row.power, row.avoiding)]
            assert [F(str(value)) for value in formulas] == [exact.power, 1 - exact.chances[world.ways("start")[0]]]


def test_a_large_world_is_sampled_with_its_own_error():
    model = Power(LADDER, discount="1/2", samples=2000, seed=3)
    found = power(model)
    assert (found.method, found.patient_power) == (SAMPLING, None)
    assert 0 < found.error < 0.03
    mean, shares = by_value_iteration(networkx.DiGraph(world_of(LADDER).moves), "4", 0.5, 1, 8000, np.random.default_rng(1))
    assert found.powers["4"] == pytest.approx(mean, abs=5 * found.error)
    assert {row["move"]: row["optimal_for"] for row in found.choices if row["state"] == "4"} == pytest.approx(shares, abs=0.06)
    assert power(model).powers == found.powers
    assert power(with_fields(model, seed=4)).powers != found.powers


def test_a_large_world_has_no_limit_that_could_be_sampled():
    with pytest.raises(ValueError, match=r"discount must be below 1 for a world as large as .* which is sampled, got 1"):
        power(Power(LADDER, discount=1))


def test_a_world_too_large_to_be_sampled_is_refused():
    with pytest.raises(ValueError, match="must have at most 100 states, got 101"):
        power(Power(networkx.complete_graph(101, networkx.DiGraph)))


def test_layers_that_meet_again_are_walked_once():
    layers = [[f"{depth}.{place}" for place in range(9)] for depth in range(12)]
    moves = [(a, b) for upper, lower in itertools.pairwise([["start"], *layers]) for a in upper for b in lower]
    world = world_of(", ".join(map(">".join, moves)))
    assert max(reached(world, "start").values()) == 12


def test_a_world_with_too_many_ways_is_sampled():
    graph = networkx.complete_graph(7, networkx.DiGraph)
    assert lassos(world_of(",".join(f"{a}>{b}" for a, b in graph.edges)), "0", F(1, 2), 100) is None
    assert power(Power(graph, samples=500)).method == SAMPLING


def test_a_deep_tree_is_sampled():
    deep = world_of(", ".join(f"s{i}>s{i + 1}, s{i}>t{i}" for i in range(9)))
    assert branches_like_a_tree(deep, "s0")
    assert power(Power(deep, samples=500)).method == SAMPLING


def test_sampling_agrees_with_the_exact_answer():
    exact = power(Power("rooms", discount="9/10", exponent=3))
    found = sampled_power(WORLDS["rooms"], 0.9, 3, 8000, np.random.default_rng(2))
    assert found.powers == pytest.approx({state: float(x) for state, x in exact.powers.items()}, abs=5 * found.error)


def test_floats_give_floats_of_the_same_numbers():
    found, exact = power(Power("wait", discount=0.5)), power(Power("wait", discount="1/2"))
    assert isinstance(found.power, float)
    assert (found.power, found.value) == (float(exact.power), float(exact.value))


@pytest.mark.parametrize(
    ("moves", "state", "expected"),
    [
        ("a>b, a>c", "a", True),
        ("a>b, a>c, b>d, c>d", "a", False),
        ("a>b, b>a", "a", False),
        ("a>a", "a", True),
        ("a>a, a>b", "a", False),
        ("a>b, b>b, b>c", "a", False),
    ],
)
def test_trees(moves, state, expected):
    world = world_of(moves)
    assert branches_like_a_tree(world, state) is expected
    assert (least_share(world, state) is None) is not expected


def test_steps_to_states():
    assert reached(world_of("a>b, b>c, c>a, a>d"), "a") == {"b": 1, "d": 1, "c": 2, "a": 3}


def test_the_regime_says_what_most_objectives_do():
    accepted = power(Power("start>many, start>off, many>a, many>b, many>c"))
    assert (accepted.regime, accepted.least_share) == ("most accept it", 0)
    assert {accepted.regime, "most avoid it", "no choice"} <= set(REGIMES)


def test_results_show_themselves():
    found = power(Power("wait"))
    assert "most avoid it" in str(found)
    assert found._repr_html_().startswith("<table>")
    assert facts(found)["choices"][0]["move"] == "candy"


@pytest.mark.parametrize(("name", "value"), [("discount", sympy.Symbol("g")), ("seed", np.array([1, 2]))])
def test_what_is_no_number_is_refused(name, value):
    with pytest.raises(TypeError, match=f"{name} must be one number, got"):
        power(Power("wait", **{name: value}))
