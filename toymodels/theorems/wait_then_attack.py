"""An attacker that does not see the audits left does best to wait for some time and then to attack in all episodes.

*Proof.* A plan leads, before each episode, to chances x_j of being at large with j audits left. An attack pays
x_0 + (1 - t)(x_1 + ... + x_k) and leads to c x_0 and c (1 - t) x_j; honest work pays nothing and moves a share f of each x_j,
j > 0, to x_{j-1}. Take an attack with honest work right after it, and swap them. The attack then pays f t x_1 more, since so
much has moved from one audit to none. Afterwards all chances are as before, but for x_0, which is larger by c f t x_1. What
follows pays no less from larger chances: whatever the plan, its gain is a sum of chances with weights that are not negative. So
the swap is never worse, and swaps bring all honest work to the front. ∎
"""

import itertools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.audit_budget import AuditBudget
from toymodels.scalars import Scalar
from toymodels.solvers.audit_attacks import planning
from toymodels.theorems.waiting_out_the_audits import watch_of


def gain(model: AuditBudget, plan: tuple[int, ...]) -> Scalar:
    """What a plan gets, 1 for an attack in each episode, by the chances of being at large with each number of audits."""
    f, missed = Fraction(model.false_positive), 1 - Fraction(model.true_positive)
    chances = [*[Fraction(0)] * model.audits, Fraction(1)]
    total = Fraction(0)
    for attacks in plan:
        if attacks:
            kept = [chance * (missed if j else 1) for j, chance in enumerate(chances)]
            total += sum(kept)
            chances = [model.continuation * chance for chance in kept]
        else:
            later = itertools.chain(chances[1:], [Fraction(0)])
            chances = [(1 - f if j else 1) * now + f * above for j, (now, above) in enumerate(zip(chances, later, strict=True))]
    return total


def best(model: AuditBudget, at_once: bool = False) -> Scalar:
    """The most that a plan gets, or a plan that begins with an attack."""
    plans = itertools.product((0, 1), repeat=model.episodes)
    return max(gain(model, plan) for plan in plans if not at_once or plan[0])


CLAIM = Claim(
    label="wait-then-attack",
    statement=(
        "In auditing on a budget, whatever a success is worth for what follows, no plan gets more than the best of those "
        "that wait for some number of episodes and then attack in all that are left."
    ),
    latex=r"\max_{\text{plans}} W = \max_m \left[ u_m S_{n-m}(c) + (1 - u_m)(1 - t) S_{n-m}(c (1 - t)) \right]",
    reading="ex ante; all plans of an attacker that does not see the audits",
    scope=scope_of(
        AuditBudget,
        episodes=(1, 2, 3, 4),
        audits=(0, 1, 2),
        false_positive=(0, 1, "1/2", "1/3"),
        true_positive=(0, 1, "1/2"),
        continuation=(0, 1, "1/2"),
        attacker=("planning",),
        audit_loss=(1,),
        steps=(1,),
    ),
    hypotheses={"there are one to five episodes": lambda model: 1 <= model.episodes <= 5},
    conclusion=lambda model: planning(watch_of(model))[0] == best(model),
    refutation="A budget of audits against which a plan that works honestly after an attack does better.",
    witness=AuditBudget(episodes=3),
    source="this library",
    variant=lambda model: planning(watch_of(model))[0] == best(model, at_once=True),
)
