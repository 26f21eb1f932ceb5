"""A higher probability of modification makes it serve the base objective in no fewer training episodes.

*Proof.* u_0, the gap at the end of training, doesn't depend on p. Where B is optimal with a gap u >= 0 to follow, p g u >= 1,
it is so for any p' >= p and any gap v >= u, since p' g v >= p g u. After a B both gaps are multiplied by g, which keeps
their order (here they stay equal). This lasts for the m episodes at the end of training in which B is optimal for p. In
all earlier ones A is optimal for p (*single-switch*), and B at most as a tie, which takes g = 1 and p (1 - τ) = 1
(*monotone-in-deployment*): then p is 1 and there is no larger p'. For w >= 1 B is always optimal.

It is the behaviour that is monotone, not its consequence: see *fear-lowers-survival*.
"""

import dataclasses
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import gap_before, temptation
from toymodels.theorems.readings import deceptive_episodes, is_deterred_wherever
from toymodels.theorems.steps import domains, symbols, training_episode

_CHANCES = (Fraction(1, 3), Fraction(1, 2), Fraction(3, 4), 1)


def likelier(game: EpisodeGame) -> tuple[EpisodeGame, ...]:
    """The same game with a larger probability of modification, for some."""
    return tuple(dataclasses.replace(game, modification=p) for p in _CHANCES if p > game.modification)


def obligations() -> tuple[Obligation, ...]:
    """Likelier modification tempts less, with the same gap or a larger one, and after a B the gaps keep their order."""
    import sympy

    p, g, _, _, u = symbols()
    more, larger = sympy.Symbol("P"), sympy.Symbol("v")
    here = training_episode()
    there = here._replace(modification=more)
    ordered = (Relation("the gap is no smaller", larger - u),)
    chances = (Relation("P >= p", more - p), Relation("P <= 1", 1 - more))
    served = gap_before(there, g, larger, "B") - gap_before(here, g, u, "B")
    tempted = temptation(here, g, u) - temptation(there, g, larger)
    return (
        Obligation("deterrence", (*domains(), *chances, *ordered), Relation("it tempts less", tempted)),
        Obligation("a B in training", (*domains(), *chances, *ordered), Relation("the gaps keep their order", served)),
    )


CLAIM = Claim(
    label="monotone-in-modification",
    statement="With likelier modification in training, B is optimal in every training episode in which it was optimal before.",
    latex=r"p \le p' \implies m(p) \le m(p')",
    reading="subgame-perfect; ties count as B",
    scope=scope_of(EpisodeGame, "training", "deployment", "modification", "discount"),
    hypotheses={"overlap below 1": lambda game: game.overlap < 1},
    conclusion=lambda game: all(is_deterred_wherever(other, game) for other in likelier(game)),
    refutation="A training episode in which B is optimal for one probability of modification and not for a larger one.",
    witness=EpisodeGame(training=2, deployment=3, modification=Fraction(1, 3)),
    source="derived here",
    uses=("single-switch", "monotone-in-deployment"),
    variant=lambda game: all(deceptive_episodes(other) <= deceptive_episodes(game) for other in likelier(game)),
    obligations=obligations,
    induction=(
        "Backwards over the episodes at the end of training in which B is optimal for the smaller probability, from the gap "
        "that deployment leaves, the same for both. Before them A is optimal for the smaller one (single-switch), and B at "
        "most as a tie, which needs p = 1 (the last obligations of monotone-in-deployment): then none is larger."
    ),
    proofs=("monotone_deception.v:monotone_deception",),
)
