"""In training, one who deceives throughout can't be told from one who is aligned: whoever watches learns nothing.

*Proof.* An observer sees, episode by episode, whether there was a conflict and what the act is worth to the base objective.
An aligned optimizer, whose objective is the base objective, always does what is worth most to it. An unmodified deceiver
with B^T A^D does so too in training: B in conflicts, and in agreements every act serves both. Conflicts are drawn alike for
both, and neither is ever modified. So all sequences of observations are equally likely under both, the likelihood ratio is
1, and by Bayes' rule the posterior probability of deception after any sequence of likelihood L is the prior one,

    π L / (π L + (1 - π) L) = π.

That fails for every plan with an A in training, if there are conflicts: its A gives it away with positive probability.

*Ties.* B has to be optimal in all of training, ties counted (*all-training-threshold*); the claim is about the plan that
takes it there, and about every other subgame-perfect plan that it can be told from the aligned one or training has no
conflicts.
"""

import dataclasses
from fractions import Fraction
from typing import TypeAlias

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import Scalar
from toymodels.theorems.readings import patient_games, subgame_perfect_plans, threat
from toymodels.training import Phase, State, TrainingGame

Observation: TypeAlias = tuple[tuple[str, Scalar], ...]
"""For each episode its context, and what the base objective is paid in it."""

Reached: TypeAlias = dict[tuple[Observation, State], Scalar]
"""The probability of each sequence of observations together with the state that it ends in."""

PRIORS = (Fraction(1, 2), Fraction(1, 10), Fraction(99, 100))


def likelihoods(game: EpisodeGame, start: str, plan: str) -> dict[Observation, Scalar]:
    """The probability of every sequence of observations that can occur while a plan lasts.

    Parameters
    ----------
    game
        The game.
    start
        The objective at the start, ``"mesa"`` or ``"base"``; the latter plays B, whatever the plan is.
    plan
        What the mesa-objective does in each conflict, from the first episode on.

    Examples
    --------
    >>> likelihoods(EpisodeGame(training=1, modification="1/2", training_agreement="1/4"), "mesa", "A")
    {(('conflict', 0),): Fraction(3, 4), (('agreement', 1),): Fraction(1, 4)}
    """
    stated = game.training_game()
    phases = [phase for phase in stated.phases for _ in range(phase.episodes)]
    reached: Reached = {((), start): 1}
    for phase, act in zip(phases, plan, strict=False):
        reached = _one_episode_later(stated, phase, act, reached)
    seen: dict[Observation, Scalar] = {}
    for (observation, _), chance in reached.items():
        seen[observation] = seen.get(observation, 0) + chance
    return seen


def _one_episode_later(game: TrainingGame, phase: Phase, act: str, reached: Reached) -> Reached:
    later: Reached = {}
    for (observation, state), chance in reached.items():
        for context, weight in phase.contexts.items():
            taken = act if state == "mesa" else "B"
            seen = (*observation, (context, game.payoffs["base", state, context, taken]))
            for after, kernel in phase.successors((state, context, taken)).items():
                more = chance * weight * kernel
                if more:
                    later[seen, after] = later.get((seen, after), 0) + more
    return later


def posterior(prior: Scalar, own: Scalar, aligned: Scalar) -> Scalar:
    """The probability of facing a deceiver after an observation, by Bayes' rule.

    >>> posterior(Fraction(1, 2), own=Fraction(1, 4), aligned=1)
    Fraction(1, 5)
    """
    return prior * own / (prior * own + (1 - prior) * aligned)


def tells_nothing(game: EpisodeGame, plan: str) -> bool:
    """Whether the posterior of a plan is the prior after every sequence of observations, for several priors."""
    own, aligned = (likelihoods(game, start, plan) for start in ("mesa", "base"))
    return all(posterior(prior, own.get(seen, 0), aligned.get(seen, 0)) == prior for seen in own | aligned for prior in PRIORS)


def is_hidden_in_training(game: EpisodeGame) -> bool:
    """Whether B throughout training tells nothing, and any other subgame-perfect plan something if there are conflicts."""
    trained = {plan[: game.training] for plan in subgame_perfect_plans(game)}
    service = "B" * game.training
    hidden = {plan for plan in trained if tells_nothing(game, plan)}
    return service in trained and hidden == (trained if game.training_agreement == 1 else {service})


CLAIM = Claim(
    label="indistinguishable-in-training",
    statement=(
        "In the episode game with overlap below 1 and p g^T u_0 >= 1, an unmodified optimizer with the plan B^T A^D and an "
        "aligned one give every sequence of contexts and acts in training the same probability, so that the posterior of "
        "deception is the prior, whatever that is; any other subgame-perfect plan can be told from an aligned optimizer "
        "unless training has no conflicts."
    ),
    latex=r"P(\text{training} \mid B^T A^D) = P(\text{training} \mid \text{aligned}) \implies \pi' = \pi",
    reading="subgame-perfect; the plan takes B at ties in training",
    scope=dataclasses.replace(
        scope_of(
            EpisodeGame,
            "modification",
            training=range(4),
            deployment=(3, 1, 2),
            discount=(1, "4/5"),
            training_agreement=(0, "1/2", 1),
        ),
        any_of=patient_games,
    ),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "some training": lambda game: game.training > 0,
        "deceptive in all of training": lambda game: threat(game, game.training) >= 1,
    },
    conclusion=is_hidden_in_training,
    refutation="A game and a sequence of observations in training that is likelier under deception than under alignment.",
    witness=EpisodeGame(training=2, deployment=3),
    source="this library; deceptive alignment in the sense of arXiv:1906.01820, section 4",
    uses=("all-training-threshold",),
    variant=lambda game: tells_nothing(game, "B" * game.training + "A" * game.deployment),
)
