import pytest
import sympy

from toymodels.models.episode_game import EpisodeGame
from toymodels.symbolic.symbolic_solution import symbolic_solution

p, g = sympy.symbols("p g")


@pytest.mark.parametrize(
    ("problem", "ranges", "method"),
    [
        (EpisodeGame(2, 3, p, discount=g), {}, "closed form"),
        (EpisodeGame(2, 3), {"modification": None}, "closed form"),
        (EpisodeGame(2, 3, p, discount=g).training_game(), {"p": None}, "cover of 1 box"),
        (EpisodeGame(2, 3, p, p), {}, "cover of 1 box"),
        (EpisodeGame(2, 3, 1 - p), {}, "cover of 1 box"),
        (EpisodeGame(sympy.Symbol("T"), 3, p), {}, "closed form"),
        (EpisodeGame(2, 3), {"deployment": None}, "closed form"),
    ],
)
def test_the_method_that_fits(problem, ranges, method):
    assert symbolic_solution(problem, **ranges).method == method
