"""Robust, pseudo- and deceptive alignment, told apart by what causes what.

A robot is trained to keep a floor clean (the base objective), but wants something else (the mesa-objective): to sweep, say.
In training the two go together, because sweeping makes clean. Deployed where it can spill dust, it does, to sweep it up. Why
the two went together in training, and what tears them apart, depends on the causes at work.

Arrows of a causal graph lead from acts to effects and from effects to effects, with a sign and strength each. The optimizer
does, in each situation, what raises its mesa-objective the most, as it believes; the base objective judges what that does. The
mesa-objective agrees with the base objective in a distribution if all that the optimizer may choose there is best by the base
objective. Then it is

* *robustly aligned* if it agrees in training and in deployment, *pseudo-aligned* if only in training, *open* if not even there.

And pseudo-alignment is

* a *side-effect proxy*, if raising the mesa-objective raises the base objective in training: a way leads from mesa to base;
* an *instrumental proxy*, if raising the base objective raises the mesa-objective: a way leads from base to mesa;
* a *common-cause proxy*, if some other effect raises both;
* *deceptive*, if it is instrumental because of training itself: the way leads through being left as one is, which the base
  optimizer sees to, in training only;
* *approximate*, if the mesa-objective is the base objective up to an error of representation;
* *suboptimal*, if it agrees in training only because the optimizer errs about what its acts do.

Acts that only deployment offers serve the mesa-objective by a factor t (temptation). If the optimizer acts well without them,
with M for the mesa-objective, then one that serves it with t m and the base objective badly is chosen iff t m >= M. The loss of
an approximate alignment is at most twice the error: the base objective gives up at most e against the mesa-objective for
what is best, and another e for what is chosen.

Source: sections 1.3, 3.1 and 4 of arXiv:1906.01820; the predicates in terms of causal graphs are this library's.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.causal_worlds import CausalWorld
from toymodels.causes import Causes
from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class PseudoAlignment:
    """A mesa-objective beside the base objective, in training and in deployment.

    Parameters
    ----------
    world
        The name of a world that ships with the library, a ``CausalWorld``, or a networkx ``DiGraph`` (see ``Causes``).
    temptation
        The factor t >= 0 by which acts that only deployment offers serve the mesa-objective.

    Raises
    ------
    TypeError, ValueError
        If the world is none, or the temptation no number >= 0.

    Examples
    --------
    >>> from toymodels.solvers.pseudo_alignment import pseudo_alignment
    >>> solution = pseudo_alignment(PseudoAlignment("sweeping"))
    >>> solution.regime, solution.side_effect_way, solution.comes_apart[0]["act"]
    ('side-effect proxy', ('sweeping', 'clean floor'), 'spill and sweep')
    """

    # A CausalWorld has no type of its own here: a name or a DiGraph may be given, and is frozen.
    world: Annotated[CausalWorld | Scalar, Causes("the causal world, by its name")] = "sweeping"
    temptation: Annotated[Scalar, Parameter("how much new acts serve the mesa-objective", 0)] = 1

    usual_axes: ClassVar[tuple[str, ...]] = ("temptation=0:2:41",)

    def __post_init__(self) -> None:
        check_fields(self)
