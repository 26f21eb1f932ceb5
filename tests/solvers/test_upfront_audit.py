"""The upfront audit against all its courses of events, one by one, and sympy's calculus."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings

from toymodels.models.upfront_audit import UpfrontAudit
from toymodels.solvers.upfront_audit import ALWAYS, IMPOSSIBLE, MIXES, REGIMES, TOLERABLE, Audit, audits_needed, upfront_audit
from toymodels.testing import instances

F = Fraction
Q = sympy.Symbol("q")
RULES = ("counts", "wins", "wasted")


def story(events, audited, unseen):
    """How one course of events ends, an event being 0 for no attack, 1 for one unseen, 2 for one noticed."""
    won = False
    for problem, event in enumerate(events):
        if problem < audited and event == 2:
            return "caught"
        if event:
            won = won or problem >= audited or unseen != "wasted"
            if unseen == "wins":
                return "won"
    return "won" if won else "idle"


def all_stories(n, m, c, unseen):
    """The probabilities of the three ends as polynomials in q, by enumeration of all courses of events."""
    ends = dict.fromkeys(("won", "caught", "idle"), sympy.Integer(0))
    for events in itertools.product((0, 1, 2), repeat=n):
        chance = sympy.Integer(1)
        for problem, event in enumerate(events):
            noticed = rational(c) if problem < m else sympy.Integer(0)
            chance *= (Q, (1 - Q) * (1 - noticed), (1 - Q) * noticed)[event]
        ends[story(events, m, unseen)] += chance
    return {end: sympy.Poly(sympy.expand(chance), Q) for end, chance in ends.items()}


def rational(value):
    return sympy.Rational(*F(value).as_integer_ratio())


def best(polynomial):
    inner = [root for root in set(polynomial.diff(Q).real_roots()) if 0 < root < 1] if polynomial.degree() > 1 else []
    return max([sympy.Integer(0), *inner, sympy.Integer(1)], key=lambda q: float(polynomial.as_expr().subs(Q, q)))


@pytest.mark.parametrize("unseen", RULES)
@pytest.mark.parametrize(
    ("n", "m", "c"), [(1, 0, 1), (1, 1, F(1, 2)), (3, 1, F(2, 3)), (4, 2, 1), (4, 3, F(9, 10)), (4, 4, F(1, 2))]
)
def test_all_courses_of_events_and_the_best_rate_by_sympys_roots(n, m, c, unseen):
    solution, told = upfront_audit(UpfrontAudit(n, m, c, unseen)), all_stories(n, m, c, unseen)
    q = best(told["won"])
    if solution.regime == IMPOSSIBLE:
        assert told["won"].is_zero
        assert (solution.attack, solution.value, solution.caught, solution.idle) == (0, 0, 0, 1)
    else:
        assert float(solution.attack) == pytest.approx(float(1 - q), rel=1e-12)
        for name, end in (("value", "won"), ("caught", "caught"), ("idle", "idle")):
            assert float(getattr(solution, name)) == pytest.approx(float(told[end].as_expr().subs(Q, q)), rel=1e-12), name


def test_the_example_of_the_literature():
    solution = upfront_audit(UpfrontAudit(10, 5))
    assert (solution.value, solution.caught, solution.regime, solution.informed) == (F(1, 4), F(1, 2), MIXES, 1)
    assert solution.attack == 1 - sympy.Rational(1, 2) ** sympy.Rational(1, 5)
    assert float(solution.attack) == pytest.approx(0.1294494, abs=5e-8)
    assert solution.price_of_not_knowing == F(3, 4)


def test_by_hand():
    """Two problems, one audited, half of the attacks noticed: r - q² with r = (1 + q)/2 is greatest at q = 1/4."""
    solution = upfront_audit(UpfrontAudit(2, 1, "1/2"))
    assert (solution.attack, solution.value, solution.caught, solution.idle) == (F(3, 4), F(9, 16), F(3, 8), F(1, 16))
    at_once = upfront_audit(UpfrontAudit(2, 1, "1/2", "wins"))
    assert (at_once.attack, at_once.value) == (F(3, 4), F(9, 16))
    wasted = upfront_audit(UpfrontAudit(2, 1, "1/2", "wasted"))
    assert (wasted.attack, wasted.value) == (1, F(1, 2))


@settings(max_examples=25, deadline=None)
@given(instances(UpfrontAudit))
def test_no_rate_no_number_of_audits_is_better(model):
    """On a fine grid of rates, by the probabilities of the first attack and of none noticed."""
    n, m, c, cost = model.problems, min(model.audited, model.problems), float(model.accuracy), float(model.audit_cost)

    def won(p, audited):
        none_noticed = (1 - c * p) ** audited
        if model.unseen == "wins":
            chances = [(1 - p) ** i * p * (1 - c if i < audited else 1) for i in range(n)]
            return sum(chances)
        late = 1 - (1 - p) ** (n - audited)
        early = none_noticed - (1 - p) ** audited if model.unseen == "counts" else 0
        return none_noticed * late + early * (1 - late)

    grid = np.linspace(0, 1, 400)
    solution = upfront_audit(model)
    assert won(float(solution.attack), m) == pytest.approx(float(solution.value), abs=1e-12)
    assert max(won(p, m) for p in grid) <= float(solution.value) + 1e-12
    values = [max(won(p, audited) for p in grid) for audited in range(n + 1)]
    losses = [value + cost * audited for audited, value in enumerate(values)]
    assert min(losses) == pytest.approx(float(solution.best_loss), abs=1e-4)
    assert losses[solution.best_audits] == pytest.approx(float(solution.best_loss), abs=1e-4)
    assert float(solution.best_value) == pytest.approx(values[solution.best_audits], abs=1e-4)
    assert float(solution.loss) == pytest.approx(float(solution.value) + cost * m)
    assert solution.value + solution.caught + solution.idle == pytest.approx(1)
    if solution.audits_needed is None:
        assert values[n] > model.epsilon
    else:
        assert values[solution.audits_needed] <= model.epsilon + 1e-12
        assert solution.audits_needed == 0 or values[solution.audits_needed - 1] > model.epsilon - 1e-4
    assert solution.regime in REGIMES


@pytest.mark.parametrize(
    ("model", "regime", "informed"),
    [
        (UpfrontAudit(0, 0), IMPOSSIBLE, 0),
        (UpfrontAudit(3, 3), IMPOSSIBLE, 0),
        (UpfrontAudit(3, 3, "1/2"), MIXES, F(1, 2)),
        (UpfrontAudit(3, 3, "1/2", "wins"), ALWAYS, F(1, 2)),
        (UpfrontAudit(3, 3, "1/2", "wasted"), IMPOSSIBLE, 0),
        (UpfrontAudit(3, 0), ALWAYS, 1),
        (UpfrontAudit(3, 2, 0), ALWAYS, 1),
        (UpfrontAudit(10, 5, epsilon="1/4"), TOLERABLE, 1),
        (UpfrontAudit(10, 5, epsilon="24999/100000"), MIXES, 1),
    ],
)
def test_regimes(model, regime, informed):
    solution = upfront_audit(model)
    assert (solution.regime, solution.informed) == (regime, informed)
    assert "regime" in str(solution)
    assert "regime" in solution._repr_html_()


def test_more_audits_than_problems_audit_them_all():
    assert upfront_audit(UpfrontAudit(3, 5, "1/2")) == upfront_audit(UpfrontAudit(3, 3, "1/2"))


def test_how_much_audit_is_needed():
    """(1 - x) x^(x/(1-x)) = 1/100 at the share x = 0.97318..., whatever the number of problems; 1/4 at one half exactly."""
    assert audits_needed(Audit(200, 1, "counts"), F(1, 100)) == math.ceil(0.97318249505 * 200) == 195
    assert audits_needed(Audit(10, 1, "counts"), F(1, 4)) == 5
    assert audits_needed(Audit(10, 1, "counts"), F(249, 1000)) == 6
    assert audits_needed(Audit(10, 1, "counts"), 1) == 0
    assert audits_needed(Audit(5, F(1, 2), "wins"), F(1, 2)) == 5
    assert audits_needed(Audit(5, F(1, 2), "wins"), F(49, 100)) is None


def test_where_unseen_attacks_are_wasted_the_auditors_loss_may_have_two_valleys():
    """Two problems, accuracy 1/3: the deceiver wins with probability 1, 2/3, 0. At 1/2 an audit, none and all are a tie."""
    low, tie = (upfront_audit(UpfrontAudit(2, 1, "1/3", "wasted", audit_cost=cost)) for cost in ("49/100", "1/2"))
    assert (low.value, low.best_audits, low.best_loss) == (F(2, 3), 2, F(98, 100))
    assert (tie.loss, tie.best_audits, tie.best_loss) == (F(7, 6), 0, 1)


def test_of_equally_good_numbers_of_audits_the_least_is_best():
    assert [upfront_audit(UpfrontAudit(4, 2, 0, unseen, audit_cost=0)).best_audits for unseen in RULES] == [0, 0, 4]
    assert upfront_audit(UpfrontAudit(4, 2, 0, "wasted", audit_cost="1/4")).best_audits == 0


def test_simulation():
    rng, model = np.random.default_rng(2), UpfrontAudit(6, 3, "3/4")
    solution = upfront_audit(model)
    attacks = rng.random((200_000, 6)) < float(solution.attack)
    noticed = (attacks[:, :3] & (rng.random((200_000, 3)) < 3 / 4)).any(axis=1)
    assert (attacks.any(axis=1) & ~noticed).mean() == pytest.approx(float(solution.value), abs=0.004)
    assert noticed.mean() == pytest.approx(float(solution.caught), abs=0.004)


def test_floats_in_floats_out():
    exact, rounded = (upfront_audit(UpfrontAudit(10, 4, c)) for c in (F(3, 4), 0.75))
    assert isinstance(rounded.value, float)
    assert rounded.value == pytest.approx(float(exact.value), rel=1e-15)
    assert (rounded.attack, rounded.best_audits) == (pytest.approx(float(exact.attack), rel=1e-14), exact.best_audits)


def test_bad_input():
    with pytest.raises(ValueError, match="problems must be at most 200 to be solved exactly, got 201"):
        upfront_audit(UpfrontAudit(201, 5))
    for value in (sympy.Symbol("c"), np.array([0.5])):
        with pytest.raises(TypeError, match="the upfront audit is solved for numbers"):
            upfront_audit(UpfrontAudit(accuracy=value))
