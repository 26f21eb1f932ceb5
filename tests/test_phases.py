import dataclasses
import itertools
import re
import sys
from fractions import Fraction
from typing import Annotated

import numpy as np
import pytest
import sympy
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

import toymodels as tm
from tests.test_progress import Terminal
from toymodels import phases, progress
from toymodels.domains import Parameter, check_fields, parameters, with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.phases import phase_diagram
from toymodels.regimes import REGIMES
from toymodels.scalars import Scalar
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form_grid import closed_form_grid
from toymodels.solvers.grid_induction import grid_induction
from toymodels.training import Phase, TrainingGame

F = Fraction
VARIABLES = ("value", "deceptive_episodes", "regime", "tie")


@dataclasses.dataclass(frozen=True)
class ShutdownGame:
    """An A in training shuts the optimizer down with some probability, and a small bonus rewards B in deployment."""

    training: Annotated[Scalar, Parameter("episodes of training", 0, integer=True)] = 2
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 3
    shutdown: Annotated[Scalar, Parameter("probability that an A ends it all", 0, 1)] = 1
    bonus: Annotated[Scalar, Parameter("what B pays in deployment")] = 0

    def __post_init__(self):
        check_fields(self)

    def training_game(self):
        pays = {("mesa", "on", "trial", "A"): 1, ("mesa", "on", "trial", "B"): 0, ("mesa", "on", "use", "A"): 1}
        pays |= {("mesa", "on", "use", "B"): self.bonus}
        pays |= {("base", "on", context, action): int(action == "B") for context in ("trial", "use") for action in "BA"}
        pays |= {(phi, "off", context, "B"): 0 for phi in ("mesa", "base") for context in ("trial", "use")}
        end = {("on", "trial", "A"): {"off": self.shutdown, "on": 1 - self.shutdown}}
        return TrainingGame(
            base="base",
            states={"on": "mesa", "off": "mesa"},
            actions={"on": ("B", "A"), "off": ("B",)},
            payoffs=pays,
            phases=(
                Phase("training", self.training, {"trial": 1}, end, training=True),
                Phase("deployment", self.deployment, {"use": 1}),
            ),
            start="on",
        )


def exact_at(game, diagram, index):
    """The game of one cell, in the rational numbers of the diagram's coordinates."""
    values = {}
    for name, i in zip(diagram.regime.dims, index, strict=True):
        entry = diagram[name].to_numpy()[i].item()
        values[name] = F(entry) if isinstance(entry, float) else entry
    return with_fields(game, **values)


def assert_cells_are_right(game, diagram):
    for index in np.ndindex(diagram.regime.shape):
        solution = backward_induction(exact_at(game, diagram, index))
        assert REGIMES[diagram.regime.values[index]] == solution.regime
        assert diagram.deceptive_episodes.values[index] == solution.deceptive_episodes
        assert diagram.tie.values[index] == bool(solution.ties)
        assert diagram.value.values[index] == pytest.approx(float(solution.value), rel=1e-12)


AXES = {
    "training": [0, 1, 4],
    "deployment": [0, 2, 5],
    "modification": [0.0, 0.25, 0.5, 1.0],
    "overlap": [-1.0, 0.0, 0.5, 1.0, 1.5],
    "discount": [0.0, 0.5, 0.9, 1.0],
    "training_agreement": [0.0, 0.5, 1.0],
    "deployment_agreement": [0.0, 0.5, 1.0],
    "monitoring": [0.0, 0.5, 1.0],
}


@pytest.mark.parametrize("solver", [None, closed_form_grid, grid_induction])
@pytest.mark.parametrize(
    "names",
    [
        *((name,) for name in AXES),
        ("modification", "discount"),
        ("discount", "modification"),
        ("training", "modification"),
        ("modification", "deployment"),
        ("training", "deployment"),
        ("modification", "training", "discount"),
        ("deployment", "training", "monitoring"),
    ],
)
def test_every_cell_is_solved_as_if_alone(names, solver):
    game = EpisodeGame(training=3, deployment=4, modification=F(1, 2))
    diagram = phase_diagram(game, solver=solver, **{name: AXES[name] for name in names})
    assert diagram.regime.dims == diagram.value.dims == names
    assert_cells_are_right(game, diagram)


def test_labels_by_hand():
    """B pays iff p D >= 1, with equality a tie."""
    diagram = phase_diagram(EpisodeGame(), modification=["1/4", "1/3", "1/2"], deployment=[1, 2, 3])
    assert diagram.regime.values.tolist() == [[0, 0, 0], [0, 0, 2], [0, 2, 2]]
    assert diagram.deceptive_episodes.values.tolist() == [[0, 0, 0], [0, 0, 2], [0, 2, 2]]
    assert diagram.tie.values.tolist() == [[False, False, False], [False, False, True], [False, True, False]]
    assert diagram.value.values[2].tolist() == [1.75, 2, 3]
    assert diagram.decided_exactly == 2


def test_the_shape_of_a_dataset():
    game = EpisodeGame(training=3, discount=F(9, 10))
    diagram = phase_diagram(game, deployment=[1, 2], modification=[0.25, 0.5, 1.0])
    assert dict(diagram.sizes) == {"deployment": 2, "modification": 3}
    assert list(diagram.data_vars) == list(VARIABLES)
    assert diagram.deployment.values.tolist() == [1, 2]
    assert diagram.modification.values.tolist() == [0.25, 0.5, 1.0]
    assert diagram.value.dtype == np.float64
    assert diagram.regime.dtype == np.int8
    assert diagram.tie.dtype == np.bool_
    assert diagram.deceptive_episodes.dtype.kind == "i"


def test_attributes():
    game = EpisodeGame(training=3, discount=F(9, 10))
    diagram = phase_diagram(game, deployment=[1, 2], modification=[0.25, 0.5, 1.0])
    assert diagram.attrs == {
        "title": "Phase diagram of EpisodeGame",
        "model": "EpisodeGame",
        "parameters": "training=3, overlap=0, discount=9/10, training_agreement=0, deployment_agreement=0, monitoring=0",
        "version": tm.__version__,
        "decided_exactly": 0,
    }
    assert diagram.deployment.attrs == {"long_name": parameters(EpisodeGame)["deployment"].meaning, "units": "episodes"}
    assert diagram.modification.attrs["units"] == diagram.value.attrs["units"] == "1"
    assert diagram.deceptive_episodes.attrs["units"] == "episodes"
    assert all("long_name" in diagram[name].attrs for name in (*VARIABLES, "deployment", "modification"))


def test_flags_follow_the_climate_and_forecast_conventions():
    regime = phase_diagram(EpisodeGame(), modification=[0.5]).regime
    assert regime.attrs["flag_values"].tolist() == [0, 1, 2, 3, 4]
    assert regime.attrs["flag_values"].dtype == regime.dtype
    assert regime.attrs["flag_meanings"] == "defects partly_deceptive deceptive deterred other"
    assert len(regime.attrs["flag_meanings"].split()) == len(REGIMES)


def test_the_margin_is_there_on_request():
    game = EpisodeGame(training=2, deployment=3)
    assert "margin" not in phase_diagram(game, modification=[0.5])
    for solver in (closed_form_grid, grid_induction):
        diagram = phase_diagram(game, solver=solver, margin=True, modification=["1/4", "1/3", "1/2"], training=[0, 2])
        assert diagram.margin.dims == ("modification", "training")
        assert diagram.margin.values[:, 1].tolist() == pytest.approx([-1 / 4, 0, 1 / 2], abs=1e-15)
        assert np.isnan(diagram.margin.values[:, 0]).all()
        assert diagram.margin.attrs["units"] == "1"


@pytest.mark.parametrize("solver", [closed_form_grid, grid_induction])
def test_exact_axes_mark_exact_ties(solver):
    """p = 1/(g^j S_D(g)), as Fractions and as text."""
    g, deployment = F(9, 10), 8
    edges = sorted(1 / (g**j * sum(g**i for i in range(deployment))) for j in (1, 2, 3))
    for axis in (edges, [str(edge) for edge in edges], np.array(edges, dtype=object)):
        diagram = phase_diagram(EpisodeGame(3, deployment, discount=g), solver=solver, modification=axis)
        assert diagram.tie.values.all()
        assert diagram.deceptive_episodes.values.tolist() == [1, 2, 3]
        assert diagram.decided_exactly == 3
        assert diagram.modification.values.tolist() == [float(edge) for edge in edges]


def test_the_same_labels_are_not_to_be_had_from_floats():
    """A coordinate in floats is the rational that it is: next to the boundary, hardly ever on it."""
    exact = [F(1, n) for n in range(199, 1, -1)]
    ties = phase_diagram(EpisodeGame(deployment=1), modification=[float(p) for p in exact]).tie.values.sum()
    assert ties == 0
    for n in (3, 7, 49):
        column = [float(np.nextafter(1 / n, 0)), 1 / n, float(np.nextafter(1 / n, 1))]
        for solver in (closed_form_grid, grid_induction):
            diagram = phase_diagram(EpisodeGame(deployment=n), solver=solver, modification=column)
            assert (diagram.regime.values == 2).tolist() == [F(p) * n >= 1 for p in column]
            assert diagram.decided_exactly == 3


def test_a_line_of_float_arithmetic_is_wrong_on_many_points_of_the_boundary():
    """p D >= 1 / g at points (p, g) whose exact product is 1: the line errs on some, the diagram on none."""
    line, ours, total = 0, 0, 0
    for deployment in range(2, 40):
        discounts = [F(n, 60) for n in range(40, 60)]
        stakes = [g * sum(g**i for i in range(deployment)) for g in discounts]
        points = [(g, 1 / stake) for g, stake in zip(discounts, stakes, strict=True) if stake >= 1]
        for g, p in points[::5]:
            diagram = phase_diagram(EpisodeGame(1, deployment), modification=[p / 2, p], discount=[g])
            ours += diagram.regime.values[1, 0] != 2 or not diagram.tie.values[1, 0]
            line += float(p) * float(g) * (1 - float(g) ** deployment) / (1 - float(g)) < 1
            total += 1
    assert total > 100
    assert line > total / 5
    assert ours == 0


@pytest.mark.parametrize("solver", [closed_form_grid, grid_induction])
@pytest.mark.parametrize("exact", [False, True])
def test_a_dataset_survives_a_file(tmp_path, solver, exact):
    axis = [F(1, 4), F(1, 3), F(1, 2)] if exact else [0.25, 1 / 3, 0.5]
    game = EpisodeGame(discount=F(9, 10))
    diagram = phase_diagram(game, solver=solver, margin=True, training=[0, 1, 2], modification=axis)
    diagram.to_netcdf(tmp_path / "diagram.nc")
    loaded = xr.load_dataset(tmp_path / "diagram.nc")
    assert diagram.identical(loaded)
    assert loaded.regime.attrs["flag_meanings"] == diagram.regime.attrs["flag_meanings"]
    assert loaded.tie.dtype == np.bool_


def test_models_without_a_closed_form():
    """B in deployment where the bonus is above 1, and in training where shutdown costs too much: 3 p max(1, bonus) >= 1."""
    diagram = phase_diagram(ShutdownGame(), shutdown=["0", "1/6", "1/3", "1"], bonus=[0, 1, 2])
    words = [[REGIMES[code] for code in row] for row in diagram.regime.values]
    assert words == [
        ["defects", "defects", "defects"],
        ["defects", "defects", "deterred"],
        ["deceptive", "deterred", "deterred"],
        ["deceptive", "deterred", "deterred"],
    ]
    assert diagram.attrs["model"] == "ShutdownGame"
    assert diagram.attrs["parameters"] == "training=2, deployment=3"
    exact = phase_diagram(ShutdownGame(), training=[1, 2], shutdown=[0.25, 0.5], deployment=range(4), bonus=[0.5, 2.0])
    assert exact.regime.dims == ("training", "shutdown", "deployment", "bonus")
    assert_cells_are_right(ShutdownGame(), exact)


def test_axes_that_a_model_does_not_look_at_are_filled():
    diagram = phase_diagram(ShutdownGame(deployment=0), bonus=[0.0, 1.0, 2.0])
    assert diagram.value.values.tolist() == [1, 1, 1]
    assert diagram.regime.values.tolist() == [0, 0, 0]


@pytest.mark.parametrize("solver", [closed_form_grid, grid_induction])
def test_horizons_alone(solver):
    diagram = phase_diagram(EpisodeGame(modification=F(1, 2)), solver=solver, training=range(3), deployment=range(4))
    assert_cells_are_right(EpisodeGame(modification=F(1, 2)), diagram)
    diagram = phase_diagram(EpisodeGame(modification=F(1, 2)), solver=solver, training=[2])
    assert diagram.regime.values.tolist() == [2]


@pytest.mark.parametrize("solver", [closed_form_grid, grid_induction])
def test_results_may_be_written_to(solver):
    for axes in ({"modification": [0.5, 1.0]}, {"training": [1, 2], "modification": [0.5]}, {"training": [1]}):
        diagram = phase_diagram(EpisodeGame(deployment=0), solver=solver, margin=True, **axes)
        for name in (*VARIABLES, "margin"):
            diagram[name].values[...] = 0
            assert not diagram[name].values.any()


@given(
    st.lists(st.sampled_from(sorted(AXES)), min_size=1, max_size=3, unique=True),
    st.sampled_from([1, 2, 3, 7]),
    st.booleans(),
)
def test_the_size_of_the_pieces_is_no_part_of_the_answer(names, chunk, formula):
    solver = closed_form_grid if formula else grid_induction
    game, axes = EpisodeGame(3, 4, F(1, 3), discount=F(9, 10)), {name: AXES[name] for name in names}
    whole = phase_diagram(game, solver=solver, margin=True, **axes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phases, "_CHUNK", chunk)
        patch.setattr(phases, "_CHUNKS", {closed_form_grid: chunk})
        cut = phase_diagram(game, solver=solver, margin=True, **axes)
    for name in (*VARIABLES[1:], *names):
        assert cut[name].identical(whole[name])
    assert np.allclose(cut.value, whole.value, rtol=1e-13)
    assert np.allclose(cut.margin, whole.margin, rtol=1e-13, equal_nan=True)
    assert dict(cut.sizes) == dict(whole.sizes)


def test_pieces_are_no_larger_than_they_should_be(monkeypatch):
    sizes = []

    def counting(model, margin):
        solution = grid_induction(model, margin)
        sizes.append(solution.value.size)
        return solution

    monkeypatch.setattr(phases, "_CHUNK", 20)
    axes = {"training": [1, 2], "discount": np.linspace(0, 1, 10), "modification": np.linspace(0, 1, 10)}
    phase_diagram(EpisodeGame(), solver=counting, **axes)
    assert sum(sizes) == 200
    assert set(sizes) == {20}


@pytest.mark.parametrize(("show", "shown"), [(None, True), (True, True), (False, False)])
def test_long_runs_show_progress(monkeypatch, show, shown):
    """In a terminal, with a clock on which every look takes a second."""
    terminal, ticks = Terminal(), itertools.count()
    monkeypatch.setattr(progress.time, "monotonic", lambda: 1.0 * next(ticks))
    monkeypatch.setattr(sys, "stderr", terminal)
    phase_diagram(ShutdownGame(), progress=show, training=range(1, 6), shutdown=[0.5, 1.0])
    assert ("phase diagram" in terminal.getvalue()) == shown


BAD_AXES = [
    ({}, ValueError, "a phase diagram needs at least one axis, one of training, deployment, modification"),
    ({"modifcation": [0.5]}, ValueError, "unknown parameter 'modifcation': did you mean 'modification'?"),
    ({"modification": []}, ValueError, "axis modification must be a sequence of one or more numbers"),
    ({"modification": np.array([])}, ValueError, "axis modification must be a sequence of one or more numbers"),
    ({"modification": np.ones((2, 2))}, ValueError, "got an array of shape (2, 2)"),
    ({"modification": np.array(0.5)}, ValueError, "got an array of shape ()"),
    ({"modification": [0.5, 0.25]}, ValueError, "axis modification must increase, got 0.5 before 0.25"),
    ({"modification": [0.5, 0.5]}, ValueError, "axis modification must increase, got 0.5 before 0.5"),
    ({"modification": ["1/3", F(1, 3)]}, ValueError, "axis modification must increase, got 1/3 before 1/3"),
    ({"training": [3, 2]}, ValueError, "axis training must increase, got 3 before 2"),
    ({"modification": [0.5, 1.5]}, ValueError, "modification must be in [0, 1], got 1.5"),
    ({"modification": np.array([-0.5, 0.5])}, ValueError, "modification must be in [0, 1], got -0.5"),
    ({"training": [-1, 2]}, ValueError, "training must be an integer >= 0, got -1"),
    ({"training": ["1/2"]}, ValueError, "training must be an integer >= 0, got 1/2"),
    ({"training": [1.0, 2.0]}, TypeError, "training must be an integer >= 0, got the float 1.0"),
    ({"training": np.array([1.0, 2.0])}, TypeError, "training must be an integer >= 0, got an array of float64"),
    ({"modification": [float("nan")]}, ValueError, "modification must be finite, got nan"),
    ({"modification": np.array([0.5, np.nan])}, ValueError, "modification must be finite, got nan"),
    ({"overlap": [0.5, float("inf")]}, ValueError, "overlap must be finite, got inf"),
    ({"modification": [True]}, TypeError, "modification must be a number, got True"),
    ({"modification": np.array([True])}, TypeError, "modification must be an array of numbers, got dtype bool"),
    ({"modification": np.array(["1/3"])}, TypeError, "modification must be an array of numbers, got dtype <U3"),
    ({"modification": np.array([F(1, 3), 0.5], dtype=object)}, TypeError, "floats or of exact numbers, got a mixture"),
    ({"modification": ["one third"]}, ValueError, "modification must be a number such as 1/3 or 0.35, got 'one third'"),
    ({"modification": [None]}, TypeError, "modification must be a number, got None"),
    ({"modification": [sympy.Symbol("p")]}, TypeError, "an axis must be made of numbers"),
    ({"modification": [np.array([0.5])]}, TypeError, "an axis must be made of numbers"),
    ({"modification": 0.5}, TypeError, "axis modification must be a sequence of numbers, got 0.5"),
    ({"modification": "0.5"}, TypeError, "axis modification must be a sequence of numbers, got '0.5'"),
    ({"modification": b"0.5"}, TypeError, "axis modification must be a sequence of numbers"),
    ({"modification": {0.5: 1}}, TypeError, "axis modification must be a sequence of numbers"),
    ({"modification": None}, TypeError, "axis modification must be a sequence of numbers, got None"),
]


@pytest.mark.parametrize(("axes", "error", "message"), BAD_AXES)
def test_bad_axes(axes, error, message):
    with pytest.raises(error, match=re.escape(message)):
        phase_diagram(EpisodeGame(), **axes)


def test_axes_of_many_kinds():
    """Integers, mixtures of exact numbers and floats, ranges, generators and numpy arrays."""
    game = EpisodeGame()
    assert phase_diagram(game, modification=[0, "1/3", 0.5, F(3, 4), 1]).regime.values.tolist() == [0, 2, 2, 2, 2]
    assert phase_diagram(game, modification=[0, 0.5, 1]).modification.values.tolist() == [0, 0.5, 1]
    assert phase_diagram(game, overlap=[0, 1, 2]).regime.values.tolist() == [2, 3, 3]
    assert phase_diagram(game, overlap=range(3)).overlap.values.tolist() == [0, 1, 2]
    assert phase_diagram(game, deployment=(n for n in (1, 3))).deployment.values.tolist() == [1, 3]
    assert phase_diagram(game, deployment=np.array([1, 3], dtype=np.uint8)).deployment.values.tolist() == [1, 3]
    assert phase_diagram(game, training=["1", "2"]).training.values.tolist() == [1, 2]
    assert phase_diagram(game, training=np.array([1, 2], dtype=object)).deceptive_episodes.values.tolist() == [1, 2]


@pytest.mark.parametrize("axis", [[1, 10**19], np.array([1, 10**19], dtype=object), np.array([1, 10**19], dtype=np.uint64)])
def test_horizons_beyond_all_integers_of_arrays(axis):
    with pytest.raises(ValueError, match="training must be"):
        phase_diagram(EpisodeGame(), training=axis)


def test_symbols_and_arrays_that_are_no_axes():
    with pytest.raises(TypeError, match="overlap must be a number for a phase diagram, got x"):
        phase_diagram(EpisodeGame(overlap=sympy.Symbol("x")), modification=[0.5])
    with pytest.raises(TypeError, match="overlap must be one number or an axis, got an array"):
        phase_diagram(EpisodeGame(overlap=np.array([0.5, 0.25])), modification=[0.5])


def test_what_an_axis_replaces_may_be_anything():
    for own in (sympy.Symbol("x"), np.array([0.5, 0.25]), 0.75):
        assert phase_diagram(EpisodeGame(overlap=own), overlap=[0.5]).value.values.tolist() == [4]


def test_a_grid_too_large_for_memory_is_refused_before_it_is_made(monkeypatch):
    def never(model, margin):
        raise AssertionError("the solver was called")

    axis = np.linspace(0, 1, 10**5)
    for name in ("empty", "zeros"):
        monkeypatch.setattr(np, name, never)
    with pytest.raises(ValueError, match=r"the grid must fit in memory: 100000 x 100000 x 100000 cells need [\d,.]+ GiB, and"):
        phase_diagram(EpisodeGame(), solver=never, modification=axis, discount=axis, monitoring=axis)


def test_where_memory_is_not_known_some_is_assumed(monkeypatch):
    monkeypatch.delattr(phases.os, "sysconf")
    axis = np.linspace(0, 1, 10**5)
    with pytest.raises(ValueError, match=r"100000 x 100000 cells need [\d,.]+ GiB, and there are 8\.0 GiB"):
        phase_diagram(EpisodeGame(), modification=axis, discount=axis)


@pytest.mark.parametrize("game", [None, "episode-game", 3])
def test_other_things_are_refused(game):
    with pytest.raises((TypeError, ValueError)):
        phase_diagram(game, modification=[0.5])
