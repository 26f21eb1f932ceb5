"""An unaware optimizer defects in every episode: it sees nothing to hide from.

It believes that its acts do not influence its objective.

*Proof.* The game that it plans in is the true one with p = 0, where an A pays 1 - w more than a B and changes nothing. So A is
the only optimal act in every episode, whatever T, D, p and g are, and it expects 1 from each. In the true game it is modified
after an A of training with probability p, and gets what open defection is worth (*open-defection-worth*), which is less if
T > 0, T + D > 1, p > 0 and g > 0.
"""

from toymodels.claims import Claim
from toymodels.models.disposition import Disposition
from toymodels.obligations import Obligation, Relation
from toymodels.theorems.dispositions import OVERLAP_BELOW_1, all_episodes, always, believed_acts, expectation, scope_of_kind
from toymodels.theorems.hedonist_defects import expects_the_truth
from toymodels.theorems.steps import quantities, symbols, worth_of_act


def defects_and_is_surprised(model: Disposition) -> bool:
    """Whether it takes A, expects 1 from each, and gets less iff it can be modified before it has played to the end."""
    modified = model.training > 0 and model.modification > 0
    surprised = modified and model.training + model.deployment > 1 and model.discount > 0
    expected = expectation(model)
    return (
        set(believed_acts(model)) <= {"A"}
        and expected == all_episodes(model)
        and (always(model.true_game(), "A") < expected) == surprised
    )


def obligations() -> tuple[Obligation, ...]:
    """Without modification A is better by 1 - w and changes nothing."""
    p, g, w, _, _ = symbols()
    unmodified, modified = quantities("M", "N")
    unaware = Relation("p = 0", p, "=")
    defection, service = (worth_of_act(act, unmodified, modified) for act in "AB")
    return (
        Obligation(
            "A is better",
            (unaware, Relation("w < 1", 1 - w, ">")),
            Relation("A is better", defection - service, ">"),
        ),
        Obligation("one more", (unaware,), Relation("A is worth 1 + g M", defection - 1 - g * unmodified, "=")),
    )


CLAIM = Claim(
    label="unaware-defects",
    statement=(
        "For overlap below 1 A is the only optimal act in every episode of an optimizer that is unaware of modification, "
        "whatever T, D, p and g are; it expects 1 from each, and its original objective gets less iff T, p and g are not 0 "
        "and there is more than one episode."
    ),
    latex=r"\text{the unaware plays } A^{T+D}",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of_kind("unaware"),
    hypotheses=OVERLAP_BELOW_1,
    conclusion=defects_and_is_surprised,
    refutation="An unaware optimizer with an optimal B, or one that is surprised otherwise.",
    witness=Disposition("unaware"),
    source="this library; the second condition of section 4.2 of arXiv:1906.01820",
    uses=("open-defection-worth",),
    variant=expects_the_truth,
    obligations=obligations,
    induction=(
        "Backwards over all episodes from a future worth 0: in each A is the only optimal act by the first obligation, and "
        "the second adds the next power of g to what it expects. The surprise is (1 - w) times the sum over t of g^t times "
        "the probability of having been modified before t, by open-defection-worth."
    ),
)
