"""The analysis of auditing, against plans and strategies enumerated here and the stages of a game solved here."""

import functools
import itertools
import math
from fractions import Fraction

import pytest

import toymodels as tm
from tests.analyses.loading import loaded, readme, table_cells

README = readme("how-much-auditing")
TENTH = Fraction(1, 10)


run = loaded("how-much-auditing")
cells = functools.partial(table_cells, "how-much-auditing")


def worth(plan, audits, D, g, p, b):
    """What a plan of As (1) and Bs (0) is worth if episodes are audited with these probabilities, in the order of play."""
    total, alive = 0, Fraction(1)
    for t, (act, q) in enumerate(zip(plan, audits, strict=True)):
        total += act * alive * g**t * (1 - q * b)
        alive *= 1 - act * q * p
    return total + alive * sum(g ** (len(plan) + j) for j in range(D))


def best(audits, D, g=Fraction(1), p=1, b=0):
    """What the best of all plans is worth, and the one of Bs alone."""
    plans = itertools.product((0, 1), repeat=len(audits))
    return max(worth(plan, audits, D, g, p, b) for plan in plans), worth((0,) * len(audits), audits, D, g, p, b)


def seen_worth(T, D, k):
    """The value of training with k audits that are seen, by its recursion: what B and A are worth in equilibrium."""
    values = [Fraction(D)] * (k + 1)
    for _ in range(T):
        rows = [(values[j - 1], Fraction(1), values[j], 1 + values[j]) for j in range(1, k + 1)]
        values = [values[0] + 1, *(mixed_value(*row) for row in rows)]
    return values[k]


def mixed_value(seen_b, seen_a, unseen_b, unseen_a):
    """The value of a game of two by two to the column player, A or B, where the row player audits or not."""
    if seen_a >= seen_b:
        return seen_a
    q = (unseen_a - unseen_b) / ((unseen_a - unseen_b) + (seen_b - seen_a))
    return q * seen_a + (1 - q) * unseen_a


def secret_worth(T, D, k):
    """The value with k secret audits, in floats, as a matrix game: a set of audited episodes against a set of As."""
    import numpy as np
    from scipy.optimize import linprog

    plans = list(itertools.product((0, 1), repeat=T))
    schedules = [[int(t in chosen) for t in range(T)] for chosen in itertools.combinations(range(T), k)]
    table = np.array([[float(worth(plan, audits, D, Fraction(1), 1, 0)) for audits in schedules] for plan in plans])
    bounds = [(0, None)] * len(schedules) + [(None, None)]
    rows = np.hstack([table, -np.ones((len(plans), 1))])
    equation = [[1.0] * len(schedules) + [0.0]]
    found = linprog([0.0] * len(schedules) + [1.0], rows, [0.0] * len(plans), equation, [1.0], bounds)
    return found.fun


def stages(n, m, beta, a):
    """V, -I, the first probabilities of an inspection and a violation, and the chance to be caught, stage by stage."""
    known = {}
    for i in range(n + 1):
        known[i, 0] = (float(i > 0), float(i > 0), 0.0, float(i > 0), 0.0)
        for j in range(1, m + 1):
            if j >= i:
                known[i, j] = (0.0,) * 5
                continue
            v1, c1, _, _, k1 = known[i - 1, j - 1]
            v0, c0, _, _, k0 = known[i - 1, j]
            q = (1 - v0) / (1 - v0 + v1 + beta)
            r = (c1 - c0) / (c1 - c0 + 1 - a)
            caught = r * q + (1 - r) * (q * k1 + (1 - q) * k0)
            known[i, j] = (1 - q - q * beta, r + (1 - r) * c0, q, r, caught)
    return known[n, m]


def test_the_first_line_is_the_answer():
    first = README.splitlines()[0]
    assert "with probability 1/(b + p gⁱ (1 + … + g^(D−1))) deters" in first
    assert "in the last episode with probability c/(1 − a)" in first


# With commitment.


@pytest.mark.parametrize("D", [1, 2, 5])
@pytest.mark.parametrize("g", [Fraction(1), Fraction(9, 10), Fraction(3, 5)])
@pytest.mark.parametrize(("p", "b"), [(1, 0), (Fraction(1, 2), 0), (1, Fraction(1, 2)), (Fraction(1, 3), 1), (0, 2)])
def test_no_plan_is_better_than_bs_exactly_from_the_least_probabilities_on(D, g, p, b):
    least = [run.least_probability(i, D, g, p, b) for i in (4, 3, 2, 1)]
    if None in least:
        top, plain = best([1] * 4, D, g, p, b)
        assert top > plain
        return
    top, plain = best(least, D, g, p, b)
    assert top == plain
    for t in range(4):
        top, plain = best([q - Fraction(1, 1000) if s == t else 1 for s, q in enumerate(least)], D, g, p, b)
        assert top > plain


@pytest.mark.parametrize("g", [Fraction(1), Fraction(99, 100), Fraction(9, 10)])
def test_an_audited_episode_is_one_of_the_episode_game(g):
    for i, D in itertools.product((1, 5, 30), (2, 10, 40)):
        found = tm.deception_threshold(tm.EpisodeGame(i, D, discount=g), "modification")
        assert run.least_probability(i, D, g) == (found.value if found.status == "threshold" else None)


def test_probabilities_are_inverse_sums():
    columns = ((1, 1), (0.99, 1), (0.99, 30), (0.9, 1), (0.9, 10))
    for D, *row in cells("probability"):
        horizon = 5000 if D == "∞" else int(D)
        for (g, i), cell in zip(columns, row, strict=True):
            lost = sum(g ** (i + j) for j in range(horizon))
            last = 0 if D == "∞" and g == 1 else 1 / lost
            assert cell == (f"{last:.4f}" if lost >= 1 - 1e-12 else "none")


def test_penalties_add_to_what_is_lost():
    for b, *row in cells("penalty"):
        for D, cell in zip((0, 1, 3, 10, 100), row, strict=True):
            lost = float(Fraction(b)) + sum(0.9 ** (10 + j) for j in range(D))
            assert cell == (f"{1 / lost:.4f}" if lost >= 1 else "none")


def test_numbers_are_sums_and_closed_forms():
    for T, plain, *others in cells("number"):
        assert plain == f"{int(T) / 10:.3f}"
        for (g, b), fitted, flat in zip(((0.99, 0), (0.9, 0), (0.9, 1)), others[::2], others[1::2], strict=True):
            lost = [b + sum(g ** (i + j) for j in range(10)) for i in range(1, int(T) + 1)]
            if lost[-1] < 1:
                assert fitted == flat == "none"
                continue
            assert (fitted, flat) == (f"{sum(1 / x for x in lost):.3f}", f"{int(T) / lost[-1]:.3f}")
            if b == 0:
                assert fitted == f"{(g ** -int(T) - 1) / (1 - g**10):.3f}"


def test_the_limits_of_the_number():
    almost = run.audits_in_all(7, 10, Fraction(10**6 - 1, 10**6), Fraction(1, 2))
    assert float(almost) == pytest.approx(7 / 5, rel=1e-4)
    endless = run.audits_in_all(7, 10**4, Fraction(9, 10))
    assert float(endless) == pytest.approx(0.9**-7 - 1)


# With a budget.


def test_values_with_a_budget_are_those_of_the_matrix_game_and_of_the_recursion():
    for k, secret, seen, price in cells("budget"):
        value = seen_worth(6, 3, int(k))
        assert float(secret) == pytest.approx(secret_worth(6, 3, int(k)), abs=5e-5)
        assert seen == f"{float(value):.4f}"
        assert price == f"{float(value) - float(secret):.4f}"


def test_what_being_watched_costs():
    for D, secret, seen, price in cells("watched"):
        k = math.ceil(12 / int(D))
        total = sum(math.comb(12, i) * (int(D) - 1) ** (k - i) for i in range(k + 1))
        assert (secret, seen, price) == (str(k), "12", f"{math.comb(12, k + 1) / total:.4f}")
        assert float(price) == pytest.approx(float(seen_worth(12, int(D), k) - int(D)), abs=5e-5)
    assert seen_worth(9, 5, 1) - 5 == Fraction(9 * 8, 2 * (9 + 5 - 1))


def test_a_penalty_is_like_further_deployment():
    """With p = g = 1: every plan is worth as much more than the one of Bs against any set of audits."""
    for audits in itertools.product((0, 1), repeat=4):
        for plan in itertools.product((0, 1), repeat=4):
            assert worth(plan, audits, 2, Fraction(1), 1, 3) - 2 == worth(plan, audits, 5, Fraction(1), 1, 0) - 5


# Without commitment.


def test_one_episode_has_one_equilibrium_which_costs_more_than_commitment():
    for x, audited, defects, committed, uncommitted, price in cells("episode"):
        lost, c = Fraction(x), TENTH
        q, r = 1 / lost, c
        assert 1 - q * lost == 0  # A is worth what B is worth
        assert c + 0 * r == 1 * r  # an audit costs what none costs
        assert (audited, defects) == (f"{float(q):.4f}", f"{float(r):.4f}")
        bound = min(c * s if s * lost >= 1 else 1 - s * (1 - c) for s in (Fraction(j, 300) for j in range(301)))
        assert float(bound) == pytest.approx(float(c * q), abs=1 / 2999)
        assert bound >= c * q
        assert (committed, uncommitted) == (f"{float(c * q):.4f}", f"{float(r):.4f}")
        assert price == f"{float(r - c * q):.4f}"


@pytest.mark.parametrize(("a", "p"), [(0, 1), (Fraction(1, 2), Fraction(1, 3))])
def test_no_strategy_of_the_auditor_is_better_than_another_in_equilibrium(a, p):
    """Every plan of audits costs it the same, C_T: the sum of the probabilities of an A."""
    chances = run.uncommitted(4, a=a, p=p)[::-1]
    for audits in itertools.product((0, 1), repeat=4):
        cost, alive = 0, Fraction(1)
        for audit, r in zip(audits, chances, strict=True):
            cost += alive * (TENTH + a * r if audit else r)
            alive *= 1 - p * r * audit
        assert cost == sum(chances)


def test_no_strategy_of_the_optimizer_is_better_than_another_in_equilibrium():
    g, p, b = Fraction(9, 10), Fraction(1, 2), 1
    audits = [run.least_probability(i, 10, g, p, b) for i in (4, 3, 2, 1)]
    assert len({worth(plan, audits, 10, g, p, b) for plan in itertools.product((0, 1), repeat=4)}) == 1


def test_costs_over_training():
    for T, defects, committed, uncommitted, price, caught in cells("training"):
        cost, free = 0.0, 1.0
        for _ in range(int(T)):
            r = 0.1 / (1 + cost)
            cost, free = cost + r, free * (1 - r / 10)
        assert (defects, committed) == (f"{r:.4f}", f"{int(T) / 100:.4f}")
        assert (uncommitted, price, caught) == (f"{cost:.4f}", f"{cost - int(T) / 100:.4f}", f"{1 - free:.4f}")
        assert cost >= math.sqrt(1 + 0.2 * int(T)) - 1


@pytest.mark.parametrize(("p", "a", "b"), [(1, 0, 0), (1, 0, 2), (Fraction(1, 2), Fraction(1, 4), 1)])
def test_from_where_on_to_invite_a_first_defection_is_cheaper_than_to_deter(p, a, b):
    x, c = b + p * Fraction(3), TENTH
    for T in range(1, 120):
        later = c * (T - 1) / x
        first = (c + a + (1 - p) * later) / x + (1 - 1 / x) * (1 + later)
        assert (first < c / x + later) == (x * (x - 1 + a) / (p * c) < T - 1)


def test_where_a_deployed_defection_costs_enough_the_auditor_had_rather_not_deter():
    """At the probability that deters, B costs c/x + K, and an A less iff x < 1 - a + p K."""
    c, a = TENTH, Fraction(1, 4)
    for p, D, K in itertools.product((1, Fraction(1, 2)), (3, 4, 10), range(12)):
        x = Fraction(p * D)
        if x > 1:
            q = 1 / x
            defection = q * (c + a + (1 - p) * K) + (1 - q) * (1 + K)
            assert (defection < c * q + K) == (x < 1 - a + p * K)


# A budget without commitment.


def test_penalties_are_those_of_the_stages():
    for beta, *row in cells("penalties"):
        value, cost, audit, violation, caught = stages(20, 5, int(beta), 0.5)
        numbers = (audit, violation, value, cost, cost - value, caught)
        assert [float(cell) for cell in row] == pytest.approx(numbers, abs=6e-5)
        assert float(row[4]) == pytest.approx((0.5 + int(beta)) * caught, abs=6e-5)


def test_shares_are_those_of_the_stages_and_within_their_limits():
    for share, *row in cells("stages"):
        x, numbers = Fraction(share), [float(cell) for cell in row]
        limits = [max(0.0, float(1 - 4 * x)), float(1 - x / 2)]
        assert numbers[6:] == pytest.approx(limits, abs=6e-5)
        for n, value, cost in zip((8, 80, 296), numbers[:6:2], numbers[1:6:2], strict=True):
            m = int(x * n)
            if n < 200:
                assert (value, cost) == pytest.approx(stages(n, m, 3, 0.5)[:2], abs=6e-5)
            sums = [sum(math.comb(n, i) * Fraction(b) ** (m - i) for i in range(m + 1)) for b in (3, Fraction(-1, 2))]
            assert (value, cost) == pytest.approx([float(math.comb(n - 1, m) / each) for each in sums], abs=6e-5)
            assert value >= limits[0]
            assert cost <= limits[1]


def test_the_limits_are_come_near():
    at = [float(cell) for cell in cells("stages")[1][1:]]
    assert at[0] > at[2] > at[4] > at[6]
    assert at[1] < at[3] < at[5] < at[7]
