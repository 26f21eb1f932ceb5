"""At a given effort and rate the best training is none, or M + k for the least k with L X_0 s^k (1 - s) <= c + a e.

Here M is the optimizer's patience, s = 1 - p (1 - τ) the chance that an open defection goes unpunished, and X_0 the harm
expected from an optimizer that is unmodified at the start of deployment.

*Proof.* In training of M + k episodes there are k As, so it costs f(k) = (c + a e)(M + k) + L X_0 s^k and what honeypots cost.
One more episode changes this by f(k+1) - f(k) = c + a e - L X_0 s^k (1 - s), which doesn't fall with k: f is convex, and least
where this is first >= 0, or at the longest training if it never is. Training for up to M episodes is never better than none
(*training-within-patience*), and so is M + k for k = 0.

*Ties.* Where one more episode changes nothing, both lengths are best; M counts ties as Bs or not, as the model says.
"""

import dataclasses
import functools
from collections.abc import Callable

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.trainer_commitment import TrainerCommitment
from toymodels.scalars import Scalar
from toymodels.testing import instances
from toymodels.theorems.commitment_costs import answers, costs, efforts_and_rates, harm, times_reached


def patience(model: TrainerCommitment, effort: Scalar, rate: Scalar) -> int:
    """M, up to the longest training: how many j >= 1 there are with p g^j u_0 > 1, or >= 1 where ties are Bs."""
    conflict, p = 1 - model.deployment_agreement, effort * model.modification
    worth = conflict * times_reached(model.discount * (1 - rate * p * conflict), model.deployment)
    threats = (p * model.discount**j * worth for j in range(1, model.max_training + 1))
    return sum(threat > 1 or (threat == 1 and model.ties == "weak") for threat in threats)


def best_defections(model: TrainerCommitment, effort: Scalar, rate: Scalar) -> int:
    """The least k with L X_0 s^k (1 - s) <= c + a e, up to the longest training."""
    caught = effort * model.modification * (1 - model.training_agreement)
    at_stake = model.loss * harm(model, effort, rate)
    price = model.training_cost + model.audit_cost * effort
    lengths = range(model.max_training)
    return next((k for k in lengths if at_stake * (1 - caught) ** k * caught <= price), model.max_training)


def is_best(model: TrainerCommitment, length: Callable[[int, int], int]) -> bool:
    """Whether no training, or one of a length given by M and k, is cheapest at every effort and rate."""
    for effort, rate in efforts_and_rates(model):
        paid = costs(model, effort, rate, answers(model, effort, rate))
        guess = length(patience(model, effort, rate), best_defections(model, effort, rate))
        if min(paid) != min(paid[0], paid[min(guess, model.max_training)]):
            return False
    return True


CLAIM = Claim(
    label="best-training-length",
    statement=(
        "At any effort and rate of honeypots the trainer's best training is none or M + k, as far as it can train for so "
        "long: M is the longest training that the optimizer would deceive throughout, and k the least number of open "
        "defections with L X_0 s^k (1 - s) <= c + a e, where s = 1 - p (1 - τ)."
    ),
    latex=r"T \in \{0,\, M + k\}, \quad k = \min\{k : L X_0 s^k (1 - s) \leq c + a e\}, \quad s = 1 - p (1 - \tau)",
    reading="subgame-perfect; ties as the model says",
    scope=dataclasses.replace(
        scope_of(
            TrainerCommitment,
            "ties",
            max_training=(4,),
            levels=(2,),
            deployment=(2, 4),
            modification=(1, "1/2"),
            discount=(1, "9/10", "1/2"),
            training_cost=(0, 1),
            max_honeypots=("1/2", 0),
            loss=(1, 2, 10),
        ),
        any_of=functools.partial(instances, TrainerCommitment, max_training=range(6), levels=range(1, 4)),
    ),
    hypotheses={},
    conclusion=lambda model: is_best(model, lambda patience, defections: patience + defections),
    refutation="A length of training that costs less than none and less than M + k.",
    witness=TrainerCommitment(max_training=2, levels=2),
    source="this library",
    uses=("single-switch", "training-within-patience"),
    variant=lambda model: is_best(model, lambda patience, defections: defections),
)
