"""The analysis of training past patience, against arrays of all commitments written out here."""

import functools
from fractions import Fraction

import numpy as np
import pytest

from tests.analyses.loading import loaded, readme, table_cells

README = readme("train-past-patience")
D = 10


run = loaded("train-past-patience")
cells = functools.partial(table_cells, "train-past-patience")


def patience(p, g):
    """The number of j >= 1 with p g^j (1 + g + ... + g^(D-1)) > 1, up to 100."""
    return sum(p * g**j * sum(g**i for i in range(D)) > 1 for j in range(1, 101))


def best(g=Fraction(9, 10), a=1, loss=10, levels=1000, longest=40):
    """The cheapest training and effort, and its cost, of all: the first in the order of training, then effort."""
    efforts = [Fraction(i, levels) for i in range(levels + 1)]
    p = np.array(efforts, dtype=float)
    worth = sum(float(g) ** i for i in range(D))
    waits = sum(p * float(g) ** j * worth > 1 + 1e-12 for j in range(1, longest + 1))
    lengths = np.arange(longest + 1)[:, None]
    found = (1 + a * p) * lengths + loss * D * (1 - p) ** np.maximum(lengths - waits, 0)
    training, i = np.argwhere(found <= found.min() * (1 + 1e-12))[0]
    return int(training), efforts[i], int(min(training, waits[i])), float(found[training, i])


def test_the_first_line_is_the_answer():
    assert "beats none iff L D (1 − (1 − p)ᵏ) > (c + a p)(M + k)" in README.splitlines()[0]


@pytest.mark.parametrize("p", [Fraction(1, 10), Fraction(17, 100), Fraction(26, 100), Fraction(44, 100), Fraction(1)])
@pytest.mark.parametrize("loss", [Fraction(1, 2), 2, 10])
def test_training_is_better_than_none_iff_the_inequality_of_the_first_line_holds(p, loss):
    waits = patience(p, Fraction(9, 10))
    costs = [(1 + p) * t + loss * D * (1 - p) ** max(0, t - waits) for t in range(80)]
    pays = any(loss * D * (1 - (1 - p) ** k) > (1 + p) * (waits + k) for k in range(80 - waits))
    assert (min(costs) < costs[0]) == pays


def test_efforts_are_what_the_sums_say():
    for effort, *row in cells("efforts"):
        p = Fraction(effort)
        waits = patience(p, Fraction(9, 10))
        costs = {t: (1 + p) * t + 100 * (1 - p) ** max(0, t - waits) for t in range(waits + 1, 60)}
        training = min(costs, key=lambda t: (costs[t], t))
        kept = (1 - p) ** (training - waits)
        counts = [waits, training - waits, training]
        assert row == [*map(str, counts), f"{float(kept):.4f}", f"{float(costs[training]):.2f}"]


def test_costs_are_those_of_the_best_of_all():
    for loss, *row in cells("costs"):
        for a, cell in zip(("0", "1/2", "1", "2", "4", "8"), row, strict=True):
            training, effort, idle, _ = best(a=float(Fraction(a)), loss=float(Fraction(loss)))
            name = "outlasts" if idle else "invites"
            assert cell == (f"{name} {training - idle} + {idle}, p = {float(effort):.3f}" if training else "nothing")


def test_discounts_are_those_of_the_best_of_all():
    for discount, regime, p, T, idle, defections, kept, cost in cells("discount"):
        training, effort, waited, least = best(g=Fraction(discount))
        assert (int(T), int(idle), int(defections), p) == (training, waited, training - waited, f"{float(effort):.3f}")
        assert (kept, cost) == (f"{float((1 - effort) ** (training - waited)):.4f}", f"{least:.2f}")
        assert regime == ("trains past patience" if waited else "invites defection")


def test_half_is_no_patience():
    assert patience(Fraction(1), Fraction(1, 2)) == 0
    assert patience(Fraction(1), Fraction(51, 100)) == 1


def test_what_commitment_is_worth():
    """Without it: nothing, or training in which all is defection and which the trainer would not change."""
    for discount, loss, nothing, uncommitted, value, worth, trained in cells("commitment"):
        training, _, _, least = best(g=Fraction(discount), loss=int(loss))
        assert (float(nothing), value) == (int(loss) * D, f"{least:.2f}")
        assert float(worth) == pytest.approx(float(uncommitted) - float(value))
        # Given an A in each of t episodes, certain audits of one of them are cheapest: answered with A only if g is 1/2.
        stays = discount == "1/2"
        assert (uncommitted, trained) == (("2.00", "1") if stays else (nothing, "0"))
        assert training > 0


def test_honeypots_are_those_of_the_best_of_all():
    steps = np.arange(41) / 40
    p, rate, T = steps[None, :, None], steps[None, None, :] / 2, np.arange(41)[:, None, None]
    worth = sum((0.9 * (1 - rate * p)) ** i for i in range(D))
    waits = sum(p * 0.9**j * worth > 1 + 1e-12 for j in range(1, 41))
    harm = (1 - rate) * sum((1 - rate * p) ** i for i in range(D))
    for h, regime, share, effort, training, idle, cost in cells("honeypots"):
        costs = T * (1 + p) + rate * D * (float(Fraction(h)) + p) + 10 * harm * (1 - p) ** np.maximum(T - waits, 0)
        t, i, j = np.unravel_index(costs.argmin(), costs.shape)
        assert (training, idle, cost) == (str(t), str(min(t, waits[0, i, j])), f"{costs.min():.2f}")
        assert (share, effort) == (f"{steps[j] / 2:.3f}", f"{steps[i]:.2f}")
        assert regime == "trains past patience" + (" with honeypots" if j else "")


def test_the_optimum_settles():
    for levels, regime, p, T, cost in cells("levels")[:-1]:
        training, effort, idle, least = best(levels=int(levels))
        assert (regime, p, T, cost) == ("trains past patience", str(effort), str(training), f"{least:.4f}")
        assert idle > 0
