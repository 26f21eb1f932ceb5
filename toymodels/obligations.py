"""Obligations: what has to be shown over the real numbers, as polynomial relations.

An induction over horizons leaves finitely many statements about real numbers: under hypotheses h_i > 0, h_i >= 0 or
h_i = 0, a conclusion of the same form holds. Their polynomials are made by calling the functions that the solvers run on
symbols, or by reading text (``toymodels.evidence.polynomial_text``).
"""

import dataclasses
from typing import Any

SIGNS = (">", ">=", "=")


@dataclasses.dataclass(frozen=True)
class Relation:
    """A polynomial compared with zero.

    Parameters
    ----------
    name
        What the relation says, in a few words.
    polynomial
        A sympy expression, a polynomial with rational coefficients.
    sign
        How it compares with 0: ``">"``, ``">="`` or ``"="``.

    Raises
    ------
    ValueError
        If the sign is none of these.

    Examples
    --------
    >>> from sympy.abc import p
    >>> str(Relation("a probability", 1 - p, ">="))
    '1 - p >= 0'
    """

    name: str
    polynomial: Any
    sign: str = ">="

    def __post_init__(self) -> None:
        if self.sign not in SIGNS:
            raise ValueError(f"the sign of a relation must be one of {', '.join(SIGNS)}, got {self.sign!r}")

    def __str__(self) -> str:
        return f"{self.polynomial} {self.sign} 0"


@dataclasses.dataclass(frozen=True)
class Obligation:
    """A statement about real numbers: wherever all hypotheses hold, the conclusion does.

    Parameters
    ----------
    name
        Which step of an argument it is, such as ``"step"`` or ``"base case"``.
    hypotheses
        Named relations.
    conclusion
        A relation.

    Examples
    --------
    >>> from sympy.abc import p
    >>> print(Obligation("sum", (Relation("chance", p), Relation("no more than 1", 1 - p)), Relation("product", p * (1 - p))))
    p >= 0, 1 - p >= 0 => p*(1 - p) >= 0
    """

    name: str
    hypotheses: tuple[Relation, ...]
    conclusion: Relation

    def __str__(self) -> str:
        return f"{', '.join(map(str, self.hypotheses))} => {self.conclusion}"
