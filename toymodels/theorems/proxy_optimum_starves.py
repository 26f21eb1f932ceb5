"""Where the proxy is greatest every unmentioned attribute is at its floor, and the mentioned ones share the rest evenly.

*Proof.* Let an unmentioned attribute have more than the floor b. Move that to a mentioned one: the proxy rises if none of the
mentioned is 0, and where one is, the proxy is 0, less than at the even split. So all unmentioned ones are at b and the
mentioned ones sum to 1 - (L - J) b. By the inequality of arithmetic and geometric means their mean is greatest at the even
split, and only there. The true utility is then the L-th root of ((1 - (L - J) b)/J)^J b^(L-J). ∎
"""

import functools
import itertools
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from toymodels.claims import Claim, Scope
from toymodels.models.resource_proxy import ResourceProxy
from toymodels.scalars import Scalar

_FLOORS = (Fraction(1, 25), Fraction(1, 3), Fraction(0), Fraction(1), Fraction(1, 2), Fraction(2, 3))
"""Floors as shares of the even one."""


def small_models() -> tuple[ResourceProxy, ...]:
    """Up to four attributes, and floors that are a few shares of the even one."""
    return tuple(_models(4, _FLOORS))


@functools.cache
def _models(attributes: int, floors: tuple[Fraction, ...]) -> tuple[ResourceProxy, ...]:
    return tuple(ResourceProxy(L, J, floor / L) for L in range(1, attributes + 1) for J in range(1, L + 1) for floor in floors)


def random_models() -> Any:
    """Up to five attributes, and floors of all kinds."""
    from hypothesis import strategies as st

    return st.sampled_from(_models(5, tuple(Fraction(n, 60) for n in range(61))))


def allocations(model: ResourceProxy) -> Iterator[tuple[Fraction, ...]]:
    """Many ways to spend the budget: the free part in steps of half of what an even split gives a mentioned attribute."""
    steps, free = 2 * model.mentioned, 1 - model.attributes * Fraction(model.floor)
    shares = [model.floor + free * Fraction(i, steps) for i in range(steps + 1)]
    return (tuple(shares[i] for i in counts) for counts in _splits(steps, model.attributes))


@functools.cache
def _splits(steps: int, parts: int) -> tuple[tuple[int, ...], ...]:
    """All ways to write a number as a sum of so many others >= 0."""
    rows = ((-1, *bars, steps + parts - 1) for bars in itertools.combinations(range(steps + parts - 1), parts - 1))
    return tuple(tuple(end - begin - 1 for begin, end in itertools.pairwise(row)) for row in rows)


def is_where_the_proxy_is_greatest(model: ResourceProxy, mentioned: Fraction) -> bool:
    """Whether no way to spend the budget has a greater proxy than one with that share for each mentioned attribute.

    All others that have the same are to give the mentioned attributes the same.
    """
    J = model.mentioned
    alike = [s for s in allocations(model) if math.prod(s[:J]) >= mentioned**J]
    return bool(alike) and all(set(s[:J]) == {mentioned} and set(s[J:]) <= {model.floor} for s in alike)


def formula(model: ResourceProxy) -> Scalar:
    """The share (1 - (L - J) b)/J."""
    return (1 - (model.attributes - model.mentioned) * Fraction(model.floor)) / model.mentioned


CLAIM = Claim(
    label="proxy-optimum-starves",
    statement=(
        "In the resource model the proxy is greatest where each of the L - J unmentioned attributes has the floor b, and each "
        "mentioned one (1 - (L - J) b)/J, and nowhere else."
    ),
    latex=r"s_i = \frac{1 - (L - J) b}{J} \; (i \leq J), \quad s_i = b \; (i > J)",
    reading="any policy; an optimizer of the proxy",
    scope=Scope(small_models, random_models, "attributes 1..4; mentioned 1..attributes; six floors; a grid of allocations"),
    hypotheses={},
    conclusion=lambda model: is_where_the_proxy_is_greatest(model, formula(model)),
    refutation="Another way to spend the budget with as great a proxy.",
    witness=ResourceProxy(),
    source="Zhuang and Hadfield-Menell 2020; this instance is derived here",
    variant=lambda model: is_where_the_proxy_is_greatest(model, Fraction(1, model.attributes)),
)
