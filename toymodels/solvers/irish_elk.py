"""Whether the trait runs away, exactly, and what becomes of the population, generation by generation in floats.

The recursion is followed as z_{t+1} = z_t + G β_t/2, β_{t+1} = λ β_t, and ln N_{t+1} = ln N_t + ln R - v (z_t - θ)²/2, until
the population is extinct, the trait has settled where it grows, or ``MOST`` generations are over.
"""

import dataclasses
import math

from toymodels.facts import facts_html, facts_text
from toymodels.models.irish_elk import IrishElk
from toymodels.scalars import Scalar, exactly, number, quotient
from toymodels.solvers.plain_numbers import check_plain

SETTLES, DECLINES, DRIFTS, RUNS, OVERSHOOTS = (
    "settles",
    "settles and declines",
    "drifts",
    "runs away",
    "overshoots",
)
REGIMES = (SETTLES, DECLINES, DRIFTS, RUNS, OVERSHOOTS)
MOST = 10_000
_FARTHEST = 1e100


@dataclasses.dataclass(frozen=True)
class IrishElkSolution:
    """Whether the trait runs away, and what becomes of the population. Generations are counted from 0.

    Parameters
    ----------
    regime
        One of ``REGIMES``. *settles and declines*: the trait settles where the population can't keep its numbers. *drifts*:
        λ = 1, it moves on at the same rate. *overshoots*: λ <= -1, for the recursion in whole generations.
    ratio
        B/G; None if G is 0.
    threshold
        1 + ν²/ω², above which the ratio makes the trait run away; None without choosiness, where nothing does.
    factor
        λ, by which selection on the trait grows a generation.
    settles_at
        The mean trait in the end; None if it doesn't settle.
    limit
        ω √(2 ln R), the distance from the optimum beyond which the population declines; None without constraint.
    declines_from
        The first generation with the trait beyond the limit; None if there is none in 10,000 generations.
    selection_then
        β in that generation: positive where selection goes on for more of the trait. None if there is none.
    extinct_in
        The first generation with fewer than one individual expected; None if there is none in 10,000 generations.
    greatest_numbers
        The largest population until then.
    """

    regime: str
    ratio: Scalar
    threshold: Scalar
    factor: Scalar
    settles_at: Scalar
    limit: Scalar
    declines_from: int | None
    selection_then: Scalar
    extinct_in: int | None
    greatest_numbers: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


@dataclasses.dataclass(frozen=True)
class Course:
    """What happens to a population, generation by generation, as floats.

    Parameters
    ----------
    trait
        The mean trait.
    gradient
        The selection β on it.
    log_numbers
        The natural logarithm of the expected number of individuals.
    """

    trait: tuple[float, ...]
    gradient: tuple[float, ...]
    log_numbers: tuple[float, ...]


def irish_elk(model: IrishElk) -> IrishElkSolution:
    """The condition for a runaway, exact if the model is, and the generations in which the population declines and ends.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If one is larger than 10^100 in size.

    Examples
    --------
    >>> solution = irish_elk(IrishElk(covariance="1/10"))
    >>> solution.regime, solution.factor, solution.settles_at, solution.extinct_in
    ('settles', Fraction(379, 400), Fraction(80, 21), None)
    """
    check_plain(model)
    for name, value in vars(model).items():
        if not -_FARTHEST <= value <= _FARTHEST:
            raise ValueError(f"{name} must be at most 10^100 in size, got {value}")
    factor, gradient = model.factor(), model.gradient()
    moves = gradient != 0 and model.genetic_variance != 0
    end = _end(model) if not moves or -1 < factor < 1 else None
    limit = _limit(model)
    run = course(model, MOST)
    beyond = next((t for t, z in enumerate(run.trait) if limit is not None and abs(z - float(model.optimum)) > limit), None)
    return IrishElkSolution(
        regime=_regime(model, end, limit, factor),
        ratio=quotient(model.covariance, model.genetic_variance) if model.genetic_variance else None,
        threshold=number(1 + quotient(model.constraint, model.choosiness)) if model.choosiness else None,
        factor=factor,
        settles_at=end,
        limit=limit,
        declines_from=beyond,
        selection_then=None if beyond is None else run.gradient[beyond],
        extinct_in=len(run.trait) - 1 if run.log_numbers[-1] < 0 else None,
        greatest_numbers=_exp(max(run.log_numbers)),
    )


def course(model: IrishElk, generations: int) -> Course:
    """What happens to the population until it is extinct or the trait has settled, for so many generations at most.

    >>> [round(z, 3) for z in course(IrishElk(), 3).trait]
    [0.0, 0.2, 0.408, 0.623]
    """
    factor, pace = float(model.factor()), float(model.genetic_variance) / 2
    optimum, constraint, growth = float(model.optimum), float(model.constraint), math.log(model.growth)
    z, beta, left = float(model.trait), float(model.gradient()), math.log(model.numbers)
    traits, gradients, numbers = [z], [beta], [left]
    for _ in range(generations):
        distance, is_far = min(abs(z - optimum), _FARTHEST), abs(z) > _FARTHEST
        change = growth - constraint * distance**2 / 2
        if left < 0 or (change >= 0 and (is_far or (abs(factor) < 1 and z + pace * beta == z))):
            break
        left += change
        if not is_far:
            z, beta = z + pace * beta, factor * beta
        traits.append(z)
        gradients.append(beta)
        numbers.append(left)
    return Course(tuple(traits), tuple(gradients), tuple(numbers))


def _end(model: IrishElk) -> Scalar:
    """Where the trait settles, if it does: where it is if nothing moves it."""
    if model.gradient() == 0 or model.genetic_variance == 0:
        return model.trait
    return number(model.trait + quotient(model.genetic_variance * model.gradient(), 2 * (1 - model.factor())))


def _limit(model: IrishElk) -> float | None:
    return math.sqrt(2 * math.log(model.growth) / model.constraint) if model.constraint else None


def _regime(model: IrishElk, end: Scalar, limit: float | None, factor: Scalar) -> str:
    if end is not None:
        distance = abs(float(exactly(end) - exactly(model.optimum)))
        return SETTLES if limit is None or distance <= limit else DECLINES
    return RUNS if factor > 1 else DRIFTS if factor == 1 else OVERSHOOTS


def _exp(value: float) -> float | None:
    """The exponential of a number, None if it is too large for a float."""
    try:
        return math.exp(value)
    except OverflowError:
        return None
