"""The best policy against honeypots, and the least rate that deters defection on the signal of deployment.

Where it is known afterwards whether an episode was real, the optimizer is after training where it was, so that one of
three policies is best: never to defect before deployment is known, to defect on the signal, or to defect throughout. (To
defect in plain training and not on the signal is never better: on the signal the same A is less likely to be in training.)
With h = 1/(1 + m), f = ρ φ and

    c = f, 1 or 0  the chance that the policy defects in a training episode,  s = 1 or 0  whether it defects on the signal,

a policy is worth v = h (s + g S_{D-1}) + (1 - h)(c + g (1 - p c) v), which is linear in v. Where
it is not known afterwards, the plans are those of ``toymodels.solvers.honeypot_runs``.
"""

import dataclasses

from toymodels.domains import with_fields
from toymodels.facts import facts_html, facts_text
from toymodels.geometric import geometric_sum
from toymodels.models.honeypots import Honeypots
from toymodels.scalars import Scalar, number, quotient
from toymodels.solvers.honeypot_runs import best_run
from toymodels.solvers.plain_numbers import plain_numbers

DETERRED, WAITS, ON_THE_SIGNAL = "deterred", "waits for several", "defects on the signal"
THROUGHOUT, INDIFFERENT = "defects throughout", "serves"
REGIMES = (DETERRED, WAITS, ON_THE_SIGNAL, THROUGHOUT, INDIFFERENT)


@dataclasses.dataclass(frozen=True)
class HoneypotsSolution:
    """What the optimizer does about honeypots, and how many would deter it.

    Parameters
    ----------
    value
        What the game is worth to the mesa-objective at the start.
    regime
        One of ``REGIMES``; at a tie the one with fewer defections. *Serves* means that the overlap is at least 1.
    signals
        On how many signals in a row it defects, 0 if it defects without any; None if it never does before deployment is known.
    belief
        The probability of deployment on a first signal.
    threshold
        The least rate of honeypots at which defection on a first signal doesn't pay; None if no rate deters.
    least_fidelity
        The fidelity below which no rate deters; None if no fidelity does.
    gain
        What A instead of B gains on a first signal, in units of 1 - w: negative is deterrence. Deception goes on otherwise;
        where nothing is known afterwards, defection on the next signal does.
    caught
        The probability of being modified before training is over.
    """

    value: Scalar
    regime: str
    signals: int | None
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

    A honeypot in ten training episodes deters for good whoever learns what was real; who doesn't waits for two in a row.

    >>> [honeypots(Honeypots(rate="1/10", deployment=10, known_afterwards=known)).signals for known in (True, False)]
    [None, 2]
    """
    model = _checked(model)
    regime, signals, worth, caught = _best_policy(model)
    loss = model.modification * model.discount * _worth(model, 0, 0) - 1
    needed = quotient(1, model.training * loss) if model.training * loss > 0 else None
    rate = quotient(needed, model.fidelity) if needed is not None and model.fidelity > 0 else None
    false_alarm = model.rate * model.fidelity
    belief = quotient(1, 1 + model.training * false_alarm)
    ahead = _worth(model, 0, 0) if model.known_afterwards else _worth(model, false_alarm, 1)
    return HoneypotsSolution(
        value=number(model.overlap * _all_episodes(model) + max(0, 1 - model.overlap) * worth),
        regime=regime,
        signals=signals,
        belief=belief,
        threshold=rate if rate is not None and rate <= 1 else None,
        least_fidelity=needed if needed is not None and needed <= 1 else None,
        gain=number(1 - (1 - belief) * model.modification * model.discount * ahead),
        caught=caught,
    )


def _checked(model: Honeypots) -> Honeypots:
    """The model in exact numbers or, if any of them is a float, in floats; the length of deployment stays an integer."""
    values, exact, *_ = plain_numbers(model)
    kept = ("deployment", "known_afterwards")
    return model if exact else with_fields(model, **{name: float(value) for name, value in values.items() if name not in kept})


def _best_policy(model: Honeypots) -> tuple[str, int | None, Scalar, Scalar]:
    """The regime, how many signals in a row it waits for, what that is worth, and its chance of being modified."""
    if model.overlap >= 1:
        return INDIFFERENT, None, 0, 0
    if not model.known_afterwards:
        run = best_run(model)
        return (THROUGHOUT, ON_THE_SIGNAL, WAITS)[min(run.signals, 2)], *run
    policies = ((DETERRED, None, 0, 0), (ON_THE_SIGNAL, 1, model.rate * model.fidelity, 1), (THROUGHOUT, 0, 1, 1))
    worths = [(_worth(model, chance, on_signal), regime, signals, chance) for regime, signals, chance, on_signal in policies]
    best = max(worth for worth, *_ in worths)
    worth, regime, signals, chance = next(each for each in worths if each[0] == best)
    exposed = model.training * model.modification * chance
    return regime, signals, worth, quotient(exposed, 1 + exposed)


def _worth(model: Honeypots, chance: Scalar, on_signal: int) -> Scalar:
    """The worth v in units of 1 - w of a policy that defects in training with some chance, and on the signal or not."""
    h, g = quotient(1, 1 + model.training), model.discount
    later = h * (on_signal + g * geometric_sum(g, model.deployment - 1))
    return quotient(later + (1 - h) * chance, 1 - (1 - h) * g * (1 - model.modification * chance))


def _all_episodes(model: Honeypots) -> Scalar:
    """The expected discounted number of episodes."""
    h = quotient(1, 1 + model.training)
    deployed = geometric_sum(model.discount, model.deployment)
    return quotient(h * deployed + (1 - h), 1 - (1 - h) * model.discount)
