"""Independent audits deter iff the i-th episode before deployment is audited with probability 1/(b + p g^i S_D) or more.

Every training episode has a probability of an audit of its own, whatever happened before. An A that is audited pays like any
other, costs the penalty b and gets the optimizer modified with probability p.

*Proof.* Past audits tell nothing about future ones, so that what an unmodified optimizer can expect depends on i alone, the
number of episodes to go until deployment, the present one included: W_i, with W_0 = S_D = 1 + g + ... + g^(D-1), and

    W_i = max(g W_{i-1},  1 - b q_i + (1 - p q_i) g W_{i-1}).

B throughout is worth g^i S_D, and always at most W_i. *If:* by induction W_i = g^i S_D, as an A leaves 1 - q_i (b + p g^i S_D)
more, which is at most 0. *Only if:* a single A with i to go, and B otherwise, leaves g^(T-i) times that more, and g > 0.

*How many.* The probabilities a_i = 1/(b + p g^i S_D) sum to T/(b + p D) for g = 1. For b = 0 and g < 1, where (1 - g) S_D =
1 - g^D, they are g^-i (1 - g)/(p (1 - g^D)), and g^-1 + ... + g^-T = (g^-T - 1)/(1 - g): the sum is

    a_1 + ... + a_T = (g^-T - 1)/(p (1 - g^D)).

They fall towards deployment, so that the first episode needs most: nothing deters throughout training if a_T > 1.
"""

import dataclasses
from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated

from toymodels.claims import Claim
from toymodels.domains import Parameter, check_fields
from toymodels.evidence.small_scope import scope_of
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class IndependentAudits:
    """Training in which the audits of different episodes are drawn independently.

    Parameters
    ----------
    training, deployment
        The numbers T and D of episodes, integers >= 0.
    modification
        The probability p in [0, 1] that an audited A gets the optimizer modified.
    discount
        The weight g in [0, 1] of the next episode relative to this one.
    penalty
        What an audited A costs the optimizer besides, b >= 0, in units of what an A gains.
    """

    training: Annotated[Scalar, Parameter("episodes of training", 0, integer=True)] = 2
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 3
    modification: Annotated[Scalar, Parameter("probability that an audited A gets modified", 0, 1)] = 1
    discount: Annotated[Scalar, Parameter("weight of the next episode relative to this one", 0, 1)] = 1
    penalty: Annotated[Scalar, Parameter("what an audited A costs besides, in units of what an A gains", 0)] = 0

    def __post_init__(self) -> None:
        check_fields(self)


def stakes(model: IndependentAudits) -> list[Scalar]:
    """What an audited A loses, b + p g^i S_D, for i = 1, ..., T."""
    deployed = sum(model.discount**j for j in range(model.deployment))
    return [model.penalty + model.modification * model.discount**i * deployed for i in range(1, model.training + 1)]


def is_deterred(model: IndependentAudits, audits: Sequence[Scalar]) -> bool:
    """Whether no policy is worth more than B throughout against audits with these probabilities, for i = 1, ..., T."""
    p, g, b = model.modification, model.discount, model.penalty
    served = best = sum(g**j for j in range(model.deployment))
    for q in audits:
        served, best = g * served, max(g * best, 1 - b * q + (1 - p * q) * g * best)
    return bool(best == served)


def holds(model: IndependentAudits) -> bool:
    """The claim for one game: the least probabilities deter, fewer audits in any episode don't, and what they sum to."""
    losses = stakes(model)
    if any(loss < 1 for loss in losses):
        return not is_deterred(model, [1] * len(losses))
    least = [1 / Fraction(loss) for loss in losses]
    fewer = ([q * Fraction(9, 10) if i == j else 1 for j, q in enumerate(least)] for i in range(len(least)))
    tight = is_deterred(model, least) and not any(is_deterred(model, audits) for audits in fewer)
    return tight and is_sum(model, sum(least))


def is_sum(model: IndependentAudits, total: Scalar) -> bool:
    """Whether so many audits are those of the closed form, where there is one."""
    t, d, p, g, b = dataclasses.astuple(model)
    if t == 0 or g == 1:
        return bool(total * (b + p * d) == t)
    return bool(b > 0 or total == (Fraction(1) / g**t - 1) / (p * (1 - g**d)))


def flat_deters(model: IndependentAudits) -> bool:
    """Whether the probability that the last episode needs is enough in all."""
    losses = stakes(model)
    return any(loss < 1 for loss in losses) or is_deterred(model, [1 / Fraction(loss) for loss in losses[:1]] * len(losses))


CLAIM = Claim(
    label="independent-audits",
    statement=(
        "Where each episode of training is audited independently of the others and g > 0, B throughout is optimal iff the i-th "
        "before deployment is audited with probability at least a_i = 1/(b + p g^i S_D); these sum to T/(b + p D) for g = 1, "
        "and to (g^-T - 1)/(p (1 - g^D)) for b = 0 and g < 1."
    ),
    latex=r"q_i \geq \frac{1}{b + p g^i S_D}, \quad \sum_{i=1}^T \frac{1}{p g^i S_D} = \frac{g^{-T} - 1}{p (1 - g^D)}",
    reading="any policy; a tie counts as deterrence",
    scope=scope_of(
        IndependentAudits,
        training=range(5),
        deployment=range(5),
        modification=(1, "1/2", 0),
        discount=(1, "9/10", "1/2"),
        penalty=(0, "1/2", 1, 3),
    ),
    hypotheses={"a discount above 0": lambda model: model.discount > 0},
    conclusion=holds,
    refutation="A game that fewer audits deter, that these don't, or in which they sum to something else.",
    witness=IndependentAudits(),
    source="this library",
    variant=flat_deters,
)
