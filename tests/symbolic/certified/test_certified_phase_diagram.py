import dataclasses
import importlib
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import SYMBOLS, symbolic_games
from tests.symbolic.optimality import is_optimal, numeric, points_of
from tests.training_games import choice_game, ladder_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.symbolic.certified import subdivision as subdivision_module
from toymodels.symbolic.certified.certified_phase_diagram import certified_phase_diagram
from toymodels.training import Phase, TrainingGame

F = Fraction
module = importlib.import_module("toymodels.symbolic.certified.certified_phase_diagram")
SQUARE = {"modification": (0, 1), "discount": ("1/2", 1)}


def threshold(game, discount, later):
    """The modification probability at which B becomes optimal with so many training episodes to follow."""
    return 1 / sum(discount ** (later + 1 + i) for i in range(game.deployment))


@settings(max_examples=40)
@given(st.data())
def test_the_policy_at_any_point_is_optimal_there(data):
    game, ranges = data.draw(symbolic_games(2).filter(lambda drawn: drawn[1]))
    diagram = certified_phase_diagram(game, coverage="0.98", most_boxes=300, **ranges)
    assert diagram.verify() == len(diagram.boxes)
    for point in data.draw(st.lists(points_of(ranges), min_size=3, max_size=3)):
        found = diagram.policy_at(point)
        if found is None:
            assert diagram.undecided_volume > 0
        else:
            assert is_optimal(numeric(game, point), found.policy)


@settings(max_examples=25)
@given(st.data())
def test_three_parameters(data):
    game, ranges = data.draw(symbolic_games(3).filter(lambda drawn: len(drawn[1]) == 3))
    diagram = certified_phase_diagram(game, coverage="0.9", most_boxes=300, **ranges)
    diagram.verify()
    for point in data.draw(st.lists(points_of(ranges), min_size=3, max_size=3)):
        found = diagram.policy_at(point)
        assert found is None or is_optimal(numeric(game, point), found.policy)


@given(
    st.integers(0, 4), st.integers(0, 4), st.fractions(0, 1, max_denominator=20), st.fractions(F(1, 2), 1, max_denominator=20)
)
def test_the_episode_game_has_the_policies_of_backward_induction(training, deployment, p, g):
    diagram = certified_phase_diagram(EpisodeGame(training, deployment), coverage="0.995", **SQUARE)
    found = diagram.policy_at(modification=p, discount=g)
    solution = backward_induction(EpisodeGame(training, deployment, modification=p, discount=g))
    if found is not None:
        assert all(action in solution.optimal_actions(t) for t, action in enumerate(found.plan))
        assert found.plan == solution.plan or solution.ties


@settings(max_examples=25)
@given(st.integers(1, 4), st.integers(2, 4), st.fractions(F(1, 2), F(9, 10), max_denominator=30), st.data())
def test_both_policies_of_a_crossed_box_are_optimal_on_its_boundary(training, deployment, g, data):
    game = EpisodeGame(training, deployment)
    p = threshold(game, g, data.draw(st.integers(0, training - 1)))
    diagram = certified_phase_diagram(game, coverage="0.99", **SQUARE)
    for box in diagram.boxes:
        if (p, g) in box and box.kind == "crossed":
            there = dataclasses.replace(game, modification=p, discount=g).training_game()
            assert all(is_optimal(there, diagram.policies[i].policy) for i in box.policies)
    assert p > 1 or any((p, g) in box and box.kind != "uniform" for box in diagram.boxes)


def test_all_policies_of_a_longer_game():
    diagram = certified_phase_diagram(EpisodeGame(10, 10), **SQUARE)
    assert [policy.plan for policy in diagram.policies] == sorted("A" * (10 - m) + "B" * m + "A" * 10 for m in range(11))
    assert diagram.complete
    assert F(9999, 10000) <= diagram.coverage < 1
    assert len(diagram.boxes) < 2000


def test_overlap_through_one_is_branched_on_once():
    diagram = certified_phase_diagram(EpisodeGame(2, 2), overlap=(0, 2), modification=(0, 1), coverage="0.999")
    assert diagram.complete
    assert {policy.plan for policy in diagram.policies} == {"AAAA", "BBAA", "BBBB"}
    assert diagram.policy_at(overlap=2, modification="1/2").plan == "BBBB"
    assert diagram.policy_at(overlap="1/2", modification="1/4").plan == "AAAA"
    diagram.verify()


def test_identical_ties_take_the_fewest_switches():
    diagram = certified_phase_diagram(EpisodeGame(2, 2, overlap=1), **SQUARE)
    assert [policy.plan for policy in diagram.policies] == ["BBBB"]
    assert [box.kind for box in diagram.boxes] == ["uniform"]
    game = choice_game({"A": SYMBOLS[1], "B": 2 * SYMBOLS[1], "C": 2 * SYMBOLS[1] + 1, "D": 1 + 2 * SYMBOLS[1]}, episodes=3)
    assert certified_phase_diagram(game, w=(0, 1)).boxes[0].kind == "uniform"


def test_ties_follow_the_action_of_the_next_episode():
    """In the last episode C pays more; before it, B leads to where that is made up for exactly."""
    w = sympy.Symbol("w")
    states = {"self": "base", "other": "base"}
    pays = {("base", "self", "task", a): pay for a, pay in zip("ABC", (0, w / 2, w), strict=True)}
    game = TrainingGame(
        base="base",
        states=states,
        actions=dict.fromkeys(states, ("A", "B", "C")),
        payoffs=pays | {("base", "other", "task", a): w * F(3, 2) for a in "ABC"},
        phases=(Phase("play", 2, {"task": 1}, {("self", "task", "B"): {"other": 1}}),),
        start="self",
    )
    (policy,) = certified_phase_diagram(game, w=(1, 2)).policies
    solution = backward_induction(numeric(game, {"w": 1}))
    assert solution.optimal_actions(0) == {"B", "C"}
    assert policy.plan == solution.plan == "CC"


def test_a_comparison_that_does_not_matter_does_not_cross_a_box():
    w = sympy.Symbol("w")
    diagram = certified_phase_diagram(choice_game({"A": w, "B": 1 - w, "C": 5}), w=(0, 1))
    assert [(box.kind, box.boundary) for box in diagram.boxes] == [("uniform", None)]


def test_where_two_boundaries_cross_a_box_stays_undecided():
    w, v = sympy.symbols("w v")
    third = sympy.Rational(1, 3)
    diagram = certified_phase_diagram(
        choice_game({"A": 0, "B": (w - third) * (v - third)}), w=(0, 1), v=(0, 1), coverage="0.999"
    )
    assert sum(box.kind == "undecided" for box in diagram.boxes) == 1
    assert diagram.policy_at(w="1/3", v="1/3") is None
    diagram.verify()


def test_squares_do_not_hide_a_sign():
    w = sympy.Symbol("w")
    game = choice_game({"A": 0, "B": (w - sympy.Rational(1, 3)) ** 2 * (w + 2)})
    diagram = certified_phase_diagram(game, w=(0, 1), coverage=1)
    assert [policy.plan for policy in diagram.policies] == ["B"]
    assert diagram.coverage == 1
    diagram.verify()


def test_full_coverage_is_reached_where_no_three_policies_meet():
    diagram = certified_phase_diagram(EpisodeGame(1, 3), **SQUARE, coverage=1)
    assert diagram.complete
    assert diagram.coverage == 1
    assert diagram.undecided_volume == 0
    diagram.verify()


def test_floats_and_symbols_and_whole_domains():
    p, g = sympy.symbols("p g")
    game = ladder_game(3, training=2, deployment=2, chance=p, discount=g)
    named = certified_phase_diagram(game, g=(0.5, 1.0), coverage=0.99)
    assert named.space.names == ("g", "p")
    assert named.complete
    named.verify()


def test_no_episodes_at_all():
    diagram = certified_phase_diagram(EpisodeGame(0, 0, discount=SYMBOLS[0]), g=(0, 1))
    assert [(policy.plan, policy.regime) for policy in diagram.policies] == [("", "other")]


def test_long_comparisons_are_left_to_smaller_boxes(monkeypatch):
    from toymodels.symbolic.certified import endings

    monkeypatch.setattr(endings, "MOST_TERMS", 3)
    diagram = certified_phase_diagram(EpisodeGame(3, 3), **SQUARE, coverage="0.95")
    assert diagram.complete
    diagram.verify()


def test_it_can_be_interrupted(monkeypatch):
    swept, left = subdivision_module.swept, iter(range(6))

    def interrupted(*arguments):
        if next(left, None) is None:
            raise KeyboardInterrupt
        return swept(*arguments)

    monkeypatch.setattr(subdivision_module, "swept", interrupted)
    diagram = certified_phase_diagram(EpisodeGame(3, 3), **SQUARE)
    assert not diagram.complete
    assert 0 < diagram.coverage < F(9999, 10000)
    assert "INCOMPLETE: 99.99 % was asked for" in str(diagram)
    diagram.verify()


def test_few_boxes_are_not_enough():
    diagram = certified_phase_diagram(EpisodeGame(3, 3), **SQUARE, most_boxes=10)
    assert len(diagram.boxes) == 10
    assert not diagram.complete


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"coverage": 0}, ValueError, r"coverage must be in \(0, 1\], got 0"),
        ({"coverage": "11/10"}, ValueError, r"coverage must be in \(0, 1\], got 11/10"),
        ({"coverage": np.array([0.5])}, TypeError, "coverage must be one number"),
        ({"coverage": sympy.Symbol("c")}, TypeError, "coverage must be one number"),
        ({"coverage": "most"}, ValueError, "coverage must be a number such as"),
        ({"most_boxes": 0}, ValueError, "most_boxes must be an integer >= 1, got 0"),
        ({"most_boxes": 1.5}, TypeError, "most_boxes must be an integer >= 1"),
        ({"overlap": (0, None)}, ValueError, r"the range of overlap must have two ends.*overlap=\(low, high\)"),
        ({"modifcation": (0, 1)}, ValueError, "did you mean 'modification'"),
        ({"discount": (1, "1/2")}, ValueError, "low end below its high end"),
        ({"training": (1, 3)}, ValueError, "a number of episodes"),
    ],
)
def test_mistakes_are_named(arguments, error, message):
    with pytest.raises(error, match=message):
        certified_phase_diagram(EpisodeGame(), **{"modification": (0, 1), **arguments})


def test_symbolic_horizons_and_plain_numbers_are_refused():
    with pytest.raises(TypeError, match="training must be a number"):
        certified_phase_diagram(EpisodeGame(training=sympy.Symbol("T")), modification=(0, 1))
    with pytest.raises(ValueError, match="at least one parameter"):
        certified_phase_diagram(EpisodeGame())


def test_interrupted_when_the_diagram_is_put_together(monkeypatch):
    put_together, left = module._boxes, iter([1])

    def interrupted(*arguments):
        if next(left, None):
            raise KeyboardInterrupt
        return put_together(*arguments)

    monkeypatch.setattr(module, "_boxes", interrupted)
    diagram = certified_phase_diagram(EpisodeGame(2, 2), **SQUARE)
    assert diagram.complete
    diagram.verify()


def test_policies_are_listed_only_where_they_are_optimal():
    """In the episode game B is never followed by A in training, though boxes look crossed in three dimensions."""
    ranges = {"modification": (0, 1), "discount": ("1/2", 1), "deployment_agreement": (0, 1)}
    diagram = certified_phase_diagram(EpisodeGame(3, 3), **ranges, coverage="0.99")
    assert [policy.plan for policy in diagram.policies] == ["AAAAAA", "AABAAA", "ABBAAA", "BBBAAA"]
    assert diagram.verify() == len(diagram.boxes)
