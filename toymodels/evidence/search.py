"""Rung 2: random models by Hypothesis, which shrinks a counterexample to a simple one.

What counts is different models. Hypothesis makes most of its cases by changing a part of another, after the first ten; so the
models are drawn in rounds of ten cases with many models each, and a model that was drawn before is not tried again.
"""

import dataclasses
import time
from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.outcomes import FAILED, NONE, REFUTED, SUCCESS, Outcome

EXAMPLES = 500
_ROUNDS = 10
_CASES = 10
_FEW, _MOST, _SPARE, _RARE = 12, 120, 4, 20


class _RefutedError(Exception):
    """A random model violates the claim."""


@dataclasses.dataclass
class _Found:
    """What trying a claim has found out so far: how many models met its hypotheses, which stood it and which failed."""

    claim: Claim
    met: int = 0
    seen: set[Any] = dataclasses.field(default_factory=set)
    failing: list[Any] = dataclasses.field(default_factory=list)


def searched_outcome(claim: Claim, examples: int = EXAMPLES, seed: int = 0) -> Outcome:
    """What trying a claim on random models found out.

    Parameters
    ----------
    claim
        The claim.
    examples
        How many different models are to meet its hypotheses, an integer >= 1. No more are drawn once fewer than one in
        twenty is new, or after ten rounds of about a thousand.
    seed
        The seed of the draws.

    Returns
    -------
    The outcome; a counterexample in it has been shrunk. It is *none* for a claim about finitely many models.
    """
    import hypothesis

    if claim.scope.any_of is None:
        return Outcome("searched", NONE)
    start, found = time.process_time(), _Found(claim)
    try:
        for round_seed in range(seed, seed + _ROUNDS):
            before = len(found.seen)
            each = _needed(examples, found.met, before)
            _property(found, claim.scope.any_of(), each, round_seed)()
            if found.met >= examples or len(found.seen) - before < each * _CASES // _RARE:
                break
    except _RefutedError:
        pass
    met, drawn = found.met, len(found.seen)
    seconds, tool = time.process_time() - start, f"hypothesis {hypothesis.__version__}"
    if found.failing:
        return Outcome("searched", REFUTED, met, drawn, seconds, tool, "shrunk", counterexample=found.failing[-1])
    if not met:
        return Outcome("searched", FAILED, 0, drawn, seconds, tool, "no random model met the hypotheses")
    return Outcome("searched", SUCCESS["searched"], met, drawn, seconds, tool)


def _try(found: _Found, model: Any) -> None:
    """Put the claim to the test of a model, unless the model has stood it already."""
    key = _key(model)
    if key in found.seen:
        return
    if found.claim.admits(model):
        found.met += 1
        if not found.claim.conclusion(model):
            found.failing.append(model)
            raise _RefutedError
    found.seen.add(key)


def _key(model: Any) -> Any:
    """What tells a model from others: itself, or its text where it holds a part that can't be a key."""
    try:
        hash(model)
    except TypeError:
        return repr(model)
    return model


def _needed(examples: int, met: int, drawn: int) -> int:
    """How many models to draw in each case until enough will have met the hypotheses, by the share that did so far.

    The first case of a round holds the simplest model only, and does not count. The first round has short cases, which are
    shrunk sooner: most false claims fail in it.
    """
    if not drawn:
        return min(examples, _FEW)
    wanted = (examples - met) * (drawn + 1) // (met + 1)
    return min(wanted // (_CASES - 1) + _SPARE, _MOST)


def _property(found: _Found, strategy: Any, models: int, seed: int) -> Any:
    """The Hypothesis test that tries so many models in each case."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st

    quiet: Any = settings(
        max_examples=_CASES,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
    )

    def case(data: Any) -> None:
        for _ in range(models):
            _try(found, data.draw(strategy))

    tested: Any = given(st.data())
    seeding: Any = seeded(seed)
    return seeding(quiet(tested(case)))
