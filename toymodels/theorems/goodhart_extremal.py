"""Extremal Goodhart: pushing helps up to the end e of the usual range, and at e (1 + ρ/h) all that was gained is lost.

*Proof.* Up to e a unit of the measure adds ρ > 0, beyond it takes h > 0. So e is the best pressure, worth ρ e, and beyond it
the true value is ρ e - h (m - e), which is 0 at m = e + ρ e/h and negative from there on. ∎
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.goodhart import EXTREMAL, Goodhart
from toymodels.scalars import Scalar
from toymodels.solvers.goodhart import goodhart

_STEPS = 4


def reliability(model: Goodhart) -> Scalar:
    """The share of the measure's variance in ordinary times that is signal."""
    return Fraction(model.signal**2) / (model.signal**2 + model.noise**2)


def added_up(model: Goodhart, pressure: Scalar) -> Scalar:
    """The true value at a pressure, step by step: a step adds or takes by the side of the limit that it is on."""
    inside, outside = min(pressure, model.limit), max(pressure - model.limit, 0)
    gains = [reliability(model) * inside / _STEPS] * _STEPS
    return sum((*gains, *[-model.harm * Fraction(outside) / _STEPS] * _STEPS), Fraction(0))


def turns_at(model: Goodhart, best: Scalar, worthless: Scalar) -> bool:
    """Whether the true value is greatest at one pressure and gone at another, by steps and by the solver."""
    solution = goodhart(model)
    around = [best * Fraction(k, 4) for k in range(9)] + [best + 1]
    return (
        (solution.best_pressure, solution.worthless_pressure) == (best, worthless)
        and solution.value == added_up(model, model.pressure)
        and all(added_up(model, pressure) < added_up(model, best) for pressure in around if pressure != best)
        and added_up(model, worthless) == 0 > added_up(model, worthless + 1)
    )


CLAIM = Claim(
    label="goodhart-extremal",
    statement=(
        "If the measure adds ρ a unit up to e and takes h a unit beyond, pushing it helps up to e, and above e (1 + ρ/h) it is "
        "worse than nothing."
    ),
    latex=r"m^* = e, \quad G < 0 \iff m > e \left(1 + \frac{\rho}{h}\right)",
    reading="any policy; the sample is selected by its measure",
    scope=scope_of(
        Goodhart,
        pressure=(0, 1, 3),
        limit=(1, 2, "1/2"),
        harm=("1/5", 1, "1/2"),
        noise=(1, 0, 2),
        signal=(1,),
        kind=(EXTREMAL,),
    ),
    hypotheses={"signal, limit and harm above 0": lambda model: min(model.signal, model.limit, model.harm) > 0},
    conclusion=lambda model: turns_at(model, model.limit, model.limit * (1 + reliability(model) / model.harm)),
    refutation="A measure that is best at another pressure, or worthless from another on.",
    witness=Goodhart(EXTREMAL),
    source="this library",
    variant=lambda model: turns_at(model, model.limit, model.limit * (1 + Fraction(1) / model.harm)),
)
