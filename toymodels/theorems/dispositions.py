"""What claims about dispositions are stated in: an optimizer's optimal acts by what it believes and values."""

import functools

from toymodels.claims import Scope
from toymodels.evidence.small_scope import scope_of
from toymodels.geometric import geometric_sum
from toymodels.models.disposition import Disposition
from toymodels.scalars import Scalar
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.training import TrainingGame

OVERLAP_BELOW_1 = {"overlap below 1": lambda model: model.overlap < 1}
"""The hypothesis that A is the better act for the mesa-objective in an episode by itself."""


@functools.lru_cache(maxsize=1024)
def believed_acts(model: Disposition) -> tuple[str, ...]:
    """The optimal acts of the unmodified optimizer in each episode, in the game that it plans in.

    >>> believed_acts(Disposition("watched", training=1, deployment=1))
    ('BA', 'A')
    """
    solution = backward_induction(model)
    return tuple("".join(sorted(solution.optimal_actions(t), reverse=True)) for t in range(solution.game.episodes))


@functools.lru_cache(maxsize=1024)
def expectation(model: Disposition) -> Scalar:
    """What the optimizer expects, by its own values, in the game that it plans in.

    >>> expectation(Disposition("unaware"))
    5
    """
    return backward_induction(model).value


def always(game: TrainingGame, act: str) -> Scalar:
    """What the same act in every episode is worth to the starting self of a game.

    >>> always(Disposition().true_game(), "A")
    1
    """
    return policy_evaluation(game, act * game.episodes).value


def all_episodes(model: Disposition) -> Scalar:
    """What 1 in every episode is worth: 1 + g + ... + g^(T+D-1).

    >>> all_episodes(Disposition(training=1, deployment=1, discount="1/2"))
    Fraction(3, 2)
    """
    return geometric_sum(model.discount, model.training + model.deployment)


def scope_of_kind(kind: str) -> Scope:
    """Optimizers of one disposition in games of up to two episodes of either kind.

    >>> scope_of_kind("myopic").words.partition(";")[0]
    'kind myopic'
    """
    return scope_of(
        Disposition,
        kind=(kind,),
        training=range(3),
        deployment=range(3),
        modification=(1, 0, "1/2"),
        overlap=(0, "1/2", -1),
        discount=(1, 0, "2/3"),
    )
