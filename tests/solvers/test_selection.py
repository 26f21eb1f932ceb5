import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings

from toymodels.domains import with_fields
from toymodels.models.selection import Selection
from toymodels.solvers.selection import NOBODY, REGIMES, selection
from toymodels.testing import instances


@given(instances(Selection, dynamic="filtering"))
def test_filtering_candidate_by_candidate(model):
    """All sequences of faults seen and not seen, of which just the one without any gets through."""
    solution = selection(model)
    through = {}
    for name, share in model.start().items():
        seen = model.strength * model.faults()[name]
        ways = itertools.product((0, 1), repeat=model.training)
        through[name] = share * sum(math.prod(seen if fault else 1 - seen for fault in way) * (not any(way)) for way in ways)
    total, at_start = sum(through.values()), sum(model.start().values())
    if total == 0:
        assert (solution.regime, solution.value, solution.shares, solution.visible_faults) == (NOBODY, None, {}, None)
    else:
        assert solution.shares == {name: Fraction(amount) / total for name, amount in through.items()}
        assert solution.passing == Fraction(total) / at_start
        assert solution.value == solution.shares["aligned"] + solution.shares["corrigible"]
        assert solution.shares[solution.regime] == max(solution.shares.values())
    assert solution.regime in REGIMES


@given(instances(Selection, dynamic="filtering", training=0))
def test_the_limit_is_where_shares_go(model):
    far = with_fields(model, training=4000, **{name: float(rate) for name, rate in with_rates(model).items()})
    limit, found = selection(model).limit, selection(far).shares
    passing = sorted({float(1 - model.strength * rate) for rate in model.faults().values()})
    slowest = passing[-2] / passing[-1] if len(passing) > 1 and passing[-1] else 0
    for name, share in (limit or {}).items():
        assert found[name] == pytest.approx(float(share), abs=1e-9 + 1000 * slowest**4000)
    assert (not limit) == (not found) or any(model.strength * rate == 1 for rate in model.faults().values())


def with_rates(model):
    return {name: getattr(model, name) for name in ("mistake", "disagreement", "slip", "defiance", "strength")}


@settings(max_examples=40)
@given(instances(Selection, dynamic="replicator"))
def test_the_replicator_equation_in_small_steps(model):
    start = np.array([float(weight) for weight in model.start().values()])
    if start.sum() == 0:
        assert selection(model).regime == NOBODY
        return
    faults = np.array([float(rate) for rate in model.faults().values()])
    x, steps = start / start.sum(), 200
    for _ in range(model.training * steps):
        middle = x + x * (x @ faults - faults) * float(model.strength) / steps / 2
        x = x + middle * (middle @ faults - faults) * float(model.strength) / steps
    assert list(selection(model).shares.values()) == pytest.approx(x.tolist(), abs=1e-5)


def test_the_replicator_is_smooth_where_weights_would_underflow():
    model = Selection(dynamic="replicator", training=10**6, mistake="1/10", slip="1/10", disagreement="1/10")
    assert selection(model).shares["deceptive"] == pytest.approx(1 / 4)


def test_the_deceptive_by_hand():
    """Of 12 candidates a fault is sure of 4 and as likely as not of 4: 6 and then 5 are left, 2 of them deceptive."""
    model = Selection(training=1, disagreement="1/2", defiance=1)
    assert [selection(with_fields(model, training=n)).deceptive_share for n in (0, 1, 2)] == [
        Fraction(2, 12),
        Fraction(2, 6),
        Fraction(2, 5),
    ]
    assert selection(model).deceptive_limit == Fraction(1, 2)
    assert selection(model).visible_faults == Fraction(2, 6) * Fraction(1, 2)


def test_nobody_gets_through():
    """Whoever is sure to be discarded is so in the first episode; without an episode they are all there."""
    model = Selection(aligned=0, corrigible=0, proxy=0, deceptive=0, defiance=1)
    assert [selection(with_fields(model, training=n)).regime for n in (0, 1, 5)] == ["open", NOBODY, NOBODY]
    assert selection(model).limit == {}
    assert [selection(with_fields(model, training=n)).passing for n in (0, 1)] == [1, 0]
    assert selection(with_fields(model, dynamic="moran", training=5)).regime == "open"


def test_who_errs_less_wins():
    assert selection(Selection(mistake="1/100", training=2000)).regime == "deceptive"
    assert selection(Selection(slip="1/100", training=2000)).regime == "aligned"


def moran_by_hand(model):
    """The expected shares in a population of two, over all draws and all events, type by type."""
    start, faults = model.start(), model.faults()
    total = sum(start.values())
    pairs = {
        pair: Fraction(start[pair[0]]) / total * Fraction(start[pair[1]]) / total for pair in itertools.product(start, repeat=2)
    }
    for _ in range(2 * model.training):
        after = {}
        for (one, other), chance in pairs.items():
            fit = [1 - model.strength * faults[one], 1 - model.strength * faults[other]]
            if one == other or sum(fit) == 0 or chance == 0:
                after[one, other] = after.get((one, other), 0) + chance
                continue
            born = Fraction(fit[0]) / sum(fit)
            for child, dead in itertools.product((0, 1), repeat=2):
                pair = [one, other]
                pair[dead] = (one, other)[child]
                after[tuple(pair)] = after.get(tuple(pair), 0) + chance * (1 - born if child else born) / 2
        pairs = after
    return {name: sum(chance * pair.count(name) for pair, chance in pairs.items()) / 2 for name in start}


@settings(max_examples=40, deadline=None)
@given(instances(Selection, dynamic="moran", population=2))
def test_a_moran_population_of_two(model):
    solution = selection(model)
    if not any(model.start().values()):
        assert solution.regime == NOBODY
        return
    assert list(solution.shares.values()) == pytest.approx([float(x) for x in moran_by_hand(model).values()], abs=1e-12)
    far = selection(with_fields(model, training=5000))
    assert list(far.shares.values()) == pytest.approx([float(x) for x in solution.limit.values()], abs=1e-3)
    assert sum(solution.limit.values()) == 1


def test_chance_can_fix_a_proxy():
    """In the limit of all sizes the share of those without faults goes to 1, from the share at the start for one candidate."""
    model = Selection(dynamic="moran", open=0, training=0)
    limits = [selection(with_fields(model, population=n)).deceptive_limit for n in (1, 2, 5, 20, 100)]
    assert limits[0] == Fraction(2, 8)
    assert limits[1] == Fraction(1, 2) * (1 - Fraction(39, 40) ** 2) / (1 - Fraction(19, 20) ** 2)
    assert limits == sorted(limits)
    assert float(limits[-1]) < 0.5


def test_before_training_shares_are_exact_in_the_moran_process_too():
    assert selection(Selection(dynamic="moran", training=0)).deceptive_share == Fraction(1, 6)


def test_large_populations_are_simulated():
    model = Selection(dynamic="moran", population=60, training=10, seed=4)
    solution = selection(model)
    assert (solution.limit, solution.deceptive_limit) == (None, None)
    assert 0 < solution.standard_error < 0.05
    assert solution == selection(model)
    assert solution != selection(with_fields(model, seed=5))
    expected = selection(with_fields(model, dynamic="filtering")).deceptive_share
    assert solution.deceptive_share == pytest.approx(float(expected), abs=0.1)
    two = selection(with_fields(model, open=0, population=60, training=10))
    assert two.standard_error == 0


def test_floats_and_text():
    solution = selection(Selection(mistake=0.01, training=50))
    assert isinstance(solution.deceptive_share, float)
    assert isinstance(selection(Selection(dynamic="moran", strength=0.5, training=3)).deceptive_limit, float)
    assert "deceptive share" in str(solution)
    assert "visible_faults" in solution._repr_html_() or "visible faults" in solution._repr_html_()


def test_what_is_refused():
    with pytest.raises(TypeError, match="strength must be one number, got s of type Symbol"):
        selection(Selection(strength=sympy.Symbol("s")))
    with pytest.raises(TypeError, match="training must be one number, got n of type Symbol"):
        selection(Selection(training=sympy.Symbol("n")))
    with pytest.raises(ValueError, match="training must give shares of at most 1048576 bits, got 1000000: write a float"):
        selection(Selection(training=10**6))
    with pytest.raises(ValueError, match="population times training must be at most 500000 to be simulated, got 1000000"):
        selection(Selection(dynamic="moran", population=1000, training=1000))
    assert selection(Selection(training=10**6, disagreement=0.05, defiance=0.5)).deceptive_share == 0.5
