"""Which parameters of a game vary, and over which box.

A parameter is a field of a model, by its name, or a symbol in the game. Its range is the one asked for, or else all of its
domain: that of the model's field; [0, 1] for a symbol that is itself a probability of the game, [0, ∞) for one that is its
discount; and what sympy assumes of the symbol (*positive*, *nonnegative*, ...).
"""

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import sympy

from toymodels.domains import Parameter, parameters, with_fields
from toymodels.errors import unknown_name
from toymodels.scalars import Scalar, exactly, is_array, is_symbolic, number
from toymodels.symbolic.algebra.boxes import Box, Interval, halves, interval_in_words, midpoint
from toymodels.symbolic.algebra.polynomials import Factors, PolynomialRing, factors_of, sign_at
from toymodels.symbolic.algebra.sign_on_box import sign_on_box
from toymodels.symbolic.ranges import Range, checked_range, rational, within
from toymodels.training import Problem, TrainingGame, stated, with_numbers

_DEEPEST = 12


@dataclasses.dataclass(frozen=True)
class ParameterSpace:
    """A game with symbols for some of its parameters, and the box that they vary in.

    Parameters
    ----------
    problem
        The model or training game, with a symbol for every parameter.
    names
        What the caller calls the parameters: fields of a model, or symbols by name.
    symbols
        Their symbols.
    box
        Their ranges, exact, None for no end.
    """

    problem: Problem
    names: tuple[str, ...]
    symbols: tuple[sympy.Symbol, ...]
    box: Box

    @functools.cached_property
    def game(self) -> TrainingGame:
        """The training game."""
        return stated(self.problem)

    @functools.cached_property
    def ring(self) -> PolynomialRing:
        """The polynomials in the parameters."""
        return PolynomialRing(self.symbols)

    def at(self, point: Sequence[Fraction | int]) -> Problem:
        """The problem with numbers in place of its parameters."""
        values = {symbol: sympy.Rational(x.numerator, x.denominator) for symbol, x in zip(self.symbols, point, strict=True)}
        return with_numbers(self.problem, lambda x: number(x.xreplace(values)) if is_symbolic(x) else x)  # type: ignore[no-any-return]

    def point(self, values: Mapping[str, object]) -> tuple[Fraction | int, ...]:
        """A point of the space from its coordinates by name.

        Raises
        ------
        TypeError
            If a coordinate is no number.
        ValueError
            If a parameter is missing, unknown or outside its range.
        """
        for name in values:
            if name not in self.names:
                raise unknown_name("parameter", name, self.names)
        missing = [name for name in self.names if name not in values]
        if missing:
            raise ValueError(f"a point must have a value for each of {', '.join(self.names)}, got none for {missing[0]}")
        return tuple(
            within(rational(values[name], name), interval, name) for name, interval in zip(self.names, self.box, strict=True)
        )


def parameter_space(
    problem: Problem, ranges: Mapping[Any, Range] | Iterable[Any] = (), *, every: bool = False
) -> ParameterSpace:
    """The space of some parameters of a problem.

    Parameters
    ----------
    problem
        A model or training game, with symbols in it or without.
    ranges
        The parameters, fields of the model or symbols of the game (by name or themselves), with the range of each
        (None for its whole domain), or without ranges.
    every
        Whether all other symbols of the problem are parameters too.

    Raises
    ------
    TypeError
        If the problem holds arrays, or a symbolic horizon.
    ValueError
        If a parameter is unknown, does not occur, or is no real number; if a range is empty or leaves the domain; if a
        symbol is left that is no parameter; if a probability or the discount leaves its domain within the ranges.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> space = parameter_space(EpisodeGame(), {"modification": None, "discount": ("1/2", 1)})
    >>> space.symbols, space.box
    ((modification, discount), ((0, 1), (Fraction(1, 2), 1)))
    """
    _check_numbers(problem)
    problem = with_numbers(problem, exactly)
    named = _named(problem, _as_mapping(ranges), every)
    symbols = {name: symbol for name, (symbol, _) in named.items()}
    chosen = _with_symbols(problem, symbols)
    free = _free_symbols(chosen)
    if len(set(symbols.values())) < len(symbols):
        raise ValueError(f"each symbol must be one parameter, got {', '.join(f'{name}: {symbols[name]}' for name in symbols)}")
    left = free - set(symbols.values())
    if left:
        raise ValueError(f"the game must have numbers besides its parameters, got {_listed(left)}: make it a parameter too")
    if not symbols:
        raise ValueError("there must be at least one parameter: put a sympy symbol in the game, or name a field of the model")
    domains = _domains(chosen)
    box = tuple(checked_range(name, wanted, domains.get(symbol, (None, None))) for name, (symbol, wanted) in named.items())
    space = ParameterSpace(chosen, tuple(named), tuple(symbols.values()), box)
    _check_game(space)
    return space


def _as_mapping(ranges: Mapping[Any, Range] | Iterable[Any]) -> dict[Any, Range]:
    if isinstance(ranges, str | sympy.Symbol):
        raise TypeError(f"parameters must be a sequence of names, or ranges by name, got {ranges!r}")
    return dict(ranges) if isinstance(ranges, Mapping) else dict.fromkeys(ranges)


def _check_numbers(problem: Problem) -> None:
    """Refuse what is no problem, arrays and symbolic horizons."""
    if not isinstance(problem, TrainingGame) and not dataclasses.is_dataclass(problem):
        stated(problem)
    numbers = problem.numbers() if isinstance(problem, TrainingGame) else _fields(problem).values()
    if any(is_array(value) for value in numbers):
        raise TypeError("a symbolic solution is of one game with symbols in it, and this one holds arrays: use phase_diagram")
    for name, parameter in _known(problem).items():
        if parameter.integer and is_symbolic(_fields(problem)[name]):
            raise TypeError(
                f"{name} must be a number, got {_fields(problem)[name]}: the recursion has a step for every episode "
                "(only symbolic_solution of the episode game takes symbols for horizons, a plain one of its own for each)"
            )


def is_integer_field(problem: Problem, name: str) -> bool:
    """Whether a parameter is a number of episodes of a model."""
    return name in _known(problem) and _known(problem)[name].integer


def _known(problem: Problem) -> dict[str, Parameter]:
    return {} if isinstance(problem, TrainingGame) else parameters(type(problem))


def _fields(problem: Problem) -> dict[str, Scalar]:
    return {name: getattr(problem, name) for name in _known(problem)}


def _named(problem: Problem, wanted: dict[Any, Range], every: bool) -> dict[str, tuple[sympy.Symbol, Range]]:
    """The symbol and the wanted range of every parameter by name; all symbols in their order, if every one is asked for."""
    free = {str(symbol): symbol for symbol in _free_symbols(problem)}
    known = _known(problem)
    found: dict[str, tuple[sympy.Symbol, Range]] = {}
    for key, interval in wanted.items():
        name = str(key)
        if name in known:
            if known[name].integer:
                raise ValueError(f"{name} is a number of episodes: a region needs real numbers (breakpoints takes it alone)")
            value = getattr(problem, name)
            if is_symbolic(value) and not value.is_Symbol:
                raise ValueError(f"{name} is the formula {value}: name one of its symbols, {_listed(value.free_symbols)}")
            if name in free and value != free[name]:
                raise ValueError(f"{name} must be either a field or a symbol, got the symbol {name} elsewhere: rename it")
            found[name] = (value if is_symbolic(value) else sympy.Symbol(name), interval)
        elif name in free:
            found[name] = (free[name], interval)
        else:
            raise _absent(name, [*known, *sorted(free)])
    if every:
        taken = [symbol for symbol, _ in found.values()]
        found |= {str(symbol): (symbol, None) for symbol in _in_order(problem) if symbol not in taken}
    return found


def _absent(name: str, known: Sequence[str]) -> ValueError:
    """The error for a parameter that does not occur."""
    if known:
        return unknown_name("parameter", name, known)
    return ValueError(f"the parameter {name!r} does not occur, and the game has no symbol: put sympy.Symbol({name!r}) in it")


def _in_order(problem: Problem) -> list[sympy.Symbol]:
    """All symbols, in the order of the fields of a model, otherwise by name."""
    fields = (value for value in _fields(problem).values() if is_symbolic(value))
    first = (symbol for value in fields for symbol in sorted(value.free_symbols, key=str))
    return list(dict.fromkeys([*first, *sorted(_free_symbols(problem), key=str)]))


def _with_symbols(problem: Problem, symbols: Mapping[str, sympy.Symbol]) -> Problem:
    fields = {name: symbol for name, symbol in symbols.items() if name in _known(problem)}
    return with_fields(problem, **fields) if fields else problem


def _symbolic_numbers(problem: Problem) -> Iterator[Any]:
    values = problem.numbers() if isinstance(problem, TrainingGame) else _fields(problem).values()
    return (value for value in values if is_symbolic(value))


def _free_symbols(problem: Problem) -> set[sympy.Symbol]:
    return {symbol for value in _symbolic_numbers(problem) for symbol in value.free_symbols}


def _listed(symbols: Iterable[Any]) -> str:
    return ", ".join(sorted(map(str, symbols))) or "none"


def _domains(problem: Problem) -> dict[sympy.Symbol, Interval]:
    """The domain of every symbol, from the places where it stands alone and from what sympy assumes of it."""
    game = stated(problem)
    places: list[tuple[Any, Interval]] = [(game.discount, (0, None))]
    places += [(chance, (0, 1)) for chance in _chances(game)]
    places += [
        (value, (known.low, known.high))
        for (name, known), value in zip(_known(problem).items(), _fields(problem).values(), strict=True)
    ]
    found: dict[sympy.Symbol, Interval] = {}
    for symbol in _free_symbols(problem):
        if symbol.is_real is False:
            raise ValueError(f"parameters must be real, got the symbol {symbol} that sympy assumes not to be")
        low, high = (0 if symbol.is_nonnegative else None), (0 if symbol.is_nonpositive else None)
        found[symbol] = _meet((low, high), *(domain for value, domain in places if value == symbol))
    return found


def _chances(game: TrainingGame) -> Iterator[Scalar]:
    for phase in game.phases:
        yield from phase.contexts.values()
        for row in phase.kernel.values():
            yield from row.values()


def _meet(*intervals: Interval) -> Interval:
    lows = [low for low, _ in intervals if low is not None]
    highs = [high for _, high in intervals if high is not None]
    return max(lows, default=None), min(highs, default=None)


def _check_game(space: ParameterSpace) -> None:
    """Refuse what is no polynomial, and ranges in which a probability, the discount or a formula leaves its domain."""
    for value in (*_symbolic_numbers(space.problem), *_symbolic_numbers(space.game)):
        try:
            space.ring.of(value)
        except ValueError as error:
            raise ValueError(f"{error}: put a symbol of its own there, or multiply all payoffs by the denominator") from None
    signed: list[tuple[str, Scalar, Scalar]] = [("discount", space.game.discount, space.game.discount)]
    signed += [("probability", chance, chance) for chance in _chances(space.game)]
    for name, known in _known(space.problem).items():
        value = _fields(space.problem)[name]
        signed += [] if known.low is None else [(name, value, value - known.low)]
        signed += [] if known.high is None else [(name, value, known.high - value)]
    for what, value, margin in signed:
        if is_symbolic(margin) and not _is_nonnegative(space, margin):
            ranges = ", ".join(interval_in_words(name, *ends) for name, ends in zip(space.names, space.box, strict=True))
            raise ValueError(
                f"the {what} {value} must stay in its domain, and does not, or may not, for some {ranges}: narrow them"
            )


def _is_nonnegative(space: ParameterSpace, value: Any) -> bool:
    """Whether a polynomial is proved >= 0 on the box; bisects until that is seen, or it is found negative somewhere."""
    polynomial = space.ring.of(value)
    if polynomial.is_zero():
        return True
    factors = factors_of(polynomial)
    waiting = [(space.box, 0)]
    while waiting:
        box, depth = waiting.pop()
        if _is_positive(factors, box):
            continue
        if depth == _DEEPEST or sign_at(polynomial, midpoint(box)) < 0:
            return False
        waiting += [(half, depth + 1) for half in halves(box, depth % len(box))]
    return True


def _is_positive(factors: Factors, box: Box) -> bool:
    """Whether a polynomial is proved > 0 inside a box by the signs of its factors."""
    sign = factors.sign
    for factor in factors.odd:
        sign *= sign_on_box(factor.polynomial, box) or 0
    return sign > 0
