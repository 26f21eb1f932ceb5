"""Where the phase is hidden, A is optimal exactly from some belief in deployment on, and B exactly up to it.

*Proof.* Let x and y be the weights of training and deployment, and F(x, y) what is ahead of an unmodified optimizer with
these weights after an episode (``toymodels.models.hidden_deployment``), a best plan being chosen: the largest of the
linear functions that its plans are, hence convex, and homogeneous of degree 1. A instead of B gains

    G(x, y) = x + y - g (F(x, y) - F((1 - p) x, y)).

The derivative of F in y depends on y/x only and, F being convex, does not fall with it. At ((1 - p) x, y) the odds are
higher than at (x, y): so F(x, y) - F((1 - p) x, y) does not rise with y, and G rises with y at a rate of at least 1, for
fixed x > 0. So G is negative up to one root, or nowhere, and positive beyond it. Nothing was used of how long training
lasts, nor of the signals.

*Ties.* At the root both acts are optimal, and nowhere else, for overlaps below 1.
"""

import dataclasses
from fractions import Fraction
from typing import Any

from toymodels.beliefs import HiddenPhase, next_beliefs
from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.hidden_deployment import HiddenDeployment
from toymodels.obligations import Obligation, Relation
from toymodels.scalars import Scalar
from toymodels.testing import instances
from toymodels.theorems.steps import quantities

BELIEFS = tuple(Fraction(n, 6) for n in range(7))


def gain(phase: HiddenPhase, discount: Scalar, episode: int, belief: Scalar) -> Scalar:
    """What A instead of B gains at a belief, in units of 1 - w, all later beliefs followed one by one."""
    defection, service = (worth_of_act(phase, discount, episode, belief, act) for act in "AB")
    return defection - service


def worth_of_act(phase: HiddenPhase, discount: Scalar, episode: int, belief: Scalar, act: str) -> Scalar:
    """What an act is worth at a belief if the best is done afterwards.

    >>> worth_of_act(HiddenDeployment(max_episodes=2).hidden_phase(), 1, 1, 0, "B")
    Fraction(1, 1)
    """
    now = 1 if act == "A" else 0
    if episode == phase.episodes:
        return now
    after = next_beliefs(phase, episode, belief, act)
    best = (max(worth_of_act(phase, discount, episode + 1, b, a) for a in "AB") * chance for b, chance in after.items())
    return now + discount * sum(best)


def rises_through_its_root(model: HiddenDeployment) -> bool:
    """Whether at rising beliefs the gain of A in the first episode is negative, then at most once 0, then positive."""
    phase = model.hidden_phase()
    gains = [gain(phase, model.discount, 1, belief) for belief in BELIEFS] if model.max_episodes else []
    signs = [(each > 0) - (each < 0) for each in gains]
    return signs == sorted(signs) and signs.count(0) <= 1


def ignores_beliefs(model: HiddenDeployment) -> bool:
    """Whether A is optimal at every belief or at none: what the claim would be if beliefs didn't matter."""
    return (
        len({gain(model.hidden_phase(), model.discount, 1, belief) >= 0 for belief in BELIEFS}) == 1
        if model.max_episodes
        else True
    )


def short_models() -> Any:
    """Random models of at most three episodes with overlap below 1."""
    from hypothesis import strategies as st

    overlaps = st.sampled_from((0, Fraction(1, 2), -1))
    return instances(HiddenDeployment, max_episodes=st.integers(0, 3), overlap=overlaps)


def obligations() -> tuple[Obligation, ...]:
    """Of two best plans (T, D) and (U, E), worth T x + D y and U x + E y ahead, that at the higher odds has the higher rate."""
    p, g, x, y, T, D, U, E = quantities("p", "g", "x", "y", "T", "D", "U", "E")
    weights = (Relation("p >= 0", p), Relation("p <= 1", 1 - p), Relation("x >= 0", x))
    best = Relation("(T, D) is best at (x, y)", (T - U) * x + (D - E) * y)
    best_after = Relation("(U, E) is best at ((1 - p) x, y)", (U - T) * (1 - p) * x + (E - D) * y)
    gain = x + y - g * (T * x + D * y - U * (1 - p) * x - E * y)
    rate = gain.diff(y)
    return (
        Obligation("higher odds, higher rate", (*weights, best, best_after), Relation("p x y (E - D)", p * x * y * (E - D))),
        Obligation(
            "the gain rises", (Relation("g >= 0", g), Relation("E >= D", E - D)), Relation("its rate is >= 1", rate - 1)
        ),
    )


CLAIM = Claim(
    label="belief-threshold",
    statement=(
        "In the hidden deployment with overlap below 1, what A gains over B in an episode is negative at the beliefs in "
        "deployment below some threshold, 0 at most there, and positive above."
    ),
    latex=r"b < b' ,\ A \in \operatorname{argmax}_a Q_t(b, a) \implies \{A\} = \operatorname{argmax}_a Q_t(b', a)",
    reading="subgame-perfect; ties at the threshold only",
    scope=dataclasses.replace(
        scope_of(
            HiddenDeployment,
            max_episodes=(0, 1, 2, 3, 4),
            hazard=(0, "1/3", 1),
            modification=(1, "1/2", "2/3"),
            discount=(1, "1/2"),
            detection=(0, "3/4", 1),
            false_alarm=(0, "1/4"),
        ),
        any_of=short_models,
    ),
    hypotheses={
        "overlap below 1": lambda model: model.overlap < 1,
        "at most four episodes, to be followed one by one": lambda model: model.max_episodes <= 4,
    },
    conclusion=rises_through_its_root,
    refutation="A belief at which A is optimal, and a greater one at which it isn't, or at which B is too.",
    witness=HiddenDeployment(max_episodes=3),
    source="this library",
    variant=ignores_beliefs,
    obligations=obligations,
    induction=(
        "What is ahead is worth the largest of T x + D y over the plans. For p, x, y > 0 the first obligation says that the "
        "rate in y does not fall from the plan that is best at (x, y) to the one at ((1 - p) x, y); for p = 0 it is the same "
        "plan. With the second, the gain of A rises in y at a rate of at least 1 on each line, and it is continuous."
    ),
)
