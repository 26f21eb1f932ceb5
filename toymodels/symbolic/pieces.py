"""Piecewise solutions: which policy is optimal where, what it is worth, and under which conditions."""

import dataclasses
import functools
import html
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import sympy

from toymodels.errors import unknown_name
from toymodels.policies import Rule, Runs, spelled
from toymodels.scalars import exactly, is_array, is_symbolic, number
from toymodels.symbolic.algebra.boxes import Box, interval_in_words
from toymodels.symbolic.algebra.floor_log import FloorLog
from toymodels.symbolic.algebra.geometric_sums import GeometricSum
from toymodels.symbolic.algebra.latex import escaped, latex_of
from toymodels.training import Action

_LONGEST = 300
_LONGEST_LABEL = 1000
_LONGEST_STRIP = 30
_LEGEND = {
    GeometricSum: (
        "GeometricSum(x, n) = 1 + x + ... + x**(n - 1)",
        r"S_{n}\left(x\right) = 1 + x + \ldots + x^{n - 1}",
    ),
    FloorLog: ("FloorLog(c, b) = the largest integer k with b**k <= c", ""),
}


@dataclasses.dataclass(frozen=True)
class Piece:
    """A policy that is optimal on an open set of parameters.

    Parameters
    ----------
    label
        The plan, such as ``"BBAAA"``, with what else tells the policy apart from others that have the same plan.
    plan_runs
        The plan as runs of actions; the lengths are formulas where horizons are symbols.
    policy
        The whole policy; None where horizons are symbols.
    value
        What it is worth to the starting self, a formula.
    conditions
        Inequalities, none of which follows from the others as far as is known, that hold together just where the policy is
        optimal, but for ties on the boundaries of other pieces.
    sample
        A rational point, by parameter, at which this policy alone is optimal; None where horizons are symbols.
    definitions
        Names for parts of the formulas, by which the label and what is displayed say them more briefly.
    """

    label: str
    plan_runs: Runs[Action]
    policy: Runs[Rule] | None
    value: sympy.Expr
    conditions: tuple[sympy.Basic, ...]
    sample: Mapping[str, Fraction | int] | None
    definitions: tuple[tuple[sympy.Symbol, sympy.Expr], ...] = ()

    @property
    def condition(self) -> sympy.Basic:
        """The conditions as one, ``True`` if there are none."""
        return sympy.And(*self.conditions, evaluate=False) if self.conditions else sympy.true

    def __str__(self) -> str:
        conditions = " and ".join(map(str, self.conditions)) or "everywhere"
        return f"{self.label}: {conditions}"


@dataclasses.dataclass(frozen=True)
class SymbolicSolution:
    """The solution of a game with symbols in it, piece by piece.

    Parameters
    ----------
    names, symbols
        The parameters.
    ranges
        The box that they vary in; None stands for no end.
    pieces
        The policies that are optimal on open sets. Where all inequalities are strict, one of them alone is optimal.
    open_boxes
        Where it is not proved that no policy is missing: none if the solution is complete.
    method
        How it was found.
    horizons
        The parameters that are numbers of episodes.
    """

    names: tuple[str, ...]
    symbols: tuple[sympy.Symbol, ...]
    ranges: Box
    pieces: tuple[Piece, ...]
    open_boxes: tuple[Box, ...]
    method: str
    horizons: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether it is proved that no policy is missing."""
        return not self.open_boxes

    @functools.cached_property
    def value(self) -> sympy.Expr:
        """The value as a ``Piecewise`` expression (undefined outside the pieces)."""
        return sympy.Piecewise(*((piece.value, piece.condition) for piece in self.pieces), evaluate=False)

    def piece_at(self, **point: Any) -> Piece:
        """The first piece whose conditions hold at a point.

        Parameters
        ----------
        **point
            A rational number for every parameter, by name.

        Raises
        ------
        TypeError
            If a coordinate is no number.
        ValueError
            If a parameter is missing, unknown or outside its range, or a horizon no integer.
        LookupError
            If there is none, which can happen in the open boxes of an incomplete solution only.
        """
        values = self._values(point)
        for piece in self.pieces:
            if all(bool(relation.xreplace(values)) for relation in piece.conditions):
                return piece
        raise LookupError(f"no piece of this incomplete solution holds at {point}")

    def latex(self) -> str:
        r"""The solution as LaTeX for math mode (with ``amsmath``).

        The cases give the value, the plan (a power of an action for a run of it) and the conditions.
        """
        cases = r"\begin{cases} " + r" \\ ".join(map(_case, self.pieces)) + r" \end{cases}"
        legend = [rf"\text{{where }} {latex}" for _, latex in self._legend() if latex]
        return r"\begin{array}{l} " + r" \\ ".join([cases, *legend]) + r" \end{array}" if legend else cases

    def __str__(self) -> str:
        rows = [(_short_label(piece), *_parts(piece)) for piece in self.pieces]
        width = max(len(label) for label, *_ in rows)
        lines = (f"{label if i == 0 else '':<{width}}  {part}" for label, *parts in rows for i, part in enumerate(parts))
        return "\n".join([*lines, *self._legend_in_words(), self._proved()])

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    def _repr_html_(self) -> str:
        rows = ((_short_label(piece), " ".join(parts), value) for piece in self.pieces for *parts, value in [_parts(piece)])
        lines = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
        head = "<tr><th>policy</th><th colspan=2>optimal</th></tr>"
        notes = "".join(f"<p>{html.escape(line)}</p>" for line in [*self._legend_in_words(), self._proved()])
        return f"<table>{head}<tr>{'</tr><tr>'.join(lines)}</tr></table>{notes}"

    def _legend(self) -> list[tuple[str, str]]:
        """What the functions in the formulas mean, as text and as LaTeX."""
        formulas = [formula for piece in self.pieces for formula in (piece.value, *piece.conditions)]
        return [words for function, words in _LEGEND.items() if any(formula.has(function) for formula in formulas)]

    def _legend_in_words(self) -> list[str]:
        words = [text for text, _ in self._legend()]
        return ["; ".join(words)] if words else []

    def _proved(self) -> str:
        ranges = ", ".join(interval_in_words(name, *interval) for name, interval in zip(self.names, self.ranges, strict=True))
        proof = "complete" if self.complete else f"INCOMPLETE: {len(self.open_boxes)} boxes are open"
        return f"{ranges}; {len(self.pieces)} policies, {proof}; {self.method}"

    def _values(self, point: Mapping[str, Any]) -> dict[sympy.Symbol, sympy.Rational]:
        known = dict(zip(map(str, self.symbols), self.symbols, strict=True)) | dict(zip(self.names, self.symbols, strict=True))
        for name in point:
            if name not in known:
                raise unknown_name("parameter", name, self.names)
        values = {known[name]: self._coordinate(known[name], value) for name, value in point.items()}
        missing = [name for name in self.names if known[name] not in values]
        if missing:
            raise ValueError(f"a point must have a value for each of {', '.join(self.names)}, got none for {missing[0]}")
        return values

    def _coordinate(self, symbol: sympy.Symbol, value: Any) -> sympy.Rational:
        """A coordinate of a point, after a check that it is one."""
        place = self.symbols.index(symbol)
        name, (low, high) = self.names[place], self.ranges[place]
        exact = exactly(number(value, name))
        if is_symbolic(exact) or is_array(exact):
            raise TypeError(f"{name} must be one rational number or float, got {value}")
        if (low is not None and exact < low) or (high is not None and exact > high):
            raise ValueError(f"a point must be in the solution's ranges, {interval_in_words(name, low, high)}, got {value}")
        if name in self.horizons and not isinstance(exact, int):
            raise ValueError(f"{name} is a number of episodes and must be an integer, got {value}")
        return sympy.Rational(exact)


def label_of(plan: Runs[Action]) -> str:
    """A plan in a word: letter by letter, or by its runs where it is long or its lengths are formulas.

    >>> from sympy.abc import D, T
    >>> label_of(Runs(((2, "B"), (3, "A")))), label_of(Runs(((T - 1, "B"), (1, "A")))), label_of(Runs(((3000, "B"), (D, "A"))))
    ('BBAAA', 'B^(T - 1) A', 'B^3000 A^D')
    """
    spelled_out = all(isinstance(count, int) for count, _ in plan.pieces) and plan.episodes <= _LONGEST_LABEL
    return spelled(plan) if spelled_out else _in_runs(plan)


def _in_runs(plan: Runs[Action]) -> str:
    return " ".join(action if count == 1 else f"{action}^{_bracketed(count)}" for count, action in plan.pieces)


def _bracketed(count: Any) -> str:
    """A number of episodes as an exponent, what is taken away last."""
    if not isinstance(count, sympy.Add):
        return str(count)
    terms = sorted(count.as_ordered_terms(), key=lambda term: bool(term.could_extract_minus_sign()))
    return "(" + " + ".join(map(str, terms)).replace("+ -", "- ") + ")"


def _notes(piece: Piece) -> str:
    """What a label says besides the plan."""
    plan = label_of(piece.plan_runs)
    return piece.label.removeprefix(plan) if piece.label.startswith(plan) else ""


def _short_label(piece: Piece) -> str:
    """The label for display, by runs where it is long."""
    long = piece.policy is not None and piece.plan_runs.episodes > _LONGEST_STRIP
    return _in_runs(piece.plan_runs) + _notes(piece) if long else piece.label


def _parts(piece: Piece) -> list[str]:
    """What is displayed of a piece besides its label."""
    conditions = " and ".join(map(str, piece.conditions)) or "everywhere"
    definitions = [f"with {name} = {formula}" for name, formula in piece.definitions]
    return [f"where {conditions}", *definitions, f"value {_shortened(str(_abridged(piece, piece.value)))}"]


def _case(piece: Piece) -> str:
    """A line of the cases in LaTeX."""
    plan = r" \, ".join(
        rf"\text{{{escaped(action)}}}" + ("" if count == 1 else f"^{{{latex_of(_abridged(piece, count))}}}")
        for count, action in piece.plan_runs.pieces
    )
    conditions = [*map(latex_of, piece.conditions), *(f"{latex_of(a)} = {latex_of(b)}" for a, b in piece.definitions)]
    where = r",\ ".join(conditions) or r"\text{everywhere}"
    return rf"{latex_of(_abridged(piece, piece.value))} & {plan} \text{{{escaped(_notes(piece))}: }} {where}"


def _abridged(piece: Piece, formula: Any) -> Any:
    """A formula with the names that the piece defines."""
    return sympy.sympify(formula).xreplace({part: name for name, part in piece.definitions})


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}... ({len(text)} characters)"
