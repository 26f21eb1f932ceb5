"""Piecewise solutions: which policy is optimal where, what it is worth, and under which conditions."""

import dataclasses
import functools
import html
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import sympy

from toymodels.errors import unknown_name
from toymodels.policies import Rule, Runs
from toymodels.scalars import exactly, number
from toymodels.symbolic.boxes import Box, interval_in_words
from toymodels.training import Action

_LONGEST = 200
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
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
    """

    label: str
    plan_runs: Runs[Action]
    policy: Runs[Rule] | None
    value: sympy.Expr
    conditions: tuple[sympy.Basic, ...]
    sample: Mapping[str, Fraction | int] | None

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
    """

    names: tuple[str, ...]
    symbols: tuple[sympy.Symbol, ...]
    ranges: Box
    pieces: tuple[Piece, ...]
    open_boxes: tuple[Box, ...]
    method: str

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
            A rational number for every symbol, by name.

        Raises
        ------
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

        The cases give the value, the plan and the conditions.
        """
        rows = (
            rf"{sympy.latex(piece.value)} & \text{{{_escaped(piece.label)}: }} "
            + (r",\ ".join(map(sympy.latex, piece.conditions)) or r"\text{everywhere}")
            for piece in self.pieces
        )
        return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"

    def __str__(self) -> str:
        width = max(len(piece.label) for piece in self.pieces)
        lines = (
            line for row in self._rows() for line in (f"{row[0]:<{width}}  where {row[1]}", f"{'':<{width}}  value {row[2]}")
        )
        return "\n".join([*lines, self._proved()])

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    def _repr_html_(self) -> str:
        lines = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in self._rows())
        head = "<tr><th>policy</th><th>optimal where</th><th>value</th></tr>"
        return f"<table>{head}<tr>{'</tr><tr>'.join(lines)}</tr></table><p>{html.escape(self._proved())}</p>"

    def _rows(self) -> list[tuple[str, str, str]]:
        return [
            (piece.label, " and ".join(map(str, piece.conditions)) or "everywhere", _shortened(str(piece.value)))
            for piece in self.pieces
        ]

    def _proved(self) -> str:
        ranges = ", ".join(interval_in_words(name, *interval) for name, interval in zip(self.names, self.ranges, strict=True))
        proof = "complete" if self.complete else f"INCOMPLETE: {len(self.open_boxes)} boxes are open"
        return f"{ranges}; {len(self.pieces)} policies, {proof}; {self.method}"

    def _values(self, point: Mapping[str, Any]) -> dict[sympy.Symbol, sympy.Rational]:
        known = dict(zip(map(str, self.symbols), self.symbols, strict=True)) | dict(zip(self.names, self.symbols, strict=True))
        for name in point:
            if name not in known:
                raise unknown_name("parameter", name, self.names)
        values = {known[name]: sympy.Rational(Fraction(exactly(number(value, name)))) for name, value in point.items()}
        missing = [name for name in self.names if known[name] not in values]
        if missing:
            raise ValueError(f"a point must have a value for each of {', '.join(self.names)}, got none for {missing[0]}")
        return values


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}... ({len(text)} characters)"


def _escaped(text: str) -> str:
    """A label for LaTeX's text mode."""
    return "".join(_LATEX.get(letter, letter) for letter in text)
