"""What optimizing a proxy over a budget leaves of the true utility, exactly: geometric means as roots of rationals.

In the symbols of ``toymodels.models.resource_proxy``. Utilities are compared by their L-th powers, which are rational.
"""

import dataclasses
import math
from fractions import Fraction

from toymodels.facts import facts_html, facts_text
from toymodels.models.resource_proxy import ResourceProxy
from toymodels.scalars import Scalar, number
from toymodels.solvers.plain_numbers import PlainNumbers, plain_numbers

NOTHING, BETTER, SAME, WORSE = "nothing lost", "better than before", "as good as before", "worse than before"
REGIMES = (NOTHING, BETTER, SAME, WORSE)


@dataclasses.dataclass(frozen=True)
class Mention:
    """What is left of the true utility, and lost of the best, if the proxy mentions so many attributes."""

    mentioned: int
    true_utility: Scalar
    lost: Scalar


@dataclasses.dataclass(frozen=True)
class ResourceProxySolution:
    """What an optimizer of the proxy does with the budget, and what that is worth; utilities are shares of the budget.

    Parameters
    ----------
    value
        The true utility where the proxy is greatest.
    regime
        One of ``REGIMES``: whether the optimum of the proxy is that of the true utility, and if not how it compares with
        where optimization began.
    proxy
        The greatest proxy.
    best
        The greatest true utility, with all attributes alike.
    lost, lost_share
        What is lost of it to the proxy, and as a share.
    mentioned_share, unmentioned_share
        What each attribute gets of the budget where the proxy is greatest; the latter None if all are mentioned.
    at_start
        The true utility before optimization.
    turning_point
        The share of the free budget in the hands of the mentioned attributes up to which optimization does good, J/L.
    proxy_at_best
        The proxy where the true utility is greatest: what a measure that is to be trusted should not exceed.
    by_mentioned
        What is left and lost for every number of attributes that the proxy may mention.
    """

    value: Scalar
    regime: str
    proxy: Scalar
    best: Scalar
    lost: Scalar
    lost_share: Scalar
    mentioned_share: Scalar
    unmentioned_share: Scalar
    at_start: Scalar
    turning_point: Scalar
    proxy_at_best: Scalar
    by_mentioned: tuple[Mention, ...]

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def resource_proxy(model: ResourceProxy) -> ResourceProxySolution:
    """What an optimizer of the proxy does with the budget, and what that is worth.

    Returns
    -------
    Exact numbers if the model's are, roots that are not rational as sympy numbers; else floats.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.

    Examples
    --------
    >>> solution = resource_proxy(ResourceProxy(attributes=3, mentioned=1, floor="1/10"))
    >>> solution.value, solution.regime
    (Fraction(1, 5), 'worse than before')
    >>> [round(float(row.lost), 6) for row in resource_proxy(ResourceProxy(floor="1/100")).by_mentioned]
    [0.218617, 0.18, 0.112315, 0.0]
    """
    numbers = plain_numbers(model)
    L, J, b, start = (numbers.values[name] for name in ("attributes", "mentioned", "floor", "start"))
    high, low = shares(L, J, b, 1)
    before, after = ((x**J) * (y ** (L - J)) for x, y in (shares(L, J, b, start), (high, low)))
    best, value = Fraction(1, L), _mean(numbers, after, L)
    even = L * b == 1 or J == L
    return ResourceProxySolution(
        value=value,
        regime=NOTHING if even else BETTER if after > before else SAME if after == before else WORSE,
        proxy=numbers.told(high),
        best=numbers.told(best),
        lost=number(numbers.told(best) - value),
        lost_share=number(1 - L * value),
        mentioned_share=numbers.told(high),
        unmentioned_share=numbers.told(low) if J < L else None,
        at_start=_mean(numbers, before, L),
        turning_point=numbers.told(Fraction(J, L)),
        proxy_at_best=numbers.told(best),
        by_mentioned=tuple(_mention(numbers, L, mentioned, b) for mentioned in range(1, L + 1)),
    )


def shares(attributes: int, mentioned: int, floor: Scalar, progress: Scalar) -> tuple[Fraction, Fraction]:
    """What each mentioned and each unmentioned attribute gets, if the mentioned ones have a share of the free budget.

    Where all are mentioned the second is the floor, and the first the even share.

    >>> shares(4, 2, Fraction(1, 100), 1), shares(4, 2, Fraction(1, 100), Fraction(1, 2))
    ((Fraction(49, 100), Fraction(1, 100)), (Fraction(1, 4), Fraction(1, 4)))
    """
    free, rest = 1 - attributes * Fraction(floor), attributes - mentioned
    if not rest:
        return Fraction(1, attributes), Fraction(floor)
    return floor + progress * free / mentioned, floor + (1 - progress) * free / rest


def _mention(numbers: PlainNumbers, attributes: int, mentioned: int, floor: Scalar) -> Mention:
    high, low = shares(attributes, mentioned, floor, 1)
    left = _mean(numbers, high**mentioned * low ** (attributes - mentioned), attributes)
    return Mention(mentioned, left, number(numbers.told(Fraction(1, attributes)) - left))


def _mean(numbers: PlainNumbers, product: Fraction, degree: int) -> Scalar:
    """The root of a rational product: rational where it is, else a sympy number; a float where the model has floats."""
    if not numbers.exact:
        return _float_root(product, degree)
    import sympy

    tops = [sympy.integer_nthroot(part, degree) for part in product.as_integer_ratio()]
    if all(whole for _, whole in tops):
        return number(Fraction(int(tops[0][0]), int(tops[1][0])))
    return sympy.Rational(*product.as_integer_ratio()) ** sympy.Rational(1, degree)


def _float_root(product: Fraction, degree: int) -> float:
    """The root of a product, which may be too small for a float."""
    if product == 0:
        return 0.0
    top, bottom = product.as_integer_ratio()
    return math.exp((math.log(top) - math.log(bottom)) / degree)
