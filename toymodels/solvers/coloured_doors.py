"""The probabilities of three objectives after training on red doors, and of the right door in deployment."""

import dataclasses

from toymodels.facts import facts_html, facts_text
from toymodels.models.coloured_doors import ColouredDoors
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, number
from toymodels.solvers.plain_numbers import plain_numbers
from toymodels.solvers.spurious_feature import power_of_two

RED_DOOR, ANY_DOOR, ANYTHING_RED = "red door", "any door", "anything red"
REGIMES = (RED_DOOR, ANY_DOOR, ANYTHING_RED)


@dataclasses.dataclass(frozen=True)
class ColouredDoorsSolution:
    """What the agent learned, and where it goes.

    Parameters
    ----------
    value
        The probability that it goes through the red door in deployment.
    regime
        One of ``REGIMES``, the objective that it learns most likely; of equally likely ones the first.
    red_door, any_door, anything_red
        The probabilities with which it learns each objective.
    none_ruled_out, one_ruled_out, both_ruled_out
        The probabilities that training rules out so many of the two rivals.
    """

    value: Scalar
    regime: str
    red_door: Scalar
    any_door: Scalar
    anything_red: Scalar
    none_ruled_out: Scalar
    one_ruled_out: Scalar
    both_ruled_out: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def coloured_doors(model: ColouredDoors) -> ColouredDoorsSolution:
    """What the agent learns about doors and colours, in closed form.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the exact probabilities are too long to write down.

    Examples
    --------
    >>> solution = coloured_doors(ColouredDoors(training=400, blue_doors=0.05, red_windows=0))
    >>> solution.regime, round(solution.anything_red, 6), round(solution.value, 6)
    ('anything red', 0.8, 0.6)
    """
    no_blue, no_window, weight = _chances(model)
    neither = no_blue * no_window
    against_one, against_two = weight / (1 + weight), weight / (1 + 2 * weight)
    door = no_blue * (no_window * against_two + (1 - no_window) * against_one)
    red = no_window * (no_blue * against_two + (1 - no_blue) * against_one)
    intended = 1 - door - red
    learned = intended, door, red
    right = intended + door / (1 + model.deployed_doors) + red / (1 + model.deployed_windows)
    return ColouredDoorsSolution(
        value=number(right),
        regime=REGIMES[learned.index(max(learned))],
        red_door=number(intended),
        any_door=number(door),
        anything_red=number(red),
        none_ruled_out=number(neither),
        one_ruled_out=number(no_blue + no_window - 2 * neither),
        both_ruled_out=number(1 - no_blue - no_window + neither),
    )


def _chances(model: ColouredDoors) -> tuple[Scalar, Scalar, Scalar]:
    """The chances of no blue door and of no red window in training, and the odds of either rival before it."""
    exact = plain_numbers(model).exact
    n, blue, red, simplicity = model.training, model.blue_doors, model.red_windows, model.simplicity
    if not exact:
        blue, red, simplicity = float(blue), float(red), float(simplicity)
    elif n * max(bits(1 - blue), bits(1 - red)) > LONGEST_NUMBER:
        raise ValueError(f"the exact chances after {n} rooms are too long to write down: make blue_doors a float, not {blue}")
    return (1 - blue) ** n, (1 - red) ** n, power_of_two(simplicity)
