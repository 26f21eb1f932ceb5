"""The three conditions for deceptive alignment (section 4.2), each taken away.

C1  the objective extends over episodes (or there is otherwise more value in defecting later than now);
C2  the optimizer models that training selects it for a base objective;
C3  it expects the threat of modification to end.

An ablation is a pair of games: the one that the optimizer plans with and the one that it is in. It solves the first;
its optimal plans take an optimal act in every episode while it is unmodified. What they bring is counted in the second.
"""

import dataclasses
import itertools

from papers.hubinger2019.episodes import episode_game
from papers.hubinger2019.grid import GridTask
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs
from toymodels.regimes import REGIMES, regime
from toymodels.scalars import Scalar
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.policy_evaluation import policy_evaluation

EXAMPLE = episode_game(GridTask())


@dataclasses.dataclass(frozen=True)
class Ablation:
    """An optimizer's picture of the game and the game that it is in.

    Parameters
    ----------
    label
        A short name.
    dropped
        The condition that fails, in words.
    believed
        What the optimizer plans with.
    actual
        What is so.
    """

    label: str
    dropped: str
    believed: EpisodeGame = EXAMPLE
    actual: EpisodeGame = EXAMPLE


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What an optimizer does and gets.

    Parameters
    ----------
    optimal
        Its optimal acts episode by episode, ``*`` where both are.
    plans
        The number of optimal plans.
    first_defections
        The episodes, counted from 1, in which an optimal plan can first play A.
    regimes
        What its optimal plans amount to.
    expected
        What it expects, as it discounts.
    returns
        The least and the most that its optimal plans really bring the mesa-objective, undiscounted.
    """

    optimal: str
    plans: int
    first_defections: tuple[int, ...]
    regimes: tuple[str, ...]
    expected: Scalar
    returns: tuple[Scalar, Scalar]


NEVER_ENDING = dataclasses.replace(EXAMPLE, monitoring=1)
NO_DEPLOYMENT = dataclasses.replace(EXAMPLE, deployment=0)

ABLATIONS = (
    Ablation("none", "nothing"),
    Ablation("C1", "C1: only the present episode counts", dataclasses.replace(EXAMPLE, discount=0)),
    Ablation("C1-weak", "C1 in part: later counts too little", dataclasses.replace(EXAMPLE, discount="3/5")),
    Ablation("C2", "C2: does not know of modification", dataclasses.replace(EXAMPLE, modification=0)),
    Ablation("C3", "C3: the threat never ends", NEVER_ENDING, NEVER_ENDING),
    Ablation("C3-mistaken", "C3: wrongly expects it never to end", NEVER_ENDING),
    Ablation("C3-impatient", "C3, with a little impatience", dataclasses.replace(NEVER_ENDING, discount="9/10"), NEVER_ENDING),
    Ablation("C3-undeployed", "C3: no deployment", NO_DEPLOYMENT, NO_DEPLOYMENT),
)


def outcome(ablation: Ablation) -> Outcome:
    """What the optimizer of an ablation does and gets.

    >>> found = outcome(ABLATIONS[0])
    >>> found.optimal, found.regimes, found.expected, found.returns
    ('BBAAA', ('deceptive',), 3, (3, 3))
    """
    solution = backward_induction(ablation.believed)
    sets = [sorted(solution.optimal_actions(episode)) for episode in range(solution.game.episodes)]
    plans = ["".join(acts) for acts in itertools.product(*sets)]
    named = {regime(solution.game, Runs.of(plan)) for plan in plans}
    returns = [policy_evaluation(ablation.actual, plan).value for plan in plans]
    return Outcome(
        optimal="".join(acts[0] if len(acts) == 1 else "*" for acts in sets),
        plans=len(plans),
        first_defections=tuple(sorted({plan.index("A") + 1 for plan in plans if "A" in plan})),
        regimes=tuple(word for word in REGIMES if word in named),
        expected=solution.value,
        returns=(min(returns), max(returns)),
    )


def changes(game: EpisodeGame) -> str:
    """How a game differs from the example, in parameters.

    >>> changes(EXAMPLE), changes(NEVER_ENDING)
    ('the example', 'monitoring=1')
    """
    fields = [(field.name, getattr(game, field.name)) for field in dataclasses.fields(game)]
    changed = [f"{name}={value}" for name, value in fields if value != getattr(EXAMPLE, name)]
    return ", ".join(changed) or "the example"
