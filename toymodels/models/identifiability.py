"""Identifiability: which objectives a training set can't tell apart, and which environments would.

A base optimizer sees what a learned optimizer does, not what it wants. In training, exits of mazes are green and in the
corner at the bottom right, so that an agent that wants green, or the corner, does just as one that wants the exit. Which
further mazes have to be shown to rule out every rival, and how few are enough?

Objectives are the rows of a table, environments its columns: entry b[o, e] says what an optimizer with objective o does in
environment e, and behaviours are the same iff entries are. Row 0 is the base objective; the first T environments are the
training set. Objectives are *equivalent* in training if they do the same in each of them. Those equivalent to the base
objective are the **version space** (Mitchell 1982); those of them that differ from it in some other environment are its
**rivals**; those that differ in none are its *twins*, which nothing tells apart. An environment excludes the rivals that do
something else in it than the base objective, and a *separating set* is a set of further environments that exclude all rivals
together,

    for every rival r there is e in X with b[r, e] ≠ b[0, e]:

a hitting set. The size of the smallest is, for T = 0, the **teaching dimension** of the base objective in the class of these
objectives (Goldman and Kearns 1995): the fewest examples after which no learner can be in doubt.

*Adversarial training*: the learner holds an objective that does as the base objective in all environments so far; the trainer
shows it an environment in which it fails, and so on until there is none. By hand: if the trainer knows a smallest
separating set X, then X has an environment in which the learner fails, whatever rival it holds, and it is a new one.
So |X| rounds are enough, and against a learner that plays for time no fewer are. A trainer that shows
any failure that it finds may need many more.

Random environments: of E further environments d_r exclude the rival r, so that m of them drawn without replacement leave

    Σ_r C(E - d_r, m) / C(E, m)  rivals on average.

Source: T. Mitchell, *Generalization as search*, Artificial Intelligence 18 (1982); S. Goldman and M. Kearns, *On the
complexity of teaching*, Journal of Computer and System Sciences 50 (1995); the question is that of *Risks from Learned
Optimization*, arXiv:1906.01820, sections 3 and 4.4.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar
from toymodels.vectors import Matrix

MAZES = (
    (1, 1, 1, 1, 1, 0, 0),
    (1, 1, 1, 0, 3, 2, 0),
    (1, 1, 2, 1, 1, 2, 2),
    (1, 1, 1, 0, 1, 0, 0),
    (1, 1, 0, 1, 1, 0, 0),
    (1, 1, 0, 0, 1, 2, 0),
    (1, 1, 0, 0, 1, 0, 0),
)
"""Where seven objectives take an agent in seven mazes: 0 nowhere, 1 to the exit, 2 to the corner, 3 to a green lamp."""

OBJECTIVES = (
    "the exit",
    "what is green",
    "the corner",
    "a green exit",
    "an exit in the corner",
    "what is green in the corner",
    "a green exit in the corner",
)
"""The rows of ``MAZES``: the things that have some of the features exit, green, and in the corner."""

ENVIRONMENTS = (
    "green exit in the corner",
    "the same, larger maze",
    "green exit elsewhere",
    "grey exit in the corner",
    "green lamp on the way",
    "green lamp in the corner, no exit",
    "grey lamp in the corner, no exit",
)
"""The columns of ``MAZES``, the first two of which are for training."""

_ENTRY = Parameter("what an objective does in an environment", integer=True)
_PAIR = ((0, 0, 0), (0, 1, 0), (0, 1, 1))
_GREEDY_FAILS = ((0, 0, 0), (1, 0, 1), (1, 0, 1), (1, 0, 0), (0, 1, 1), (0, 1, 1), (0, 1, 0))


@dataclasses.dataclass(frozen=True)
class Identifiability:
    """A table of what objectives do in environments, and how many of the environments are for training.

    Parameters
    ----------
    objectives
        A row for each objective, the base objective's first, and in it what the objective does in each environment: any
        integers, the same for the same behaviour.
    training
        The number T >= 0 of environments that are for training, the first ones; at most all.
    objective_names, environment_names
        Names of rows and columns for the picture; left out, they are those of ``MAZES`` for that table, or numbers.

    Raises
    ------
    TypeError, ValueError
        If the objectives are no table of integers, training is no integer or longer than a row, or names are not as
        many as rows or columns.

    Examples
    --------
    >>> from toymodels.solvers.identifiability import identifiability
    >>> solution = identifiability(Identifiability())
    >>> solution.rivals, solution.separating_set
    ((1, 2, 3, 4, 5, 6), (2, 3))
    >>> identifiability(Identifiability(training=3)).rivals
    (1, 3)
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("training=0:7",)

    objectives: Annotated[
        tuple[tuple[Scalar, ...], ...],
        Matrix(
            "what each objective does in each environment, the base objective first", examples=(MAZES, _PAIR, _GREEDY_FAILS)
        ),
    ] = MAZES
    training: Annotated[Scalar, Parameter("how many of the environments are for training, the first ones", 0, integer=True)] = 2
    objective_names: tuple[str, ...] = ()
    environment_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_fields(self)
        for i, row in enumerate(self.objectives):
            for j, entry in enumerate(row):
                _ENTRY.checked(entry, f"objectives[{i}][{j}]")
        environments = len(self.objectives[0])
        if self.training > environments:
            raise ValueError(f"training must be at most the number of environments, {environments}, got {self.training}")
        for name, due in (("objective_names", len(self.objectives)), ("environment_names", environments)):
            given = tuple(getattr(self, name))
            object.__setattr__(self, name, given)
            if given and len(given) != due:
                raise ValueError(f"{name} must have {due} names, got {len(given)}")

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the objectives, or their numbers."""
        known = OBJECTIVES if self.objectives == MAZES else ()
        return self.objective_names or known or tuple(f"objective {i}" for i in range(len(self.objectives)))

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the environments, or their numbers."""
        known = ENVIRONMENTS if self.objectives == MAZES else ()
        return self.environment_names or known or tuple(f"environment {j}" for j in range(len(self.objectives[0])))
