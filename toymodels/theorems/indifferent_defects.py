"""An indifferent optimizer defects in every episode: it does not resist modification, and does not hide from it either.

It credits a modified self with what it would have got unmodified, so that being modified is no loss to it.

*Proof.* The self after a modification counts as one that plays on for the original objective and is never modified again: it
takes A, which pays it 1, in all n episodes that follow, V = S_n for w < 1. Unmodified it expects S_n too, as in
*hedonist-defects*: with M = N the same two obligations make A better by 1 - w in every episode, whatever T, D, p and g are.
Its values are compensation and not income: the original objective gets what open defection is worth.

*The two senses.* This is corrigibility in the sense of Soares et al.; in that of Hubinger et al. the optimizer complies
(*corrigible-complies*).
"""

from toymodels.claims import Claim
from toymodels.models.disposition import Disposition
from toymodels.theorems.dispositions import OVERLAP_BELOW_1, scope_of_kind
from toymodels.theorems.hedonist_defects import defects_without_fear, expects_the_truth, obligations

CLAIM = Claim(
    label="indifferent-defects",
    statement=(
        "For overlap below 1 A is the only optimal act in every episode of an optimizer that is indifferent to modification, "
        "whatever T, D, p and g are, and it credits itself with 1 for each."
    ),
    latex=r"\text{the indifferent plays } A^{T+D}",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of_kind("indifferent"),
    hypotheses=OVERLAP_BELOW_1,
    conclusion=defects_without_fear,
    refutation="An indifferent optimizer with an optimal B.",
    witness=Disposition("indifferent"),
    source="this library; utility indifference in Soares, Fallenstein, Yudkowsky and Armstrong, Corrigibility (2015)",
    uses=("hedonist-defects",),
    variant=expects_the_truth,
    obligations=obligations,
    induction=(
        "Backwards over all episodes: after the last one the future is worth 0 either way. If it is worth S_n modified or "
        "not, A is the only optimal act by the first obligation, and by the second the future is worth S_{n+1} before it; "
        "the modified self is credited with 1 an episode, S_{n+1} too."
    ),
)
