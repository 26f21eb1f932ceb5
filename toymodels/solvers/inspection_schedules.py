"""Fixed schedules of inspections, for comparison with inspections that are decided as the game goes.

**Announced.** The inspector says beforehand which m stages it will inspect. The inspectee violates in the others:

    min(k, max(n - m, 0))  for b >= 0.

**Drawn.** The inspector draws m of the n stages beforehand, all sets of m with the same probability, keeps them secret and
inspects there. The inspectee knows this, and sees the inspections as they come. With m of n left the next stage is inspected
with probability m/n, which is the p(n, m) of the inspection game with penalty 0, in which it makes all acts worth the same. So
at penalty 0 all plans that violate whenever there are no inspections left, k times at most, are worth v(n, m, k) of that game,
and one of them, to act legally until then, is never caught. At b > 0 it is worth the same, and no plan more than at 0: the
drawn schedule is worth v(n, m, k) at penalty 0, whatever the penalty, for k = 1

    1 - m/n,

as the inspectee waits until it is safe. So a uniform schedule wastes the penalty. (As the inspector sees nothing but its own
inspections until the game ends, any strategy of it is a random schedule. The optimal one for b > 0 inspects with a smaller
probability than m/n in every state: n C(n-1, i-1) = i C(n, i) <= m C(n, i), term by term in n s(n-1, m-1) and m s(n, m).)

**Negative penalties**, with k = 1. Being caught pays -b. An inspector that announces leaves a stage free if it must (m < n), or
had rather (b <= -1): 1; otherwise -b. Against a drawn schedule, inspections left over stages left is a martingale, so that
whenever the inspectee violates it is caught with probability m/n: 1 - (1 + b) m/n.
"""

from fractions import Fraction
from math import comb

from toymodels.scalars import Scalar, number


def announced_value(stages: int, inspections: int, violations: int, penalty: Scalar) -> Scalar:
    """What the game is worth to the inspectee if it is told beforehand which stages will be inspected.

    >>> announced_value(4, 2, 1, 1), announced_value(4, 2, 3, 1), announced_value(2, 2, 1, Fraction(-1, 2))
    (1, 2, Fraction(1, 2))
    """
    if penalty < 0 and stages and violations:
        return 1 if inspections < stages else min(1, -penalty)
    return min(violations, max(stages - inspections, 0))


def drawn_value(stages: int, inspections: int, violations: int, penalty: Scalar) -> Scalar:
    """What the game is worth to the inspectee if the stages to inspect are drawn beforehand, all sets alike, and kept secret.

    >>> drawn_value(4, 2, 1, 1), drawn_value(4, 2, 2, 1), drawn_value(4, 2, 1, Fraction(-1, 2))
    (Fraction(1, 2), Fraction(2, 3), Fraction(3, 4))
    """
    n, m, k = stages, min(inspections, stages), min(violations, stages)
    if penalty < 0 and k:
        return number(1 - (1 + penalty) * Fraction(m, n))
    return number(Fraction(comb(n, m + 1) - comb(n - k, m + 1), comb(n, m)))
