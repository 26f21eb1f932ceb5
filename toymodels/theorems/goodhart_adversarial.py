"""Adversarial Goodhart: an agent that must show m works as far as gaming is dearer, so that the measure is honest up to e.

*Proof.* Work a costs a²/2, and gaming b = m - a costs e b. The agent's cost a²/2 + e (m - a) falls in a up to a = e, so that
it works min(m, e) and games the rest. The true value a - h b then rises up to m = e and falls at the rate h beyond: it is 0 at
m = e (1 + 1/h). ∎
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.goodhart import ADVERSARIAL, Goodhart
from toymodels.scalars import Scalar
from toymodels.solvers.goodhart import goodhart

_GRID = 12


def agents_work(model: Goodhart, pressure: Scalar) -> Scalar:
    """The amount of honest work that is cheapest for the agent, among many; the limit is one of them if it is possible."""
    amounts = [Fraction(pressure) * k / _GRID for k in range(_GRID + 1)]
    amounts += [Fraction(model.limit)] * (model.limit <= pressure)
    return min(amounts, key=lambda work: work * work / 2 + model.limit * (pressure - work))


def worth(model: Goodhart, pressure: Scalar) -> Scalar:
    """What the agent's work is worth, less what its gaming takes."""
    work = agents_work(model, pressure)
    return work - model.harm * (pressure - work)


def agrees(model: Goodhart, best: Scalar, worthless: Scalar) -> bool:
    """Whether the true value is as the solver says, greatest at one pressure and gone at another."""
    solution = goodhart(model)
    top = worth(model, best)
    return bool(
        solution.value == worth(model, model.pressure)
        and all(worth(model, best * Fraction(k, 3)) < top for k in range(7) if k != 3)
        and worth(model, worthless) == 0 > worth(model, worthless + 1)
        and (solution.best_pressure, solution.worthless_pressure) == (best, worthless)
    )


CLAIM = Claim(
    label="goodhart-adversarial",
    statement=(
        "If an agent must show a measure m, by work at a cost of a²/2 or by gaming at e a unit, and gaming takes h a unit, the "
        "true value is greatest at m = e, what a unit of gaming costs, and negative above e (1 + 1/h)."
    ),
    latex=r"m^* = e, \quad G < 0 \iff m > e \left(1 + \frac{1}{h}\right)",
    reading="any policy; the agent shows the measure at the least cost to itself",
    scope=scope_of(
        Goodhart, pressure=(0, 1, 3, "1/2"), limit=(1, 2, "1/2"), harm=("1/5", 1, "1/2", 2), signal=(1,), kind=(ADVERSARIAL,)
    ),
    hypotheses={"limit and harm above 0": lambda model: min(model.limit, model.harm) > 0},
    conclusion=lambda model: agrees(model, model.limit, model.limit * (1 + Fraction(1) / model.harm)),
    refutation="An agent that works more or less, or a true value that turns elsewhere.",
    witness=Goodhart(ADVERSARIAL),
    source="this library; the kind is from Manheim and Garrabrant, arXiv:1803.04585",
    variant=lambda model: agrees(model, model.limit, model.limit * (1 + model.harm)),
)
