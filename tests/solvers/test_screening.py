"""The screening game by the definitions: every assessment of a grid is put to the test, and nothing may be missing."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings

from toymodels.games.profiles import expected_payoffs
from toymodels.games.regret import regret
from toymodels.models.screening import Screening
from toymodels.solvers.screening import KINDS, REGIMES, screening
from toymodels.testing import instances

F = Fraction
GRID = (0, F(1, 4), F(1, 2), F(3, 4), 1)
DEGENERATE = [
    {},
    {"faking_cost": 1},
    {"faking_cost": 2},
    {"faking_cost": 2, "aligned_cost": 1},
    {"faking_cost": 3, "aligned_cost": 2},
    {"prior": F(3, 4), "faking_cost": F(1, 2)},
    {"prior": F(3, 4), "faking_cost": 1},
    {"prior": F(1, 2), "loss": 1},
    {"prior": F(1, 2), "loss": 1, "faking_cost": 2},
    {"prior": F(1, 2), "loss": 1, "faking_cost": F(1, 2), "aligned_cost": F(1, 2)},
    {"prior": F(3, 4), "loss": 1, "faking_cost": F(1, 4), "aligned_cost": F(3, 4)},
    {"level": 0},
    {"level": 0, "prior": F(1, 4), "loss": 1},
    {"faking_cost": 0},
    {"aligned_cost": 0},
    {"gain": 0},
    {"loss": 0},
    {"gain": 0, "loss": 0},
    {"prior": 0},
    {"prior": 1, "faking_cost": 2},
    {"prior": 1, "gain": 0},
]


def costs(model):
    return model.level * model.aligned_cost, model.level * model.faking_cost


def is_rational(response, belief, model):
    deployed = belief * model.gain - (1 - belief) * model.loss
    return response == 1 if deployed > 0 else response == 0 if deployed < 0 else True


def is_perfect_bayesian(model, tests, deployed, beliefs):
    """Each type does what is best, each response is best for the belief, and beliefs are by Bayes' rule where it applies."""
    types = ((model.prior, tests[0], costs(model)[0]), (1 - model.prior, tests[1], costs(model)[1]))
    for _, chance, cost in types:
        tested, untested = deployed[0] - cost, deployed[1]
        if (chance > 0 and tested < untested) or (chance < 1 and untested < tested):
            return False
    for i, belief in enumerate(beliefs):
        aligned, deceptive = (share * (chance if i == 0 else 1 - chance) for share, chance, _ in types)
        if aligned + deceptive and belief * (aligned + deceptive) != aligned:
            return False
    return all(is_rational(response, belief, model) for response, belief in zip(deployed, beliefs, strict=True))


def posterior(model, tests, untested):
    aligned, deceptive = (1 - chance if untested else chance for chance in tests)
    sent = model.prior * aligned + (1 - model.prior) * deceptive
    return F(model.prior * aligned) / sent if sent else None


def beliefs_after_unsent(model, row):
    """For each listed end, and the middle, of an interval of beliefs after a message that nobody sends: it, and any other."""
    ranges = [ends_of(row.belief_tested), ends_of(row.belief_untested)]
    for i, (low, high) in enumerate(ranges):
        if all(posterior(model, tests, i == 1) is None for tests in row.tested):
            other = [posterior(model, row.tested[0], i == 0)] if posterior(model, row.tested[0], i == 0) is not None else GRID
            for belief in (low, F(low + high) / 2, high):
                yield ([belief], other) if i == 0 else (other, [belief])


def ends_of(value):
    return value if isinstance(value, tuple) else (value, value)


def is_mixture(point, corners):
    """Whether a point of the plane is in the convex hull of some: in one of their triangles, segments or corners."""
    for one, two, three in itertools.combinations_with_replacement(corners, 3):
        u, v, w = ([q - p for p, q in zip(one, other, strict=True)] for other in (two, three, point))
        area = u[0] * v[1] - u[1] * v[0]
        if area:
            s, t = F(w[0] * v[1] - w[1] * v[0]) / area, F(u[0] * w[1] - u[1] * w[0]) / area
            if s >= 0 and t >= 0 and s + t <= 1:
                return True
        elif any(on_segment(point, *pair) for pair in itertools.combinations_with_replacement((one, two, three), 2)):
            return True
    return False


def on_segment(point, one, other):
    along, away = [[q - p for p, q in zip(one, end, strict=True)] for end in (other, point)]
    crossed = along[0] * away[1] == along[1] * away[0]
    return crossed and all(min(p, q) <= x <= max(p, q) for x, p, q in zip(point, one, other, strict=True))


def middle(points):
    return tuple(sum(map(F, chances)) / len(points) for chances in zip(*points, strict=True))


def check_nothing_is_missing(model):
    """Whether every assessment of a grid that is an equilibrium is listed, with its beliefs."""
    rows = screening(model).equilibria
    for tests in itertools.product(GRID, repeat=2):
        found = [posterior(model, tests, untested) for untested in (False, True)]
        for deployed in itertools.product(GRID, repeat=2):
            for beliefs in itertools.product(*((b,) if b is not None else GRID for b in found)):
                if is_perfect_bayesian(model, tests, deployed, beliefs):
                    assert any(
                        is_mixture(tests, row.tested)
                        and is_mixture(deployed, row.deployed)
                        and ends_of(row.belief_tested)[0] <= beliefs[0] <= ends_of(row.belief_tested)[1]
                        and ends_of(row.belief_untested)[0] <= beliefs[1] <= ends_of(row.belief_untested)[1]
                        for row in rows
                    ), (model, tests, deployed, beliefs)


def check_all_are_equilibria(model):
    """Whether extreme and mixed members of all rows are equilibria, and beliefs after unsent messages support some."""
    for row in screening(model).equilibria:
        assert row.kind in KINDS
        for unsent in beliefs_after_unsent(model, row):
            responses = (*row.deployed, middle(row.deployed))
            trials = itertools.product(row.tested, responses, itertools.product(*unsent))
            assert any(is_perfect_bayesian(model, *trial) for trial in trials)
        for tests in (*row.tested, middle(row.tested)):
            for deployed in (*row.deployed, middle(row.deployed)):
                found = [posterior(model, tests, untested) for untested in (False, True)]
                trust = F(model.loss, model.gain + model.loss) if model.gain or model.loss else 0
                choices = [(b,) if b is not None else (0, trust, 1) for b in found]
                assert any(is_perfect_bayesian(model, tests, deployed, beliefs) for beliefs in itertools.product(*choices))


@pytest.mark.parametrize("changes", DEGENERATE, ids=str)
def test_all_equilibria_and_nothing_else(changes):
    model = Screening(**changes)
    check_nothing_is_missing(model)
    check_all_are_equilibria(model)


@settings(max_examples=40, deadline=None)
@given(instances(Screening))
def test_all_equilibria_of_random_games(model):
    check_all_are_equilibria(model)
    solution = screening(model)
    assert solution.regime in REGIMES
    assert solution.worth >= 0
    assert len(set(solution.equilibria)) == len(solution.equilibria)


@settings(max_examples=25, deadline=None)
@given(instances(Screening))
def test_nobody_regrets_anything_in_the_tree(model):
    game = model.extensive_game()
    for row in screening(model).equilibria:
        for (a, d), (x, z) in itertools.product((*row.tested, middle(row.tested)), (*row.deployed, middle(row.deployed))):
            candidate = {"aligned": {"test": a, "no test": 1 - a}, "deceptive": {"test": d, "no test": 1 - d}}
            examiner = {"tested": {"deploy": x, "reject": 1 - x}, "untested": {"deploy": z, "reject": 1 - z}}
            assert regret(game, candidate | examiner) == (0, 0)
            low, high = ends_of(row.examiner)
            assert low <= expected_payoffs(game, candidate | examiner)[1] <= high


def survives(model, deployed):
    """The intuitive criterion by its definition, where nobody takes the test and both types are possible."""
    responses = {b: [x for x in GRID if is_rational(x, b, model)] for b in (0, F(model.loss, model.gain + model.loss), 1)}
    best = {x for row in responses.values() for x in row}
    could = [max(best) - cost >= deployed[1] for cost in costs(model)]
    if could == [False, False]:
        return True
    believed = [x for b, row in responses.items() for x in row if all(could) or b == int(could[0])]
    return not any(can and min(believed) - cost > deployed[1] for can, cost in zip(could, costs(model), strict=True))


@pytest.mark.parametrize("faking", [F(1, 2), 1, F(3, 2), 3])
@pytest.mark.parametrize("aligned", [0, F(1, 4), 1, F(3, 2)])
@pytest.mark.parametrize(("prior", "gain", "loss"), [(F(1, 4), 1, 1), (F(1, 2), 1, 1), (F(3, 4), 1, 1), (F(1, 2), 0, 1)])
def test_the_intuitive_criterion(faking, aligned, prior, gain, loss):
    model = Screening(prior=prior, faking_cost=faking, aligned_cost=aligned, gain=gain, loss=loss)
    for row in screening(model).equilibria:
        if row.tested == ((0, 0),):
            untested = [z for _, z in row.deployed]
            levels = [min(untested) + (max(untested) - min(untested)) * F(i, 40) for i in range(41)]
            verdicts = {survives(model, (0, z)) for z in levels}
            assert row.intuitive == {(True,): "yes", (False,): "no", (False, True): "some"}[tuple(sorted(verdicts))]
        elif (0, 0) not in row.tested:
            assert row.intuitive == "yes"


def test_spence():
    """Productivities 1 and 2, costs y and y/2: separating iff 1 <= y <= 2."""
    found = {y: screening(Screening(level=F(y, 4), aligned_cost=F(1, 2), faking_cost=1)) for y in range(1, 12)}
    assert [y for y, solution in found.items() if solution.regime == "separating"] == [4, 5, 6, 7, 8]
    assert {(s.least_level, s.greatest_level) for s in found.values()} == {(1, 2)}
    strictly = [y for y, s in found.items() if [row.kind for row in s.equilibria if row.intuitive == "yes"] == ["separating"]]
    assert strictly == [5, 6, 7]


def test_faking_by_hand():
    """Half are aligned, loss 2: after the test the belief is 2/3, so that half of the deceptive fake; 3/4 are deployed."""
    solution = screening(Screening())
    assert (solution.faking, solution.trust, solution.deployed_tested, solution.deployed_untested) == (
        F(1, 2),
        F(2, 3),
        F(3, 4),
        0,
    )
    assert (solution.unsafe, solution.value, solution.worth, solution.greatest_fee) == (F(3, 16), F(-3, 40), 0, 0)
    assert (solution.threshold, solution.least_level, solution.greatest_level) == (1, F(4, 3), 4)
    row = solution.equilibria[0]
    assert (row.tested, row.deployed, row.examiner, row.unsafe) == (((1, F(1, 2)),), ((F(3, 4), 0),), F(-3, 40), F(3, 16))


def test_at_the_threshold_deception_stops():
    below, above = screening(Screening(faking_cost=F(99, 100))), screening(Screening(faking_cost=1))
    assert (below.regime, below.unsafe, below.worth) == ("faked sometimes", F(99, 400), 0)
    assert (above.regime, above.unsafe, above.worth) == ("separating", 0, F(1, 2))
    assert screening(Screening(prior=F(3, 4))).regime == "faked always"
    assert screening(Screening(aligned_cost=2)).regime == "untested"


def test_no_threshold():
    for changes in ({"prior": 1}, {"loss": 0}, {"aligned_cost": 2}, {"level": 0}):
        assert screening(Screening(**changes)).threshold is None
    assert screening(Screening(gain=0, loss=0)).trust is None
    assert screening(Screening(aligned_cost=0)).greatest_level is None
    assert screening(Screening(aligned_cost=2)).least_level is None
    assert screening(Screening(aligned_cost=0, faking_cost=0)).least_level is None


def test_floats_and_text():
    solution = screening(Screening(faking_cost=0.75))
    assert isinstance(solution.value, float)
    assert solution.deployed_tested == 0.75
    assert solution.equilibria[0].tested == ((1.0, 0.5),)
    assert screening(Screening(faking_cost=2.0)).least_level == 0.5
    assert "faked sometimes" in str(solution)
    assert "threshold" in solution._repr_html_()


@pytest.mark.parametrize("value", [sympy.Symbol("p"), np.array([0.5])])
def test_formulas_and_arrays_are_refused(value):
    with pytest.raises(TypeError, match="prior must be one number, got "):
        screening(Screening(prior=value))
