"""The page of the documentation that lists every claim with its rungs, written from the claims themselves."""

from collections.abc import Iterable, Mapping

from toymodels.claims import Claim
from toymodels.evidence.counterexamples import pasted
from toymodels.evidence.outcomes import RUNGS, SUCCESS

_HEAD = """# Theorems and refuted conjectures

This page is generated: `toymodels check --page docs/theorems.md` writes it, and a test compares it with the claims.

Every claim carries its evidence on up to five rungs, each with a word of its own. None of them says what another says.

| rung | word | what it says |
| --- | --- | --- |
| exhaustive | exhausted | no counterexample among all games of a stated small scope, the knife edges among them |
| searched | unrefuted | no counterexample among so many random games |
| certificate | certified | each obligation has a positivity certificate, which a checker of a few dozen lines accepts |
| smt | discharged | z3, and cvc5 where installed, find no real numbers that violate an obligation |
| formal | formalized | Rocq accepts a proof for all horizons |

Certificates and solvers see the steps of an induction, never the induction itself: it is spelled out with each claim and read
by people. Rung 5 removes that; what it leaves is that the Rocq definition is what the Python code computes, which is tested and
not proved.

```console
$ toymodels check                    # doctest: +SKIP
$ toymodels check single-switch      # doctest: +SKIP
```
"""


def theorems_page(claims: Mapping[str, Claim]) -> str:
    """The page, in Markdown.

    Parameters
    ----------
    claims
        The claims by label.
    """
    true = [claim for claim in claims.values() if not claim.is_refuted]
    false = [claim for claim in claims.values() if claim.is_refuted]
    sections = [_HEAD, "## All claims\n", _index(claims.values())]
    sections += ["## Theorems\n", *map(_section, true), "## Plausible and false\n", *map(_section, false)]
    return "\n".join(sections).rstrip() + "\n"


def rungs_of(claim: Claim) -> dict[str, bool]:
    """Which rungs a claim has."""
    return dict(
        zip(RUNGS, (True, True, claim.obligations is not None, claim.obligations is not None, bool(claim.proofs)), strict=True)
    )


def _index(claims: Iterable[Claim]) -> str:
    lines = [f"| claim | {' | '.join(RUNGS)} |", f"| --- |{' --- |' * len(RUNGS)}"]
    for claim in claims:
        rungs = rungs_of(claim)
        words = dict.fromkeys(RUNGS, "refuted") if claim.is_refuted else SUCCESS
        cells = [words[rung] if rungs[rung] else "-" for rung in RUNGS]
        lines.append(f"| [{claim.label}](#{claim.label}) | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _section(claim: Claim) -> str:
    facts = [
        ("Reading", claim.reading),
        ("Supposed", "; ".join(claim.hypotheses)),
        ("Tried on", claim.scope.words),
        ("Steps", "; ".join(obligation.name for obligation in claim.obligations()) if claim.obligations else ""),
        ("Induction", claim.induction),
        ("Formal proof", ", ".join(f"`{proof}`" for proof in claim.proofs)),
        ("Refuted by", f"`{pasted(claim.counterexample)}`" if claim.is_refuted else ""),
        ("What would refute it", "" if claim.is_refuted else claim.refutation),
        ("Rests on", ", ".join(f"[{label}](#{label})" for label in claim.uses)),
        ("Source", claim.source),
    ]
    lines = [f"### {claim.label}\n", f"{claim.statement}\n", f"$$\n{claim.latex}\n$$\n"]
    lines += [f"* **{name}**: {text}" for name, text in facts if text]
    return "\n".join([*lines, ""])
