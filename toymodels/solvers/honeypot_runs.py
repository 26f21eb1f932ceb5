"""How many signals in a row an optimizer waits for that never learns whether an episode was real.

In training without the signal it knows that all so far was training: it is where it started. So a plan says what to do on
the k-th signal in a row, and the best ones are B before some k = K and A from it on (``theorems/honeypots_in_a_row``), or A
throughout. With h = 1/(1 + m), let t_i be what the plan is worth after an episode of training if K - i signals in a row came
so far, or K - 1 and more for t_1, and v = t_K. Then with c = 1 + m (1 - g) and S_n = 1 + g + ... + g^(n-1)

    t_1     = h S_D + (1 - h) (f (1 + (1 - p) g t_1) + (1 - f) g v),
    t_{i+1} = h (S_D - S_i) + (1 - h) (f g t_i + (1 - f) g v),

linear in v. Deployment has lasted i episodes with the odds o_i = (1 + m)^(i-1) / (m f)^i on the k-th signal, i = 1, ..., k,
and to wait for more than k of them is optimal  iff

    p g g^k S_{D-k}/c - 1 >= o_1 (1 + p g S_{k-1}) + ... + o_k (1 + p g S_0);

the left side falls with k and the right side rises, so that K is one more than the number of k for which this holds. A
throughout is better than all  iff  p g S_D < c.
"""

from collections.abc import Callable
from typing import NamedTuple

from toymodels.geometric import geometric_sum
from toymodels.models.honeypots import Honeypots
from toymodels.scalars import Scalar, quotient


class HoneypotRun(NamedTuple):
    """A plan of waiting for signals in a row: how many, what it is worth in units of 1 - w, its chance of being caught."""

    signals: int
    worth: Scalar
    caught: Scalar


def best_run(model: Honeypots) -> HoneypotRun:
    """The best plan with overlap below 1, with 0 signals for A throughout; at a tie the one with fewer defections.

    Examples
    --------
    >>> best_run(Honeypots(rate="1/10", training=10, deployment=3))
    HoneypotRun(signals=2, worth=2, caught=Fraction(1, 13))
    """
    m, p, g = model.training, model.modification, model.discount
    deployed = geometric_sum(g, model.deployment)
    throughout = HoneypotRun(0, quotient(deployed + m, 1 + m - m * g * (1 - p)), quotient(m * p, 1 + m * p))
    run = run_of(model, _signals(model))
    return throughout if throughout.worth > run.worth else run


def run_of(model: Honeypots, signals: int) -> HoneypotRun:
    """The plan to defect from the given number of signals in a row on, at least 1.

    Examples
    --------
    >>> [run_of(Honeypots(rate="1/10", training=10, deployment=3), signals).worth for signals in (1, 2, 3)]
    [2, 2, Fraction(147, 134)]
    """
    deployed = geometric_sum(model.discount, model.deployment)

    def left(waited: int) -> Scalar:
        return deployed - geometric_sum(model.discount, min(waited, model.deployment))

    worth = _at_start(model, signals, left, 1, model.discount)
    return HoneypotRun(signals, worth, _at_start(model, signals, lambda waited: 0, model.modification, 1))


def _signals(model: Honeypots) -> int:
    """How many signals in a row it is best to wait for; 1 where A throughout is better."""
    m, p, g = model.training, model.modification, model.discount
    false_alarms = m * model.rate * model.fidelity
    if false_alarms == 0:
        return 1
    odds, lost, waited, at_last = 0, 0, 0, quotient(1, false_alarms)
    for k in range(1, model.deployment):
        odds, lost = odds + at_last, odds + g * lost
        ahead = quotient(g**k * geometric_sum(g, model.deployment - k), 1 + m * (1 - g))
        if p * g * ahead - 1 < odds + p * g * lost:
            break
        waited, at_last = k, at_last * quotient(1 + m, false_alarms)
    return waited + 1


def _at_start(model: Honeypots, signals: int, left: Callable[[int], Scalar], gain: Scalar, discount: Scalar) -> Scalar:
    """What a plan brings at the start: ``gain`` for an A in training, ``left(i)`` after i B's in deployment.

    Written as a + b v, for each t_i in turn.
    """
    h = quotient(1, 1 + model.training)
    f = model.rate * model.fidelity
    plain, alarm = (1 - h) * (1 - f) * discount, (1 - h) * f * discount
    again = 1 - alarm * (1 - model.modification)
    a, b = quotient(h * left(0) + (1 - h) * f * gain, again), quotient(plain, again)
    for waited in range(1, signals):
        a, b = h * left(waited) + alarm * a, plain + alarm * b
    return quotient(a, 1 - b)
