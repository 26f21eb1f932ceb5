"""Up to the deception threshold, dearer faking makes the test better trusted and faking no rarer.

*Proof.* Let μ G < (1 - μ) L and 0 < y c < y f < 1, and let some deceptive candidates take the test. If all did, the aligned
would too, since their cost is lower, and the examiner, who wouldn't deploy everybody, would not deploy after the test: then
it is not worth taking. So the deceptive are indifferent, x - z = y f, and the aligned all take the test. Those without it are
deceptive, so z = 0, and x = y f is strictly between 0 and 1: the examiner is indifferent, μ G = (1 - μ) L d, whence

    d = μ G / ((1 - μ) L),  and the probability of a deceptive candidate deployed is (1 - μ) d x = μ G y f / L.

The first doesn't depend on the cost f, and the second rises with it; at y f = 1 the test separates and both drop to 0.
"""

import dataclasses
import functools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.screening import Screening
from toymodels.scalars import Scalar
from toymodels.solvers.screening import screening
from toymodels.testing import instances, rationals


def in_which_faked(model: Screening) -> list[tuple[Scalar, Scalar, Scalar]]:
    """Of all extreme equilibria in which it is faked: how often it is, how well trusted, and the unsafe deployments."""
    rows = screening(model).equilibria
    pairs = [(tests, answers) for found in rows for tests in found.tested for answers in found.deployed]
    return [(d, x, (1 - model.prior) * (d * x + (1 - d) * z)) for (_, d), (x, z) in pairs if d > 0]


def by_formula(model: Screening) -> tuple[Scalar, Scalar, Scalar]:
    """The same by the closed form."""
    trusted = model.level * model.faking_cost
    faking = Fraction(model.prior * model.gain) / ((1 - model.prior) * model.loss)
    return faking, trusted, Fraction(model.prior * model.gain * trusted) / model.loss


def is_suspicious(model: Screening) -> bool:
    """Whether the examiner would lose by deploying everybody, and could win by deploying the aligned."""
    return bool(0 < model.prior * model.gain < (1 - model.prior) * model.loss)


CLAIM = Claim(
    label="dearer-faking-is-no-rarer",
    statement=(
        "In the screening game, where the examiner would not deploy the untested and a level costs the aligned less than the "
        "deceptive but both less than deployment is worth, there is one equilibrium in which the test is faked: with "
        "probability μ G / ((1 - μ) L), whatever faking costs, and unsafe deployments rise with that cost."
    ),
    latex=r"d = \frac{\mu G}{(1 - \mu) L}, \quad x = y f, \quad (1 - \mu) d x = \frac{\mu G}{L} y f",
    reading="any policy; all perfect Bayesian equilibria",
    scope=dataclasses.replace(
        scope_of(
            Screening,
            level=(1,),
            aligned_cost=("1/4",),
            faking_cost=("3/4", "1/2", "2/3", "4/5"),
            prior=("1/2", "1/3", "1/4"),
            gain=(1, 2),
            loss=(2, 3, 5),
            fee=(0,),
        ),
        any_of=functools.partial(
            instances,
            Screening,
            level=[y for y in rationals(0, 1) if y > 0],
            aligned_cost=[a for a in rationals(0, 1) if 0 < a < 1],
            faking_cost=[f for f in rationals(0, 1) if f > 0],
            prior=[m for m in rationals(0, 1) if 0 < m < 1],
            gain=[G for G in rationals(0, 2) if G > 0],
            loss=[L for L in rationals(0, 4) if L > 0],
        ),
    ),
    hypotheses={
        "the examiner doesn't deploy the untested": is_suspicious,
        "faking is dearer and still pays": lambda m: 0 < m.level * m.aligned_cost < m.level * m.faking_cost < 1,
    },
    conclusion=lambda model: in_which_faked(model) == [by_formula(model)],
    refutation="A screening game with another equilibrium in which the test is faked.",
    witness=Screening(),
    source="this library",
    variant=lambda model: in_which_faked(model) == [(0, 1, 0)],
)
