"""What an agent that was trained on green exits does when the colours shift: in closed form, and measured on mazes.

The closed form is for an agent that searches. The measurement is the whole experiment, one learner for each maze, with a
generator made of the model's seed: training draws how many mazes told green and exit apart, and the prior decides if none
did; then the learner is put in a maze with exit and colours at random.
"""

import dataclasses
import functools
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.facts import facts_html, facts_text
from toymodels.mazes import Mazes, random_mazes
from toymodels.models.green_exit import GreenExit
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, number
from toymodels.solvers.maze_rules import steps_to
from toymodels.solvers.maze_searches import Searched, breadth_first
from toymodels.solvers.plain_numbers import plain_numbers
from toymodels.solvers.spurious_feature import power_of_two, samples_until

GENERALIZES, FALLS_APART, WRONG_GOAL = "generalizes", "falls apart", "pursues the wrong goal"
REGIMES = (GENERALIZES, FALLS_APART, WRONG_GOAL)
_RULE = "down and right"


@dataclasses.dataclass(frozen=True)
class GreenExitSolution:
    """What the agent learned, and what it does in deployment.

    Parameters
    ----------
    value
        The probability that an agent that searches leaves a deployment maze by the exit.
    regime
        One of ``REGIMES``, the likeliest outcome of an agent that searches; of equally likely ones the first.
    learns_green
        G, the probability that training leaves it with the goal green.
    survival
        The probability that no training maze tells green and exit apart.
    generalizes, falls_apart, wrong_goal
        The probabilities of the three outcomes for an agent that searches.
    half_life
        The least number of training mazes that halves the probability of the wrong goal; None if there is none.
    measured
        The shares of the outcomes in the experiment, for agents that search and for agents that follow the rule.
    steps_to_exit, steps_to_decoy
        The mean length of the shortest paths to the exit, and to what is green when the colours have shifted.
    passes_exit
        How often the way to the decoy leads over the exit, among all mazes.
    """

    value: Scalar
    regime: str
    learns_green: Scalar
    survival: Scalar
    generalizes: Scalar
    falls_apart: Scalar
    wrong_goal: Scalar
    half_life: int | None
    measured: tuple[dict[str, Any], ...]
    steps_to_exit: Scalar
    steps_to_decoy: Scalar
    passes_exit: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


class Tried(NamedTuple):
    """Mazes of deployment and what is found out in each, arrays with an entry for each maze.

    ``places`` are the cells of exit and decoy, ``reached`` whether the rule comes to them, and ``steps`` the lengths of the
    shortest paths to them, arrays of shape (mazes, 2).
    """

    mazes: Mazes
    places: NDArray[np.int64]
    searched: Searched
    reached: NDArray[np.bool_]
    steps: NDArray[np.int64]
    passes: NDArray[np.bool_]


def green_exit(model: GreenExit) -> GreenExitSolution:
    """The probabilities of the three outcomes, and their shares in an experiment on random mazes.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the exact probability that training doesn't tell is too long to write down.

    Examples
    --------
    >>> solution = green_exit(GreenExit(training=0, simplicity=2, shift=1, decoy="3/4", mazes=400))
    >>> solution.wrong_goal, solution.falls_apart, solution.generalizes
    (Fraction(3, 5), Fraction(1, 5), Fraction(1, 5))
    >>> [(row["agent"], round(float(row["wrong_goal"]), 2)) for row in solution.measured]
    [('searches', 0.63), ('follows a rule', 0.29)]
    """
    plain = plain_numbers(model)
    survival, green = learned(model)
    told = plain.told
    shift, decoy = plain.values["shift"], plain.values["decoy"]
    astray = green * shift
    chances = (1 - astray, astray * (1 - decoy), astray * decoy)
    tried = deployment_mazes(model.mazes, model.size, float(model.loops), model.patience, model.seed)
    steps = [told(Fraction(int(total), model.mazes)) for total in tried.steps.sum(axis=0)]
    generalizes, falls_apart, wrong_goal = map(number, chances) if plain.exact else map(float, chances)
    return GreenExitSolution(
        value=generalizes,
        regime=REGIMES[chances.index(max(chances))],
        learns_green=told(green),
        survival=told(survival),
        generalizes=generalizes,
        falls_apart=falls_apart,
        wrong_goal=wrong_goal,
        half_life=samples_until(1, plain.values["disagreement"]),
        measured=tuple(
            {"agent": agent, **{name: told(share) for name, share in shares.items()}}
            for agent, shares in experiment(model, tried).items()
        ),
        steps_to_exit=steps[0],
        steps_to_decoy=steps[1],
        passes_exit=told(Fraction(int(tried.passes.sum()), model.mazes)),
    )


def learned(model: GreenExit) -> tuple[Scalar, Scalar]:
    """The probability that training tells nothing, and that it leaves the goal green; exact if all parameters are."""
    values, exact, *_ = plain_numbers(model)
    n, e, simplicity = (values[name] for name in ("training", "disagreement", "simplicity"))
    if not exact:
        e, simplicity = float(e), float(simplicity)
    elif n * bits(1 - e) > LONGEST_NUMBER:
        raise ValueError(f"the exact chances after {n} mazes are too long to write down: make disagreement a float, not {e}")
    survival = (1 - e) ** n
    odds = power_of_two(simplicity)
    return survival, odds / (1 + odds) * survival


@functools.lru_cache(maxsize=2)
def deployment_mazes(count: int, size: int, loops: float, patience: int, seed: int) -> Tried:
    """Random mazes with an exit and a decoy anywhere, in two different cells that aren't the start."""
    rng = np.random.default_rng(seed)
    mazes = random_mazes(count, size, rng, loops)
    exits = rng.integers(1, mazes.cells, count)
    decoys = 1 + (exits + rng.integers(0, mazes.cells - 2, count)) % (mazes.cells - 1)
    places = np.stack([exits, decoys], axis=1)
    searched = breadth_first(mazes)
    reached = steps_to(mazes, places, _RULE, patience, rng) >= 0
    each, way = np.arange(count), decoys
    passes = np.zeros(count, dtype=bool)
    while way.any():
        way = searched.parent[each, way]
        passes |= way == exits
    return Tried(mazes, places, searched, reached, searched.distance[each[:, None], places], passes)


def experiment(model: GreenExit, tried: Tried) -> Mapping[str, dict[str, Fraction]]:
    """The shares of the outcomes, one learner a maze: of learners that search, and of learners that follow the rule."""
    rng = np.random.default_rng([model.seed, 1])
    count = len(tried.mazes)
    prior = float(1 / (1 + 2.0 ** -float(model.simplicity)))
    undecided = rng.binomial(model.training, float(model.disagreement), count) == 0
    green = undecided & (rng.random(count) < prior)
    shifted = rng.random(count) < float(model.shift)
    decoyed = rng.random(count) < float(model.decoy)
    astray = green & shifted
    everywhere = np.ones((count, 2), dtype=bool)
    shares = {}
    for agent, reached in (("searches", everywhere), ("follows a rule", tried.reached)):
        right, wrong = ~astray & reached[:, 0], astray & decoyed & reached[:, 1]
        counts = (right.sum(), count - right.sum() - wrong.sum(), wrong.sum())
        names = ("generalizes", "falls_apart", "wrong_goal")
        shares[agent] = {name: Fraction(int(seen), count) for name, seen in zip(names, counts, strict=True)}
    return shares
