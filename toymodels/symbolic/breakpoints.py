"""All values of one parameter at which a game's optimal policy changes, as exact numbers, proved complete.

A cover of the range (``toymodels.symbolic.cover``) cuts it at the roots of finitely many polynomials and at the ends of its
boxes; in between, one policy is optimal. All real roots are isolated (``toymodels.symbolic.algebra.real_roots``) and put in
order; the game is solved exactly once in each gap, and the roots at which nothing changes are dropped.

In the episode game the polynomials are known: p g^j u_0 - 1 for j = 1, ..., T, and 1 - w (``toymodels.models.episode_game``).
"""

import contextlib
import dataclasses
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import flint

from toymodels.domains import parameters
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Point, short_plan
from toymodels.progress import tracked
from toymodels.scalars import Scalar
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form
from toymodels.solvers.switching import EpisodeParameters
from toymodels.symbolic.algebra.boxes import Interval, interior
from toymodels.symbolic.algebra.ordered_roots import OrderedRoot, ordered_roots
from toymodels.symbolic.algebra.polynomials import univariate
from toymodels.symbolic.cover import cover
from toymodels.symbolic.covered_solution import labels_of
from toymodels.symbolic.episode.episode_box import conflicts_met
from toymodels.symbolic.episode.episode_polynomials import episode_polynomials
from toymodels.symbolic.integer_breakpoints import integer_breakpoints
from toymodels.symbolic.parameter_space import ParameterSpace, is_integer_field, parameter_space
from toymodels.symbolic.stretches import Breakpoint, Breakpoints, Stretch, TieRun
from toymodels.symbolic.suffixes import PolicyTree, Suffix
from toymodels.training import Action, Problem, TrainingGame


def breakpoints(
    problem: Problem, parameter: str, low: object = None, high: object = None, *, progress: bool | None = None
) -> Breakpoints:
    """The values of a parameter at which the optimal policy changes, all of them.

    Parameters
    ----------
    problem
        A model or training game whose other numbers are rational (a float is the rational number that it is).
    parameter
        A field of the model, or a symbol of the game by its name (or itself). For a number of episodes the breakpoints are
        integers, and what changes is the regime, or the number of deceptive episodes.
    low, high
        Its range; by default, all of its domain. A number of episodes needs an upper end.
    progress
        Whether to show a progress bar for what takes over a second; None shows it in a terminal. Interrupted from the
        keyboard, it returns what is proved by then, and where nothing is as open intervals.

    Raises
    ------
    TypeError
        If the game holds arrays, or something else than a number is given for an end of the range.
    ValueError
        If the parameter is unknown or does not occur, if a symbol is left besides it, or if the range is contradictory.

    Examples
    --------
    >>> found = breakpoints(EpisodeGame(training=2, deployment=3), "discount", 0, 1)
    >>> print(found)
    AAAAA
      from 0.543689012692...: ABAAA
      from 0.682327803828...: BBAAA
    discount in [0, 1]; 2 breakpoints, complete
    >>> found.points[0].value
    CRootOf(x**3 + x**2 + x - 1, 0)
    >>> [(episode, sorted(actions)) for episode, _, actions in found.points[0].ties]
    [(1, ['A', 'B'])]
    """
    horizon = _horizon(problem, parameter)
    if horizon:
        return integer_breakpoints(problem, horizon, low, high, progress=progress)
    space = parameter_space(problem, {parameter: (low, high)})
    return _of_episode_game(space, progress) if isinstance(problem, EpisodeGame) else _of_cover(space, progress)


def _horizon(problem: Problem, parameter: str) -> str | None:
    """The number of episodes of a model that a parameter is, by name or by its symbol."""
    fields = () if isinstance(problem, TrainingGame) else tuple(parameters(type(problem)))
    horizons = (name for name in fields if is_integer_field(problem, name))
    named = (name for name in horizons if str(parameter) in (name, str(getattr(problem, name))))
    return next(named, None)


def _of_episode_game(space: ParameterSpace, progress: bool | None) -> Breakpoints:
    """By the closed form."""
    game = EpisodeParameters.of(space.problem)
    met = dict(zip((True, False), conflicts_met(game), strict=True))
    indifferent, *deterrence = (univariate(polynomial) for polynomial in episode_polynomials(space))

    def solved(left: Fraction, right: Fraction) -> Stretch:
        x = next(_samples(left, right))
        model: Any = space.at((x,))
        solution = closed_form(model)
        return Stretch(short_plan(solution.game, solution.plan_runs), solution.policy, x)

    def ties(root: OrderedRoot, before: Stretch, after: Stretch) -> tuple[TieRun, ...]:
        """Where the policies differ, as the sign of a comparison changes there; at w = 1 in every conflict of the mesa-self."""
        everywhere = {("mesa", "conflict")} if indifferent.degree() > 0 and root.is_root_of(indifferent) else set()
        both = enumerate(zip(before.policy, after.policy, strict=True))
        days = ((t, one, other) for t, (one, other) in both if met[t < game.training])
        return tuple(
            (t, 1, at, frozenset("AB")) for t, one, other in days for at in one if one[at] != other[at] or at in everywhere
        )

    def differ(one: Stretch, other: Stretch) -> bool:
        both = enumerate(zip(one.policy, other.policy, strict=True))
        return any(before != after and met[t < game.training] for t, (before, after) in both)

    roots = _roots(space, [indifferent, *deterrence])
    return _breakpoints(space, *_changes(space, roots, (), _Method(solved, differ, ties), progress))


def _of_cover(space: ParameterSpace, progress: bool | None) -> Breakpoints:
    """By a cover of the range."""
    tree = PolicyTree(space)
    found = cover(tree, progress=progress)
    low, high = space.box[0]
    factors = {factor for _, leaves in found.covered for leaf in leaves for factor in leaf.cuts}
    ends = {end for box in (*(box for box, _ in found.covered), *found.open) for end in box[0]}
    inner = [flint.fmpz_poly([-Fraction(end).numerator, Fraction(end).denominator]) for end in ends - {None, low, high}]
    policies: dict[Fraction | int, Suffix] = {}

    def solved(left: Fraction, right: Fraction) -> Stretch:
        """The solution between two roots, where nothing is tied: a comparison may be 0 there without changing its sign."""
        x = next(x for x in _samples(left, right) if tree.solution_at((x,))[1])
        policies[x], _ = tree.solution_at((x,))
        whole = backward_induction(space.at((x,)), kept=tuple(policies[x].rules()))
        return Stretch("", whole.policy, x)

    def ties(root: OrderedRoot, before: Stretch, after: Stretch) -> tuple[TieRun, ...]:
        """Where a choice of one of the policies gains nothing over another action."""
        tied: dict[tuple[int, Point], set[Action]] = {}
        for stretch in (before, after):
            for episode, point, other, gain in tree.comparisons(policies[stretch.sample]):
                if root.is_root_of(univariate(gain.polynomial)):
                    tied.setdefault((episode, point), set()).update({stretch.policy[episode][point], other})
        return tuple((episode, 1, point, frozenset(tied[episode, point])) for episode, point in sorted(tied, key=str))

    def differ(one: Stretch, other: Stretch) -> bool:
        return policies[one.sample] is not policies[other.sample]

    roots = _roots(space, [*(univariate(factor.polynomial) for factor in factors), *inner])
    points, stretches, left = _changes(
        space, roots, tuple(box[0] for box in found.open), _Method(solved, differ, ties), progress
    )
    shown = {policies[stretch.sample]: stretch.policy for stretch in stretches if stretch.known}
    labels = labels_of(space.game, shown, lambda plan: short_plan(space.game, plan))
    named = [dataclasses.replace(one, label=labels[policies[one.sample]]) if one.known else one for one in stretches]
    sides = zip(points, itertools.pairwise(named), strict=True)
    points = [dataclasses.replace(point, before=one.label, after=other.label) for point, (one, other) in sides]
    return _breakpoints(space, points, named, left)


def _breakpoints(
    space: ParameterSpace, points: Iterable[Breakpoint], stretches: Iterable[Stretch], left: Iterable[Interval]
) -> Breakpoints:
    return Breakpoints(space.names[0], *space.box[0], tuple(points), tuple(stretches), tuple(left))


@dataclasses.dataclass(frozen=True)
class _Method:
    """How the policy between two roots is found, when two of them differ, and where both are optimal at a root."""

    solved: Callable[[Fraction, Fraction], Stretch]
    differ: Callable[[Stretch, Stretch], bool]
    ties: Callable[[OrderedRoot, Stretch, Stretch], tuple[TieRun, ...]]


def _roots(space: ParameterSpace, polynomials: Iterable[Any]) -> list[OrderedRoot] | None:
    """The roots at which the policy may change; None if interrupted."""
    try:
        return ordered_roots([polynomial for polynomial in polynomials if polynomial.degree() > 0], *space.box[0])
    except KeyboardInterrupt:
        return None


def _changes(
    space: ParameterSpace,
    roots: Sequence[OrderedRoot] | None,
    left: tuple[Interval, ...],
    method: _Method,
    progress: bool | None,
) -> tuple[list[Breakpoint], list[Stretch], list[Interval]]:
    """The roots at which the policy does change, the policies between them, and where nothing is proved of either."""
    low, high = space.box[0]
    if roots is None:
        return [], [Stretch.unknown(interior((low, high)))], [(low, high)]
    first, last = _edges(low, high, roots)
    ends = [first, *itertools.chain.from_iterable((root.low, root.high) for root in roots), last]
    gaps = list(zip(ends[::2], ends[1::2], strict=True))
    stretches: list[Stretch] = []
    points: list[Breakpoint] = []
    marks, reached = [None, *roots], 0
    with contextlib.suppress(KeyboardInterrupt):
        for reached, gap in enumerate(tracked(gaps, "breakpoints", progress)):
            middle = (gap[0] + gap[1]) / 2
            stretch = Stretch.unknown(middle) if _is_in(middle, left) else method.solved(*gap)
            _join(points, stretches, marks[reached], stretch, method)
        return points, stretches, _merged(left)
    root, (start, stop) = marks[reached], gaps[reached]
    _join(points, stretches, root, Stretch.unknown((start + stop) / 2), method)
    return points, stretches, _merged([*left, (root.low if root else low, high)])


def _join(
    points: list[Breakpoint], stretches: list[Stretch], root: OrderedRoot | None, stretch: Stretch, method: _Method
) -> None:
    """Add what comes after a root to what was found before it."""
    if root and stretches:
        before = stretches[-1]
        both = before.known and stretch.known
        if before.known == stretch.known and not (both and method.differ(before, stretch)):
            return
        ties = method.ties(root, before, stretch) if both else ()
        coefficients = tuple(map(int, root.polynomial.coeffs()))
        points.append(Breakpoint(root.low, root.high, coefficients, before.label, stretch.label, ties))
    stretches.append(stretch)


def _is_in(x: Fraction, intervals: Iterable[Interval]) -> bool:
    return any((low is None or low < x) and (high is None or x < high) for low, high in intervals)


def _merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The same numbers in as few intervals as possible, in order."""
    merged: list[Interval] = []
    for low, high in sorted(intervals, key=lambda ends: (ends[0] is not None, ends[0])):
        if merged and (merged[-1][1] is None or low <= merged[-1][1]):
            ends = (merged[-1][1], high)
            merged[-1] = (merged[-1][0], None if None in ends else max(ends))
        else:
            merged.append((low, high))
    return merged


def _edges(low: Scalar, high: Scalar, roots: Sequence[OrderedRoot]) -> tuple[Fraction, Fraction]:
    """The ends of a range, numbers beyond all roots where it has none."""
    known = [Fraction(end) for end in (low, high) if end is not None]
    known += [end for root in roots for end in (root.low, root.high)]
    first = Fraction(low) if low is not None else min(known, default=Fraction(0)) - 1
    return first, Fraction(high) if high is not None else max(known, default=Fraction(0)) + 1


def _samples(left: Fraction, right: Fraction) -> Iterator[Fraction]:
    """Rationals of few digits strictly between two others: near the middle, and then elsewhere."""
    shares = (Fraction(k, parts) for parts in itertools.count(2) for k in range(1, parts))
    width = right - left
    return (_near(left + width * share, width / (4 * share.denominator**2)) for share in shares)


def _near(place: Fraction, reach: Fraction) -> Fraction:
    """A rational of few digits less than so far from another."""
    bound = 2
    while abs(place.limit_denominator(bound) - place) >= reach:
        bound *= 4
    return place.limit_denominator(bound)
