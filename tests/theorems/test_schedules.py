from fractions import Fraction

import pytest
from hypothesis import given

from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.gap_recursion import optimal_acts
from toymodels.theorems.schedules import (
    Schedule,
    is_constant,
    never_falls,
    random_schedules,
    rises_slowly,
    schedule_scope,
    small_schedules,
)

F = Fraction
SHAPES = [
    ("any", "any", "any"),
    ("rising", "constant", "at most 1"),
    ("falling", "ones", "above 1"),
    ("constant", "slow", "any"),
    ("ones", "rising", "at most 1"),
]


def is_of_shape(schedule, modifications, stakes, discounts):
    known = {
        "any": lambda values: True,
        "rising": never_falls,
        "falling": lambda values: never_falls(values[::-1]),
        "constant": is_constant,
        "ones": lambda values: set(values) <= {1},
        "slow": lambda values: rises_slowly(schedule),
    }
    allowed = discounts == "any" or (schedule.discount > 1) == (discounts == "above 1")
    return allowed and known[modifications](schedule.modifications) and known[stakes](schedule.stakes)


@given(random_schedules("any", "any", "any"))
def test_the_recursion_on_gaps_solves_the_training_game(schedule):
    solution = backward_induction(schedule)
    training = range(len(schedule.stakes))
    assert [set(acts) for acts in schedule.training_acts()] == [solution.optimal_actions(t) for t in training]
    assert solution.value == plan_value(schedule, schedule.plan("A")) == plan_value(schedule, schedule.plan("B"))


def plan_value(schedule, plan):
    """What a plan of training is worth, with A in deployment: the stakes won, weighed by the chance of being unmodified."""
    unmodified, total = F(1), F(0)
    for t, (act, p, stake) in enumerate(zip(plan, schedule.modifications, schedule.stakes, strict=True)):
        if act == "A":
            total += schedule.discount**t * unmodified * stake
            unmodified *= 1 - p
    return total + unmodified * sum(schedule.discount ** (len(plan) + i) for i in range(schedule.deployment))


def test_equal_episodes_are_the_episode_game():
    for p in (0, F(1, 4), F(1, 3), F(1, 2), 1):
        for g in (F(1, 2), F(9, 10), 1):
            game = EpisodeGame(training=3, deployment=3, modification=p, discount=g)
            assert Schedule((p,) * 3, (1,) * 3, 3, g).training_acts() == optimal_acts(game)[:3]


def test_ties_are_taken_as_asked():
    schedule = Schedule(modifications=(1, 1, 1), stakes=(1, 2, 3), deployment=3)
    assert schedule.training_acts() == ("B", "B", "BA")
    assert schedule.plan(at_ties="A") == "BBA"
    assert schedule.plan(at_ties="B") == "BBB"


@given(random_schedules("any", "any", "any"))
def test_knife_edges_are_ties(schedule):
    for edge in schedule.knife_edges():
        changed = [t for t, p in enumerate(edge.modifications) if p != schedule.modifications[t]]
        assert len(changed) <= 1
        assert "BA" in (edge.training_acts()[t] for t in changed or range(len(edge.stakes)))


def test_a_knife_edge_by_hand():
    """The gaps are 3 at the end of training and 2 + 3/2 one episode earlier: ties at 2/3, and at 1/(7/2) with p = 1/2 later."""
    schedule = Schedule(modifications=(1, "1/2"), stakes=(1, 2), deployment=3)
    assert [edge.modifications for edge in schedule.knife_edges()] == [(F(2, 7), F(1, 2)), (1, F(2, 3))]
    assert Schedule(modifications=(1,), stakes=(2,), deployment=1).knife_edges() == ()
    assert Schedule(modifications=(1,), stakes=(0,), discount=0).knife_edges() == ()
    assert Schedule(modifications=(0,), stakes=(1,)).knife_edges() == (Schedule(modifications=(1,), stakes=(1,)),)


@pytest.mark.parametrize("shape", SHAPES)
def test_random_schedules_have_the_shape_that_was_asked_for(shape):
    @given(random_schedules(*shape))
    def check(schedule):
        assert is_of_shape(schedule, *shape)

    check()


@pytest.mark.parametrize("shape", SHAPES)
def test_the_small_scope_is_ordered_and_holds_ties(shape):
    schedules = small_schedules(*shape, longest=2)
    lengths = [len(schedule.stakes) + schedule.deployment for schedule in schedules]
    assert lengths == sorted(lengths)
    assert len(schedules) == len(set(schedules))
    assert any("BA" in schedule.training_acts() for schedule in schedules)
    assert {len(schedule.stakes) for schedule in schedules} == {0, 1, 2}


def test_the_small_scope_leaves_out_nothing():
    """Of two p_t out of 5 in order there are 15, of two stakes out of 3 there are 9, and 3 each of deployments, discounts."""
    grid = {F(0), F(1), F(1, 2), F(1, 3), F(2, 3)}
    schedules = small_schedules("rising", "any", "any", 2)
    plain = [one for one in schedules if len(one.stakes) == 2 and set(map(F, one.modifications)) <= grid]
    assert len({one for one in plain if never_falls(one.modifications)}) == 15 * 9 * 9
    assert any(not set(map(F, one.modifications)) <= grid for one in schedules)


def test_the_scope_in_words():
    scope = schedule_scope("rising", "constant", "above 1", longest=3)
    assert scope.words == (
        "training 0..3; rising p_t in 0, 1, 1/2, 1/3, 2/3; constant stakes in 1, 2, 1/2; deployment 0..2; "
        "discount in 2, 3/2; ties"
    )
    assert scope.all_of() == small_schedules("rising", "constant", "above 1", 3)


def test_what_can_be_pasted():
    assert repr(Schedule((1, "1/2"), (1, 1), 1, 2)) == (
        "Schedule(modifications=(1, Fraction(1, 2)), stakes=(1, 1), deployment=1, discount=2)"
    )


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"modifications": (1, 2)}, r"modifications\[1\] must be in \[0, 1\], got 2"),
        ({"stakes": (-1, 1)}, r"stakes\[0\] must be a finite number >= 0, got -1"),
        ({"stakes": (1,)}, r"as many modifications as stakes, got \(1, 1\) and \(1,\)"),
        ({"deployment": -1}, "deployment must be an integer >= 0, got -1"),
        ({"discount": "-1/2"}, "discount must be a finite number >= 0, got -1/2"),
    ],
)
def test_bad_schedules(values, message):
    with pytest.raises(ValueError, match=message):
        Schedule(**values)
