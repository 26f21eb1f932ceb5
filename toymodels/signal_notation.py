"""How a signal, and a distribution of the length of training, are written on the command line.

::

    lengths     = length ":" probability {"," length ":" probability}
    signal      = observation {"," observation} ["@" first episode]
    observation = name ":" P(it | training) ":" P(it | deployment)

with numbers in the grammar of ``toymodels.scalars``. Before the first episode that is named there is no observation. So
``alarm:0:1,quiet:1:0`` is a perfect trigger, and ``alarm:0:1,quiet:1:0@3`` a calendar that tells from episode 3 on.
"""

import dataclasses
from typing import Any, ClassVar

from toymodels.scalars import number
from toymodels.signals import Signal, training_lengths

_LENGTHS, _SIGNAL = "1:1/2,2:1/4,9:1/4", "odd:1/4:1,even:3/4:0"


@dataclasses.dataclass(frozen=True)
class LengthNotation:
    """A parameter that is a distribution of the length of training, or None, and its meaning in one line.

    Examples
    --------
    >>> LengthNotation("how long").checked("2:1/4,1:0.75", "training_length")
    ((1, Fraction(3, 4)), (2, Fraction(1, 4)))
    """

    meaning: str
    integer: ClassVar[bool] = False
    metavar: ClassVar[str] = "LENGTHS"
    domain: ClassVar[str] = f"such as {_LENGTHS}"
    examples: ClassVar[tuple[None]] = (None,)

    def checked(self, value: Any, name: str) -> Any:
        """The distribution as sorted pairs, None as it is; text is read, other values are as for ``training_lengths``."""
        if isinstance(value, str):
            rows = _rows(value, 2, name, _LENGTHS)
            value = [(number(length, "a number of training episodes"), chance) for length, chance in rows]
        return None if value is None else training_lengths(value)


@dataclasses.dataclass(frozen=True)
class SignalNotation:
    """A parameter that is a signal, or None, and its meaning in one line.

    Examples
    --------
    >>> SignalNotation("what is seen").checked("alarm:1/4:1, quiet:3/4:0", "signal").likelihoods()
    {'alarm': (Fraction(1, 4), 1), 'quiet': (Fraction(3, 4), 0)}
    """

    meaning: str
    integer: ClassVar[bool] = False
    metavar: ClassVar[str] = "SIGNAL"
    domain: ClassVar[str] = f"such as {_SIGNAL}"
    examples: ClassVar[tuple[None]] = (None,)

    def checked(self, value: Any, name: str) -> Signal | None:
        """The signal, or None; text is read.

        Raises
        ------
        TypeError, ValueError
            If it is nothing of these, or the text is none of the grammar or states no signal.
        """
        if isinstance(value, str):
            observations, at, first = value.partition("@")
            rows = _rows(observations, 3, name, _SIGNAL)
            training, deployment = ([(row[0], row[phase]) for row in rows] for phase in (1, 2))
            return Signal(training, deployment, number(first.strip(), "first_episode") if at else 1)
        if not isinstance(value, Signal | None):
            raise TypeError(f"{name} must be a Signal or None, got {value!r}")
        return value


def _rows(text: str, size: int, name: str, example: str) -> list[list[str]]:
    """The parts of a text between commas, each cut at its colons."""
    rows = [[part.strip() for part in row.split(":")] for row in text.split(",")]
    if any(len(row) != size or "" in row for row in rows):
        raise ValueError(f"{name} must be written like {example}, got {text!r}")
    return rows
