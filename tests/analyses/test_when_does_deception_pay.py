"""The analysis of when deception pays, against sums written out here and against brute force over all plans."""

import functools
import itertools
import re
from fractions import Fraction

import pytest

import toymodels as tm
from tests.analyses.loading import loaded, readme, table_cells

README = readme("when-does-deception-pay")
PROBABILITIES = [Fraction(n, 4) for n in range(5)]


run = loaded("when-does-deception-pay")
cells = functools.partial(table_cells, "when-does-deception-pay")


def worth(deployment, discount=1, *, agreement=0, monitoring=0):
    """What deployment is worth: a win in every conflict that is reached unmodified, summed episode by episode."""
    unmodified, total = Fraction(1), Fraction(0)
    for episode in range(deployment):
        total += discount**episode * unmodified * (1 - agreement)
        unmodified *= 1 - monitoring * (1 - agreement)
    return total


def strength(training, deployment, modification, discount=1, *, agreement=0, monitoring=0):
    return modification * discount**training * worth(deployment, discount, agreement=agreement, monitoring=monitoring)


# The answer.


@pytest.mark.parametrize(("training", "deployment"), [(1, 1), (1, 3), (2, 2), (2, 3)])
@pytest.mark.parametrize("monitoring", [Fraction(0), Fraction(1, 2)])
def test_deceiving_is_optimal_iff_the_inequality_of_the_first_line_holds(training, deployment, monitoring):
    for p, g, agreement in itertools.product(PROBABILITIES, PROBABILITIES, PROBABILITIES[:-1]):
        game = tm.EpisodeGame(training, deployment, p, discount=g, deployment_agreement=agreement, monitoring=monitoring)
        deceives = strength(training, deployment, p, g, agreement=agreement, monitoring=monitoring) >= 1
        assert (tm.plan_enumeration(game).deceptive_episodes == training) == deceives
        if g == 1 and monitoring == 0:
            assert deceives == (p * deployment * (1 - agreement) >= 1)


def test_the_first_line_is_the_answer():
    assert README.splitlines()[0].startswith("# Deceiving pays iff p gᵀ u₀ ≥ 1")
    assert "p D (1 − α) ≥ 1" in README.splitlines()[0]


# What each parameter does.


@pytest.mark.parametrize("name", ["overlap", "training_agreement"])
def test_payoff_overlap_and_agreement_in_training_leave_the_policy_as_it_is(name):
    for p, g in itertools.product(PROBABILITIES, PROBABILITIES[:-1]):
        plans = {
            tm.backward_induction(tm.EpisodeGame(4, 3, p, discount=g, **{name: value})).plan for value in PROBABILITIES[:-1]
        }
        assert len(plans) == 1


def test_monitoring_never_deters_a_deployed_optimizer():
    for q, g, agreement in itertools.product(PROBABILITIES, PROBABILITIES, PROBABILITIES[:-1]):
        game = tm.EpisodeGame(2, 6, discount=g, deployment_agreement=agreement, monitoring=q)
        solution = tm.backward_induction(game)
        assert all("A" in solution.optimal_actions(episode) for episode in range(2, 8))


def test_monitoring_as_strict_as_training_leaves_nothing_to_deceive_for():
    for p, q, g, agreement in itertools.product(PROBABILITIES, repeat=4):
        if q >= p:
            for training, deployment in [(1, 1), (1, 40), (3, 40)]:
                most = strength(training, deployment, p, g, agreement=agreement, monitoring=q)
                assert most < 1 or (most == p == q == g == 1 and agreement == 0)


def test_half_is_not_patient_enough():
    for deployment in (1, 2, 10, 200):
        assert strength(1, deployment, modification=1, discount=Fraction(1, 2)) < 1
    assert strength(1, 200, modification=1, discount=Fraction(51, 100)) > 1


# The numbers of the tables.


def test_thresholds_are_where_the_inequality_turns():
    T, D, p, g = 2, 3, Fraction(3, 4), Fraction(9, 10)
    assert tm.EpisodeGame(T, D, p, discount=g) == run.EXAMPLE
    rows = {name: text for name, _, text in cells("thresholds")}
    assert strength(6, D, p, g) >= 1 > strength(7, D, p, g)
    assert rows["training"] == "at or below 6"
    assert strength(T, 2, p, g) >= 1 > strength(T, 1, p, g)
    assert rows["deployment"] == "at or above 2"
    least = 1 / strength(T, D, 1, g)
    assert rows["modification"] == f"at or above {least}, {float(least):.6f}"
    assert rows["deployment_agreement"] == f"at or below {1 - least / p}, {float(1 - least / p):.6f}"
    step = Fraction(1, 2 * 10**6)
    discount = Fraction(re.search(r"0\.\d+", rows["discount"]).group())
    assert strength(T, D, p, discount - step) < 1 <= strength(T, D, p, discount + step)
    monitoring = Fraction(re.search(r"0\.\d+", rows["monitoring"]).group())
    assert rows["overlap"] == rows["training_agreement"] == "everywhere"
    low, high = (strength(T, D, p, g, monitoring=monitoring + s) for s in (step, -step))
    assert low < 1 <= high


def test_overlaps_are_what_the_sums_say():
    for name, share, least, regime, value in cells("overlap"):
        x = Fraction(share)
        unmodified = worth(10, agreement=x if name == "deployment_agreement" else 0)
        needed = 1 / unmodified
        assert least == ("none" if needed > 1 else str(needed))
        assert regime == ("deceptive" if needed <= Fraction(1, 2) else "defects")
        if regime == "deceptive":
            expected = {"overlap": 5 * x + 10, "training_agreement": 5 * x + 10, "deployment_agreement": 10}[name]
        else:  # an A every time, half of them followed by modification
            reached = Fraction(1, 2) ** 5
            expected = sum(Fraction(1, 2) ** n for n in range(5)) + 10 * x + reached * 10 * (1 - x)
        assert Fraction(value.split(",")[0]) == expected


def test_monitoring_is_what_the_sums_say():
    for monitoring, left, ten, thousand, plan, regime in cells("monitoring"):
        q = Fraction(monitoring)
        most = worth(10, monitoring=q)
        assert (left, ten) == (f"{float(most):.4f}", f"{float(1 / most):.4f}")
        assert thousand == f"{float(1 / worth(1000, monitoring=q)):.4f}"
        assert (plan, regime) == (("`BBBBBAAAAAAAAAA`", "deceptive") if most >= 2 else ("`AAAAAAAAAAAAAAA`", "defects"))


def test_longer_training_is_what_the_recursion_says():
    for length, plan, regime, chance, value in cells("training"):
        training = int(length)
        game = tm.EpisodeGame(training, 10, Fraction(1, 4), discount=Fraction(9, 10))
        solution = tm.backward_induction(game)
        assert plan == f"`{'A' * max(0, training - 4)}{'B' * min(4, training)}`" == f"`{solution.plan[:training]}`"
        assert regime == ("deceptive" if training <= 4 else "partly deceptive")
        assert chance == f"{1 - 0.75 ** max(0, training - 4):.4f}"
        assert value == f"{float(solution.value):.4f}"


def test_discounts_are_roots_to_ten_digits():
    half = Fraction(1, 2 * 10**10)
    for training, *row in cells("discount"):
        T = int(training)
        for D, printed in zip((1, 2, 3, 10, 100), row[:-1], strict=True):
            g = Fraction(printed)
            assert strength(T, D, 1, g - half) < 1 <= strength(T, D, 1, min(g + half, Fraction(1)))
        limit = Fraction(row[-1])
        assert (limit - half) ** T + limit - half < 1 < (limit + half) ** T + limit + half
