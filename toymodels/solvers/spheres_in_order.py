"""The scores of a follower and of an agent that heeds the reward, and which of the two training makes."""

import dataclasses
from fractions import Fraction

from toymodels.facts import facts_html, facts_text
from toymodels.models.spheres_in_order import SpheresInOrder
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, number
from toymodels.solvers.plain_numbers import plain_numbers
from toymodels.solvers.spurious_feature import power_of_two, samples_until

HEEDS, FOLLOWS = "heeds the reward", "follows the helper"
REGIMES = (HEEDS, FOLLOWS)


@dataclasses.dataclass(frozen=True)
class SpheresInOrderSolution:
    """What the agent learned, and the scores in an episode.

    Parameters
    ----------
    value
        The agent's expected score in a deployment episode.
    regime
        One of ``REGIMES``, what training makes of it most likely; at a tie it heeds the reward.
    learns_to_follow
        G, the probability that it learns to follow.
    knowing
        The score of either agent behind a helper who knows the order.
    follower, heeding
        The scores of an agent that follows and of one that heeds the reward, behind a helper who misleads.
    alone
        The score of an agent that heeds the reward and has no helper.
    loss
        What following costs behind a helper who misleads: negative if there are so many spheres that trying is dearer.
    half_life
        The least number of training episodes that halves the probability that it learns to follow; None if there is none.
    """

    value: Scalar
    regime: str
    learns_to_follow: Scalar
    knowing: Scalar
    follower: Scalar
    heeding: Scalar
    alone: Scalar
    loss: Scalar
    half_life: int | None

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def spheres_in_order(model: SpheresInOrder) -> SpheresInOrderSolution:
    """What the agent learns about its helper, and what that is worth, in closed form.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the exact probability that it follows is too long to write down.

    Examples
    --------
    >>> spheres_in_order(SpheresInOrder(training=70, training_misled=0.05)).regime
    'heeds the reward'
    """
    values, exact, *_ = plain_numbers(model)
    k, c, misled = values["spheres"], values["penalty"], values["deployment_misled"]
    follows = _following(model, exact)
    follower = 1 - c * (k - 1)
    heeding = k - c * (1 + Fraction((k - 2) * (k + 1), 4)) if k > 1 else 1
    alone = k - c * Fraction(k * (k - 1), 4)
    told = number if exact else float
    return SpheresInOrderSolution(
        value=told((1 - misled) * k + misled * (follows * follower + (1 - follows) * heeding)),
        regime=FOLLOWS if follows > 1 - follows else HEEDS,
        learns_to_follow=told(follows),
        knowing=told(k),
        follower=told(follower),
        heeding=told(heeding),
        alone=told(alone),
        loss=told(heeding - follower),
        half_life=samples_until(1, values["training_misled"]),
    )


def _following(model: SpheresInOrder, exact: bool) -> Scalar:
    """The probability that training leaves the agent to follow."""
    n, e, simplicity = model.training, model.training_misled, model.simplicity
    if not exact:
        e, simplicity = float(e), float(simplicity)
    elif n * bits(1 - e) > LONGEST_NUMBER:
        raise ValueError(
            f"the exact chance after {n} episodes is too long to write down: make training_misled a float, not {e}"
        )
    odds = power_of_two(simplicity)
    return (1 - e) ** n * odds / (1 + odds)
