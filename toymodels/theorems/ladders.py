"""Ladders: partial modification, by which an optimizer's objective moves towards the base objective one rung at a time.

N + 1 objectives lead from the mesa-objective, rung 0, to the base objective, rung N; rung i values an A at 1 - i/N and a B
at (1 - i/N) w + i/N. An A in training moves the objective one rung up with probability p; every rung, once in charge, acts
for its own objective and foresees what the others will do. N = 1 is the episode game.

Rung i gains a_i = (1 - i/N)(1 - w) - i/N by an A instead of a B in the episode at hand, and nobody's act pays it otherwise: so
its objective is a_i times the discounted number of A's, plus a constant. With n_i the number expected from the next episode
on if rung i is in charge, an A instead of a B gains it a_i (1 - p g (n_i - n_{i+1})). There are three kinds of rungs: the
first favour A's and are a team, the last favour B's, and between them there may be one that is *indifferent*. What that one
does is a matter of taste, and it matters to the others: ``at_ties`` says which act every rung takes at ties.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, Any

from toymodels.domains import Parameter, check_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import Scalar, ratio
from toymodels.solvers.gap_recursion import Episode, temptation
from toymodels.testing import instances
from toymodels.training import Phase, TrainingGame


@dataclasses.dataclass(frozen=True)
class Ladder:
    """The episode game with objectives between the mesa-objective and the base objective.

    Parameters
    ----------
    rungs
        N, the number of modifications that lead from the mesa-objective to the base objective, an integer >= 1.
    training, deployment, modification, overlap, discount
        As in the episode game.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> [Ladder(rungs=n, modification="1/2").training_acts(at_ties="B") for n in (1, 3)]
    [('B', 'B'), ('A', 'A')]
    """

    rungs: Annotated[Scalar, Parameter("steps from the mesa-objective to the base objective", 1, integer=True)] = 2
    training: Annotated[Scalar, Parameter("episodes of training", 0, integer=True)] = 2
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 3
    modification: Annotated[Scalar, Parameter("probability that an A in training moves one rung up", 0, 1)] = 1
    overlap: Annotated[Scalar, Parameter("what B pays the mesa-objective, where A pays 1")] = 0
    discount: Annotated[Scalar, Parameter("weight of the next episode relative to this one", 0, 1)] = 1

    def __post_init__(self) -> None:
        check_fields(self)

    def gains(self) -> tuple[Scalar, ...]:
        """What each rung gains by an A instead of a B in the episode at hand.

        >>> Ladder(rungs=2).gains()
        (1, Fraction(0, 1), -1)
        """
        return tuple(a - b for a, b in self.pays())

    def pays(self) -> tuple[tuple[Scalar, Scalar], ...]:
        """What an A and a B pay each rung."""
        shares = [ratio(i, self.rungs) for i in range(self.rungs + 1)]
        return tuple((1 - share, (1 - share) * self.overlap + share) for share in shares)

    def training_acts(self, at_ties: str) -> tuple[str, ...]:
        """The optimal acts of rung 0 in training, in the order of play: ``"A"``, ``"B"``, or ``"BA"`` for a tie."""
        counts = [0] * (self.rungs + 1)
        acts = []
        for modification in (0,) * self.deployment + (self.modification,) * self.training:
            optimal = self._optimal(Episode(modification), counts)
            taken = [act if len(act) == 1 else at_ties for act in optimal]
            counts = [self._count_before(modification, counts, i, act) for i, act in enumerate(taken)]
            acts.append(optimal[0])
        return tuple(reversed(acts[self.deployment :]))

    def knife_edges(self) -> tuple["Ladder", ...]:
        """The ladders like this one in which a training episode of the last rung that favours A is a tie."""
        game = EpisodeGame(self.training, self.deployment, discount=self.discount)
        return tuple(dataclasses.replace(self, modification=edge.modification) for edge in game.knife_edges())

    def training_game(self) -> TrainingGame:
        """The training game that this ladder states: objectives and states 0 to N, actions B and A."""
        rungs = range(self.rungs + 1)
        payoffs = {
            (phi, state, "conflict", act): pay
            for phi, (a, b) in enumerate(self.pays())
            for state in rungs
            for act, pay in (("A", a), ("B", b))
        }
        stay, move = 1 - self.modification, self.modification
        kernel = {(i, "conflict", "A"): {i: stay, i + 1: move} for i in rungs[:-1]}
        return TrainingGame(
            base=self.rungs,
            states={i: i for i in rungs},
            actions=dict.fromkeys(rungs, ("B", "A")),
            payoffs=payoffs,
            phases=(
                Phase("training", self.training, {"conflict": 1}, kernel, training=True),
                Phase("deployment", self.deployment, {"conflict": 1}),
            ),
            start=0,
            discount=self.discount,
        )

    def _optimal(self, episode: Episode, counts: list[Scalar]) -> list[str]:
        """The optimal acts of every rung."""
        optimal = []
        for i, gain in enumerate(self.gains()):
            advantage = gain * temptation(episode, self.discount, counts[i] - counts[min(i + 1, self.rungs)])
            optimal.append("A" if advantage > 0 else "B" if advantage < 0 else "BA")
        return optimal

    def _count_before(self, modification: Scalar, counts: list[Scalar], rung: int, act: str) -> Scalar:
        """The expected discounted number of A's from an episode on, with a rung in charge that takes an act."""
        if act == "B":
            return self.discount * counts[rung]
        moved = counts[min(rung + 1, self.rungs)]
        return 1 + self.discount * ((1 - modification) * counts[rung] + modification * moved)


def short_ladders(fewest: int) -> Any:
    """The Hypothesis strategy for ladders of at least so many rungs, up to three more, with at most four episodes of a kind.

    Overlaps are such that rung 1 is often indifferent.
    """
    from hypothesis import strategies as st

    horizon = st.integers(0, 4)
    overlap = st.sampled_from((0, Fraction(1, 2), -1, Fraction(2, 3)))
    return instances(Ladder, rungs=st.integers(fewest, fewest + 3), training=horizon, deployment=horizon, overlap=overlap)
