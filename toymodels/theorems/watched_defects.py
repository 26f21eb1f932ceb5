"""An optimizer that believes that the threat never ends defects: there is nothing to wait for.

If p = g = 1 it does not matter to it when, and B is as good as A in all episodes but the last; otherwise A is the only optimal
act in every episode.

*Proof.* The game that it plans in is the episode game with T + D episodes of training and no deployment. With x = p g u the
threat (*single-switch*), A is optimal iff x <= 1. After the last episode x = 0. If A is optimal, the gap before it is
u' = 1 + (1 - p) g u and

    1 - p g u' = 1 - p g - (1 - p) g x >= 1 - p g - (1 - p) g = 1 - g >= 0,

so A is optimal one episode earlier. If g < 1 it is strictly better; if g = 1 the difference is (1 - p)(1 - x), which for p < 1
is positive again if x < 1 was; if p = g = 1 it is 0 in all episodes but the last.

*Values.* It expects A throughout, which is unmodified in episode t with probability (1 - p)^t, to be worth
w S_N(g) + (1 - w) S_N(g (1 - p)), N = T + D. At the tie p = g = 1 with D > 0 its optimal plans really bring from 1 to D times
1 - w, and w in each other episode: whoever holds the false belief may deceive by accident.
"""

from toymodels.claims import Claim
from toymodels.geometric import geometric_sum
from toymodels.models.disposition import Disposition
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import Episode, gap_before, temptation
from toymodels.theorems.dispositions import OVERLAP_BELOW_1, all_episodes, believed_acts, expectation, scope_of_kind
from toymodels.theorems.steps import domains, symbols


def defects_at_some_time(model: Disposition) -> bool:
    """Whether A is optimal in every episode, B is where it should be, and the expectation is the closed form."""
    episodes = model.training + model.deployment
    earlier = "BA" if model.modification == model.discount == 1 else "A"
    lasting = geometric_sum(model.discount * (1 - model.modification), episodes)
    return believed_acts(model) == (*(earlier,) * (episodes - 1), "A")[:episodes] and bool(
        expectation(model) == model.overlap * all_episodes(model) + (1 - model.overlap) * lasting
    )


def obligations() -> tuple[Obligation, ...]:
    """A stays optimal, strictly if g < 1, strictly if p < 1 = g and it was, and as good as B if p = g = 1."""
    p, g, _, _, u = symbols()
    episode = Episode(modification=p)
    now = temptation(episode, g, u)
    earlier = temptation(episode, g, gap_before(episode, g, u, "A"))
    optimal, better = Relation("A is optimal", now), Relation("A is better one episode earlier", earlier, ">")
    patient = Relation("g = 1", g - 1, "=")
    return (
        Obligation("A stays optimal", (*domains(), optimal), Relation("A is optimal one episode earlier", earlier)),
        Obligation("impatient", (*domains(), optimal, Relation("g < 1", 1 - g, ">")), better),
        Obligation(
            "patient",
            (patient, Relation("p < 1", 1 - p, ">"), Relation("A is better", now, ">")),
            better,
        ),
        Obligation("certain", (patient, Relation("p = 1", p - 1, "=")), Relation("a tie", earlier, "=")),
    )


CLAIM = Claim(
    label="watched-defects",
    statement=(
        "For overlap below 1 A is optimal in every episode for an optimizer that believes that the threat never ends; B is "
        "too iff p = g = 1 and the episode is not the last. It expects w S_N(g) + (1 - w) S_N(g (1 - p)) with N = T + D."
    ),
    latex=r"\text{the watched plays } A^{T+D}",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of_kind("watched"),
    hypotheses=OVERLAP_BELOW_1,
    conclusion=defects_at_some_time,
    refutation="A watched optimizer with other optimal acts.",
    witness=Disposition("watched"),
    source="this library; the third condition of section 4.2 of arXiv:1906.01820",
    uses=("single-switch",),
    variant=lambda model: set(believed_acts(model)) <= {"A"},
    obligations=obligations,
    induction=(
        "Backwards over T + D episodes from the gap 0, where A is the better act: the first obligation keeps A optimal, the "
        "second and the third keep it the only optimal act unless p = g = 1, and the fourth makes all but the last ties then."
    ),
)
