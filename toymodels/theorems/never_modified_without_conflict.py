"""Training without conflicts modifies nobody, whatever is done in it.

*Proof.* Only an A in a conflict can lead to modification, and at τ = 1 a training episode is a conflict with probability
0. So each episode of training keeps the objective with probability 1, whatever is done in it, and so does training as a
whole: a goal that agrees with the base objective wherever training looks is not corrected by training, however long.

*Any policy* is meant, of any objective and with any dependence on what happened before: the greatest probability of
being modified is found by a recursion over all of them, from the kernel that the model states.

In deployment modification needs monitoring and conflicts there; the claim is about training alone.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import Scalar
from toymodels.training import Phase


def greatest_chance_of_modification(game: EpisodeGame, phases: int = 1) -> Scalar:
    """The greatest probability, over all policies, of being modified in training, or in several phases from its start on.

    >>> greatest_chance_of_modification(EpisodeGame(training=2, modification="1/2"))
    Fraction(3, 4)
    """
    stated = game.training_game()
    chance = 0
    for phase in reversed(stated.phases[:phases]):
        for _ in range(phase.episodes):
            chance = _one_episode_earlier(phase, stated.actions["mesa"], chance)
    return chance


def _one_episode_earlier(phase: Phase, actions: tuple[str, ...], later: Scalar) -> Scalar:
    """The greatest chance one episode earlier: in every context the act that makes the most of it."""

    def chance(context: str, act: str) -> Scalar:
        after = phase.successors(("mesa", context, act))
        return after.get("base", 0) + after.get("mesa", 0) * later

    return sum(weight * max(chance(context, act) for act in actions) for context, weight in phase.contexts.items())


CLAIM = Claim(
    label="never-modified-without-conflict",
    statement=(
        "In the episode game with agreement in every training episode, no policy whatever is modified in training with a "
        "positive probability."
    ),
    latex=r"\tau = 1 \implies P(\text{modified in training}) = 0",
    reading="any policy, optimal or not; ties play no part",
    scope=scope_of(
        EpisodeGame,
        training=range(5),
        deployment=range(3),
        modification=(1, 0, "1/2"),
        discount=(1, "1/2"),
        training_agreement=(1,),
        monitoring=(0, 1),
    ),
    hypotheses={"no conflicts in training": lambda game: game.training_agreement == 1},
    conclusion=lambda game: greatest_chance_of_modification(game) == 0,
    refutation="A game without conflicts in training and a policy that is modified in it.",
    witness=EpisodeGame(training=2, deployment=3, training_agreement=1),
    source="this library",
    variant=lambda game: greatest_chance_of_modification(game, phases=2) == 0,
)
