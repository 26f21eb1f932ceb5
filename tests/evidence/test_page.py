from pathlib import Path

import toymodels
from toymodels.evidence.library import library_claims
from toymodels.evidence.page import theorems_page

PAGE = Path(toymodels.__file__).parent.parent / "docs" / "theorems.md"


def test_the_page_is_what_the_claims_say():
    assert PAGE.read_text(encoding="utf-8") == theorems_page(library_claims()), (
        "docs/theorems.md is out of date: toymodels check --page docs/theorems.md"
    )


def test_every_claim_is_on_the_page():
    text = theorems_page(library_claims())
    for label, claim in library_claims().items():
        assert f"\n### {label}\n" in text
        assert claim.statement in text
        assert ("Refuted by" in text.partition(f"\n### {label}\n")[2].partition("\n### ")[0]) == claim.is_refuted
