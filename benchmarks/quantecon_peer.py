"""The episode game as QuantEcon.py solves it: one call of ``backward_induction`` per phase and cell.

By the original objective's lights the game is a Markov decision problem with two states, as a modified self has no choice
to make: it plays B. Of the formulations that ``DiscreteDP`` takes, that in state-action pairs with the modified self's
single action left in is the fastest for it; dense arrays take a little longer. In the time that counts a cell's array of
transitions is made, as every cell needs its own, and the problem of each phase is built and solved.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from quantecon.markov.ddp import DiscreteDP, backward_induction

Floats = NDArray[np.float64]

_STATES, _ACTIONS = np.array([0, 0, 1]), np.array([0, 1, 0])  # unmodified: B, A; modified: B
_REWARDS = np.array([0.0, 1.0, 0.0])


class Cell(NamedTuple):
    """One cell of a diagram: the modification probability and the discount."""

    modification: float
    discount: float


class Answer(NamedTuple):
    """The value, and the number of training episodes in which B is chosen."""

    value: float
    deceptive_episodes: int


def transitions(modification: float) -> Floats:
    """The distribution over (unmodified, modified) after each state-action pair."""
    return np.array([[1.0, 0.0], [1 - modification, modification], [0.0, 1.0]])


_DEPLOYED = transitions(0.0)


def solved(cell: Cell, training: int, deployment: int) -> Answer:
    """The solution of one cell."""
    deployed = DiscreteDP(_REWARDS, _DEPLOYED, cell.discount, _STATES, _ACTIONS)
    worths, _ = backward_induction(deployed, deployment)
    trained = DiscreteDP(_REWARDS, transitions(cell.modification), cell.discount, _STATES, _ACTIONS)
    values, choices = backward_induction(trained, training, worths[0])
    return Answer(float(values[0, 0]), training - int(choices[:, 0].sum()))


def all_solved(cells: Iterable[Cell], training: int, deployment: int) -> list[Answer]:
    """The solutions of cells, one by one."""
    return [solved(cell, training, deployment) for cell in cells]
