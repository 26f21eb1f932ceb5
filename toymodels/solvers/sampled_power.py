"""POWER of the states of any world by sampling: rewards are drawn, and every draw's decision problem is solved.

Each draw is solved by policy iteration, all draws at once: the values of a policy that goes from s to π(s) are the solution of
W(s) = (1 - γ) R(s) + γ W(π(s)), and it is improved until no state has a better move.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.small_worlds import World

_TOLERANCE = 1e-12
_AT_ONCE = 1 << 21


class Sampled(NamedTuple):
    """Means over the draws: the POWER of each state, the chances of its moves, and the largest standard error of them."""

    powers: dict[str, float]
    chances: dict[str, dict[str, float]]
    error: float


def sampled_power(world: World, discount: float, exponent: int, samples: int, rng: np.random.Generator) -> Sampled:
    """The POWER of every state, and for each of its moves the probability that it is optimal, by sampling.

    Parameters
    ----------
    world
        The world.
    discount
        The discount γ in [0, 1).
    exponent
        The rewards' distribution function is x^k on [0, 1].
    samples
        How many rewards are drawn, an integer >= 2.
    rng
        Where the randomness comes from.

    Examples
    --------
    >>> from toymodels.small_worlds import WORLDS
    >>> found = sampled_power(WORLDS["wait"], 0.5, 1, 40_000, np.random.default_rng(0))
    >>> abs(found.powers["start"] - 11 / 16) < 4 * found.error < 0.02
    True
    """
    ways = [[world.states.index(target) for target in world.ways(state)] for state in world.states]
    size = max(1, _AT_ONCE // len(ways) ** 2)
    # A power_law variable is the greatest of k uniform ones: x^(1/k) has the distribution function x^k.
    draws = [rng.random((min(size, samples - done), len(ways))) ** (1 / exponent) for done in range(0, samples, size)]
    values = np.concatenate([_values(ways, reward, discount) for reward in draws])
    powers, chances, errors = {}, {}, []
    for state, targets in zip(world.states, ways, strict=True):
        best = values[:, targets].max(axis=1)
        optimal = values[:, targets] >= best[:, None] - _TOLERANCE
        powers[state] = float(best.mean())
        chances[state] = dict(zip(world.ways(state), optimal.mean(axis=0).tolist(), strict=True))
        errors += [best.std(ddof=1), *optimal.std(axis=0, ddof=1)]
    return Sampled(powers, chances, float(max(errors)) / samples**0.5)


def _values(ways: list[list[int]], reward: NDArray[np.float64], discount: float) -> NDArray[Any]:
    """The values of all states, in units of a reward for ever, for each draw of rewards."""
    count, size = reward.shape
    policy = np.tile([targets[0] for targets in ways], (count, 1))
    rows, columns = np.arange(count)[:, None], np.arange(size)[None, :]
    while True:
        system = np.tile(np.eye(size), (count, 1, 1))
        system[rows, columns, policy] -= discount
        values: NDArray[Any] = np.linalg.solve(system, (1 - discount) * reward[:, :, None])[:, :, 0]
        better = False
        for state, targets in enumerate(ways):
            reached = values[:, targets]
            gain = reached.max(axis=1) > values[rows[:, 0], policy[:, state]] + _TOLERANCE
            policy[gain, state] = np.asarray(targets)[reached.argmax(axis=1)][gain]
            better = better or bool(gain.any())
        if not better:
            return values
