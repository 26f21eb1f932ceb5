"""The obligations of all claims, put to the solvers for real arithmetic that are installed."""

import pytest

from toymodels.evidence.library import library_claims
from toymodels.evidence.outcomes import SUCCESS
from toymodels.evidence.smt import smt_outcome

pytest.importorskip("z3", reason='the obligations of the theorems are discharged by z3: pip install "toymodels[proofs]"')

STEPS = {label: claim for label, claim in library_claims().items() if claim.obligations is not None}


@pytest.mark.parametrize("claim", STEPS.values(), ids=STEPS)
def test_obligations_are_discharged(claim):
    outcome = smt_outcome(claim.obligations())
    assert outcome.status == SUCCESS["smt"], outcome
