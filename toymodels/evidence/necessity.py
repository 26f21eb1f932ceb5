"""Which hypotheses of an obligation it needs: each is dropped in turn."""

import dataclasses
import html
from collections.abc import Sequence
from fractions import Fraction

from toymodels.evidence.certificates import found_certificate_outcome
from toymodels.evidence.outcomes import REFUTED
from toymodels.evidence.smt import smt_outcome
from toymodels.evidence.smt_process import SolverProcess
from toymodels.obligations import Obligation, Relation

NEEDED, NOT_NEEDED, UNKNOWN = "needed", "not needed", "unknown"


@dataclasses.dataclass(frozen=True)
class Need:
    """Whether an obligation needs a hypothesis.

    Parameters
    ----------
    hypothesis
        What was dropped; the other hypotheses were kept.
    verdict
        ``"needed"``, ``"not needed"`` or ``"unknown"``.
    countermodel
        Where it is needed: a point that satisfies all other hypotheses and violates the conclusion, checked exactly.
    """

    hypothesis: Relation
    verdict: str
    countermodel: dict[str, Fraction] | None = None

    @property
    def cells(self) -> tuple[str, str, str]:
        """Its row in a table."""
        point = ", ".join(f"{name} = {number}" for name, number in (self.countermodel or {}).items())
        return self.hypothesis.name, self.verdict, point


@dataclasses.dataclass(frozen=True)
class NecessityTable:
    """Which hypotheses an obligation needs. Two that are not needed may still not both be dropped."""

    obligation: Obligation
    needs: tuple[Need, ...]

    def __str__(self) -> str:
        rows = [("hypothesis", "verdict", "without it"), *(need.cells for need in self.needs)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in ("hypothesis", "verdict", "without it"))
        rows = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in need.cells)}</tr>" for need in self.needs)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def necessity(
    obligation: Obligation, seconds: float = 2.0, degree: int = 3, solvers: Sequence[SolverProcess] | None = None
) -> NecessityTable:
    """The necessity table of an obligation.

    Without SMT solvers a hypothesis can only turn out not to be needed, by a certificate that does without it.

    Parameters
    ----------
    obligation
        A statement that holds (otherwise every hypothesis seems needed).
    seconds
        How long each solver may take for each hypothesis.
    degree
        The largest number of factors in a certificate's products.
    solvers
        As in ``smt_outcome``.
    """
    return NecessityTable(
        obligation, tuple(_need(obligation, i, seconds, degree, solvers) for i in range(len(obligation.hypotheses)))
    )


def _need(obligation: Obligation, dropped: int, seconds: float, degree: int, solvers: Sequence[SolverProcess] | None) -> Need:
    hypothesis = obligation.hypotheses[dropped]
    kept = tuple(each for i, each in enumerate(obligation.hypotheses) if i != dropped)
    weaker = dataclasses.replace(obligation, hypotheses=kept)
    outcome = smt_outcome((weaker,), seconds, solvers)
    if outcome.status == REFUTED:
        return Need(hypothesis, NEEDED, outcome.counterexample)
    if outcome.stood or found_certificate_outcome((weaker,), degree).stood:
        return Need(hypothesis, NOT_NEEDED)
    return Need(hypothesis, UNKNOWN)
