"""Parameters that are one of several words, from the model to random and small models."""

import dataclasses
from typing import Annotated

import pytest
from hypothesis import find

from toymodels.domains import Choice, Parameter, check_fields, parameters
from toymodels.evidence.small_scope import complexity, models_near, scope_of, small_values
from toymodels.testing import instances

COLOURS = Choice("what the lamp shows", ("red", "green"))


@dataclasses.dataclass(frozen=True)
class Lamp:
    """A lamp."""

    colour: Annotated[str, COLOURS] = "red"
    count: Annotated[int, Parameter("how many there are", 0, integer=True)] = 0

    def __post_init__(self):
        check_fields(self)


def test_a_choice_is_a_parameter_with_a_rule_and_no_interval():
    assert parameters(Lamp)["colour"] is COLOURS
    assert COLOURS.domain == "one of red, green"
    assert not COLOURS.integer


def test_only_its_words_pass():
    assert COLOURS.checked("green", "colour") == "green"
    with pytest.raises(ValueError, match="unknown colour 'gren': did you mean 'green'"):
        Lamp("gren")
    with pytest.raises(TypeError, match="colour must be one of red, green, got 1"):
        Lamp(1)


def test_random_lamps_show_all_colours():
    assert find(instances(Lamp), lambda lamp: lamp.colour == "green") == Lamp("green", 0)
    assert find(instances(Lamp, colour="green"), lambda lamp: lamp.count > 2) == Lamp("green", 3)
    with pytest.raises(ValueError, match="unknown colour 'blue'"):
        instances(Lamp, colour="blue")


def test_small_lamps_show_all_colours_the_first_named_first():
    assert small_values(COLOURS) == ("red", "green")
    scope = scope_of(Lamp, "colour", count=(1, 0))
    assert scope.words == "colour red, green; count 1, 0"
    assert list(scope.all_of()) == [Lamp("red", 0), Lamp("green", 0), Lamp("red", 1), Lamp("green", 1)]
    assert scope_of(Lamp, colour=("green",)).words == "colour green"
    assert Lamp("green", 4) in models_near(Lamp)
    assert complexity(Lamp("red")) < complexity(Lamp("green")) < complexity(Lamp("red", 1))
