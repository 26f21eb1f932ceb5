import re

import pytest
import sympy

from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs
from toymodels.symbolic.covered_solution import covered_solution
from toymodels.symbolic.pieces import label_of
from toymodels.symbolic.symbolic_solution import symbolic_solution

T, D, p, w, g = sympy.symbols("T D p w g")
CLOSED = symbolic_solution(EpisodeGame(20, 20, p, w, g))
HORIZONS = symbolic_solution(EpisodeGame(T, D), modification=None, discount=None, monitoring=None)
COVERED = covered_solution(EpisodeGame(2, 3, p, w, g))
EVERYWHERE = covered_solution(EpisodeGame(2, 3, training_agreement=p))


def is_balanced(latex):
    """Whether braces, left and right delimiters, and environments are nested properly."""
    waiting = []
    tokens = re.findall(r"\\(?:begin|end)\{\w+\}|\\left|\\right|\\.|[{}]", latex)
    for token in tokens:
        if token in ("{", r"\left") or token.startswith(r"\begin"):
            waiting.append({"{": "}", r"\left": r"\right"}.get(token, token.replace("begin", "end")))
        elif (token in ("}", r"\right") or token.startswith(r"\end")) and (not waiting or waiting.pop() != token):
            return False
    return not waiting


@pytest.mark.parametrize("solution", [CLOSED, HORIZONS, COVERED, EVERYWHERE], ids=["closed", "horizons", "covered", "one"])
def test_latex_is_balanced_and_has_a_case_for_every_piece(solution):
    latex = solution.latex()
    assert is_balanced(latex)
    assert latex.count("&") == len(solution.pieces)
    assert (r"S_{n}\left(x\right) = 1 + x" in latex) == ("GeometricSum" in str(solution.value))
    assert solution._repr_latex_() == f"$\\displaystyle {latex}$"


def test_balance_is_told():
    assert [is_balanced(text) for text in (r"\left({a}\right)", "{", "}", r"\begin{cases}{\end{cases}}", r"\{ \}")] == [
        True,
        False,
        False,
        False,
        True,
    ]


def test_plans_are_powers_in_latex_and_words_are_words():
    assert r"& \text{A}^{2} \, \text{B}^{18} \, \text{A}^{20} \text{: }" in CLOSED.latex()
    assert r"& \text{A} \, \text{B} \, \text{A}^{3} \text{: }" in COVERED.latex()
    assert r"& \text{A}^{T - m} \, \text{B}^{m} \, \text{A}^{D} \text{: }" in HORIZONS.latex()
    assert r"m = \left\lfloor \log_{\frac{1}{\mathit{discount}}}" in HORIZONS.latex()
    assert r"\text{everywhere}" in EVERYWHERE.latex()
    strange = choice_game({"wait_1": w, "go": 1})
    assert r"\text{wait\_1}" in covered_solution(strange).latex()


def test_what_tells_policies_with_one_plan_apart_is_shown():
    piece = next(iter(COVERED.pieces))
    noted = type(piece)(piece.label + " (base, x_y: BB)", *list(vars(piece).values())[1:])
    solution = type(COVERED)(*[*list(vars(COVERED).values())[:3], (noted,), (), "cover", ()])
    assert r"\text{ (base, x\_y: BB): }" in solution.latex()
    assert "BBBBB (base, x_y: BB)  where w >= 1" in str(solution)


def test_text_is_a_table():
    lines = str(COVERED).splitlines()
    assert lines[:2] == ["BBBBB  where w >= 1", "       value g**4*w + g**3*w + g**2*w + g*w + w"]
    assert lines[-1] == "p in [0, 1], any w, g in [0, 1]; 4 policies, complete; cover of 1 box"
    lines = str(CLOSED).splitlines()
    assert lines[4].startswith("A B^19 A^20     where g**19*p*GeometricSum(g, 20) >= 1 and g**20*p*GeometricSum(g, 20) <= 1")
    assert lines[-2] == "GeometricSum(x, n) = 1 + x + ... + x**(n - 1)"
    assert "FloorLog(c, b) = the largest integer k with b**k <= c" in str(HORIZONS)


def test_incomplete_solutions_say_so():
    incomplete = covered_solution(EpisodeGame(3, 3, p, discount=g), most_boxes=0)
    assert not incomplete.complete
    assert str(incomplete) == "p in [0, 1], g in [0, 1]; 0 policies, INCOMPLETE: 1 box is open; cover of 0 boxes"
    assert incomplete.value is sympy.nan
    assert incomplete.latex() == r"\text{nothing is proved}"
    assert incomplete._repr_html_().count("<tr>") == 1


def test_notebooks_get_a_table():
    table = HORIZONS._repr_html_()
    assert table.count("<tr>") == 1 + len(HORIZONS.pieces)
    assert "with m = FloorLog(" in table
    assert "&gt;= 1" in table


def test_long_values_are_cut_short():
    text = str(covered_solution(EpisodeGame(5, 5, p, w, g)))
    assert re.search(r"\.\.\. \(\d+ characters\)", text)


def test_labels_by_letters_by_runs_and_by_formulas():
    assert label_of(Runs(((2, "B"), (3, "A")))) == "BBAAA"
    assert label_of(Runs(((1000, "B"), (1, "A")))) == "B^1000 A"
    assert label_of(Runs(((T - p, "A"), (p, "B"), (2 * D, "A")))) == "A^(T - p) B^p A^2*D"
    assert label_of(Runs(((T - p - 1, "A"),))) == "A^(T - p - 1)"


def test_the_value_is_piecewise():
    value = COVERED.value.subs({p: 1, w: 0, g: 1})
    assert value == 3
    assert EVERYWHERE.pieces[0].condition is sympy.true


@pytest.mark.parametrize(
    ("point", "error", "message"),
    [
        ({"p": 1, "w": 0}, ValueError, "a point must have a value for each of p, w, g, got none for g"),
        ({"p": 1, "w": 0, "g": 1, "T": 2}, ValueError, "unknown parameter 'T'"),
        ({"p": 1, "w": 0, "g": 2}, ValueError, r"a point must be in the solution's ranges, g in \[0, 1\], got 2"),
        ({"p": -1, "w": 0, "g": 1}, ValueError, r"p in \[0, 1\], got -1"),
        ({"p": p, "w": 0, "g": 1}, TypeError, "p must be one rational number or float, got p"),
    ],
)
def test_points_that_are_none(point, error, message):
    with pytest.raises(error, match=message):
        COVERED.piece_at(**point)


def test_incomplete_solutions_may_have_no_piece():
    part = type(COVERED)(*[*list(vars(COVERED).values())[:3], COVERED.pieces[:1], (COVERED.ranges,), "cover", ()])
    assert "1 policy, INCOMPLETE: 1 box is open" in str(part)
    with pytest.raises(LookupError, match="no piece of this incomplete solution"):
        part.piece_at(p=1, w=0, g=1)
