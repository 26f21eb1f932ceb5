"""POWER of all states of a small world, and the shares of objectives for which each move is optimal.

Where the world branches like a tree from a state, the distribution of the best value is computed exactly, by products and
convolutions (``tree_power``), and for small worlds as a formula in γ as well (``power_formulas``). Where ways meet again or
go in circles, the cube of rewards is cut into simplices on which one way is best (``simplex_power``), exactly too. What is
too large for both is sampled (``sampled_power``) with a generator made from the model's seed.
"""

import dataclasses
import functools
from collections.abc import Callable
from fractions import Fraction
from math import comb, factorial
from typing import Any

import numpy as np

from toymodels.facts import facts_html, facts_text
from toymodels.models.power import Power
from toymodels.scalars import Scalar, exactly, is_exact, number
from toymodels.small_worlds import World
from toymodels.solvers.lassos import lassos, met_states
from toymodels.solvers.plain_numbers import check_plain
from toymodels.solvers.power_formulas import power_formulas
from toymodels.solvers.sampled_power import sampled_power
from toymodels.solvers.simplex_power import simplex_power
from toymodels.solvers.tree_power import StatePower, branches_like_a_tree, reached, tree_power

ACCEPT, EVEN, AVOID, NO_CHOICE = "most accept it", "as many accept as avoid it", "most avoid it", "no choice"
REGIMES = (ACCEPT, EVEN, AVOID, NO_CHOICE)
TREE, SIMPLICES, SAMPLING = "exact, as a tree", "exact, by simplices", "sampled"
_MOST_WAYS = 100
_MOST_STATES = 30
_MOST_TREE_WORK = 10_000
_MOST_SIMPLEX_WORK = 50_000_000
_MOST_FORMULA_WORK = 10
_MOST_SAMPLED = 100


@dataclasses.dataclass(frozen=True)
class PowerSolution:
    """How many objectives avoid the first move from the start, and what POWER the states have.

    Parameters
    ----------
    value
        The share of objectives for which the first move from the start is not optimal.
    regime
        One of ``REGIMES``, by whether that is more than half.
    power
        The POWER of the start, a mean reward in [0, 1].
    myopic_power, patient_power
        Its limits for γ to 0 and to 1; None for the second where the world is too large to be solved exactly.
    chances
        For each move from the start the share of objectives for which it is optimal. Ties have no weight, except between
        moves to the same best circle at γ = 1: there, the shares may sum to more than 1.
    powers
        The POWER of every state.
    choices
        For every state with a choice and each of its moves the share of objectives for which the move is optimal.
    least_share
        Of *all* objectives, however they are distributed, patient enough for the end to count: at least that share of the
        permutations of any one of them has an optimal way that avoids the first move; None where the world is no tree.
    formulas
        POWER and ``value`` as formulas in the discount, by stretches of it; empty where the world is no small tree.
    method
        How the start was solved: as a tree, by simplices, or sampled.
    error
        The largest standard error of what was sampled; 0 where nothing was.
    """

    value: Scalar
    regime: str
    power: Scalar
    myopic_power: Scalar
    patient_power: Scalar
    chances: dict[str, Scalar]
    powers: dict[str, Scalar]
    choices: tuple[dict[str, Any], ...]
    least_share: Scalar
    formulas: tuple[dict[str, Any], ...]
    method: str
    error: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def power(model: Power) -> PowerSolution:
    """POWER and the shares of objectives, exactly where the world is small enough.

    Returns
    -------
    Exact numbers if the discount is exact and the state was solved exactly, else floats.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the world has to be sampled and the discount is 1, or it has more than 100 states.

    Examples
    --------
    >>> solution = power(Power("rooms", discount="1/2"))
    >>> solution.value, solution.method, solution.powers["kitchen"]
    (Fraction(7, 12), 'exact, by simplices', Fraction(7, 12))
    >>> power(Power("shutdown", discount=1)).value
    Fraction(3, 4)
    """
    check_plain(model)
    world, start = model.graph, model.graph.start
    found = {state: _state_power(world, state, exactly(model.discount), model.exponent) for state in world.states}
    drawn = _sampled(model) if None in found.values() else None
    told = {state: _told(model, one, drawn, state) for state, one in found.items()}
    first = world.ways(start)[0]
    exact = found[start]
    value = 1 - told[start].chances[first] if exact is None else _kind(model)(1 - exact.chances[first])
    patient = _state_power(world, start, 1, model.exponent)
    ends = len(world.ways(start)) * model.exponent
    return PowerSolution(
        value=value,
        regime=_regime(len(world.ways(start)), value),
        power=told[start].power,
        myopic_power=number(Fraction(ends, ends + 1)),
        patient_power=None if patient is None else number(patient.power),
        chances=told[start].chances,
        powers={state: one.power for state, one in told.items()},
        choices=tuple(
            {"state": state, "move": move, "optimal_for": chance}
            for state, one in told.items()
            for move, chance in one.chances.items()
            if len(one.chances) > 1
        ),
        least_share=least_share(world, start),
        formulas=_formulas(model),
        method=_method(world, start, exactly(model.discount), model.exponent),
        error=0 if drawn is None else drawn.error,
    )


def least_share(world: World, state: str) -> Scalar:
    """n/(n + 1), if the other moves lead to at least n times as many terminal states as the first; None if it is no tree.

    >>> from toymodels.small_worlds import WORLDS
    >>> least_share(WORLDS["shutdown"], "start"), least_share(WORLDS["rooms"], "start")
    (Fraction(3, 4), None)
    """
    if not branches_like_a_tree(world, state):
        return None
    below = ({move, *reached(world, move)} for move in world.ways(state))
    first, *others = (sum(world.ways(end) == (end,) for end in ends) for ends in below)
    times = sum(others) // first
    return number(Fraction(times, times + 1))


def _method(world: World, state: str, discount: Scalar, exponent: int) -> str:
    """How a state is solved."""
    if branches_like_a_tree(world, state):
        below = reached(world, state)
        depth = max(below.values())
        if depth == 1 or 2**depth * (exponent * len(below)) ** 2 <= _MOST_TREE_WORK:
            return TREE
    ways = lassos(world, state, discount, _MOST_WAYS) if len(world.states) <= _MOST_STATES else None
    if ways is None:
        return SAMPLING
    n = len(met_states(ways))
    work = factorial(n) * 4**n * len(ways) * comb(n * exponent + 1, n)
    return SIMPLICES if work <= _MOST_SIMPLEX_WORK else SAMPLING


@functools.lru_cache(maxsize=1024)
def _state_power(world: World, state: str, discount: Scalar, exponent: int) -> StatePower | None:
    """The POWER of a state exactly; None where that takes too long."""
    method = _method(world, state, discount, exponent)
    if method == TREE:
        return tree_power(world, state, Fraction(discount), exponent)
    ways = lassos(world, state, discount, _MOST_WAYS) if method == SIMPLICES else None
    return None if ways is None else simplex_power(world, state, exponent, ways)


def _sampled(model: Power) -> Any:
    if model.discount == 1:
        raise ValueError(f"discount must be below 1 for a world as large as {model.graph}, which is sampled, got 1")
    if len(model.graph.states) > _MOST_SAMPLED:
        raise ValueError(f"a world that is sampled must have at most {_MOST_SAMPLED} states, got {len(model.graph.states)}")
    rng = np.random.default_rng(model.seed)
    return sampled_power(model.graph, float(model.discount), model.exponent, model.samples, rng)


def _told(model: Power, found: StatePower | None, drawn: Any, state: str) -> StatePower:
    """What is reported of a state: exact numbers, floats where the discount is one, or what was sampled."""
    if found is None:
        return StatePower(drawn.powers[state], drawn.chances[state])
    kind = _kind(model)
    return StatePower(kind(found.power), {move: kind(chance) for move, chance in found.chances.items()})


def _kind(model: Power) -> Callable[[Any], Scalar]:
    """What makes a rational number one of the kind that is reported."""
    return number if is_exact(model.discount) else float


def _regime(moves: int, value: Scalar) -> str:
    if moves == 1:
        return NO_CHOICE
    return AVOID if value > Fraction(1, 2) else EVEN if value == Fraction(1, 2) else ACCEPT


def _formulas(model: Power) -> tuple[dict[str, Any], ...]:
    world, start = model.graph, model.graph.start
    if len(world.states) * model.exponent > _MOST_FORMULA_WORK or not branches_like_a_tree(world, start):
        return ()
    return tuple(
        {"from": row.low, "to": row.high, "power": row.power, "value": row.avoiding}
        for row in power_formulas(world, start, model.exponent)
    )
