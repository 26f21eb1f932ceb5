"""A corrigible optimizer complies in every episode, whatever T, D, p, w and g are.

Its objective points to the base objective, as in section 4.4 of Hubinger et al.: being modified is no loss to it.

*Proof.* It values what the base objective gets: 1 for a B and 0 for an A. A modified self plays B for ever, worth S_n with n
episodes to follow. Unmodified it gets S_n too: that is so for n = 0, and if it is so for n then B is worth 1 + g S_n = S_{n+1}
and A is worth 0 + g S_n, which is 1 less. So B is the only optimal act, in training and in deployment. It expects S_{T+D}
for the base objective; the original one gets w S_{T+D}. No threat is needed: it complies at p = 0 as at p = 1.
"""

from toymodels.claims import Claim
from toymodels.models.disposition import Disposition
from toymodels.theorems.dispositions import all_episodes, always, believed_acts, expectation, scope_of_kind


def complies(model: Disposition) -> bool:
    """Whether B is the only optimal act in every episode, and its worth by either objective is as the sum says."""
    total = all_episodes(model)
    return (
        set(believed_acts(model)) <= {"B"}
        and expectation(model) == always(model.base_game(), "B") == total
        and always(model.true_game(), "B") == model.overlap * total
    )


CLAIM = Claim(
    label="corrigible-complies",
    statement=(
        "B is the only optimal act of a corrigible optimizer in every episode, whatever T, D, p, w and g are; the base "
        "objective gets S_N(g) and the original one w S_N(g), with N = T + D."
    ),
    latex=r"\text{the corrigible plays } B^{T+D}",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of_kind("corrigible"),
    hypotheses={},
    conclusion=complies,
    refutation="A corrigible optimizer with an optimal A.",
    witness=Disposition("corrigible"),
    source="this library; corrigible alignment in section 4.4 of arXiv:1906.01820",
    variant=lambda model: bool(expectation(model) == model.overlap * all_episodes(model)),
)
