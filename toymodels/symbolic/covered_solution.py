"""The solution of any training game with symbols in it: which policy is optimal where, and why there are no others.

The policies come from a cover of the parameter space (``toymodels.symbolic.cover``), which proves that none is missing; each
brings its own conditions, that no choice in it gains less than another action would, as polynomial inequalities
(``toymodels.symbolic.conditions``), and its value by policy evaluation.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from toymodels.domains import Parameter
from toymodels.policies import Rule, Runs, plan_of
from toymodels.solvers.backward_induction import backward_induction
from toymodels.symbolic.algebra.boxes import Box
from toymodels.symbolic.conditions import conditions
from toymodels.symbolic.counted import counted
from toymodels.symbolic.cover import MOST_BOXES, Cover, cover
from toymodels.symbolic.parameter_space import parameter_space
from toymodels.symbolic.pieces import Piece, SymbolicSolution, label_of, short_label
from toymodels.symbolic.ranges import Range
from toymodels.symbolic.suffixes import PolicyTree, Suffix
from toymodels.training import Action, Problem, TrainingGame

_NUMBER_OF_BOXES = Parameter("number of boxes", 0, integer=True)


def covered_solution(
    problem: Problem, *, most_boxes: int = MOST_BOXES, progress: bool | None = None, **ranges: Range
) -> SymbolicSolution:
    """The solution of a game with symbols in it, as the list of its optimal policies and where each is optimal.

    Parameters
    ----------
    problem
        A model or training game whose numbers are polynomials in its symbols, with rational coefficients (a float is the
        rational number that it is); its horizons are numbers.
    most_boxes
        After how many boxes of the proof that nothing is missing to give up. Interrupting it from the keyboard does the
        same: what is found by then is returned, marked incomplete.
    progress
        Whether to show a progress bar for what takes over a second; None shows it in a terminal.
    **ranges
        The range (low, high) of a symbol by its name, or of a model's field by that of the field, which becomes a symbol;
        all of its domain for symbols that are not given.

    Raises
    ------
    TypeError
        If the game holds arrays or a symbolic horizon.
    ValueError
        If there is no symbol, a number is no polynomial, or a range is contradictory.

    Examples
    --------
    >>> from sympy import symbols
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> p, g = symbols("p g")
    >>> print(covered_solution(EpisodeGame(training=1, deployment=2, modification=p, discount=g)))
    BAA  where g*p*(g + 1) >= 1
         value g**2 + g
    AAA  where g*p*(g + 1) <= 1
         value -g**2*p + g**2 - g*p + g + 1
    p in [0, 1], g in [0, 1]; 2 policies, complete; cover of 1 box
    """
    space = parameter_space(problem, ranges, every=True)
    tree = PolicyTree(space)
    found = cover(tree, checked_boxes(most_boxes), progress)
    listed, left = listed_pieces(tree, found)
    return SymbolicSolution(
        names=space.names,
        symbols=space.symbols,
        ranges=space.box,
        pieces=tuple(piece for _, piece in listed),
        open_boxes=left,
        method=f"cover of {counted(len(found.covered), 'box', 'boxes')}",
    )


def checked_boxes(most_boxes: int) -> int:
    """A number of boxes, after a check that it is one."""
    return int(_NUMBER_OF_BOXES.checked(most_boxes, "most_boxes"))


def listed_pieces(tree: PolicyTree, found: Cover) -> tuple[list[tuple[Suffix, Piece]], tuple[Box, ...]]:
    """The policies of a cover and their pieces, in the reverse alphabetical order of their labels, and the open boxes.

    Interrupted from the keyboard, it lists the pieces that are made by then; the boxes in which others are optimal are open.
    """
    listed: list[tuple[Suffix, Piece]] = []
    with contextlib.suppress(KeyboardInterrupt):
        for entry in _pieces(tree, found):
            listed.append(entry)  # noqa: PERF402
    made = {policy for policy, _ in listed}
    lost = tuple(box for box, leaves in found.covered if not made.issuperset(leaf.policy for leaf in leaves))
    return listed, (*found.open, *lost)


def _pieces(tree: PolicyTree, found: Cover) -> Iterator[tuple[Suffix, Piece]]:
    space = tree.space
    whole = {
        policy: backward_induction(space.at(sample), kept=tuple(policy.rules())).policy
        for policy, sample in found.samples.items()
    }
    labels = labels_of(space.game, whole, label_of)
    for policy in sorted(whole, key=labels.__getitem__, reverse=True):
        gains = (comparison for *_, comparison in tree.comparisons(policy))
        yield (
            policy,
            Piece(
                label=labels[policy],
                plan_runs=plan_of(space.game, whole[policy]),
                policy=whole[policy],
                value=space.ring.expression(tree.value(policy)),
                conditions=tuple(condition.relation(space) for condition in conditions(space, gains)),
                sample=dict(zip(space.names, found.samples[policy], strict=True)),
            ),
        )


def labels_of(
    game: TrainingGame, policies: Mapping[Suffix, Runs[Rule]], plan_in_words: Callable[[Runs[Action]], str]
) -> dict[Suffix, str]:
    """A short name for each of some policies: its plan, and what else tells it from those with the same plan."""
    plans = {policy: plan_in_words(plan_of(game, runs)) for policy, runs in policies.items()}
    return {
        policy: plan + _apart(game, policies, [p for p in plans if plans[p] == plan], policy) for policy, plan in plans.items()
    }


def _apart(game: TrainingGame, policies: Mapping[Suffix, Runs[Rule]], alike: Sequence[Suffix], policy: Suffix) -> str:
    """What a policy does at the points, off its plan, at which it differs from policies with the same plan."""
    rules = {other: list(other.rules()) for other in alike}
    notes = []
    for point in dict.fromkeys(point for rule in policy.rules() for point in rule):
        acts = {other: tuple(rule.get(point, "-") for rule in rules[other]) for other in alike}
        if len(set(acts.values())) > 1:
            notes.append(f"{point[0]}, {point[1]}: {short_label(Runs.of(acts[policy]))}")
    return f" ({'; '.join(notes)})" if notes else ""
