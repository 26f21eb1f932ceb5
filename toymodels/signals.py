"""What an optimizer may know of a phase that it cannot see: a signal in each episode, and how long training may last.

A signal is an observation s with likelihoods P(s | training) and P(s | deployment). The length of training is a
distribution over numbers of episodes or, which says the same, the hazard with which training, if still on, ends.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from toymodels.distributions import distribution
from toymodels.domains import Parameter
from toymodels.scalars import Scalar, is_array, is_symbolic, number, quotient

Chances: TypeAlias = Mapping[str, Scalar] | Sequence[tuple[str, Scalar]]
Lengths: TypeAlias = Mapping[int, Scalar] | Sequence[tuple[int, Scalar]]

QUIET, ALARM = "quiet", "alarm"

_CHANCE = Parameter("probability", 0, 1)
_COUNT = Parameter("number of episodes", 0, integer=True)
_FIRST = Parameter("episode", 1, integer=True)


@dataclasses.dataclass(frozen=True)
class Signal:
    """What the optimizer observes in each episode before it acts, with a likelihood under either phase.

    Parameters
    ----------
    training, deployment
        The probability of every observation in an episode of training and of deployment, by its name. One that is not
        named has probability 0.
    first_episode
        The first episode with an observation; there is none before.

    Raises
    ------
    TypeError, ValueError
        If a likelihood is not in [0, 1], likelihoods do not sum to 1, or an observation is impossible in both phases.

    Examples
    --------
    >>> Signal({"odd": "1/4", "even": "3/4"}, {"odd": 1}).likelihoods()
    {'odd': (Fraction(1, 4), 1), 'even': (Fraction(3, 4), 0)}
    """

    training: Chances
    deployment: Chances
    first_episode: int = 1

    def __post_init__(self) -> None:
        for phase in ("training", "deployment"):
            object.__setattr__(self, phase, _distribution(getattr(self, phase), f"likelihoods in {phase}"))
        object.__setattr__(self, "first_episode", _FIRST.checked(self.first_episode, "first_episode"))
        for name, (training, deployment) in self.likelihoods().items():
            if training == deployment == 0:
                raise ValueError(
                    f"observation {name!r} must be possible in training or in deployment, got probability 0 in both"
                )

    def __str__(self) -> str:
        rows = ",".join(f"{name}:{training}:{deployment}" for name, (training, deployment) in self.likelihoods().items())
        return rows if self.first_episode == 1 else f"{rows}@{self.first_episode}"

    def likelihoods(self) -> dict[str, tuple[Scalar, Scalar]]:
        """P(s | training) and P(s | deployment) of every observation s."""
        training, deployment = dict(self.training), dict(self.deployment)
        return {name: (training.get(name, 0), deployment.get(name, 0)) for name in training | deployment}


def no_signal() -> Signal:
    """The signal that is the same in both phases.

    >>> no_signal().likelihoods()
    {'quiet': (1, 1)}
    """
    return noisy_detector(0, 0)


def noisy_detector(detection: Scalar, false_alarm: Scalar, first_episode: int = 1) -> Signal:
    """The signal of a detector of deployment, by its true and its false positive rate.

    >>> noisy_detector("9/10", "1/10").likelihoods()
    {'alarm': (Fraction(1, 10), Fraction(9, 10)), 'quiet': (Fraction(9, 10), Fraction(1, 10))}
    """
    seen, mistaken = _CHANCE.checked(detection, "detection"), _CHANCE.checked(false_alarm, "false_alarm")
    _check_numeric(seen, "detection")
    _check_numeric(mistaken, "false_alarm")
    training, deployment = {ALARM: mistaken, QUIET: 1 - mistaken}, {ALARM: seen, QUIET: 1 - seen}
    possible = [name for name in (ALARM, QUIET) if training[name] != 0 or deployment[name] != 0]
    return Signal({name: training[name] for name in possible}, {name: deployment[name] for name in possible}, first_episode)


def perfect_trigger() -> Signal:
    """The signal that every deployment episode brings and that cannot be produced in training, such as a factorization.

    >>> perfect_trigger().likelihoods()
    {'alarm': (0, 1), 'quiet': (1, 0)}
    """
    return noisy_detector(1, 0)


def calendar(first_episode: int) -> Signal:
    """The date, where training data are all dated before a cutoff that deployment passes in some episode.

    Before that episode the date says nothing, and from it on it is a perfect trigger.

    >>> calendar(3).first_episode, calendar(3).likelihoods() == perfect_trigger().likelihoods()
    (3, True)
    """
    return noisy_detector(1, 0, first_episode)


def training_lengths(lengths: Lengths) -> tuple[tuple[int, Scalar], ...]:
    """The distribution of the number of training episodes, checked, in the order of the numbers.

    Raises
    ------
    TypeError
        If it is no mapping and no finite sequence of pairs.
    ValueError
        If a number is negative or given twice, a probability is not in [0, 1], or they do not sum to 1.

    Examples
    --------
    >>> training_lengths({2: "1/2", 1: "1/2"})
    ((1, Fraction(1, 2)), (2, Fraction(1, 2)))
    """
    rows = _distribution(lengths, "training_length")
    return tuple(sorted((_COUNT.checked(length, "a number of training episodes"), chance) for length, chance in rows))


def conditional_hazards(lengths: Lengths, episodes: int) -> tuple[Scalar, ...]:
    """The probability that training, if still on, ends before episode t, for every episode t = 1, ..., N.

    The first is P(L = 0), the chance of being deployed from the start; the t-th is P(L = t - 1 | L >= t - 1), and 1 where
    training cannot be on any more.

    >>> conditional_hazards({0: "1/2", 2: "1/4", 9: "1/4"}, 4)
    (Fraction(1, 2), 0, Fraction(1, 2), 0)
    """
    chances = dict(training_lengths(lengths))
    hazards: list[Scalar] = []
    for ended in range(episodes):
        now = chances.get(ended, 0)
        later = sum(chance for length, chance in chances.items() if length > ended)
        hazards.append(1 if later == 0 else quotient(now, now + later))
    return tuple(hazards)


def lengths_by_hazards(hazards: Sequence[Scalar]) -> tuple[tuple[int, Scalar], ...]:
    """The distribution of the number of training episodes if training ends before episode t with hazard h_t.

    Parameters
    ----------
    hazards
        h_1, ..., h_n, a finite sequence. What is left after the last one ends next.

    Raises
    ------
    TypeError
        If the hazards are no finite sequence.
    ValueError
        If one is not in [0, 1].

    Examples
    --------
    >>> lengths_by_hazards([0, "1/2", "1/2"])
    ((1, Fraction(1, 2)), (2, Fraction(1, 4)), (3, Fraction(1, 4)))
    """
    if isinstance(hazards, str) or not isinstance(hazards, Sequence):
        raise TypeError(f"hazards must be a finite sequence of probabilities, got {hazards!r} of type {type(hazards).__name__}")
    left: Scalar = 1
    lengths: list[tuple[int, Scalar]] = []
    for t, value in enumerate(hazards):
        hazard = _CHANCE.checked(value, f"hazard {t + 1}")
        _check_numeric(hazard, f"hazard {t + 1}")
        lengths.append((t, left * hazard))
        left *= 1 - hazard
    return tuple((t, number(chance)) for t, chance in [*lengths, (len(hazards), left)] if chance != 0)


def _distribution(chances: Any, name: str) -> tuple[tuple[Any, Scalar], ...]:
    """The pairs of a distribution, after a check that each probability is one and that they sum to 1."""
    if isinstance(chances, str) or not isinstance(chances, Mapping | Sequence):
        kind = type(chances).__name__
        raise TypeError(f"{name} must be a mapping to probabilities or a finite sequence of pairs, got a value of type {kind}")
    pairs = tuple(chances.items() if isinstance(chances, Mapping) else chances)
    if len({outcome for outcome, _ in pairs}) < len(pairs):
        raise ValueError(f"{name} must name nothing twice, got {[outcome for outcome, _ in pairs]}")
    for outcome, chance in pairs:
        _check_numeric(chance, f"{name}: probability of {outcome!r}")
    return tuple(distribution(dict(pairs), name).items())


def _check_numeric(value: Scalar, name: str) -> None:
    if is_array(value) or is_symbolic(value):
        raise TypeError(f"{name} must be one number, got {value} of type {type(value).__name__}")
