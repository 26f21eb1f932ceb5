"""Obligations put to SMT solvers, which search the real numbers for a point that violates them.

*Discharged* means that z3 or cvc5 found that there is no such point, and that neither found one. Their word is taken for
that, as no proof is checked; a point that they do find is checked in exact arithmetic before anything is called refuted.
The solvers run in processes that are killed when their time is up.
"""

import json
import time
from collections.abc import Sequence
from fractions import Fraction

from toymodels.evidence.countermodels import countermodel
from toymodels.evidence.exact_polynomials import coefficients, variables
from toymodels.evidence.outcomes import FAILED, NONE, REFUTED, SKIPPED, SUCCESS, UNKNOWN, Outcome
from toymodels.evidence.smt_process import Answer, SolverProcess, shared_solvers
from toymodels.obligations import Obligation, Relation

RUNG = "smt"
SECOND_OPINION = 2.0
"""How many seconds a solver may take at most for a problem that another one has decided."""
_NOT_INSTALLED = 'z3 is not installed; pip install "toymodels[proofs]"'


def smt_text(obligation: Obligation) -> str:
    """The search for a point that violates an obligation, in SMT-LIB 2 (logic QF_NRA).

    >>> from toymodels.evidence.polynomial_text import conjecture
    >>> print(smt_text(conjecture("p > 0 => p*u > 1/2")))
    (set-logic QF_NRA)
    (declare-fun v0 () Real) ; "p"
    (declare-fun v1 () Real) ; "u"
    (assert (> v0 0)) ; "p > 0"
    (assert (not (> (+ (- (/ 1 2)) (* v0 v1)) 0))) ; "p*u > 1/2"
    <BLANKLINE>
    """
    symbols = variables(obligation)
    lines = ["(set-logic QF_NRA)"]
    lines += [f"(declare-fun v{i} () Real) ; {json.dumps(str(symbol))}" for i, symbol in enumerate(symbols)]
    for relation in obligation.hypotheses:
        lines.append(f"(assert {_relation(relation, symbols)}) ; {json.dumps(relation.name)}")
    conclusion = obligation.conclusion
    lines.append(f"(assert (not {_relation(conclusion, symbols)})) ; {json.dumps(conclusion.name)}")
    return "\n".join([*lines, ""])


def smt_outcome(
    obligations: Sequence[Obligation], seconds: float = 10.0, solvers: Sequence[SolverProcess] | None = None
) -> Outcome:
    """What SMT solvers find out about obligations.

    Parameters
    ----------
    obligations
        What a claim's argument leaves to show.
    seconds
        How long each solver may take for each obligation; at most ``SECOND_OPINION`` where another has decided.
    solvers
        z3, and a second opinion; those that are installed if not given.

    Returns
    -------
    Outcome
        *discharged* if each obligation is; *refuted* with an exact countermodel (a dict of rational numbers by name);
        *failed* if solvers contradict each other; *unknown* if some obligation is neither, in the time given or at all;
        *skipped* if z3 isn't installed; *none* without obligations.
    """
    if not obligations:
        return Outcome(RUNG, NONE, message="no obligations")
    asked = [solver for solver in (shared_solvers() if solvers is None else solvers) if solver.tool]
    if "z3" not in [solver.name for solver in asked]:
        return Outcome(RUNG, SKIPPED, message=_NOT_INSTALLED)
    tool = ", ".join(solver.tool for solver in asked)
    started, elsewhere, notes, status = time.process_time(), 0.0, list[str](), SUCCESS[RUNG]
    counterexample = None
    for obligation in obligations:
        names = [f"v{i}" for i in range(len(variables(obligation)))]
        text = smt_text(obligation)
        answers: dict[str, Answer] = {}
        for solver in asked:
            decided = any(answer.verdict != "unknown" for answer in answers.values())
            answers[solver.name] = solver.ask(text, names, min(seconds, SECOND_OPINION) if decided else seconds)
        elsewhere += sum(answer.seconds for answer in answers.values())
        found, counterexample, note = _verdict(obligation, answers)
        notes += [f"{obligation.name!r}: {note}"] if note else []
        status = found if found != SUCCESS[RUNG] else status
        if found in {FAILED, REFUTED}:
            break
    spent = time.process_time() - started + elsewhere
    count = len(obligations)
    return Outcome(RUNG, status, count, count, spent, tool, "; ".join(notes), counterexample)


def _verdict(obligation: Obligation, answers: dict[str, Answer]) -> tuple[str, dict[str, Fraction] | None, str]:
    """The status of one obligation, its countermodel and what there is to say."""
    verdicts = {answer.verdict for answer in answers.values()}
    said = ", ".join(f"{name} says {_words(answer)}" for name, answer in answers.items())
    if {"sat", "unsat"} <= verdicts:
        return FAILED, None, f"the solvers contradict each other: {said}"
    if "unsat" in verdicts:
        return SUCCESS[RUNG], None, said if "unknown" in verdicts else ""
    points = (countermodel(obligation, answer.ranges) for answer in answers.values() if answer.verdict == "sat")
    point = next((point for point in points if point is not None), None)
    if point is not None:
        return REFUTED, point, ", ".join(f"{name} = {number}" for name, number in point.items())
    return UNKNOWN, None, f"{said}, but no countermodel in rational numbers was found" if "sat" in verdicts else said


def _words(answer: Answer) -> str:
    return f"{answer.verdict} ({answer.reason})" if answer.reason else answer.verdict


def _relation(relation: Relation, symbols: Sequence[object]) -> str:
    terms = [_term(*term) for term in sorted(coefficients(relation.polynomial, symbols).items(), key=_complexity)]
    total = f"(+ {' '.join(terms)})" if len(terms) > 1 else "".join(terms) or "0"
    return f"({relation.sign} {total} 0)"


def _complexity(term: tuple[tuple[int, ...], Fraction]) -> tuple[int, int]:
    """The degree, and then the number of variables: cvc5 decides several obligations only if simple terms come first."""
    monomial, _ = term
    return sum(monomial), sum(map(bool, monomial))


def _term(monomial: tuple[int, ...], coefficient: Fraction) -> str:
    numerator, denominator = abs(coefficient).as_integer_ratio()
    size = str(numerator) if denominator == 1 else f"(/ {numerator} {denominator})"
    number = size if coefficient > 0 else f"(- {size})"
    powers = [f"v{i}" for i, power in enumerate(monomial) for _ in range(power)]
    parts = powers if powers and coefficient == 1 else [number, *powers]
    return parts[0] if len(parts) == 1 else f"(* {' '.join(parts)})"
