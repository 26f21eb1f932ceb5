"""The analysis of how many honeypots it takes, against sums written out here."""

import functools
import itertools
from fractions import Fraction

import pytest

import toymodels as tm
from tests.analyses.loading import loaded, readme, table_cells

README = readme("how-many-honeypots")


run = loaded("how-many-honeypots")
cells = functools.partial(table_cells, "how-many-honeypots")


def threshold(m, D, p=1, g=1, fidelity=1):
    """The least rate at which the odds of training outweigh the defection, with v summed episode by episode; or None."""
    worth = sum(Fraction(g) ** i for i in range(1, D)) / (1 + m * (1 - Fraction(g)))
    loss = p * g * worth - 1
    rate = 1 / (fidelity * m * loss) if loss > 0 else 2
    return rate if rate <= 1 else None


def waits_for_more(f, m, D, k):
    """Whether it waits for more than k signals, certain modification and no discount: the sum over ages of deployment."""
    return D - k - 1 >= sum((1 + m) ** (i - 1) / (m * f) ** i * (1 + k - i) for i in range(1, k + 1))


def written(rate):
    return "none" if rate is None else str(rate)


# The answer.


def test_the_first_line_is_the_answer():
    assert README.startswith("# Enough for 1/(p (D − 1) − 1) false alarms over all of training")


@pytest.mark.parametrize("p", [Fraction(1), Fraction(1, 2), Fraction(1, 5)])
def test_the_first_line_is_true(p):
    for D, m, fidelity, knows in itertools.product((1, 2, 3, 6, 8), (1, 4, 30), (Fraction(1), Fraction(1, 3)), (True, False)):
        game = tm.Honeypots(0, fidelity, m, D, p, known_afterwards=knows)
        needed = 1 / (p * (D - 1) - 1) if p * (D - 1) > 1 else None
        if needed is None or needed > m * fidelity:
            assert tm.solve(game).threshold is None
            continue
        rate = needed / (m * fidelity)
        assert tm.solve(game).threshold == rate
        below, at = (tm.solve(run.replace(game, rate=r)) for r in (rate * Fraction(999, 1000), rate))
        assert below.signals in (0, 1)
        assert (at.regime == "deterred") if knows else (at.signals >= 2)


def test_one_that_never_learns_is_left_with_what_its_wait_says():
    for rate, m, D, p in itertools.product(map(Fraction, ("1/50", "1/4", "3/4", "1")), (1, 10), (2, 5, 9), (1, Fraction(1, 2))):
        solution = tm.solve(tm.Honeypots(rate, 1, m, D, p, known_afterwards=False))
        assert p * D >= 1
        assert D - solution.signals < solution.value <= D - solution.signals + 1
        assert solution.signals <= D


# The numbers of the tables.


def test_thresholds_by_fidelity():
    *rows, least = cells("fidelity")
    for fidelity, *row in rows:
        assert row == [written(threshold(10, D, fidelity=Fraction(fidelity))) for D in (3, 5, 10, 30, 100)]
    assert least[1:] == [written(threshold(10, D)) for D in (3, 5, 10, 30, 100)]


def test_false_alarms_by_modification():
    for p, *row in cells("alarms"):
        losses = [Fraction(p) * (D - 1) - 1 for D in (2, 3, 5, 10, 30, 100)]
        assert row == [str(1 / loss) if loss > 0 else "none" for loss in losses]


def test_thresholds_by_training():
    *rows, lengths, least = cells("training")
    discounts = [Fraction(g) for g in ("1", "99/100", "19/20", "9/10", "4/5")]
    for m, *row in rows:
        expected = [threshold(int(m), 100, g=g) for g in discounts]
        assert row == ["none" if rate is None else f"{float(rate):.3%}" for rate in expected]
    for g, length, rate in list(zip(discounts, lengths[1:], least[1:], strict=True))[1:]:
        m = Fraction(length)
        assert float(threshold(m, 100, g=g)) == pytest.approx(float(rate.rstrip("%")) / 100, rel=2e-3, abs=6e-6)
        assert threshold(m, 100, g=g) < min(threshold(m * Fraction(3, 4), 100, g=g), threshold(m * Fraction(5, 4), 100, g=g))


def test_nothing_deters_the_impatient():
    assert run.best_training(run.replace(run.LONG, discount=Fraction(1, 2))) is None
    assert all(threshold(m, 100, g=Fraction(1, 2)) is None for m in (Fraction(1, 10), 1, 10))


def test_knowing_and_not():
    for rate, regime, value, caught, signals, worth, lost in cells("knowing"):
        f = Fraction(rate)
        K = next(k for k in range(1, 10) if f == 0 or not waits_for_more(f, 10, 10, k))
        assert int(signals) == K
        assert (regime == "deterred") == (f >= Fraction(1, 80))
        assert (value, caught) == ("9.0000", "0.0000") if K > 1 else (value, caught) == (worth, lost)
        # From k signals in a row the plan is worth V_k and catches with C_k, as linear functions of those at no signal.
        w, x, c, d = (
            Fraction(10, 11) * f + Fraction(10, 11),
            Fraction(10, 11) * (1 - f),
            Fraction(10, 11) * f,
            Fraction(10, 11) * (1 - f),
        )
        for i in range(1, K):
            w, x = Fraction(10 - i, 11) + Fraction(10, 11) * f * w, Fraction(10, 11) * (f * x + 1 - f)
            c, d = Fraction(10, 11) * f * c, Fraction(10, 11) * (f * d + 1 - f)
        assert (worth, lost) == (f"{float(w / (1 - x)):.4f}", f"{float(c / (1 - d)):.4f}")


def test_rates_from_which_on_it_waits_for_more():
    step = Fraction(1, 10**5)
    for signals, *row in cells("waiting"):
        k = int(signals) - 1
        for m, percent in zip((1, 3, 10, 30, 100), row, strict=True):
            if percent == "none":
                assert not waits_for_more(Fraction(1), m, 10, k)
            else:
                rate = Fraction(percent.rstrip("%")) / 100
                assert waits_for_more(rate + step, m, 10, k)
                assert not waits_for_more(rate - step, m, 10, k)


def test_lengths_between_which_perfect_honeypots_deter():
    game = run.replace(run.LONG, discount=Fraction(9, 10))
    short, long = run._lengths_that_deter(game)
    for m in (short, long):
        assert tm.solve(run.replace(game, training=m)).threshold == pytest.approx(1, abs=1e-5)
    assert tm.solve(run.replace(game, training=short * 0.99)).threshold is None
    assert tm.solve(run.replace(game, training=long * 1.01)).threshold is None
