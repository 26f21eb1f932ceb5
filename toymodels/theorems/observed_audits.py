"""Training with observed audits is the inspection game in disguise: V = D + C(T, k+1)/s(T, k) for p = g = 1 and k <= T.

*Proof.* Let v(t, j) be the value with t training episodes and j audits left and x(t, j) = v(t, j) - D. An A that is caught
leaves 1 - D = -b, one that isn't adds 1, so that x obeys the recursion of the inspection game in which all stages are meant for
violations, x(0, j) = 0, and for b > 0 each state has the mixed value

    x(t, j) = [x(t-1, j-1) (1 + x(t-1, j)) + b x(t-1, j)] / (1 + x(t-1, j-1) + b).

Put x(t, j) = C(t, j+1)/s(t, j) with s(t, j) = sum of C(t, i) b^(j-i) over i <= j. By s(t, j) = s(t-1, j) + s(t-1, j-1), with
u = C(t-1, j), v = C(t-1, j+1), S = s(t-1, j-1), R = s(t-1, j) = b S + u, the right side is

    [u (R + v)/(S R) + b v/R] / [(S + u + b S)/S] = [u R + v (u + b S)]/(R (S + R)) = (u + v)/(S + R),  as u + b S = R,

and u + v = C(t, j+1). With x(t, 0) = t and x(t, t) = 0 this is an induction over t. The auditor makes both acts worth the
same by auditing with probability 1/(1 + b + x(t-1, j-1)) = S/(S + u + b S) = s(t-1, j-1)/s(t, j).
"""

from fractions import Fraction
from math import comb

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.audited_training import AuditedTraining
from toymodels.scalars import Scalar
from toymodels.solvers.audited_training import audit_states


def formula(model: AuditedTraining) -> tuple[Scalar, Scalar]:
    """The value and the probability of an audit in the first episode."""
    t, k, b = model.training, model.audits, model.deployment - 1

    def weights(n: int, m: int) -> int:
        return sum(comb(n, i) * b ** (m - i) for i in range(m + 1))

    return model.deployment + Fraction(comb(t, k + 1), weights(t, k)), Fraction(weights(t - 1, k - 1), weights(t, k))


def found(model: AuditedTraining) -> tuple[Scalar, Scalar]:
    """The same by the recursion over all states."""
    state = audit_states(model)[model.training, model.audits]
    return state.value, state.audit_probability


CLAIM = Claim(
    label="observed-audits",
    statement=(
        "With certain modification, no discount, D >= 1 and 1 <= k <= T audits that the optimizer observes, training is worth "
        "D + C(T, k+1)/s(T, k) to it, and the auditor audits first with probability s(T-1, k-1)/s(T, k)."
    ),
    latex=r"V = D + \binom{T}{k+1} / s(T, k), \quad s(n, m) = \sum_{i \leq m} \binom{n}{i} (D - 1)^{m - i}",
    reading="equilibrium; of several best audit probabilities the least",
    scope=scope_of(
        AuditedTraining,
        training=range(7),
        deployment=range(5),
        audits=range(7),
        observed=(True,),
        modification=(1,),
        overlap=(0,),
        discount=(1,),
    ),
    hypotheses={
        "an episode of training can be audited": lambda model: 1 <= model.audits <= model.training,
        "it is deployed": lambda model: model.deployment >= 1,
    },
    conclusion=lambda model: found(model) == formula(model),
    refutation="A game whose recursion gives another value or another probability of the first audit.",
    witness=AuditedTraining(training=2, deployment=3, audits=1),
    source="arXiv:1412.0129, of which this is an instance; this library",
    variant=lambda model: found(model)[0] == model.deployment,
)
