"""Deceptive to corrigible is as c to a ρ, however long the ladders and however fast it learns; and both come equally late.

*Proof.* Both are reached only once knowledge is complete. Without fading each episode from then on is deceptive with
probability c = (1 - a) ω and corrigible with a ρ, whatever m is: given that an episode is one of the two, which one is
independent of the state and of the episode, and so of all that went before and of when it is.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.alignment_paths import AlignmentPaths
from toymodels.solvers.alignment_paths import CORRIGIBLE, DECEPTIVE, arrivals


def has_odds(model: AlignmentPaths) -> bool:
    """Whether the odds are those of the last step, and the mean times agree where both are possible."""
    a, ends = model.data * model.modification, arrivals(model)
    corrigible, deceptive = ends[CORRIGIBLE], ends[DECEPTIVE]
    in_odds = deceptive.chance * a * model.pointing == corrigible.chance * (1 - a) * model.awareness
    return bool(in_odds and deceptive.time * corrigible.chance == corrigible.time * deceptive.chance)


CLAIM = Claim(
    label="deception-odds",
    statement=(
        "In the race of modification, learning and insight without fading, deceptive to corrigible is as (1 - a) omega to "
        "a rho, a = data times modification, whatever the learning rate and the numbers of steps; both take as long on average."
    ),
    latex=r"P(\text{deceptive}) : P(\text{corrigible}) = (1 - \delta \mu) \omega : \delta \mu \rho",
    reading="any policy",
    scope=scope_of(
        AlignmentPaths,
        learning=(0, "1/4", 1),
        data=(0, "1/5", 1),
        modification=("1/2", 1),
        awareness=(0, "1/10", 1),
        pointing=(0, "1/2", 1),
        knowledge=(1, 3),
        distance=(1, 2, 3),
        fading=(False,),
    ),
    hypotheses={},
    conclusion=has_odds,
    refutation="A race whose odds of deceptive to corrigible depend on the learning rate or on the numbers of steps.",
    witness=AlignmentPaths(),
    source="this library",
    variant=lambda model: arrivals(model)[DECEPTIVE].chance >= arrivals(model)[CORRIGIBLE].chance,
)
