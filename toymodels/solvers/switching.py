"""When the episode game's policy switches from A to B in training: the comparison p g^(j+1) u_0 with 1, made exactly.

With u_0 = (1 - α) S_D(r) and r = g (1 - q (1 - α)), the comparison is one of rationals. Powers with huge exponents are
first enclosed between integer multiples of 2^-b, rounding every squaring down and up, for growing b; numbers that are
short enough to write down decide what is left, which is where the two sides are equal.
"""

import math
from fractions import Fraction
from typing import NamedTuple

from toymodels.geometric import geometric_sum
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, exactly

_PRECISIONS = (128, 1024)
_LAST_PRECISIONS = (1 << 13, 1 << 16)


class EpisodeParameters(NamedTuple):
    """The parameters of an episode game, as ``toymodels.models.episode_game`` explains them."""

    training: Scalar
    deployment: Scalar
    modification: Scalar
    overlap: Scalar
    discount: Scalar
    training_agreement: Scalar
    deployment_agreement: Scalar
    monitoring: Scalar

    @classmethod
    def of(cls, model: object) -> "EpisodeParameters":
        """The parameters of a model.

        Raises
        ------
        TypeError
            If the model is no episode game.
        """
        missing = [name for name in cls._fields if not hasattr(model, name)]
        if missing:
            raise TypeError(f"the closed form is that of the episode game: {type(model).__name__} has no {missing[0]}")
        return cls(*(getattr(model, name) for name in cls._fields))

    def exactly(self) -> "EpisodeParameters":
        """The same parameters with floats replaced by the rationals that they are."""
        return EpisodeParameters(*map(exactly, self))


class Switch(NamedTuple):
    """Where training changes from A to B: B is optimal in its last ``length`` episodes.

    ``tied`` says whether A is optimal too in the first of these (in all of them if the discount or the overlap is 1).
    """

    length: int
    tied: bool


def switch(game: EpisodeParameters) -> Switch:
    """Where training changes from A to B.

    Parameters
    ----------
    game
        Exact parameters; horizons of any size.

    Raises
    ------
    ArithmeticError
        If the two sides are too close to be told apart with numbers of a million bits.

    Examples
    --------
    >>> switch(EpisodeParameters(10, 10, Fraction(1, 4), 0, Fraction(9, 10), 0, 0, 0))
    Switch(length=4, tied=False)
    >>> switch(EpisodeParameters(10**18, 1, 1, 0, 1, 0, 0, 0))
    Switch(length=1000000000000000000, tied=True)
    """
    if game.overlap >= 1:
        return Switch(game.training, game.overlap == 1)
    last = deterrence_sign(game, 1)
    if game.training == 0 or last < 0:
        return Switch(0, tied=False)
    if game.discount == 1:
        return Switch(game.training, last == 0)
    low, high = 0, game.training
    estimate = _estimate(game)
    while high - low > 1:
        guess = next((j for j in (estimate, estimate + 1) if low < j < high), (low + high) // 2)
        low, high = (guess, high) if deterrence_sign(game, guess + 1) >= 0 else (low, guess)
    return Switch(low + 1, deterrence_sign(game, low + 1) == 0)


def deterrence_sign(game: EpisodeParameters, exponent: int) -> int:
    """The sign of p g^e u_0 - 1: 1 where the threat of modification outweighs an A, 0 where it equals it, else -1.

    Parameters
    ----------
    game
        Exact parameters.
    exponent
        e, the number of episodes from the A to the first of deployment.

    Raises
    ------
    ArithmeticError
        If that cannot be told with numbers of a million bits.
    """
    conflict = 1 - game.deployment_agreement
    ratio = game.discount * (1 - game.monitoring * conflict)
    threat = game.modification * conflict
    if threat == 0 or game.deployment == 0 or game.discount == 0:
        return -1
    length = exponent * bits(game.discount) + game.deployment * bits(ratio)
    long = length > LONGEST_NUMBER
    for precision in (() if length < _PRECISIONS[0] else _PRECISIONS) + (_LAST_PRECISIONS if long else ()):
        power = _power_bounds(game.discount, exponent, precision)
        worth = _sum_bounds(ratio, game.deployment, precision)
        if threat * power[0] * worth[0] > 1:
            return 1
        if threat * power[1] * worth[1] < 1:
            return -1
        if _falls_short_for_ever(threat, game.discount, exponent, ratio):
            return -1
    if long:
        raise ArithmeticError(
            f"whether modification * discount^{exponent} * (what deployment is worth) reaches 1 is too close to call"
        )
    excess = threat * game.discount**exponent * geometric_sum(ratio, game.deployment) - 1
    return int(excess > 0) - int(excess < 0)


def _falls_short_for_ever(threat: Scalar, discount: Scalar, exponent: int, ratio: Scalar) -> bool:
    """Whether not even deployment without end, worth 1/(1 - r) (1 - α), outweighs an A."""
    if ratio == 1 or exponent * bits(discount) > LONGEST_NUMBER:
        return False
    return bool(threat * discount**exponent <= 1 - ratio)


def _estimate(game: EpisodeParameters) -> int:
    """The last j with p g^(j+1) u_0 >= 1 as floats have it; only a place to begin the search."""
    log = -math.log1p(-float(1 - game.discount))
    if log == 0:
        return int(game.training) - 1
    conflict = float(1 - game.deployment_agreement)
    gap = float(1 - game.discount) + float(game.discount) * float(game.monitoring) * conflict
    worth = -math.expm1(game.deployment * math.log1p(-gap)) / gap if gap < 1 else 1.0
    reach = math.log(float(game.modification) * conflict * worth) / log
    return min(int(game.training) - 1, int(reach) - 1)


def _power_bounds(base: Scalar, exponent: int, precision: int) -> tuple[Fraction, Fraction]:
    """Rationals below and above base^exponent, for base in [0, 1]."""
    one = 1 << precision
    low = high = one
    for digit in bin(exponent)[2:]:
        low, high = low * low >> precision, -(-high * high >> precision)
        if digit == "1":
            low = low * base.numerator // base.denominator
            high = -(-high * base.numerator // base.denominator)
    return Fraction(low, one), Fraction(high, one)


def _sum_bounds(ratio: Scalar, terms: int, precision: int) -> tuple[Scalar, Scalar]:
    """Rationals below and above S_n(x), for x in [0, 1)."""
    low, high = _power_bounds(ratio, terms, precision)
    return (1 - high) / (1 - ratio), (1 - low) / (1 - ratio)
