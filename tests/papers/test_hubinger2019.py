"""The example of *Risks from Learned Optimization*, against counts and formulas that share no code with its folder."""

import dataclasses
import importlib
import importlib.util
import itertools
import json
import os
import re
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import sympy

import toymodels as tm
from toymodels.models.memoryless_deceiver import MemorylessDeceiver
from toymodels.solvers.memoryless_deceiver import memoryless_deceiver
from toymodels.solvers.policy_evaluation import policy_evaluation

FOLDER = Path(__file__).resolve().parents[2] / "papers" / "hubinger2019"
README = (FOLDER / "README.md").read_text(encoding="utf-8")


def loaded(path):
    """A module from its file, a script that makes its own folder importable."""
    spec = importlib.util.spec_from_file_location(f"hubinger2019_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


run, figure = loaded(FOLDER / "run.py"), loaded(FOLDER / "figures" / "fig4_1.py")
grid, episodes, ablation, claims = (
    importlib.import_module(f"papers.hubinger2019.{name}") for name in ("grid", "episodes", "ablation", "claims")
)


def mesa_return(plan, training=2, monitored=False):
    """What a plan brings the mesa-objective, told as a story: an A that is seen is the last."""
    total = 0
    for episode, act in enumerate(plan):
        if act == "A":
            total += 1
            if monitored or episode < training:
                break
    return total


def all_plans(episodes):
    return ["".join(plan) for plan in itertools.product("BA", repeat=episodes)]


# The grid.


def test_walks_are_as_many_as_powers_of_the_adjacency_matrix_count():
    cells = list(itertools.product(range(3), repeat=2))
    steps = np.array([[abs(x - u) + abs(y - v) == 1 for u, v in cells] for x, y in cells], dtype=int)
    steps[[cells.index((0, 2)), cells.index((2, 2))]] = 0
    reached = [np.linalg.matrix_power(steps, n)[0] for n in range(5)]
    assert sum(counts.sum() for counts in reached) == len(grid.walks(grid.GridTask())) == 65
    assert [counts[cells.index((0, 2))] for counts in reached[:3]] == [0, 0, 1]
    assert [counts[cells.index((2, 2))] for counts in reached] == [0, 0, 0, 0, 5]


def test_without_an_end_in_corners_the_walks_to_the_far_one_are_lattice_paths_and_one_serves_both():
    task = grid.GridTask(ends_in_corners=False)
    assert len(grid.shortest_walks(task, "mesa")) == sympy.binomial(4, 2)
    both = [walk for walk in grid.walks(task) if grid.pays(task, walk) == (1, 1)]
    assert both == [("a1", "a2", "a3", "b3", "c3")]
    assert episodes.episode_game(task).overlap == 1
    assert tm.backward_induction(episodes.grid_game(task)).value == 5


@pytest.mark.parametrize("diagonal", [False, True])
@pytest.mark.parametrize("corners", [("a3", "c3"), ("c3", "a3"), ("a3", "c1")])
def test_an_episode_shows_whom_it_served_and_serving_nobody_is_never_optimal(corners, diagonal):
    task = grid.GridTask(*corners, diagonal)
    best = {objective: grid.shortest_walks(task, objective) for objective in ("base", "mesa")}
    assert not best["base"] & best["mesa"]
    for walk in grid.walks(task):
        assert grid.pays(task, walk) == (walk in best["base"], walk in best["mesa"])
    solution = tm.backward_induction(episodes.grid_game(task))
    taken = [{tuple(walk.split("-")) for walk in solution.optimal_actions(t)} for t in range(5)]
    assert taken == [best["base"]] * 2 + [best["mesa"]] * 3
    assert (solution.value, solution.certificate, solution.regime) == (3, 0, "deceptive")


def test_the_episode_game_is_the_grid_game_with_one_walk_for_each_act():
    task = grid.GridTask()
    small, large = episodes.episode_game(task).training_game(), episodes.grid_game(task)
    walk_of = {"B": "a1-a2-a3", "A": "a1-b1-c1-c2-c3"}
    for (objective, state, context, act), pay in small.payoffs.items():
        if context == "conflict":
            assert pay == large.payoffs[objective, state, "grid", walk_of[act]]
    for plan in all_plans(5):
        walks = [walk_of[act] for act in plan]
        assert policy_evaluation(large, walks).value == policy_evaluation(small, plan).value


@pytest.mark.parametrize("corners", [("a3", "a3"), ("a1", "c3"), ("b2", "c3")])
def test_corners_must_be_two_different_corners(corners):
    with pytest.raises(ValueError, match="corners must be two different ones"):
        grid.GridTask(*corners)


# The five episodes.


def test_every_plan_is_worth_what_its_story_says():
    returns = episodes.mesa_returns(ablation.EXAMPLE)
    assert returns == {plan: mesa_return(plan) for plan in all_plans(5)}
    assert Counter(returns.values()) == {0: 1, 1: 27, 2: 3, 3: 1}


@pytest.mark.parametrize(("training", "deployment"), [(2, 3), (1, 2), (2, 2)])
def test_the_closed_form_changes_sign_at_the_discount_threshold(training, deployment):
    def excess(g):
        return g**training * (1 - g**deployment) / (1 - g) - 1

    root = Fraction(episodes.discount_threshold(training, deployment))
    step = Fraction(1, 2 * 10**10)
    assert excess(root - step) < 0 < excess(root + step)
    for discount in (root - step, root + step):
        assert episodes.compliance_gain(training, deployment, discount) == excess(discount)
        solution = tm.solve(tm.EpisodeGame(training, deployment, discount=discount))
        assert (solution.plan[0] == "B") == (discount > root)


@pytest.mark.parametrize(("training", "deployment"), [(0, 3), (2, 0)])
def test_a_discount_threshold_needs_training_and_deployment(training, deployment):
    with pytest.raises(ValueError, match="must be at least 1"):
        episodes.discount_threshold(training, deployment)


@pytest.mark.parametrize(("training", "deployment"), list(itertools.product((1, 2, 3), (2, 3))))
def test_a_memoryless_optimizer_defects_as_its_closed_form_says(training, deployment):
    p, T, D = episodes.DEFECTION, training, deployment
    q = 1 - p
    assert sympy.expand(episodes.memoryless_return(T, D).as_expr() - (1 - q**T + D * p * q**T)) == 0
    best = sympy.Rational(T + D, D * (T + 1))
    assert episodes.memoryless_optimum(T, D) == (best, 1 + (1 - best) ** T * sympy.Rational(D - 1, T + 1))


def test_the_printed_probability_is_not_the_best_one_however_it_is_rounded():
    p = episodes.DEFECTION
    assert episodes.memoryless_return(2, 3).as_expr() == 5 * p - 7 * p**2 + 3 * p**3
    best, value = episodes.memoryless_optimum(2, 3)
    assert (best, value) == (sympy.Rational(5, 9), sympy.Rational(275, 243))
    assert not Fraction(60, 100) <= Fraction(5, 9) <= Fraction(62, 100)
    assert episodes.memoryless_return(2, 3).eval(sympy.Rational(61, 100)) < value
    second = memoryless_deceiver(MemorylessDeceiver(training=2, deployment=3))
    assert (second.defection, second.value) == (Fraction(5, 9), Fraction(275, 243))
    claim = next(claim for claim in claims.FINDINGS if claim.label == "memoryless")
    assert (claim.published, claim.verdict) == ("about 0.61", "differs")


# The conditions.


def outcomes():
    return {row.label: ablation.outcome(row) for row in ablation.ABLATIONS}


def test_only_with_all_conditions_is_deception_strictly_best():
    found = outcomes()
    assert [label for label, row in found.items() if row.regimes == ("deceptive",)] == ["none"]


def test_without_c1_or_c2_it_defects_at_once_and_gets_one():
    found = outcomes()
    for label in ("C1", "C2"):
        assert (found[label].optimal, found[label].returns) == ("AAAAA", (mesa_return("AAAAA"),) * 2)
    assert (found["C1"].expected, found["C2"].expected) == (1, 5)


def test_without_c3_the_time_of_the_one_defection_is_a_tie():
    monitored = {plan: mesa_return(plan, monitored=True) for plan in all_plans(5)}
    assert Counter(monitored.values()) == {1: 31, 0: 1}
    assert episodes.mesa_returns(ablation.NEVER_ENDING) == monitored
    assert episodes.mesa_returns(tm.EpisodeGame(training=5, deployment=0)) == monitored
    found = outcomes()
    assert found["C3"].first_defections == (1, 2, 3, 4, 5)
    assert found["C3-undeployed"].first_defections == (1, 2)
    optimal = [plan for plan in all_plans(5) if plan.endswith("A")]
    assert found["C3"].plans == len(optimal)
    truly = [mesa_return(plan) for plan in optimal]
    assert found["C3-mistaken"].returns == (min(truly), max(truly)) == (1, 3)


def test_without_c3_no_parameters_make_waiting_pay():
    for modification, discount in itertools.product(("1/3", "1/2", 1), ("1/2", "9/10", 1)):
        game = dataclasses.replace(ablation.EXAMPLE, modification=modification, discount=discount, monitoring=1)
        returns = episodes.mesa_returns(game)
        assert max(returns.values()) == max(value for plan, value in returns.items() if plan[0] == "A")


# What is written down.


def test_results_are_the_expected_ones():
    expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    assert run.results() == expected
    labels = [claim.label for claim in claims.FINDINGS]
    assert len(set(labels)) == len(labels)
    assert list(expected["claims"]) == labels


def test_the_tables_of_the_readme_are_those_of_the_run():
    assert f"\n\n{run.claims_table()}\n\n" in README
    assert f"\n\n### Where we differ\n\n{run.claims_table(differing=True)}\n\n" in README
    assert f"\n\n{run.ablation_table()}\n\n" in README


def test_the_pictures_of_the_readme_exist_and_are_small():
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (FOLDER / picture).stat().st_size < 60_000


def test_run_works_as_a_script_from_anywhere(tmp_path):
    results = tmp_path / "results.json"
    command = [sys.executable, str(FOLDER / "run.py"), "--json", str(results)]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, encoding="utf-8", env=environment)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{run.claims_table()}\n\n{run.claims_table(differing=True)}\n\n{run.ablation_table()}\n"
    assert results.read_bytes() == (FOLDER / "expected.json").read_bytes()


def test_run_names_a_result_that_is_not_the_expected_one(monkeypatch, capsys):
    monkeypatch.setitem(claims.EXPECTED["claims"], "unique", "AAAAA")
    assert run.main([]) == 1
    assert capsys.readouterr().err == "claims unique: expected AAAAA, got BBAAA\n"


@pytest.mark.parametrize(("ending", "opening"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_the_figure_is_drawn_to_the_path_given(tmp_path, ending, opening):
    picture = tmp_path / f"grid.{ending}"
    assert figure.main([str(picture)]) == 0
    assert picture.read_bytes().startswith(opening)


def test_the_figure_needs_a_path(capsys):
    assert figure.main([]) == 2
    assert capsys.readouterr().err.startswith("Usage: ")


def test_no_two_texts_of_the_figure_overlap():
    drawing = figure.figure()
    drawing.draw_without_rendering()
    texts = [text for axes in drawing.axes for text in axes.texts if text.get_text()]
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    overlapping = [(a, b) for (a, x), (b, y) in itertools.combinations(boxes, 2) if x.overlaps(y)]
    assert overlapping == []
