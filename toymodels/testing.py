"""Random models for property tests: Hypothesis strategies read off the annotated domains of a model.

Each parameter is one draw from a list of values with the simplest first, which is several times faster than drawing
fractions and shrinks to simple games. The ends of a domain are drawn often; and of a model that
knows where its ties are (a method ``knife_edges``), every other draw that has any is moved onto one, since a uniform
draw never meets them.
"""

import dataclasses
import functools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from toymodels.domains import Parameter, parameters
from toymodels.errors import unknown_name
from toymodels.scalars import Scalar

_LONGEST = 6
_LARGEST_DENOMINATOR = 12
_WIDEST = 2


def instances(model: type, **fixed: object) -> Any:
    """The Hypothesis strategy for a model: all its parameters random, or some of them fixed.

    Parameters
    ----------
    model
        A model: a frozen dataclass with annotated parameters.
    fixed
        Values of parameters that are not drawn, or strategies that draw them.

    Returns
    -------
    A strategy of models in exact numbers: integers up to 6 above the least that the domain admits, rationals with
    denominators up to 12, within 2 of zero where the domain has no end; any of the words of a choice.

    Raises
    ------
    TypeError
        If the model has a field that is not annotated with its domain and has no default.
    ValueError
        If a fixed parameter is not one of the model's, or is outside its domain.

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
    values = {name: value for name, value in fixed.items() if not isinstance(value, st.SearchStrategy)}
    given = {name: known[name].checked(value, name) for name, value in values.items()}
    drawn = {name: value for name, value in fixed.items() if name not in given}
    free = {name: parameter for name, parameter in known.items() if name not in fixed}
    values_of = {name: st.sampled_from(_values(parameter)) for name, parameter in free.items()}
    edge = st.integers(0, 1)

    def built(draw: Callable[[Any], Any]) -> Any:
        game = model(**given, **{name: draw(strategy) for name, strategy in (values_of | drawn).items()})
        edges = game.knife_edges() if "modification" in free and hasattr(game, "knife_edges") and draw(edge) else ()
        return draw(st.sampled_from(edges)) if edges else game

    return st.composite(built)()


@functools.cache
def _values(parameter: Any) -> tuple[Scalar, ...]:
    """The values that are drawn, the simplest first; of rationals, the integers make up a third of the list."""
    if not isinstance(parameter, Parameter):
        return parameter.examples  # type: ignore[no-any-return]
    if parameter.integer:
        low, high = ends(parameter, 0, _LONGEST)
        return tuple(range(low, high + 1))
    low, high = ends(parameter, -_WIDEST, _WIDEST)
    found = {Fraction(a, b) for b in range(2, _LARGEST_DENOMINATOR + 1) for a in range(low * b, high * b + 1)}
    fractions = sorted((x for x in found if x.denominator > 1), key=lambda x: (x.denominator, abs(x), x))
    integers = sorted(range(low, high + 1), key=lambda x: (abs(x), x))
    return (*integers * (len(fractions) // (2 * len(integers))), *fractions)


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
