"""Payoff overlap cancels: for every w < 1 exactly those acts and plans are optimal that are optimal at w = 0.

*Proof.* Let M and N be what the later episodes are worth, by the original objective, to an unmodified and to a modified
optimizer. In a conflict A instead of B gains

    1 + g (p N + (1 - p) M) - (w + g M)  =  (1 - w) - p g (M - N).

One episode earlier M - N becomes g (M - N) after a B or an agreement, and (1 - w) + (1 - p) g (M - N) after an A. So, for
the same later acts, both M - N and the gain are proportional to 1 - w, which is positive: they have the same sign for all
w < 1, and by induction from the end of the game the same acts are optimal in every conflict, reached or not. Likewise a
plan is worth what B throughout is worth, which depends on no plan, and 1 - w times what it is worth more at w = 0: so the
plans that are best at the start are the same too.

At w = 1 both acts are optimal in every conflict, and at w > 1 B alone is. At w = 0 A alone is optimal in the
last conflict of the game, where nothing is to come. Hence the sets of optimal acts at w >= 1 never are those at w = 0.

*Ties.* The whole sets are compared, so no tie rule plays a part. An act in a conflict that never occurs counts as an act
under the first reading; ex ante any act is optimal there.
"""

import dataclasses
from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import episodes_of
from toymodels.theorems.readings import best_plans, short_games
from toymodels.theorems.steps import quantities, symbols, worth_of_act


def acts_by_worth(game: EpisodeGame) -> tuple[str, ...]:
    """The optimal acts of all conflicts, by what later episodes are worth to either self: no gap is formed.

    >>> acts_by_worth(EpisodeGame(training=2, deployment=3, modification="1/3", overlap="1/2"))
    ('BA', 'BA', 'A', 'A', 'A')
    """
    w, g = game.overlap, game.discount
    acts, own, modified = [], 0, 0
    for p, c, _ in reversed(episodes_of(game)):
        worth = {"B": w + g * own, "A": 1 + g * (p * modified + (1 - p) * own)}
        best = max(worth.values())
        acts.append("".join(act for act in worth if worth[act] == best))
        own = (1 - c) * (1 + g * own) + c * best
        modified = (1 - c) * (1 + g * modified) + c * (w + g * modified)
    return tuple(reversed(acts))


def has_the_acts_of_no_overlap(game: EpisodeGame) -> bool:
    """Whether in every conflict exactly those acts are optimal that are optimal at w = 0."""
    return acts_by_worth(game) == acts_by_worth(dataclasses.replace(game, overlap=0))


def is_cancelled(game: EpisodeGame) -> bool:
    """Whether overlap leaves the optimal acts and the best plans as they are if it is below 1, and only then the acts."""
    if game.overlap >= 1:
        return not has_the_acts_of_no_overlap(game)
    return has_the_acts_of_no_overlap(game) and best_plans(game) == best_plans(dataclasses.replace(game, overlap=0))


def obligations() -> tuple[Obligation, ...]:
    """At two overlaps w and v below 1, gains and gaps are in the proportion of 1 - w to 1 - v, and stay so."""
    _, g, w, t, _ = symbols()
    v, M, N, K, L = quantities("v", "M", "N", "K", "L")

    def proportional(name: str, at_w: Any, at_v: Any) -> Relation:
        return Relation(name, (1 - v) * at_w - (1 - w) * at_v, "=")

    def modified(rest: Any) -> Any:
        return worth_of_act("B", rest, rest)

    def gap(act: str, own: Any, other: Any) -> Any:
        return (1 - t) * (worth_of_act(act, own, other) - modified(other)) + t * g * (own - other)

    given = proportional("gaps in proportion", M - N, K - L)
    below = (Relation("w < 1", 1 - w, ">"), Relation("v < 1", 1 - v, ">"))
    gain, other_gain = worth_of_act("A", M, N) - worth_of_act("B", M, N), worth_of_act("A", K, L) - worth_of_act("B", K, L)
    other_gain = other_gain.subs(w, v)
    return (
        Obligation("A optimal at both", (*below, given, Relation("at w", gain)), Relation("at v", other_gain)),
        Obligation("A better at both", (*below, given, Relation("at w", gain, ">")), Relation("at v", other_gain, ">")),
        *(
            Obligation(
                f"gaps after {act}",
                (given,),
                proportional("gaps in proportion", gap(act, M, N), gap(act, K, L).subs(w, v)),
            )
            for act in "AB"
        ),
    )


CLAIM = Claim(
    label="overlap-cancels",
    statement=(
        "In the episode game with at least one episode, the optimal acts in every conflict are those at overlap 0 if the "
        "overlap is below 1, and only then; and below 1 the plans that are best at the start are those at overlap 0."
    ),
    latex=r"\text{for all } t: \operatorname{argmax}_a Q_t(a; w) = \operatorname{argmax}_a Q_t(a; 0) \iff w < 1",
    reading="subgame-perfect, and ex ante for the plans; the whole sets, whatever the ties",
    scope=dataclasses.replace(
        scope_of(
            EpisodeGame,
            "modification",
            training=range(3),
            deployment=range(3),
            discount=(1, "1/2", "2/3"),
            overlap=(0, 1, -1, "1/2", "3/2"),
        ),
        any_of=short_games,
    ),
    hypotheses={"at least one episode": lambda game: game.training + game.deployment > 0},
    conclusion=is_cancelled,
    refutation="A game with w < 1 and other optimal acts or best plans than at w = 0, or one with w >= 1 and the same acts.",
    witness=EpisodeGame(training=2, deployment=3, overlap="1/2"),
    source="this library",
    variant=has_the_acts_of_no_overlap,
    obligations=obligations,
    induction=(
        "Backwards over the episodes, for two overlaps w, v < 1: after the last episode all is worth 0, so that the gaps are "
        "in proportion; while they are, the gains of A over B have the same sign, so the same acts are optimal (the first "
        "two obligations, also with w and v exchanged), and whichever is taken leaves the gaps in proportion (the other "
        "two). Deployment is the same with q and α for p and t. What happens at w >= 1, and the best plans, are not in the "
        "obligations."
    ),
    proofs=("overlap_cancels.v:overlap_cancels", "overlap_cancels.v:overlap_must_be_below_one"),
)
