import dataclasses
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles import quality
from tests.strategies import chances, distributions, episode_games, training_games
from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import plan_point
from toymodels.regimes import REGIMES
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form_grid import closed_form_grid
from toymodels.solvers.grid_induction import grid_induction
from toymodels.training import Phase, TrainingGame, with_numbers

F = Fraction
LABELS = ("regime", "deceptive_episodes", "tie")
SHAPES = ((3,), (2, 1), (1, 2), (2, 2), (1,))


def exact_cell(problem, index, shape):
    """The problem in one cell, in the rational numbers that it is written in."""

    def element(value):
        entry = np.broadcast_to(value, shape)[index] if isinstance(value, np.ndarray) else value
        entry = entry.item() if isinstance(entry, np.generic) else entry
        return F(entry) if isinstance(entry, float) else entry

    return with_numbers(problem, element)


def assert_every_cell_is_right(problem, grid):
    for index in np.ndindex(grid.value.shape):
        solution = backward_induction(exact_cell(problem, index, grid.value.shape))
        assert REGIMES[grid.regime[index]] == solution.regime
        assert grid.deceptive_episodes[index] == solution.deceptive_episodes
        assert grid.tie[index] == bool(solution.ties)
        assert grid.decided_exactly[index] or not grid.tie[index]
        assert grid.value[index] == pytest.approx(float(solution.value), rel=1e-12, abs=1e-12)


def as_array(values, shape, *, exact):
    array = np.empty(shape, dtype=object)
    array.reshape(-1)[:] = values
    return array if exact else array.astype(float)


@st.composite
def episode_grids(draw):
    """Episode games with integer horizons and one to three parameters that are arrays, floats or exact."""
    game = draw(episode_games(longest=4))
    names = [field.name for field in dataclasses.fields(game)][2:]
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    arrays = {}
    for name in chosen:
        shape = draw(st.sampled_from(SHAPES[1:]))
        values = [getattr(game, name), *draw(st.lists(chances(), min_size=3, max_size=3))]
        arrays[name] = as_array(values[: int(np.prod(shape))], shape, exact=draw(st.booleans()))
    return dataclasses.replace(game, **arrays)


@st.composite
def general_grids(draw):
    """General games in which some payoffs, kernels and contexts, and the discount, are arrays, floats or exact.

    What pays the base objective is scaled by positive numbers only, so that the same actions serve it everywhere.
    """
    game = draw(training_games(most_profiles=10**9, longest=draw(st.integers(1, 3))))
    shape, exact = draw(st.sampled_from(SHAPES)), draw(st.booleans())
    size = int(np.prod(shape))

    def spread(first, others):
        return as_array([first, *draw(st.lists(others, min_size=size - 1, max_size=size - 1))], shape, exact=exact)

    def row(first, outcomes):
        rows = [first, *draw(st.lists(distributions(outcomes), min_size=size - 1, max_size=size - 1))]
        return {outcome: as_array([row.get(outcome, 0) for row in rows], shape, exact=exact) for outcome in outcomes}

    scale = spread(1, st.sampled_from([F(1, 2), 1, 2, 3])) if draw(st.booleans()) else 1
    factor = {key: pay if exact else float(pay) for key, pay in game.payoffs.items()}
    payoffs = {key: factor[key] * scale if key[0] == game.base else pay for key, pay in game.payoffs.items()}
    for key in draw(st.lists(st.sampled_from(sorted(payoffs)), max_size=4, unique=True)):
        if key[0] != game.base:
            payoffs[key] = spread(payoffs[key], st.integers(-2, 4).map(lambda n: F(n, 2)))
    phases = []
    for phase in game.phases:
        moves = draw(st.lists(st.sampled_from(game.moves(phase.contexts)), max_size=3, unique=True))
        kernel = dict(phase.kernel) | {move: row(phase.successors(move), list(game.states)) for move in moves}
        contexts = row(phase.contexts, list(phase.contexts)) if draw(st.booleans()) else phase.contexts
        phases.append(dataclasses.replace(phase, contexts=contexts, kernel=kernel))
    discount = spread(game.discount, st.sampled_from([0, F(1, 2), 1, 2])) if draw(st.booleans()) else game.discount
    return dataclasses.replace(game, payoffs=payoffs, phases=tuple(phases), discount=discount)


@given(episode_grids())
def test_every_cell_of_an_episode_game_is_solved_as_if_alone(model):
    assert_every_cell_is_right(model, grid_induction(model))


@settings(max_examples=4 * settings().max_examples)
@given(general_grids())
def test_every_cell_of_a_general_game_is_solved_as_if_alone(game):
    assert_every_cell_is_right(game, grid_induction(game))


@given(episode_grids())
def test_it_agrees_with_the_closed_form(model):
    """Except that the closed form has no need to decide as many cells exactly."""
    grid, formula = grid_induction(model, margin=True), closed_form_grid(model, margin=True)
    for label in LABELS:
        assert np.array_equal(getattr(grid, label), getattr(formula, label))
    assert grid.value == pytest.approx(formula.value, rel=1e-12, abs=1e-12)
    assert grid.margin == pytest.approx(formula.margin, rel=1e-12, abs=1e-12, nan_ok=True)


@given(general_grids())
def test_the_margin_is_what_serving_the_base_objective_gains_in_the_last_training_episode(problem):
    grid = grid_induction(problem, margin=True)
    for index in np.ndindex(grid.value.shape):
        game = exact_cell(problem, index, grid.value.shape)
        days = [phase for phase in game.phases for _ in range(phase.episodes)]
        last = max((t for t, phase in enumerate(days) if phase.training), default=None)
        if last is None:
            assert np.isnan(grid.margin[index])
            continue
        point, profile = plan_point(game, days[last]), list(backward_induction(game).policy)
        best = {True: None, False: None}
        for action in game.actions[point[0]]:
            worth, side = quality(game, profile, last, (*point, action)), game.serves_base(*point, action)
            best[side] = worth if best[side] is None else max(best[side], worth)
        if None in best.values():
            assert np.isnan(grid.margin[index])
        else:
            assert grid.margin[index] == pytest.approx(float(best[True] - best[False]), rel=1e-12, abs=1e-12)


def test_by_hand():
    """T = 2, D = 3: p = 1/4 always defects for 1 + 3/4 (1 + 3/4 * 3), p = 1/3 is a tie, p = 1/2 and 1 give 3."""
    chances_of_it = as_array([F(1, 4), F(1, 3), F(1, 2), 1], (4,), exact=True)
    grid = grid_induction(EpisodeGame(modification=chances_of_it), margin=True)
    assert grid.value.tolist() == pytest.approx([55 / 16, 3, 3, 3], rel=1e-15)
    assert [REGIMES[code] for code in grid.regime] == ["defects", "deceptive", "deceptive", "deceptive"]
    assert grid.deceptive_episodes.tolist() == [0, 2, 2, 2]
    assert grid.tie.tolist() == [False, True, False, False]
    assert grid.decided_exactly.tolist() == [False, True, False, False]
    assert grid.margin.tolist() == pytest.approx([-1 / 4, 0, 1 / 2, 2], abs=1e-15)


def test_floats_next_to_a_tie_are_told_apart():
    """p D >= 1 in the rationals that the floats 1/D are: some are just above it, some just below, some on it."""
    deployment = 3
    edge = 1 / deployment
    column = np.array([np.nextafter(edge, 0), edge, np.nextafter(edge, 1)])
    grid = grid_induction(EpisodeGame(deployment=deployment, modification=column))
    assert grid.decided_exactly.all()
    assert [F(p) * deployment >= 1 for p in column.tolist()] == [False, False, True]
    assert grid.deceptive_episodes.tolist() == [0, 0, 2]
    assert not grid.tie.any()


def test_the_first_of_several_best_actions_decides_what_other_selves_get():
    """Of two actions equally good to the self in charge of the second episode, the listed first is taken in floats too."""
    x = np.array([0.0, 1.0])
    game = TrainingGame(
        base="base",
        states={"mesa": "mesa", "base": "base"},
        actions={"mesa": ("A", "B"), "base": ("B", "A", "C")},
        payoffs={("mesa", "mesa", "task", "A"): 0, ("mesa", "mesa", "task", "B"): -9, ("base", "mesa", "task", "A"): 0}
        | {("base", "mesa", "task", "B"): 1, ("base", "base", "task", "B"): 1, ("base", "base", "task", "A"): 0}
        | {("base", "base", "task", "C"): 1, ("mesa", "base", "task", "B"): 5, ("mesa", "base", "task", "A"): 7}
        | {("mesa", "base", "task", "C"): x},
        phases=(Phase("play", 2, {"task": 1}, {("mesa", "task", "A"): {"base": 1}}, training=True),),
        start="mesa",
    )
    grid = grid_induction(game)
    assert grid.value.tolist() == [5, 5]
    assert grid.tie.tolist() == [True, True]


def test_several_actions_of_which_each_is_best_somewhere():
    game = choice_game({"A": np.array([3.0, 1, 1]), "B": np.array([2.0, 2, 2]), "C": np.array([1.0, 1, 3])})
    mesa = dataclasses.replace(
        game,
        states={"self": "mesa"},
        payoffs={("mesa", *key[1:]): pay for key, pay in game.payoffs.items()}
        | {("base", "self", "task", action): int(action == "B") for action in "ABC"},
        phases=(dataclasses.replace(game.phases[0], training=True),),
    )
    grid = grid_induction(mesa, margin=True)
    assert grid.value.tolist() == [3, 2, 3]
    assert grid.deceptive_episodes.tolist() == [0, 1, 0]
    assert grid.margin.tolist() == [-1, 1, -1]


def regimes_of(stakes, pattern):
    """The regimes of a game whose phases train (T) or not (D) for one episode; B pays its self more by each phase's stake."""
    contexts = [f"day {i}" for i in range(len(pattern))]
    pays = {("mesa", "self", context, "B"): stake for context, stake in zip(contexts, stakes, strict=True)}
    pays |= {("mesa", "self", context, "A"): 0 for context in contexts}
    pays |= {("base", "self", context, action): int(action == "B") for context in contexts for action in "BA"}
    game = TrainingGame(
        base="base",
        states={"self": "mesa"},
        actions={"self": ("B", "A")},
        payoffs=pays,
        phases=tuple(
            Phase(f"phase {i}", 1, {context: 1}, training=kind == "T")
            for i, (context, kind) in enumerate(zip(contexts, pattern, strict=True))
        ),
        start="self",
    )
    grid = grid_induction(game, margin=True)
    return [REGIMES[code] for code in grid.regime], grid


def test_regimes_in_words():
    """Each column is a cell: what training (twice) and deployment gain from B."""
    stakes = np.array([[-1, -1, 1, 1, 1, -1, 1, -1], [-1, 1, 1, 1, -1, -1, -1, 1], [-1, -1, -1, 1, -1, 1, 1, 1]])
    words, grid = regimes_of(stakes, "TTD")
    expected = ["defects", "partly deceptive", "deceptive", "deterred", "other", "defects", "other", "partly deceptive"]
    assert words == expected
    assert grid.deceptive_episodes.tolist() == [0, 1, 2, 2, 1, 0, 1, 1]
    assert grid.margin.tolist() == stakes[1].tolist()


def test_training_may_come_last():
    words, grid = regimes_of(np.array([[-1, 1, -1, 1], [1, 1, -1, -1]]), "DT")
    assert words == ["deceptive", "deterred", "defects", "defects"]
    assert grid.deceptive_episodes.tolist() == [1, 1, 0, 0]


def test_games_without_deployment():
    words, _ = regimes_of(np.array([[-1, 1, -1, 1], [1, 1, -1, -1]]), "TT")
    assert words == ["partly deceptive", "deterred", "defects", "other"]


def test_games_without_training_have_no_margin():
    words, grid = regimes_of(np.array([[-1, 1, -1, 1], [1, 1, -1, -1]]), "DD")
    assert words == ["defects", "deterred", "defects", "defects"]
    assert np.isnan(grid.margin).all()
    assert not grid.deceptive_episodes.any()


def test_games_without_episodes_are_other():
    grid = grid_induction(EpisodeGame(0, 0, modification=np.array([0.0, 1.0])), margin=True)
    assert [REGIMES[code] for code in grid.regime] == ["other", "other"]
    assert grid.value.tolist() == [0, 0]


def test_the_plan_is_read_in_a_context_that_never_comes():
    """With agreement throughout the conflict is still what the plan and the labels are about."""
    grid = grid_induction(EpisodeGame(training_agreement=1, modification=np.array([0.25, 0.5])))
    assert grid.deceptive_episodes.tolist() == [0, 2]


def test_no_array_is_a_grid_of_one_cell():
    grid = grid_induction(EpisodeGame(modification=F(1, 3)), margin=True)
    assert grid.value.shape == ()
    assert (grid.value, grid.regime, grid.deceptive_episodes, bool(grid.tie)) == (3, 2, 2, True)


def test_the_given_arrays_are_left_alone():
    column = np.linspace(0, 1, 5)
    grid_induction(EpisodeGame(modification=column))
    assert column.tolist() == [0, 0.25, 0.5, 0.75, 1]


def test_what_serves_the_base_objective_must_be_the_same_everywhere():
    game = choice_game({"A": np.array([0.0, 2.0]), "B": 1})
    with pytest.raises(ValueError, match="whether 'A' serves the base objective must not differ within an array"):
        grid_induction(game)


def test_symbols_are_refused():
    with pytest.raises(TypeError, match="grid_induction computes with floats, and the game has symbols in it"):
        grid_induction(EpisodeGame(modification=sympy.Symbol("p"), discount=np.array([0.5, 1.0])))


def test_horizons_are_integers():
    with pytest.raises(TypeError, match="episodes of phase 'training' must be one integer"):
        grid_induction(EpisodeGame(training=np.array([1, 2])))


def test_other_things_are_refused():
    with pytest.raises(TypeError):
        grid_induction("BBAAA")
