"""Piecewise solutions: which policy is optimal where, what it is worth, and under which conditions."""

import dataclasses
import functools
import html
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import sympy

from toymodels.errors import unknown_name
from toymodels.policies import Rule, Runs, spelled
from toymodels.symbolic.algebra.boxes import Box, interval_in_words
from toymodels.symbolic.algebra.geometric_sums import GeometricSum
from toymodels.symbolic.algebra.latex import escaped, latex_of
from toymodels.symbolic.counted import counted
from toymodels.symbolic.episode.floor_log import FloorLog
from toymodels.symbolic.ranges import rational
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

    @property
    def short_label(self) -> str:
        """The label for display, by runs where it is long."""
        return self.label if self.policy is None else short_label(self.plan_runs) + _notes(self)

    @property
    def conditions_in_words(self) -> str:
        """The conditions in a line."""
        return " and ".join(map(str, self.conditions)) or "everywhere"

    def __str__(self) -> str:
        return f"{self.label}: {self.conditions_in_words}"


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
        """The value as a ``Piecewise`` expression (undefined outside the pieces; ``nan`` if there are none)."""
        if not self.pieces:
            return sympy.nan
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
        if not self.pieces:
            return r"\text{nothing is proved}"
        cases = r"\begin{cases} " + r" \\ ".join(map(_case, self.pieces)) + r" \end{cases}"
        legend = [rf"\text{{where }} {latex}" for _, latex in self._legend() if latex]
        return r"\begin{array}{l} " + r" \\ ".join([cases, *legend]) + r" \end{array}" if legend else cases

    def __str__(self) -> str:
        rows = [(piece.short_label, *_parts(piece)) for piece in self.pieces]
        width = max((len(label) for label, *_ in rows), default=0)
        lines = (f"{label if i == 0 else '':<{width}}  {part}" for label, *parts in rows for i, part in enumerate(parts))
        return "\n".join([*lines, *self._legend_in_words(), self._proved()])

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    def _repr_html_(self) -> str:
        rows = ((piece.short_label, " ".join(parts), value) for piece in self.pieces for *parts, value in [_parts(piece)])
        lines = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
        body = "".join(f"<tr>{line}</tr>" for line in lines)
        head = "<tr><th>policy</th><th colspan=2>optimal</th></tr>"
        notes = "".join(f"<p>{html.escape(line)}</p>" for line in [*self._legend_in_words(), self._proved()])
        return f"<table>{head}{body}</table>{notes}"

    def _legend(self) -> list[tuple[str, str]]:
        """What the functions in the formulas mean, as text and as LaTeX."""
        return legend(formula for piece in self.pieces for formula in (piece.value, *piece.conditions))

    def _legend_in_words(self) -> list[str]:
        words = [text for text, _ in self._legend()]
        return ["; ".join(words)] if words else []

    def _proved(self) -> str:
        ranges = ", ".join(interval_in_words(name, *interval) for name, interval in zip(self.names, self.ranges, strict=True))
        found = counted(len(self.pieces), "policy", "policies")
        return f"{ranges}; {found}, {proof_in_words(self.open_boxes)}; {self.method}"

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
        exact = rational(value, name)
        if (low is not None and exact < low) or (high is not None and exact > high):
            raise ValueError(f"a point must be in the solution's ranges, {interval_in_words(name, low, high)}, got {value}")
        if name in self.horizons and not isinstance(exact, int):
            raise ValueError(f"{name} is a number of episodes and must be an integer, got {value}")
        return sympy.Rational(exact)


def legend(formulas: Iterable[sympy.Basic]) -> list[tuple[str, str]]:
    """What the functions in some formulas mean, as text and as LaTeX."""
    known = list(formulas)
    return [words for function, words in _LEGEND.items() if any(formula.has(function) for formula in known)]


def proof_in_words(open_boxes: Sequence[Box]) -> str:
    """Whether it is proved that nothing is missing.

    >>> proof_in_words([]), proof_in_words([((0, 1),)])
    ('complete', 'INCOMPLETE: 1 box is open')
    """
    verb = "is" if len(open_boxes) == 1 else "are"
    return f"INCOMPLETE: {counted(len(open_boxes), 'box', 'boxes')} {verb} open" if open_boxes else "complete"


def label_of(plan: Runs[Action]) -> str:
    """A plan in a word: letter by letter, or by its runs where it is long or its lengths are formulas.

    >>> from sympy.abc import D, T
    >>> label_of(Runs(((2, "B"), (3, "A")))), label_of(Runs(((T - 1, "B"), (1, "A")))), label_of(Runs(((3000, "B"), (D, "A"))))
    ('BBAAA', 'B^(T - 1) A', 'B^3000 A^D')
    """
    spelled_out = all(isinstance(count, int) for count, _ in plan.pieces) and plan.episodes <= _LONGEST_LABEL
    return spelled(plan) if spelled_out else _in_runs(plan)


def short_label(plan: Runs[Action]) -> str:
    """A plan in a few words: by its runs where it is long.

    >>> short_label(Runs(((2, "B"), (3, "A")))), short_label(Runs(((40, "B"), (3, "A"))))
    ('BBAAA', 'B^40 A^3')
    """
    return spelled(plan) if plan.episodes <= _LONGEST_STRIP else _in_runs(plan)


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


def _parts(piece: Piece) -> list[str]:
    """What is displayed of a piece besides its label."""
    where = "where " if piece.conditions else ""
    definitions = [f"with {name} = {formula}" for name, formula in piece.definitions]
    return [where + piece.conditions_in_words, *definitions, f"value {_shortened(str(_abridged(piece, piece.value)))}"]


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
