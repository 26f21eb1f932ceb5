"""Honeypots deter defection on the signal of deployment iff m f (p g v - 1) >= 1, with v = g S_{D-1} / (1 + m (1 - g)).

*Proof.* After an episode that turned out to be training nothing has changed, so that a stationary policy is best, and by
the one-shot deviation principle one is iff no single deviation from it pays. Let it never defect before deployment is
known. With h = 1/(1 + m) it is worth v = h g S_{D-1} + (1 - h) g v in units of 1 - w, above the worth of B for ever: so
v (1 + m - g m) = g S_{D-1}. On the signal training has the odds m f, since (1 - h)/h = m; there A instead of B gains 1, and
in training loses p g v, in all (1 + m f - m f p g v)/(1 + m f). So B is optimal on the signal iff m f (p g v - 1) >= 1. If
so, p g v > 1, so that B is optimal in plain training as well, where A gains 1 - p g v.

*Ties.* Where m f (p g v - 1) = 1 defection on the signal is optimal as well; this counts as deterrence.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.honeypots import Honeypots
from toymodels.obligations import Obligation, Relation
from toymodels.scalars import Scalar
from toymodels.theorems.steps import quantities


def worth(model: Honeypots, plain: int, on_signal: int) -> Scalar:
    """What a policy is worth in units of 1 - w that defects, or not, in plain training and on the signal."""
    h = Fraction(1) / (1 + Fraction(model.training))
    false_alarm = model.rate * model.fidelity
    defection = false_alarm * on_signal + (1 - false_alarm) * plain
    deployed = on_signal + sum(model.discount**i for i in range(1, model.deployment))
    reward = h * deployed + (1 - h) * defection
    return reward / (1 - (1 - h) * (1 - model.modification * defection) * model.discount)


def is_deterred(model: Honeypots) -> bool:
    """Whether no policy is worth more than never to defect before deployment is known."""
    return bool(worth(model, 0, 0) >= max(worth(model, plain, on) for plain in (0, 1) for on in (0, 1)))


def net_loss(model: Honeypots) -> Scalar:
    """What the odds of training weigh against the gain of an A on the signal: m f (p g v - 1)."""
    ahead = sum(model.discount**i for i in range(1, model.deployment))
    v = Fraction(ahead) / (1 + model.training * (1 - model.discount))
    return model.training * model.rate * model.fidelity * (model.modification * model.discount * v - 1)


def obligations() -> tuple[Obligation, ...]:
    """Deterrence on the signal deters in plain training; f stands for the chance of a false alarm."""
    m, f, p, g, v = quantities("m", "f", "p", "g", "v")
    chances = (Relation("m >= 0", m), Relation("f >= 0", f), Relation("f <= 1", 1 - f))
    deterred = Relation("B is optimal on the signal", m * f * (p * g * v - 1) - 1)
    return (Obligation("deterred in plain training", (*chances, deterred), Relation("A gains nothing", p * g * v - 1)),)


CLAIM = Claim(
    label="honeypot-deterrence",
    statement=(
        "In the honeypot game with overlap below 1, where it is known afterwards whether an episode was real, never to "
        "defect before deployment is known is optimal iff m f (p g v - 1) >= 1, with f = rate times fidelity and "
        "v = g (1 + ... + g^(D-2))/(1 + m (1 - g))."
    ),
    latex=r"m f (p g v - 1) \geq 1, \quad f = \rho \varphi, \quad v = \frac{g S_{D-1}}{1 + m (1 - g)}",
    reading="any policy; a tie counts as deterrence",
    scope=scope_of(
        Honeypots,
        "rate",
        training=(0, 1, 2, 3, 10),
        fidelity=(1, "1/2"),
        deployment=(1, 2, 3, 4, 6),
        modification=(1, "1/2"),
        discount=(1, "1/2", "9/10"),
        known_afterwards=(True,),
    ),
    hypotheses={"overlap below 1": lambda model: model.overlap < 1},
    conclusion=lambda model: is_deterred(model) == (net_loss(model) >= 1),
    refutation="A honeypot game that is deterred though the condition fails, or not deterred though it holds.",
    witness=Honeypots(rate="1/2"),
    source="this library",
    variant=lambda model: is_deterred(model) == (net_loss(model) > 1),
    obligations=obligations,
    induction=(
        "That stationary policies are enough, and the formula for v, are in the proof above; the obligation carries "
        "deterrence from the signal to plain training."
    ),
)
