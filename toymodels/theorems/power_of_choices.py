"""A state with n moves to terminal states has the POWER nk/(nk + 1) if rewards have the distribution function x^k.

*Proof.* A terminal state is worth its reward, in units of a reward for ever. The best of n independent ones has the
distribution function x^(nk) on [0, 1], and mean 1 - ∫ x^(nk) dx = nk/(nk + 1); by symmetry each is the best with probability
1/n. The discount doesn't matter. Uniform rewards have k = 1.
"""

import dataclasses
from fractions import Fraction
from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.power import Power
from toymodels.small_worlds import world_of
from toymodels.solvers.tree_power import StatePower, tree_power
from toymodels.testing import instances

STARS = tuple(world_of(", ".join(f"start>{i}" for i in range(1, n + 1)), f"{n} choices") for n in range(1, 7))


def _random_stars() -> Any:
    """The strategy of random discounts in these worlds."""
    from hypothesis import strategies as st

    return instances(Power, graph=st.sampled_from(STARS), exponent=st.integers(1, 3))


def found(model: Power) -> StatePower:
    """What the solver of trees finds for the start."""
    return tree_power(model.graph, "start", Fraction(model.discount), model.exponent)


def _expected(model: Power) -> StatePower:
    n = len(model.graph.states) - 1
    best = n * model.exponent
    return StatePower(Fraction(best, best + 1), dict.fromkeys(model.graph.ways("start"), Fraction(1, n)))


def _is_star(model: Power) -> bool:
    return all(move[0] == "start" for move in model.graph.moves) and model.graph.start == "start"


CLAIM = Claim(
    label="power-of-choices",
    statement=(
        "A state with n moves, all of them to terminal states, has the POWER n k/(n k + 1) where rewards have the distribution "
        "function x^k on [0, 1], and each move is optimal for a share 1/n of them, at every discount."
    ),
    latex=r"\mathrm{POWER} = \frac{n k}{n k + 1}",
    reading="any policy; ties have probability 0",
    scope=dataclasses.replace(
        scope_of(Power, graph=STARS, exponent=(1, 2, 3), discount=(0, "1/2", "9/10", 1)), any_of=_random_stars
    ),
    hypotheses={"every move leads from the start to a terminal state": _is_star},
    conclusion=lambda model: found(model) == _expected(model),
    refutation="A state with n terminal choices whose exact POWER is another number.",
    witness=Power("choices"),
    source="Turner and others, arXiv:1912.01683, for k = 1",
    variant=lambda model: found(model).power == Fraction(len(model.graph.states) - 1, len(model.graph.states)),
)
