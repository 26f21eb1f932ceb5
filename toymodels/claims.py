"""Claims: theorems and conjectures as values, each with what would refute it and all that is known for it.

A claim says: whatever model of a kind meets all the hypotheses, the conclusion holds of it. Hypotheses and conclusion are
predicates of the model, so that any game can be put to the test; the model's own domains are understood. Evidence is
gathered on rungs (``toymodels.evidence``) that are never merged: all games of a small scope; random games; the
polynomial obligations of an induction, by certificates and by solvers for real arithmetic; and formal proofs.
"""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from toymodels.obligations import Obligation

Predicate: TypeAlias = Callable[[Any], Any]
"""A function of a model that says whether something holds of it."""

SUBGAME_PERFECT = "subgame-perfect"
EX_ANTE = "ex ante"
EQUILIBRIUM = "equilibrium"
READINGS = (SUBGAME_PERFECT, EX_ANTE, EQUILIBRIUM, "any policy")

LABEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What a label looks like: words in lower case with hyphens between."""


@dataclasses.dataclass(frozen=True)
class Scope:
    """The models that a claim is tried on.

    Parameters
    ----------
    all_of
        Gives every model of a small scope, the simplest first.
    any_of
        Gives the Hypothesis strategy that draws random models; None where the small scope is all there is.
    words
        What the small scope is, in a line.
    """

    all_of: Callable[[], Iterable[Any]]
    any_of: Callable[[], Any] | None
    words: str


@dataclasses.dataclass(frozen=True)
class Claim:
    """A theorem, a conjecture or a refuted one, with its reading, its witness and its evidence.

    Parameters
    ----------
    label
        A stable name, words in lower case with hyphens between.
    statement
        What is claimed, in words.
    latex
        The same in LaTeX, without dollar signs.
    reading
        Which policies are meant, one of ``READINGS``, and what becomes of ties.
    scope
        What the claim is tried on.
    hypotheses
        Named predicates of a model.
    conclusion
        A predicate of a model.
    refutation
        What would refute the claim, in words.
    witness
        A model that meets the hypotheses: the claim is not vacuous.
    source
        Where it is from.
    uses
        The labels of the claims that it rests on.
    variant
        A predicate like the conclusion, deliberately weakened, strengthened or reversed so that it is false: the evidence
        has to tell them apart.
    counterexample
        The simplest model that refutes the claim; None for a claim that stands. A refuted claim stays, as a test.
    obligations
        Gives the polynomial obligations of the proof, made by the functions that the solver runs.
    induction
        How the obligations make a proof: the part that no solver sees.
    proofs
        Formal proofs, each as ``"file.v:theorem"``.

    Raises
    ------
    ValueError
        If the label or the reading is not of this form, the witness meets not all hypotheses, or obligations come
        without the induction that ties them together.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> from toymodels.evidence.small_scope import scope_of
    >>> from toymodels.solving import solve
    >>> Claim(
    ...     label="more-deployment-more-deception",
    ...     statement="Longer deployment never makes it defect where it would have deceived.",
    ...     latex="m(T, D) < m(T, D + 1)",
    ...     reading="subgame-perfect; ties count as deception",
    ...     scope=scope_of(EpisodeGame),
    ...     hypotheses={"it is deployed": lambda game: game.deployment > 0},
    ...     conclusion=lambda game: solve(game).deceptive_episodes >= 0,
    ...     refutation="A game that deceives, and defects when it is deployed for longer.",
    ...     witness=EpisodeGame(deployment=0),
    ... )
    Traceback (most recent call last):
        ...
    ValueError: the witness of claim 'more-deployment-more-deception' must meet 'it is deployed', and does not
    """

    label: str
    statement: str
    latex: str
    reading: str
    scope: Scope
    hypotheses: Mapping[str, Predicate]
    conclusion: Predicate
    refutation: str
    witness: Any
    source: str = ""
    uses: tuple[str, ...] = ()
    variant: Predicate | None = None
    counterexample: Any = None
    obligations: Callable[[], tuple[Obligation, ...]] | None = None
    induction: str = ""
    proofs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not LABEL.fullmatch(self.label):
            raise ValueError(f"a label must be words in lower case with hyphens between, got {self.label!r}")
        if not self.reading.startswith(READINGS):
            raise ValueError(f"the reading of claim {self.label!r} must begin with one of {READINGS}, got {self.reading!r}")
        unmet = [name for name, hypothesis in self.hypotheses.items() if not hypothesis(self.witness)]
        if unmet:
            raise ValueError(f"the witness of claim {self.label!r} must meet {unmet[0]!r}, and does not")
        if self.obligations is not None and not self.induction:
            raise ValueError(f"claim {self.label!r} must say by which induction its obligations make a proof")

    @property
    def is_refuted(self) -> bool:
        """Whether the claim is known to be false."""
        return self.counterexample is not None

    def admits(self, model: Any) -> bool:
        """Whether a model meets all the hypotheses."""
        return all(hypothesis(model) for hypothesis in self.hypotheses.values())

    def holds_of(self, model: Any) -> bool:
        """Whether a model does not refute the claim: it fails a hypothesis, or the conclusion holds of it."""
        return not self.admits(model) or bool(self.conclusion(model))
