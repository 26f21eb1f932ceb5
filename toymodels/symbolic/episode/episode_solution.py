"""The episode game's pieces by its closed form: which policy is optimal where, without a search.

In the symbols of ``toymodels.models.episode_game`` let x_m = p g^m u_0. For w < 1 the plan A^(T-m) B^m A^D is optimal where

    x_m >= 1  (unless m = 0)    and    x_{m+1} <= 1  (unless m = T),

and for w >= 1 everything is B. Which of these *pieces* have an interior is seen at the two corners of the ranges between
which x_m grows (``toymodels.symbolic.episode.episode_box``). Let m_0 and m_1 be the numbers of j = 1, ..., T with x_j >= 1
at the worst corner, and with x_j > 1 at the best one.

*Outside* no piece has an interior: for m < m_0 is x_{m+1} >= 1 throughout, and for m > m_1 is x_m <= 1 throughout.

*Between*, for m_0 <= m <= m_1, all have one if g < 1. On the line inside the ranges x_m > 1 somewhere and x_{m+1} < 1
somewhere. If nowhere at once, x_{m+1} crosses 1 on the line, and where it does x_m = x_{m+1} / g > 1, so next to it
x_m > 1 > x_{m+1}. Both inequalities being strict, a neighbourhood of the point belongs to the piece. If g is the number 1
then x_m = x_{m+1}, and only m = 0 and m = T are left.

*Ties at all parameters.* Where x_j is one number, 1, A and B are equally good at all parameters, and B is taken, as
``toymodels.solvers.tie_rules.fewest_switches`` does: m_1 counts such a j. Where the overlap is the number 1, everything is
a tie and B. Where training holds no conflict (τ is the number 1), plans that differ in training mean the same, and one of
them stands for all; likewise if no episode holds a conflict.

So x_m >= 1 holds on all of the box iff m <= m_0, and x_{m+1} <= 1 iff m >= m_1: such conditions are left out. A piece's
sample point is found by bisection on the line.
"""

import dataclasses
import functools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import cast

import sympy

from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Rule, Runs
from toymodels.solvers.switching import Switch, switch
from toymodels.symbolic.algebra.boxes import Interval
from toymodels.symbolic.episode.episode_box import EpisodeBox, check_plain_symbols, ranges_by_symbol
from toymodels.symbolic.episode.episode_formulas import deters, does_not_deter, value_of_plan, value_of_service
from toymodels.symbolic.parameter_space import parameter_space
from toymodels.symbolic.pieces import Piece, SymbolicSolution, label_of
from toymodels.symbolic.ranges import Range
from toymodels.training import Action

_MOST_PIECES = 100_000
_MIDDLE = Fraction(1, 2)


def episode_solution(game: EpisodeGame, **ranges: Range) -> SymbolicSolution:
    """The solution of an episode game with symbols in it by its closed form; its horizons are numbers.

    Parameters
    ----------
    game
        An episode game whose fields are numbers and different symbols.
    **ranges
        The range (low, high) of a symbol by its name, or of a field by that of the field, which becomes a symbol; all of
        its domain for symbols that are not given.

    Raises
    ------
    TypeError
        If the game holds arrays or a symbolic horizon.
    ValueError
        If there is no symbol, a field is a formula or shares its symbol with another one, or a range is contradictory; if
        there are more than 100,000 pieces.

    Examples
    --------
    >>> from sympy import symbols
    >>> p, g = symbols("p g")
    >>> solution = episode_solution(EpisodeGame(10, 10, modification=p, discount=g))
    >>> len(solution.pieces), solution.piece_at(p="1/4", g="9/10").label
    (11, 'AAAAAABBBBAAAAAAAAAA')
    >>> print(solution.pieces[0])
    BBBBBBBBBBAAAAAAAAAA: g**10*p*GeometricSum(g, 10) >= 1
    >>> solution.pieces[0].value
    g**10*GeometricSum(g, 10)
    """
    space = parameter_space(game, ranges, every=True)
    plain = cast(EpisodeGame, space.problem)
    check_plain_symbols(plain, {})
    box = EpisodeBox.of(plain, ranges_by_symbol(space))
    return SymbolicSolution(
        names=space.names,
        symbols=space.symbols,
        ranges=space.box,
        pieces=tuple(_pieces(box)),
        open_boxes=(),
        method="closed form",
    )


def _pieces(box: EpisodeBox) -> Iterator[Piece]:
    """All pieces, from B in every conflict to A in every one."""
    if box.serving:
        plan = [(box.given.training + box.given.deployment, "B")]
        yield _piece(plan, value_of_service(box.formulas), box.above, box.sample(_MIDDLE, box.serving))
    if box.selfish:
        turns = _Turns(box)
        yield from (_selfish_piece(box, turns, box.selfish, length) for length in reversed(turns.lengths))


def _selfish_piece(box: EpisodeBox, turns: "_Turns", overlap: Interval, length: int) -> Piece:
    """The piece of A^(T-m) B^m A^D."""
    first = box.given.training - length
    conditions = [deters(box.formulas, length)] if length > turns.lengths[0] else []
    conditions += [does_not_deter(box.formulas, length + 1)] if length < turns.lengths[-1] else []
    plan = [(first, "A"), (length, "B"), (box.given.deployment, "A")]
    sample = box.sample(turns.place(length), overlap)
    return _piece(plan, value_of_plan(box.formulas, first), [*conditions, *box.below], sample)


@dataclasses.dataclass(frozen=True)
class _Turns:
    """When training turns from A to B, on the line from the worst corner to the best."""

    box: EpisodeBox

    @functools.cached_property
    def ends(self) -> tuple[Switch, Switch]:
        """The turns at the two corners."""
        return switch(self.box.on_line(0)), switch(self.box.on_line(1))

    @functools.cached_property
    def lengths(self) -> Sequence[int]:
        """The numbers m of the pieces."""
        if not self.box.conflicts[0]:
            return [switch(self.box.on_line(_MIDDLE)).length]
        worst, best = self.ends
        most = best.length
        if best.tied and worst.length < most:
            most = most - 1 if self.box.on_line(1).discount < 1 else 0
        if most - worst.length >= _MOST_PIECES:
            raise ValueError(
                f"the solution must have at most {_MOST_PIECES} pieces: narrow the ranges, or make training a symbol"
            )
        return sorted({worst.length, most}) if self.box.given.discount == 1 else range(worst.length, most + 1)

    def place(self, length: int) -> Fraction:
        """A place at which the conflicts with m or fewer episodes of training to come, and they alone, call for B."""
        low, high = Fraction(0), Fraction(1)
        tied_everywhere = self.ends[0] == self.ends[1]
        while True:
            middle = (low + high) / 2
            found = switch(self.box.on_line(middle))
            if found.length == length and (tied_everywhere or not found.tied):
                return middle
            low, high = (low, middle) if found.length > length else (middle, high)


def _piece(
    plan: list[tuple[int, Action]], value: sympy.Expr, conditions: Sequence[sympy.Basic], sample: dict[str, Fraction | int]
) -> Piece:
    runs: Runs[Action] = Runs.joined(plan)
    return Piece(
        label=label_of(runs),
        plan_runs=runs,
        policy=Runs(tuple((count, _rule(action)) for count, action in runs.pieces)),
        value=value,
        conditions=tuple(conditions),
        sample=sample,
    )


def _rule(action: Action) -> Rule:
    """What all selves do, given what the mesa-optimizer does in a conflict: where acts mean the same, the first listed."""
    return {("mesa", "conflict"): action, ("mesa", "agreement"): "B", ("base", "conflict"): "B", ("base", "agreement"): "B"}
