"""What evolution makes in the past environment, and what becomes of it in the new one, in closed form.

With the expected numbers of offspring u = R b of pleasure-seekers and v = R (1 - c) of fitness-seekers after the change, and
the shares 1 - m and m, the population is N(t) = (1 - m) u^t + m v^t: convex in t, so that if it declines at first it has one
trough. The generation in which fitness-seekers overtake is the least t >= 0 with m v^t > (1 - m) u^t, and that of the trough
the least with N(t + 1) >= N(t), that is m (v - 1) v^t >= (1 - m)(1 - u) u^t: both are the least t with x k^t >= y (or > y) for
k = v/u > 1, found from logarithms and set right exactly.
"""

import dataclasses
import math
from fractions import Fraction

from toymodels.facts import facts_html, facts_text
from toymodels.models.pleasure_proxy import PleasureProxy
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, exactly, is_exact, number, quotient
from toymodels.solvers.plain_numbers import check_plain

ITSELF, AGREES, WRONG, DECLINES = "fitness itself", "still agrees", "wrong goal", "declines"
REGIMES = (ITSELF, AGREES, WRONG, DECLINES)


@dataclasses.dataclass(frozen=True)
class PleasureProxySolution:
    """What evolution made, and how it fares after the change.

    Parameters
    ----------
    value
        The population after so many generations, for each that there was at the change.
    regime
        *fitness itself*: evolution made fitness-seekers; else it made pleasure-seekers, which after the change are still the
        fitter ones (*still agrees*), are not (*wrong goal*), or have fewer than one offspring each (*declines*).
    agreement_threshold
        Evolution makes pleasure-seekers where they agree with fitness more often than that; they *still agree* after the change
        as long as that holds.
    survival_threshold
        Pleasure-seekers decline where they agree with fitness less often than that; None if they always do.
    past_pleasure, later_pleasure
        Expected numbers of offspring of a pleasure-seeker before and after the change.
    fitness_itself
        That of a fitness-seeker, at any time.
    fitness_seekers
        Their share after so many generations; None if nobody is left.
    overtaken_after
        The generation in which fitness-seekers first are more than half; None if they never are.
    smallest_population
        The least population at any time, for each that there was; 0 if it dies out.
    trough
        The generation with the least population; None if it declines for ever.
    """

    value: Scalar
    regime: str
    agreement_threshold: Scalar
    survival_threshold: Scalar
    past_pleasure: Scalar
    later_pleasure: Scalar
    fitness_itself: Scalar
    fitness_seekers: Scalar
    overtaken_after: int | None
    smallest_population: Scalar
    trough: int | None

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def pleasure_proxy(model: PleasureProxy) -> PleasureProxySolution:
    """What evolution makes, and the population after the change: exact if the model is.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the exact population is too long to write down.

    Examples
    --------
    >>> solution = pleasure_proxy(PleasureProxy(later_agreement="1/2", growth=1, cost=0, agreement=1, mutants="1/4"))
    >>> solution.regime, solution.overtaken_after
    ('fitness itself', 0)
    """
    check_plain(model)
    before, after, itself = (number(model.growth * share) for share in (model.agreement, model.later_agreement, 1 - model.cost))
    rare = model.mutants if before > itself else 1
    length = (bits_of(after) + bits_of(itself)) * model.generations
    if length > LONGEST_NUMBER:
        raise ValueError(f"generations must give numbers of at most {LONGEST_NUMBER} bits, got {model.generations}")
    pleased, thinking = population(rare, after, itself, model.generations)
    trough = _trough(rare, after, itself)
    return PleasureProxySolution(
        value=number(pleased + thinking),
        regime=_regime(before, after, itself),
        agreement_threshold=number(1 - model.cost),
        survival_threshold=quotient(1, model.growth) if model.growth else None,
        past_pleasure=before,
        later_pleasure=after,
        fitness_itself=itself,
        fitness_seekers=quotient(thinking, pleased + thinking) if pleased + thinking else None,
        overtaken_after=_overtaken(rare, after, itself),
        smallest_population=_lowest(rare, after, itself)
        if trough is None
        else number(sum(population(rare, after, itself, trough))),
        trough=trough,
    )


def population(mutants: Scalar, pleasure: Scalar, itself: Scalar, generations: int) -> tuple[Scalar, Scalar]:
    """The numbers of pleasure-seekers and of fitness-seekers, for each creature that there was at the change.

    Raises
    ------
    ValueError
        If they are too large for floats.

    Examples
    --------
    >>> population(Fraction(1, 4), Fraction(1, 2), 2, 2)
    (Fraction(3, 16), Fraction(1, 1))
    """
    try:
        return (1 - mutants) * pleasure**generations, mutants * itself**generations
    except OverflowError:
        raise ValueError(f"generations must give a population below 1e308 in floats, got {generations}") from None


def bits_of(value: Scalar) -> int:
    """How many bits each factor of a power of an exact number adds; none for a float."""
    return bits(value) if is_exact(value) else 0


def _regime(before: Scalar, after: Scalar, itself: Scalar) -> str:
    if before <= itself:
        return ITSELF
    if after < 1:
        return DECLINES
    return AGREES if after >= itself else WRONG


def _overtaken(mutants: Scalar, pleasure: Scalar, itself: Scalar) -> int | None:
    if mutants > 1 - mutants:
        return 0
    return _least(mutants, itself, 1 - mutants, pleasure, strict=True) if mutants and itself > pleasure else None


def _trough(mutants: Scalar, pleasure: Scalar, itself: Scalar) -> int | None:
    """The least t with N(t + 1) >= N(t), where (1 - m)(u - 1) u^t + m (v - 1) v^t turns from negative."""
    (slow, few), (fast, many) = sorted([(pleasure, 1 - mutants), (itself, mutants)])
    gain, loss = many * (fast - 1), few * (1 - slow)
    if gain >= loss:
        return 0
    if not slow and (fast >= 1 or not fast or not many):
        return 1
    return _least(gain, fast, loss, slow, strict=False) if gain > 0 else None


def _lowest(mutants: Scalar, pleasure: Scalar, itself: Scalar) -> Scalar:
    """What a population that never grows again comes down to: those who just replace themselves."""
    return sum(share for share, each in ((1 - mutants, pleasure), (mutants, itself)) if each == 1)


def _least(rising: Scalar, fast: Scalar, falling: Scalar, slow: Scalar, *, strict: bool) -> int:
    """The least t with rising fast^t >= falling slow^t, or > if strict, where rising > 0, fast > slow >= 0, and it isn't 0."""

    def holds(t: int) -> bool:
        left, right = rising * fast**t, falling * slow**t
        return bool(left > right if strict else left >= right)

    if not slow:
        return 1
    about = (_log(falling) - _log(rising)) / math.log1p(float((exactly(fast) - exactly(slow)) / Fraction(exactly(slow))))
    nearest = max(1, math.floor(about))
    if (bits_of(fast) + bits_of(slow)) * nearest > LONGEST_NUMBER or not (is_exact(fast) and is_exact(slow)):
        return math.floor(about) + 1 if strict else math.ceil(about)
    return next(t for t in range(max(1, nearest - 1), nearest + 3) if holds(t))


def _log(value: Scalar) -> float:
    """The logarithm of a positive number, however long."""
    ratio = Fraction(exactly(value))
    return math.log(ratio.numerator) - math.log(ratio.denominator)
