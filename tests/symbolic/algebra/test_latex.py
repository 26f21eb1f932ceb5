import pytest
import sympy
from matplotlib.mathtext import MathTextParser

from toymodels.models.episode_game import EpisodeGame
from toymodels.symbolic.algebra.latex import escaped, latex_of, number_in_latex
from toymodels.thresholds import deception_threshold

x = sympy.Symbol("x")


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("p", "p"),
        ("p_1", "p_{1}"),
        ("alpha", r"\alpha"),
        ("alpha_rest", r"\alpha_{rest}"),
        ("discount", r"\mathit{discount}"),
        ("training_agreement", r"\mathit{training\_agreement}"),
        ("#1 & 50%", r"\mathit{\#1 \& 50\%}"),
    ],
)
def test_names(name, latex):
    assert latex_of(sympy.Symbol(name)) == latex


def test_text_has_no_meaning():
    assert escaped("a_b & {50 %} #1 $ ^ ~ \\ < >") == (
        r"a\_b \& \{50 \%\} \#1 \$ \textasciicircum{} \textasciitilde{} \textbackslash{} \textless{} \textgreater{}"
    )


def test_numbers():
    root = sympy.rootof(x**5 - x - 1, 0)
    assert number_in_latex(sympy.Rational(1, 3), 1 / 3) == r"\frac{1}{3}"
    assert number_in_latex(root, float(root)) == r"1.16730397826\ldots\text{, a root of }x^{5} - x - 1"
    assert number_in_latex(10 * root, 10 * float(root)) == r"11.6730397826\ldots"
    long = sympy.rootof(sum((10**9 + i) * x**i for i in range(15)) - 10**12, 0)
    assert r"\text" not in number_in_latex(long, float(long))


@pytest.mark.parametrize(
    "game", [EpisodeGame(), EpisodeGame(2, 6, "9/10", 0, "9/10", "1/3", "1/10", "1/10"), EpisodeGame(3, 4, 0.5)]
)
@pytest.mark.parametrize("parameter", ["training", "modification", "overlap", "discount", "deployment_agreement", "monitoring"])
def test_thresholds_are_read_by_a_parser_of_latex(game, parameter):
    latex = deception_threshold(game, parameter).latex()
    MathTextParser("path").parse(f"${latex}$")
