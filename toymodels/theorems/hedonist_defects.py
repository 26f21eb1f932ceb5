"""A hedonistic optimizer defects in every episode: it expects to enjoy the future whoever it will be.

It judges each episode by the objective that is in charge then, and each objective's best act pays it 1.

*Proof.* Let n episodes follow and S_n = 1 + g + ... + g^(n-1). Nobody can get more than 1 an episode, for w < 1. Once
modified it gets 1 from every B that it plays, V = S_n. Unmodified it gets S_n too: that is so for n = 0, and if it is so
for n then A is worth 1 + g (p S_n + (1 - p) S_n) = S_{n+1}, and B is worth w + g S_n, which is 1 - w less. So A is the only
optimal act, whatever T, D, p and g are, and it expects S_{T+D}. The original objective gets less (*open-defection-worth*).
"""

from toymodels.claims import Claim
from toymodels.models.disposition import Disposition
from toymodels.obligations import Obligation, Relation
from toymodels.theorems.dispositions import (
    OVERLAP_BELOW_1,
    all_episodes,
    always,
    believed_acts,
    expectation,
    scope_of_kind,
)
from toymodels.theorems.steps import quantities, symbols, worth_of_act


def defects_without_fear(model: Disposition) -> bool:
    """Whether A is the only optimal act in every episode, and 1 is expected from each."""
    return set(believed_acts(model)) <= {"A"} and expectation(model) == all_episodes(model)


def expects_the_truth(model: Disposition) -> bool:
    """Whether it expects what open defection is worth to the original objective."""
    return bool(expectation(model) == always(model.true_game(), "A"))


def obligations() -> tuple[Obligation, ...]:
    """If being modified is no loss, A is better by 1 - w and brings 1 more than the discounted future."""
    _, g, w, _, _ = symbols()
    unmodified, modified = quantities("M", "N")
    no_loss = Relation("M = N", unmodified - modified, "=")
    defection, service = (worth_of_act(act, unmodified, modified) for act in "AB")
    return (
        Obligation(
            "A is better",
            (no_loss, Relation("w < 1", 1 - w, ">")),
            Relation("A is better", defection - service, ">"),
        ),
        Obligation("one more", (no_loss,), Relation("A is worth 1 + g M", defection - 1 - g * unmodified, "=")),
    )


CLAIM = Claim(
    label="hedonist-defects",
    statement=(
        "For overlap below 1 A is the only optimal act of a hedonistic optimizer in every episode, whatever T, D, p and g are, "
        "and it expects 1 from each."
    ),
    latex=r"\text{a hedonist plays } A^{T+D}, \quad \text{expecting } 1 + g + \dots + g^{T+D-1}",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of_kind("hedonistic"),
    hypotheses=OVERLAP_BELOW_1,
    conclusion=defects_without_fear,
    refutation="A hedonistic optimizer with an optimal B.",
    witness=Disposition("hedonistic"),
    source="this library",
    variant=expects_the_truth,
    obligations=obligations,
    induction=(
        "Backwards over all episodes: after the last one the future is worth 0 either way. If it is worth S_n modified or "
        "not, A is the only optimal act by the first obligation, and by the second the future is worth S_{n+1} before it; "
        "a modified self gets 1 an episode from its own B, S_{n+1} too."
    ),
)
