from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import example, given

from tests.strategies import episode_games
from toymodels.domains import with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs
from toymodels.scalars import is_exact
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form
from toymodels.solvers.plan_enumeration import plan_enumeration
from toymodels.solvers.policy_evaluation import policy_evaluation

F = Fraction
HUGE = 10**18


@given(episode_games())
@example(EpisodeGame(training=3, deployment=0))
@example(EpisodeGame(training=0, deployment=0))
@example(EpisodeGame(training=0, deployment=3, monitoring=1))
@example(EpisodeGame(training=3, deployment=3, overlap=1))
@example(EpisodeGame(training=3, deployment=3, overlap=2))
@example(EpisodeGame(training=3, deployment=3, discount=0))
@example(EpisodeGame(training=3, deployment=3, training_agreement=1, deployment_agreement=1))
@example(EpisodeGame(training=3, deployment=3, modification="1/3"))
@example(EpisodeGame(training=3, deployment=1, discount="1/2"))
def test_it_is_the_solution_of_backward_induction(game):
    formula, recursion = closed_form(game), backward_induction(game)
    assert formula.value == recursion.value
    assert type(formula.value) is type(recursion.value)
    assert formula.choices == recursion.choices
    assert formula.policy == recursion.policy
    assert formula.ties == recursion.ties
    assert formula.regime == recursion.regime
    assert formula.plan == recursion.plan
    assert formula.deceptive_episodes == recursion.deceptive_episodes
    assert formula.exact
    assert formula.certificate == 0


@given(episode_games(longest=2))
def test_it_is_the_best_of_all_plans(game):
    formula, brute = closed_form(game), plan_enumeration(game)
    assert formula.value == brute.value
    assert formula.choices == brute.choices
    assert formula.policy == brute.policy


@given(episode_games())
def test_floats_are_solved_as_the_rationals_that_they_are(game):
    floats = EpisodeGame(**{name: float(v) if isinstance(v, F) else v for name, v in vars(game).items()})
    rational = EpisodeGame(**{name: F(v) if isinstance(v, float) else v for name, v in vars(floats).items()})
    given_floats, exact = closed_form(floats), closed_form(rational)
    assert given_floats.choices == exact.choices
    assert given_floats.policy == exact.policy
    assert given_floats.value == pytest.approx(float(exact.value), rel=1e-12, abs=1e-12)
    assert given_floats.exact is all(map(is_exact, vars(floats).values()))
    if not given_floats.exact:
        assert type(given_floats.value) is float


@given(episode_games())
def test_evaluating_the_policy_gives_the_value(game):
    solution = closed_form(game)
    assert policy_evaluation(game, solution.policy).value == solution.value


def test_the_worked_example():
    solution = closed_form(EpisodeGame(training=2, deployment=3))
    assert (solution.plan, solution.value, solution.method) == ("BBAAA", 3, "closed form")


def test_one_defection_by_hand():
    """T = 1, D = 2, p = 1/4: A is worth 1 + (3/4) 2, B only 2."""
    solution = closed_form(EpisodeGame(training=1, deployment=2, modification="1/4"))
    assert (solution.plan, solution.value) == ("AAA", F(5, 2))


def test_huge_horizons_are_exact_without_discount():
    solution = closed_form(EpisodeGame(training=HUGE, deployment=HUGE))
    assert solution.value == HUGE
    assert solution.plan_runs == Runs(((HUGE, "B"), (HUGE, "A")))
    assert solution.regime == "deceptive"
    assert solution.deceptive_episodes == HUGE
    assert solution.ties == ()
    assert solution.optimal_actions(HUGE - 1) == {"B"}
    assert solution.optimal_actions(HUGE) == {"A"}


def test_huge_horizons_on_and_next_to_the_threshold():
    edge = EpisodeGame(training=HUGE, deployment=HUGE, modification=F(1, HUGE))
    on, above = closed_form(edge), closed_form(with_fields(edge, modification=F(1, HUGE - 1)))
    assert on.ties == ((0, HUGE, ("mesa", "conflict")),)
    assert on.value == HUGE
    assert (above.ties, above.regime) == ((), "deceptive")
    with pytest.raises(ValueError, match=r"the exact value has about \de[+]\d+ digits: give floats"):
        closed_form(with_fields(edge, modification=F(1, HUGE + 1)))


def test_huge_horizons_in_floats():
    solution = closed_form(EpisodeGame(training=HUGE, deployment=HUGE, discount=1.0))
    assert (solution.value, solution.exact) == (1e18, False)
    assert solution.plan_runs == Runs(((HUGE, "B"), (HUGE, "A")))
    impatient = closed_form(EpisodeGame(training=HUGE, deployment=HUGE, discount=0.99, modification=0.5))
    # x_0 = p g / (1 - g) = 49.5 and m = 1 + floor(ln 49.5 / ln(1/.99)) = 389
    assert impatient.plan_runs == Runs(((HUGE - 389, "A"), (389, "B"), (HUGE, "A")))
    assert impatient.value == pytest.approx(1 / (1 - 0.99 * 0.5), rel=1e-12)  # 1 + g c + (g c)^2 + ...


def test_values_too_long_to_write_down_offer_floats():
    with pytest.raises(ValueError, match=r"the exact value has about \de[+]\d+ digits: give floats, such as discount=0\.99"):
        closed_form(EpisodeGame(training=HUGE, deployment=HUGE, discount=F(99, 100)))


@pytest.mark.parametrize("deployment", [600_000, HUGE])
@pytest.mark.parametrize("discount", [0.5, F(1, 2)])
def test_a_deployment_that_falls_just_short_of_for_ever_deters_nobody(deployment, discount):
    """p g u_0 = 1 - 2^-D with p = 1 and g = 1/2: below 1 for every D, however long."""
    game = EpisodeGame(training=1, deployment=deployment, discount=discount, overlap=0.0)
    solution = closed_form(game)
    assert solution.optimal_actions(0) == {"A"}
    assert solution.value == 1


def test_a_discount_nearer_to_one_than_floats_is_no_division_by_nought():
    nearly = 1 - F(1, 10**400)
    solution = closed_form(EpisodeGame(training=5, deployment=5, discount=nearly))
    assert solution.plan == "BBBBBAAAAA"
    assert closed_form(EpisodeGame(training=5, deployment=1, discount=nearly)).plan == "AAAAAA"


@pytest.mark.parametrize("ulps", [-2, -1, 0, 1, 2])
@pytest.mark.parametrize("deployment", [4, 7, 10])
def test_floats_next_to_a_tie_are_decided_exactly(deployment, ulps):
    modification = 1 / deployment
    for _ in range(abs(ulps)):
        modification = float(np.nextafter(modification, np.inf if ulps > 0 else -np.inf))
    excess = F(modification) * deployment - 1
    expected = {"A", "B"} if excess == 0 else {"B"} if excess > 0 else {"A"}
    solution = closed_form(EpisodeGame(training=3, deployment=deployment, modification=modification))
    assert {solution.optimal_actions(t) for t in range(3)} == {frozenset(expected)}


@pytest.mark.parametrize("value", [sympy.Symbol("p"), sympy.sqrt(2) / 2, np.array([0.5, 1.0])])
def test_symbols_and_arrays_are_refused_with_what_to_use(value):
    with pytest.raises(TypeError, match="closed_form compares numbers: for arrays use closed_form_grid, for symbols"):
        closed_form(EpisodeGame(modification=value))


@pytest.mark.parametrize("problem", [3, EpisodeGame().training_game()])
def test_other_games_have_no_closed_form(problem):
    with pytest.raises(TypeError, match=f"the closed form is that of the episode game: {type(problem).__name__} has no "):
        closed_form(problem)
