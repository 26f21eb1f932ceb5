"""An episode game whose parameters are numbers or symbols with ranges, and the line along which deterrence grows.

u_0 grows with g and D and falls with α and q (``toymodels.thresholds``). So x_m = p g^m u_0 grows along the line from the
*worst* corner of the ranges (p and g low, α and q high) to the *best* one.
"""

import dataclasses
import functools
from collections.abc import Mapping
from fractions import Fraction

import sympy

from toymodels.domains import parameters
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, is_symbolic, number
from toymodels.solvers.switching import EpisodeParameters
from toymodels.symbolic.algebra.boxes import Interval, interior
from toymodels.symbolic.episode.episode_formulas import symbolic_parameters
from toymodels.symbolic.parameter_space import ParameterSpace
from toymodels.symbolic.ranges import Range

_RISING = ("modification", "discount")
_FALLING = ("deployment_agreement", "monitoring")


@dataclasses.dataclass(frozen=True)
class EpisodeBox:
    """The parameters of an episode game, and the range of each.

    Parameters
    ----------
    given
        Exact numbers and symbols, all different.
    intervals
        The range of every field, of no length for numbers.
    names
        What the caller calls the fields that are symbols.
    """

    given: EpisodeParameters
    intervals: Mapping[str, Interval]
    names: Mapping[str, str]

    @classmethod
    def of(cls, game: EpisodeGame, symbols: Mapping[sympy.Symbol, tuple[str, Interval]]) -> "EpisodeBox":
        """The box of a game whose symbols have these names and ranges."""
        given = EpisodeParameters.of(game).exactly()
        for base in (given.discount, given.modification):
            if not is_symbolic(base) and not is_symbolic(given.training):
                power(base, given.training)
        known = {field: symbols[value] for field, value in given._asdict().items() if value in symbols}
        fixed = {field: (value, value) for field, value in given._asdict().items()}
        return cls(
            given,
            fixed | {field: interval for field, (_, interval) in known.items()},
            {field: name for field, (name, _) in known.items()},
        )

    @functools.cached_property
    def formulas(self) -> EpisodeParameters:
        """The parameters as sympy expressions."""
        return symbolic_parameters(self.given)

    def on_line(self, place: Fraction | int) -> EpisodeParameters:
        """The parameters that matter to deterrence, at a place from 0 (the worst corner) to 1 (the best)."""
        values: dict[str, Scalar] = {}
        for field in (*_RISING, *_FALLING):
            low, high = self.intervals[field]
            start, end = (low, high) if field in _RISING else (high, low)
            values[field] = number(start + place * (end - start))
        return self.given._replace(**values, overlap=0)

    def sample(self, place: Fraction | int, overlap: Interval) -> dict[str, Scalar]:
        """A point inside the ranges, by name: at a place on the line, with the overlap in an interval of its own."""
        point = self.on_line(place)._asdict()
        point |= {"overlap": interior(overlap), "training_agreement": interior(self.intervals["training_agreement"])}
        return {name: point[field] for field, name in self.names.items()}

    @functools.cached_property
    def selfish(self) -> Interval | None:
        """The part of the overlap's range below 1; none if A is nowhere better."""
        return self._parts[0]

    @functools.cached_property
    def serving(self) -> Interval | None:
        """The part of the overlap's range above 1, or all of it if it is 1; none if B is nowhere better."""
        return self._parts[1]

    @functools.cached_property
    def _parts(self) -> tuple[Interval | None, Interval | None]:
        low, high = self.intervals["overlap"]
        below = None if low is not None and low >= 1 else (low, 1 if high is None else min(high, 1))
        above = None if high is not None and high <= 1 and low != 1 else (1 if low is None else max(low, 1), high)
        if below and above and not any(self.conflicts):
            return (None, above) if interior((low, high)) >= 1 else (below, None)
        return below, above

    @property
    def above(self) -> tuple[sympy.Basic, ...]:
        """The condition that the overlap is at least 1, if it can be less."""
        return (sympy.Ge(self.formulas.overlap, 1, evaluate=False),) if self.selfish else ()

    @property
    def below(self) -> tuple[sympy.Basic, ...]:
        """The condition that the overlap is at most 1, if it can be more."""
        return (sympy.Le(self.formulas.overlap, 1, evaluate=False),) if self.serving else ()

    @functools.cached_property
    def conflicts(self) -> tuple[bool, bool]:
        """Whether there can be conflicts in training, and in deployment, that can be met and matter."""
        return conflicts_met(self.given)


def conflicts_met(given: EpisodeParameters) -> tuple[bool, bool]:
    """Whether there can be conflicts in training, and in deployment, that can be met and matter.

    >>> [conflicts_met(EpisodeParameters(T, 3, 1, 0, g, 0, a, 0)) for T, g, a in ((2, 1, 0), (0, 1, 0), (2, 0, 0), (2, 1, 1))]
    [(True, True), (False, True), (True, False), (True, False)]
    """
    T, D = given.training, given.deployment
    reached = given.discount != 0 or is_symbolic(T) or T == 0
    return T != 0 and given.training_agreement != 1, D != 0 and given.deployment_agreement != 1 and reached


def power(base: Scalar, exponent: Scalar) -> Scalar:
    """A power of a rational number.

    Raises
    ------
    ValueError
        If it is too long to write down.
    """
    if exponent * bits(base) > LONGEST_NUMBER:
        raise ValueError(f"({base})^{exponent} is too long to write down: give the base as a symbol, or shorter horizons")
    return base**exponent


def check_plain_symbols(game: EpisodeGame, ranges: Mapping[str, Range]) -> None:
    """Refuse a game in which a field is a formula, or shares its symbol with another one.

    Raises
    ------
    ValueError
        If it is such a game.
    """
    if not has_plain_symbols(game, ranges):
        raise ValueError("every field of the game must be a number or a symbol of its own: use covered_solution")


def ranges_by_symbol(space: ParameterSpace) -> dict[sympy.Symbol, tuple[str, Interval]]:
    """The name and the range of every parameter of a space, by its symbol."""
    return dict(zip(space.symbols, zip(space.names, space.box, strict=True), strict=True))


def has_plain_symbols(game: EpisodeGame, ranges: Mapping[str, Range]) -> bool:
    """Whether each field, once those that ranges name are symbols, is a number or a symbol of its own.

    >>> from sympy.abc import g, p
    >>> [has_plain_symbols(EpisodeGame(modification=p, discount=x), {}) for x in (g, p, 1 - g)]
    [True, False, False]
    """
    fields = {name: getattr(game, name) for name in parameters(EpisodeGame)}
    fields |= {name: sympy.Symbol(name) for name in ranges if name in fields and not is_symbolic(fields[name])}
    symbols = [value for value in fields.values() if is_symbolic(value)]
    return all(symbol.is_Symbol for symbol in symbols) and len(set(map(str, symbols))) == len(symbols)
