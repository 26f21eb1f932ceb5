"""``toymodels check``: the evidence for the library's claims, or for those in a file, gathered anew."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toymodels.evidence.outcomes import NONE, RUNGS, Outcome
from toymodels.evidence.search import EXAMPLES
from toymodels.files import written_whole

if TYPE_CHECKING:
    from toymodels.claims import Claim
    from toymodels.evidence.side_by_side import Place, Request
    from toymodels.evidence.verdicts import Verdict

_WIDTHS = {"claim": 34, "exhaustive": 17, "searched": 17, "certificate": 13, "smt": 13, "formal": 13, "seconds": 7}
_MOST_JOBS = 8
_COUNTED = ("exhaustive", "searched")


@click.command("check", short_help="The evidence for the library's claims, or for your own, gathered anew.")
@click.argument("what", nargs=-1, metavar="[LABEL | FILE.py]...")
@click.option("--examples", default=EXAMPLES, show_default=True, type=click.IntRange(1), help="random games a claim")
@click.option("--rung", "rungs", multiple=True, type=click.Choice(RUNGS), help="climb this rung only (may be repeated)")
@click.option("--seed", default=0, show_default=True, help="the seed of the random games")
@click.option("--jobs", type=click.IntRange(1), help="processes side by side  [one for each processor, up to 8]")
@click.option("--list", "as_list", is_flag=True, help="name the claims and check nothing")
@click.option("--necessity", is_flag=True, help="drop each hypothesis of each step in turn: is it needed?")
@click.option("--certify", is_flag=True, help="look for certificates anew, write them into the library, and check nothing else")
@click.option("--page", type=click.Path(dir_okay=False), help="write the page that lists the claims, and check nothing")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object, for machines")
def check_command(
    what: tuple[str, ...],
    examples: int,
    rungs: tuple[str, ...],
    seed: int,
    jobs: int | None,
    as_list: bool,
    necessity: bool,
    certify: bool,
    page: str | None,
    as_json: bool,
) -> None:
    """Gather the evidence for claims anew: those of the library, of the labels given, or of a Python file of yours.

    The exit code is 1 if a claim does not stand, or one that is known to be false is not refuted.
    """
    from toymodels.evidence.side_by_side import Request

    found = _claims(what)
    claims = list(found.values())
    if as_list:
        click.echo("\n".join(f"{claim.label:<{_WIDTHS['claim']}}{claim.statement}" for claim in claims))
        return
    if certify:
        if any(name.endswith(".py") for name in what):
            raise ValueError("--certify must be used with the library's claims; those of a file are certified at each check")
        _certify(claims)
        return
    if page is not None:
        _write_page(page, claims)
        return
    if necessity:
        click.echo("\n\n".join(_necessity(claims)))
        return
    requests = [Request(place, rungs or RUNGS, examples, seed) for place in found]
    verdicts = _verdicts(requests, jobs or min(_MOST_JOBS, os.cpu_count() or 1))
    if as_json:
        click.echo(json.dumps({"claims": [_record(verdict) for verdict in verdicts]}, indent=2, allow_nan=False))
    elif len(verdicts) == 1:
        click.echo("\n".join(_details(claims[0], verdicts[0])))
    else:
        click.echo("\n".join(_table(verdicts)))
    if not all(verdict.as_expected for verdict in verdicts):
        raise SystemExit(1)


def _claims(what: Sequence[str]) -> "dict[Place, Claim]":
    """The claims asked for, by where they are found."""
    from toymodels.evidence.library import claim_named, claims_in_file, library_claims
    from toymodels.evidence.side_by_side import Place

    if not what:
        return {Place(label): claim for label, claim in library_claims().items()}
    found: dict[Place, Claim] = {}
    for name in what:
        if name.endswith(".py"):
            found |= {Place(label, name): claim for label, claim in claims_in_file(Path(name)).items()}
        else:
            found[Place(name)] = claim_named(name)
    return found


def _verdicts(requests: "Sequence[Request]", jobs: int) -> "list[Verdict]":
    """The verdicts, with a progress bar."""
    from toymodels.evidence.side_by_side import verdicts_of
    from toymodels.progress import advancing

    verdicts: list[Verdict] = []
    with advancing("checking") as done:
        for verdict in verdicts_of(requests, jobs):
            verdicts.append(verdict)
            done(len(verdicts) / len(requests))
    return verdicts


def _certify(claims: "Sequence[Claim]") -> None:
    from toymodels.evidence.certificates import certificates_of, written
    from toymodels.evidence.library import CERTIFICATES
    from toymodels.progress import tracked

    steps = [(claim.label, claim.obligations()) for claim in claims if claim.obligations is not None]
    for label, obligations in tracked(steps, "certifying"):
        found = certificates_of(obligations)
        if found is None:
            raise ValueError(f"no certificate was found for all steps of {label!r}")
        (CERTIFICATES / f"{label}.json").write_text(written(found), encoding="utf-8")
        click.echo(f"{label}: {len(found)} certificates")


def _necessity(claims: "Sequence[Claim]") -> Iterator[str]:
    """A table for each step of the claims that have any."""
    from toymodels.evidence.necessity import necessity

    for claim in claims:
        for obligation in claim.obligations() if claim.obligations is not None else ():
            yield f"{claim.label}: {obligation.name}\n{necessity(obligation)}"


def _write_page(path: str, claims: "Sequence[Claim]") -> None:
    from toymodels.evidence.page import theorems_page

    with written_whole(path, [".md"]) as draft:
        draft.write_text(theorems_page({claim.label: claim for claim in claims}), encoding="utf-8")


def _table(verdicts: "Sequence[Verdict]") -> list[str]:
    rungs = [rung for rung in RUNGS if any(rung in verdict.status for verdict in verdicts)]
    tried = [verdict for verdict in verdicts if verdict.is_tried]
    lines = ["".join(f"{name:<{_WIDTHS[name]}}" for name in ["claim", *rungs, "seconds"]).rstrip()]
    for verdict in tried:
        cells = {outcome.rung: _cell(outcome) for outcome in verdict.outcomes}
        seconds = sum(outcome.seconds for outcome in verdict.outcomes)
        row = "".join(f"{cells.get(rung, ''):<{_WIDTHS[rung]}}" for rung in rungs)
        lines.append(f"{verdict.label:<{_WIDTHS['claim']}}{row}{seconds:>{_WIDTHS['seconds']}.2f}")
    expected = sum(verdict.as_expected for verdict in tried)
    false = sum(verdict.expected for verdict in tried)
    seconds = sum(outcome.seconds for verdict in verdicts for outcome in verdict.outcomes)
    lines += ["", f"{expected} of {len(tried)} claims as expected, {false} of them known to be false; {seconds:.1f} s"]
    lines += _tools(verdicts)
    for verdict in verdicts:
        lines += [] if verdict.as_expected else ["", "NOT AS EXPECTED", str(verdict)]
    return lines


def _cell(outcome: Outcome) -> str:
    if outcome.status == NONE:
        return "-"
    return f"{outcome.status} {outcome.instances:,}" if outcome.rung in _COUNTED and outcome.stood else outcome.status


def _tools(verdicts: "Sequence[Verdict]") -> list[str]:
    """Each tool once, and why a rung was skipped, once."""
    outcomes = [outcome for verdict in verdicts for outcome in verdict.outcomes]
    tools = {outcome.rung: outcome.tool for outcome in outcomes if outcome.tool}
    skipped = {outcome.rung: outcome.message for outcome in outcomes if outcome.status == "skipped"}
    return [f"{rung}: {tools[rung]}" for rung in RUNGS if rung in tools] + [
        f"{rung} skipped: {skipped[rung]}" for rung in RUNGS if rung in skipped
    ]


def _details(claim: "Claim", verdict: "Verdict") -> list[str]:
    from toymodels.evidence.verdicts import in_rows

    facts = [
        ("LaTeX", claim.latex),
        ("reading", claim.reading),
        *(("supposed", name) for name in claim.hypotheses),
        ("source", claim.source),
        ("uses", ", ".join(claim.uses)),
        ("scope", claim.scope.words),
        ("refuted if", claim.refutation),
    ]
    return [str(verdict), "", *in_rows((name, text) for name, text in facts if text)]


def _record(verdict: "Verdict") -> dict[str, Any]:
    return {
        "label": verdict.label,
        "statement": verdict.statement,
        "as_expected": verdict.as_expected,
        "known_to_be_false": verdict.expected,
        "counterexample": None if verdict.counterexample is None else str(verdict.counterexample).splitlines()[0],
        "rungs": {
            outcome.rung: {
                "status": outcome.status,
                "instances": outcome.instances,
                "drawn": outcome.drawn,
                "seconds": outcome.seconds,
                "tool": outcome.tool,
                "message": outcome.message,
            }
            for outcome in verdict.outcomes
        },
    }
