"""When mesa-optimization is selected: the best split of one optimizer's work between itself and an optimizer that it builds.

A base optimizer (training) has an amount P of optimization power for an algorithm that must do well in N instances of its
task. It can use its power for all instances directly, or spend some on building a mesa-optimizer, which then optimizes
in each instance anew. The more instances differ, the more pays what is done where they are met.

A mesa-optimizer with the power x costs the base optimizer f(x) of its own. What is left is shared by the instances, and
the mesa-optimizer adds x in each of them:

    total(x) = (P - f(x))/N + x,  to be maximized over x >= 0 with f(x) <= P,  for any increasing cost f.

Write M for the greatest power that can be afforded, f(M) = P. As N total(x) = P + N x - f(x),

* some x > 0 is optimal  iff  N >= (f(x) - f(0))/x for some x in (0, M]: the *threshold* of the diversity N is the least
  average cost of mesa-optimization;
* x = M is optimal  iff  N >= (P - f(x))/(M - x) for all x in [0, M): the *saturation* is the steepest way up to M;
* in between, where f' is continuous, f'(x) = N: one more unit of power costs what all instances together gain from it;
* x never falls with N: add N x - f(x) >= N y - f(y) and N' y - f(y) >= N' x - f(x) to (N' - N)(y - x) >= 0.

For f(x) = x² they are 0 and 2 √P, and x = min(N/2, √P). For f(x) = c x both are c: no mesa-optimizer below, nothing else above,
and at N = c every split is as good as any other.

Source: E. Hubinger, C. van Merwijk, V. Mikulik, J. Skalse, S. Garrabrant, *Risks from learned optimization in advanced
machine learning systems*, 2019, arXiv:1906.01820, section 2.1.
"""

import dataclasses
from typing import Annotated, Any, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.formulas import Formula
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class MesaCondition:
    """An optimizer that may spend its power on its task or on building another optimizer.

    Parameters
    ----------
    power
        The base optimizer's power P >= 0, in any unit.
    instances
        How many instances N >= 1 of the task differ enough to need an answer of their own; any number.
    cost
        What a mesa-optimizer of the power x costs, f(x), in the same unit: a formula in x (``toymodels.formulas``), or a
        function that takes and gives a float. It may be 0 at x = 0, doesn't decrease and grows past P.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or no formula, or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.mesa_condition import mesa_condition
    >>> solution = mesa_condition(MesaCondition(power=100, instances=4))
    >>> solution.mesa_power, solution.value, solution.regime
    (2, 26, 'interior')
    """

    power: Annotated[Scalar, Parameter("optimization power of the base optimizer", 0)] = 100
    instances: Annotated[Scalar, Parameter("how many different instances the algorithm must do well in", 1)] = 4
    cost: Annotated[
        Any,
        Formula("what a mesa-optimizer of the power x costs", examples=("x**2", "x", "3*x", "x + x^3", "3*sqrt(x)", "x^(3/2)")),
    ] = "x**2"

    usual_axes: ClassVar[tuple[str, ...]] = ("instances=1:40:79", "power=0:200:41")

    def __post_init__(self) -> None:
        check_fields(self)
