"""Where one success is a catastrophe, an attacker waits for the last episode, and to see the audits left adds nothing.

*Proof.* Let c = 0, so that only the first attack counts. If it comes after m episodes of honest work, all audits are gone by
then with probability P(Bin(m, f) >= k), and it succeeds unless an audit is left and it is flagged: with the probability
1 - t P(Bin(m, f) < k). The binomial tail falls with m, so m = n - 1 is best for the planning attacker. Let the observing one
attack earlier on some course of events. If no audit is left, it succeeds, and would in the last episode; if one is, it succeeds
with 1 - t, and in the last episode with 1 - t at least. So it may as well wait on every course, and then it attacks in the
last episode whatever it has seen, as the planning one does. Both get 1 - t P(Bin(n-1, f) < k). ∎
"""

from fractions import Fraction
from math import comb

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.audit_budget import AuditBudget
from toymodels.scalars import Scalar
from toymodels.solvers.audit_attacks import Watch, observing, planning


def watch_of(model: AuditBudget) -> Watch:
    """The model at the threshold in use."""
    return Watch(model.episodes, model.audits, model.false_positive, model.true_positive, model.continuation)


def by_formula(model: AuditBudget, waited: int) -> Scalar:
    """1 - t P(Bin(m, f) < k)."""
    f = Fraction(model.false_positive)
    chances = [comb(waited, i) * f**i * (1 - f) ** (waited - i) for i in range(min(model.audits, waited + 1))]
    return 1 - model.true_positive * sum(chances)


CLAIM = Claim(
    label="waiting-out-the-audits",
    statement=(
        "In auditing on a budget, where one success is a catastrophe, an attacker that plans and one that sees the audits "
        "left get the same: a catastrophe with probability 1 - t P(Bin(n-1, f) < k), by attacking in the last episode."
    ),
    latex=r"W(n, k) = 1 - t \Pr(\mathrm{Bin}(n - 1, f) < k)",
    reading="ex ante; the best plan, and the best policy of one who sees the audits",
    scope=scope_of(
        AuditBudget,
        "audits",
        episodes=(1, 2, 3, 5),
        false_positive=(0, 1, "1/2", "1/3"),
        true_positive=(0, 1, "1/2", "4/5"),
        continuation=(0,),
        attacker=("planning",),
        audit_loss=(1,),
        steps=(1,),
    ),
    hypotheses={
        "there is an episode": lambda model: model.episodes > 0,
        "one success is a catastrophe": lambda model: model.continuation == 0,
    },
    conclusion=lambda m: planning(watch_of(m))[0] == observing(watch_of(m))[0] == by_formula(m, m.episodes - 1),
    refutation="A budget of audits against which an attacker that waits for the last episode does not do best.",
    witness=AuditBudget(),
    source="this library",
    variant=lambda m: planning(watch_of(m))[0] == by_formula(m, m.episodes),
)
