"""The best power of a mesa-optimizer, exactly where its cost is a sum of powers, and to a stated error otherwise.

Costs such as ``x**2``, ``x + 3*sqrt(x)`` or ``x^(3/2)/10`` have real algebraic numbers for an answer
(``toymodels.solvers.algebraic_cost``). Other formulas and Python functions are searched (``increasing_cost``): formulas with 60
digits, so that powers are right to the last place of a float, functions to about 1e-8 of the greatest power.
"""

import dataclasses
import functools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from toymodels.facts import facts_html, facts_text
from toymodels.formulas import float_value, formula_tree, long_value, power_sum
from toymodels.models.mesa_condition import MesaCondition
from toymodels.scalars import Scalar, exactly, is_exact, number
from toymodels.solvers.algebraic_cost import algebraic_cost, root_of_all
from toymodels.solvers.cost_optimum import CostOptimum
from toymodels.solvers.increasing_cost import Affordable, Search, affordable, increasing_cost

NONE, INTERIOR, BOUND, INDIFFERENT = "none", "interior", "budget-bound", "indifferent"
REGIMES = (NONE, INDIFFERENT, INTERIOR, BOUND)
_DIGITS = 60


@dataclasses.dataclass(frozen=True)
class MesaConditionSolution:
    """What the base optimizer builds, and how diverse its task must be for that. All powers are in the unit of the model.

    Parameters
    ----------
    value
        The optimization power that works on an instance in total, (P - f(x))/N + x, at its greatest.
    regime
        One of ``REGIMES``: *none* if no mesa-optimizer is best, *budget-bound* if it takes all that can be afforded,
        *interior* in between; *indifferent* if several x are optimal.
    mesa_power
        The optimal x, the least one if there are several.
    direct_power
        The part of the total that is not the mesa-optimizer's, (P - f(x))/N.
    mesa_cost
        f(x), what is spent on the mesa-optimizer.
    optimal
        All optimal x; of a whole stretch its ends.
    whole_stretch
        Whether everything between two of them is optimal as well.
    greatest_power
        The greatest x with f(x) <= P.
    threshold
        The number of instances above which some mesa-optimizer is optimal, below which none is: the least (f(x) - f(0))/x.
        None if none can be afforded.
    saturation
        The number of instances from which on the greatest is optimal: the steepest (P - f(x))/(M - x).
    error
        How far the value may be below the greatest possible for a cost of which only some values are known; 0 if exact.
    """

    value: Scalar
    regime: str
    mesa_power: Scalar
    direct_power: Scalar
    mesa_cost: Scalar
    optimal: tuple[Scalar, ...]
    whole_stretch: bool
    greatest_power: Scalar
    threshold: Scalar
    saturation: Scalar
    error: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def mesa_condition(model: MesaCondition) -> MesaConditionSolution:
    """The best power of a mesa-optimizer, and the diversity at which it starts to pay.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array, or the cost is a function that doesn't give a number.
    ValueError
        If the cost decreases (the message says where), is not in [0, P] at x = 0, has no value somewhere, or never exceeds P.

    Examples
    --------
    >>> solution = mesa_condition(MesaCondition(power=100, instances=40, cost="x**2"))
    >>> solution.mesa_power, solution.value, solution.regime, solution.saturation
    (10, 10, 'budget-bound', 20)
    >>> solution = mesa_condition(MesaCondition(power=12, instances=3, cost="3*x"))
    >>> solution.optimal, solution.whole_stretch, solution.regime, solution.threshold
    ((0, 4), True, 'indifferent', 3)
    >>> solution = mesa_condition(MesaCondition(power=100, instances=10, cost="exp(x) - 1"))
    >>> solution.mesa_power
    2.302585092994046
    >>> mesa_condition(MesaCondition(cost="5*x - x**2"))
    Traceback (most recent call last):
        ...
    ValueError: cost must not decrease, got 6.25 at x = 2.5 and 5.25 at x = 3.5
    """
    for name in ("power", "instances"):
        if not isinstance(getattr(model, name), int | float | Fraction):
            raise TypeError(f"{name} must be one number, got {getattr(model, name)}")
    found = _optimum(model)
    x, cost = found.powers[0], found.costs[0]
    direct = _plain((_like(cost, model.power) - cost) / _like(cost, model.instances))
    return MesaConditionSolution(
        value=_plain(direct + x),
        regime=_regime(found),
        mesa_power=x,
        direct_power=direct,
        mesa_cost=cost,
        optimal=found.powers,
        whole_stretch=found.is_stretch,
        greatest_power=found.most,
        threshold=found.threshold,
        saturation=found.saturation,
        error=found.error,
    )


def _regime(found: CostOptimum) -> str:
    if len(found.powers) > 1:
        return INDIFFERENT
    if found.powers[0] == 0:
        return NONE
    return BOUND if found.powers[0] == found.most else INTERIOR


def _optimum(model: MesaCondition) -> CostOptimum:
    power, instances = (Fraction(exactly(value)) for value in (model.power, model.instances))
    powers = power_sum(formula_tree(model.cost)) if isinstance(model.cost, str) else None
    if powers is not None and root_of_all(powers) is not None:
        return algebraic_cost(powers, power, instances, rounded=not (is_exact(model.power) and is_exact(model.instances)))
    search = _search(model.cost)
    if callable(model.cost):
        return increasing_cost(search, _affordable(model.cost, power), float(power), float(instances))
    import mpmath  # type: ignore[import-untyped]

    with mpmath.workdps(_DIGITS):
        return increasing_cost(search, _affordable(model.cost, power), _long(power), _long(instances))


def _search(cost: str | Callable[[float], Any]) -> Search:
    if callable(cost):
        return Search(_asked(cost), _asked(cost), steps=40, halvings=20, rounding=1e-14)
    tree = formula_tree(cost)
    return Search(_asked(lambda x: float_value(tree, x)), lambda x: long_value(tree, x), steps=110, halvings=120, rounding=0)


@functools.lru_cache(maxsize=256)
def _affordable(cost: str | Callable[[float], Any], power: Fraction) -> Affordable:
    return affordable(_search(cost), float(power) if callable(cost) else _long(power))


def _long(value: Fraction) -> Any:
    """A number of mpmath's, with as many digits as it is set to."""
    import mpmath

    return mpmath.mpf(value.numerator) / value.denominator


def _asked(cost: Callable[[float], Any]) -> Callable[[float], float]:
    """A cost that gives floats, infinite where it overflows, with an error where it has no value."""

    def at(x: float) -> float:
        try:
            given = cost(x)
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError) as error:
            raise ValueError(f"cost must be a number for every x >= 0, got none at x = {x:.9g}: {error}") from error
        if isinstance(given, float) and math.isinf(given):
            return float(given)
        if isinstance(given, float) and math.isnan(given):
            raise ValueError(f"cost must be a number for every x >= 0, got none at x = {x:.9g}")
        return float(number(given, f"cost at x = {x:.9g}"))

    return at


def _like(cost: Scalar, value: Scalar) -> Scalar:
    """A parameter as a float beside floats, as a rational beside rationals, as sympy's beside those."""
    if isinstance(cost, int | Fraction):
        return Fraction(value)
    if isinstance(cost, float):
        return float(value)
    import sympy

    return sympy.Rational(*Fraction(value).as_integer_ratio())


def _plain(value: Scalar) -> Scalar:
    """A rational number as such, other numbers as they are."""
    return number(value) if isinstance(value, Fraction) or not isinstance(value, float) else value
