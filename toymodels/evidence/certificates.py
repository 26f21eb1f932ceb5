"""Positivity certificates of obligations: found, written, and checked again against what they are said to prove.

What a certificate is and why it proves its conclusion is said in ``certificate_checker``, which alone decides.
"""

import dataclasses
import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from toymodels.evidence.certificate_checker import Polynomial, flaw, read
from toymodels.evidence.certificate_search import combination
from toymodels.evidence.exact_polynomials import coefficients, one_sided, variables
from toymodels.evidence.outcomes import FAILED, NONE, SUCCESS, UNKNOWN, Outcome
from toymodels.obligations import Obligation, Relation

RUNG = "certificate"
_STATED = ("name", "variables", "hypotheses", "conclusion")


@dataclasses.dataclass(frozen=True)
class Certificate:
    """A proof of an inequality: an identity whose one side would be positive if the inequality failed.

    Parameters
    ----------
    obligation
        What it proves; its conclusion is no equation.
    terms
        Products of inequalities with their coefficients, as ``certificate_checker`` reads them.
    equalities
        The equations with the polynomials that multiply them, likewise.
    """

    obligation: Obligation
    terms: tuple[dict[str, Any], ...]
    equalities: tuple[dict[str, Any], ...] = ()

    @property
    def data(self) -> dict[str, Any]:
        """What the checker reads."""
        return {**_statement(self.obligation), "terms": [*self.terms], "equalities": [*self.equalities]}

    def __str__(self) -> str:
        relations = (*self.obligation.hypotheses, self.obligation.conclusion)
        names = [f"({relation.polynomial})" for relation in relations]
        names[-1] = f"(-{names[-1]})"
        symbols = self.data["variables"]
        parts = []
        for term in self.terms:
            factors = [names[i] for i in term["factors"]] + [f"({_shown(root, symbols)})^2" for root in term["squares"]]
            parts.append(_times(term["coefficient"], factors))
        parts += [f"({_shown(each['multiplier'], symbols)})*{names[each['index']]}" for each in self.equalities]
        return f"{' + '.join(parts)} = 0"


def certificate_of(obligation: Obligation, degree: int = 4) -> Certificate | None:
    """A certificate of an inequality, one with as few factors in a product as possible, or None if none was found.

    Parameters
    ----------
    obligation
        A statement whose conclusion is no equation (``one_sided`` splits those).
    degree
        The largest number of factors in a product.

    Raises
    ------
    ValueError
        If the conclusion is an equation, or some relation is no polynomial with rational coefficients.

    Examples
    --------
    >>> from toymodels.evidence.polynomial_text import conjecture
    >>> print(certificate_of(conjecture("0 < p, p <= 1 => p^2 <= 1")))
    (1 - p) + (-(1 - p**2)) + (p)*(1 - p) = 0
    """
    if obligation.conclusion.sign == "=":
        raise ValueError(f"a certificate is of an inequality, and {obligation.name!r} concludes an equation: split it in two")
    for size in range(1, degree + 1):
        found = combination(obligation, size)
        terms = tuple(
            {"coefficient": str(multiple), "factors": [*column.factors], "squares": [_data(root) for root in column.squares]}
            for column, multiple in found
            if column.multiplier is None
        )
        equalities = tuple(
            {"index": column.factors[0], "multiplier": _data({m: c * multiple for m, c in column.multiplier.items()})}
            for column, multiple in found
            if column.multiplier is not None
        )
        certificate = Certificate(obligation, terms, equalities)
        if not flaw(certificate.data):
            return certificate
    return None


def certificates_of(obligations: Iterable[Obligation], degree: int = 4) -> tuple[Certificate, ...] | None:
    """A certificate of each inequality that obligations amount to, None if one was not found; arguments as above."""
    found = [certificate_of(side, degree) for obligation in obligations for side in one_sided(obligation)]
    return None if None in found else tuple(each for each in found if each is not None)


def written(certificates: Iterable[Certificate]) -> str:
    """Certificates in JSON, the same text for the same certificates.

    >>> from toymodels.evidence.polynomial_text import conjectures
    >>> text = written(certificates_of(conjectures("p > 1 => p > 0")))
    >>> [each["name"] for each in read(text)]
    ['p > 0']
    """
    return "[\n" + ",\n".join(_lines(certificate.data) for certificate in certificates) + "\n]\n"


def certificate_outcome(label: str, obligations: Sequence[Obligation], folder: Path) -> Outcome:
    """What the stored certificates of a claim prove: *certified* if all its obligations.

    The file must state exactly the obligations, polynomial by polynomial, and the checker must accept every certificate.

    Parameters
    ----------
    label
        The claim's label; the file is called ``<label>.json``.
    obligations
        What the claim's argument leaves to show.
    folder
        Where the file is.

    Returns
    -------
    Outcome
        Its status is *none* without obligations or without a file, and *failed* for a file that does not fit or prove them.
    """
    started = time.process_time()
    path = folder / f"{label}.json"
    if not obligations or not path.exists():
        return Outcome(RUNG, NONE, message=f"no certificates in {path.name}" if obligations else "no obligations")
    try:
        fault = _fault(read(path.read_text(encoding="utf-8")), obligations)
    except ValueError as error:
        fault = str(error)
    seconds = time.process_time() - started
    if fault:
        return Outcome(RUNG, FAILED, seconds=seconds, tool="certificate_checker", message=f"{path.name}: {fault}")
    return _certified(obligations, seconds)


def found_certificate_outcome(obligations: Sequence[Obligation], degree: int = 4) -> Outcome:
    """What a search for certificates proves, *certified* or *unknown*, for a conjecture that has no file.

    >>> from toymodels.evidence.polynomial_text import conjectures
    >>> found_certificate_outcome(conjectures("0 <= p <= 1 => p*(1 - p) >= 0")).status
    'certified'
    """
    started = time.process_time()
    for obligation in obligations:
        if any(certificate_of(side, degree) is None for side in one_sided(obligation)):
            message = f"no certificate of {obligation.name!r} was found (products of up to {degree} factors)"
            return Outcome(RUNG, UNKNOWN, seconds=time.process_time() - started, message=message)
    return _certified(obligations, time.process_time() - started) if obligations else Outcome(RUNG, NONE)


def _certified(obligations: Sequence[Obligation], seconds: float) -> Outcome:
    return Outcome(RUNG, SUCCESS[RUNG], len(obligations), len(obligations), seconds, "certificate_checker")


def _fault(entries: list[Any], obligations: Sequence[Obligation]) -> str:
    """What keeps certificates from proving obligations, nothing if they do."""
    due = [side for obligation in obligations for side in one_sided(obligation)]
    if len(entries) != len(due):
        return f"{len(due)} certificates are due, got {len(entries)}"
    for entry, obligation in zip(entries, due, strict=True):
        fault = flaw(entry)
        if fault:
            return f"the certificate of {obligation.name!r} is wrong: {fault}"
        if {key: entry[key] for key in _STATED} != _statement(obligation):
            return f"the certificate is not of {obligation.name!r} as it is stated now"
    return ""


def _statement(obligation: Obligation) -> dict[str, Any]:
    symbols = variables(obligation)
    return {
        "name": obligation.name,
        "variables": [str(symbol) for symbol in symbols],
        "hypotheses": [_relation(relation, symbols) for relation in obligation.hypotheses],
        "conclusion": _relation(obligation.conclusion, symbols),
    }


def _relation(relation: Relation, symbols: Sequence[Any]) -> dict[str, Any]:
    return {
        "name": relation.name,
        "sign": relation.sign,
        "polynomial": _data(coefficients(relation.polynomial, symbols)),
    }


def _data(polynomial: Polynomial) -> list[Any]:
    return [[str(coefficient), [*monomial]] for monomial, coefficient in sorted(polynomial.items(), reverse=True)]


def _shown(polynomial: list[Any], names: Sequence[str]) -> str:
    terms = (
        _times(
            coefficient, [name if power == 1 else f"{name}^{power}" for name, power in zip(names, powers, strict=True) if power]
        )
        for coefficient, powers in polynomial
    )
    return " + ".join(terms)


def _times(coefficient: str, factors: list[str]) -> str:
    return "*".join(factors if factors and coefficient == "1" else [coefficient, *factors])


def _lines(data: dict[str, Any]) -> str:
    """A certificate with a line for each relation and term."""
    parts = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            inside = ",\n".join(f"    {json.dumps(each)}" for each in value)
            parts.append(f'  "{key}": [\n{inside}\n  ]')
        else:
            parts.append(f'  "{key}": {json.dumps(value)}')
    return "{\n" + ",\n".join(parts) + "\n}"
