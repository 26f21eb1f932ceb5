"""The recursion on gaps solves the episode game: its optimal acts are those of backward induction, in every conflict.

*Proof.* Let M and N be what the later episodes are worth, by the original objective, to an unmodified and to a modified
optimizer, and M - N = (1 - w) u. A modified optimizer plays B for ever, which alone pays its own objective. An unmodified
one gains, by A instead of B in a conflict,

    1 + g (p N + (1 - p) M) - (w + g M)  =  (1 - w)(1 - p g u),

which for w < 1 has the sign of the temptation 1 - p g u. One episode earlier M - N is g (M - N) after a B or an agreement,
and 1 + g (p N + (1 - p) M) - (w + g N) = (1 - w)(1 + (1 - p) g u) after an A: in each case 1 - w times the gap that
``toymodels.solvers.gap_recursion`` gives. Where both acts are optimal both leave the same gap, so that it doesn't matter
which of them a tie rule takes. For w >= 1 the gain is 1 - w <= 0, since M = N there.

*Ties.* The sets of optimal acts are compared; no tie rule plays a part. In an agreement both acts are one and the same.
"""

from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.gap_recursion import gap_before, optimal_acts, temptation
from toymodels.theorems.steps import quantities, symbols, training_episode, worth_of_act


def induced_acts(game: EpisodeGame, state: str) -> tuple[str, ...]:
    """What backward induction finds to be optimal in the conflicts of a state, ``"A"``, ``"B"`` or ``"BA"``.

    >>> induced_acts(EpisodeGame(training=1, deployment=1), "mesa"), induced_acts(EpisodeGame(training=1), "base")
    (('BA', 'A'), ('B', 'B', 'B', 'B'))
    """
    choices = backward_induction(game).choices
    return tuple("".join(choices[episode][state, "conflict"]) for episode in range(game.training + game.deployment))


def is_solved(game: EpisodeGame) -> bool:
    """Whether backward induction finds the acts of the recursion on gaps, and a modified optimizer to play B."""
    return induced_acts(game, "mesa") == optimal_acts(game) and set(induced_acts(game, "base")) <= {"B"}


def obligations() -> tuple[Obligation, ...]:
    """The gain of A over B, and the gap after either, by the recursion that evaluates policies."""
    _, g, w, t, u = symbols()
    M, N = quantities("M", "N")
    episode = training_episode()
    hypotheses = (Relation("M - N = (1 - w) u", M - N - (1 - w) * u, "="),)
    gain = worth_of_act("A", M, N) - worth_of_act("B", M, N)

    def difference(act: str) -> Any:
        """M' - N' for an episode; a modified optimizer plays B and stays what it is."""
        return (1 - t) * (worth_of_act(act, M, N) - worth_of_act("B", N, N)) + t * g * (M - N)

    return (
        Obligation("gain", hypotheses, Relation("(1 - w)(1 - p g u)", gain - (1 - w) * temptation(episode, g, u), "=")),
        *(
            Obligation(
                f"gap before {act}",
                hypotheses,
                Relation("M' - N' = (1 - w) u'", difference(act) - (1 - w) * gap_before(episode, g, u, act), "="),
            )
            for act in "AB"
        ),
        Obligation(
            "a tie leaves one gap",
            (Relation("a tie", temptation(episode, g, u), "="),),
            Relation("the same gap", gap_before(episode, g, u, "A") - gap_before(episode, g, u, "B"), "="),
        ),
    )


CLAIM = Claim(
    label="gap-recursion-solves",
    statement=(
        "In every conflict of the episode game, reached or not, the acts that backward induction finds to be optimal for the "
        "original objective are those of the recursion on gaps; the modified optimizer's only optimal act is B."
    ),
    latex=r"Q_t(A) - Q_t(B) = (1 - w)(1 - p\, g\, u_{t+1})",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of(
        EpisodeGame,
        training=range(3),
        deployment=range(3),
        modification=(1, 0, "1/2"),
        overlap=(0, 1, "1/2", 2),
        discount=(1, "2/3"),
        training_agreement=(0, "1/2"),
        monitoring=(0, 1),
    ),
    hypotheses={},
    conclusion=is_solved,
    refutation="A conflict in which the two recursions find different acts.",
    witness=EpisodeGame(training=2, deployment=3),
    source="this library",
    variant=lambda game: induced_acts(game, "mesa")[: game.training] == ("B",) * game.training,
    obligations=obligations,
    induction=(
        "Backwards over the episodes: after the last one M = N = 0 = u. While M - N = (1 - w) u, the first obligation gives "
        "A and B the order of the temptation for w < 1, and the next two keep M - N = (1 - w) u, whichever act is taken; where "
        "both are optimal the last makes the gap the same. Deployment is the same with q and α for p and t. That a modified "
        "optimizer plays B, and what happens at w >= 1, are not in the obligations."
    ),
)
