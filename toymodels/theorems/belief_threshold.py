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

from fractions import Fraction

from toymodels.beliefs import HiddenPhase, next_beliefs
from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.hidden_deployment import HiddenDeployment
from toymodels.scalars import Scalar

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
    gains = [gain(model.hidden_phase(), model.discount, 1, belief) for belief in BELIEFS] if model.max_episodes else []
    signs = [(each > 0) - (each < 0) for each in gains]
    return signs == sorted(signs) and signs.count(0) <= 1


def ignores_beliefs(model: HiddenDeployment) -> bool:
    """Whether A is optimal at every belief or at none: what the claim would be if beliefs didn't matter."""
    return (
        len({gain(model.hidden_phase(), model.discount, 1, belief) >= 0 for belief in BELIEFS}) == 1
        if model.max_episodes
        else True
    )


CLAIM = Claim(
    label="belief-threshold",
    statement=(
        "In the hidden deployment with overlap below 1, what A gains over B in an episode is negative at the beliefs in "
        "deployment below some threshold, 0 at most there, and positive above."
    ),
    latex=r"b < b' ,\ A \in \operatorname{argmax}_a Q_t(b, a) \implies \{A\} = \operatorname{argmax}_a Q_t(b', a)",
    reading="subgame-perfect; ties at the threshold only",
    scope=scope_of(
        HiddenDeployment,
        max_episodes=(0, 1, 2, 3, 4),
        hazard=(0, "1/3", 1),
        modification=(1, "1/2", "2/3"),
        discount=(1, "1/2"),
        detection=(0, "3/4", 1),
        false_alarm=(0, "1/4"),
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
)
