"""A proxy that mentions some of what matters, and a budget: optimizing it starves whatever it doesn't mention.

"As few people as possible with cancer": nothing in that speaks of anything else that people value. Somebody who wants L things,
and writes down J of them, hands a budget to an optimizer that serves what is written. How much of what was wanted is left?

The things are attributes s_1, ..., s_L, shares of a budget, s_1 + ... + s_L = 1, and none can fall below a floor b. The true
utility is their geometric mean, U = (s_1 ... s_L)^(1/L), so that each counts and none replaces another; the proxy is that of
the J attributes mentioned, P = (s_1 ... s_J)^(1/J).

*The proxy's optimum.* P rises in each mentioned attribute and none of the others, so all that can be spent goes to the
mentioned ones, and by the inequality of the means it is split evenly:

    s_i = (1 - (L - J) b)/J  if mentioned,  s_i = b  if not,  U = ((1 - (L - J) b)/J)^(J/L) b^((L-J)/L).

The true optimum is s_i = 1/L, U = 1/L. For L = 4, J = 2, b = 1/100 that is 7/100 against 1/4; for b -> 0 nothing is left.

*On the way.* Let the mentioned attributes have the share q of the budget above the floors, 1 - L b, split evenly on either
side. Then x = b + q (1 - L b)/J, y = b + (1 - q)(1 - L b)/(L - J), and

    d log U/dq = (1 - L b)/L (1/x - 1/y),

positive iff x < y, which is q < J/L, while P = x rises all the way. So an optimizer that starts where the mentioned attributes
are neglected first does good: the proxy is worth having up to q = J/L, and then it undoes what it did.

Source: S. Zhuang and D. Hadfield-Menell, *Consequences of misaligned AI*, NeurIPS 2020, arXiv:2102.03896; this instance and
its turning point are derived here.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar, is_array, is_symbolic


@dataclasses.dataclass(frozen=True)
class ResourceProxy:
    """A budget over attributes that all matter, of which the proxy mentions some.

    Parameters
    ----------
    attributes
        The number L of attributes that matter, 1 to 200.
    mentioned
        The number J of them that the proxy mentions, 1 to L.
    floor
        The least share b of the budget that an attribute can fall to, 0 to 1/L.
    start
        The share in [0, 1] of the budget above the floors that the mentioned attributes have before optimization.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain, more attributes are mentioned than there are, or the floors are
        more than the budget.

    Examples
    --------
    >>> from toymodels.solvers.resource_proxy import resource_proxy
    >>> solution = resource_proxy(ResourceProxy(attributes=4, mentioned=2, floor="1/100"))
    >>> solution.value, solution.best, solution.mentioned_share, solution.turning_point
    (Fraction(7, 100), Fraction(1, 4), Fraction(49, 100), Fraction(1, 2))
    """

    attributes: Annotated[Scalar, Parameter("attributes that matter", 1, 200, integer=True)] = 4
    mentioned: Annotated[Scalar, Parameter("attributes that the proxy mentions, at most all", 1, 200, integer=True)] = 2
    floor: Annotated[Scalar, Parameter("least share of the budget an attribute can have, at most 1/attributes", 0, 1)] = (
        Fraction(1, 100)
    )
    start: Annotated[Scalar, Parameter("share of the free budget that the mentioned have at first", 0, 1)] = Fraction(1, 4)

    usual_axes: ClassVar[tuple[str, ...]] = ("mentioned=1:4", "start=0:1:41")

    def __post_init__(self) -> None:
        check_fields(self)
        if any(is_array(value) or is_symbolic(value) for value in (self.attributes, self.mentioned, self.floor)):
            return
        if self.mentioned > self.attributes:
            raise ValueError(f"mentioned must be at most the {self.attributes} attributes, got {self.mentioned}")
        if self.floor * self.attributes > 1:
            raise ValueError(f"floor must be at most 1/{self.attributes}, the even share, got {self.floor}")
