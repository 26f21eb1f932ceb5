from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.abc import g, w

from tests.oracles import quality, value
from tests.strategies import episode_games, symbolic_games
from tests.symbolic.optimality import is_optimal, met, numeric, points_of
from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.tie_rules import first_listed
from toymodels.symbolic.algebra.polynomials import value_at
from toymodels.symbolic.parameter_space import parameter_space
from toymodels.symbolic.suffixes import PolicyTree

F = Fraction
CASES = symbolic_games(2).filter(lambda case: case[1])


def tree_and_point(data, case):
    game, ranges = case
    tree = PolicyTree(parameter_space(game, ranges))
    place = data.draw(points_of(ranges))
    return tree, tuple(place[name] for name in tree.space.names), numeric(game, place)


@settings(max_examples=settings().max_examples // 2)
@given(st.data(), CASES)
def test_the_solution_at_a_point_is_optimal_there(data, case):
    tree, point, game = tree_and_point(data, case)
    policy, strict = tree.solution_at(point)
    whole = backward_induction(game, kept=tuple(policy.rules())).policy
    assert is_optimal(game, whole)
    assert value_at(tree.value(policy), point) == value(game, list(whole))
    if strict and not equally_good(tree, policy):
        assert list(whole) == list(backward_induction(game).policy)


def equally_good(tree, policy):
    """Whether some choice of a policy is a tie at all parameters."""
    suffix = policy
    while suffix.later is not None:
        for point, classes in tree.episodes[suffix.index].classes.items():
            for alike in classes:
                taken = suffix.rule[point]
                if len(alike) > 1 or (
                    taken != alike[0] and tree.advantage(suffix.later, point, taken, alike[0]).polynomial.is_zero()
                ):
                    return True
        suffix = suffix.later
    return False


@settings(max_examples=settings().max_examples // 2)
@given(st.data(), CASES)
def test_the_comparisons_of_a_policy_are_its_one_shot_gains(data, case):
    tree, point, game = tree_and_point(data, case)
    policy, strict = tree.solution_at(point)
    profile = list(backward_induction(game, kept=tuple(policy.rules())).policy)
    gains = list(tree.comparisons(policy))
    for t, (s, c), other, gain in gains:
        own = quality(game, profile, t, (s, c, profile[t][s, c])) - quality(game, profile, t, (s, c, other))
        assert value_at(gain.polynomial, point) == own >= 0
        assert not strict or own > 0
    if not equally_good(tree, policy):
        moves = {(t, (s, c), a) for t, p in enumerate(met(game)) for s, c in p for a in game.actions[s]}
        assert moves - {(t, p, profile[t][p]) for t, p, _ in moves} <= {(t, p, a) for t, p, a, _ in gains}


@given(episode_games(longest=4))
def test_a_strict_solution_of_the_episode_game_is_that_of_backward_induction(game):
    tree = PolicyTree(parameter_space(game, ["modification", "discount"]))
    policy, strict = tree.solution_at((F(game.modification), F(game.discount)))
    solution = backward_induction(game)
    if strict:
        own = backward_induction(game, kept=tuple(policy.rules())).policy
        assert [r["mesa", "conflict"] for r in own] == [r["mesa", "conflict"] for r in solution.policy]
        assert value_at(tree.value(policy), (game.modification, game.discount)) == solution.value
    else:
        assert any(len(actions) > 1 for choices in solution.choices for actions in choices.values())


def test_a_tie_at_all_parameters_is_no_tie():
    """A and C pay 1 both."""
    space = parameter_space(choice_game({"B": 0, "C": 1, "A": 1}, episodes=2, discount=g), {"g": (0, 1)})
    policy, strict = PolicyTree(space).solution_at((F(1, 2),))
    assert strict
    assert [rule["self", "task"] for rule in policy.rules()] == ["C", "C"]
    last, _ = PolicyTree(space, lambda optimal, later: optimal[-1]).solution_at((F(1, 2),))
    assert [rule["self", "task"] for rule in last.rules()] == ["A", "A"]


def test_a_boundary_is_a_tie():
    tree = PolicyTree(parameter_space(EpisodeGame(training=1, deployment=2), ["modification"]))
    assert [tree.solution_at((p,))[1] for p in (F(1, 3), F(1, 2), F(2, 3))] == [True, False, True]


def test_the_tree_grows_each_ending_once():
    tree = PolicyTree(parameter_space(EpisodeGame(), ["modification"]))
    first, _ = tree.solution_at((F(9, 10),))
    again, _ = tree.solution_at((F(4, 5),))
    other, _ = tree.solution_at((F(1, 10),))
    assert first is again
    assert first is not other
    assert first.later.later is other.later.later
    assert (first.index, tree.end.index, list(tree.end.rules())) == (0, 5, [])


def test_ties_look_at_later_episodes_of_the_same_phase_only():
    """With equal payoffs B and A are ties; a rule that records what it is told sees None at the end of each phase."""
    seen = []

    def recorded(optimal, later):
        seen.append(later)
        return first_listed(optimal, later)

    game = EpisodeGame(training=2, deployment=2, overlap=w, modification=0)
    tree = PolicyTree(parameter_space(game, {"w": (-1, 0)}), recorded)
    tree.solution_at((F(-1, 2),))
    assert seen == [None, "A", None, "A"]


def test_actions_that_only_others_care_for_are_ties():
    """With w = 1 the optimizer is paid 1 for A and for B, which the base objective tells apart."""
    space = parameter_space(EpisodeGame(0, 2, overlap=1), {"discount": None})
    for ties, act in ((first_listed, "B"), (lambda optimal, later: optimal[-1], "A")):
        policy, strict = PolicyTree(space, ties).solution_at((F(1, 2),))
        assert strict
        assert [rule["mesa", "conflict"] for rule in policy.rules()] == [act, act]
