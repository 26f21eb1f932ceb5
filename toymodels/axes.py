"""The axes of a phase diagram as they are written on the command line.

::

    axis   = name "=" start ":" stop ":" count     so many evenly spaced values, both ends among them
           | name "=" start ":" stop               every integer from start to stop, for integer parameters
           | name "=" value {"," value}            these values

with numbers in the grammar of ``toymodels.scalars``. Points are computed as rationals, and rounded once.
"""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from toymodels.domains import Domain, Parameter
from toymodels.errors import unknown_name
from toymodels.scalars import Scalar, ratio

_COUNT = Parameter("number of points", 2, 1_000_000, integer=True)
_FORMS = "name=start:stop:count, name=start:stop (integers) or name=value,value,..."


def parsed_axis(text: str, known: Mapping[str, Any], exact: bool = False) -> tuple[str, list[Scalar]]:
    """The parameter that an axis is about, and its values.

    Parameters
    ----------
    text
        An axis in the grammar of this module.
    known
        The parameters by name, as ``toymodels.domains.parameters`` gives them.
    exact
        Whether values stay exact; otherwise they are the nearest floats, except for integer parameters.

    Raises
    ------
    ValueError
        If the text is no axis, names no parameter or has values outside the parameter's domain.

    Examples
    --------
    >>> from toymodels.domains import parameters
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> parsed_axis("modification=0:1:5", parameters(EpisodeGame))
    ('modification', [0.0, 0.25, 0.5, 0.75, 1.0])
    >>> parsed_axis("discount=1/3,0.5", parameters(EpisodeGame), exact=True)
    ('discount', [Fraction(1, 3), Fraction(1, 2)])
    >>> parsed_axis("deployment=2:6", parameters(EpisodeGame))
    ('deployment', [2, 3, 4, 5, 6])
    """
    name, equals, values = text.partition("=")
    name = name.strip().replace("-", "_")
    if not equals:
        raise ValueError(f"an axis must be written {_FORMS}, got {text!r}")
    if name not in known:
        raise unknown_name("parameter", name, known)
    check_axis(known[name], name)
    if ":" in values:
        points = _evenly_spaced(name, values.split(":"), known[name])
    else:
        points = [known[name].checked(value, name) for value in values.split(",")]
    return name, points if exact or known[name].integer else [float(point) for point in points]


def check_axis(parameter: Domain, name: str) -> None:
    """Nothing, for a parameter that is a number.

    Raises
    ------
    TypeError
        If it is something else, such as a word or a list, through which no axis runs.
    """
    if not isinstance(parameter, Parameter):
        raise TypeError(f"an axis must be of a parameter that is a number, and {name} is {parameter.domain}")


def _evenly_spaced(name: str, pieces: list[str], parameter: Parameter) -> list[int | Fraction]:
    if len(pieces) > 3 or (len(pieces) == 2 and not parameter.integer):
        forms = f"{name}=start:stop:count or {name}=value,value,..."
        raise ValueError(f"axis {name} must be written {forms}, got {name}={':'.join(pieces)}")
    start, stop = (parameter.checked(end, name) for end in pieces[:2])
    if start >= stop:
        raise ValueError(f"axis {name} must increase, got {name}={':'.join(pieces)}")
    count = _COUNT.checked(pieces[2] if len(pieces) == 3 else stop - start + 1, f"number of points of axis {name}")
    step = Fraction(stop - start, count - 1)
    if parameter.integer and step.denominator != 1:
        raise ValueError(f"axis {name} must be made of integers, got {count} evenly spaced numbers from {start} to {stop}")
    unit = math.lcm(step.denominator, start.denominator)
    return [ratio(numerator, unit) for numerator in _multiples(start * unit, step * unit, count)]


def _multiples(first: Scalar, step: Scalar, count: int) -> range:
    """So many integers from the first one on, a step apart."""
    return range(int(first), int(first + step * count), int(step))
