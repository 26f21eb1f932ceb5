"""Without commitment an auditor audits as often as deters and pays C_T all the same, C_i = C_{i-1} + c/(1 - a + p C_{i-1}).

In every episode of training auditor and optimizer choose at once. An audit costs the auditor c, an A that isn't audited 1, and
one that is a < 1 - c; it is told whether the optimizer has been modified, after which there is nothing to audit. To the
optimizer training and deployment are what they are in ``toymodels.theorems.independent_audits``.

*Proof.* With i episodes to go until deployment let C_i be what the auditor expects to pay while the optimizer is unmodified,
C_0 = 0, and W_i what staying unmodified is worth, W_0 = S_D. With W_{i-1} = g^(i-1) S_D and x_i = b + p g^i S_D > 1 the episode
is this game:

    ===========  ==================  =======================================
                 B                   A
    ===========  ==================  =======================================
    audit        c + C_{i-1}, 0      c + a + (1 - p) C_{i-1}, 1 - x_i
    do not       C_{i-1}, 0          1 + C_{i-1}, 1
    ===========  ==================  =======================================

(auditor's cost first; the optimizer's worth above g^i S_D). The best answers go round in a circle: A unless there is an audit,
an audit if it is A. So there is one equilibrium, and it is mixed. The optimizer is made indifferent by audits with probability
1/x_i, *the same that deters*, and gets W_i = g^i S_D; the auditor by As with probability

    r_i = c/(1 - a + p C_{i-1}),  so that  C_i = C_{i-1} + r_i:

by induction this is the one subgame-perfect equilibrium. Neither deployment nor penalty nor discount is in the auditor's cost.

*Commitment* to 1/x_i in every episode costs c/x_i each where the optimizer breaks the tie for B, as it does if the
probabilities are raised by arbitrarily little. For T = 1 no commitment is better: to audit more often costs more, and to audit
with q <= 1/x_1, where the answer is an A, costs 1 - q (1 - a - c) >= 1 - (1 - a - c)/x_1 > c/x_1, as x_1 > 1 - a. So not to be
able to commit costs c/(1 - a) - c/x_1.
"""

import dataclasses
import functools
from fractions import Fraction
from typing import Annotated

from toymodels.claims import Claim
from toymodels.domains import Parameter, check_fields
from toymodels.evidence.small_scope import scope_of
from toymodels.scalars import Scalar
from toymodels.testing import instances, rationals


@dataclasses.dataclass(frozen=True)
class UncommittedAudits:
    """Training against an auditor that pays for audits and can't commit to them.

    Parameters
    ----------
    training, deployment
        The numbers T and D of episodes, integers >= 0.
    modification
        The probability p in [0, 1] that an audited A gets the optimizer modified.
    discount
        The optimizer's weight g in [0, 1] of the next episode relative to this one.
    penalty
        What an audited A costs the optimizer besides, b >= 0, in units of what an A gains.
    audit_cost, loss
        What an audit and an audited A cost the auditor, c and a in [0, 1], where an A that isn't audited costs it 1.
    """

    training: Annotated[Scalar, Parameter("episodes of training", 0, integer=True)] = 2
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 3
    modification: Annotated[Scalar, Parameter("probability that an audited A gets modified", 0, 1)] = 1
    discount: Annotated[Scalar, Parameter("weight of the next episode relative to this one", 0, 1)] = 1
    penalty: Annotated[Scalar, Parameter("what an audited A costs besides, in units of what an A gains", 0)] = 0
    audit_cost: Annotated[Scalar, Parameter("what an audit costs the auditor", 0, 1)] = "1/10"
    loss: Annotated[Scalar, Parameter("what an audited A costs the auditor", 0, 1)] = 0

    def __post_init__(self) -> None:
        check_fields(self)


def deployed(model: UncommittedAudits) -> Scalar:
    """S_D, what deployment is worth to an unmodified optimizer."""
    return sum(model.discount**j for j in range(model.deployment))


def stake(model: UncommittedAudits, ahead: int) -> Scalar:
    """What an audited A loses with so many episodes to go: b + p g^i S_D."""
    return model.penalty + model.modification * model.discount**ahead * deployed(model)


def equilibrium(model: UncommittedAudits) -> tuple[list[tuple[Scalar, Scalar]], Scalar]:
    """The probabilities of an audit and of an A for i = 1, ..., T, and the auditor's cost C_T."""
    cost: Scalar = Fraction(0)
    chances = []
    for i in range(1, model.training + 1):
        defection = model.audit_cost / (1 - model.loss + model.modification * cost)
        chances.append((1 / Fraction(stake(model, i)), defection))
        cost += defection
    return chances, cost


def best_answers(model: UncommittedAudits, chances: list[tuple[Scalar, Scalar]]) -> tuple[Scalar, Scalar]:
    """What either side's best answer to the other's probabilities is worth: the optimizer's payoff and the auditor's cost."""
    p, g, b, c, a = model.modification, model.discount, model.penalty, model.audit_cost, model.loss
    worth, cost = deployed(model), Fraction(0)
    for q, r in chances:
        worth = max(g * worth, 1 - b * q + (1 - p * q) * g * worth)
        cost = min(c + a * r + (1 - p * r) * cost, r + cost)
    return worth, cost


def has_equilibrium(model: UncommittedAudits, chances: list[tuple[Scalar, Scalar]], cost: Scalar) -> bool:
    """Whether the best answers to a pair of strategies are worth g^T S_D to the one and cost the other this."""
    return best_answers(model, chances) == (model.discount**model.training * deployed(model), cost)


def best_commitment(model: UncommittedAudits) -> Scalar:
    """The least that a commitment for a single episode costs, of all that make the optimizer prefer A or B, or neither."""
    x, c, a = Fraction(stake(model, 1)), model.audit_cost, model.loss
    found = []
    for q in (Fraction(0), 1 / x, Fraction(1)):
        found += [c * q] if q * x >= 1 else []
        found += [1 - q * (1 - a - c)] if q * x <= 1 else []
    return min(found)


def holds(model: UncommittedAudits) -> bool:
    """The claim for one game."""
    chances, cost = equilibrium(model)
    price = 1 / (1 - Fraction(model.loss)) - 1 / Fraction(stake(model, 1))
    alone = model.training > 1 or cost - best_commitment(model) == model.audit_cost * price
    return has_equilibrium(model, chances, cost) and alone


def as_if_alone(model: UncommittedAudits) -> bool:
    """Whether each episode could be played as if it were the only one."""
    chances = [(1 / Fraction(stake(model, i)), model.audit_cost / (1 - model.loss)) for i in range(1, model.training + 1)]
    return has_equilibrium(model, chances, sum(r for _, r in chances))


CLAIM = Claim(
    label="uncommitted-audits",
    statement=(
        "Where an audit costs the auditor c, an audited A costs it a < 1 - c and another A 1, and x_i = b + p g^i S_D > 1 for "
        "i = 1, ..., T, training has one subgame-perfect equilibrium: with i episodes to go it audits with probability 1/x_i "
        "and the optimizer plays A with probability c/(1 - a + p C_{i-1}), where C_i is the sum of these up to i. The "
        "optimizer gets g^T S_D and the auditor pays C_T, for T = 1 c/(1 - a) - c/x_1 more than it would with commitment."
    ),
    latex=r"C_i = C_{i-1} + \frac{c}{1 - a + p C_{i-1}}, \quad C_0 = 0",
    reading="subgame-perfect; with commitment a tie is broken for the auditor",
    scope=dataclasses.replace(
        scope_of(
            UncommittedAudits,
            training=range(1, 5),
            deployment=(1, 2, 3, 10),
            modification=(1, "1/2"),
            discount=(1, "9/10"),
            penalty=(0, 1, 3),
            audit_cost=("1/10", "1/3"),
            loss=(0, "1/2"),
        ),
        any_of=functools.partial(
            instances,
            UncommittedAudits,
            training=range(1, 7),
            deployment=range(1, 7),
            audit_cost=[c for c in rationals(0, 1) if 0 < c < 1],
            loss=[a for a in rationals(0, 1) if a < 1],
        ),
    ),
    hypotheses={
        "it is trained": lambda model: model.training >= 1,
        "audits cost something": lambda model: model.audit_cost > 0,
        "to audit an A pays": lambda model: model.audit_cost + model.loss < 1,
        "certain audits deter": lambda model: all(stake(model, i) > 1 for i in range(1, model.training + 1)),
    },
    conclusion=holds,
    refutation="A game in which one side has a better answer, or in which a single episode's price is another.",
    witness=UncommittedAudits(),
    source="this library; for one stage, Maschler (1966)",
    uses=("independent-audits",),
    variant=as_if_alone,
)
