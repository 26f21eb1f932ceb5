"""Everything that this folder claims, computed anew: prints the three tables of the README; fails if a claim does.

Usage: python papers/hubinger2019/run.py [--json RESULTS.json]
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # the papers are not part of the installed package

from papers.hubinger2019.ablation import ABLATIONS, Ablation, changes, outcome
from papers.hubinger2019.claims import EXPECTED, FINDINGS


def claims_table(*, differing: bool = False) -> str:
    """The claims with their results, as a Markdown table: those where we differ from the paper, or the others."""
    rows = [
        (
            claim.statement,
            claim.section,
            claim.published or "–",
            f"`{claim.expected}`",
            f"`{claim.recomputed()}`",
            claim.verdict or "–",
        )
        for claim in FINDINGS
        if claim.is_where_we_differ == differing
    ]
    return _markdown(("claim", "section", "the paper says", "expected", "recomputed", "verdict"), rows)


def ablation_table() -> str:
    """What becomes of the example without each condition, as a Markdown table."""
    heads = "condition dropped", "plans with", "is in", "optimal plans", "first A", "regime", "expects", "gets"
    rows = [
        (
            row.dropped,
            changes(row.believed),
            changes(row.actual),
            f"`{found['optimal plans']}`",
            *list(found.values())[1:],
        )
        for row in ABLATIONS
        for found in [_described(row)]
    ]
    return _markdown(heads, rows)


def results() -> dict[str, dict[str, object]]:
    """The results of all claims and ablations by label, as ``expected.json`` holds them."""
    return {
        "claims": {claim.label: claim.recomputed() for claim in FINDINGS},
        "ablations": {ablation.label: _described(ablation) for ablation in ABLATIONS},
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; the exit status is 1 if a result is not the expected one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, help="where to write the results, in the form of expected.json")
    options = parser.parse_args(arguments)
    found = results()
    if options.json:
        options.json.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(claims_table(), claims_table(differing=True), ablation_table(), sep="\n\n")
    wrong = [
        f"{kind} {label}: expected {EXPECTED[kind].get(label)}, got {value}"
        for kind, values in found.items()
        for label, value in values.items()
        if EXPECTED[kind].get(label) != value
    ]
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    return int(bool(wrong))


def _described(ablation: Ablation) -> dict[str, str]:
    """The outcome of an ablation in words."""
    found = outcome(ablation)
    low, high = found.returns
    return {
        "optimal plans": found.optimal,
        "first A": ", ".join(map(str, found.first_defections)),
        "regime": " / ".join(found.regimes),
        "expects": str(found.expected),
        "gets": str(low) if low == high else f"{low} to {high}",
    }


def _markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
