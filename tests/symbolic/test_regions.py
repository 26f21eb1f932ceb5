"""Regions against exact backward induction, closed forms derived by hand, and the general method against the fast path."""

import itertools
from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.strategies import chances, discounts, points_in, symbolic_games
from tests.symbolic.optimality import is_optimal, numeric, points_of
from tests.training_games import choice_game, ladder_game
from toymodels.domains import with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.symbolic.regions import covered_regions, regions

F = Fraction
W, X, Y = sympy.symbols("w x y")
SQUARE = ("modification", "discount")


TANGLED = regions(EpisodeGame(training=2, deployment=3, modification=X * Y, discount=X, overlap=Y), {"x": (0, 1), "y": (0, 1)})


def deterrence(game, j):
    """p g^j u_0, by its definition."""
    kept = game.discount * (1 - game.monitoring * (1 - game.deployment_agreement))
    worth = sum(((1 - game.deployment_agreement) * kept**i for i in range(game.deployment)), start=F(0))
    return game.modification * game.discount**j * worth


def optimal_lengths(game):
    """The m for which A^(T-m) B^m A^D is optimal (w < 1): p g^m u_0 >= 1 >= p g^(m+1) u_0, ends left out."""
    t = game.training
    return {m for m in range(t + 1) if (m == 0 or deterrence(game, m) >= 1) and (m == t or deterrence(game, m + 1) <= 1)}


def plan(game, m):
    return "A" * (game.training - m) + "B" * m + "A" * game.deployment


class TestEpisodeGames:
    @given(
        st.integers(1, 4),
        st.integers(1, 4),
        st.sampled_from([F(0), F(1, 3)]),
        st.fixed_dictionaries({"modification": chances(), "discount": discounts()}),
    )
    def test_cells_hold_the_points_of_the_closed_form(self, training, deployment, alpha, point):
        game = EpisodeGame(training=training, deployment=deployment, deployment_agreement=alpha)
        found = regions(game, SQUARE)
        here = {cell.label for cell in found.at(**point)}
        assert here == {plan(game, m) for m in optimal_lengths(with_fields(game, **point))} & {c.label for c in found.cells}
        if not backward_induction(with_fields(game, **point)).ties:
            assert here == {backward_induction(with_fields(game, **point)).plan}

    @pytest.mark.parametrize(("training", "deployment"), [(1, 3), (3, 2), (6, 6)])
    def test_the_graph_is_a_path(self, training, deployment):
        found = regions(EpisodeGame(training=training, deployment=deployment), SQUARE)
        p, g = found.space.symbols
        labels = [plan(found.space.problem, m) for m in range(training + 1)]
        assert {cell.label for cell in found.cells} == set(labels)
        assert {frozenset(edge) for edge in found.graph.edges} == {frozenset(pair) for pair in itertools.pairwise(labels)}
        assert found.graph.graph["undecided"] == []
        stake = sum(g**i for i in range(deployment))
        for m in range(1, training + 1):
            (curve,) = found.boundaries[frozenset((labels[m - 1], labels[m]))]
            assert sympy.expand(curve.expression - (p * g**m * stake - 1)) == 0
            assert sympy.simplify(curve.solved_for[p] - 1 / (g**m * stake)) == 0
            for value in (F(8, 9), F(19, 20)):
                chance = F(str(curve.solved_for[p].subs(g, sympy.Rational(value.numerator, value.denominator))))
                if chance <= 1:
                    here = [cell.label for cell in found.at(modification=chance, discount=value)]
                    assert set(here) == {labels[m - 1], labels[m]}
                    tied = backward_induction(with_fields(found.space.problem, modification=chance, discount=value))
                    assert [first for first, *_ in tied.ties] == [training - m]

    @pytest.mark.parametrize(
        "names",
        [SQUARE, ("discount", "deployment_agreement"), ("modification", "monitoring"), (*SQUARE, "deployment_agreement")],
    )
    def test_the_general_method_finds_the_same_cells(self, names):
        fast = regions(EpisodeGame(training=2, deployment=2), names)
        general = covered_regions(fast.space)
        assert fast.complete
        assert general.complete
        assert {cell.label: set(cell.conditions) for cell in fast.cells} == {
            cell.label: set(cell.conditions) for cell in general.cells
        }
        for cell in fast.cells:
            assert [c.label for c in general.at(**dict(zip(names, cell.sample, strict=True)))] == [cell.label]

    def test_overlap_one_is_a_wall(self):
        found = regions(EpisodeGame(training=1, deployment=2), {"modification": None, "overlap": (-1, 2)})
        assert {cell.label for cell in found.cells} == {"AAA", "BAA", "BBB"}
        assert {frozenset(edge) for edge in found.graph.edges} == {
            frozenset(pair) for pair in (("AAA", "BAA"), ("AAA", "BBB"), ("BAA", "BBB"))
        }
        assert {cell.label for cell in found.at(modification="1/2", overlap=1)} == {"AAA", "BAA", "BBB"}
        assert [cell.label for cell in found.at(modification="1/2", overlap="3/2")] == ["BBB"]

    def test_three_parameters(self):
        found = regions(EpisodeGame(training=2, deployment=3), [*SQUARE, "deployment_agreement"])
        for p, g, alpha in itertools.product([F(1, 3), F(7, 9), 1], repeat=3):
            game = EpisodeGame(training=2, deployment=3, modification=p, discount=g, deployment_agreement=alpha)
            here = found.at(modification=p, discount=g, deployment_agreement=alpha)
            assert {cell.label for cell in here} == {plan(game, m) for m in optimal_lengths(game)}
        assert len(found.graph.edges) == 2

    @given(points_in(((0, 1), (0, 1))))
    def test_symbols_in_several_fields(self, point):
        """w = x and p = x y."""
        here = [cell.label for cell in TANGLED.at(x=point[0], y=point[1])]
        exact = backward_induction(TANGLED.space.at(point))
        assert exact.plan in here


def _tied(game):
    return bool(backward_induction(game).ties)


class TestGeneralGames:
    @given(symbolic_games(parameters=2, most_profiles=100), st.data())
    def test_points_and_samples(self, drawn, data):
        game, ranges = drawn
        assume(ranges)
        found = regions(game, ranges, most_boxes=300)
        assert len({cell.label for cell in found.cells}) == len(found.cells)
        for cell in found.cells:
            sample = dict(zip(found.space.names, cell.sample, strict=True))
            assert found.at(**sample) == (cell,)
            assert is_optimal(numeric(game, sample), cell.piece.policy)
        point = data.draw(points_of(ranges))
        here = found.at(**point)
        assert all(is_optimal(numeric(game, point), cell.piece.policy) for cell in here)
        assert here or not found.complete

    @given(symbolic_games(parameters=2, most_profiles=60), st.data())
    @settings(max_examples=30)
    def test_boundaries_are_ties_of_the_touching_cells(self, drawn, data):
        game, ranges = drawn
        assume(len(ranges) == 2)
        found = regions(game, ranges, most_boxes=100)
        for pair, curve in ((pair, curve) for pair, curves in found.boundaries.items() for curve in curves):
            for symbol, graph in curve.solved_for.items():
                name = str(symbol)
                (other,) = set(ranges) - {name}
                value = data.draw(st.fractions(*ranges[other], max_denominator=30))
                solved = graph.subs(sympy.Symbol(other), sympy.Rational(value.numerator, value.denominator))
                if solved.is_Rational and ranges[name][0] <= F(str(solved)) <= ranges[name][1]:
                    point = {name: F(str(solved)), other: value}
                    here = {cell.label for cell in found.at(**point)}
                    assert pair <= here or not pair & here or _tied(numeric(game, point))
                    assert all(is_optimal(numeric(game, point), found[label].piece.policy) for label in here)

    def test_curves_are_solved_for_what_they_are_linear_in(self):
        found = regions(choice_game({"A": X**2 + Y - F(1, 2), "B": 0}), {"x": (0, 1), "y": (0, 1)})
        assert found.boundaries[frozenset("AB")][0].solved_for == {Y: F(1, 2) - X**2}
        found = regions(choice_game({"A": X**2 + Y**2 - F(1, 2), "B": 0}), {"x": (0, 1), "y": (0, 1)})
        assert found.boundaries[frozenset("AB")][0].solved_for == {}

    def test_one_parameter(self):
        found = regions(choice_game({"A": X, "B": F(1, 3), "C": 1 - X}), {"x": (0, 1)})
        assert [(cell.label, [str(c) for c in cell.piece.conditions]) for cell in found.cells] == [
            ("C", ["2*x <= 1"]),
            ("A", ["2*x >= 1"]),
        ]
        assert [cell.label for cell in found.at(x="1/2")] == ["C", "A"]

    def test_a_ladder_in_two_parameters(self):
        """Two rungs are the episode game with w = 0: B iff p g (1 + g) >= 1, in one episode before two."""
        game = ladder_game(rungs=2, training=1, deployment=2, chance=X, discount=Y)
        found = regions(game, {"x": (0, 1), "y": (0, 1)})
        assert len(found.cells) == 2
        for x, y in itertools.product([F(1, 2), F(5, 6), 1], repeat=2):
            expected = backward_induction(ladder_game(rungs=2, training=1, deployment=2, chance=x, discount=y))
            assert expected.plan in {cell.label.split(" ")[0] for cell in found.at(x=x, y=y)}


class TestLooks:
    def test_text(self):
        found = regions(EpisodeGame(training=1, deployment=1), ["modification"])
        assert str(found) == "AA  everywhere\nmodification in [0, 1]; 1 region, complete"

    def test_incomplete(self):
        space = regions(EpisodeGame(training=5, deployment=5), SQUARE).space
        found = covered_regions(space, most_boxes=1)
        if not found.complete:
            assert "INCOMPLETE" in str(found)
        none = covered_regions(space, most_boxes=0)
        assert not none.complete
        assert none.cells == ()
        assert none.open_boxes == (space.box,)

    def test_incomplete_ones_say_how_many_boxes_are_open(self):
        circle = (X - F(1, 2)) ** 2 + (Y - F(1, 2)) ** 2 - F(1, 100)
        found = regions(choice_game({"A": circle, "B": 0}), {"x": (0, 1), "y": (0, 1)}, most_boxes=1)
        assert found.complete == ("INCOMPLETE" not in str(found))


class TestErrors:
    def test_unknown_labels(self):
        with pytest.raises(ValueError, match="policy"):
            regions(EpisodeGame(), SQUARE)["BBBAA"]

    @pytest.mark.parametrize(
        ("point", "error", "words"),
        [
            ({"modification": 1}, ValueError, "got none for discount"),
            ({"modification": 1, "discount": 1, "overlap": 0}, ValueError, "overlap"),
            ({"modification": 2, "discount": 1}, ValueError, r"modification must be in \[0, 1\], got 2"),
            ({"modification": X, "discount": 1}, TypeError, "modification must be one rational number"),
            ({"modification": None, "discount": 1}, TypeError, "modification must be a number"),
        ],
    )
    def test_points(self, point, error, words):
        with pytest.raises(error, match=words):
            regions(EpisodeGame(), SQUARE).at(**point)

    def test_meetings_need_a_bounded_plane(self):
        with pytest.raises(ValueError, match="bounded plane, got modification in"):
            _ = regions(EpisodeGame(), ["modification"]).meetings
        with pytest.raises(ValueError, match="any overlap"):
            _ = regions(EpisodeGame(), ["modification", "overlap"]).meetings

    def test_volumes_need_bounds(self):
        with pytest.raises(ValueError, match="bounded ranges"):
            regions(EpisodeGame(), ["modification", "overlap"]).volume("BBBBB")

    def test_a_horizon_is_no_region(self):
        with pytest.raises(ValueError, match="number of episodes"):
            regions(EpisodeGame(), ["training", "discount"])
        with pytest.raises(TypeError, match="training must be a number"):
            regions(EpisodeGame(training=X), ["discount"])

    def test_names_are_not_letters_of_one_name(self):
        with pytest.raises(TypeError, match="sequence of names"):
            regions(EpisodeGame(), "discount")


class TestNothingFound:
    def test_text_without_cells(self):
        space = regions(EpisodeGame(), ["modification", "discount"]).space
        assert "0 regions, INCOMPLETE: 1 box is open" in str(covered_regions(space, most_boxes=0))


def test_long_policies_are_shown_by_runs_and_sums_explained():
    found = regions(EpisodeGame(20, 20), ["modification", "discount"])
    lines = str(found).splitlines()
    assert lines[1].startswith("A B^19 A^20     discount**19*modification*GeometricSum(discount, 20) >= 1 and ")
    assert lines[-2] == "GeometricSum(x, n) = 1 + x + ... + x**(n - 1)"
    assert found["A" * 40].piece.short_label == "A^40"


def test_notebooks_get_a_table():
    table = regions(EpisodeGame(), ["modification", "discount"])._repr_html_()
    assert table.count("<tr>") == 4
    assert "&gt;= 1" in table
    assert table.endswith("<p>modification in [0, 1], discount in [0, 1]; 3 regions, complete</p>")


def test_both_methods_name_long_policies_alike():
    space = regions(EpisodeGame(20, 20), {"modification": None}).space
    assert {cell.label for cell in covered_regions(space).cells} == {"B" * 20 + "A" * 20, "A" * 40}
