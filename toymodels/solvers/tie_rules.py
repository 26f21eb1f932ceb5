"""Which of several optimal actions is taken.

A tie rule is a function of the optimal actions, in the order in which the game lists them, and of the action that the
same state takes in the same context in the next episode of the phase (None in its last).
"""

from collections.abc import Callable
from typing import TypeAlias

from toymodels.training import Action

TieRule: TypeAlias = Callable[[tuple[Action, ...], Action | None], Action]


def fewest_switches(optimal: tuple[Action, ...], later: Action | None) -> Action:
    """The action of the next episode if it is optimal, otherwise the first listed.

    >>> fewest_switches(("B", "A"), "A"), fewest_switches(("B", "A"), None)
    ('A', 'B')
    """
    return later if later is not None and later in optimal else optimal[0]


def first_listed(optimal: tuple[Action, ...], later: Action | None) -> Action:
    """The optimal action that the game lists first, whatever comes later."""
    return optimal[0]
