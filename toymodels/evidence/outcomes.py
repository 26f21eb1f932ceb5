"""What a rung found out about a claim, in a word of its own.

Every rung has the word that it may use when it found nothing wrong, and no rung may use another's:

=============  ==============  =====================================================================
rung           word            what it says
=============  ==============  =====================================================================
exhaustive     exhausted       no counterexample among all games of a stated small scope
searched       unrefuted       no counterexample among so many random games
certificate    certified       every obligation has a positivity certificate that was checked again
smt            discharged      a solver found no real numbers that violate an obligation
formal         formalized      a proof assistant accepted a proof for all horizons
=============  ==============  =====================================================================

The words for the rest are the same for all rungs: *refuted* with a counterexample, *unknown* where a solver gave up,
*failed* where evidence did not stand its check, *skipped* where a tool is missing, and *none* where a claim does not have
this rung.
"""

import dataclasses
from typing import Any

RUNGS = ("exhaustive", "searched", "certificate", "smt", "formal")
SUCCESS = dict(zip(RUNGS, ("exhausted", "unrefuted", "certified", "discharged", "formalized"), strict=True))
"""The word of each rung for evidence that stood."""

REFUTED, UNKNOWN, FAILED, SKIPPED, NONE = "refuted", "unknown", "failed", "skipped", "none"
STATUSES = (*SUCCESS.values(), REFUTED, UNKNOWN, FAILED, SKIPPED, NONE)


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What one rung found out about one claim.

    Parameters
    ----------
    rung
        One of ``RUNGS``.
    status
        The rung's own word of success, or one of refuted, unknown, failed, skipped, none.
    instances
        How many games (rungs exhaustive, searched) or obligations (certificate, smt) or theorems (formal) it rests on;
        games count only if they met the hypotheses.
    drawn
        How many games were looked at, whether or not they met the hypotheses.
    seconds
        Processor time, in seconds.
    tool
        What did it, with its version.
    message
        What there is to say in a line: the scope, or why it failed.
    counterexample
        A game or an assignment of numbers that violates the claim, where the status is refuted.

    Raises
    ------
    ValueError
        If the status is not one that the rung may use, or a refutation has no counterexample.

    Examples
    --------
    >>> Outcome("smt", "exhausted")
    Traceback (most recent call last):
        ...
    ValueError: the status of rung 'smt' must be one of discharged, refuted, unknown, failed, skipped, none, got 'exhausted'
    """

    rung: str
    status: str
    instances: int = 0
    drawn: int = 0
    seconds: float = 0.0
    tool: str = ""
    message: str = ""
    counterexample: Any = None

    def __post_init__(self) -> None:
        if self.rung not in RUNGS:
            raise ValueError(f"a rung must be one of {', '.join(RUNGS)}, got {self.rung!r}")
        allowed = (SUCCESS[self.rung], REFUTED, UNKNOWN, FAILED, SKIPPED, NONE)
        if self.status not in allowed:
            raise ValueError(f"the status of rung {self.rung!r} must be one of {', '.join(allowed)}, got {self.status!r}")
        if (self.status == REFUTED) != (self.counterexample is not None):
            raise ValueError(f"a counterexample belongs to the status refuted, and to no other, got {self.status!r}")
        if self.status == SUCCESS[self.rung] and self.instances < 1:
            raise ValueError(f"{self.status} must rest on at least one instance, got {self.instances}")

    @property
    def stood(self) -> bool:
        """Whether the rung found evidence for the claim."""
        return self.status == SUCCESS[self.rung]
