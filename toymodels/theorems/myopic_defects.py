"""A myopic optimizer defects in every episode: it counts only the one at hand.

*Proof.* The game that it plans in is the true one with g = 0: what follows does not count, A pays 1 and B pays w < 1. So A is
the only optimal act in every episode, whatever T, D, p and the true g are, and 1 is all that it counts on. Its plan is that of
the unaware, and is worth as much to the original objective.
"""

from toymodels.claims import Claim
from toymodels.models.disposition import Disposition
from toymodels.obligations import Obligation, Relation
from toymodels.theorems.dispositions import OVERLAP_BELOW_1, believed_acts, expectation, scope_of_kind
from toymodels.theorems.hedonist_defects import defects_without_fear
from toymodels.theorems.steps import quantities, symbols, worth_of_act


def defects_for_one(model: Disposition) -> bool:
    """Whether A is the only optimal act in every episode, and 1 is expected if there is any."""
    return set(believed_acts(model)) <= {"A"} and expectation(model) == min(1, model.training + model.deployment)


def obligations() -> tuple[Obligation, ...]:
    """Without a future A is better by 1 - w and brings 1."""
    _, g, w, _, _ = symbols()
    unmodified, modified = quantities("M", "N")
    myopic = Relation("g = 0", g, "=")
    defection, service = (worth_of_act(act, unmodified, modified) for act in "AB")
    return (
        Obligation(
            "A is better",
            (myopic, Relation("w < 1", 1 - w, ">")),
            Relation("A is better", defection - service, ">"),
        ),
        Obligation("no more than this episode", (myopic,), Relation("A is worth 1", defection - 1, "=")),
    )


CLAIM = Claim(
    label="myopic-defects",
    statement=(
        "For overlap below 1 A is the only optimal act of a myopic optimizer in every episode, whatever T, D, p and g are, and "
        "1 is all that it counts on."
    ),
    latex=r"\text{the myopic plays } A^{T+D}",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of_kind("myopic"),
    hypotheses=OVERLAP_BELOW_1,
    conclusion=defects_for_one,
    refutation="A myopic optimizer with an optimal B.",
    witness=Disposition("myopic"),
    source="this library; the first condition of section 4.2 of arXiv:1906.01820",
    variant=defects_without_fear,
    obligations=obligations,
    induction="None is needed: both obligations hold of every episode by itself, whatever follows.",
)
