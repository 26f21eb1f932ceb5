"""Powers that a mesa-optimizer may have, with exact costs: the theorems about them hold for any set of powers."""

from fractions import Fraction

from toymodels.formulas import formula_tree, power_sum
from toymodels.models.mesa_condition import MesaCondition

_ROOTS = range(9)


def affordable(model: MesaCondition) -> dict[Fraction, Fraction]:
    """The cost of every square of 0, 1/2, ..., 4 that can be afforded: exact, for powers with whole or half exponents.

    >>> [str(cost) for cost in affordable(MesaCondition(power=1, cost="x^(3/2)")).values()]
    ['0', '1/8', '1']
    """
    powers = power_sum(formula_tree(model.cost)) or {}
    roots = (Fraction(i, 2) for i in _ROOTS)
    costs = {y * y: sum((c * y ** int(2 * exponent) for exponent, c in powers.items()), Fraction(0)) for y in roots}
    return {x: cost for x, cost in costs.items() if cost <= model.power}


def best_powers(costs: dict[Fraction, Fraction], instances: Fraction) -> list[Fraction]:
    """The powers among some with the greatest N x - f(x), which are those with the greatest total.

    >>> [str(x) for x in best_powers(affordable(MesaCondition(power=4, cost="2*x")), Fraction(2))]
    ['0', '1/4', '1']
    """
    gains = {x: instances * x - cost for x, cost in costs.items()}
    best = max(gains.values())
    return [x for x, gain in gains.items() if gain == best]
