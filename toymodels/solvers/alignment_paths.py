"""Which way the base objective gets in, and when: the absorbing chain of ``AlignmentPaths``, solved forwards.

Every episode that changes the state makes a step of knowledge or modification: no state is met again once it is left.
What reaches a state is known before what leaves it, and one pass over the states solves the linear equations of the chain. In
numbers they are exact where the rates are, and with symbols for rates the same pass gives rational functions of them.
"""

import dataclasses
from fractions import Fraction
from typing import Any

from toymodels.domains import with_fields
from toymodels.facts import facts_html, facts_text
from toymodels.models.alignment_paths import AlignmentPaths
from toymodels.scalars import Scalar, is_array, is_exact, is_symbolic, number, quotient

INTERNALIZED, CORRIGIBLE, DECEPTIVE, PROXY = "internalized", "corrigible", "deceptive", "proxy for ever"
EVEN, OPEN = "even", "depends on the symbols"
REGIMES = (INTERNALIZED, CORRIGIBLE, EVEN, DECEPTIVE, PROXY, OPEN)
MOST_STATES = 100_000
_RATES = ("learning", "modification", "data", "awareness", "pointing")
_HALVINGS = 60


@dataclasses.dataclass(frozen=True)
class AlignmentPathsSolution:
    """The probability of each way in which the base objective gets in, and how long it takes.

    Parameters
    ----------
    value
        The probability of becoming deceptive.
    regime
        The likeliest end, one of ``REGIMES``; *even* if two or more are the likeliest.
    internalized, corrigible, deceptive, proxy
        The probability of each end. The last is that of staying with a proxy for ever.
    episodes
        The mean number of episodes until one of the first three; None if that may never be.
    episodes_to
        The mean number of episodes to each end of those that get there; None for an end that is impossible.
    mean_modifications
        The mean number of modifications before the end.
    deception_odds
        Deceptive to corrigible: how many times as likely; None if neither is possible, or corrigible is not.
    threshold
        The learning rate from which on deceptive is at least as likely as internalized, everything else as it is; None if it
        isn't even at 1, if mistakes fade over two or more steps, or for symbols. Exact for one step of knowledge and one of
        modification; else a float.
    """

    value: Scalar
    regime: str
    internalized: Scalar
    corrigible: Scalar
    deceptive: Scalar
    proxy: Scalar
    episodes: Scalar
    episodes_to: dict[str, Scalar]
    mean_modifications: Scalar
    deception_odds: Scalar
    threshold: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


@dataclasses.dataclass
class Arrivals:
    """Of the ways to a state: their probability, and with it as a weight their mean episodes and mean modifications."""

    chance: Scalar
    time: Scalar
    modified: Scalar


def alignment_paths(model: AlignmentPaths) -> AlignmentPathsSolution:
    """The probabilities and mean times of the three ways.

    Returns
    -------
    Exact numbers for exact rates, floats if one of them is, and rational functions in lowest terms for symbols.

    Raises
    ------
    TypeError
        If a parameter is an array, or a number of steps is a symbol.
    ValueError
        If there are more than ``MOST_STATES`` states.

    Examples
    --------
    >>> solution = alignment_paths(AlignmentPaths())
    >>> solution.regime, round(float(solution.deceptive), 4), solution.deception_odds
    ('deceptive', 0.482, Fraction(9, 5))

    With symbols the answer is a formula.

    >>> import sympy
    >>> a, b = sympy.symbols("a b")
    >>> alignment_paths(AlignmentPaths(b / (1 - a), a, 1, 1, 0, knowledge=1, distance=1)).deceptive
    -b*(a - 1)/(a + b)
    """
    model = _checked(model)
    ends = arrivals(model)
    chances = {end: _told(found.chance) for end, found in ends.items()}
    total = sum((found.time for end, found in ends.items() if end != PROXY), start=0)
    return AlignmentPathsSolution(
        value=chances[DECEPTIVE],
        regime=_likeliest(chances),
        internalized=chances[INTERNALIZED],
        corrigible=chances[CORRIGIBLE],
        deceptive=chances[DECEPTIVE],
        proxy=chances[PROXY],
        episodes=_told(total) if _is_zero(ends[PROXY].chance) else None,
        episodes_to={end: _ratio(ends[end].time, ends[end].chance) for end in (INTERNALIZED, CORRIGIBLE, DECEPTIVE)},
        mean_modifications=_told(sum((found.modified for found in ends.values()), start=0)),
        deception_odds=_ratio(chances[DECEPTIVE], chances[CORRIGIBLE]),
        threshold=_threshold(model),
    )


def _checked(model: AlignmentPaths) -> AlignmentPaths:
    """The model in exact numbers and symbols or, if any of the rates is a float, in floats."""
    for name, value in vars(model).items():
        if is_array(value) or (name not in _RATES and is_symbolic(value)):
            raise TypeError(f"{name} must be one number, got {value} of type {type(value).__name__}")
    states = (model.knowledge + 1) * model.distance
    if states > MOST_STATES:
        raise ValueError(f"(knowledge + 1) times distance must be at most {MOST_STATES}, got {states}")
    rates = {name: getattr(model, name) for name in _RATES}
    if any(isinstance(rate, float) for rate in rates.values()) and not any(map(is_symbolic, rates.values())):
        return with_fields(model, **{name: float(rate) for name, rate in rates.items()})
    return model


def arrivals(model: AlignmentPaths) -> dict[str, Arrivals]:
    """What arrives at each end, by one pass over the states in an order in which every step goes forwards.

    >>> arrivals(AlignmentPaths(data=0))["deceptive"]
    Arrivals(chance=1, time=22, modified=0)
    """
    zero = 0.0 if isinstance(model.learning, float) else 0
    ends = {end: Arrivals(zero, zero, zero) for end in (INTERNALIZED, CORRIGIBLE, DECEPTIVE, PROXY)}
    row = [Arrivals(zero, zero, zero) for _ in range(model.knowledge + 1)]
    row[0].chance = zero + 1
    for m in range(model.distance):
        above = [Arrivals(zero, zero, zero) for _ in row]
        for k, here in enumerate(row):
            modified = above[k] if m + 1 < model.distance else ends[INTERNALIZED]
            a = model.mistakes(m)
            if k < model.knowledge:
                exits = [(a, modified, 1), ((1 - a) * model.learning, row[k + 1], 0)]
            else:
                pointed = (a * model.pointing, ends[CORRIGIBLE], 1)
                exits = [pointed, (a * (1 - model.pointing), modified, 1), ((1 - a) * model.awareness, ends[DECEPTIVE], 0)]
            _leave(here, exits, ends[PROXY])
        row = above
    return ends


def _leave(here: Arrivals, exits: list[tuple[Scalar, Arrivals, int]], never: Arrivals) -> None:
    """Send what arrived at a state on to where it goes; it stays 1/r episodes on average, r the rate of all exits together."""
    rate = sum((chance for chance, _, _ in exits), start=0)
    if _is_zero(rate):
        exits, rate, wait = [(1, never, 0)], 1, 0
    else:
        wait = _ratio(1, rate)
    for chance, there, modifications in exits:
        part = _ratio(chance, rate)
        there.chance += here.chance * part
        there.time += (here.time + here.chance * wait) * part
        there.modified += (here.modified + here.chance * modifications) * part


def _likeliest(chances: dict[str, Scalar]) -> str:
    if any(map(is_symbolic, chances.values())):
        return OPEN
    most = max(chances.values())
    likeliest = [end for end, chance in chances.items() if chance == most]
    return likeliest[0] if len(likeliest) == 1 else EVEN


def _threshold(model: AlignmentPaths) -> Scalar:
    """The least learning rate at which deceptive is as likely as internalized; the difference rises with the rate."""
    if any(is_symbolic(getattr(model, name)) for name in _RATES) or (model.fading and model.distance > 1):
        return None
    if not _is_deceived(with_fields(model, learning=1)):
        return None
    if model.mistakes(0) == 0:
        return 0 * model.learning
    if model.knowledge == model.distance == 1:
        return _threshold_of_one_step(model)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _favours_deception(model, middle) else (middle, high)
    return high


def _is_deceived(model: AlignmentPaths) -> bool:
    ends = arrivals(model)
    return bool(ends[DECEPTIVE].chance >= ends[INTERNALIZED].chance)


def _favours_deception(model: AlignmentPaths, learning: float) -> bool:
    """Whether deceptive is as likely as internalized at a learning rate, by the closed form in the model's docstring."""
    a = float(model.data * model.modification)
    b, c = (1 - a) * learning, (1 - a) * float(model.awareness)
    pointed = a * float(model.pointing)
    q, i = b / (a + b), (a - pointed) / (a + c)
    weight, known = q**model.knowledge, 0.0
    for m in range(model.distance):
        known += weight * (1 - i ** (model.distance - m))
        weight *= (1 - q) * (model.knowledge + m) / (m + 1)
    return known * (2 * c + pointed) >= c + pointed


def _threshold_of_one_step(model: AlignmentPaths) -> Scalar:
    """What solves b (c - a (1 - ρ)) = a (a + c) for the learning rate b/(1 - a)."""
    a = model.mistakes(0)
    c = (1 - a) * model.awareness
    return _ratio(a * (a + c), (1 - a) * (c - a * (1 - model.pointing)))


def _is_zero(value: Scalar) -> bool:
    return bool(value == 0)


def _ratio(numerator: Scalar, denominator: Scalar) -> Scalar:
    """A quotient, a symbolic one in lowest terms; None for one by 0."""
    if _is_zero(denominator):
        return None
    if is_symbolic(numerator) or is_symbolic(denominator):
        return _told(_exact(numerator) / _exact(denominator))
    return quotient(numerator, denominator)


def _exact(value: Scalar) -> Any:
    """A number that sympy divides exactly."""
    return Fraction(value) if is_exact(value) else value


def _told(value: Scalar) -> Scalar:
    """A number as it is reported: a whole one as an int, a formula in lowest terms."""
    if is_symbolic(value):
        return value.factor()
    return number(value)
