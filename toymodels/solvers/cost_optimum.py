"""What is found out about the best power of a mesa-optimizer at some cost, whichever way it is found."""

from typing import NamedTuple

from toymodels.scalars import Scalar


class CostOptimum(NamedTuple):
    """The powers that are optimal, and where they change.

    Parameters
    ----------
    powers
        All optimal x in increasing order; of a whole stretch its ends.
    costs
        What each of them costs.
    is_stretch
        Whether everything between two of them is optimal as well.
    most
        The greatest x that can be afforded.
    threshold, saturation
        The instances from which some x > 0 and from which the greatest is optimal; None if it is 0.
    error
        How far the total may be below the greatest possible one; 0 where it is exact.
    """

    powers: tuple[Scalar, ...]
    costs: tuple[Scalar, ...]
    is_stretch: bool
    most: Scalar
    threshold: Scalar
    saturation: Scalar
    error: Scalar


def check_start(at_none: Scalar, power: Scalar) -> None:
    """Nothing, if no mesa-optimizer at all has a cost that can be afforded.

    Raises
    ------
    ValueError
        If it costs less than nothing or too much.
    """
    if not 0 <= at_none <= power:
        raise ValueError(f"cost must be in [0, power] at x = 0, got {at_none} for the power {power}")


def falling(places: tuple[float, float], costs: tuple[float, float]) -> ValueError:
    """The error that a cost decreases between two places."""
    (a, b), (high, low) = places, costs
    return ValueError(f"cost must not decrease, got {high + 0.0:.9g} at x = {a:.9g} and {low + 0.0:.9g} at x = {b:.9g}")


def bounded(last: str) -> ValueError:
    """The error that a cost never uses up the power."""
    return ValueError(f"cost must grow past the power, so that not every x can be afforded, got {last}")
