"""With one step each, deceptive is at least as likely as internalized iff b (c - a (1 - ρ)) >= a (a + c).

*Proof.* By ``ways-in`` with K = M = 1, P(deceptive) = b c/((a + b)(a + c)) and P(internalized) =
(a (a + c) + b a (1 - ρ))/((a + b)(a + c)). So the first is at least the second iff b c >= a (a + c) + a b (1 - ρ). If
c > a (1 - ρ) that is b >= a (a + c)/(c - a (1 - ρ)), a least learning rate b/(1 - a); if not, and a > 0, no rate is enough.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.alignment_paths import AlignmentPaths
from toymodels.solvers.alignment_paths import alignment_paths
from toymodels.theorems.ways_in import rates


def is_threshold(model: AlignmentPaths) -> bool:
    """Whether the condition tells which is likelier, and the solver's threshold says the same."""
    found, (a, b, c) = alignment_paths(model), rates(model)
    condition = b * (c - a * (1 - model.pointing)) >= a * (a + c)
    above = found.threshold is not None and model.learning >= found.threshold
    return bool((found.deceptive >= found.internalized) == condition == above)


CLAIM = Claim(
    label="deception-threshold",
    statement=(
        "In the race of modification, learning and insight with one step each, deceptive is at least as likely as internalized "
        "iff b (c - a (1 - rho)) >= a (a + c), with the rates a of modification, b of knowledge and c of insight."
    ),
    latex=r"b \, (c - a (1 - \rho)) \geq a \, (a + c)",
    reading="any policy; a tie counts as deception",
    scope=scope_of(
        AlignmentPaths,
        "learning",
        data=(0, "1/20", "1/5", "1/2", 1),
        modification=("1/2", 1),
        awareness=(0, "1/10", "1/2", 1),
        pointing=(0, "1/2", 1),
        knowledge=(1,),
        distance=(1,),
        fading=(False,),
    ),
    hypotheses={"something happens": lambda model: rates(model)[0] > 0 or model.learning * model.awareness > 0},
    conclusion=is_threshold,
    refutation="A race of one step each in which the condition doesn't tell which of the two is likelier.",
    witness=AlignmentPaths(knowledge=1, distance=1),
    source="this library",
    uses=("ways-in",),
    variant=lambda model: (
        (alignment_paths(model).threshold is not None)
        == (alignment_paths(model).deceptive >= alignment_paths(model).internalized)
    ),
)
