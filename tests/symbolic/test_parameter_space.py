import dataclasses
from fractions import Fraction

import numpy as np
import pytest
import sympy
from sympy.abc import g, p, q, w

from tests.training_games import choice_game, ladder_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.symbolic.parameter_space import is_integer_field, parameter_space

F = Fraction
GAME = EpisodeGame(training=1, deployment=1, modification=p, overlap=w, discount=g)


@pytest.mark.parametrize(
    ("problem", "ranges", "every", "names", "symbols", "box"),
    [
        (EpisodeGame(), ["discount"], False, ("discount",), "discount", ((0, 1),)),
        (EpisodeGame(), ["overlap", "modification"], False, ("overlap", "modification"), "overlap modification", None),
        (GAME, {}, True, ("p", "w", "g"), "p w g", ((0, 1), (None, None), (0, 1))),
        (GAME, {"g": ("1/2", 1)}, True, ("g", "p", "w"), "g p w", ((F(1, 2), 1), (0, 1), (None, None))),
        (GAME, {"discount": (0.5, None)}, True, ("discount", "p", "w"), "g p w", ((F(1, 2), 1), (0, 1), (None, None))),
        (GAME, {g: None, w: [-1, 2], "p": (None, "0.5")}, False, ("g", "w", "p"), "g w p", ((0, 1), (-1, 2), (0, F(1, 2)))),
        (choice_game({"B": q, "A": p}, discount=g), {}, True, ("g", "p", "q"), "g p q", ((0, None), (None,) * 2, (None,) * 2)),
        (ladder_game(chance=q), {}, True, ("q",), "q", ((0, 1),)),
        (ladder_game(chance=1 - q), {}, True, ("q",), "q", ((0, 1),)),
        (choice_game({"B": 0}, contexts={"x": q, "y": 1 - q}), {}, True, ("q",), "q", ((0, 1),)),
        (choice_game({"B": 0, "A": 1}, discount=g), {"g": (0, 1000)}, False, ("g",), "g", ((0, 1000),)),
    ],
)
def test_spaces(problem, ranges, every, names, symbols, box):
    space = parameter_space(problem, ranges, every=every)
    assert space.names == names
    assert list(map(str, space.symbols)) == symbols.split()
    assert space.box == (box or ((None, None), (0, 1)))
    assert space.ring.symbols == space.symbols


def test_ranges_hold_what_sympy_assumes():
    above, below = sympy.Symbol("a", positive=True), sympy.Symbol("b", nonpositive=True)
    space = parameter_space(choice_game({"B": above, "A": below}), every=True)
    assert space.box == ((0, None), (None, 0))
    assert parameter_space(EpisodeGame(discount=above), every=True).box == ((0, 1),)


def test_the_problem_at_a_point():
    space = parameter_space(dataclasses.replace(GAME, deployment_agreement=p * g), every=True)
    assert space.at((F(1, 2), -3, F(1, 3))) == EpisodeGame(1, 1, "1/2", -3, "1/3", deployment_agreement="1/6")
    game = choice_game({"B": p, "A": F(1, 7)}, contexts={"x": q, "y": 1 - q}, discount=g)
    at = parameter_space(game, every=True).at((0, F(1, 2), 1))
    assert at == choice_game({"B": F(1, 2), "A": F(1, 7)}, contexts={"x": 1, "y": 0}, discount=0)


def test_points_by_name():
    space = parameter_space(GAME, {"w": (-1, None)}, every=True)
    assert space.point({"p": "1/2", "g": 0.25, "w": 7}) == (7, F(1, 2), F(1, 4))


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({"p": 0, "g": 0}, ValueError, "a point must have a value for each of w, p, g, got none for w"),
        ({"p": 0, "g": 0, "w": 0, "v": 0}, ValueError, "v"),
        ({"p": 2, "g": 0, "w": 0}, ValueError, r"p must be in \[0, 1\], got 2"),
        ({"p": 0, "g": 0, "w": -2}, ValueError, "w must be >= -1, got -2"),
        ({"p": q, "g": 0, "w": 0}, TypeError, "p must be one rational number or float, got q"),
        ({"p": True, "g": 0, "w": 0}, TypeError, "p must be a number, got True"),
        ({"p": "1+1", "g": 0, "w": 0}, ValueError, "p must be a number such as"),
    ],
)
def test_bad_points(values, error, message):
    space = parameter_space(GAME, {"w": (-1, None)}, every=True)
    with pytest.raises(error, match=message):
        space.point(values)


@pytest.mark.parametrize(
    ("problem", "ranges", "error", "message"),
    [
        (EpisodeGame(), "discount", TypeError, "parameters must be a sequence of names, or ranges by name, got 'discount'"),
        (GAME, p, TypeError, "parameters must be a sequence of names, or ranges by name, got p"),
        (EpisodeGame(), {}, ValueError, "there must be at least one parameter: put a sympy symbol in the game"),
        (EpisodeGame(), ["discont"], ValueError, "discont"),
        (EpisodeGame(), ["__import__('os')"], ValueError, "__import__"),
        (EpisodeGame(), ["training"], ValueError, "training is a number of episodes: a region needs real numbers"),
        (EpisodeGame(training=p), ["modification"], TypeError, "training must be a number, got p"),
        (EpisodeGame(discount=np.array([0.5, 1])), ["modification"], TypeError, "holds arrays: use phase_diagram"),
        (choice_game({"B": np.array([0, 1]), "A": p}), {}, TypeError, "holds arrays: use phase_diagram"),
        (GAME, ["p", "g"], ValueError, "the game must have numbers besides its parameters, got w: make it a parameter too"),
        (EpisodeGame(overlap=p * g), ["overlap"], ValueError, r"overlap is the formula g\*p: name one of its symbols, g, p"),
        (
            GAME,
            {"p": (F(1, 2), F(1, 2))},
            ValueError,
            r"the range of p must have its low end below its high end, got \[1/2, 1/2\]",
        ),
        (GAME, {"p": (1, 0)}, ValueError, "must have its low end below its high end"),
        (GAME, {"p": (0, 2)}, ValueError, r"range of p must be in \[0, 1\], got 2"),
        (GAME, {"g": (-1, 1)}, ValueError, r"range of g must be in \[0, 1\], got -1"),
        (GAME, {"p": "01"}, TypeError, r"the range of p must be a pair \(low, high\), got '01'"),
        (GAME, {"p": 1}, TypeError, r"the range of p must be a pair \(low, high\), got 1"),
        (GAME, {"p": (0, F(1, 2), 1)}, TypeError, "must be a pair"),
        (GAME, {"p": {0, 1}}, TypeError, "must be a pair"),
        (GAME, {"p": ("2**9", 1)}, ValueError, "range of p must be a number such as"),
        (GAME, {"p": (0, g)}, TypeError, "range of p must be one rational number or float, got g"),
        (GAME, {"p": (0, float("inf"))}, ValueError, "range of p must be finite"),
        (GAME, {"p": (False, 1)}, TypeError, "range of p must be a number, got False"),
        (EpisodeGame(modification=p + q), {"p": (0, 1), "q": (0, 1)}, ValueError, "the probability .* must stay in its domain"),
        (EpisodeGame(modification=p / 2), {}, ValueError, "the probability .* any p: narrow them"),
        (EpisodeGame(discount=p - F(1, 2)), {"p": (0, 1)}, ValueError, r"the discount p - 1/2 must stay in its domain"),
        (
            EpisodeGame(modification=sympy.Symbol("n", negative=True)),
            {},
            ValueError,
            "n has no two values to vary between",
        ),
        (EpisodeGame(modification=sympy.sqrt(p)), {}, ValueError, "polynomial in its parameters"),
    ],
)
def test_bad_spaces(problem, ranges, error, message):
    with pytest.raises(error, match=message):
        parameter_space(problem, ranges, every=not ranges or (problem is GAME and isinstance(ranges, dict)))


def test_a_parameter_that_does_not_occur():
    with pytest.raises(ValueError, match="'v'"):
        parameter_space(GAME, ["p", "w", "g", "v"])


def test_probabilities_are_proved_to_be_such():
    """4 p (1 - p) <= 1 touches its bound; p g and 1 - p g are fine; 1 - p - q is not, but on a smaller box."""
    assert parameter_space(EpisodeGame(modification=4 * p * (1 - p)), {"p": (0, 1)}).box == ((0, 1),)
    assert parameter_space(EpisodeGame(modification=p * g), {"p": (0, 1), "g": (0, 1)}).box == ((0, 1), (0, 1))
    halves = {"p": (0, F(1, 2)), "q": (0, F(1, 2))}
    assert parameter_space(EpisodeGame(modification=1 - p - q), halves).box == ((0, F(1, 2)), (0, F(1, 2)))
    with pytest.raises(ValueError, match="narrow them"):
        parameter_space(EpisodeGame(modification=1 - p - q), halves | {"p": (0, F(51, 100))})


def test_two_symbols_of_one_name_are_refused():
    with pytest.raises(ValueError, match="make it a parameter too"):
        parameter_space(EpisodeGame(modification=p, discount=sympy.Symbol("p", positive=True)), every=True)


def test_which_parameters_are_numbers_of_episodes():
    assert [is_integer_field(EpisodeGame(), name) for name in ("training", "discount", "p")] == [True, False, False]
    assert not is_integer_field(ladder_game(), "training")


def test_one_symbol_by_two_names():
    for ranges in ({"modification": None, "p": (0, "1/2")}, {"modification": None, "discount": None}):
        with pytest.raises(ValueError, match="each symbol must be one parameter"):
            parameter_space(EpisodeGame(modification=p, discount=p), ranges)


def test_a_field_does_not_take_the_name_of_another_symbol():
    with pytest.raises(ValueError, match="discount must be either a field or a symbol"):
        parameter_space(EpisodeGame(modification=sympy.Symbol("discount")), ["discount"])


def test_a_formula_must_stay_in_the_domain_of_its_field():
    with pytest.raises(ValueError, match=r"the discount 2\*p must stay in its domain"):
        parameter_space(EpisodeGame(discount=2 * p), {"p": (0, 1)})
    assert parameter_space(EpisodeGame(discount=2 * p), {"p": (0, "1/2")}).box == ((0, F(1, 2)),)


def test_a_square_is_no_negative_probability():
    q = sympy.Symbol("q")
    game = EpisodeGame(modification=(p - q) ** 2)
    assert parameter_space(game, {"p": (0, 1), "q": (0, 1)}).names == ("p", "q")


def test_parameters_are_real():
    with pytest.raises(ValueError, match="parameters must be real"):
        parameter_space(EpisodeGame(overlap=sympy.Symbol("z", imaginary=True)), every=True)


def test_what_is_no_problem():
    with pytest.raises(TypeError, match="a problem must be a TrainingGame or a model that states one, got str"):
        parameter_space("discount", ["discount"])


def test_a_formula_that_comes_to_nothing_is_no_negative_probability():
    game = EpisodeGame(modification=p, monitoring=(p + 1) ** 2 - p**2 - 2 * p - 1)
    assert parameter_space(game, ["p"]).box == ((0, 1),)


@pytest.mark.parametrize("quotient", [1 / (1 + g), sympy.sqrt(g), sympy.sin(g), sympy.pi * g])
def test_what_is_no_polynomial_is_refused_with_what_to_do(quotient):
    for problem in (EpisodeGame(overlap=quotient), choice_game({"A": quotient, "B": 0})):
        with pytest.raises(ValueError, match=r"polynomial.*: put a symbol of its own there, or multiply all payoffs by"):
            parameter_space(problem, {"g": (0, 1)})


def test_a_parameter_of_a_game_without_symbols():
    with pytest.raises(ValueError, match=r"'x' does not occur, and the game has no symbol: put sympy.Symbol\('x'\) in it"):
        parameter_space(choice_game({"A": 1, "B": 0}), ["x"])
