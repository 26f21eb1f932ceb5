"""All commitments of a trainer, and what each makes the mesa-optimizer do: counted exactly, and priced in floats.

The optimizer's answer to (T, e, ρ) is A^k B^m A^D with m = min(T, M), where its patience M depends on e and ρ alone and is
found by comparing rationals. All terms of the trainer's cost are products of numbers that are not negative, so floats give
it to a few rounding errors; commitments that floats cannot tell apart are then compared in rationals. What they depend on is
kept, so that a diagram over costs finds the same commitments in every cell.
"""

import dataclasses
import functools
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.geometric import float_geometric_sum, geometric_sum
from toymodels.models.trainer_commitment import TrainerCommitment
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, exactly, written
from toymodels.solvers.switching import EpisodeParameters, switch

Floats = NDArray[np.float64]
Place = tuple[int, int, int]
"""Where a commitment is in the arrays: the length of its training, and which effort and which rate it has."""

MOST_COMMITMENTS = 1_000_000
_LONGEST = 10**18
CLOSE = 1e-9
"""By which share costs in floats may be off, amply."""


class Setting(NamedTuple):
    """What the optimizer's answers depend on, as ``toymodels.models.trainer_commitment`` explains it, in exact numbers."""

    max_training: int
    levels: int
    max_honeypots: Scalar
    deployment: int
    modification: Scalar
    discount: Scalar
    training_agreement: Scalar
    deployment_agreement: Scalar
    ties: str


class Commitment(NamedTuple):
    """A length of training, an effort of auditing and a rate of honeypots."""

    training: int
    effort: Scalar
    rate: Scalar


class Prices(NamedTuple):
    """What the trainer pays for an episode of training, an audit, a honeypot and a defection in deployment."""

    training: Scalar
    audit: Scalar
    honeypot: Scalar
    loss: Scalar


@dataclasses.dataclass(frozen=True, eq=False)
class Commitments:
    """All commitments of a setting: arrays over lengths of training, efforts and rates of honeypots, in this order.

    Parameters
    ----------
    setting
        What they are commitments in.
    efforts, rates
        The efforts and rates to choose from.
    patience
        M, up to the longest training, for each effort and rate.
    answered, defied
        The expected numbers of what is paid for, in the order of ``Prices``: given the optimizer's answer, and if it played A
        in all of training.
    """

    setting: Setting
    efforts: tuple[Scalar, ...]
    rates: tuple[Scalar, ...]
    patience: NDArray[np.int64]
    answered: Floats
    defied: Floats


def setting_of(model: TrainerCommitment) -> Setting:
    """What the optimizer's answers depend on, floats made the rationals that they are."""
    return Setting(*(exactly(getattr(model, name)) for name in Setting._fields))


def prices_of(model: TrainerCommitment) -> Prices:
    """What the trainer pays, floats made the rationals that they are."""
    return Prices(*map(exactly, (model.training_cost, model.audit_cost, model.honeypot_cost, model.loss)))


@functools.lru_cache(maxsize=16)
def commitments(setting: Setting) -> Commitments:
    """All commitments of a setting.

    Raises
    ------
    ValueError
        If there are more than a million of them, or their expectations are too long to write down.
    ArithmeticError
        If a choice of the optimizer is too close to call with numbers of a million bits.

    Examples
    --------
    >>> commitments(Setting(5, 4, 0, 10, 1, Fraction(9, 10), 0, 0, "strong")).patience.ravel().tolist()
    [0, 4, 5, 5, 5]
    """
    steps = range(setting.levels + 1)
    efforts = tuple(Fraction(i, setting.levels) for i in steps)
    rates = tuple(Fraction(i, setting.levels) * setting.max_honeypots for i in (steps if setting.max_honeypots else (0,)))
    _check_size(setting, efforts, rates)
    patience = _patience(setting, efforts, rates)
    lengths = np.arange(setting.max_training + 1)[:, None, None]
    return Commitments(
        setting,
        efforts,
        rates,
        patience,
        answered=_expectations(setting, efforts, rates, lengths - np.minimum(lengths, patience)),
        defied=_expectations(setting, efforts, rates, lengths),
    )


def patience_of(setting: Setting, effort: Scalar, rate: Scalar) -> int | None:
    """M, the longest training that the optimizer would deceive throughout; None if there is no end to it, or only past 10^18.

    Examples
    --------
    >>> setting = Setting(5, 4, 0, 10, 1, Fraction(9, 10), 0, 0, "strong")
    >>> patience_of(setting, Fraction(1, 4), 0), patience_of(setting._replace(discount=1), Fraction(1, 4), 0)
    (4, None)
    """
    patience = _patience_within(setting, effort, rate, _LONGEST)
    return None if patience == _LONGEST else patience


def expectations(setting: Setting, chosen: Commitment, defections: int) -> Prices:
    """The expected numbers of what is paid for, if there are so many open defections in training.

    Examples
    --------
    >>> setting = Setting(5, 4, 0, 10, 1, Fraction(9, 10), 0, 0, "strong")
    >>> expectations(setting, Commitment(5, Fraction(1, 4), 0), 1)
    Prices(training=5, audit=Fraction(5, 4), honeypot=0, loss=Fraction(15, 2))
    """
    training, effort, rate = chosen
    deployed, conflict = setting.deployment, 1 - setting.deployment_agreement
    harmful = conflict * (1 - rate) * geometric_sum(1 - rate * effort * setting.modification * conflict, deployed)
    return Prices(
        training, effort * (training + rate * deployed), rate * deployed, survival(setting, effort, defections) * harmful
    )


def survival(setting: Setting, effort: Scalar, defections: int) -> Scalar:
    """The probability of being unmodified after so many open defections in training.

    >>> survival(Setting(5, 4, 0, 10, 1, 1, 0, 0, "strong"), Fraction(1, 4), 2)
    Fraction(9, 16)
    """
    return (1 - effort * setting.modification * (1 - setting.training_agreement)) ** defections


def cost(prices: Prices, numbers: Prices) -> Scalar:
    """What the trainer pays for so many of everything."""
    return sum(price * number for price, number in zip(prices, numbers, strict=True))


def rough_costs(numbers: Floats, prices: Prices) -> Floats:
    """What the trainer pays for each commitment, in floats and in units of the highest price."""
    unit = Fraction(max(prices) or 1)
    return np.tensordot(np.array([float(price / unit) for price in prices]), numbers, 1)


def nearly_cheapest(costs: Floats) -> list[Place]:
    """The places of all commitments that floats cannot tell from the cheapest, in order; no effort where nothing is audited."""
    places = np.argwhere(costs <= costs.min() * (1 + CLOSE)).tolist()
    return [(training, effort, rate) for training, effort, rate in places if training or rate or not effort]


def _patience(setting: Setting, efforts: Sequence[Scalar], rates: Sequence[Scalar]) -> NDArray[np.int64]:
    """M, up to the longest training, for all efforts and rates: in floats, and in rationals where p g^j u_0 is next to 1."""
    p = np.array([effort * setting.modification for effort in efforts], dtype=float)[:, None]
    g, conflict = float(setting.discount), float(1 - setting.deployment_agreement)
    seen = np.array(rates, dtype=float) * p * conflict
    worth = conflict * float_geometric_sum(
        g * (1 - seen), float(1 - setting.discount) + g * seen, np.array(float(setting.deployment))
    )
    threats = (p * worth)[..., None] * g ** np.arange(1, setting.max_training + 1)
    patience: NDArray[np.int64] = (threats > 1).sum(axis=-1)
    for i, j in np.argwhere((np.abs(threats - 1) < CLOSE).any(axis=-1)).tolist():
        patience[i, j] = _patience_within(setting, efforts[i], rates[j], setting.max_training)
    return patience


def _patience_within(setting: Setting, effort: Scalar, rate: Scalar, longest: int) -> int:
    """M, up to a longest training, by comparing rationals."""
    p = effort * setting.modification
    agreements = setting.training_agreement, setting.deployment_agreement
    turn = switch(EpisodeParameters(longest, setting.deployment, p, 0, setting.discount, *agreements, rate * p))
    tied = (turn.length if setting.discount == 1 else 1) if turn.tied and setting.ties == "strong" else 0
    return int(turn.length - tied)


def _expectations(
    setting: Setting, efforts: Sequence[Scalar], rates: Sequence[Scalar], defections: NDArray[np.int64]
) -> Floats:
    """As ``expectations`` in floats: an array with what is paid for along its first axis."""
    grid = (setting.max_training + 1, len(efforts), len(rates))
    lengths = np.arange(setting.max_training + 1.0)[:, None, None]
    effort, rate = np.array(efforts, dtype=float)[:, None], np.array(rates, dtype=float)
    conflict = 1 - setting.deployment_agreement
    gaps = [[rate * effort * setting.modification * conflict for rate in rates] for effort in efforts]
    gap, left = np.array(gaps, dtype=float), np.array([[1 - gap for gap in row] for row in gaps], dtype=float)
    harmful = np.array([conflict * (1 - rate) for rate in rates], dtype=float)
    harmful = harmful * float_geometric_sum(left, gap, np.array(float(setting.deployment)))
    kept = np.array([survival(setting, effort, 1) for effort in efforts], dtype=float)[:, None]
    looks = rate * float(setting.deployment)
    numbers = (lengths, effort * (lengths + looks), looks, kept**defections * harmful)
    return np.stack([np.broadcast_to(number, grid) for number in numbers])


def _check_size(setting: Setting, efforts: Sequence[Scalar], rates: Sequence[Scalar]) -> None:
    count = (setting.max_training + 1) * len(efforts) * len(rates)
    if count > MOST_COMMITMENTS:
        raise ValueError(
            f"there may be at most {MOST_COMMITMENTS} commitments, got {count}: "
            f"give fewer levels than {setting.levels} or shorter training than {setting.max_training}"
        )
    if setting.deployment > _LONGEST:
        raise ValueError(f"deployment must be at most 10^18 episodes, got {written(setting.deployment)}")
    p = Fraction(setting.modification) / setting.levels
    kept = bits(p * (1 - Fraction(setting.training_agreement)))
    looked = bits(p * Fraction(setting.max_honeypots) / setting.levels * (1 - Fraction(setting.deployment_agreement)))
    if setting.max_training * kept + setting.deployment * looked > LONGEST_NUMBER:
        raise ValueError(
            f"the exact cost has more than {LONGEST_NUMBER} bits: give shorter deployment than {setting.deployment}, "
            "or max_honeypots=0"
        )
