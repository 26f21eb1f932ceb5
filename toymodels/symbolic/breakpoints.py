"""All values of one parameter at which a game's optimal policy changes, as exact numbers, proved complete.

A cover of the range (``toymodels.symbolic.cover``) cuts it at the roots of finitely many polynomials and at the ends of its
boxes; in between, one policy is optimal. All real roots are isolated (``toymodels.symbolic.algebra.real_roots``) and put in
order; the game is solved exactly once in each gap, and the roots at which nothing changes are dropped.

In the episode game the polynomials are known: p g^j u_0 - 1 for j = 1, ..., T, and 1 - w (``toymodels.models.episode_game``).
"""

import dataclasses
import itertools
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import flint

from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Point, short_plan
from toymodels.scalars import Scalar
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form
from toymodels.symbolic.algebra.ordered_roots import OrderedRoot, ordered_roots
from toymodels.symbolic.algebra.polynomials import univariate
from toymodels.symbolic.cover import Cover, cover
from toymodels.symbolic.covered_solution import labels_of
from toymodels.symbolic.episode.episode_polynomials import episode_polynomials
from toymodels.symbolic.integer_breakpoints import integer_breakpoints
from toymodels.symbolic.parameter_space import ParameterSpace, is_integer_field, parameter_space
from toymodels.symbolic.stretches import Breakpoint, Breakpoints, Stretch, Tie
from toymodels.symbolic.suffixes import PolicyTree, Suffix
from toymodels.training import Action, Problem

Parts: TypeAlias = tuple[tuple[Breakpoint, ...], tuple[Stretch, ...]]


def breakpoints(
    problem: Problem, parameter: str, low: object = None, high: object = None, *, progress: bool | None = None
) -> Breakpoints:
    """The values of a parameter at which the optimal policy changes, all of them.

    Parameters
    ----------
    problem
        A model or training game whose other numbers are rational (a float is the rational number that it is).
    parameter
        A field of the model, or a symbol of the game by its name. For a number of episodes the breakpoints are integers,
        and what changes is the regime, or the number of deceptive episodes.
    low, high
        Its range; by default, all of its domain. A number of episodes needs an upper end.
    progress
        Whether to show a progress bar for what takes over a second; None shows it in a terminal.

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
    if is_integer_field(problem, parameter):
        return integer_breakpoints(problem, parameter, low, high, progress=progress)
    space = parameter_space(problem, {parameter: (low, high)})
    low, high = space.box[0]
    if isinstance(problem, EpisodeGame):
        points, stretches = _of_episode_game(space)
        return Breakpoints(space.names[0], low, high, points, stretches, complete=True)
    tree = PolicyTree(space)
    found = cover(tree, progress=progress)
    points, stretches = _of_cover(tree, found)
    return Breakpoints(space.names[0], low, high, points, stretches, found.complete)


def _of_episode_game(space: ParameterSpace) -> Parts:
    """By the closed form."""
    polynomials = [univariate(polynomial) for polynomial in episode_polynomials(space)]
    indifferent = polynomials[0]
    low, high = space.box[0]

    def solved(left: Fraction, right: Fraction) -> Stretch:
        x = next(_samples(left, right))
        model: Any = space.at((x,))
        solution = closed_form(model)
        return Stretch(short_plan(solution.game, solution.plan_runs), solution.policy, x)

    def ties(root: OrderedRoot, before: Stretch, after: Stretch) -> tuple[Tie, ...]:
        """Where the policies differ, as the sign of a comparison changes there; at w = 1 in every conflict of the mesa-self."""
        everywhere = {("mesa", "conflict")} if indifferent.degree() > 0 and root.is_root_of(indifferent) else set()
        both = enumerate(zip(before.policy, after.policy, strict=True))
        return tuple(
            (t, at, frozenset("AB")) for t, (one, other) in both for at in one if one[at] != other[at] or at in everywhere
        )

    roots = ordered_roots([p for p in polynomials if p.degree() > 0], low, high)
    return _changes(roots, low, high, solved, lambda one, other: one.policy != other.policy, ties)


def _of_cover(tree: PolicyTree, found: Cover) -> Parts:
    """By a cover of the range."""
    low, high = tree.space.box[0]
    factors = {factor for _, leaves in found.covered for leaf in leaves for factor in leaf.cuts}
    ends = {end for box, _ in found.covered for end in box[0]} | {end for box in found.open for end in box[0]}
    inner = [flint.fmpz_poly([-Fraction(end).numerator, Fraction(end).denominator]) for end in ends - {None, low, high}]
    policies: dict[Fraction | int, Suffix] = {}

    def solved(left: Fraction, right: Fraction) -> Stretch:
        """The solution between two roots, where nothing is tied: a comparison may be 0 there without changing its sign."""
        x = next(x for x in _samples(left, right) if tree.solution_at((x,))[1])
        policies[x], _ = tree.solution_at((x,))
        whole = backward_induction(tree.space.at((x,)), kept=tuple(policies[x].rules()))
        return Stretch("", whole.policy, x)

    def ties(root: OrderedRoot, before: Stretch, after: Stretch) -> tuple[Tie, ...]:
        """Where a choice of one of the policies gains nothing over another action."""
        tied: dict[tuple[int, Point], set[Action]] = {}
        for stretch in (before, after):
            for episode, point, other, gain in tree.comparisons(policies[stretch.sample]):
                if root.is_root_of(univariate(gain.polynomial)):
                    tied.setdefault((episode, point), set()).update({stretch.policy[episode][point], other})
        return tuple((episode, point, frozenset(tied[episode, point])) for episode, point in sorted(tied, key=str))

    roots = ordered_roots([*(univariate(factor.polynomial) for factor in factors), *inner], low, high)

    def differ(one: Stretch, other: Stretch) -> bool:
        return policies[one.sample] is not policies[other.sample]

    points, stretches = _changes(roots, low, high, solved, differ, ties)
    labels = labels_of(tree.space.game, {policies[stretch.sample]: stretch.policy for stretch in stretches})
    names = [labels[policies[stretch.sample]] for stretch in stretches]
    sides = zip(points, itertools.pairwise(names), strict=True)
    return (
        tuple(dataclasses.replace(point, before=before, after=after) for point, (before, after) in sides),
        tuple(dataclasses.replace(stretch, label=name) for stretch, name in zip(stretches, names, strict=True)),
    )


def _changes(
    roots: Sequence[OrderedRoot],
    low: Scalar,
    high: Scalar,
    solved: Callable[[Fraction, Fraction], Stretch],
    differ: Callable[[Stretch, Stretch], bool],
    ties: Callable[[OrderedRoot, Stretch, Stretch], tuple[Tie, ...]],
) -> Parts:
    """The roots at which the policy does change, and the policies between them."""
    first, last = _edges(low, high, roots)
    ends = [first, *itertools.chain.from_iterable((root.low, root.high) for root in roots), last]
    gaps = list(zip(ends[::2], ends[1::2], strict=True))
    stretches, points = [solved(*gaps[0])], []
    for root, gap in zip(roots, gaps[1:], strict=True):
        before, stretch = stretches[-1], solved(*gap)
        if differ(before, stretch):
            coefficients = tuple(map(int, root.polynomial.coeffs()))
            tied = ties(root, before, stretch)
            points.append(Breakpoint(root.low, root.high, coefficients, before.label, stretch.label, tied))
            stretches.append(stretch)
    return tuple(points), tuple(stretches)


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
