"""Plants and animals in a maze: a fixed rule that fits the mazes of training, or a search that fits any.

A base optimizer makes an agent that starts in the top left corner of a maze and has to find the exit. In training the exit
is in the corner at the bottom right, so that the rule "down and right, avoiding where you were" is nearly as good as looking
for a way, and cheaper. But how diverse do the mazes have to be until it makes an agent that searches?

A maze is a random spanning tree of a grid with s x s cells, in which a share of the other walls is opened as well. With
probability d, the diversity, its exit is anywhere, all cells but the start with the same probability, and in the corner
otherwise. A policy's *worth* is the share of mazes that it solves, less κ times the cells that it has to look at in a maze:
a step of a rule looks at one cell, and a search at the cells that it expands. So

    W(d) = (1 - d) W_corner + d W_anywhere.

Rules give up when their patience is at an end. Search has to be invented first, which costs the base optimizer an effort f,
worth as much as f mazes solved, once for all N instances that it trains on. With x(d), the worth of the best search less
that of the best rule, the base optimizer makes a searcher iff

    x(d) - f/N > 0,  that is  N > f/x(d).

*The tie to* ``MesaCondition``. There, power x of an optimizer that the base optimizer makes costs f(x) of its power P, of
which every one of N instances gets its share: (P - f(x))/N + x is the largest. As P/N is the same whatever x is, x wins against
none iff x - f(x)/N > 0: the rule above, where mazes say what x is. Diversity has two faces: more instances (N) and
instances that have less in common (d, which raises x).

By hand: where one search and one rule are the best for any d, x(d) = (1 - d) x_0 + d x_1 and search wins above
d* = (f/N - x_0)/(x_1 - x_0), if x_1 > x_0.

Source: E. Hubinger, C. van Merwijk, V. Mikulik, J. Skalse, S. Garrabrant, *Risks from Learned Optimization*, arXiv:1906.01820,
section 2.1; the mazes and the numbers are this library's.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, ClassVar

from toymodels.domains import Choice, Parameter, check_fields
from toymodels.mazes import KINDS, UNIFORM
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class HeuristicOrSearch:
    """A base optimizer that trains agents on mazes, by fixed rules or by search.

    Parameters
    ----------
    diversity
        The probability d in [0, 1] that the exit of a training maze is anywhere, and not at the bottom right.
    deployment_diversity
        The same in deployment.
    instances
        The number N >= 1 of instances over which the effort to invent search is spread.
    search_effort
        f >= 0, what it costs to invent search, in mazes solved.
    price
        κ >= 0, what it costs to look at a cell, in mazes solved.
    size
        The cells s along a side, an integer in [2, 30].
    loops
        The probability in [0, 1] that a wall left standing by the spanning tree is opened.
    kind
        How spanning trees are drawn: ``"uniform"``, all with the same probability, or ``"winding"``.
    patience
        After how many steps a rule gives up, an integer in [0, 10000].
    mazes
        How many mazes the policies are measured on, an integer in [1, 10000].
    seed
        Where the random numbers start: the same seed gives the same mazes.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.heuristic_or_search import heuristic_or_search
    >>> solution = heuristic_or_search(HeuristicOrSearch(mazes=100))
    >>> solution.chosen, solution.regime, float(solution.training_success), float(solution.deployment_success)
    ('down and right', 'rule that fails', 1.0, 0.48)
    >>> heuristic_or_search(HeuristicOrSearch(diversity="1/2", mazes=100)).chosen
    'A*'
    """

    diversity: Annotated[Scalar, Parameter("chance that an exit in training is anywhere", 0, 1)] = 0
    deployment_diversity: Annotated[Scalar, Parameter("chance that an exit in deployment is anywhere", 0, 1)] = 1
    instances: Annotated[Scalar, Parameter("instances that the effort is spread over", 1)] = 1000
    search_effort: Annotated[Scalar, Parameter("cost of inventing search, in mazes solved", 0)] = 100
    price: Annotated[Scalar, Parameter("cost of looking at a cell, in mazes solved", 0)] = Fraction(1, 1000)
    size: Annotated[Scalar, Parameter("cells along a side of a maze", 2, 30, integer=True)] = 15
    loops: Annotated[Scalar, Parameter("chance that a wall beside the tree is opened", 0, 1)] = Fraction(2, 5)
    kind: Annotated[str, Choice("how spanning trees are drawn", KINDS)] = UNIFORM
    patience: Annotated[Scalar, Parameter("steps after which a rule gives up", 0, 10_000, integer=True)] = 225
    mazes: Annotated[Scalar, Parameter("mazes to measure on", 1, 10_000, integer=True)] = 1000
    seed: Annotated[Scalar, Parameter("seed of the random numbers", 0, integer=True)] = 0

    usual_axes: ClassVar[tuple[str, ...]] = ("diversity=0:1:41", "instances=100:2100:41")

    def __post_init__(self) -> None:
        check_fields(self)
