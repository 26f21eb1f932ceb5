"""Random models for property tests: Hypothesis strategies read off the annotated domains of a model.

Each parameter is a place in a list of values with the simplest first, and all the places of a model are drawn at once, a
byte each: most of the time of a draw is Hypothesis's own, so that one draw a model is several times faster than one a
parameter. It still shrinks to simple games, as Hypothesis makes each byte smaller by itself. The ends of a domain are drawn
often; and of a model that knows where its ties are (a method ``knife_edges``), every other draw that has any is moved onto
one, since a uniform draw never meets them.
"""

import dataclasses
import functools
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from toymodels.domains import Parameter, parameters
from toymodels.errors import unknown_name
from toymodels.scalars import Scalar

_LONGEST = 6
_LARGEST_DENOMINATOR = 12
_WIDEST = 2
_BYTE = 256


def instances(model: type, **fixed: object) -> Any:
    """The Hypothesis strategy for a model: all its parameters random, or some of them fixed.

    Parameters
    ----------
    model
        A model: a frozen dataclass with annotated parameters.
    fixed
        Values of parameters that are not drawn, ranges or lists of values from which they are, the simplest first, or
        strategies that draw them.

    Returns
    -------
    A strategy of models in exact numbers: integers up to 6 above the least that the domain admits, rationals with
    denominators up to 12, within 2 of zero where the domain has no end; any of the words of a choice.

    Raises
    ------
    TypeError
        If the model has a field that is not annotated with its domain and has no default.
    ValueError
        If a fixed parameter is not one of the model's, or is outside its domain; or for an empty list, or one too long.

    Examples
    --------
    >>> from hypothesis import given, settings
    >>> from toymodels import EpisodeGame, solve
    >>> @settings(max_examples=50)
    ... @given(instances(EpisodeGame, overlap=0))
    ... def test_value_is_at_most_one_an_episode(game):
    ...     assert solve(game).value <= game.training + game.deployment
    >>> test_value_is_at_most_one_an_episode()
    """
    from hypothesis import strategies as st

    known = parameters(model)
    for name in fixed:
        if name not in known:
            raise unknown_name("parameter", name, known)
    bare = [field.name for field in dataclasses.fields(model) if field.name not in known and _has_no_default(field)]
    if bare:
        raise TypeError(f"{bare[0]!r} of {model.__name__} must be annotated with its domain to be drawn")
    drawn = {name: value for name, value in fixed.items() if isinstance(value, st.SearchStrategy)}
    listed = {name: value for name, value in fixed.items() if isinstance(value, range | list)}
    given = {name: known[name].checked(value, name) for name, value in fixed.items() if name not in drawn | listed}
    rows = {name: _values(parameter) for name, parameter in known.items() if name not in fixed}
    rows |= {name: _checked(known[name], row, name) for name, row in listed.items()}
    has_edges = "modification" not in fixed and hasattr(model, "knife_edges")
    width = len(rows) + (2 if has_edges else 0)
    bytes_of = st.binary(min_size=width, max_size=width)

    def built(draw: Callable[[Any], Any]) -> Any:
        places = draw(bytes_of)
        values = {name: _placed(row, place) for (name, row), place in zip(rows.items(), places, strict=False)}
        game = model(**given, **values, **{name: draw(strategy) for name, strategy in drawn.items()})
        edges = game.knife_edges() if has_edges and places[-1] >= _BYTE // 2 else ()
        return _placed(edges, places[-2]) if edges else game

    return st.composite(built)()


def _placed(row: Sequence[Any], place: int) -> Any:
    """The value at a place in a list, of which a byte says how far along it is."""
    return row[place * len(row) // _BYTE]


def _checked(parameter: Any, row: Sequence[object], name: str) -> tuple[Any, ...]:
    if not 0 < len(row) <= _BYTE:
        raise ValueError(f"{name} must be drawn from 1 to {_BYTE} values, got {len(row)}")
    return tuple(parameter.checked(value, name) for value in row)


@functools.cache
def _values(parameter: Any) -> tuple[Scalar, ...]:
    """The values that are drawn, the simplest first."""
    if not isinstance(parameter, Parameter):
        return parameter.examples  # type: ignore[no-any-return]
    if parameter.integer:
        low, high = ends(parameter, 0, _LONGEST)
        return tuple(range(low, high + 1))
    return rationals(*ends(parameter, -_WIDEST, _WIDEST))


@functools.cache
def rationals(low: int, high: int) -> tuple[Scalar, ...]:
    """The rationals of an interval that are drawn, the simplest first; the integers make up about a third of the list.

    >>> [str(x) for x in rationals(0, 1)[20:26]]
    ['0', '1', '1/2', '1/3', '2/3', '1/4']
    """
    found = {Fraction(a, b) for b in range(2, _LARGEST_DENOMINATOR + 1) for a in range(low * b, high * b + 1)}
    fractions = sorted((x for x in found if x.denominator > 1), key=lambda x: (x.denominator, abs(x), x))
    integers = sorted(range(low, high + 1), key=lambda x: (abs(x), x))
    often = min(len(fractions) // 2, _BYTE - len(fractions)) // len(integers)
    return (*integers * often, *fractions)


def ends(parameter: Parameter, low: int, high: int) -> tuple[int, int]:
    """The ends of a domain, cut to an interval or, where that lies outside, to one of its length inside.

    >>> ends(Parameter("chance", 0, 1), -2, 2), ends(Parameter("payoff"), -2, 2), ends(Parameter("large", low=5), -2, 2)
    ((0, 1), (-2, 2), (5, 9))
    """
    if parameter.low is not None and parameter.low > low:
        low, high = parameter.low, parameter.low + high - low if parameter.low >= high else high
    if parameter.high is not None and parameter.high < high:
        low, high = parameter.high - (high - low) if parameter.high <= low else low, parameter.high
    return low, high


def _has_no_default(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
