"""The inspection game with payoffs that are not opposite: in equilibrium, and with an inspector that can commit itself.

One violation is intended (k = 1). It pays the inspectee 1, or -b if caught, b >= 0; and it costs the inspector 1, or a if
caught, 0 <= a < 1. Without a violation both get 0. Let V(n, m) and I(n, m) be what inspectee and inspector get.

**Equilibrium.** V(n, 0) = 1 and I(n, 0) = -1 for n >= 1, and V = I = 0 for m >= n. Otherwise the first stage is the game

    ===========  ==========================  =====================
                 legal                       violate
    ===========  ==========================  =====================
    inspect      I(n-1, m-1), V(n-1, m-1)    -a, -b
    do not       I(n-1, m), V(n-1, m)        -1, 1
    ===========  ==========================  =====================

(inspector first). Inspected, legal is better for the inspectee, and otherwise violating; the inspector had rather inspect a
violation, and save the inspection otherwise, since I(n-1, m) > I(n-1, m-1), see below. So both mix, in one way. The
inspector makes the inspectee indifferent, which is the equation of the zero-sum game: V = v and p = s(n-1, m-1)/s(n, m).
The inspectee makes the inspector indifferent by a q with

    -(1-q) I(n-1, m-1) + q a = -(1-q) I(n-1, m) + q = -I(n, m):

for -I these are the equations of the zero-sum game for v with -a for b. So with t(n, m) = Σ_{i<=m} C(n, i) (-a)^(m-i)

    V = C(n-1, m)/s(n, m),   I = -C(n-1, m)/t(n, m),   1 - q = t(n-1, m) t(n-1, m-1) / [t(n, m) t(n-2, m-1)],

or q = [t(n-2, m-1)² - t(n-2, m-2) t(n-2, m)] / [t(n, m) t(n-2, m-1)]. These are probabilities, and I rises with m, because
t(n, ·) is positive up to m = n and strictly log-concave: for t(n, m) = t(n-1, m) + t(n-1, m-1), so that with d = t(n-1, ·)

    t(n, m)² - t(n, m-1) t(n, m+1) = (d_m² - d_{m-1} d_{m+1}) + (d_m d_{m-1} - d_{m-2} d_{m+1}) + (d_{m-1}² - d_{m-2} d_m),

where for m < n all d are positive but the (n+1)-th, d_n = -a (1-a)^(n-1) <= 0, which only helps; and t(n, n) = (1-a)^n.

At a = 1 being caught is as bad for the inspector as not being caught is, and there are further equilibria; at b = 0 and m >= n
the inspectee doesn't mind being caught. Reported is then the equilibrium that is the limit of those for a < 1 and b > 0.

**Commitment.** An inspector that announces its probabilities and is believed inspects with the same ones. As they leave the
inspectee indifferent it may as well act legally while m > 0 (an arbitrarily small rise of the probabilities makes it do so),
and violates when there are no inspections left. It is never caught, so that its worth V is the probability that this happens,
and the inspector gets -V. *No strategy gets more*: the inspectee, whatever is announced, has an answer that is worth
P(missed) - b P(caught) >= v = V to it, as v is the value of the zero-sum game. So the inspector gets
-P(missed) - a P(caught) <= -V - (a + b) P(caught) <= -V, with equality only if the inspectee is held to v: only the optimal
strategy of the zero-sum game does that, which is unique where stages with 0 < m < n are concerned. That is why commitment has
the same inspection probabilities.

**The price of not being able to commit** is -V - I. In equilibrium V = P(missed) - b P(caught), and
I = -P(missed) - a P(caught), so the price is (a + b) P(caught): commitment is worth what the punishments cost both.

Check values: a = 1/2, b = 1: (2, 1): V = 1/3, I = -2/3, with commitment -1/3.

References: M. Maschler (1966) and B. von Stengel (2016), as in ``toymodels.models.inspection_game``.
"""

import dataclasses
import math
from fractions import Fraction

from toymodels.scalars import Scalar, number
from toymodels.solvers.inspection_sums import inspection_sums


@dataclasses.dataclass(frozen=True)
class InspectionPayoffs:
    """What both sides get in the general-sum game, in units of what an unseen violation pays the one and costs the other.

    Parameters
    ----------
    inspectee_payoff, inspector_payoff
        V and I in equilibrium.
    equilibrium_violation_probability
        The probability of a violation in the first stage in equilibrium.
    caught
        The probability that a violation is caught in equilibrium; None where a + b = 0 leaves it open.
    committed_inspectee_payoff, committed_inspector_payoff
        V and -V, with an inspector that can commit itself.
    committed_violation_probability
        The probability of a violation in the first stage then.
    price_of_no_commitment
        What the inspector would gain by being able to commit itself.
    """

    inspectee_payoff: Scalar
    inspector_payoff: Scalar
    equilibrium_violation_probability: Scalar
    caught: Scalar | None
    committed_inspectee_payoff: Scalar
    committed_inspector_payoff: Scalar
    committed_violation_probability: Scalar
    price_of_no_commitment: Scalar


def inspection_payoffs(stages: int, inspections: int, penalty: int | Fraction, loss: int | Fraction) -> InspectionPayoffs:
    """The payoffs of the general-sum inspection game with one intended violation, with and without commitment.

    Parameters
    ----------
    stages, inspections
        n >= 0 and m >= 0.
    penalty, loss
        b >= 0 and a in [0, 1], exact.

    Raises
    ------
    ValueError
        If the penalty is negative.

    Examples
    --------
    >>> found = inspection_payoffs(2, 1, 1, Fraction(1, 2))
    >>> found.inspectee_payoff, found.inspector_payoff, found.committed_inspector_payoff, found.caught
    (Fraction(1, 3), Fraction(-2, 3), Fraction(-1, 3), Fraction(2, 9))
    """
    if penalty < 0:
        raise ValueError(f"penalty must be >= 0 in the general-sum game, got {penalty}")
    inspectee, inspector = _weight(stages, inspections, penalty), -_weight(stages, inspections, -loss)
    price = -inspectee - inspector
    return InspectionPayoffs(
        inspectee_payoff=number(inspectee),
        inspector_payoff=number(inspector),
        equilibrium_violation_probability=number(_violation(stages, inspections, loss)),
        caught=number(price / (loss + penalty)) if loss + penalty else None,
        committed_inspectee_payoff=number(inspectee),
        committed_inspector_payoff=number(-inspectee),
        committed_violation_probability=int(inspections == 0 < stages),
        price_of_no_commitment=number(price),
    )


def _weight(stages: int, inspections: int, penalty: int | Fraction) -> Fraction:
    """C(n-1, m)/s(n, m), where a violation that is caught is worth -b; 0 for m >= n."""
    if inspections >= stages:
        return Fraction(0)
    total = inspection_sums(penalty, inspections)(stages)[inspections]
    return Fraction(penalty.denominator**inspections * math.comb(stages - 1, inspections), total)


def _violation(stages: int, inspections: int, loss: int | Fraction) -> Scalar:
    """q, from the product formula: the powers of the denominator cancel but for one."""
    n, m = stages, inspections
    if m == 0 or m >= n:
        return int(m == 0 < n)
    sums = inspection_sums(-loss, m)
    legal = sums(n - 1)[m] * sums(n - 1)[m - 1]
    return 1 - Fraction(legal, sums(n)[m] * sums(n - 2)[m - 1]) if legal else 1
