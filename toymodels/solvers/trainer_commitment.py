"""The Stackelberg optimum of a trainer that commits, by looking at every commitment; and what it could get without.

The trainer pays least for a commitment, given the optimizer's answer A^k B^m A^D to it. Of equally cheap ones this is the one
with the shortest training, then the least effort, then the lowest rate of honeypots. So training with k = 0 is never chosen:
none at all is as good.

*Without commitment* the trainer chooses at the same time as the optimizer plans: an equilibrium in pure plans of the form
A^k B^j is a commitment that the optimizer's plan answers, and that is cheapest given the plan. For a plan that defects in the
first k episodes of training all training beyond them is waste, so what the trainer can turn to costs what A^t would make of
t <= k episodes: if training or its audits cost anything, an equilibrium has no B in training. Never to train, with the best
honeypots, always is one (the plan being to play B in training, which does not happen); reported is the cheapest.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from toymodels.facts import facts_html, facts_text
from toymodels.models.trainer_commitment import TrainerCommitment
from toymodels.scalars import Scalar, is_exact, number
from toymodels.solvers.commitments import (
    CLOSE,
    Commitment,
    Commitments,
    Floats,
    Place,
    Prices,
    commitments,
    cost,
    expectations,
    nearly_cheapest,
    patience_of,
    prices_of,
    rough_costs,
    setting_of,
    survival,
)
from toymodels.solvers.plain_numbers import plain_numbers

ACCEPTS, HONEYPOTS, NEVER = "accepts the loss", "honeypots alone", "never deploys"
INVITES, OUTLASTS, WITH = "invites defection", "trains past patience", " with honeypots"
REGIMES = (ACCEPTS, HONEYPOTS, INVITES, INVITES + WITH, OUTLASTS, OUTLASTS + WITH, NEVER)

_EPISODES = ("training", "patience", "open_defections", "deceptive_episodes")


@dataclasses.dataclass(frozen=True)
class TrainerCommitmentSolution:
    """The best commitment and what comes of it. Costs are in the units of the model's costs.

    Parameters
    ----------
    value
        The least expected cost.
    regime
        One of ``REGIMES``: no training and no honeypots; honeypots and no training; training in which it defects at once, since
        audits are too weak to deter it; training for longer than it deceives; and nothing but honeypots, no real deployment.
    training, effort, modification_probability, honeypot_rate
        The commitment: T, e, p = e μ and ρ.
    patience
        M, the longest training that the optimizer would deceive throughout; None if there is no end to it.
    open_defections, deceptive_episodes
        k and m: of T episodes of training, those with an A in them and those with a B.
    survival
        The probability that it comes through training unmodified.
    defections
        X, the expected number of defections in real deployment.
    spent_on_training, spent_on_audits, spent_on_honeypots, damage
        What the value is the sum of.
    accepting
        What it would cost to do nothing: L D (1 - α).
    saved
        How much less the value is.
    uncommitted
        The least cost in an equilibrium without commitment.
    worth_of_commitment
        How much less the value is than that.
    without_commitment
        What the trainer does in that equilibrium: training, effort, and rate of honeypots.
    """

    value: Scalar
    regime: str
    training: int
    effort: Scalar
    modification_probability: Scalar
    honeypot_rate: Scalar
    patience: int | None
    open_defections: int
    deceptive_episodes: int
    survival: Scalar
    defections: Scalar
    spent_on_training: Scalar
    spent_on_audits: Scalar
    spent_on_honeypots: Scalar
    damage: Scalar
    accepting: Scalar
    saved: Scalar
    uncommitted: Scalar
    worth_of_commitment: Scalar
    without_commitment: Mapping[str, Any]

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def trainer_commitment(model: TrainerCommitment) -> TrainerCommitmentSolution:
    """The best commitment of a trainer, and the best equilibrium without commitment.

    Parameters
    ----------
    model
        The model, in exact numbers or floats; what is best is decided in rationals either way.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If there are more than a million commitments, or the exact cost is too long to write down.

    Examples
    --------
    >>> best = trainer_commitment(TrainerCommitment(discount=1, max_honeypots=0))
    >>> best.regime, best.training, best.modification_probability, best.patience
    ('invites defection', 21, Fraction(1, 10), 0)
    """
    exact = plain_numbers(model).exact
    found, prices = commitments(setting_of(model)), prices_of(model)
    _, place = min((_price(found, prices, place), place) for place in nearly_cheapest(rough_costs(found.answered, prices)))
    best = _solution(found, prices, place)
    return best if exact else _rounded(best)


def _solution(found: Commitments, prices: Prices, place: Place) -> TrainerCommitmentSolution:
    setting, chosen, k = found.setting, _commitment(found, place), _defections(found, place)
    numbers = expectations(setting, chosen, k)
    price, bills = cost(prices, numbers), [number(each * amount) for each, amount in zip(prices, numbers, strict=True)]
    accepting = prices.loss * setting.deployment * (1 - setting.deployment_agreement)
    uncommitted, elsewhere = _equilibrium(found, prices)
    return TrainerCommitmentSolution(
        value=number(price),
        regime=_regime(chosen, chosen.training - k),
        training=chosen.training,
        effort=number(chosen.effort),
        modification_probability=number(chosen.effort * setting.modification),
        honeypot_rate=number(chosen.rate),
        patience=patience_of(setting, chosen.effort, chosen.rate),
        open_defections=k,
        deceptive_episodes=chosen.training - k,
        survival=number(survival(setting, chosen.effort, k)),
        defections=number(numbers.loss),
        spent_on_training=bills[0],
        spent_on_audits=bills[1],
        spent_on_honeypots=bills[2],
        damage=bills[3],
        accepting=number(accepting),
        saved=number(accepting - price),
        uncommitted=number(uncommitted),
        worth_of_commitment=number(uncommitted - price),
        without_commitment={name: number(each) for name, each in _commitment(found, elsewhere)._asdict().items()},
    )


def _rounded(best: TrainerCommitmentSolution) -> TrainerCommitmentSolution:
    """A solution in floats; episodes stay integers."""
    values = {field.name: getattr(best, field.name) for field in dataclasses.fields(best)}
    rounded = {name: float(value) for name, value in values.items() if is_exact(value) and name not in _EPISODES}
    elsewhere = {name: value if name in _EPISODES else float(value) for name, value in best.without_commitment.items()}
    return dataclasses.replace(best, **rounded, without_commitment=elsewhere)  # type: ignore[arg-type]


def _regime(chosen: Commitment, deceptive: int) -> str:
    if chosen.rate == 1:
        return NEVER
    if chosen.training == 0:
        return HONEYPOTS if chosen.rate else ACCEPTS
    return (OUTLASTS if deceptive else INVITES) + (WITH if chosen.rate else "")


def _commitment(found: Commitments, place: Place) -> Commitment:
    training, effort, rate = place
    return Commitment(training, found.efforts[effort], found.rates[rate])


def _defections(found: Commitments, place: Place) -> int:
    """k, the open defections in training."""
    return place[0] - min(place[0], int(found.patience[place[1:]]))


def _price(found: Commitments, prices: Prices, place: Place, *, defied: bool = False) -> Scalar:
    """What a commitment costs, given the optimizer's answer to it or, if defied, an A in all of training."""
    defections = place[0] if defied else _defections(found, place)
    return cost(prices, expectations(found.setting, _commitment(found, place), defections))


def _equilibrium(found: Commitments, prices: Prices) -> tuple[Scalar, Place]:
    """The cheapest equilibrium without commitment: what it costs and what the trainer does.

    It has the longest run of As in training that is answered by just so long a training: the longer, the more there is for
    the trainer to turn to.
    """
    costs = rough_costs(found.defied, prices)
    by_length = costs.min(axis=(1, 2))
    close = np.flatnonzero(by_length <= np.minimum.accumulate(by_length) * (1 + CLOSE))
    tried = (_equilibrium_of_length(found, prices, costs, longest) for longest in reversed(close.tolist()))
    return next(equilibrium for equilibrium in tried if equilibrium is not None)


def _equilibrium_of_length(found: Commitments, prices: Prices, costs: Floats, longest: int) -> tuple[Scalar, Place] | None:
    """An equilibrium that is as cheap as any training of up to a given length with an A in all of it, if there is one.

    At length 0 there is: never to train.
    """
    rivals = nearly_cheapest(costs[: longest + 1])
    answered = [place for place in rivals if _is_answered(found, prices, place)]
    if not answered:
        return None
    least = min(_price(found, prices, place, defied=True) for place in rivals)
    return next(((least, place) for place in answered if _price(found, prices, place, defied=True) == least), None)


def _is_answered(found: Commitments, prices: Prices, place: Place) -> bool:
    """Whether some commitment that costs the same makes the optimizer defect in so many episodes of training."""
    patience = int(found.patience[place[1:]])
    free = prices.training + prices.audit * found.efforts[place[1]] == 0
    return place[0] == 0 or patience == 0 or (free and place[0] + patience <= found.setting.max_training)
