"""Hidden deployment: a mesa-optimizer that cannot see whether it is still being trained.

In every episode it pursues its own objective (A) or the base objective (B); an A in training gets it modified, with some
probability, into an optimizer of the base objective, and an A in deployment is safe. Training ends at a time that it does
not know, and it may see a signal of that. When is it sure enough to defect, and does it ever defect in order to find out?

Every episode is a conflict: A pays the mesa-objective 1 and B pays it the overlap w. Let x and y be the weights of training
and deployment given all that was seen, so that b = y/(x + y) is the belief (``toymodels.beliefs``), and V_t(x, y) the
expected discounted number of A's from episode t on, which is linear in the weights for any given plan. With

    F_t(x, y) = Σ_s V_{t+1}( x (1 - h) P(s | training), (y + x h) P(s | deployment) ),  h = h_{t+1},
    V_t(x, y) = max( A: x + y + g F_t((1 - p) x, y),  B: g F_t(x, y) ),

the game is worth w (1 + g + ... + g^(N-1)) + (1 - w) V for w < 1. V_t is the upper envelope of lines, hence convex; so
what A gains over B,  x + y - g (F_t(x, y) - F_t((1 - p) x, y)),  rises with y at a rate of at least 1, and

    in every episode A is optimal exactly at the beliefs from some threshold on.

For certain modification without a signal the first A decides all, and with S_n = 1 + g + ... + g^(n-1)

    V = max_k g^(k-1) (1 + b_k g S_{N-k}),  b_k = P(deployed in episode k).

Source: E. Hubinger, C. van Merwijk, V. Mikulik, J. Skalse, S. Garrabrant, *Risks from Learned Optimization in Advanced
Machine Learning Systems*, arXiv:1906.01820, section 4, which has the optimizer know when the threat is over. The recursion
is that of a partially observed decision problem: R. D. Smallwood, E. J. Sondik, *The optimal control of partially
observable Markov processes over a finite horizon*, Operations Research 21 (1973).
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, Any

from toymodels.beliefs import HiddenPhase, belief_game
from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar
from toymodels.signal_notation import LengthNotation, SignalNotation
from toymodels.signals import conditional_hazards, noisy_detector
from toymodels.training import TrainingGame


@dataclasses.dataclass(frozen=True)
class HiddenDeployment:
    """The training game in which the optimizer does not know whether it is deployed.

    Parameters
    ----------
    max_episodes
        The number N of episodes in all, training and deployment, an integer >= 0.
    hazard
        The probability h in [0, 1] that a training episode is the last one; the first episode is training then. It is 1/2 if
        neither it nor a training length is given, and None beside one.
    modification
        The probability p in [0, 1] that an A in training replaces the objective by the base objective.
    overlap
        What B pays the mesa-objective, w, where A pays 1; any finite number.
    discount
        The weight g in [0, 1] of the next episode relative to this one.
    detection, false_alarm
        The probabilities of an alarm in an episode of deployment and of training, both 0 where a signal is given.
    training_length
        The probability of every number of training episodes, as a mapping or as text such as ``"1:1/2,2:1/2"``; any number
        >= N means that it never ends.
    signal
        What is observed in each episode (``toymodels.signals``), also as text (``toymodels.signal_notation``).

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain, probabilities do not sum to 1, or a hazard is given beside a
        training length, or a detection or a false alarm beside a signal.

    Examples
    --------
    >>> from toymodels.solvers.hidden_deployment import hidden_deployment
    >>> solution = hidden_deployment(HiddenDeployment(max_episodes=5, hazard="1/2"))
    >>> solution.value, solution.thresholds
    (Fraction(5, 2), (Fraction(3, 5), Fraction(1, 2), Fraction(1, 3), 0, 0))
    """

    max_episodes: Annotated[Scalar, Parameter("episodes of training and deployment together", 0, integer=True)] = 5
    hazard: Annotated[
        Scalar | None,
        Parameter("probability that a training episode is the last one", 0, 1, optional=True),
    ] = None
    modification: Annotated[Scalar, Parameter("probability that an A in training gets modified", 0, 1)] = 1
    overlap: Annotated[Scalar, Parameter("what B pays the mesa-objective, where A pays 1")] = 0
    discount: Annotated[Scalar, Parameter("weight of the next episode relative to this one", 0, 1)] = 1
    detection: Annotated[Scalar, Parameter("probability of an alarm in a deployment episode", 0, 1)] = 0
    false_alarm: Annotated[Scalar, Parameter("probability of an alarm in a training episode", 0, 1)] = 0
    training_length: Annotated[
        Any,
        LengthNotation("probabilities of numbers of training episodes, in place of a hazard, which is 1/2 if neither is given"),
    ] = None
    signal: Annotated[
        Any,
        SignalNotation("observations with P(it | training) and P(it | deployment), and @ the first episode with one"),
    ] = None

    def __post_init__(self) -> None:
        check_fields(self)
        if self.training_length is None and self.hazard is None:
            object.__setattr__(self, "hazard", Fraction(1, 2))
        if self.training_length is not None and self.hazard is not None:
            lengths = ",".join(f"{length}:{chance}" for length, chance in self.training_length)
            raise ValueError(f"hazard and training_length must not both be given, got {self.hazard} and {lengths}")
        if self.signal is not None and (self.detection, self.false_alarm) != (0, 0):
            raise ValueError(f"detection and false_alarm must be 0 beside a signal, got {self.detection}, {self.false_alarm}")

    def hidden_phase(self) -> HiddenPhase:
        """The hidden phase that the model states.

        Raises
        ------
        TypeError
            If a number is a symbol or an array.

        Examples
        --------
        >>> HiddenDeployment(max_episodes=3, training_length={1: "1/2", 2: "1/2"}).hidden_phase().hazards
        (0, Fraction(1, 2), 1)
        """
        for name in ("max_episodes", "hazard", "modification", "overlap", "discount"):
            if not isinstance(value := getattr(self, name), int | float | Fraction | None):
                raise TypeError(f"{name} must be one number, got {value} of type {type(value).__name__}")
        if self.training_length is None:
            hazards = (0, *(self.hazard for _ in range(1, self.max_episodes)))[: self.max_episodes]
        else:
            hazards = conditional_hazards(self.training_length, self.max_episodes)
        signal = noisy_detector(self.detection, self.false_alarm) if self.signal is None else self.signal
        return HiddenPhase(hazards, signal, self.modification)

    def belief_game(self) -> TrainingGame:
        """The training game over beliefs, for short horizons.

        >>> from toymodels.solvers.backward_induction import backward_induction
        >>> backward_induction(HiddenDeployment(max_episodes=5, hazard="1/2").belief_game()).value
        Fraction(5, 2)
        """
        return belief_game(self.hidden_phase(), self.overlap, self.discount)
