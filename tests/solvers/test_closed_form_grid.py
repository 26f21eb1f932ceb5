from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles import quality
from tests.strategies import chances, discounts, episode_games, overlaps, worth_of_deployment
from toymodels.domains import with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.regimes import REGIMES
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form
from toymodels.solvers.closed_form_grid import closed_form_grid, float_value
from toymodels.solvers.switching import EpisodeParameters

F = Fraction
HUGE = 10**18
VALUES = {
    "training": st.integers(0, 6),
    "deployment": st.integers(0, 6),
    "modification": chances(),
    "overlap": overlaps(),
    "discount": discounts(),
    "training_agreement": chances(),
    "deployment_agreement": chances(),
    "monitoring": chances(),
}


@st.composite
def grids(draw):
    """Episode games of which one to three parameters are arrays, of floats or exact, along axes of their own."""
    game = draw(episode_games())
    others = [name for name in VALUES if name != "modification"]
    names = [*draw(st.lists(st.sampled_from(others), max_size=2, unique=True)), "modification"]
    if draw(st.booleans()):
        names = draw(st.permutations(names))
    values = {name: [getattr(game, name), *draw(st.lists(VALUES[name], max_size=4))] for name in names}
    if draw(st.booleans()):
        values["modification"] = sorted(set(values["modification"]))
    arrays = {}
    for axis, (name, column) in enumerate(values.items()):
        shape = [1] * len(names)
        shape[axis] = len(column)
        whole = name in ("training", "deployment")
        kind = draw(st.sampled_from([int, object] if whole else [float, object]))
        arrays[name] = np.array(column, dtype=kind).reshape(shape)
    scalars = {
        name: float(value) if isinstance(value, F) and draw(st.booleans()) else value
        for name, value in vars(game).items()
        if name not in arrays
    }
    return EpisodeGame(**scalars, **arrays)


def cells(model):
    """Every cell's index and its game in the rational numbers that the grid is written in."""
    shape = np.broadcast_shapes(*(np.shape(value) for value in vars(model).values()))
    full = {name: np.broadcast_to(np.array(value, dtype=object), shape) for name, value in vars(model).items()}
    for index in np.ndindex(shape):
        exact = {name: array[index] for name, array in full.items()}
        yield index, EpisodeGame(**{n: F(v) if isinstance(v, float) else int(v) if isinstance(v, np.integer) else v
                                    for n, v in exact.items()})  # fmt: skip


def assert_cell_is_right(grid, index, game):
    solution = closed_form(game)
    assert REGIMES[grid.regime[index]] == solution.regime
    assert grid.deceptive_episodes[index] == solution.deceptive_episodes
    assert grid.tie[index] == bool(solution.ties)
    size = 0 if game.overlap >= 0 else float(1 - game.overlap) * (game.training + game.deployment)
    assert grid.value[index] == pytest.approx(float(solution.value), rel=1e-12, abs=1e-12 * size)


@settings(max_examples=4 * settings().max_examples)
@given(grids())
def test_every_cell_is_solved_as_if_alone(model):
    grid = closed_form_grid(model)
    seen = [assert_cell_is_right(grid, index, game) for index, game in cells(model)]
    assert len(seen) == grid.value.size
    assert grid.margin is None
    shapes = {array.shape for array in (grid.value, grid.deceptive_episodes, grid.regime, grid.tie, grid.decided_exactly)}
    assert len(shapes) == 1


@given(grids())
def test_exact_ties_are_decided_exactly(model):
    grid = closed_form_grid(model)
    for index, game in cells(model):
        stakes = [game.modification * game.discount**j * worth_of_deployment(game) for j in range(1, game.training + 1)]
        assert grid.decided_exactly[index] or 1 not in stakes or game.overlap >= 1


@given(grids())
def test_the_margin_is_what_b_gains_over_a_in_the_last_training_episode(model):
    grid = closed_form_grid(model, margin=True)
    for index, game in cells(model):
        if game.training == 0:
            assert np.isnan(grid.margin[index])
            continue
        profile, t = list(backward_induction(game).policy), game.training - 1
        stated = game.training_game()
        gains = [quality(stated, profile, t, ("mesa", "conflict", action)) for action in "BA"]
        assert grid.margin[index] == pytest.approx(float(gains[0] - gains[1]), rel=1e-12, abs=1e-11)


def test_by_hand():
    """T = 2, D = 3: p = 1/4 always defects for 1 + 3/4 (1 + 3/4 * 3), p = 1/3 is a tie, p = 1/2 and 1 give 3."""
    grid = closed_form_grid(EpisodeGame(modification=np.array([F(1, 4), F(1, 3), F(1, 2), 1], dtype=object)))
    assert grid.value.tolist() == pytest.approx([55 / 16, 3, 3, 3], rel=1e-15)
    assert [REGIMES[code] for code in grid.regime] == ["defects"] + ["deceptive"] * 3
    assert grid.deceptive_episodes.tolist() == [0, 2, 2, 2]
    assert grid.tie.tolist() == [False, True, False, False]
    assert grid.decided_exactly.tolist() == [False, True, False, False]


def test_points_exactly_on_the_boundary_are_ties_if_written_exactly():
    deployment = np.arange(1, 200)
    exact = np.array([F(1, int(n)) for n in deployment], dtype=object)
    grid = closed_form_grid(EpisodeGame(training=3, deployment=deployment, modification=exact))
    assert grid.tie.all()
    assert grid.decided_exactly.all()
    assert set(grid.deceptive_episodes) == {3}


def test_floats_next_to_the_boundary_are_told_apart():
    deployment = np.arange(1, 200)
    grid = closed_form_grid(EpisodeGame(training=3, deployment=deployment, modification=1 / deployment))
    excess = [F(1 / n) * n - 1 for n in deployment.tolist()]
    assert grid.tie.tolist() == [x == 0 for x in excess]
    assert (grid.deceptive_episodes == 3).tolist() == [x >= 0 for x in excess]
    assert len({x > 0 for x in excess}) == len({x < 0 for x in excess}) == 2  # all kinds are there


def test_knife_edges_of_impatient_optimizers():
    """p = 1/(g^j (1 + ... + g^(D-1))) for each j: B is optimal in exactly j episodes, the first of them a tie."""
    g, training = F(9, 10), 8
    worth = sum(g**i for i in range(20))
    for j in range(1, training + 1):
        edge = 1 / (g**j * worth)
        model = EpisodeGame(training, 20, discount=g, modification=np.array([edge - F(1, 10**25), edge, edge + F(1, 10**25)]))
        grid = closed_form_grid(model)
        assert grid.deceptive_episodes.tolist() == [j - 1, j, j]
        assert grid.tie.tolist() == [False, True, False]
        assert grid.decided_exactly.all()


def test_boundaries_are_found_on_an_axis_that_grows():
    for deployment in range(2, 150):
        column = np.array([F(1, 2 * deployment), F(1, deployment), F(2, 2 * deployment - 1)], dtype=object)
        grid = closed_form_grid(EpisodeGame(training=3, deployment=deployment, modification=column))
        assert grid.deceptive_episodes.tolist() == [0, 3, 3]
        assert grid.tie.tolist() == [False, True, False]


@pytest.mark.parametrize("deployment", [3, 4, 7, 8, 10, 49])
def test_neighbouring_floats_on_an_axis_that_grows_are_told_apart(deployment):
    edge = 1 / deployment
    column = np.array([edge / 2, np.nextafter(edge, 0), edge, np.nextafter(edge, 1)])
    model = EpisodeGame(training=3, deployment=deployment, modification=column)
    for cut in (slice(None), slice(0, 2), slice(2, 4), slice(0, 3)):
        part = with_fields(model, modification=column[cut])
        grid = closed_form_grid(part)
        for index, game in cells(part):
            assert_cell_is_right(grid, index, game)


def test_an_axis_may_end_just_short_of_a_boundary():
    for deployment in range(2, 50):
        column = np.array([F(1, 2 * deployment), F(1, deployment) - F(1, 10**25)])
        grid = closed_form_grid(EpisodeGame(training=3, deployment=deployment, modification=column))
        assert grid.deceptive_episodes.tolist() == [0, 0]
        assert grid.decided_exactly.tolist() == [False, True]


@pytest.mark.parametrize("n", [7001, 9999, 10007])
def test_exact_discounts_are_not_mistaken_for_the_floats_next_to_them(n):
    """Over thousands of episodes the rounding of g alone moves the threshold by more than that of the rest."""
    g, j = 1 - F(1, n), n
    edge = 1 / (g**j * sum(g**i for i in range(10)))
    column = np.array([edge - F(1, 10**25), edge, edge + F(1, 10**25)])
    grid = closed_form_grid(EpisodeGame(training=3 * n, deployment=10, discount=g, modification=column))
    assert grid.deceptive_episodes.tolist() == [j - 1, j, j]
    assert grid.tie.tolist() == [False, True, False]


@pytest.mark.parametrize("name", ["discount", "overlap", "training", "deployment", "monitoring", "deployment_agreement"])
def test_parameters_may_share_an_axis(name):
    rng = np.random.default_rng(3)
    column = rng.integers(0, 6, 40) if name in ("training", "deployment") else rng.random(40)
    fields = {"training": 4, "deployment": 4, "modification": np.linspace(0, 1, 40), name: column}
    model = EpisodeGame(**fields)
    grid = closed_form_grid(model)
    for index, game in cells(model):
        assert_cell_is_right(grid, index, game)


@pytest.mark.parametrize("name", ["discount", "training", "deployment", "monitoring", "training_agreement"])
def test_rows_may_differ_in_any_parameter(name):
    rng = np.random.default_rng(4)
    column = rng.integers(0, 8, 12) if name in ("training", "deployment") else rng.random(12)
    fields = {"training": 4, "deployment": 4, "modification": np.linspace(0, 1, 30), "discount": 0.9}
    model = EpisodeGame(**fields | {name: column[:, None]})
    grid = closed_form_grid(model)
    for index, game in cells(model):
        assert_cell_is_right(grid, index, game)


def test_conflicts_that_never_come_are_no_ties():
    grid = closed_form_grid(
        EpisodeGame(training=3, deployment=3, modification=F(1, 3), training_agreement=np.array([0.0, 0.5, 1.0]))
    )
    assert grid.tie.tolist() == [True, True, False]


@pytest.mark.parametrize("descending", [False, True])
def test_a_grid_of_many_cells_is_right_wherever_one_looks(descending):
    """More cells than are computed at once, in both orders of the axis, checked where labels change and at random."""
    modification = np.linspace(0, 1, 400)[:: -1 if descending else 1]
    discount = np.linspace(0.5, 1, 401)[:, None]
    model = EpisodeGame(training=10, deployment=10, modification=modification, discount=discount)
    grid = closed_form_grid(model)
    assert grid.value.shape == (401, 400)
    rng = np.random.default_rng(1)
    changes = np.argwhere(np.diff(grid.deceptive_episodes, axis=1) != 0)
    picked = [tuple(index) for index in rng.permutation(changes)[:150].tolist()]
    picked += [(i, j + 1) for i, j in picked] + [tuple(index) for index in rng.integers(0, 400, (200, 2)).tolist()]
    for i, j in picked:
        assert_cell_is_right(grid, (i, j), EpisodeGame(10, 10, F(modification[j]), discount=F(discount[i, 0])))


def test_more_axes_than_two_and_windows_smaller_than_rows():
    model = EpisodeGame(
        training=np.arange(1, 5)[:, None, None],
        modification=np.linspace(0, 1, 200)[:, None],
        discount=np.linspace(0, 1, 400),
        deployment=7,
    )
    grid = closed_form_grid(model)
    assert grid.value.shape == (4, 200, 400)
    rng = np.random.default_rng(2)
    for k, i, j in rng.integers(0, (4, 200, 400), (200, 3)).tolist():
        game = EpisodeGame(k + 1, 7, F(model.modification[i, 0]), discount=F(model.discount[j]))
        assert_cell_is_right(grid, (k, i, j), game)


def test_a_model_without_arrays_is_a_grid_of_one_cell():
    grid = closed_form_grid(EpisodeGame())
    assert grid.value.shape == ()
    assert grid.value == 3
    assert closed_form_grid(EpisodeGame(modification=np.array(0.5))).value.shape == ()


def test_horizons_beyond_any_table():
    model = EpisodeGame(
        training=np.array([0, 1, HUGE]),
        deployment=np.array([[1], [HUGE]], dtype=object),
        discount=1.0,
    )
    grid = closed_form_grid(model)
    assert grid.value.tolist() == [[1, 1, 1], [1e18, 1e18, 1e18]]
    assert grid.deceptive_episodes.tolist() == [[0, 1, HUGE], [0, 1, HUGE]]
    assert grid.tie.tolist() == [[False, True, True], [False, False, False]]


def test_huge_horizons_with_discount():
    grid = closed_form_grid(
        EpisodeGame(training=HUGE, deployment=HUGE, modification=0.5, discount=np.array([0.5, 0.75, 0.99, 1.0]))
    )
    # p g / (1 - g) is 1/2, 3/2, 49.5 and endless: m = 1 + floor(ln / ln(1/g)) is 0, 2, 389 and T
    assert grid.deceptive_episodes.tolist() == [0, 2, 389, HUGE]
    expected = [1 / (1 - g * 0.5) for g in (0.5, 0.75, 0.99)] + [1e18]
    assert grid.value.tolist() == pytest.approx(expected, rel=1e-12)


def test_a_deployment_that_falls_just_short_of_for_ever_deters_nobody():
    """p g u_0 = 1 - 2^-D with p = 1 and g = 1/2 is below 1 for every D, however long."""
    grid = closed_form_grid(EpisodeGame(training=1, deployment=HUGE, discount=np.array([0.5, 0.75])))
    assert grid.deceptive_episodes.tolist() == [0, 1]


def test_float_value_is_the_value_of_a_plan():
    """A A B B | A A A with p = 1/2: 1 + 1/2 + 1/4 (3)."""
    assert float_value(EpisodeParameters.of(EpisodeGame(4, 3, 0.5)), 2) == pytest.approx(2.25, rel=1e-15)


def test_symbols_are_refused():
    with pytest.raises(TypeError, match="closed_form_grid computes with floats, and the model has symbols in it"):
        closed_form_grid(EpisodeGame(modification=sympy.Symbol("p")))


def test_other_games_are_refused():
    with pytest.raises(TypeError, match="the closed form is that of the episode game: TrainingGame has no training"):
        closed_form_grid(EpisodeGame().training_game())


def test_arrays_must_broadcast_together():
    with pytest.raises(ValueError, match="broadcast"):
        closed_form_grid(EpisodeGame(modification=np.ones(3), discount=np.ones(2)))


def test_changing_a_field_keeps_the_arrays():
    model = with_fields(EpisodeGame(modification=np.array([0.25, 1.0])), training=1)
    assert closed_form_grid(model).deceptive_episodes.tolist() == [0, 1]


def test_horizons_beyond_array_integers_are_refused():
    with pytest.raises(
        ValueError, match=r"training must be below 2\^63 where other parameters are arrays, got 9223372036854775808"
    ):
        closed_form_grid(EpisodeGame(training=2**63, modification=np.array([0.5])))
