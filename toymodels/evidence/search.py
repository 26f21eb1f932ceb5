"""Rung 2: random models by Hypothesis, which shrinks a counterexample to a simple one.

They are drawn by the dozen, as most of Hypothesis's time goes by the draw and not by what is in it.
"""

import time
from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.outcomes import FAILED, NONE, REFUTED, SUCCESS, Outcome

EXAMPLES = 1000
_ROUNDS = 5
_DOZEN = 12


class _RefutedError(Exception):
    """A random model violates the claim."""


def searched_outcome(claim: Claim, examples: int = EXAMPLES, seed: int = 0) -> Outcome:
    """What trying a claim on random models found out.

    Parameters
    ----------
    claim
        The claim.
    examples
        How many models are to meet its hypotheses, an integer >= 1; up to five times as many are drawn to get them.
    seed
        The seed of the draws.

    Returns
    -------
    The outcome; a counterexample in it has been shrunk. It is *none* for a claim about finitely many models.
    """
    import hypothesis

    if claim.scope.any_of is None:
        return Outcome("searched", NONE)
    start, met, drawn = time.process_time(), 0, 0
    failing: list[Any] = []

    def tried(models: list[Any]) -> None:
        nonlocal met, drawn
        for model in models:
            drawn += 1
            if claim.admits(model):
                met += 1
                if not claim.conclusion(model):
                    failing.append(model)
                    raise _RefutedError

    for round_seed in range(seed, seed + _ROUNDS):
        if met >= examples:
            break
        try:
            _property(tried, claim.scope.any_of(), _needed(examples, met, drawn), round_seed)()
        except _RefutedError:
            break
    seconds, tool = time.process_time() - start, f"hypothesis {hypothesis.__version__}"
    if failing:
        return Outcome("searched", REFUTED, met, drawn, seconds, tool, "shrunk", counterexample=failing[-1])
    if not met:
        return Outcome("searched", FAILED, 0, drawn, seconds, tool, "no random model met the hypotheses")
    return Outcome("searched", SUCCESS["searched"], met, drawn, seconds, tool)


def _needed(examples: int, met: int, drawn: int) -> int:
    """How many models to draw until enough of them will have met the hypotheses, by the share that did so far."""
    left = examples - met
    return left if not drawn else min(-(-left * (drawn + 1) // (met + 1)) + 10, 2 * examples)


def _property(tried: Any, strategy: Any, examples: int, seed: int) -> Any:
    """The Hypothesis test of a function of some models."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st

    quiet: Any = settings(
        max_examples=-(-examples // _DOZEN),
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
    )
    tested: Any = given(st.lists(strategy, min_size=_DOZEN, max_size=_DOZEN))
    seeding: Any = seeded(seed)
    return seeding(quiet(tested(tried)))
