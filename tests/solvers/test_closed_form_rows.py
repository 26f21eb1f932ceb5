"""The rows along which the modification probability grows: each cell as the scalar closed form has it."""

import itertools
import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.strategies import chances, discounts, episode_games, worth_of_deployment
from toymodels.domains import with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.regimes import REGIMES
from toymodels.scalars import float_array, is_exact
from toymodels.solvers.closed_form import closed_form
from toymodels.solvers.closed_form_grid import closed_form_grid
from toymodels.solvers.closed_form_rows import admits_runs
from toymodels.solvers.closed_form_terms import terms_of
from toymodels.solvers.switching import EpisodeParameters, switch

F = Fraction
LONG = 500
LEAST = 1e-300
ARRAYS = ("regime", "deceptive_episodes", "tie")
AXES = {
    "training": st.integers(0, 6),
    "deployment": st.integers(0, 6),
    "discount": discounts(),
    "overlap": st.sampled_from([0, F(1, 2), -1, F(9, 10)]),
    "training_agreement": chances().filter(lambda x: x < 1),
    "deployment_agreement": chances(),
    "monitoring": chances(),
}


def runs_are_used(model):
    """Whether the fast path is open to a model's grid."""
    given_ = EpisodeParameters.of(model)
    dimensions = len(np.broadcast_shapes(*(np.shape(value) for value in given_)))
    whole = [float_array(value) for value in given_]
    whole = [value.reshape((1,) * (max(dimensions, 2) - value.ndim) + value.shape) for value in whole]
    with np.errstate(divide="ignore", invalid="ignore"):
        return admits_runs(terms_of(EpisodeParameters(*whole)), np.broadcast_shapes(*(value.shape for value in whole)))


def exact_game(model, index, shape):
    """The game of one cell in the rational numbers that the grid is written in."""
    entries = {name: np.broadcast_to(np.array(value, dtype=object), shape)[index] for name, value in vars(model).items()}
    return EpisodeGame(**{name: entry if is_exact(entry) else F(entry) for name, entry in entries.items()})


def right_answer(game):
    """Regime, deceptive episodes, whether there are ties, and the value of a game with overlap below 1.

    Long games have their value by formula in 50 digits: 1 per agreement, w per conflict, and (1 - w) u_T.
    """
    if game.training + game.deployment < LONG:
        solution = closed_form(game)
        return solution.regime, solution.deceptive_episodes, bool(solution.ties), float(solution.value)
    turn = switch(EpisodeParameters.of(game))
    word = "defects" if turn.length == 0 else "deceptive" if turn.length == game.training else "partly deceptive"
    with mpmath.workdps(50):
        p, w, g, tau, alpha, q = (mpmath.mpf(F(x).numerator) / F(x).denominator for x in list(vars(game).values())[2:])
        training, deployment, k = game.training, game.deployment, game.training - turn.length

        def geometric(x, n):
            return (1 - x**n) / (1 - x) if x != 1 else n

        kept, future = 1 - p * (1 - tau), (1 - alpha) * geometric(g * (1 - q * (1 - alpha)), deployment)
        stays = g**training * kept**k * future + (1 - tau) * geometric(g * kept, k)
        served = (tau + (1 - tau) * w) * geometric(g, training)
        served += g**training * (alpha + (1 - alpha) * w) * geometric(g, deployment)
        return word, turn.length, turn.tied, float(served + (1 - w) * stays)


def assert_cells_are_right(model, grid, indices=None):
    for index in np.ndindex(grid.value.shape) if indices is None else indices:
        game = exact_game(model, index, grid.value.shape)
        word, length, tied, value = right_answer(game)
        assert REGIMES[grid.regime[index]] == word
        assert grid.deceptive_episodes[index] == length
        assert grid.tie[index] == tied
        size = 0 if game.overlap >= 0 else float(1 - game.overlap) * (game.training + game.deployment)
        assert grid.value[index] == pytest.approx(value, rel=1e-12, abs=1e-12 * size)


def knife_edges(game):
    """The modification probabilities at which some training conflict of a game is a tie."""
    stakes = [game.discount**j * worth_of_deployment(game) for j in range(1, game.training + 1)]
    return {1 / F(stake) for stake in stakes if stake >= 1}


@st.composite
def row_grids(draw):
    """Grids of up to three axes, the last one of modification probabilities that grow, many of them on boundaries."""
    names = draw(st.lists(st.sampled_from(sorted(AXES)), max_size=2, unique=True))
    game = draw(episode_games())
    fixed = {name: getattr(game, name) for name in AXES if name not in names}
    fixed |= {"overlap": draw(AXES["overlap"]), "training_agreement": draw(AXES["training_agreement"])}
    columns = {name: draw(st.lists(AXES[name], min_size=1, max_size=3)) for name in names}
    fixed = {name: value for name, value in fixed.items() if name not in names}
    rows = [dict(zip(names, values, strict=True)) for values in itertools.product(*columns.values())]
    edges = set().union(*(knife_edges(EpisodeGame(**fixed, **row)) for row in rows))
    marks = sorted({0, 1, *edges, *draw(st.lists(chances(), max_size=4))})
    kept = sorted({*draw(st.lists(st.sampled_from(marks), min_size=2, max_size=12)), draw(st.sampled_from([0, 1]))})
    kind = draw(st.sampled_from(["exact", "float", "neighbours"]))
    if kind == "neighbours":
        near = [float(p) for p in kept]
        near += [np.nextafter(p, 0) for p in near] + [np.nextafter(max(p, LEAST), 1) for p in near]
        kept = sorted({float(p) for p in near})
    modification = np.array(kept, dtype=object if kind == "exact" else float)
    assume(modification.size > 1)
    arrays = {"modification": modification}
    for axis, name in enumerate(names):
        whole = name in ("training", "deployment")
        array = np.array(columns[name], dtype=(int if whole else float) if draw(st.booleans()) else object)
        arrays[name] = array.reshape([-1 if i == axis else 1 for i in range(len(names) + 1)])
    return EpisodeGame(**fixed, **arrays)


def transposed(model):
    """The same grid with one more axis, of length 1, in front, that has then changed places with the last."""
    dimensions = max(np.ndim(value) for value in vars(model).values())

    def turn(value):
        return value.reshape((1,) * (dimensions + 1 - value.ndim) + value.shape).swapaxes(0, -1)

    return with_fields(model, **{name: turn(v) for name, v in vars(model).items() if isinstance(v, np.ndarray)})


@settings(max_examples=5 * settings().max_examples)
@given(row_grids())
def test_every_cell_is_solved_as_if_alone(model):
    assert_cells_are_right(model, closed_form_grid(model))


def assert_ways_agree(model):
    grid, general = closed_form_grid(model, margin=True), closed_form_grid(transposed(model), margin=True)
    assert not runs_are_used(transposed(model))
    turned = general.rearranged(lambda array: array.swapaxes(0, -1).reshape(grid.value.shape))
    for name in ARRAYS:
        assert np.array_equal(getattr(grid, name), getattr(turned, name))
    assert np.allclose(grid.value, turned.value, rtol=1e-12, atol=1e-12)
    assert np.allclose(grid.margin, turned.margin, rtol=1e-12, atol=1e-12, equal_nan=True)


@given(row_grids())
def test_the_general_way_finds_the_same(model):
    assert_ways_agree(model)


def test_the_rows_above_are_mostly_solved_as_runs():
    assert runs_are_used(EpisodeGame(modification=np.array([0.0, 0.5, 1.0]), discount=np.array([[0.5], [1.0]])))
    assert runs_are_used(EpisodeGame(modification=np.array([0, F(1, 3), 1], dtype=object)))


@pytest.mark.parametrize(
    "fields",
    [
        {"modification": np.array([1.0, 0.5])},
        {"modification": np.array([0.5, 0.5])},
        {"modification": np.array([[0.5], [1.0]])},
        {"modification": np.array([0.5])},
        {"modification": 0.5, "discount": np.array([0.5, 1.0])},
        {"modification": np.array([0.5, 1.0]), "discount": np.array([0.5, 1.0])},
        {"modification": np.array([0.5, 1.0]), "training_agreement": np.array([0.5, 1.0])},
        {"modification": np.array([[0.5, 1.0], [0.25, 0.5]])},
        {"modification": np.array([0.5, 1.0]), "overlap": np.array([[0], [1]])},
        {"modification": np.array([0.5, 1.0]), "training_agreement": 1},
        {"modification": np.array([0.25, 0.5, 1.0]), "training_agreement": np.array([[0], [F(1, 3)]])},
        {"modification": np.array([F(1, 3), F(1, 3) + F(1, 10**30)])},
        {"modification": np.array([0.5, 1.0]), "training": 1000},
        {"modification": np.array([0.5, 1.0]), "training": 10**6, "discount": 1 - 1e-7},
    ],
)
def test_other_grids_are_solved_the_general_way(fields):
    model = EpisodeGame(**fields)
    assert not runs_are_used(model)
    assert_cells_are_right(model, closed_form_grid(model))


@pytest.mark.parametrize(
    "fields",
    [
        {"training": 0},
        {"deployment": 0},
        {"training": 0, "deployment": 0},
        {"discount": 0},
        {"deployment_agreement": 1},
        {"training": np.array([[0], [1], [5], [6]]), "deployment": 6, "discount": F(1, 2)},
        {"deployment": np.array([[0], [1], [2], [7]]), "training": 4},
        {"discount": np.array([[0], [F(1, 2)], [F(9, 10)], [1]]), "training": 5, "deployment": 5},
        {"overlap": np.array([[0], [F(1, 2)], [-2]])},
        {"monitoring": np.array([[0], [F(1, 3)], [1]]), "training": 3, "deployment": 5},
        {"training_agreement": F(1, 3), "training": np.array([[0], [1], [3]]), "deployment": 2},
        {"deployment_agreement": np.array([[0], [F(1, 3)], [1]]), "training": 3, "deployment": 5},
        {
            "training": np.array([[[0]], [[2]], [[5]]]),
            "discount": np.array([[F(1, 2)], [F(9, 10)], [1]]),
            "deployment": 9,
        },
    ],
)
def test_rows_with_points_on_every_boundary(fields):
    shape = np.broadcast_shapes(*(np.shape(value) for value in fields.values()))
    games = [exact_game(EpisodeGame(**fields), index, shape) for index in np.ndindex(shape)]
    edges = set().union(*map(knife_edges, games))
    column = sorted({0, 1, F(1, 7), F(3, 4), *edges})
    floats = sorted({float(np.nextafter(max(float(p), LEAST), end)) for p in column for end in (0.0, float(p), 1.0)} | {0.0})
    for modification in (np.array(column, dtype=object), np.array(floats)):
        model = EpisodeGame(**fields, modification=modification)
        grid = closed_form_grid(model)
        assert_cells_are_right(model, grid)
        assert grid.regime.shape == (*shape[:-1], len(modification))
    exact = EpisodeGame(**fields, modification=np.array(column, dtype=object))
    assert runs_are_used(exact)
    ties = {(i, j) for i, game in enumerate(games) for j, p in enumerate(column) if p in knife_edges(game)}
    tied = closed_form_grid(exact).tie.reshape(-1, len(column))
    assert ties <= {tuple(index) for index in np.argwhere(tied).tolist()}


def test_by_hand():
    """T = D = 2, g = 1/2 and 1: u_0 is 3/2 and 2, so p g u_0 >= 1 never, and from p = 1/2 on."""
    model = EpisodeGame(2, 2, discount=np.array([[0.5], [1.0]]), modification=np.array([0.0, 0.5, 1.0]))
    assert runs_are_used(model)
    grid = closed_form_grid(model)
    assert grid.deceptive_episodes.tolist() == [[0, 0, 0], [0, 2, 2]]
    assert grid.tie.tolist() == [[False, False, False], [False, True, False]]
    assert grid.decided_exactly.tolist() == [[False, False, False], [False, True, False]]
    # always A at g = 1/2: 1 + c/2 + c^2 (1/4) (3/2) with c = 1 - p; at g = 1: p = 0 is worth 4, deception 2
    assert grid.value.tolist() == [[15 / 8, 1 + 1 / 4 + 3 / 32, 1], [4, 2, 2]]


def test_the_first_deceptive_column_may_lie_between_several_that_are_decided_exactly():
    """Three neighbouring rationals too close for logarithms, the middle one on the boundary."""
    edge, step = F(1, 3), F(1, 10**15)
    column = np.array([edge - step, edge, edge + step])
    model = EpisodeGame(training=2, deployment=3, modification=column)
    assert runs_are_used(model)
    grid = closed_form_grid(model)
    assert grid.deceptive_episodes.tolist() == [0, 2, 2]
    assert grid.tie.tolist() == [False, True, False]


def test_a_row_may_end_just_before_its_boundary():
    column = np.array([F(1, 4), F(1, 3) - F(1, 10**17)])
    grid = closed_form_grid(EpisodeGame(training=2, deployment=3, modification=column))
    assert grid.deceptive_episodes.tolist() == [0, 0]
    assert grid.decided_exactly.tolist() == [False, True]


@pytest.mark.parametrize("discount", [1 - 2.0**-53, 1 - 2.0**-40, 1 - 1e-9])
def test_thresholds_closer_together_than_rounding(discount):
    worth = sum(F(discount) ** i for i in range(7))
    edges = [float(1 / (F(discount) ** j * worth)) for j in range(1, 5)]
    column = sorted({float(p) for edge in edges for p in (np.nextafter(edge, 0), edge, np.nextafter(edge, 1))} | {0.01, 0.99})
    model = EpisodeGame(4, 7, discount=discount, modification=np.array(column))
    assert_cells_are_right(model, closed_form_grid(model))


def changes(grid, rng, count=60):
    """Cells at which the label changes along a row, those before them, and cells at random."""
    places = np.argwhere(np.diff(grid.deceptive_episodes, axis=-1) != 0)
    picked = [tuple(index) for index in rng.permutation(places)[:count].tolist()]
    picked += [(*index[:-1], index[-1] + 1) for index in picked]
    return picked + [tuple(index) for index in rng.integers(0, grid.value.shape, (count, grid.value.ndim)).tolist()]


@pytest.mark.parametrize(
    "fields",
    [
        {"training": 10, "deployment": 10, "discount": np.linspace(0.5, 1, 300)[:, None]},
        {"training": 1000, "deployment": 1000, "discount": np.linspace(0.9, 1, 300)[:, None]},
        {"training": 10**6, "deployment": 20, "discount": np.linspace(0.5, 0.999, 300)[:, None]},
        {"training": np.arange(300)[:, None], "deployment": 20, "discount": 0.95},
        {"training": 5, "deployment": np.arange(300)[:, None], "monitoring": 0.01},
        {"training": 10, "deployment": 10, "overlap": np.linspace(-1, 0.99, 300)[:, None], "discount": 0.97},
        {"training": 9, "deployment": 9, "deployment_agreement": np.linspace(0, 1, 300)[:, None], "discount": 0.9},
        {
            "training": np.array([3, 8, 0])[:, None, None],
            "deployment": 12,
            "discount": np.linspace(0.7, 1, 100)[:, None],
            "deployment_agreement": 0.25,
        },
    ],
)
def test_grids_of_several_blocks(fields):
    model = EpisodeGame(**fields, modification=np.linspace(0, 1, 301))
    assert runs_are_used(model)
    grid = closed_form_grid(model)
    assert grid.value.size > 2**15
    assert_cells_are_right(model, grid, changes(grid, np.random.default_rng(4)))


def test_a_grid_of_several_blocks_agrees_with_the_general_way_in_every_cell():
    model = EpisodeGame(10, 10, modification=np.linspace(0, 1, 257), discount=np.linspace(0, 1, 257)[:, None])
    assert runs_are_used(model)
    assert_ways_agree(model)


def test_rows_longer_than_a_block():
    model = EpisodeGame(4, 9, modification=np.linspace(0, 1, 2**15 + 3), discount=np.array([[0.5], [0.9], [1.0]]))
    grid = closed_form_grid(model)
    assert_cells_are_right(model, grid, changes(grid, np.random.default_rng(5), 40))


def test_blocks_of_one_cell(monkeypatch):
    """The size of a block is no part of the answer."""
    model = EpisodeGame(5, 6, modification=np.linspace(0, 1, 40), discount=np.linspace(0.4, 1, 30)[:, None])
    whole = closed_form_grid(model)
    monkeypatch.setattr("toymodels.solvers.closed_form_rows._BLOCK", 1)
    by_rows = closed_form_grid(model)
    for name in ("value", *ARRAYS, "decided_exactly"):
        assert np.array_equal(getattr(whole, name), getattr(by_rows, name)) or name == "value"
    assert by_rows.value == pytest.approx(whole.value, rel=1e-14)


def naive_length(game):
    """m as a line of float arithmetic has it, or as a line with logarithms has it, for g < 1 and g = 1."""
    p, g, horizon = float(game.modification), float(game.discount), game.deployment
    stake = p * g * (horizon if g == 1 else (1 - g**horizon) / (1 - g))
    if stake < 1:
        return 0
    return game.training if g == 1 else min(game.training, 1 + math.floor(math.log(stake) / math.log(1 / g)))


def test_a_plain_float_formula_is_wrong_on_many_points_of_a_boundary():
    """p = 1/(g^j S_D(g)), the nearest float to it, with g a float: the grid is right on all of them, the line is not."""
    naive, ours, total = 0, 0, 0
    for n, deployment, j in itertools.product(range(5, 20), (3, 5, 8, 12), (1, 2, 5)):
        discount = F(n, 20)
        stake = discount**j * sum(discount**i for i in range(deployment))
        if stake < 1:
            continue
        games = [EpisodeGame(10, deployment, p, discount=discount) for p in (F(1, 2) / stake, 1 / stake, 1)]
        column = np.array([game.modification for game in games], dtype=object)
        grid = closed_form_grid(with_fields(games[0], modification=column))
        total += 1
        naive += naive_length(games[1]) != j
        ours += grid.deceptive_episodes[1] != j or not grid.tie[1]
    assert total > 70
    assert naive > total / 4
    assert ours == 0


def test_a_plain_float_formula_is_wrong_on_many_floats_next_to_a_boundary():
    """Where everything is a float to begin with, the truth is that of the rationals that the floats are."""
    naive, total = 0, 0
    for deployment in range(2, 200):
        edge = 1 / deployment
        column = np.array([np.nextafter(edge, 0), edge, np.nextafter(edge, 1)])
        grid = closed_form_grid(EpisodeGame(3, deployment, modification=column))
        truth = [3 if F(p) * deployment >= 1 else 0 for p in column.tolist()]
        assert grid.deceptive_episodes.tolist() == truth
        lines = [naive_length(EpisodeGame(3, deployment, p)) for p in column.tolist()]
        naive, total = naive + sum(a != b for a, b in zip(lines, truth, strict=True)), total + 3
    assert naive > total / 20
