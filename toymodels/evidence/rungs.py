"""All rungs, one after the other: the evidence for a claim, gathered anew."""

from collections.abc import Iterable, Mapping
from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.certificates import certificate_outcome, found_certificate_outcome
from toymodels.evidence.formal import formal_outcome
from toymodels.evidence.library import CERTIFICATES, PROOFS, claim_named
from toymodels.evidence.outcomes import NONE, RUNGS, Outcome
from toymodels.evidence.polynomial_text import conjectures
from toymodels.evidence.search import EXAMPLES, searched_outcome
from toymodels.evidence.small_points import small_points_outcome
from toymodels.evidence.small_scope import exhaustive_outcome
from toymodels.evidence.smt import smt_outcome
from toymodels.evidence.verdicts import Verdict


def verdict_of(claim: Claim, rungs: Iterable[str] = RUNGS, examples: int = EXAMPLES, seed: int = 0) -> Verdict:
    """The verdict on a claim by some rungs.

    Parameters
    ----------
    claim
        The claim.
    rungs
        The rungs to climb, of ``RUNGS``.
    examples
        How many random models are to meet the hypotheses.
    seed
        The seed of the random models.
    """
    climbed = {
        "exhaustive": lambda: exhaustive_outcome(claim),
        "searched": lambda: searched_outcome(claim, examples, seed),
        "certificate": lambda: _certificate(claim),
        "smt": lambda: _smt(claim),
        "formal": lambda: _formal(claim),
    }
    outcomes = tuple(climbed[rung]() for rung in RUNGS if rung in set(rungs))
    return Verdict(claim.label, claim.statement, outcomes, claim.induction, expected=claim.is_refuted)


def conjecture_verdict(text: str, hypotheses: Mapping[str, Any], rungs: Iterable[str] = RUNGS) -> Verdict:
    """The verdict on a polynomial statement given as text, by small numbers, certificates and solvers."""
    obligations = conjectures(text, hypotheses)
    climbed = {
        "exhaustive": lambda: small_points_outcome(obligations),
        "certificate": lambda: found_certificate_outcome(obligations),
        "smt": lambda: smt_outcome(obligations),
    }
    outcomes = tuple(climbed[rung]() for rung in RUNGS if rung in set(rungs) and rung in climbed)
    return Verdict("conjecture", text, outcomes)


def _certificate(claim: Claim) -> Outcome:
    if claim.obligations is None:
        return Outcome("certificate", NONE)
    if (CERTIFICATES / f"{claim.label}.json").exists() and claim_named(claim.label) is claim:
        return certificate_outcome(claim.label, claim.obligations(), CERTIFICATES)
    return found_certificate_outcome(claim.obligations())


def _smt(claim: Claim) -> Outcome:
    return Outcome("smt", NONE) if claim.obligations is None else smt_outcome(claim.obligations())


def _formal(claim: Claim) -> Outcome:
    return formal_outcome(claim.proofs, PROOFS) if claim.proofs else Outcome("formal", NONE)
