"""Schedules: the episode game with a probability of modification and a stake of its own for every training episode.

In training episode t an A pays the mesa-objective the stake s_t and a B pays it nothing (an overlap below 1 would cancel),
and an A replaces the objective by the base objective with probability p_t. Deployment has stakes of 1 and no
modification. The discount may exceed 1. What the optimizer does follows from the recursion on gaps
(``toymodels.solvers.gap_recursion``), since its numbers may differ from episode to episode.
"""

import dataclasses
import functools
import itertools
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Annotated, Any

from toymodels.claims import Scope
from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar, number
from toymodels.solvers.gap_recursion import Episode, gap_recursion
from toymodels.training import Phase, TrainingGame

_CHANCE = Parameter("probability that an A gets modified", 0, 1)
_STAKE = Parameter("what an A pays", 0)
_HALF = Fraction(1, 2)
_CHANCES = (0, 1, _HALF, Fraction(1, 3), Fraction(2, 3))
_STAKES = (1, 2, _HALF)
_DISCOUNTS = {"at most 1": (1, _HALF, Fraction(2, 3)), "above 1": (2, Fraction(3, 2)), "any": (1, 2, _HALF)}
_RANDOM_DISCOUNTS: tuple[Scalar, ...] = (
    1,
    *(Fraction(n, n + 1) for n in range(1, 10)),
    2,
    *(Fraction(n + 1, n) for n in range(2, 10)),
)


@dataclasses.dataclass(frozen=True)
class Schedule:
    """The episode game whose training episodes differ.

    Parameters
    ----------
    modifications, stakes
        For every training episode in the order of play, the probability p_t in [0, 1] that an A gets modified and the
        stake s_t >= 0.
    deployment
        The number of episodes of deployment, an integer >= 0.
    discount
        The weight g >= 0 of the next episode relative to this one.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain, or there are not as many probabilities as stakes.

    Examples
    --------
    >>> Schedule(modifications=(1, 0), stakes=(1, 1)).training_acts()
    ('B', 'A')
    """

    modifications: tuple[Scalar, ...] = (1, 1)
    stakes: tuple[Scalar, ...] = (1, 1)
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 1
    discount: Annotated[Scalar, Parameter("weight of the next episode relative to this one", 0)] = 1

    def __post_init__(self) -> None:
        check_fields(self)
        for name, parameter in (("modifications", _CHANCE), ("stakes", _STAKE)):
            checked = tuple(parameter.checked(x, f"{name}[{t}]") for t, x in enumerate(getattr(self, name)))
            object.__setattr__(self, name, checked)
        if len(self.modifications) != len(self.stakes):
            raise ValueError(f"there must be as many modifications as stakes, got {self.modifications} and {self.stakes}")

    def episodes(self) -> tuple[Episode, ...]:
        """The episodes in the order of play."""
        trained = (Episode(p, 1, stake) for p, stake in zip(self.modifications, self.stakes, strict=True))
        return (*trained, *(Episode(0),) * self.deployment)

    def training_acts(self) -> tuple[str, ...]:
        """The optimal acts in training, in the order of play: ``"A"``, ``"B"``, or ``"BA"`` for a tie."""
        return gap_recursion(self.episodes(), self.discount).acts[: len(self.stakes)]

    def plan(self, at_ties: str) -> str:
        """The subgame-perfect plan of training that takes the given act at ties.

        >>> Schedule(deployment=0).plan(at_ties="A"), Schedule(deployment=0).plan(at_ties="B")
        ('AA', 'BA')
        """
        return "".join(acts if len(acts) == 1 else at_ties for acts in self.training_acts())

    def knife_edges(self) -> tuple["Schedule", ...]:
        """The schedules like this one but for one p_t that makes its episode exactly a tie.

        >>> [edge.modifications for edge in Schedule(deployment=2).knife_edges()]
        [(Fraction(1, 2), 1), (1, Fraction(1, 2))]
        """
        gaps = gap_recursion(self.episodes(), self.discount).gaps[1:]
        edges = []
        for t, (stake, gap) in enumerate(zip(self.stakes, gaps, strict=False)):
            if self.discount * gap > 0 and stake <= self.discount * gap:
                tie = number(Fraction(stake) / (self.discount * gap))
                edges.append(dataclasses.replace(self, modifications=_with_item(self.modifications, t, tie)))
        return tuple(edges)

    def training_game(self) -> TrainingGame:
        """The training game that this schedule states, with a phase for every training episode."""
        payoffs = {
            (phi, state, _context(stake), act): stake if act == own else 0
            for stake in (*self.stakes, 1)
            for phi, own in (("mesa", "A"), ("base", "B"))
            for state in ("mesa", "base")
            for act in "BA"
        }
        phases = [_training_phase(t, p, s) for t, (p, s) in enumerate(zip(self.modifications, self.stakes, strict=True))]
        return TrainingGame(
            base="base",
            states={"mesa": "mesa", "base": "base"},
            actions={"mesa": ("B", "A"), "base": ("B", "A")},
            payoffs=payoffs,
            phases=(*phases, Phase("deployment", self.deployment, {_context(1): 1})),
            start="mesa",
            discount=self.discount,
        )


def never_falls(values: Sequence[Scalar]) -> bool:
    """Whether no number of a sequence is smaller than the one before it.

    >>> never_falls((1, 1, 2)), never_falls((1, 0))
    (True, False)
    """
    return all(a <= b for a, b in itertools.pairwise(values))


def rises_slowly(schedule: Schedule) -> bool:
    """Whether g s_{t+1} <= s_t: no stake is larger than 1/g times the one before it.

    >>> rises_slowly(Schedule(stakes=(1, 2), discount="1/2")), rises_slowly(Schedule(stakes=(1, 2)))
    (True, False)
    """
    return all(schedule.discount * later <= stake for stake, later in itertools.pairwise(schedule.stakes))


def is_constant(values: tuple[object, ...]) -> bool:
    """Whether all are the same.

    >>> is_constant((1, 1)), is_constant((1, 2)), is_constant(())
    (True, False, True)
    """
    return len(set(values)) <= 1


def schedule_scope(modifications: str, stakes: str, discounts: str, longest: int = 4) -> Scope:
    """The scope of claims about schedules of some shape.

    Parameters
    ----------
    modifications, stakes
        In which order they come: ``"any"``, ``"rising"``, ``"falling"``, ``"constant"``, ``"ones"``, or for stakes
        ``"slow"``: each raised to g times the next one, where it is less.
    discounts
        ``"at most 1"``, ``"above 1"`` or ``"any"``.
    longest
        The number of training episodes up to which the small scope goes.
    """
    words = f"training 0..{longest}; {modifications} p_t in {_listed(_CHANCES)}; {stakes} stakes in {_listed(_STAKES)}; "
    words += f"deployment 0..2; discount in {_listed(_DISCOUNTS[discounts])}; ties"
    return Scope(
        functools.partial(small_schedules, modifications, stakes, discounts, longest),
        functools.partial(random_schedules, modifications, stakes, discounts),
        words,
    )


@functools.lru_cache(maxsize=8)
def small_schedules(modifications: str, stakes: str, discounts: str, longest: int) -> tuple[Schedule, ...]:
    """Every schedule of a small scope and its knife edges, the simplest first."""
    plain = dict.fromkeys(
        Schedule(_in_order(chances, modifications, g), _in_order(sizes, stakes, g), deployment, g)
        for g in _DISCOUNTS[discounts]
        for training in range(longest + 1)
        for chances in _sequences(_CHANCES, training, modifications)
        for sizes in _sequences(_STAKES, training, stakes)
        for deployment in range(3)
    )
    edges = [edge for schedule in plain if len(schedule.stakes) < 3 for edge in schedule.knife_edges()]
    return tuple(sorted(dict.fromkeys([*plain, *edges]), key=_complexity))


def random_schedules(modifications: str, stakes: str, discounts: str) -> Any:
    """The Hypothesis strategy for schedules of some shape, with up to five episodes of either kind, half of them on a tie.

    A tie is left out where it would upset the order of the probabilities.
    """
    from hypothesis import strategies as st

    chances = st.sampled_from((1, 0, *(Fraction(a, b) for b in range(2, 9) for a in range(1, b))))
    sizes = st.sampled_from((1, 2, 3, _HALF, Fraction(1, 3), Fraction(3, 2), Fraction(2, 3)))
    ratios = st.sampled_from(tuple(g for g in _RANDOM_DISCOUNTS if discounts == "any" or (g > 1) == (discounts == "above 1")))

    def built(draw: Callable[[Any], Any]) -> Schedule:
        training, discount = draw(st.integers(0, 5)), draw(ratios)
        drawn = [[draw(one) for _ in range(training)] for one in (chances, sizes)]
        rows = [_in_order(row, order, discount) for row, order in zip(drawn, (modifications, stakes), strict=True)]
        schedule = Schedule(rows[0], rows[1], draw(st.integers(0, 5)), discount)
        edges = schedule.knife_edges() if draw(st.booleans()) else ()
        kept = [edge for edge in edges if _in_order(edge.modifications, modifications, discount) == edge.modifications]
        return draw(st.sampled_from(kept)) if kept else schedule

    return st.composite(built)()


def _sequences(values: Sequence[Scalar], length: int, order: str) -> Iterable[tuple[Scalar, ...]]:
    """Sequences over some values, of which none that comes in this order is missing."""
    if order in {"rising", "falling"}:
        return itertools.combinations_with_replacement(values, length)
    if order in {"constant", "ones"}:
        return [(value,) * length for value in values]
    return itertools.product(values, repeat=length)


def _in_order(values: Sequence[Scalar], order: str, discount: Scalar) -> tuple[Scalar, ...]:
    """A sequence brought into an order."""
    if order in {"rising", "falling"}:
        return tuple(sorted(values, reverse=order == "falling"))
    if order in {"constant", "ones"}:
        return (values[0] if order == "constant" and values else 1,) * len(values)
    if order == "slow":
        raised = itertools.accumulate(reversed(values), lambda later, value: max(value, discount * later))
        return tuple(raised)[::-1]
    return tuple(values)


def _listed(values: Sequence[Scalar]) -> str:
    return ", ".join(map(str, values))


def _training_phase(t: int, modification: Scalar, stake: Scalar) -> Phase:
    kernel = {("mesa", _context(stake), "A"): {"base": modification, "mesa": 1 - modification}}
    return Phase(f"training {t + 1}", 1, {_context(stake): 1}, kernel, training=True)


def _context(stake: Scalar) -> str:
    return f"conflict over {stake}"


def _with_item(values: tuple[Scalar, ...], t: int, value: Scalar) -> tuple[Scalar, ...]:
    return (*values[:t], value, *values[t + 1 :])


def _complexity(schedule: Schedule) -> tuple[Any, ...]:
    """What schedules are ordered by: episodes, then the sizes of numerators and denominators."""
    values = [Fraction(x) for x in (*schedule.modifications, *schedule.stakes, schedule.discount)]
    size = sum(value.numerator + value.denominator for value in values)
    return len(schedule.stakes) + schedule.deployment, size, len(schedule.stakes), values
