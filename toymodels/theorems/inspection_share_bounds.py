"""With inspections for a share x = m/n of the stages: V >= 1 - (1 + b) x with commitment, and -I <= 1 - (1 - a) x without.

*Proof.* Let the inspectee violate in a stage drawn at random beforehand. However inspections are chosen, it is caught with
probability at most x, so that the zero-sum value is at least 1 - x - b x. Let the inspector inspect a set of m stages drawn at
random, against the inspectee's equilibrium strategy. With m' inspections and n' stages left the next is in the set with
probability m'/n', which is a martingale: a violation, whenever it comes, is caught with probability x, and the inspector pays
at most 1 - x + a x. It pays no more in equilibrium. What commitment is worth is the difference of -I and V, and V >= 0.

*The bounds are the limits* for n -> oo, m/n -> x < 1: V -> max(0, 1 - (1 + b) x) and -I -> 1 - (1 - a) x. With y = x/(1 - x),
C(n, m-j)/C(n, m) -> y^j from below. So s(n, m)/C(n, m), the sum of b^j C(n, m-j)/C(n, m), tends to 1/(1 - b y) if b y < 1 and
to infinity otherwise, and V = C(n-1, m)/s(n, m) to (1 - x)(1 - b y), or 0. With -a for b the same gives -I -> (1 - x)(1 + a y)
if a y < 1. For a y > 1, t(n, m), the coefficient of z^m in (1 + z)^n/(1 + a z), is an integral along |z| = y, to first order
C(n, m)/(1 + a y), less a residue at -1/a of size (1 - a)^n a^(m-n). The logarithm of that over C(n, m), divided by n, tends to
log(1 - a) - (1 - x) log a + x log x + (1 - x) log(1 - x), which is convex in x, and negative at x = 1/(1 + a) and at 1. And as
-I falls with x, the limit is right at a y = 1 too.
"""

import dataclasses
import functools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.inspection_game import InspectionGame
from toymodels.scalars import Scalar
from toymodels.testing import instances, rationals
from toymodels.theorems.inspection_sums import general_sum_stages


def payoffs(model: InspectionGame) -> tuple[Scalar, Scalar]:
    """V and -I in equilibrium, stage by stage; V is what the inspector pays with commitment."""
    worth, gain, _ = general_sum_stages(model.stages, model.inspections, model.penalty, model.loss)
    return worth, -gain


def bounds(model: InspectionGame) -> tuple[Scalar, Scalar]:
    """What V is at least, and -I at most."""
    share = Fraction(model.inspections, model.stages)
    return max(0, 1 - (1 + model.penalty) * share), 1 - (1 - model.loss) * share


def holds(model: InspectionGame) -> bool:
    """The claim for one game."""
    (worth, cost), (least, most) = payoffs(model), bounds(model)
    return bool(worth >= least and cost <= most and cost - worth <= most - least)


CLAIM = Claim(
    label="inspection-share-bounds",
    statement=(
        "In the general-sum inspection game with one intended violation, b >= 0, 0 <= a < 1 and m < n, with x = m/n, the "
        "inspector pays at least max(0, 1 - (1 + b) x) with commitment and at most 1 - (1 - a) x without: commitment is worth "
        "at most min((a + b) x, 1 - (1 - a) x)."
    ),
    latex=r"V \geq 1 - (1 + b) \frac{m}{n}, \quad -I \leq 1 - (1 - a) \frac{m}{n}",
    reading="subgame-perfect; where b = 0 or m = 0 the equilibrium that is the limit of those without ties",
    scope=dataclasses.replace(
        scope_of(
            InspectionGame,
            stages=range(1, 8),
            inspections=range(7),
            violations=(1,),
            penalty=(1, 0, "1/2", 4),
            loss=(0, "1/2", "1/3", "9/10"),
        ),
        any_of=functools.partial(
            instances,
            InspectionGame,
            stages=range(1, 8),
            inspections=range(7),
            violations=1,
            penalty=list(rationals(0, 2)),
            loss=[a for a in rationals(0, 1) if a < 1],
        ),
    ),
    hypotheses={
        "a penalty of at least 0": lambda model: model.penalty >= 0,
        "a loss below 1": lambda model: model.loss < 1,
        "fewer inspections than stages": lambda model: model.inspections < model.stages,
    },
    conclusion=holds,
    refutation="An inspection game that is worth less to the inspectee, or costs the inspector more.",
    witness=InspectionGame(),
    source="this library",
    uses=("inspection-commitment", "inspection-equilibrium"),
    variant=lambda model: payoffs(model) == bounds(model),
)
