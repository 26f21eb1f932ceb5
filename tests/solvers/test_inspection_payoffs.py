import itertools
from fractions import Fraction

import pytest

from tests.inspection_plans import leader_value, outcome, outcomes, plans, schedules, worth
from toymodels.solvers.inspection_closed_form import inspection_closed_form
from toymodels.solvers.inspection_payoffs import inspection_payoffs

F = Fraction
PAYOFFS = ((1, F(1, 2)), (F(1, 3), 0), (2, F(9, 10)), (0, F(1, 2)), (0, 0), (1, 1))


def inspecting(n, m, b):
    return inspection_closed_form(n, m, 1, b).inspection_probability


def violating(n, m, b, a):
    return inspection_payoffs(n, m, b, a).equilibrium_violation_probability


def chance_of(schedule, m, b):
    """The probability of a set of inspected stages, if no violation ends the game."""
    chance, n = F(1), len(schedule)
    for stage, inspected in enumerate(schedule):
        left = m - sum(schedule[:stage])
        p = inspecting(n - stage, left, b)
        chance *= p if inspected else 1 - p
    return chance


def ends(schedule, m, b, a):
    """The probabilities that a violation is missed and that one is caught, if these stages are inspected."""
    missed, caught, reached, n = F(0), F(0), F(1), len(schedule)
    for stage, inspected in enumerate(schedule):
        q = violating(n - stage, m - sum(schedule[:stage]), b, a)
        missed, caught = (missed, caught + reached * q) if inspected else (missed + reached * q, caught)
        reached *= 1 - q
    return missed, caught


@pytest.mark.parametrize(("penalty", "loss"), PAYOFFS)
def test_nobody_gains_by_another_plan(penalty, loss):
    """Every set of stages against the inspectee's strategy, and every plan against the inspector's: exactly no regret."""
    for n, m in itertools.product(range(1, 4), range(4)):
        found = inspection_payoffs(n, m, penalty, loss)
        drawn = schedules(n, m)
        chances = [chance_of(schedule, m, penalty) for schedule in drawn]
        assert sum(chances) == 1
        gains = [-missed - loss * caught for missed, caught in (ends(schedule, m, penalty, loss) for schedule in drawn)]
        assert max(gains) == found.inspector_payoff == sum(c * gain for c, gain in zip(chances, gains, strict=True))
        payoffs = worth(outcomes(n, m, 1), penalty)
        assert max(sum(c * x for c, x in zip(chances, row, strict=True)) for row in payoffs) == found.inspectee_payoff
        ended = [ends(schedule, m, penalty, loss) for schedule in drawn]
        missed, caught = (sum(c * end[i] for c, end in zip(chances, ended, strict=True)) for i in (0, 1))
        assert missed - penalty * caught == found.inspectee_payoff
        assert found.caught == (caught if penalty + loss else None)
        assert found.price_of_no_commitment == (penalty + loss) * caught


@pytest.mark.parametrize(("penalty", "loss"), PAYOFFS)
def test_payoffs_by_the_recursion_of_the_stage_games(penalty, loss):
    """Backwards through stages with their own payoffs: a mixed equilibrium wherever each side is drawn both ways."""
    known = {}
    for n, m in itertools.product(range(7), range(8)):
        found = inspection_payoffs(n, m, penalty, loss)
        if m == 0 or m >= n:
            known[n, m] = (F(m == 0 < n), -F(m == 0 < n))
        else:
            (v_seen, i_seen), (v, i) = known[n - 1, m - 1], known[n - 1, m]
            assert v_seen > -penalty
            assert v < 1
            assert i >= i_seen
            p = (1 - v) / (1 - v + v_seen + penalty)
            q = (i - i_seen) / (i - i_seen + 1 - loss) if loss < 1 else found.equilibrium_violation_probability
            known[n, m] = p * v_seen + (1 - p) * v, (1 - q) * i - q
            assert q == found.equilibrium_violation_probability
            assert p == inspecting(n, m, penalty)
        assert known[n, m] == (found.inspectee_payoff, found.inspector_payoff)


@pytest.mark.parametrize(("penalty", "loss"), [(1, F(1, 2)), (F(1, 3), F(1, 4)), (2, 0)])
def test_commitment_is_the_best_over_all_strategies_and_answers(penalty, loss):
    """One linear program for every answer, among all mixtures of sets of stages."""
    for n, m in ((1, 0), (1, 1), (2, 1), (2, 2), (3, 1), (3, 2)):
        found = inspection_payoffs(n, m, penalty, loss)
        assert leader_value(n, m, penalty, loss) == pytest.approx(float(found.committed_inspector_payoff), abs=1e-8)


def test_the_answer_to_commitment_is_legal_until_no_inspections_are_left():
    for n, m in ((2, 1), (3, 1), (3, 2)):
        waiting = {history: int(sum(history) >= m) for history in plans(n)[0]}
        drawn = schedules(n, m)
        ended = [(chance_of(schedule, m, 1), *outcome(schedule, waiting, 1)) for schedule in drawn]
        found = inspection_payoffs(n, m, 1, F(1, 2))
        assert sum(chance * caught for chance, _, caught in ended) == 0
        assert sum(chance * missed for chance, missed, _ in ended) == found.committed_inspectee_payoff
        assert found.committed_inspectee_payoff == -found.committed_inspector_payoff


def test_published_values():
    found = inspection_payoffs(2, 1, 1, F(1, 2))
    assert (found.inspector_payoff, found.inspectee_payoff, found.committed_inspector_payoff) == (F(-2, 3), F(1, 3), F(-1, 3))
    assert found.price_of_no_commitment == F(1, 3)


def test_without_inspections_and_without_stages():
    free, full, none = (inspection_payoffs(n, m, 1, F(1, 2)) for n, m in ((3, 0), (3, 3), (0, 0)))
    assert (free.committed_violation_probability, free.equilibrium_violation_probability, free.inspector_payoff) == (1, 1, -1)
    assert (full.committed_violation_probability, full.equilibrium_violation_probability, full.inspector_payoff) == (0, 0, 0)
    assert (none.committed_violation_probability, none.equilibrium_violation_probability, none.inspector_payoff) == (0, 0, 0)
    with pytest.raises(ValueError, match="penalty must be >= 0 in the general-sum game, got -1"):
        inspection_payoffs(2, 1, -1, F(1, 2))
