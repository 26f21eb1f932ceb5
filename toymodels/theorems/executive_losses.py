"""What an executive with a private motive costs: μ (V + h) [S_(T-m)(g (1 - p)) + g^T (1 - p)^(T-m) S_D(r)], r = g (1 - q).

*Proof.* In an A the firm misses the period's V and suffers h. The plan is A^(T-m) B^m A^D (*single-switch*). An A in probation
leaves the candidate in place with probability 1 - p, so it is still there for the A of period t < T - m with probability
(1 - p)^t, which makes S_(T-m)(g (1 - p)) in discounted periods. It reaches tenure with probability (1 - p)^(T-m), at a discount
of g^T, and misuses there S_D(g (1 - q)) discounted periods. Honest candidates and successors bring V in every period. ∎
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.executive import Executive
from toymodels.scalars import Scalar
from toymodels.solvers.executive import executive
from toymodels.solvers.gap_recursion import Episode, gap_recursion


def best_acts(model: Executive) -> tuple[str, ...]:
    """What a candidate with a private motive does in each period, found backwards; at a tie it behaves in probation only."""
    periods = [Episode(model.detection)] * model.probation + [Episode(model.monitoring)] * model.tenure
    acts = gap_recursion(periods, model.discount).acts
    return tuple("A" if t >= model.probation and "A" in act else act[0] for t, act in enumerate(acts))


def inner_loss(model: Executive) -> Fraction:
    """What the firm loses to a private motive, summed up period by period along that plan."""
    f, g = model.objective, model.measure
    overlap = sum(Fraction(a * b) for a, b in zip(f, g, strict=True))
    work = overlap**2 / (2 * sum(b * b for b in g))
    kept, weight, lost = Fraction(model.suspicion), Fraction(1), Fraction(0)
    for t, act in enumerate(best_acts(model)):
        if act == "A":
            lost += weight * kept * (work + model.harm)
            kept *= 1 - (model.detection if t < model.probation else model.monitoring)
        weight *= model.discount
    return lost


def formula(model: Executive) -> Scalar:
    """The loss that the solver reports."""
    return executive(model).inner_loss


CLAIM = Claim(
    label="executive-losses",
    statement=(
        "In the executive model the firm loses μ (V + h) [S_(T-m)(g (1 - p)) + g^T (1 - p)^(T-m) S_D(g (1 - q))] to a private "
        "motive, where m is the number of j = 1, ..., T with p g^j S_D(g (1 - q)) >= 1."
    ),
    latex=r"\mu (V + h) \left[ S_{T-m}(g (1 - p)) + g^T (1 - p)^{T-m} S_D(g (1 - q)) \right]",
    reading="subgame-perfect; at a tie the candidate behaves in probation and not in tenure",
    scope=scope_of(
        Executive,
        "probation",
        "tenure",
        objective=((1, 1),),
        measure=((1, 0),),
        harm=(1,),
        suspicion=("1/5",),
        detection=("1/2", 0, 1, "1/3"),
        discount=("9/10", 1, "1/2"),
        monitoring=(0, "1/4", 1),
    ),
    hypotheses={},
    conclusion=lambda model: formula(model) == inner_loss(model),
    refutation="A firm that loses more or less.",
    witness=Executive(),
    source="this library",
    uses=("single-switch",),
    variant=lambda model: formula(model) == inner_loss(model) * (1 - model.detection),
)
