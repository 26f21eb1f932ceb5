import itertools
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.symbolic.episode_symbols import FIELDS, numeric, points, symbolic_fields, value_at
from toymodels.domains import with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import plan_of
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form
from toymodels.solvers.plan_enumeration import plan_enumeration
from toymodels.symbolic.covered_solution import covered_solution
from toymodels.symbolic.episode.episode_solution import episode_solution
from toymodels.symbolic.pieces import SymbolicSolution

F = Fraction
p, w, g, tau, alpha, q = FIELDS.values()


@st.composite
def games(draw, longest=4, **limits):
    fields, ranges = draw(symbolic_fields(**limits))
    return EpisodeGame(draw(st.integers(0, longest)), draw(st.integers(0, longest)), **fields), ranges


@settings(max_examples=2 * settings().max_examples)
@given(games())
def test_the_pieces_are_those_of_the_general_method(problem):
    game, ranges = problem
    ours, theirs = episode_solution(game, **ranges), covered_solution(game, **ranges)
    assert theirs.complete
    assert (ours.names, ours.symbols, ours.ranges) == (theirs.names, theirs.symbols, theirs.ranges)
    assert [piece.label for piece in ours.pieces] == [piece.label for piece in theirs.pieces]
    for mine, other in zip(ours.pieces, theirs.pieces, strict=True):
        assert mine.policy == other.policy
        assert mine.plan_runs == other.plan_runs
        assert sympy.expand((mine.value - other.value).doit()) == 0


@settings(max_examples=2 * settings().max_examples)
@given(games(longest=7, most=4), st.data())
def test_every_sample_lies_inside_and_has_its_piece_as_the_only_solution(problem, data):
    game, ranges = problem
    solution = episode_solution(game, **ranges)
    assert solution.complete
    for piece in solution.pieces:
        assert list(piece.sample) == list(solution.names)
        for name, (low, high) in zip(solution.names, solution.ranges, strict=True):
            assert low is None or low < piece.sample[name]
            assert high is None or piece.sample[name] < high
        assert all(is_strict(condition, piece.sample) for condition in piece.conditions)
        here = numeric(game, piece.sample)
        assert backward_induction(here).policy == piece.policy
        assert backward_induction(here).value == value_at(piece.value, piece.sample)
        assert piece.plan_runs == plan_of(here.training_game(), piece.policy)
    point = data.draw(points(ranges))
    assert value_at(solution.piece_at(**point).value, point) == closed_form(numeric(game, point)).value


def is_strict(condition, point):
    left, right = (value_at(side, point) for side in condition.args)
    return left > right if isinstance(condition, sympy.Ge) else left < right


@settings(max_examples=2 * settings().max_examples)
@given(games(longest=5), st.data())
def test_a_piece_is_optimal_where_its_conditions_hold_and_nowhere_else(problem, data):
    game, ranges = problem
    solution, point = episode_solution(game, **ranges), data.draw(points(ranges))
    here = numeric(game, point)
    for piece in solution.pieces:
        values = {sympy.Symbol(name): sympy.Rational(F(x)) for name, x in point.items()}
        holds = all(bool(condition.subs(values)) for condition in piece.conditions)
        worth = closed_form(here).value
        if holds:
            assert value_at(piece.value, point) == worth
            assert gains_nothing(here, piece.policy)
        else:
            assert not gains_nothing(here, piece.policy) or has_degenerate_point(here)


def gains_nothing(game, policy):
    """Whether every choice that can be met is among the optimal ones."""
    solution = closed_form(game)
    met = {"training": game.training_agreement != 1, "deployment": game.deployment_agreement != 1}
    return all(
        rule["mesa", "conflict"] in solution.choices[t]["mesa", "conflict"]
        for t, rule in enumerate(policy)
        if met["training" if t < game.training else "deployment"]
    )


def has_degenerate_point(game):
    """Whether more is a tie here, on an edge, than inside the ranges."""
    edges = (game.modification, game.discount, game.training_agreement, game.deployment_agreement, game.monitoring)
    return game.overlap == 1 or any(value in (0, 1) for value in edges)


def test_one_condition_is_not_listed_twice_nor_if_it_always_holds():
    solution = episode_solution(EpisodeGame(6, 6, p, w, g))
    assert [len(piece.conditions) for piece in solution.pieces] == [1, 2, 3, 3, 3, 3, 3, 2]
    narrow = episode_solution(EpisodeGame(2, 3, p, w, g), p=("9/10", 1), g=("9/10", 1), w=(0, 1))
    assert [(piece.label, piece.conditions) for piece in narrow.pieces] == [("BBAAA", ())]


def test_conditions_are_written_without_fractions():
    pieces = episode_solution(EpisodeGame(2, 3, p, discount="3/4")).pieces
    assert [str(piece) for piece in pieces] == [
        "BBAAA: 333*p >= 256",
        "ABAAA: 111*p >= 64 and 333*p <= 256",
        "AAAAA: 111*p <= 64",
    ]


def test_by_hand():
    solution = episode_solution(EpisodeGame(2, 3, p, w, g))
    total = 1 + g + g**2
    assert [(piece.label, piece.conditions) for piece in solution.pieces] == [
        ("BBBBB", (sympy.Ge(w, 1),)),
        ("BBAAA", (sympy.Ge(p * g**2 * total, 1), sympy.Le(w, 1))),
        ("ABAAA", (sympy.Ge(p * g * total, 1), sympy.Le(p * g**2 * total, 1), sympy.Le(w, 1))),
        ("AAAAA", (sympy.Le(p * g * total, 1), sympy.Le(w, 1))),
    ]
    value = 1 + (1 - p) * g * w + p * g * w + (1 - p) * g**2 * total + p * g**2 * w * total
    assert sympy.expand((solution.pieces[2].value - value).doit()) == 0


@pytest.mark.parametrize(
    ("game", "labels"),
    [
        (EpisodeGame(2, 2, 0, w, g), ["BBBB", "AAAA"]),
        (EpisodeGame(2, 2, p, w, 0), ["BBBB", "AAAA"]),
        (EpisodeGame(2, 2, p, w, g, tau, 1, q), ["BBBB", "AAAA"]),
        (EpisodeGame(2, 0, p, w, g), ["BB", "AA"]),
        (EpisodeGame(0, 2, p, w, g), ["BB", "AA"]),
        (EpisodeGame(0, 0, p, w, g), [""]),
        (EpisodeGame(3, 2, p, w, 1), ["BBBBB", "BBBAA", "AAAAA"]),
        (EpisodeGame(2, 1, 1, w, 1, 0, 0, q), ["BBB", "BBA"]),  # p g u_0 is 1 at all parameters
        (EpisodeGame(2, 0, 1, w, 1), ["BB", "AA"]),  # one A is all that can be had: the first is a tie
        (EpisodeGame(2, 2, p, 1, g), ["BBBB"]),
        (EpisodeGame(2, 2, p, 2, g), ["BBBB"]),
        (EpisodeGame(2, 2, "2/3", 0, g, tau), ["BBAA", "ABAA", "AAAA"]),
        (EpisodeGame(2, 1, p, 0, g), ["AAA"]),  # x_1 = p g is 1 in a corner only
        (EpisodeGame(2, 2, 1, 0, "1/2", tau), ["AAAA"]),
        (EpisodeGame(3, 1, 1, w, 1, 1, 0, 0), ["BBBB", "BBBA"]),  # no conflict in training: one plan stands for all
        (EpisodeGame(2, 2, p, w, g, 1), ["BBBB", "AAAA"]),
        (EpisodeGame(2, 2, p, w, g, 1, 1), ["AAAA"]),
        (EpisodeGame(2, 2, p, w, 0, 1, 0), ["AAAA"]),  # deployment is worth nothing
    ],
    ids=str,
)
def test_degenerate_games(game, labels):
    assert [piece.label for piece in episode_solution(game).pieces] == labels
    assert [piece.label for piece in covered_solution(game).pieces] == labels


def test_samples_are_no_ties():
    assert [piece.sample["p"] for piece in episode_solution(EpisodeGame(1, 2, p)).pieces] == [F(3, 4), F(1, 4)]


def test_where_the_overlap_matters_nowhere_its_middle_decides():
    game = EpisodeGame(2, 2, p, w, g, 1, 1)
    assert [piece.label for piece in episode_solution(game, w=(0, 4)).pieces] == ["BBBB"]
    assert [piece.label for piece in covered_solution(game, w=(0, 4)).pieces] == ["BBBB"]


def test_ranges_on_one_side_drop_pieces():
    def labels(**ranges):
        return [piece.label for piece in episode_solution(EpisodeGame(4, 4, p, w, g), **ranges).pieces]

    assert labels(w=(1, None)) == ["BBBBBBBB"]
    assert labels(w=(None, 1), g=(0, "1/4")) == ["AAAAAAAA"]
    assert labels(w=(0, 1), p=("1/2", 1), g=("9/10", 1)) == ["BBBBAAAA"]
    assert labels(w=(0, 1), p=(0, "1/2")) == ["BBBBAAAA", "ABBBAAAA", "AABBAAAA", "AAABAAAA", "AAAAAAAA"]


def test_the_names_of_fields_make_symbols_of_them():
    solution = episode_solution(EpisodeGame(1, 2), modification=None, discount=("1/2", 1))
    assert solution.names == ("modification", "discount")
    assert solution.pieces[0].sample.keys() == {"modification", "discount"}
    assert solution.piece_at(modification=1, discount=1).label == "BAA"


def test_floats_are_the_rationals_that_they_are():
    exact = episode_solution(EpisodeGame(2, 3, p, discount=F(0.7)))
    assert episode_solution(EpisodeGame(2, 3, p, discount=0.7)).pieces == exact.pieces


@pytest.mark.parametrize("fields", [{"modification": g, "discount": g}, {"overlap": 1 - p, "modification": p}])
def test_formulas_and_shared_symbols_are_refused(fields):
    with pytest.raises(ValueError, match="every field of the game must be a number or a symbol of its own: use covered"):
        episode_solution(EpisodeGame(2, 3, **fields))


def test_symbolic_horizons_and_games_without_symbols_are_refused():
    with pytest.raises(TypeError, match="training must be a number, got T"):
        episode_solution(EpisodeGame(sympy.Symbol("T"), 3, p))
    with pytest.raises(ValueError, match="there must be at least one parameter"):
        episode_solution(EpisodeGame())


def test_what_is_too_long_to_write_down_is_refused():
    with pytest.raises(ValueError, match=r"\(9/10\)\^1000000000 is too long to write down"):
        episode_solution(EpisodeGame(10**9, 3, p, discount="9/10"))
    with pytest.raises(ValueError, match="at most 100000 pieces: narrow the ranges, or make training a symbol"):
        episode_solution(EpisodeGame(10**9, 10**9, p, discount=g))


def test_thousands_of_episodes_in_narrow_ranges():
    game = EpisodeGame(5000, 5000, p, discount=g)
    solution = episode_solution(game, p=("1/10", "11/100"), g=("99/100", "991/1000"))
    piece = solution.pieces[len(solution.pieces) // 2]
    length = piece.plan_runs.pieces[1][0]
    assert 1 < len(solution.pieces) < 5000
    assert piece.label == f"A^{5000 - length} B^{length} A^5000"
    assert (
        closed_form(with_fields(game, modification=piece.sample["p"], discount=piece.sample["g"])).plan_runs == piece.plan_runs
    )


def test_linear_in_the_number_of_pieces_and_readable():
    def size(episodes):
        return len(str(episode_solution(EpisodeGame(episodes, episodes, p, w, g))))

    assert size(40) < 2.2 * size(20)
    assert max(map(len, str(episode_solution(EpisodeGame(50, 50, p, w, g))).splitlines())) < 150


def test_all_plans_are_told_apart_from_every_other():
    solution = episode_solution(EpisodeGame(3, 3, p, discount=g))
    assert isinstance(solution, SymbolicSolution)
    for one, other in itertools.permutations(solution.pieces, 2):
        here = numeric(EpisodeGame(3, 3, p, discount=g), one.sample)
        assert plan_enumeration(here).plan == one.label
        assert value_at(one.value, one.sample) >= 0
        assert other.label not in (one.label, "")
