"""The episode game's pieces where horizons are symbols: three plans in T and D, and B throughout.

In the symbols of ``toymodels.models.episode_game`` let x_m = p g^m u_0, which falls with m for g < 1. For w < 1

    B^T A^D            is optimal where  x_T >= 1,
    A^(T-m) B^m A^D    where  x_1 >= 1 >= x_T,  with  m = ⌊ln(p u_0) / ln(1/g)⌋,  the largest m with x_m >= 1,
    A^(T+D)            where  x_1 <= 1,

and for w >= 1 everything is B. A piece, or a condition, is left out if the extremes of x_1 and x_T over the ranges say so;
those are at the corners of the ranges (``toymodels.symbolic.episode.episode_box``), where a horizon without end adds the limit

    S_D(r) < 1/(1 - r)   (without bound for r = 1),    g^T > 0   (1 for g = 1).

As horizons are integers, a piece that is listed may yet hold at no horizons of a narrow range.
"""

import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

import sympy

from toymodels.domains import parameters, with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs
from toymodels.scalars import is_array, is_symbolic
from toymodels.solvers.switching import EpisodeParameters, deterrence_sign
from toymodels.symbolic.algebra.boxes import Interval
from toymodels.symbolic.episode.episode_box import EpisodeBox, check_plain_symbols, power, ranges_by_symbol
from toymodels.symbolic.episode.episode_formulas import deterrence, deters, does_not_deter, value_of_plan, value_of_service
from toymodels.symbolic.episode.floor_log import FloorLog
from toymodels.symbolic.parameter_space import parameter_space
from toymodels.symbolic.pieces import Piece, SymbolicSolution, label_of
from toymodels.symbolic.ranges import Range
from toymodels.training import Action

_HORIZONS = ("training", "deployment")


def horizon_solution(game: EpisodeGame, **ranges: Range) -> SymbolicSolution:
    """The solution of an episode game with a symbol for training, deployment or both, by its closed form.

    Parameters
    ----------
    game
        An episode game whose fields are numbers and different symbols.
    **ranges
        The range (low, high) of a symbol by its name, or of a field by that of the field, which becomes a symbol; all of
        its domain for symbols that are not given. Those of horizons are integers; None is no end.

    Returns
    -------
    A solution whose pieces have no ``sample`` and no whole ``policy``, and whose formulas hold for integers >= 0 in place
    of the horizons.

    Raises
    ------
    TypeError
        If the game holds arrays, or a range has no pair of ends.
    ValueError
        If no horizon is a symbol, a field is a formula or shares its symbol with another one, or a range is contradictory.

    Examples
    --------
    >>> from sympy import symbols
    >>> T, D, p, g = symbols("T D p g")
    >>> solution = horizon_solution(EpisodeGame(T, D, modification=p, discount=g))
    >>> print(solution)
    B^T A^D            where g**T*p*GeometricSum(g, D) >= 1
                       value g**T*GeometricSum(g, D)
    A^(T - m) B^m A^D  where g*p*GeometricSum(g, D) >= 1 and g**T*p*GeometricSum(g, D) <= 1
                       with m = FloorLog(p*GeometricSum(g, D), 1/g)
                       value g**T*(1 - p)**(T - m)*GeometricSum(g, D) + GeometricSum(g*(1 - p), T - m)
    A^(D + T)          where g*p*GeometricSum(g, D) <= 1
                       value g**T*(1 - p)**T*GeometricSum(g, D) + GeometricSum(g*(1 - p), T)
    GeometricSum(x, n) = 1 + x + ... + x**(n - 1); FloorLog(c, b) = the largest integer k with b**k <= c
    T >= 0, D >= 0, p in [0, 1], g in [0, 1]; 3 policies, complete; closed form
    >>> solution.piece_at(T=2, D=3, p=1, g=1).value.subs({T: 2, D: 3, p: 1, g: 1})
    3
    """
    box, horizons = _box(game, ranges)
    fields = sorted(box.names, key=lambda field: field not in _HORIZONS)
    return SymbolicSolution(
        names=tuple(box.names[field] for field in fields),
        symbols=tuple(getattr(box.given, field) for field in fields),
        ranges=tuple(box.intervals[field] for field in fields),
        pieces=tuple(_pieces(box)),
        open_boxes=(),
        method="closed form",
        horizons=horizons,
    )


def _box(game: EpisodeGame, ranges: Mapping[str, Range]) -> tuple[EpisodeBox, tuple[str, ...]]:
    """The parameters with their ranges, and the names of those that are horizons."""
    check_plain_symbols(game, ranges)
    others = dict(ranges)
    horizons: dict[str, sympy.Symbol] = {}
    symbols: dict[sympy.Symbol, tuple[str, Interval]] = {}
    for field in _HORIZONS:
        value = getattr(game, field)
        if is_symbolic(value) or field in ranges:
            horizons[field] = value if is_symbolic(value) else sympy.Symbol(field, integer=True, nonnegative=True)
            name = field if field in ranges else str(value)
            symbols[horizons[field]] = (name, _interval(field, name, others.pop(name, None)))
    if not horizons:
        raise ValueError("training or deployment must be a symbol, got numbers: use episode_solution")
    rest = with_fields(game, **dict.fromkeys(horizons, 1))
    if others or any(is_symbolic(value) or is_array(value) for value in EpisodeParameters.of(rest)):
        space = parameter_space(rest, others, every=True)
        symbols |= ranges_by_symbol(space)
        rest = cast(EpisodeGame, space.problem)
    return EpisodeBox.of(with_fields(rest, **horizons), symbols), tuple(symbols[symbol][0] for symbol in horizons.values())


def _interval(field: str, name: str, wanted: Range) -> Interval:
    """The range of a horizon, after a check that it is one."""
    if wanted is None:
        return 0, None
    if not isinstance(wanted, tuple | list) or len(wanted) != 2:
        raise TypeError(f"the range of {name} must be a pair (low, high), got {wanted!r}")
    low, high = (None if end is None else _episodes(field, f"range of {name}", end) for end in wanted)
    if high is not None and (low or 0) >= high:
        raise ValueError(f"the range of {name} must have its low end below its high end, got [{low or 0}, {high}]")
    return low or 0, high


def _episodes(field: str, name: str, value: object) -> int:
    checked = parameters(EpisodeGame)[field].checked(value, name)
    if not isinstance(checked, int):
        raise TypeError(f"{name} must be integers, got {value}")
    return checked


def _pieces(box: EpisodeBox) -> Iterator[Piece]:
    """All pieces, from B in every conflict to A in every one."""
    T, D, formulas = box.given.training, box.given.deployment, box.formulas
    if box.serving:
        yield _piece([(T + D, "B")], value_of_service(formulas), box.above)
    if not box.selfish:
        return
    only_a = _piece([(T, "A"), (D, "A")], value_of_plan(formulas, formulas.training), box.below)
    extremes = _Extremes.of(box)
    if not box.conflicts[0] or (extremes.last[1] <= 0 and extremes.last[0] < 0):
        yield only_a
        return
    early = [does_not_deter(formulas, formulas.training)] if extremes.first[1] > 0 else []
    late = [deters(formulas, 1)] if extremes.last[0] < 0 else []
    if extremes.first[1] > 0 or extremes.first[0] >= 0:
        conditions = [deters(formulas, formulas.training)] if extremes.first[0] < 0 else []
        yield _piece([(T, "B"), (D, "A")], value_of_plan(formulas, 0), [*conditions, *box.below])
    if extremes.first[0] < 0 and box.given.discount != 1 and box.intervals["training"][1] != 1:
        yield _turning_piece(box, [*late, *early, *box.below])
    if extremes.last[0] < 0:
        conditions = [does_not_deter(formulas, 1)] if extremes.last[1] > 0 else []
        yield dataclasses.replace(only_a, conditions=(*conditions, *box.below))


def _turning_piece(box: EpisodeBox, conditions: list[sympy.Basic]) -> Piece:
    """The piece of A^(T-m) B^m A^D, with a name for m that no parameter has."""
    T, D, formulas = box.given.training, box.given.deployment, box.formulas
    taken = {str(value) for value in box.given}
    name = next(name for name in itertools.chain("m", (f"m{i}" for i in itertools.count(1))) if name not in taken)
    m, length = sympy.Symbol(name, integer=True), FloorLog(deterrence(formulas, 0), 1 / formulas.discount)
    piece = _piece(
        [(T - length, "A"), (length, "B"), (D, "A")], value_of_plan(formulas, formulas.training - length), conditions
    )
    label = label_of(Runs(((T - m, "A"), (m, "B"), (D, "A"))))
    return dataclasses.replace(piece, label=label, definitions=((m, length),))


def _piece(plan: list[tuple[Any, Action]], value: sympy.Expr, conditions: Sequence[sympy.Basic]) -> Piece:
    runs: Runs[Action] = Runs.joined(plan)
    return Piece(label_of(runs), runs, None, value, tuple(conditions), None)


class _Extremes(NamedTuple):
    """The signs of the least and the greatest value of x_1 - 1 and of x_T - 1."""

    last: tuple[int, int]
    first: tuple[int, int]

    @classmethod
    def of(cls, box: EpisodeBox) -> "_Extremes":
        """The extremes over the ranges."""
        worst, best = box.on_line(0), box.on_line(1)
        (shortest, longest), (least, most) = box.intervals["training"], box.intervals["deployment"]
        return cls(
            (_sign(worst, least, 1), _sign(best, most, 1)),
            (_sign(worst, least, longest), _sign(best, most, shortest)),
        )


def _sign(game: EpisodeParameters, deployment: int | None, episodes: int | None) -> int:
    """The sign of p g^e u_0 - 1, at its limit (which is not reached) where a horizon has no end."""
    if episodes is None and game.discount < 1:
        return -1
    episodes = 1 if episodes is None else episodes
    if deployment is not None:
        return deterrence_sign(game._replace(deployment=deployment), episodes)
    conflict = 1 - game.deployment_agreement
    lasting = game.discount * (1 - game.monitoring * conflict)
    return 1 if game.modification * conflict * power(game.discount, episodes) > 1 - lasting else -1
