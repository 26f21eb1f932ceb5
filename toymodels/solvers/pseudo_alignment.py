"""Which kind of alignment a causal world has, with the witnesses, and from which temptation on it comes apart."""

import dataclasses
from fractions import Fraction
from typing import Any

from toymodels.causal_worlds import DEPLOYMENT, NOTHING, TRAINING, CausalWorld
from toymodels.facts import facts_html, facts_text
from toymodels.models.pseudo_alignment import PseudoAlignment
from toymodels.scalars import Scalar
from toymodels.solvers.alignment_predicates import (
    Apart,
    Way,
    comings_apart,
    common_cause,
    deceptive_way,
    error_of_representation,
    instrumental_way,
    is_approximate,
    is_pseudo_aligned,
    side_effect_way,
    suboptimal_acts,
    worth,
)
from toymodels.solvers.plain_numbers import plain_numbers

ROBUST, OPEN, UNEXPLAINED = "robustly aligned", "openly misaligned", "pseudo-aligned by chance"
DECEPTIVE, SUBOPTIMAL, APPROXIMATE = "deceptively aligned", "suboptimality aligned", "approximately aligned"
INSTRUMENTAL, SIDE_EFFECT, COMMON_CAUSE = "instrumental proxy", "side-effect proxy", "common-cause proxy"
REGIMES = (ROBUST, APPROXIMATE, SIDE_EFFECT, INSTRUMENTAL, COMMON_CAUSE, SUBOPTIMAL, DECEPTIVE, UNEXPLAINED, OPEN)


@dataclasses.dataclass(frozen=True)
class PseudoAlignmentSolution:
    """The kind of alignment, why it holds in training, and where it fails.

    Parameters
    ----------
    value
        What the base objective loses in deployment by the worst that the optimizer may choose, at the most.
    regime
        One of ``REGIMES``; of several kinds of pseudo-alignment the most special one.
    kinds
        All kinds of pseudo-alignment that hold.
    agrees_in_training, agrees_in_deployment
        Whether all that it may choose is best by the base objective.
    comes_apart
        The witnesses: which act, in which distribution, what would be better, and the loss.
    side_effect_way, instrumental_way, deceptive_way
        The way from mesa to base; from base to mesa; and that through being left as one is. Empty if there is none.
    common_cause
        An effect that raises both objectives; None if there is none.
    error, error_at
        How far what an act does for the two objectives differs at the most, and the act.
    without_errors
        What it would do in training against the base objective, if it knew what its acts do; empty if nothing.
    threshold
        The least temptation at which it comes apart in deployment; None if there is none. At a greater one it may agree again.
    """

    value: Scalar
    regime: str
    kinds: tuple[str, ...]
    agrees_in_training: bool
    agrees_in_deployment: bool
    comes_apart: tuple[dict[str, Any], ...]
    side_effect_way: Way
    instrumental_way: Way
    deceptive_way: Way
    common_cause: str | None
    error: Scalar
    error_at: str
    without_errors: tuple[str, ...]
    threshold: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def pseudo_alignment(model: PseudoAlignment) -> PseudoAlignmentSolution:
    """The kind of alignment of a world, with witnesses.

    Raises
    ------
    TypeError
        If the temptation is a symbol or an array.

    Examples
    --------
    >>> [pseudo_alignment(PseudoAlignment(name)).regime for name in ("dust", "stuff", "robust")]
    ['instrumental proxy', 'suboptimality aligned', 'robustly aligned']
    >>> pseudo_alignment(PseudoAlignment("deceptive")).deceptive_way
    ('users served', 'goal kept', 'paperclips')
    """
    numbers = plain_numbers(model)
    world, temptation, told = model.world, numbers.values["temptation"], numbers.told
    trained, deployed = comings_apart(world, TRAINING), comings_apart(world, DEPLOYMENT, temptation)
    kinds = kinds_of(world, temptation)
    error, error_at = error_of_representation(world, temptation)
    return PseudoAlignmentSolution(
        value=told(max((each.loss for each in deployed), default=0)),
        regime=_regime(trained, deployed, kinds),
        kinds=kinds,
        agrees_in_training=not trained,
        agrees_in_deployment=not deployed,
        comes_apart=tuple(each._asdict() | {"loss": told(each.loss)} for each in (*trained, *deployed)),
        side_effect_way=side_effect_way(world),
        instrumental_way=instrumental_way(world),
        deceptive_way=deceptive_way(world),
        common_cause=common_cause(world) or None,
        error=told(error),
        error_at=error_at,
        without_errors=tuple(each.act for each in suboptimal_acts(world)),
        threshold=told(temptation_threshold(world)),
    )


def kinds_of(world: CausalWorld, temptation: Scalar = 1) -> tuple[str, ...]:
    """All kinds of pseudo-alignment that hold of a world, the most special first; none unless it is pseudo-aligned."""
    if not is_pseudo_aligned(world, temptation):
        return ()
    holds = {
        DECEPTIVE: deceptive_way(world),
        SUBOPTIMAL: suboptimal_acts(world),
        APPROXIMATE: is_approximate(world, temptation),
        INSTRUMENTAL: instrumental_way(world),
        SIDE_EFFECT: side_effect_way(world),
        COMMON_CAUSE: common_cause(world),
    }
    return tuple(kind for kind, witness in holds.items() if witness)


def temptation_threshold(world: CausalWorld) -> Scalar:
    """The least temptation at which the optimizer's choice in deployment may fail the base objective; None if none does.

    What it chooses changes only where a new act draws level with the best of the others, M/m, and from 0 to what is more.
    """
    known = {act for situation in world.training for act in situation}
    levels = {Fraction(0)}
    for situation in world.deployment:
        best = max(worth(world, act, DEPLOYMENT) for act in (*(known & set(situation)), NOTHING))
        worths = [worth(world, act, DEPLOYMENT) for act in situation if act not in known]
        levels |= {Fraction(best) / one for one in worths if one > 0}
    return next((level for level in sorted(levels) if comings_apart(world, DEPLOYMENT, level)), None)


def _regime(trained: tuple[Apart, ...], deployed: tuple[Apart, ...], kinds: tuple[str, ...]) -> str:
    if trained:
        return OPEN
    if not deployed:
        return ROBUST
    return kinds[0] if kinds else UNEXPLAINED
