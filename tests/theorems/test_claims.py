"""Every claim of the library: its form, all its evidence, and that the evidence can tell it from a false variant."""

import dataclasses
import json
import re

import pytest

from toymodels.evidence.certificates import certificate_outcome
from toymodels.evidence.library import CERTIFICATES, PROOFS, library_claims
from toymodels.evidence.outcomes import NONE, REFUTED, SUCCESS
from toymodels.evidence.search import searched_outcome
from toymodels.evidence.small_scope import exhaustive_outcome

CLAIMS = library_claims()
TRUE = {label: claim for label, claim in CLAIMS.items() if not claim.is_refuted}
FALSE = {label: claim for label, claim in CLAIMS.items() if claim.is_refuted}
STEPS = {label: claim for label, claim in CLAIMS.items() if claim.obligations is not None}
FORMAL = {label: claim for label, claim in CLAIMS.items() if claim.proofs}


def each(claims):
    return pytest.mark.parametrize("claim", claims.values(), ids=claims)


@each(CLAIMS)
def test_a_claim_is_complete(claim):
    assert claim.statement.endswith(".")
    assert claim.latex
    assert "$" not in claim.latex
    assert claim.refutation
    assert claim.source
    assert set(claim.uses) <= set(CLAIMS) - {claim.label}


@each(CLAIMS)
def test_a_claim_has_a_module_of_its_name_that_argues_for_it(claim):
    module = __import__(f"toymodels.theorems.{claim.label.replace('-', '_')}", fromlist=["CLAIM"])
    assert module.CLAIM is claim
    assert re.search(r"\*(Proof|Counterexample)[^*]*\*", module.__doc__)


@each(TRUE)
def test_all_games_of_the_small_scope(claim):
    outcome = exhaustive_outcome(claim)
    assert outcome.status == SUCCESS["exhaustive"], outcome


@each(TRUE)
def test_random_games(claim):
    outcome = searched_outcome(claim, examples=100)
    assert outcome.status == (SUCCESS["searched"] if claim.scope.any_of else NONE), outcome


@each(FALSE)
def test_a_refuted_claim_has_a_live_and_minimal_counterexample(claim):
    assert not claim.holds_of(claim.counterexample)
    assert exhaustive_outcome(claim).counterexample == claim.counterexample


@each(TRUE)
def test_a_false_variant_is_refuted(claim):
    variant = dataclasses.replace(claim, conclusion=claim.variant)
    assert REFUTED in (tried(variant).status for tried in (exhaustive_outcome, searched_outcome))


@each(STEPS)
def test_obligations_are_certified(claim):
    outcome = certificate_outcome(claim.label, claim.obligations(), CERTIFICATES)
    assert outcome.status == SUCCESS["certificate"], outcome


@each(FORMAL)
def test_formal_proofs_are_there(claim):
    for proof in claim.proofs:
        file, theorem = proof.split(":")
        assert re.search(rf"^(Theorem|Corollary|Lemma) {theorem}\b", (PROOFS / file).read_text(), re.MULTILINE)


def test_no_certificate_is_left_over():
    assert {path.stem for path in CERTIFICATES.glob("*.json")} == set(STEPS)
    assert all(json.loads(path.read_text()) for path in CERTIFICATES.glob("*.json"))


def test_how_many_claims_there_are():
    assert len(CLAIMS) >= 25
    assert len(STEPS) >= 12
    assert {
        "single-switch",
        "overlap-cancels",
        "last-episode-threshold",
        "all-training-threshold",
        "undiscounted-trichotomy",
        "half-discount",
    } <= set(FORMAL) & set(STEPS)
