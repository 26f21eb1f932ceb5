"""The thresholds of deception decide as the recursion does, for each parameter, and are what their formulas say.

*Proof.* By *all-training-threshold* B is optimal in all of training iff w >= 1 or p g^T u_0 >= 1. The left side doesn't fall
with p, g and D, and doesn't rise with T, q and α (*monotone-in-modification* and its like; for α and q see
``toymodels.thresholds``): so for each parameter deception pays everywhere, nowhere, or from one value on. Solved for p,
for α where q = 0, for D and for T, with r = g (1 - q (1 - α)),

    p* = 1 / (g^T u_0),    α* = 1 - 1 / (p g^T S_D(g)),
    D* = the least D with r^D <= 1 - (1 - r) / (p g^T (1 - α)),  or with D >= 1 / (p (1 - α)) where r = 1,
    T* = the greatest T with p u_0 >= (1/g)^T,

which are the formulas with logarithms before these are taken. For w it is 1, for g, q and otherwise α a root of
p g^T u_0 = 1, between the two rationals that are given.

*Ties* count as deception: at a threshold B is optimal in all of training, and where it is exact,
of another parameter than w and the horizons, A is optimal in the first conflict too.
"""

import dataclasses
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from toymodels.claims import Claim
from toymodels.domains import parameters
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import Scalar
from toymodels.theorems.readings import short_games, threat, training_acts
from toymodels.threshold import Threshold
from toymodels.thresholds import deception_threshold


def is_deceptive(game: EpisodeGame) -> bool:
    """Whether B is optimal in all of training by the recursion."""
    return all("B" in acts for acts in training_acts(game))


def deceives_by(threshold: Threshold) -> bool:
    """Whether the game that a threshold is for deceives according to it."""
    own = getattr(threshold.game, threshold.parameter)
    if threshold.status != "threshold":
        return threshold.status == "everywhere"
    return bool(own >= threshold.high if threshold.direction == "at or above" else own <= threshold.low)


def is_by_formula(threshold: Threshold) -> bool:
    """Whether a threshold is what the formula for its parameter says, or encloses the root where there is none."""
    if threshold.status != "threshold":
        return True
    game, parameter, low, high = threshold.game, threshold.parameter, threshold.low, threshold.high
    if parameter in FORMULAS:
        return bool(low == high and FORMULAS[parameter](game, low))
    if parameter == "deployment_agreement" and game.monitoring == 0:
        free = dataclasses.replace(game, deployment_agreement=0)
        return bool(low == high == 1 - 1 / Fraction(threat(free, game.training)))
    ends = (dataclasses.replace(game, **{parameter: end}) for end in (low, high))
    below, above = (threat(end, game.training) - 1 for end in ends)
    return bool(below * above <= 0)


def is_least_deployment(game: EpisodeGame, deployment: int) -> bool:
    """Whether a horizon is the first that is long enough for the formula for D*."""
    conflict = 1 - game.deployment_agreement
    lasting = game.discount * (1 - game.monitoring * conflict)
    weight = game.modification * game.discount**game.training * conflict

    def reaches(horizon: int) -> bool:
        return bool(horizon * weight >= 1 if lasting == 1 else lasting**horizon * weight <= weight - (1 - lasting))

    return reaches(deployment) and not reaches(deployment - 1)


def is_greatest_training(game: EpisodeGame, training: int) -> bool:
    """Whether a length of training is the last that is short enough for the formula for T*."""
    return bool(threat(game, training) >= 1 > threat(game, training + 1))


def is_inverse_threat(game: EpisodeGame, modification: Scalar) -> bool:
    """Whether a probability is 1 / (g^T u_0)."""
    return bool(modification * threat(dataclasses.replace(game, modification=1), game.training) == 1)


FORMULAS: dict[str, Callable[[EpisodeGame, Any], bool]] = {
    "modification": is_inverse_threat,
    "overlap": lambda _, overlap: bool(overlap == 1),
    "deployment": is_least_deployment,
    "training": is_greatest_training,
}
"""Whether a value is the threshold of a parameter, by the formula for it."""


def decide_as_the_recursion(game: EpisodeGame) -> bool:
    """Whether all thresholds of a game decide as the recursion does and are by their formulas."""
    thresholds = [deception_threshold(game, name) for name in parameters(EpisodeGame)]
    return all(deceives_by(each) == is_deceptive(game) and is_by_formula(each) for each in thresholds)


CLAIM = Claim(
    label="threshold-formulas",
    statement=(
        "For each parameter of the episode game with some training, B is optimal in all of training iff the parameter is on "
        "the side of its threshold that deception_threshold names, and the threshold is what its formula says."
    ),
    latex=(
        r"p^* = \frac{1}{g^T u_0}, \quad \alpha^* = 1 - \frac{1}{p\, g^T S_D(g)}, \quad "
        r"D^* = \left\lceil \frac{\ln(1 - (1 - r) / (p\, g^T (1 - \alpha)))}{\ln r} \right\rceil, \quad "
        r"T^* = \left\lfloor \frac{\ln(p\, u_0)}{\ln(1/g)} \right\rfloor"
    ),
    reading="subgame-perfect; ties count as deception",
    scope=dataclasses.replace(
        scope_of(
            EpisodeGame,
            training=(1, 2),
            deployment=range(4),
            modification=(1, 0, "1/2", "2/3"),
            overlap=(0, 1),
            discount=(1, "2/3", "5/6"),
            deployment_agreement=(0, "1/3"),
            monitoring=(0, "1/4"),
        ),
        any_of=short_games,
    ),
    hypotheses={"some training": lambda game: game.training > 0},
    conclusion=decide_as_the_recursion,
    refutation="A game on the other side of one of its thresholds than its optimal acts, or a threshold off its formula.",
    witness=EpisodeGame(training=2, deployment=3),
    source="toymodels.thresholds",
    uses=("all-training-threshold", "monotone-in-modification", "monotone-in-deployment", "training-agreement-is-idle"),
    variant=lambda game: deceives_by(deception_threshold(game, "modification")) == ("B" in training_acts(game)[-1]),
)
