"""Numbers, formulas, names and comments as the PRISM language has them.

PRISM's own parser holds integers of 32 bits, and Storm's of 64; a decimal such as ``3.0`` may be of any length in both, and
their exact and parametric engines take it for the rational number that it is. Storm takes a name that begins with ``true``
for a truth value with something behind it. What a caller has named goes into a model as a checked identifier or in a
comment, never as it is.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from toymodels.scalars import Scalar, is_symbolic

LARGEST_INTEGER = 2**31 - 1

_IDENTIFIER = re.compile(r"(?!true|false)[A-Za-z_][A-Za-z0-9_]{0,79}")
_UNPRINTABLE = re.compile(r"[^ -~]")
_LONGEST_COMMENT = 200

_RESERVED = (
    "A C E F G I M P Pmax Pmin R Rmax Rmin S T U W X array atLeastOneOf atMostOneOf bool ceil clock const cos csg ctmc ctmdp "
    "double dtmc endcomponent endinit endinvariant endmodule endobservables endplayer endrewards endsystem exactlyOneOf exp "
    "false filter floor formula func global idtmc imdp init int invariant ipomdp label log ltl lts ma max mdp min mod module "
    "multi nondeterministic observable observables of player pomdp popta pow prob probabilistic pta rate rewards round sin smg "
    "stochastic stpg system tptg true"
)
KEYWORDS = frozenset(_RESERVED.split())
"""What no identifier may be in PRISM or in Storm: their keywords and the names of functions."""


def identifier(name: object, fallback: str, taken: Collection[str]) -> str:
    """The name itself where it is an identifier that is still free, else the fallback, with underscores until it is free.

    Examples
    --------
    >>> identifier("p", "x0", ()), identifier("max", "x0", ()), identifier("p; endmodule", "x0", ["x0"])
    ('p', 'x0', 'x0_')
    """
    if isinstance(name, str) and _IDENTIFIER.fullmatch(name) and name not in KEYWORDS and name not in taken:
        return name
    while fallback in taken:
        fallback += "_"
    return fallback


def identifiers(symbols: Iterable[Any], taken: Collection[str]) -> dict[Any, str]:
    """An identifier for each sympy symbol, its own name where that will do, in the order of their names."""
    names: dict[Any, str] = {}
    for i, symbol in enumerate(
        sorted(symbols, key=lambda symbol: (str(symbol), str(symbol.assumptions0), repr(symbol.sort_key())))
    ):
        names[symbol] = identifier(str(symbol), f"x{i}", {*taken, *names.values()})
    return names


def comment(name: object) -> str:
    r"""Any object in printable characters and on one line, for a comment.

    Examples
    --------
    >>> comment("mesa"), comment("é"), comment(("a", 1))
    ("'mesa'", "'\\xe9'", "('a', 1)")
    """
    text = _UNPRINTABLE.sub(" ", ascii(name))
    return text if len(text) <= _LONGEST_COMMENT else text[:_LONGEST_COMMENT] + "..."


def formula(value: Scalar, names: Mapping[Any, str]) -> str:
    """A number or rational expression in PRISM's syntax, exactly.

    Parameters
    ----------
    value
        A rational number, or a sympy expression made of rational numbers, symbols, ``+``, ``*`` and whole powers. A float in
        it is written as the rational number that it is.
    names
        The identifier of each symbol.

    Raises
    ------
    ValueError
        For any other expression.

    Examples
    --------
    >>> from sympy.abc import g, p
    >>> formula(Fraction(-1, 3), {}), formula(10**12, {})
    ('-1/3', '1000000000000.0')
    >>> formula(g**3 * (1 - p) / 2, {g: "g", p: "p"})
    '1/2*pow(g, 3)*(1 - p)'
    """
    if not is_symbolic(value):
        return _literal(Fraction(value))
    if value.is_Add:
        return _sum(value.args, names)
    if value.is_Mul or _is_reciprocal(value):
        return _product(value.as_ordered_factors() if value.is_Mul else [value], names)
    if value.is_Pow and value.exp.is_Integer:
        return f"pow({formula(value.base, names)}, {formula(value.exp, names)})"
    return names[value] if value in names else _literal(_rational(value))


def _sum(terms: Sequence[Any], names: Mapping[Any, str]) -> str:
    """A sum, with what is taken off last."""
    written = sorted((formula(term, names) for term in terms), key=lambda text: text.startswith("-"))
    return written[0] + "".join(f" - {text[1:]}" if text.startswith("-") else f" + {text}" for text in written[1:])


def _product(factors: Sequence[Any], names: Mapping[Any, str]) -> str:
    above = [factor for factor in factors if not _is_reciprocal(factor)]
    below = [1 / factor for factor in factors if _is_reciprocal(factor)]
    negative = len(above) > 1 and above[0] == -1
    upper = [_operand(factor, names, leads=not i) for i, factor in enumerate(above[negative:])]
    lower = [_operand(factor, names) for factor in below]
    return "-" * negative + "/".join(["*".join(upper) or "1", *lower])


def _operand(value: Any, names: Mapping[Any, str], *, leads: bool = False) -> str:
    text = formula(value, names)
    bare = value in names or value.is_Pow or value.is_Integer or (leads and value.is_Number)
    return text if bare else f"({text})"


def _is_reciprocal(value: Any) -> bool:
    return bool(value.is_Pow and value.exp.is_Integer and value.exp < 0)


def _rational(value: Any) -> Fraction:
    if value.is_Rational:
        return Fraction(int(value.p), int(value.q))
    if value.is_Float:
        return Fraction(float(value))
    raise ValueError(f"a PRISM model must be written in rational expressions of symbols, got {value}")


def _literal(value: Fraction) -> str:
    top, bottom = value.numerator, value.denominator
    end = ".0" if max(abs(top), bottom) > LARGEST_INTEGER else ""
    return f"{top}{end}" if bottom == 1 else f"{top}{end}/{bottom}{end}"
