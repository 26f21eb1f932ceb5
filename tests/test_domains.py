import dataclasses
from fractions import Fraction
from typing import Annotated, Any

import numpy as np
import pytest
import sympy

from toymodels.domains import Flag, Parameter, check_fields, parameters, with_fields
from toymodels.models.episode_game import EpisodeGame

F = Fraction
HALF = F(1, 2)
CHANCE = Parameter("chance", 0, 1)
HORIZON = Parameter("horizon", 0, integer=True)


@pytest.mark.parametrize(
    ("parameter", "rule"),
    [
        (CHANCE, "in [0, 1]"),
        (HORIZON, "an integer >= 0"),
        (Parameter("dice", 1, 6, integer=True), "an integer in [1, 6]"),
        (Parameter("count", integer=True), "an integer"),
        (Parameter("payoff"), "a finite number"),
        (Parameter("weight", 0), "a finite number >= 0"),
    ],
)
def test_the_rule_is_said_in_words(parameter, rule):
    assert parameter.domain == rule


@pytest.mark.parametrize("value", [0, 1, F(1, 2), "1/3", 0.0, 1.0, sympy.Symbol("p"), sympy.sqrt(2) / 2])
def test_values_in_the_domain_pass(value):
    assert CHANCE.checked(value, "p") is not None


@pytest.mark.parametrize("value", ["3/2", -1, 1.0000001, -1e-300, sympy.sqrt(2), np.array([0.5, 2.0]), np.array([-1, 0])])
def test_values_outside_are_refused_with_rule_and_value(value):
    with pytest.raises(ValueError, match=r"p must be in \[0, 1\], got (3/2|-1|1.0000001|-1e-300|sqrt\(2\)|2.0)"):
        CHANCE.checked(value, "p")


def test_every_element_of_an_exact_array_is_checked():
    with pytest.raises(ValueError, match=r"p must be in \[0, 1\], got 3/2"):
        CHANCE.checked(np.array([F(1, 2), F(3, 2), 1], dtype=object), "p")
    with pytest.raises(ValueError, match="an integer >= 0, got 1/2"):
        HORIZON.checked(np.array([2, F(1, 2)], dtype=object), "T")


def test_both_ends_belong_to_the_domain_of_arrays_too():
    assert CHANCE.checked(np.array([0.0, 1.0]), "p").tolist() == [0, 1]
    with pytest.raises(ValueError, match=r"got 1\.5"):
        CHANCE.checked(np.array([1.5, 0.5]), "p")
    with pytest.raises(ValueError, match=r"got -0\.5"):
        CHANCE.checked(np.array([0.5, -0.5, 0.5]), "p")


def test_integers_are_no_floats_and_no_fractions():
    with pytest.raises(TypeError, match=r"T must be an integer >= 0, got the float 2\.0"):
        HORIZON.checked(2.0, "T")
    with pytest.raises(ValueError, match="T must be an integer >= 0, got 5/2"):
        HORIZON.checked("5/2", "T")
    with pytest.raises(ValueError, match="T must be an integer >= 0, got -1"):
        HORIZON.checked(-1, "T")
    with pytest.raises(ValueError, match="T must be an integer >= 0, got pi"):
        HORIZON.checked(sympy.pi, "T")
    with pytest.raises(TypeError, match="T must be an integer >= 0, got an array of float64"):
        HORIZON.checked(np.array([1.0]), "T")
    assert HORIZON.checked("4/2", "T") == 2
    assert HORIZON.checked(np.array([1, 2], dtype=np.int8), "T").tolist() == [1, 2]
    assert HORIZON.checked(np.array([10**30], dtype=object), "T").tolist() == [10**30]


@pytest.mark.parametrize("array", [np.array([]), np.array([], dtype=int), np.array([], dtype=object)])
def test_empty_arrays_are_refused(array):
    with pytest.raises(ValueError, match="p must not be an empty array"):
        CHANCE.checked(array, "p")


def test_unbounded_parameters_take_any_finite_number():
    assert Parameter("payoff").checked(-(10**30), "r") == -(10**30)
    with pytest.raises(ValueError, match="r must be finite, got nan"):
        Parameter("payoff").checked(float("nan"), "r")


@dataclasses.dataclass(frozen=True)
class Coin:
    """A model with a parameter, and fields that are none."""

    bias: Annotated[Any, Parameter("chance of heads", 0, 1)] = HALF
    label: str = "coin"
    size: Annotated[int, "no parameter"] = 3

    def __post_init__(self):
        check_fields(self)


def test_parameters_are_the_annotated_fields_in_their_order():
    assert list(parameters(Coin)) == ["bias"]
    assert parameters(Coin)["bias"].meaning == "chance of heads"
    assert list(parameters(EpisodeGame)) == [field.name for field in dataclasses.fields(EpisodeGame)]


def test_fields_become_scalars_and_others_are_left_alone():
    coin = Coin(bias="0.25", label="0.25")
    assert coin.bias == F(1, 4)
    assert coin.label == "0.25"


def test_with_fields_changes_a_copy():
    coin = Coin()
    assert with_fields(coin, bias=1) == Coin(bias=1)
    assert coin.bias == F(1, 2)


def test_with_fields_checks_the_new_value():
    with pytest.raises(ValueError, match=r"bias must be in \[0, 1\], got 2"):
        with_fields(Coin(), bias=2)


@pytest.mark.parametrize("name", ["label", "bais"])
def test_unknown_parameters_are_refused_with_the_known_ones(name):
    with pytest.raises(ValueError, match=f"unknown parameter '{name}': .*known: bias"):
        with_fields(Coin(), **{name: 1})
    with pytest.raises(ValueError, match=r"did you mean 'modification'\?"):
        with_fields(EpisodeGame(), modifcation=1)


@pytest.mark.parametrize(
    ("value", "truth"), [(True, True), (0, False), ("yes", True), ("No", False), ("true", True), ("0", False)]
)
def test_a_flag_is_said_in_words_or_by_truth(value, truth):
    assert Flag("whether it is so").checked(value, "flag") is truth


@pytest.mark.parametrize("value", [2, "maybe", None, 1.0, ""])
def test_what_is_neither_yes_nor_no(value):
    with pytest.raises(ValueError, match=f"flag must be yes or no, got {value!r}"):
        Flag("whether it is so").checked(value, "flag")
