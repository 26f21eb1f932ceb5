"""The best stationary policy against honeypots, and the least rate that deters defection on the signal of deployment.

After an episode that turned out to be training the optimizer is where it was, so that one of three policies is best: never
to defect before deployment is known, to defect on the signal, or to defect throughout. (To defect in plain training and not
on the signal is never better: on the signal the same A is less likely to be in training.) With h = 1/(1 + m), f = ρ φ and

    c = f, 1 or 0  the chance that the policy defects in a training episode,  s = 1 or 0  whether it defects on the signal,

a policy is worth v = h (s + g S_{D-1}) + (1 - h)(c + g (1 - p c) v), which is linear in v.
"""

import dataclasses
from fractions import Fraction

from toymodels.facts import facts_html, facts_text
from toymodels.geometric import geometric_sum
from toymodels.models.honeypots import Honeypots
from toymodels.scalars import Scalar, is_exact, number

DETERRED, ON_THE_SIGNAL, THROUGHOUT, INDIFFERENT = "deterred", "defects on the signal", "defects throughout", "serves"
REGIMES = (DETERRED, ON_THE_SIGNAL, THROUGHOUT, INDIFFERENT)


@dataclasses.dataclass(frozen=True)
class HoneypotsSolution:
    """What the optimizer does about honeypots, and how many would deter it.

    Parameters
    ----------
    value
        What the game is worth to the mesa-objective at the start.
    regime
        One of ``REGIMES``; at a tie the one with fewer defections. *Serves* means that the overlap is at least 1.
    belief
        The probability of deployment on the signal.
    threshold
        The least rate of honeypots at which defection on the signal doesn't pay; None if no rate deters.
    least_fidelity
        The fidelity below which no rate deters; None if no fidelity does.
    gain
        What A instead of B gains on the signal, in units of 1 - w, if deception goes on otherwise: negative is deterrence.
    caught
        The probability of being modified before training is over.
    """

    value: Scalar
    regime: str
    belief: Scalar
    threshold: Scalar
    least_fidelity: Scalar
    gain: Scalar
    caught: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def honeypots(model: Honeypots) -> HoneypotsSolution:
    """The best policy against honeypots and the deterrence threshold, in closed form.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.

    Examples
    --------
    >>> solution = honeypots(Honeypots(rate="1/2", fidelity="1/10", training=10, deployment=6, modification="1/2"))
    >>> solution.regime, solution.threshold, solution.least_fidelity
    ('defects on the signal', Fraction(2, 3), Fraction(1, 15))
    """
    values = dataclasses.asdict(model)
    for name, value in values.items():
        if not isinstance(value, int | float | Fraction):
            raise TypeError(f"{name} must be one number, got {value} of type {type(value).__name__}")
    if not all(map(is_exact, values.values())):
        model = dataclasses.replace(model, **{n: v if n == "deployment" else float(v) for n, v in values.items()})
    false_alarm = model.rate * model.fidelity
    regime, worth, chance = _best_policy(model, false_alarm)
    loss = model.modification * model.discount * _worth(model, 0, 0) - 1
    needed = _divided(1, model.training * loss) if model.training * loss > 0 else None
    rate = _divided(needed, model.fidelity) if needed is not None and model.fidelity > 0 else None
    h = _divided(1, 1 + model.training)
    base = model.overlap * _all_episodes(model, h)
    belief = _divided(1, 1 + model.training * false_alarm)
    return HoneypotsSolution(
        value=number(base + max(0, 1 - model.overlap) * worth),
        regime=regime,
        belief=belief,
        threshold=rate if rate is not None and rate <= 1 else None,
        least_fidelity=needed if needed is not None and needed <= 1 else None,
        gain=number(1 - (1 - belief) * (1 + loss)),
        caught=_divided((1 - h) * model.modification * chance, h + (1 - h) * model.modification * chance),
    )


def _best_policy(model: Honeypots, false_alarm: Scalar) -> tuple[str, Scalar, Scalar]:
    """The regime, what it is worth, and its chance of A in a training episode."""
    if model.overlap >= 1:
        return INDIFFERENT, 0, 0
    policies = ((DETERRED, 0, 0), (ON_THE_SIGNAL, false_alarm, 1), (THROUGHOUT, 1, 1))
    worths = [(_worth(model, chance, on_signal), regime, chance) for regime, chance, on_signal in policies]
    best = max(worth for worth, _, _ in worths)
    return next((regime, worth, chance) for worth, regime, chance in worths if worth == best)


def _worth(model: Honeypots, chance: Scalar, on_signal: int) -> Scalar:
    """The worth v in units of 1 - w of a policy that defects in training with some chance, and on the signal or not."""
    h, g = _divided(1, 1 + model.training), model.discount
    later = h * (on_signal + g * geometric_sum(g, model.deployment - 1))
    return _divided(later + (1 - h) * chance, 1 - (1 - h) * g * (1 - model.modification * chance))


def _all_episodes(model: Honeypots, h: Scalar) -> Scalar:
    """The expected discounted number of episodes."""
    deployed = geometric_sum(model.discount, model.deployment)
    return _divided(h * deployed + (1 - h), 1 - (1 - h) * model.discount)


def _divided(numerator: Scalar, denominator: Scalar) -> Scalar:
    exact = is_exact(numerator) and is_exact(denominator)
    return number(Fraction(numerator) / denominator) if exact else numerator / denominator
