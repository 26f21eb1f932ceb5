"""A test that costs less to fake than deployment is worth tells the examiner nothing that it can use, in any equilibrium.

*Proof.* Let y f < 1. What the examiner expects before fees is the sum over both messages of max(0, E), E being what
deployment is worth to it when that message comes, times the chance that it comes; the two E sum to what deployment of
everybody is worth. So it expects more than without tests only if E > 0 after one message and E < 0 after the other, and
then it deploys for sure after the one and never after the other. If the test is the one, x - z = 1 > y f, so all the
deceptive take it and none of them is left without: then E >= 0 there, a contradiction. If it is the other, x - z = -1 is below
the cost of any test, so nobody takes it and E = 0 after it: a contradiction as well.

*At y f = 1* the test may separate, and does iff the aligned can afford it.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.screening import Screening
from toymodels.scalars import Scalar
from toymodels.solvers.screening import screening


def most(model: Screening) -> Scalar:
    """The most that the examiner expects in any equilibrium before fees."""
    expected = [found.examiner for found in screening(model).equilibria]
    return max(value[1] if isinstance(value, tuple) else value for value in expected)


def without_tests(model: Screening) -> Scalar:
    """What the examiner expects without tests."""
    return max(0, model.prior * model.gain - (1 - model.prior) * model.loss)


CLAIM = Claim(
    label="fakeable-test-is-worthless",
    statement=(
        "In the screening game, if the test costs a deceptive candidate less than deployment is worth to it, no equilibrium "
        "pays the examiner more than it gets without tests, even if tests are free to it."
    ),
    latex=r"y f < 1 \implies \max_{\text{equilibria}} U = \max(0, \mu G - (1 - \mu) L)",
    reading="any policy; all perfect Bayesian equilibria",
    scope=scope_of(
        Screening,
        level=(1, "1/2", 2),
        aligned_cost=(0, "1/4", "1/2", 1),
        faking_cost=("1/4", "3/4", 0, 1),
        prior=("1/2", "1/4", "3/4", 0, 1),
        loss=(1, 2, 0),
        fee=(0,),
    ),
    hypotheses={
        "faking pays if it wins deployment": lambda model: model.level * model.faking_cost < 1,
        "tests are free to the examiner": lambda model: model.fee == 0,
    },
    conclusion=lambda model: most(model) == without_tests(model),
    refutation="A screening game with a test that is cheap to fake, and an equilibrium that pays the examiner more than none.",
    witness=Screening(fee=0),
    source="this library",
    variant=lambda model: most(model) > without_tests(model),
)
