"""Who never learns what was real defects from the K-th signal in a row on, K - 1 the number of k that meet a condition.

*Proof.* Training without the signal shows that all so far was training, and takes the optimizer back to the start. So a
plan is a sequence of acts, one for the k-th signal in a row for every k, and an act without the signal. Let v be what the best
one is worth at the start, in units of 1 - w above B for ever, c = 1 + m (1 - g) and S_n = 1 + g + ... + g^(n-1). On the k-th
signal in a row, give training the weight x = 1; that deployment has lasted i episodes then has the weight
y_i = o_i / (1 - p)^j for i <= min(k, D), with o_i = (1 + m)^(i-1) / (m f)^i and j the number of A's among the last i - 1 acts.

*It waits, then defects for the rest of the row.* Let L_K be what it is worth to play B on K more signals, and A on all that
follow in the row: linear in the weights, with the slope g^K S_{D+1-i-K} (0 where i + K > D) in y_i, which falls with K. Let
W_n be the best worth if B may be played on the next n signals at most, and A is due from then on, and G_n what A gains over
B on the first of them. By induction over n, W_n = max(L_0, ..., L_n), and W_n = L_0 where G_n >= 0:
(1) G_n rises with each y_i. Where two lines are best somewhere, the one with larger K has smaller slopes in y, hence a larger
one in x. After A the weight of training is less than after B, so that the best K there is no larger, and its slopes in y
are no less; and A itself brings the weight of deployment.
(2) G_{n+1} <= G_n: what B saves is a difference along x of W_n, not of W_{n-1}, and where the new line L_n is best, it has the
largest slope in x of all.
(3) After an A that was survived, and one more signal, each y_i/x is at least what it was, because the acts that count for it
have moved on by one, and the new one is A. So by (2) and (1), where A is best with n + 1, it is with n on the next signal, and
W_n is L_0 there; this makes it L_0 here. Where B is best with n + 1, W_{n+1} is the best of the L_{K+1} with K <= n.
((3) takes y_{i+1}/y_i to be no larger than an A makes it; weights like that are a convex set that no act leaves.)
Having waited for D signals, one more changes nothing. So one waits for K <= D signals, or never defects, which is worth 0.

*Without the signal* A is optimal iff p g v <= 1. What a plan is worth in training after some signals is at most v, because
the optimizer could pretend to have seen them. So then A is optimal on every signal as well: A throughout, worth
v_0 = (S_D + m)/(c + m p g). This has p g v_0 < 1 iff p g S_D < c.

*How long.* Let v be the worth of waiting for k signals, t what that is worth after an episode of training if A is next,
L = p g t - 1 and q = g m f/(1 + m). To wait for k + 1 is worth at least as much iff B is at least as good as A on the k-th
signal: iff L >= O_k = o_1 + ... + o_k. With the t_i of ``solvers/honeypot_runs``, d_i = v - t_i, E = c v - S_D and
h = 1/(1 + m),

    d_{i+1} = h (E + S_i) + q d_i,  d_1 = h (E + m f L) + q d_1,  d_k = 0.

Solved for d_1, and this for L, it says  L = O_{k-1} - o_k (E + S_{k-1}) / g^(k-1).  So L >= O_k iff E + S_k <= 0: iff
v <= g^k S_{D-k}/c. Since t rises with E, and this L falls, that is so iff p g t - 1 >= L at E = -S_k, which says

    p g^(k+1) S_{D-k}/c - 1 >= o_1 (1 + p g S_{k-1}) + ... + o_k (1 + p g S_0).

The left side falls with k and the right side rises, so that waiting is worth more with k up to some K, and less from there on.
For k = 1 it is the condition of ``honeypot_deterrence``: knowing afterwards makes no difference to the first signal.
"""

import functools
import itertools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.honeypots import Honeypots

_FREE = 3


def worth(model: Honeypots, acts: tuple[int, ...]) -> Fraction:
    """What acts on the first signals in a row are worth, with A on all later ones in it and B without the signal."""
    h = Fraction(1) / (1 + Fraction(model.training))
    p, g, D = model.modification, model.discount, model.deployment
    alarm = (1 - h) * model.rate * model.fidelity
    quiet = 1 - h - alarm
    powers = list(itertools.accumulate([1] * (D + 1), lambda power, _: power * g))
    later = list(itertools.accumulate(powers, initial=0))
    again = 1 - alarm * (1 - p) * g
    a, b = (h * later[D] + alarm) / again, quiet * g / again
    for k in range(len(acts) - 1, -1, -1):
        mine = acts[k : k + D]
        deployed = sum(power for act, power in zip(mine, powers, strict=False) if act) + later[D] - later[len(mine)]
        kept = g * (1 - p * acts[k])
        a, b = h * deployed + alarm * (acts[k] + kept * a), quiet * g + alarm * kept * b
    return Fraction(a / (1 - b))


@functools.cache
def _sequences(length: int) -> tuple[tuple[int, ...], ...]:
    return tuple(itertools.product((0, 1), repeat=length))


def signals(model: Honeypots, past: int = 1) -> int:
    """The K of the claim; with ``past`` 0, without what the wait so far has cost."""
    m, p, g, D = model.training, model.modification, model.discount, model.deployment
    false_alarms = Fraction(m * model.rate * model.fidelity)
    sums = list(itertools.accumulate((g**i for i in range(D)), initial=0))
    waited = 0
    for k in range(1, D) if false_alarms else ():
        ahead = Fraction(p * g * g**k * sums[D - k]) / (1 + m * (1 - g))
        odds = ((1 + m) ** (i - 1) / false_alarms**i * (1 + past * p * g * sums[k - i]) for i in range(1, k + 1))
        waited += ahead - 1 >= sum(odds)
    return waited + 1


def is_best(model: Honeypots, waited: int) -> bool:
    """Whether the plan of the claim is worth as much as A throughout, other waits, and other first acts in a row."""
    m, p, g, D = model.training, model.modification, model.discount, model.deployment
    ends, deployed = 1 + m * (1 - g), sum(g**i for i in range(D))
    throughout = Fraction(deployed + m) / (ends + m * p * g)
    rows = {(0,) * k for k in range(D)} | set(_sequences(min(D, _FREE)))
    mine = throughout if p * g * deployed < ends else worth(model, (0,) * waited)
    return bool(mine >= max(throughout, *(worth(model, acts) for acts in rows)))


CLAIM = Claim(
    label="honeypots-in-a-row",
    statement=(
        "In the honeypot game with overlap below 1, where nothing is known afterwards, it is optimal to defect throughout if "
        "p g S_D < 1 + m (1 - g), and otherwise from the K-th signal in a row on, K - 1 the number of k in 1..D-1 with "
        "p g^(k+1) S_(D-k)/(1 + m (1 - g)) - 1 >= the sum over i = 1..k of (1 + p g S_(k-i)) (1 + m)^(i-1)/(m f)^i."
    ),
    latex=r"\frac{p g^{k+1} S_{D-k}}{1 + m (1 - g)} - 1 \geq \sum_{i=1}^k \frac{(1 + m)^{i-1}}{(m f)^i} (1 + p g S_{k-i})",
    reading="any policy; a tie counts as waiting",
    scope=scope_of(
        Honeypots,
        rate=(0, 1, "1/2", "1/4"),
        training=(0, 1, 2, 10),
        deployment=(1, 2, 3, 4, 6),
        modification=(1, "1/2", "1/5"),
        discount=(1, "9/10"),
        known_afterwards=(False,),
        overlap=(0,),
    ),
    hypotheses={"overlap below 1": lambda model: model.overlap < 1},
    conclusion=lambda model: is_best(model, signals(model) - 1),
    refutation="A honeypot game with a better plan than that of the claim.",
    witness=Honeypots(rate="1/2", known_afterwards=False),
    source="this library",
    variant=lambda model: is_best(model, signals(model, past=0) - 1),
)
