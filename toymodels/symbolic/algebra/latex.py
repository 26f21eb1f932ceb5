"""Formulas in LaTeX, for math mode with ``amsmath``: names of several letters in one piece, and text escaped."""

import re
from typing import Any

import sympy

from toymodels.symbolic.algebra.real_root import RealRoot

_WORDS = re.compile(r"[A-Za-z]{2,}(_[A-Za-z]{2,})*")
_COMMANDS = re.compile(r"[#$%&~<>]")
_LONGEST_EQUATION = 200
_DIGITS = 12
_ESCAPES = {
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
    "<": r"\textless{}",
    ">": r"\textgreater{}",
}


def latex_of(formula: Any) -> str:
    r"""A formula in LaTeX, in which symbols that are words do not look like products of letters.

    >>> from sympy.abc import alpha
    >>> print(latex_of(alpha * sympy.Symbol("training_agreement") ** sympy.Symbol("T")))
    \alpha \mathit{training\_agreement}^{T}
    """
    names = {symbol: rf"\mathit{{{escaped(symbol.name)}}}" for symbol in formula.free_symbols if _is_word(symbol)}
    return str(sympy.latex(formula, symbol_names=names))


def escaped(text: str) -> str:
    r"""Text for LaTeX's text mode.

    >>> print(escaped("50 % of {a}"))
    50 \% of \{a\}
    """
    return "".join(_ESCAPES.get(letter, letter) for letter in text)


def number_in_latex(value: Any, nearby: float) -> str:
    r"""A real number in LaTeX: as it is written, or as decimals, with the equation that it solves if that is short.

    Parameters
    ----------
    value
        The number.
    nearby
        A float next to it.

    Examples
    --------
    >>> from sympy.abc import x
    >>> print(number_in_latex(sympy.rootof(x**3 + x - 1, 0), 0.6823278038280193))
    0.682327803828\ldots\text{, a root of }x^{3} + x - 1
    """
    if not value.has(sympy.CRootOf, RealRoot):
        return str(sympy.latex(value))
    decimals = rf"{sympy.latex(sympy.Float(nearby, _DIGITS))}\ldots"
    equation = sympy.latex(value.args[0]) if isinstance(value, sympy.CRootOf | RealRoot) else ""
    return rf"{decimals}\text{{, a root of }}{equation}" if 0 < len(equation) <= _LONGEST_EQUATION else decimals


def _is_word(symbol: sympy.Symbol) -> bool:
    """Whether a symbol's name is no letter, no Greek one either; or has characters that LaTeX takes for commands."""
    if _COMMANDS.search(symbol.name):
        return True
    return bool(_WORDS.fullmatch(symbol.name)) and not sympy.latex(symbol).startswith("\\")
