"""The solution of any training game with symbols in it: which policy is optimal where, and why there are no others.

The policies come from a cover of the parameter space (``toymodels.symbolic.cover``), which proves that none is missing; each
brings its own conditions, that no choice in it gains less than another action would, as polynomial inequalities
(``toymodels.symbolic.conditions``), and its value by policy evaluation.
"""

from collections.abc import Iterator, Mapping, Sequence

from toymodels.policies import Rule, Runs, plan_of, short_plan, spelled
from toymodels.solvers.backward_induction import backward_induction
from toymodels.symbolic.conditions import conditions
from toymodels.symbolic.cover import MOST_BOXES, Cover, cover
from toymodels.symbolic.parameter_space import Range, parameter_space
from toymodels.symbolic.pieces import Piece, SymbolicSolution
from toymodels.symbolic.suffixes import PolicyTree, Suffix
from toymodels.training import Problem, TrainingGame


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
    found = cover(tree, most_boxes, progress)
    return SymbolicSolution(
        names=space.names,
        symbols=space.symbols,
        ranges=space.box,
        pieces=tuple(piece for _, piece in pieces(tree, found)),
        open_boxes=found.open,
        method=f"cover of {len(found.covered)} box{'es' if len(found.covered) != 1 else ''}",
    )


def pieces(tree: PolicyTree, found: Cover) -> Iterator[tuple[Suffix, Piece]]:
    """The policies of a cover and their pieces, in the reverse alphabetical order of their labels."""
    space = tree.space
    whole = {
        policy: backward_induction(space.at(sample), kept=tuple(policy.rules())).policy
        for policy, sample in found.samples.items()
    }
    labels = labels_of(space.game, whole)
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


def labels_of(game: TrainingGame, policies: Mapping[Suffix, Runs[Rule]]) -> dict[Suffix, str]:
    """A short name for each of some policies: its plan, and what else tells it from those with the same plan."""
    plans = {policy: short_plan(game, plan_of(game, runs)) for policy, runs in policies.items()}
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
            notes.append(f"{point[0]}, {point[1]}: {spelled(Runs.of(acts[policy]))}")
    return f" ({'; '.join(notes)})" if notes else ""
