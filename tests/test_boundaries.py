import dataclasses
from fractions import Fraction
from typing import Annotated

import numpy as np
import pytest

from tests.strategies import worth_of_deployment
from toymodels.boundaries import Boundary, phase_boundaries
from toymodels.domains import Parameter, check_fields, with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.phases import phase_diagram
from toymodels.regimes import REGIMES
from toymodels.scalars import Scalar
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form

F = Fraction
GAME = EpisodeGame(training=4, deployment=6)


@dataclasses.dataclass(frozen=True)
class PlainGame:
    """The episode game again, stated so that nobody knows of a closed form."""

    training: Annotated[Scalar, Parameter("episodes of training", 0, integer=True)] = 4
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 6
    modification: Annotated[Scalar, Parameter("chance of modification", 0, 1)] = 1
    discount: Annotated[Scalar, Parameter("discount", 0, 1)] = 1
    overlap: Annotated[Scalar, Parameter("overlap")] = 0

    def __post_init__(self):
        check_fields(self)

    def training_game(self):
        return EpisodeGame(**vars(self)).training_game()


def exactly_at(game, axes, point):
    """The game at a point, with floats as the rationals that they are."""
    values = {name: int(x) if name in ("training", "deployment") else F(x) for name, x in zip(axes, point, strict=True)}
    return with_fields(game, **values)


def stake(game, exponent):
    return game.modification * game.discount**exponent * worth_of_deployment(game)


def moved(axes, point, name, by):
    """The point a step along an axis, or where the axis's domain ends."""
    place, end = list(point), list(axes).index(name)
    most = 1 if name in ("modification", "discount", "monitoring", "deployment_agreement") else np.inf
    least = 0 if name != "overlap" else -np.inf
    place[end] = min(max(place[end] + by, least), most)
    return place


def assert_labels_change(game, boundary, label, step):
    """At every point one of the axes leads from the one label to the other within a step."""
    for point in boundary.points:
        found = False
        for name in boundary.axes:
            width = 1 if name in ("training", "deployment") else step
            ends = [moved(boundary.axes, point, name, by) for by in (-width, 0, width)]
            solutions = [closed_form(exactly_at(game, boundary.axes, end)) for end in ends]
            words = {s.regime if label == "regime" else str(s.deceptive_episodes) for s in solutions}
            found |= set(boundary.between) <= words
        assert found, (boundary.between, point)


def two_axes(**axes):
    return phase_diagram(GAME, **axes)


@pytest.mark.parametrize(
    "axes",
    [
        {"modification": np.linspace(0, 1, 9), "discount": np.linspace(0, 1, 11)},
        {"discount": np.linspace(0.3, 1, 8), "modification": np.linspace(0, 1, 7)},
        {"monitoring": np.linspace(0, 1, 6), "deployment_agreement": np.linspace(0, 1, 7)},
        {"modification": np.linspace(0, 1, 6), "overlap": np.linspace(-0.5, 1.5, 5)},
        {"modification": np.linspace(0, 1, 6), "deployment": range(8)},
        {"training": range(1, 9), "discount": np.linspace(0.5, 1, 8)},
        {"modification": np.linspace(0, 1, 6)},
        {"discount": np.linspace(0, 1, 4)},
    ],
)
@pytest.mark.parametrize("label", ["regime", "deceptive_episodes"])
def test_labels_change_at_the_points(axes, label):
    game = with_fields(GAME, discount=F(9, 10)) if "discount" not in axes else GAME
    diagram = phase_diagram(game, **axes)
    found = phase_boundaries(game, diagram, label)
    assert found
    for boundary in found:
        assert boundary.axes == tuple(axes)
        assert boundary.points.shape == (len(boundary.points), len(axes))
        assert boundary.between[0] != boundary.between[1]
        assert_labels_change(game, boundary, label, 3e-12)


def test_points_on_the_modification_axis_satisfy_the_formula():
    """p g^e u_0 = 1 with e = 1 where defection ends, and e = T where deception is complete."""
    axes = {"modification": np.linspace(0, 1, 21), "discount": np.linspace(0.4, 1, 13)}
    checked = 0
    for boundary in phase_boundaries(GAME, two_axes(**axes)):
        exponents = {"defects": {1}, "deceptive": {GAME.training}}
        exponent = next(iter(exponents.get(boundary.between[0], exponents.get(boundary.between[1]))))
        for p, g in boundary.points:
            game = exactly_at(GAME, ("modification", "discount"), (p, g))
            unit = stake(with_fields(game, modification=1), exponent)
            on_row = g in axes["discount"]
            assert abs(p - float(1 / unit)) < 1e-12 * (1 if on_row else 20)
            checked += 1
    assert checked > 20


def test_formula_and_bisection_agree():
    """The same grid as a model without closed form: the same boundaries to 2e-12."""
    axes = {"modification": np.linspace(0, 1, 8), "discount": np.linspace(0.5, 1, 6)}
    formula = phase_boundaries(GAME, phase_diagram(GAME, **axes))
    plain = phase_boundaries(PlainGame(), phase_diagram(PlainGame(), **axes))
    assert [boundary.between for boundary in formula] == [boundary.between for boundary in plain]
    for one, other in zip(formula, plain, strict=True):
        assert one.points.shape == other.points.shape
        assert np.allclose(one.points, other.points, rtol=0, atol=2e-12)
        assert np.allclose(one.segments, other.segments, rtol=0, atol=2e-12)


def test_models_without_a_closed_form_over_horizons():
    """The least deployment with p D >= 1, and the greatest training that discounting allows."""
    axes = {"deployment": range(9), "training": [1, 2, 3]}
    game = PlainGame(modification=F(1, 4), discount=1)
    (boundary,) = phase_boundaries(game, phase_diagram(game, **axes))
    assert boundary.between == ("defects", "deceptive")
    assert boundary.points.tolist() == [[4, 1], [4, 2], [4, 3]]
    assert boundary.segments.tolist() == [[[3.5, 1], [3.5, 2]], [[3.5, 2], [3.5, 3]]]
    mixed = phase_diagram(game, deployment=[2, 8], modification=[0.1, 0.9])
    for boundary in phase_boundaries(game, mixed):
        assert_labels_change(EpisodeGame(4, 6), boundary, "regime", 3e-12)


def test_integer_points_are_the_least_integers_beyond_the_change():
    game = EpisodeGame(modification="1/7")
    for axis in ([1, 20], [1, 6, 7], [6, 7, 8], range(1, 30, 3)):
        (boundary,) = phase_boundaries(game, phase_diagram(game, deployment=list(axis)))
        assert boundary.points.tolist() == [[7]]
        assert boundary.segments.shape == (0, 2, 1)


def test_a_long_edge_between_integers():
    game = EpisodeGame(modification=F(1, 123_457))
    (boundary,) = phase_boundaries(game, phase_diagram(game, deployment=[1, 1_000_000]))
    assert boundary.points.tolist() == [[123_457]]


def test_one_axis_by_hand():
    """D = 3: p = 1/3; T = 2: g + g^2 + g^3 >= 1 and g^2 + g^3 + g^4 >= 1."""
    game = EpisodeGame()
    (boundary,) = phase_boundaries(game, phase_diagram(game, modification=[0.0, 1.0]))
    assert boundary.between == ("defects", "deceptive")
    assert boundary.points.tolist() == [[pytest.approx(1 / 3, rel=1e-15)]]
    partly, wholly = phase_boundaries(game, phase_diagram(game, discount=[0.0, 0.6, 1.0]))
    assert (partly.between, wholly.between) == (("defects", "partly deceptive"), ("partly deceptive", "deceptive"))
    assert partly.points[0, 0] == pytest.approx(0.5436890126920764, abs=1e-12)
    assert wholly.points[0, 0] == pytest.approx(0.6823278038280193, abs=1e-12)


@pytest.mark.parametrize("name", ["modification", "discount"])
@pytest.mark.parametrize("label", ["regime", "deceptive_episodes"])
def test_all_changes_on_one_edge_are_found(name, label):
    """From nothing to everything between two neighbouring coordinates."""
    game = EpisodeGame(training=4, deployment=6, discount=F(9, 10))
    found = phase_boundaries(game, phase_diagram(game, **{name: [0.0, 1.0]}), label)
    pairs = [boundary.between for boundary in found]
    if label == "regime":
        assert pairs == [("defects", "partly deceptive"), ("partly deceptive", "deceptive")]
    else:
        assert pairs == [(str(m), str(m + 1)) for m in range(4)]
    if name == "modification":
        worth = worth_of_deployment(game)
        edges = [float(1 / (F(9, 10) ** j * worth)) for j in ((1, 4) if label == "regime" else (1, 2, 3, 4))]
        assert [boundary.points[0, 0] for boundary in found] == pytest.approx(edges, abs=1e-12)


def test_every_count_of_deceptive_episodes_has_its_boundary():
    game = EpisodeGame(training=5, deployment=10, discount=F(9, 10))
    diagram = phase_diagram(game, modification=np.linspace(0, 1, 60))
    found = phase_boundaries(game, diagram, "deceptive_episodes")
    worth = worth_of_deployment(game)
    assert [boundary.between for boundary in found] == [(str(m), str(m + 1)) for m in range(5)]
    for j, boundary in enumerate(found, start=1):
        assert boundary.points.tolist() == [[pytest.approx(float(1 / (game.discount**j * worth)), abs=2e-12)]]


def test_a_diagram_without_a_change_has_no_boundary():
    for axes in ({"modification": [0.5, 1.0]}, {"modification": [0.5], "discount": [1.0]}, {"modification": [0.5]}):
        assert phase_boundaries(EpisodeGame(), phase_diagram(EpisodeGame(), **axes)) == ()


def test_segments_lie_within_cells_and_end_at_points():
    axes = {"modification": np.linspace(0, 1, 15), "discount": np.linspace(0, 1, 12)}
    for label in ("regime", "deceptive_episodes"):
        for boundary in phase_boundaries(GAME, two_axes(**axes), label):
            points = {tuple(point) for point in boundary.points.tolist()}
            assert len(boundary.segments) > 2 or len(boundary.points) < 4
            for start, stop in boundary.segments:
                assert {tuple(start.tolist()), tuple(stop.tolist())} <= points
                for (a, b), line in zip(zip(start, stop, strict=True), axes.values(), strict=True):
                    cells = [
                        i for i in range(len(line) - 1) if line[i] - 1e-12 <= min(a, b) and max(a, b) <= line[i + 1] + 1e-12
                    ]
                    assert cells


def test_segments_of_integer_axes_lie_half_way():
    game = EpisodeGame(discount=F(9, 10))
    diagram = phase_diagram(game, modification=np.linspace(0, 1, 7), deployment=range(1, 8))
    for boundary in phase_boundaries(game, diagram):
        assert np.all(boundary.points[:, 1] % 1 == 0)
        assert set((boundary.segments[..., 1] % 1).ravel().tolist()) <= {0.0, 0.5}


def test_segments_cover_the_boundary_between_two_regimes_once():
    """At discount 1 the boundary p D = 1 crosses the cells of a grid in a line without gaps or branches."""
    axes = {"modification": np.linspace(0.07, 0.93, 12), "deployment_agreement": np.linspace(0.03, 0.97, 9)}
    game = EpisodeGame(training=2, deployment=5)
    (boundary,) = phase_boundaries(game, phase_diagram(game, **axes))
    ends = [tuple(end) for segment in boundary.segments.tolist() for end in segment]
    counts = sorted(ends.count(point) for point in set(ends))
    assert counts == [1, 1] + [2] * (len(counts) - 2)
    for p, alpha in boundary.points:
        assert p * 5 * (1 - alpha) == pytest.approx(1, abs=1e-11)


def test_exact_axes_with_a_tie_in_a_corner():
    """A coordinate on a boundary is exact in the diagram and a float next to it for the bisection: no boundary is lost."""
    game = EpisodeGame()
    for axes in (
        {"modification": ["1/3", "1/2"], "discount": ["9/10", 1]},
        {"deployment_agreement": [0, "2/3"], "monitoring": [0, "1/2"]},
        {"discount": ["1/2", 1], "modification": ["1/3"]},
    ):
        for boundary in phase_boundaries(game, phase_diagram(game, **axes)):
            assert boundary.between[0] != boundary.between[1]


def test_a_long_training_of_an_impatient_optimizer():
    """1 / (g^T u_0) is beyond all floats."""
    game = EpisodeGame(5000, 50, discount=0.8)
    (boundary,) = phase_boundaries(game, phase_diagram(game, modification=[0.1, 0.5, 1.0]))
    assert boundary.between == ("defects", "partly deceptive")
    unit = stake(with_fields(game, discount=F(0.8), modification=1), 1)
    assert boundary.points.tolist() == [[pytest.approx(float(1 / unit), abs=1e-12)]]


def test_three_axes_are_too_many():
    diagram = phase_diagram(EpisodeGame(), modification=[0.1, 0.9], discount=[0.5, 1.0], training=[1, 2])
    with pytest.raises(ValueError, match="must have one or two axes for its boundaries to be drawn, got 3"):
        phase_boundaries(EpisodeGame(), diagram)


def test_other_labels_are_refused():
    diagram = phase_diagram(EpisodeGame(), modification=[0.1, 0.9])
    with pytest.raises(ValueError, match=r"label must be one of .*regime.*deceptive_episodes.*, got 'value'"):
        phase_boundaries(EpisodeGame(), diagram, "value")


def test_a_boundary_is_what_it_says():
    diagram = phase_diagram(EpisodeGame(), modification=[0.1, 0.9])
    (boundary,) = phase_boundaries(EpisodeGame(), diagram)
    assert isinstance(boundary, Boundary)
    assert set(boundary.between) <= set(REGIMES)
    below, above = (exactly_at(EpisodeGame(), boundary.axes, boundary.points[0] + step) for step in (-1e-12, 1e-12))
    assert [backward_induction(game).regime for game in (below, above)] == list(boundary.between)
