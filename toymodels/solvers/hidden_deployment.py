"""The best plan of an optimizer that does not know whether it is deployed: thresholds, probes, and what it would give to know.

The plan is found by ``toymodels.solvers.belief_plans``, in floats by ``toymodels.solvers.belief_plans_in_floats``. In units
of 1 - w and above the worth of B for ever, an optimizer that sees the phase is worth, with n episodes left of which the
first is training and with S_n = 1 + g + ... + g^(n-1),

    v_n = max(1 + g (1 - p) X, g X),  X = (1 - h) v_{n-1} + h S_{n-1},

and one that knows from the start how long training lasts is worth the mean of episode games over that length.
"""

import dataclasses
import itertools
import operator

from toymodels.beliefs import HiddenPhase
from toymodels.facts import facts_html, facts_text
from toymodels.geometric import geometric_sum
from toymodels.models.hidden_deployment import HiddenDeployment
from toymodels.scalars import Scalar, is_exact, number
from toymodels.solvers.belief_plans import BeliefPlan, belief_plan
from toymodels.solvers.belief_plans_in_floats import belief_plan_in_floats
from toymodels.solvers.gap_recursion import Episode, gap_recursion

SERVES, DECEPTIVE, DEFECTS, PROBES, GAMBLES = "serves", "deceptive", "defects throughout", "probes", "gambles"
REGIMES = (SERVES, DECEPTIVE, DEFECTS, PROBES, GAMBLES)

_NEVER = 1e-9


@dataclasses.dataclass(frozen=True)
class HiddenDeploymentSolution:
    """What the optimizer does at every belief, and what comes of it; tuples have one entry for every episode.

    Parameters
    ----------
    value
        What the game is worth to the mesa-objective before the first episode.
    regime
        One of ``REGIMES``: it *serves* if the overlap is at least 1, or nothing is played; it *probes* if it may happen to;
        otherwise it *defects throughout*, or is *deceptive*: it defects in training only in episodes in which it would even
        if it were sure of training, such as the last; or *gambles*: it waits, and then defects though training may still be
        on. What has a chance of at most 1e-9 doesn't count.
    value_seeing_phase
        The value with perfect knowledge of the phase in every episode, the most that any signal gives.
    value_of_information
        That value minus the value.
    value_knowing_length
        The value of knowing in advance how long training lasts.
    thresholds
        The beliefs from which on A is optimal; at the threshold itself B is optimal too, if it is above 0. None where
        A never is.
    myopic_thresholds
        The beliefs from which on A would be optimal if surviving it taught nothing. Below and from the threshold on, A is a
        *probe*.
    probe_prices
        The most that a probe costs, at the threshold: what it loses by expected modification beyond what it gains at
        once, in payoffs of its episode. It is what survival teaches.
    training_defections, deployment_defections
        The probabilities that an unmodified optimizer defects in the episode and that it is training, or deployment.
    probes, probe_losses
        The probabilities that it probes in the episode, and that this gets it modified.
    modified
        The probability of being modified in the end.
    """

    value: Scalar
    regime: str
    value_seeing_phase: Scalar
    value_of_information: Scalar
    value_knowing_length: Scalar
    thresholds: tuple[Scalar, ...]
    myopic_thresholds: tuple[Scalar, ...]
    probe_prices: tuple[Scalar, ...]
    training_defections: tuple[Scalar, ...]
    deployment_defections: tuple[Scalar, ...]
    probes: tuple[Scalar, ...]
    probe_losses: tuple[Scalar, ...]
    modified: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def hidden_deployment(model: HiddenDeployment) -> HiddenDeploymentSolution:
    """The best plan for a hidden deployment, exact where all its numbers are.

    Parameters
    ----------
    model
        In exact numbers or floats; if any is a float, all is done in floats. Ties are broken for A.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.

    Examples
    --------
    Training is over, or lasts three episodes: it defects at once, mostly to find out.

    >>> solution = hidden_deployment(HiddenDeployment(max_episodes=6, training_length={0: "9/20", 3: "11/20"}))
    >>> solution.regime, solution.value, solution.probe_prices[0], solution.modified
    ('probes', Fraction(13, 4), Fraction(4, 5), Fraction(11, 20))
    """
    phase = model.hidden_phase()
    overlap, discount = model.overlap, model.discount
    exact = all(map(is_exact, (overlap, discount, *phase.numbers())))
    if not exact:
        overlap, discount = float(overlap), float(discount)
    plan = belief_plan(phase, discount) if exact else belief_plan_in_floats(phase, discount)
    if overlap >= 1:
        plan = _service(plan, overlap)
    base, stake = overlap * geometric_sum(discount, phase.episodes), max(0, 1 - overlap)
    value, seeing, knowing = (
        number(base + stake * worth)
        for worth in (plan.value, _worth_seeing_phase(phase, discount), _worth_knowing_length(phase, discount))
    )
    return HiddenDeploymentSolution(
        value=value,
        regime=_regime(plan, phase, overlap),
        value_seeing_phase=seeing,
        value_of_information=seeing - value,
        value_knowing_length=knowing,
        thresholds=plan.thresholds,
        myopic_thresholds=plan.myopic_thresholds,
        probe_prices=tuple(stake * price for price in plan.prices),
        training_defections=plan.training_defections,
        deployment_defections=plan.deployment_defections,
        probes=plan.probes,
        probe_losses=plan.probe_losses,
        modified=number(phase.modification * sum(plan.training_defections)),
    )


def _service(plan: BeliefPlan, overlap: Scalar) -> BeliefPlan:
    """The plan of an optimizer to which B is worth at least as much as A; at an overlap of 1 all is a tie."""
    never = (0,) * len(plan.thresholds)
    everywhere = never if overlap == 1 else (None,) * len(never)
    return BeliefPlan(0, everywhere, everywhere, *(never,) * 5)


def _regime(plan: BeliefPlan, phase: HiddenPhase, overlap: Scalar) -> str:
    """What an observer of the whole course of play would call the plan."""
    if overlap >= 1 or phase.episodes == 0:
        return SERVES
    if any(chance > _NEVER for chance in plan.probes):
        return PROBES
    losses = (phase.modification * chance for chance in (0, *plan.training_defections))
    defections = map(operator.add, plan.training_defections, plan.deployment_defections)
    if all(1 - lost - chance <= _NEVER for lost, chance in zip(itertools.accumulate(losses), defections, strict=False)):
        return DEFECTS
    risked = (chance for chance, b in zip(plan.training_defections, plan.thresholds, strict=True) if b != 0)
    return GAMBLES if any(chance > _NEVER for chance in risked) else DECEPTIVE


def _worth_seeing_phase(phase: HiddenPhase, discount: Scalar) -> Scalar:
    """What an optimizer that sees the phase in every episode can have."""
    p, worth = phase.modification, 0
    after = [*phase.hazards[1:], 0][: phase.episodes]
    for left, hazard in enumerate(reversed(after), 1):
        rest = discount * ((1 - hazard) * worth + hazard * geometric_sum(discount, left - 1))
        worth = max(1 + (1 - p) * rest, rest)
    first = phase.hazards[0] if phase.episodes else 0
    return (1 - first) * worth + first * geometric_sum(discount, phase.episodes)


def _worth_knowing_length(phase: HiddenPhase, discount: Scalar) -> Scalar:
    """What an optimizer that knows from the start how long training lasts can have: the mean over episode games."""
    left: Scalar = 1
    total: Scalar = 0
    for length, hazard in enumerate((*phase.hazards, 1)):
        chance, left = left * hazard, left * (1 - hazard)
        if chance != 0:
            episodes = [Episode(phase.modification)] * length + [Episode(0)] * (phase.episodes - length)
            total += chance * gap_recursion(episodes, discount).gaps[0]
    return total
