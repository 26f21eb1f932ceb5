import heapq
import itertools
from fractions import Fraction
from types import SimpleNamespace

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy.abc import a, b, g, p, w

from tests.strategies import points_in, symbolic_games
from tests.symbolic.algebra.test_boxes import holds
from tests.symbolic.optimality import is_optimal, numeric
from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.symbolic import cover as module
from toymodels.symbolic.algebra.boxes import volume
from toymodels.symbolic.algebra.polynomials import sign_at
from toymodels.symbolic.cover import cover
from toymodels.symbolic.parameter_space import parameter_space
from toymodels.symbolic.suffixes import PolicyTree
from toymodels.training import Phase, TrainingGame

F = Fraction
FEW = settings(max_examples=settings().max_examples // 3)


def tree_of(problem, **ranges):
    return PolicyTree(parameter_space(problem, ranges, every=True))


def check_samples(tree, found):
    """That each policy found is the only optimal one at its point, a point of the space."""
    for policy, point in found.samples.items():
        assert holds(tree.space.box, point)
        assert tree.solution_at(point) == (policy, True)
    assert {leaf.policy for _, leaves in found.covered for leaf in leaves} <= set(found.samples)


def check_point(tree, found, point):
    """That the leaves of the boxes around a point hold the solution there, wherever it is the only one."""
    policy, strict = tree.solution_at(point)
    for box, leaves in found.covered:
        if strict and holds(box, point):
            assert policy in found.samples
            assert policy in {
                leaf.policy
                for leaf in leaves
                if all(sign_at(f.polynomial, point) in (0, sign) for f, sign in leaf.cuts.items())
            }
    places = [*(box for box, _ in found.covered), *found.open]
    assert any(holds(box, point) for box in places)


@FEW
@given(st.data(), symbolic_games(2).filter(lambda case: case[1]), st.sampled_from([1, 3, 40]))
def test_covers_hold_the_solution_of_every_point(data, case, most):
    game, ranges = case
    tree = tree_of(game, **ranges)
    found = cover(tree, most)
    check_samples(tree, found)
    assert len(found.covered) + len(found.open) <= most + 1
    for point in data.draw(st.lists(points_in(tree.space.box), min_size=4, max_size=4)):
        check_point(tree, found, point)


@FEW
@given(st.data(), symbolic_games(3).filter(lambda case: case[1]))
def test_samples_are_optimal_by_brute_force(data, case):
    game, ranges = case
    tree = tree_of(game, **ranges)
    for policy, point in cover(tree, 4).samples.items():
        own = numeric(game, dict(zip(tree.space.names, point, strict=True)))
        assert is_optimal(own, backward_induction(own, kept=tuple(policy.rules())).policy)


@pytest.mark.parametrize(
    ("problem", "ranges", "policies"),
    [
        (EpisodeGame(2, 3, modification=p, discount=g), {}, 3),
        (EpisodeGame(5, 5, modification=p, discount=g), {}, 6),
        (EpisodeGame(4, 4, modification=p, overlap=w, discount=g), {}, 6),
        (EpisodeGame(3, 3, modification=p, discount=g, deployment_agreement=a), {}, 4),
        (EpisodeGame(2, 3, overlap=w), {}, 2),
        (EpisodeGame(2, 3, overlap=w), {"w": (2, None)}, 1),
        (EpisodeGame(0, 0, overlap=w), {}, 1),
        (EpisodeGame(3, 0, modification=p, discount=g), {}, 1),
        (choice_game({"B": w**2, "A": 1}), {}, 2),
        (choice_game({"B": w, "A": a, "C": b}), {}, 3),
        (choice_game({"B": w**2 + a**2, "A": 0}), {}, 1),
        (choice_game({"B": w**3 - w, "A": 0}), {}, 2),
        (choice_game({"B": a**2 + w**2, "A": 1}), {"w": (-2, 2), "a": (-2, 2)}, 2),
        (choice_game({"B": (a - 1) ** 2 + (w - 2) ** 2, "A": F(1, 10**4)}), {"w": (-1, 4), "a": (-1, 4)}, 2),
    ],
)
def test_the_number_of_policies(problem, ranges, policies):
    tree = tree_of(problem, **ranges)
    found = cover(tree, 400)
    assert found.complete
    assert len(found.samples) == policies
    check_samples(tree, found)


def crossing_game(*lines):
    """One choice a context, each by the sign of a polynomial of its own."""
    contexts = dict.fromkeys(range(len(lines)), F(1, len(lines)))
    return TrainingGame(
        base="base",
        states={"self": "base"},
        actions={"self": ("B", "A")},
        payoffs={("base", "self", c, act): line if act == "A" else 0 for c, line in enumerate(lines) for act in "BA"},
        phases=(Phase("play", 1, contexts),),
        start="self",
    )


@pytest.mark.parametrize(
    ("lines", "policies"),
    [
        ((a - b, a + 2 * b - 1, 2 * a + b - 1), 6),
        ((a - b, a + 2 * b - 1, 2 * a + b - F(101, 100)), 7),
        ((9 * a * b - 1, a - b, 27 * a**2 * b - 1), 6),
    ],
)
def test_three_boundaries_that_meet_in_a_point(monkeypatch, lines, policies):
    """Around the point of meeting six of eight sectors are there, and no halving shows that the others are not."""
    tree = tree_of(crossing_game(*lines), a=(0, 1), b=(0, 1))
    found = cover(tree, 300)
    assert found.complete
    assert len(found.samples) == policies
    check_samples(tree, found)
    monkeypatch.setattr(module, "contradict", lambda *_: False)
    assert cover(tree, 300).complete == (policies == 7)


EDGES = [
    {"A": F(3, 2) - a - 3 * b, "B": F(-3, 2), "C": -3 * a - 3 * b - 1, "D": 2 * a - 3 * b - F(3, 2)},
    {"A": a * b - a - b + 1, "B": b**2 - b, "C": 1 - a - b**2, "D": (1 - b) / 2},
    {"A": 2 * a * b + b**2 - 1, "B": 3 - 3 * a - 3 * b, "C": a * b - 3 * a + 2 * b**2 - 2 * b, "D": a * b + b - 1},
    {"A": 3 * a + 3 * b - 3, "B": 2 * a - 3 * b + F(1, 2), "C": -3 * a - 1, "D": 1 - a - 3 * b},
]


@pytest.mark.parametrize("payoffs", EDGES)
def test_boundaries_that_meet_on_an_edge_or_in_a_corner(payoffs):
    """With a choice that is among the best on the edge of the space only, in one point or all along."""
    tree = tree_of(choice_game(payoffs), a=(0, 1), b=(0, 1))
    found = cover(tree, 100)
    assert found.complete
    check_samples(tree, found)
    for point in itertools.product([F(k, 17) for k in range(18)], repeat=2):
        check_point(tree, found, point)


PLACES = st.sampled_from([0, 1, F(1, 2), F(1, 3), F(4, 5)])


@FEW
@given(st.data(), st.integers(2, 3))
def test_choices_that_tie_at_a_point_of_the_edge(data, dimension):
    """Four choices, most of which tie at a point of an edge, face or corner; where they are curved, they differ by lines."""
    names = (a, b, w)[:dimension]
    place = [data.draw(st.sampled_from([0, 1])), *(data.draw(PLACES) for _ in names[1:])]
    bend = data.draw(st.sampled_from([0, a * b, a**2 - b**2]))
    rows = data.draw(st.lists(st.tuples(*[st.integers(-3, 3)] * dimension), min_size=4, max_size=4, unique=True))
    off = [data.draw(st.sampled_from([0, 0, 0, 0, F(1, 4), F(-1, 2)])) for _ in rows]
    payoffs = {
        act: sympy.expand(
            bend + sum(c * (s - at) for c, s, at in zip(row, names, map(sympy.sympify, place), strict=True)) + more
        )
        for act, row, more in zip("ABCD", rows, map(sympy.sympify, off), strict=True)
    }
    assume(all(any(s in pay.free_symbols for pay in payoffs.values()) for s in names))
    tree = tree_of(choice_game(payoffs), **{str(s): (0, 1) for s in names})
    found = cover(tree, 100)
    assert found.complete
    check_samples(tree, found)
    for point in data.draw(st.lists(points_in(tree.space.box), min_size=4, max_size=4)):
        check_point(tree, found, point)


def test_few_boxes_prove_less_and_what_is_found_stays():
    third = F(1, 3)
    game = choice_game({"B": (a - third) ** 2 + (b - third) ** 2, "A": F(1, 10**6)})
    results = [cover(tree_of(game, a=(0, 1), b=(0, 1)), most) for most in (0, 1, 5, 300)]
    assert [found.complete for found in results] == [False, False, False, True]
    assert results[0].samples == {}
    for found in results:
        assert sum(volume(box) for box in [*found.open, *(box for box, _ in found.covered)]) == 1


@pytest.mark.parametrize("calls", [0, 1, 2, 4])
def test_an_interrupted_cover_keeps_what_is_proved(monkeypatch, calls):
    """Ctrl-C comes while the signs of some box are looked for."""
    third = F(1, 3)
    game = choice_game({"B": (a - third) ** 2 + (b - third) ** 2, "A": F(1, 10**6)})
    tree = tree_of(game, a=(0, 1), b=(0, 1))
    left = [calls]
    original = module._Search.leaves

    def interrupted(search, signs):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return original(search, signs)

    monkeypatch.setattr(module._Search, "leaves", interrupted)
    found = cover(tree)
    assert not found.complete
    assert sum(volume(box) for box in [*found.open, *(box for box, _ in found.covered)]) == 1
    assert len(found.open) + len(found.covered) == calls + 1
    check_samples(tree, found)


def test_boxes_are_taken_by_their_depth():
    order = [box for box, _ in cover(tree_of(choice_game({"B": w**2, "A": 2}), w=(-3, 3))).covered]
    sizes = [volume(box) for box in order]
    assert sizes == sorted(sizes, reverse=True)


def test_covers_are_the_same_every_time():
    game = EpisodeGame(3, 3, modification=p, overlap=w, discount=g, monitoring=a)
    one, other = (cover(tree_of(game), 30) for _ in range(2))
    assert list(one.samples.values()) == list(other.samples.values())
    assert one.open == other.open


def test_an_interruption_after_the_last_step_loses_no_box(monkeypatch):
    def popped(waiting):
        heapq.heappop(waiting)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "heapq", SimpleNamespace(heappush=heapq.heappush, heappop=popped))
    found = cover(tree_of(EpisodeGame(2, 3, modification=p)))
    assert found.covered or not found.complete
