"""A verdict: what all rungs found out about one claim, side by side and never merged."""

import dataclasses
import html
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from toymodels.evidence.counterexamples import Counterexample
from toymodels.evidence.outcomes import FAILED, NONE, REFUTED, Outcome

WIDTH = 100
INDUCTION_NOTE = "certificates and solvers have seen the steps; the induction that ties them together is read by people"
FORMAL_NOTE = "that the formal definition is what the Python code computes is tested, not proved"


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What was found out about a claim.

    Parameters
    ----------
    label, statement
        The claim's.
    outcomes
        One outcome for every rung that was asked for, in the order of ``RUNGS``.
    induction
        How the obligations make a proof, where there are any.
    expected
        Whether the claim is known to be false, so that a counterexample is what was expected.
    """

    label: str
    statement: str
    outcomes: tuple[Outcome, ...]
    induction: str = ""
    expected: bool = False

    @property
    def status(self) -> Mapping[str, str]:
        """The status by rung."""
        return {outcome.rung: outcome.status for outcome in self.outcomes}

    @property
    def refuted(self) -> bool:
        """Whether some rung has found a counterexample."""
        return any(outcome.status == REFUTED for outcome in self.outcomes)

    @property
    def stands(self) -> bool:
        """Whether some rung has found evidence and none a counterexample or a failure."""
        return any(outcome.stood for outcome in self.outcomes) and not any(
            outcome.status in {REFUTED, FAILED} for outcome in self.outcomes
        )

    @property
    def is_tried(self) -> bool:
        """Whether the claim has any of the rungs that were asked for."""
        return any(outcome.status != NONE for outcome in self.outcomes)

    @property
    def as_expected(self) -> bool:
        """Whether a claim stands that should, or one is refuted that is known to be false; or it has none of the rungs."""
        if not self.is_tried:
            return True
        failed = any(outcome.status == FAILED for outcome in self.outcomes)
        return (self.refuted and not failed) if self.expected else self.stands

    @property
    def counterexample(self) -> Any:
        """The simplest counterexample found, or None: a ``Counterexample``, or numbers by name for a polynomial claim."""
        found = next((outcome.counterexample for outcome in self.outcomes if outcome.status == REFUTED), None)
        return Counterexample(found) if dataclasses.is_dataclass(found) else found

    def __str__(self) -> str:
        head = textwrap.fill(f"{self.label}: {self.statement}" if self.statement else self.label, WIDTH, subsequent_indent="  ")
        return "\n".join([head, *in_rows(self._rows()), *in_rows(self._refutation(), wrapped=False)])

    def _repr_html_(self) -> str:
        facts = [*self._rows(), *self._refutation()[:1]]
        rows = "".join(f"<tr><th>{name}</th><td>{html.escape(text)}</td></tr>" for name, text in facts)
        found = self.counterexample
        shown = found._repr_html_() if isinstance(found, Counterexample) else ""
        return f"<p><b>{self.label}</b> {html.escape(self.statement)}</p><table>{rows}</table>{shown}"

    def _rows(self) -> list[tuple[str, str]]:
        rows = [(outcome.rung, outcome_in_words(outcome)) for outcome in self.outcomes if outcome.status != NONE]
        rungs = {outcome.rung for outcome in self.outcomes if outcome.status != NONE}
        if self.induction and rungs & {"certificate", "smt"}:
            rows += [("induction", self.induction), ("", INDUCTION_NOTE)]
        if "formal" in rungs:
            rows.append(("", FORMAL_NOTE))
        return rows

    def _refutation(self) -> list[tuple[str, str]]:
        """The counterexample, in lines that are to be pasted and so are never broken."""
        if (found := self.counterexample) is None:
            return []
        words = ", ".join(f"{name} = {value}" for name, value in found.items()) if isinstance(found, Mapping) else str(found)
        first, *rest = words.splitlines()
        return [("refuted by", first), *(("", line) for line in rest)]


def in_rows(facts: Iterable[tuple[str, str]], *, wrapped: bool = True) -> list[str]:
    """Names with texts, one below the other, long texts in several lines.

    >>> in_rows([("source", "a book")])
    ['  source       a book']
    """
    lines = []
    for name, text in facts:
        row = f"  {name:<12} {text}"
        lines.append(textwrap.fill(row, WIDTH, subsequent_indent=" " * 15, break_long_words=False) if wrapped else row)
    return lines


def outcome_in_words(outcome: Outcome) -> str:
    """One outcome in a line.

    >>> outcome_in_words(Outcome("searched", "unrefuted", 1000, 1200, 0.8, "hypothesis 6.1"))
    'unrefuted: 1,000 of 1,200 games drawn met the hypotheses; 0.80 s, hypothesis 6.1'
    """
    counted = {
        "exhaustive": f"{outcome.instances:,} of {outcome.drawn:,} cases met the hypotheses",
        "searched": f"{outcome.instances:,} of {outcome.drawn:,} games drawn met the hypotheses",
        "certificate": f"{outcome.instances:,} obligations",
        "smt": f"{outcome.instances:,} obligations",
        "formal": f"{outcome.instances:,} theorems",
    }[outcome.rung]
    parts = [counted if outcome.instances else "", f"{outcome.seconds:.2f} s, {outcome.tool}" if outcome.tool else ""]
    said = "; ".join(part for part in [*parts, outcome.message] if part)
    return f"{outcome.status}: {said}" if said else outcome.status
