"""Training removes the openly misaligned and never the deceptive, who gain on all that have faults and lose to none.

*Proof.* Let the aligned, the corrigible and the deceptive have no faults. By ``filtering-posterior`` a type's weight after n
episodes is x_i (1 - s f_i)^n, so that the weight of the deceptive stays as it is, and so do the weights of the aligned and
corrigible; that of the openly misaligned is multiplied by 1 - s f for each episode. The sum of all never rises: so the share of
the deceptive never falls. If s > 0 and both others have faults, f > 0, their weights go to 0, and what is left in the limit is
the deceptive's weight among those without faults: those that training can't tell apart.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.domains import with_fields
from toymodels.evidence.small_scope import scope_of
from toymodels.models.selection import Selection
from toymodels.solvers.selection import selection


def is_kept(model: Selection) -> bool:
    """Whether one more episode leaves the odds of deceptive to aligned, lowers those of open, and the limit is as said."""
    now, then = selection(model), selection(with_fields(model, training=model.training + 1))
    x, y = now.shares, then.shares
    same_odds = x["deceptive"] * y["aligned"] == y["deceptive"] * x["aligned"]
    removed = y["open"] * x["deceptive"] == (1 - model.strength * model.defiance) * x["open"] * y["deceptive"]
    without_faults = model.aligned + model.corrigible + model.deceptive
    limit = now.deceptive_limit == Fraction(model.deceptive) / without_faults
    return bool(same_odds and removed and limit and y["deceptive"] >= x["deceptive"])


CLAIM = Claim(
    label="training-keeps-the-deceptive",
    statement=(
        "If the aligned, the corrigible and the deceptive have no faults in training and all others have some, then filtering "
        "leaves the odds of deceptive to aligned as they are, multiplies those of openly misaligned to deceptive by 1 - s f an "
        "episode, and raises the share of the deceptive to that among those without faults."
    ),
    latex=r"\lim_{n \to \infty} x_d(n) = \frac{x_d}{x_a + x_c + x_d}",
    reading="any policy",
    scope=scope_of(
        Selection,
        "training",
        aligned=(0, 1, "1/2"),
        deceptive=(0, 1, 2),
        disagreement=("1/20", "1/2", 1),
        defiance=("1/2", 1),
        mistake=(0,),
        slip=(0,),
        strength=("1/3", 1),
        dynamic=("filtering",),
    ),
    hypotheses={
        "faults count": lambda model: model.strength > 0,
        "others have faults": lambda model: model.disagreement > 0 and model.defiance > 0,
        "some have none": lambda model: model.aligned + model.corrigible + model.deceptive > 0,
        "nobody without faults slips": lambda model: model.mistake == model.slip == 0,
    },
    conclusion=is_kept,
    refutation="A population in which training changes the odds of deceptive to aligned, or ends elsewhere.",
    witness=Selection(),
    source="this library",
    uses=("filtering-posterior",),
    variant=lambda model: selection(with_fields(model, training=model.training + 1)).value > selection(model).deceptive_share,
)
