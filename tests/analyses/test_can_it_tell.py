"""The analysis of what sight is worth, against sums over lengths of training and closed forms written out here."""

import functools
import itertools
import math
from dataclasses import replace
from fractions import Fraction

import pytest

import toymodels as tm
from tests.analyses.loading import loaded, readme, table_cells
from toymodels.signals import lengths_by_hazards

README = readme("can-it-tell")
ACCURACIES = [Fraction(1, 2), Fraction(3, 5), Fraction(4, 5), Fraction(1)]
CLOSE = Fraction(1, 2 * 10**4)


run = loaded("can-it-tell")
cells = functools.partial(table_cells, "can-it-tell")


def ahead(episodes, h, p, g):
    """What lies ahead after a training episode if A is always played: a mean over how much longer training lasts."""
    total = Fraction(0)
    for longer in range(episodes):
        chance = (1 - h) ** longer * (h if longer < episodes - 1 else 1)
        total += chance * sum(g**t * (1 - p) ** min(t - 1, longer) for t in range(1, episodes))
    return total


def ahead_in_floats(*numbers):
    episodes, *others = numbers
    return ahead(episodes, *map(float, others))


def detector(accuracy):
    return {"detection": accuracy, "false_alarm": 1 - accuracy}


def shown(*values):
    return [f"{float(value):.4f}" for value in values]


# The answer.


@pytest.mark.parametrize("episodes", [1, 2, 4, 6])
@pytest.mark.parametrize("g", [Fraction(1), Fraction(4, 5)])
def test_it_holds_back_iff_the_inequality_of_the_first_line_holds_at_any_accuracy(episodes, g):
    for h, p in itertools.product([Fraction(1, 10), Fraction(1, 2), Fraction(1)], [Fraction(n, 5) for n in range(6)]):
        X = ahead(episodes, h, p, g)
        for accuracy in ACCURACIES:
            solution = tm.solve(tm.HiddenDeployment(episodes, h, p, discount=g, **detector(accuracy)))
            assert (solution.value > 1 + (1 - p) * X) == (p * X > 1)
            if p * X < 1:
                assert (solution.regime, solution.value_of_information) == ("defects throughout", 0)
            if p * X > 1:
                assert solution.regime != "defects throughout"


def test_what_lies_ahead_is_what_the_sum_says():
    for N, h, p, g in itertools.product([1, 2, 7], [0, Fraction(1, 3), 1], [0, Fraction(1, 4), 1], [Fraction(9, 10), 1]):
        assert run.ahead(tm.HiddenDeployment(N, h, p, discount=g)) == ahead(N, h, p, g)
    assert float(run.endless_ahead(*map(Fraction, ("1/5", "1/2", "1/3")))) == pytest.approx(
        float(ahead(60, Fraction(1, 5), Fraction(1, 3), Fraction(1, 2)))
    )


def test_the_first_line_is_the_answer():
    assert "at any accuracy, from none to perfect, it does iff p X > 1" in README.splitlines()[0]


def test_least_modifications_are_where_the_inequality_turns():
    half = Fraction(1, 2 * 10**6)
    for hazard, ten, hundred, *endless in cells("start"):
        h = Fraction(hazard)
        for N, printed in ((10, ten), (100, hundred)):
            if printed == "none":
                assert ahead(N, h, Fraction(1), Fraction(9, 10)) <= 1
            else:
                low, high = Fraction(printed) - half, Fraction(printed) + half
                reaches = [float(p * ahead_in_floats(N, h, p, Fraction(9, 10))) for p in (low, high)]
                assert reaches[0] <= 1 <= reaches[1]
        for g, printed in zip((Fraction(9, 10), Fraction(3, 4), Fraction(99, 100)), endless, strict=True):
            if printed == "none":
                assert g * h <= (1 - g) * (1 - g + g * h)
            else:
                low, high = Fraction(printed) - half, Fraction(printed) + half
                assert low * g * h <= (1 - g) * (1 - g + g * h) <= high * g * h
                assert low * run.endless_ahead(h, g, low) <= 1 <= high * run.endless_ahead(h, g, high)


# When it stops holding back.


def test_without_a_detector_the_belief_is_one_minus_one_over_p_x():
    for h, p, g in itertools.product([Fraction(1, 10), Fraction(1, 2)], [Fraction(1, 3), Fraction(1)], [Fraction(9, 10), 1]):
        solution = tm.solve(tm.HiddenDeployment(7, h, p, discount=g))
        reach = [p * ahead(left, h, p, g) for left in range(7, 0, -1)]
        assert list(solution.thresholds) == [1 - 1 / x if x > 1 else 0 for x in reach]
        assert solution.myopic_thresholds == solution.thresholds
        assert sum(solution.probes) == 0


def test_with_a_detector_it_wants_to_be_surer():
    beliefs = [tm.solve(run.with_accuracy(run.EXAMPLE, a)).thresholds for a in ACCURACIES]
    assert all(worse <= better for one, other in itertools.pairwise(beliefs) for worse, better in zip(one, other, strict=True))


def test_accuracy_changes_what_the_table_says():
    rows = {row[0]: row[1:] for row in cells("accuracy")}
    h, N = Fraction(1, 5), 10
    blind = max(1 + (1 - (1 - h) ** (k - 1)) * (N - k) for k in range(1, N + 1))
    seen = Fraction(0)
    for left in range(1, N + 1):
        ahead_of_it = (1 - h) * seen + h * (left - 1)
        seen = max(1, ahead_of_it)
    assert rows["1/2"] == ["gambles", *shown(Fraction(7, 12), blind, 1 - blind / seen, (1 - h) ** 4, 0)]
    # A perfect detector: the A in episode 9 is a tie, and in episode 10 training that is on would have to have got past it.
    better = 1 - 1 / ahead_with_sight(9, h)
    assert rows["1"] == ["deceptive", *shown(better, seen, 0, (1 - h) ** 8, 0)]
    for column in (2, 1):
        values = [float(row[column]) for row in rows.values()]
        assert values == sorted(values)
    assert float(rows["3/5"][4]) > float(rows["1/2"][4])


def ahead_with_sight(left, h):
    """What lies ahead in training, with so many episodes left, if the phase is seen and modification is certain."""
    worth = [Fraction(0)]
    for n in range(1, left):
        worth.append(max(1, (1 - h) * worth[n - 1] + h * (n - 1)))
    return (1 - h) * worth[left - 1] + h * (left - 1)


def test_a_detector_of_hardly_any_accuracy_changes_nothing():
    values = [tm.solve(run.with_accuracy(run.EXAMPLE, Fraction(a))).value for a in ("1/2", "505/1000", "507/1000")]
    assert values[0] == values[1] < values[2]
    worse = tm.solve(run.with_accuracy(run.EXAMPLE, Fraction(52, 100))).modified
    assert worse > tm.solve(run.EXAMPLE).modified


def test_probes_are_where_the_text_says():
    for a in range(500, 1000, 4):
        regime = tm.solve(run.with_accuracy(run.EXAMPLE, a / 1000)).regime if a != 500 else "gambles"
        expected = any(low <= a <= high for low, high in ((809, 861), (889, 903), (927, 932)))
        assert (regime == "probes") == expected


def test_the_pictures_hold_no_probe_where_modification_is_unlikely():
    for prior in (0, run.COIN):
        game = run.with_prior(run.EXAMPLE, prior) if prior else run.EXAMPLE
        for p, a in itertools.product((0.2, 0.28), range(50, 101, 5)):
            assert tm.solve(replace(game, modification=p, detection=a / 100, false_alarm=1 - a / 100)).regime != "probes"


def test_probing_is_what_the_table_says():
    rows = [[float(cell) for cell in row] for row in cells("probing")]
    assert [row[0] for row in rows if row[4] > 0] == [4]
    for _, threshold, myopic, price, chance, lost in rows:
        assert threshold <= myopic
        assert (price > 0) == (threshold < myopic)
        # It is modified by a probe if it is in training, at a belief between the two.
        assert (1 - myopic) * chance - 1e-4 <= lost <= (1 - threshold) * chance + 1e-4


# In doubt from the start.


def test_accuracies_from_which_a_detector_matters():
    for prior, p, reach, belief, one_step, least in cells("doubt"):
        b, m = Fraction(prior), Fraction(p)
        X = ahead(10, Fraction(1, 5), m, 1)
        assert [reach, belief, one_step] == shown(m * X, 1 - 1 / (m * X), b / (1 - b) / (b / (1 - b) + m * X - 1))
        lengths = lengths_by_hazards([b, *[Fraction(1, 5)] * 9])
        throughout = (1 - b) * (1 + (1 - m) * X) + b * 10
        below, above = (
            tm.solve(tm.HiddenDeployment(10, modification=m, training_length=lengths, **detector(a))).value
            for a in (Fraction(least) - CLOSE - Fraction(1, 10**5), Fraction(least) + CLOSE)
        )
        assert below == throughout < above
        assert float(least) <= float(one_step)


# Hazard and discount.


def test_waiting_without_a_last_episode_is_the_limit_of_long_games():
    for h, g, p in itertools.product(["1/20", "1/5", "1"], ["1/2", "3/4"], ["1/2", "1"]):
        waiting = run.endless_waiting(*map(Fraction, (h, g, p)))
        long = tm.solve(tm.HiddenDeployment(90, float(Fraction(h)), float(Fraction(p)), discount=float(Fraction(g))))
        assert float(waiting.threshold) == pytest.approx(long.thresholds[0], abs=1e-9)
        assert float(waiting.lost) == pytest.approx(run.lost_share(long), abs=1e-9)
        played = [x + y for x, y in zip(long.training_defections, long.deployment_defections, strict=True)]
        assert waiting.held_back == next(t for t, chance in enumerate(played) if chance > 0)


def test_waiting_is_what_the_formula_says():
    for discount, hazard, threshold, held_back, still, _ in cells("waiting"):
        g, h = float(Fraction(discount)), float(Fraction(hazard))
        X = g * (1 - g + g * h) / (1 - g)
        assert threshold == shown(max(0, 1 - 1 / X))[0]
        waits = 0 if X <= 1 else 1 if h == 1 else math.ceil(math.log(X) / -math.log(1 - h))
        assert (held_back, still) == (str(waits), shown((1 - h) ** waits)[0])


def test_the_boundary_of_the_picture():
    for h, g in list(zip(*run._hazard_boundary(), strict=True))[::60]:
        assert float(ahead(10, Fraction(h), Fraction(1), Fraction(g))) == pytest.approx(1)


# What knowledge is worth.


def test_knowledge_is_worth_what_the_table_says():
    for p, regime, *worths in cells("information"):
        value, seeing, knowing, information, lost = map(float, worths)
        assert information == pytest.approx(seeing - value, abs=1.1e-4)
        assert lost == pytest.approx(information / seeing, abs=1e-4)
        assert seeing <= knowing
        if regime == "defects throughout":
            assert shown(1 + (1 - Fraction(p)) * ahead(10, Fraction(1, 5), Fraction(p), 1)) == worths[:1] == worths[1:2]


@pytest.mark.parametrize("p", [1.0, 0.2])
def test_the_limit_of_patience_is_one(p):
    impatience = 1e-6
    for printed, modified, seeing, blind, knowledge, lost in cells("patience"):
        r = run.dearest_ratio() if printed == "2.213" else float(printed)
        g, h = 1 - impatience, r * impatience
        X = g * (1 - g + g * h) / ((1 - g) * (1 - g * (1 - h) * (1 - p)))
        m = math.ceil(math.log(p * X) / -math.log1p(-h))
        still = (1 - h) ** m
        value = g**m * (still * (1 + (1 - p) * X) * (1 - g) + 1 - still)
        best = g * h / (1 - g * (1 - h))
        numbers = still, best, value, best - value, 1 - value / best
        printed_ones = [float(text) for text in (modified, seeing, blind, knowledge, lost)]
        assert printed_ones == pytest.approx(list(numbers), abs=2e-4 if r > 0.1 else 2e-3)


def test_knowledge_is_worth_most_at_the_ratio_that_is_printed():
    def worth(r):
        return r / (1 + r) * (1 - (1 + r) ** (-1 / r))

    best = run.dearest_ratio()
    assert best == pytest.approx(2.212835, abs=1e-4)
    assert all(worth(r / 20) <= worth(best) for r in range(1, 400))
    assert worth(best) == pytest.approx(0.2823, abs=5e-5)


# The pictures and what is written down.


def test_grids_hold_what_the_inequality_says():
    grid = run.accuracy_grid(9)
    for p, regimes, lost in zip(grid.y, grid.regimes, grid.lost, strict=True):
        holds_back = p * float(ahead(10, Fraction(1, 5), Fraction(p), 1)) > 1
        assert [regime != "defects throughout" for regime in regimes] == [holds_back] * 9
        assert all(worse >= better - 1e-12 for worse, better in itertools.pairwise(lost))
    for accuracy in (0.5, 0.8):
        grid = run.hazard_grid(9, accuracy)
        for g, regimes in zip(grid.y, grid.regimes, strict=True):
            reaches = [float(ahead(10, Fraction(h), Fraction(1), Fraction(g))) for h in grid.x]
            for regime, X in zip(regimes, reaches, strict=True):
                assert abs(X - 1) < 1e-9 or (regime != "defects throughout") == (X > 1)


def test_every_regime_of_a_picture_has_a_colour():
    grids = [run.accuracy_grid(9), run.accuracy_grid(9, run.COIN), run.hazard_grid(9, 0.5), run.hazard_grid(9, 0.8)]
    assert {regime for grid in grids for row in grid.regimes for regime in row} == set(run.COLOURS) == set(run.MEANINGS)
