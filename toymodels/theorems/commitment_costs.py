"""What claims about a trainer's commitments are stated in: what each costs, summed up episode by episode.

The optimizer's acts in training are those of the kernel of backward induction; what they are expected to cost is added up
over the chance of being unmodified, which shares nothing with the solver.
"""

import functools
import itertools
from collections.abc import Iterable, Iterator
from fractions import Fraction

from toymodels.models.episode_game import EpisodeGame
from toymodels.models.trainer_commitment import TrainerCommitment
from toymodels.scalars import Scalar
from toymodels.solvers.gap_recursion import optimal_acts


def efforts_and_rates(model: TrainerCommitment) -> Iterator[tuple[Scalar, Scalar]]:
    """All efforts and rates of honeypots that the trainer may choose from."""
    steps = [Fraction(i, model.levels) for i in range(model.levels + 1)]
    return itertools.product(steps, [step * model.max_honeypots for step in steps])


def answers(model: TrainerCommitment, effort: Scalar, rate: Scalar) -> list[str]:
    """The optimizer's acts in training of every length, As and then Bs, with ties as the model says.

    >>> answers(TrainerCommitment(max_training=6), Fraction(1, 4), 0)
    ['', 'B', 'BB', 'BBB', 'BBBB', 'ABBBB', 'AABBBB']
    """
    p = effort * model.modification
    game = EpisodeGame(
        training=model.max_training,
        deployment=model.deployment,
        modification=p,
        discount=model.discount,
        training_agreement=model.training_agreement,
        deployment_agreement=model.deployment_agreement,
        monitoring=rate * p,
    )
    served = ("B",) if model.ties == "strong" else ("B", "BA")
    acts = optimal_acts(game)[: model.max_training]
    patience = next((n for n, optimal in enumerate(reversed(acts)) if optimal not in served), len(acts))
    return ["A" * (training - patience) + "B" * min(training, patience) for training in range(model.max_training + 1)]


def cost(model: TrainerCommitment, effort: Scalar, rate: Scalar, acts: str) -> Scalar:
    """What the trainer expects to pay if these are the optimizer's acts in training, and A in all of deployment.

    >>> cost(TrainerCommitment(), Fraction(1, 4), 0, "AABBBB")
    Fraction(255, 4)
    """
    return costs(model, effort, rate, [acts])[0]


def costs(model: TrainerCommitment, effort: Scalar, rate: Scalar, plans: Iterable[str]) -> list[Scalar]:
    """The same for several plans."""
    missed = 1 - effort * model.modification * (1 - model.training_agreement)
    price = model.training_cost + model.audit_cost * effort
    honeypots = rate * model.deployment * (model.honeypot_cost + model.audit_cost * effort)
    at_stake = model.loss * harm(model, effort, rate)
    return [price * len(acts) + honeypots + at_stake * missed ** acts.count("A") for acts in plans]


def harm(model: TrainerCommitment, effort: Scalar, rate: Scalar) -> Scalar:
    """X_0, the expected number of defections in real deployment of an optimizer that is unmodified at its start.

    >>> harm(TrainerCommitment(deployment=2), Fraction(1, 2), Fraction(1, 2))
    Fraction(7, 8)
    """
    conflict = 1 - model.deployment_agreement
    return conflict * (1 - rate) * times_reached(1 - rate * effort * model.modification * conflict, model.deployment)


@functools.lru_cache(maxsize=1024)
def times_reached(kept: Scalar, episodes: int) -> Scalar:
    """How many episodes are reached that each are passed with some probability, the first for sure.

    >>> times_reached(Fraction(1, 2), 3)
    Fraction(7, 4)
    """
    reached, total = Fraction(1), Fraction(0)
    for _ in range(episodes):
        total, reached = total + reached, reached * kept
    return total
