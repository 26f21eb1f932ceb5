"""The inspection game as a table of plans: what comes of a set of inspected stages and a plan of the inspectee.

The inspector sees nothing but its own inspections until the game ends, so that its pure plans are sets of stages. The
inspectee's tell for every history of inspections whether it violates next. Nothing here is shared with the package.
"""

import itertools
from fractions import Fraction

import numpy as np
from scipy.optimize import linprog


def schedules(stages, inspections):
    """The sets of at most so many inspected stages, as tuples of 0 and 1."""
    return [row for row in itertools.product((0, 1), repeat=stages) if sum(row) <= inspections]


def plans(stages):
    """The inspectee's plans, as mappings of histories of inspections to whether it violates next."""
    histories = [row for length in range(stages) for row in itertools.product((0, 1), repeat=length)]
    return [dict(zip(histories, acts, strict=True)) for acts in itertools.product((0, 1), repeat=len(histories))]


def outcome(schedule, plan, violations):
    """How many violations weren't seen, and whether one was."""
    missed = 0
    for stage, inspected in enumerate(schedule):
        if plan[schedule[:stage]] and missed < violations:
            if inspected:
                return missed, 1
            missed += 1
    return missed, 0


def outcomes(stages, inspections, violations):
    """The different rows (missed, caught) by schedule that the plans of the inspectee bring about, as an array."""
    drawn = schedules(stages, inspections)
    rows = {tuple(outcome(schedule, plan, violations) for schedule in drawn) for plan in plans(stages)}
    return np.array(sorted(rows))


def worth(rows, penalty):
    """What each row is worth to the inspectee under each schedule, in exact numbers."""
    return [[Fraction(int(missed)) - penalty * int(caught) for missed, caught in row] for row in rows]


def game_value(stages, inspections, violations, penalty):
    """The value to the inspectee of the zero-sum game of all plans, by a linear program in floats."""
    payoffs = np.array(worth(outcomes(stages, inspections, violations), penalty), dtype=float)
    plays = payoffs.shape[1]
    found = linprog(
        [*[0] * plays, 1],
        A_ub=np.hstack([payoffs, -np.ones((len(payoffs), 1))]),
        b_ub=np.zeros(len(payoffs)),
        A_eq=[[*[1] * plays, 0]],
        b_eq=[1],
        bounds=[(0, 1)] * plays + [(None, None)],
    )
    return found.fun


def leader_value(stages, inspections, penalty, loss):
    """The most that an inspector can get by committing itself: the best over all answers that it can make optimal."""
    rows = outcomes(stages, inspections, 1)
    payoffs = np.array(worth(rows, penalty), dtype=float)
    gains = np.array([[-missed - float(loss) * caught for missed, caught in row] for row in rows])
    best = []
    for answer, gain in zip(payoffs, gains, strict=True):
        found = linprog(
            -gain,
            A_ub=payoffs - answer,
            b_ub=np.zeros(len(payoffs)),
            A_eq=[[1] * len(gain)],
            b_eq=[1],
        )
        best += [-found.fun] if found.status == 0 else []
    return max(best)


def tree_value(stages, inspections, violations, penalty):
    """The same value as ``game_value``, for longer games: the inspectee's best answer is a linear program over histories.

    W(h, k) is what the game is worth from history h with k violations left, times the probability of h: at least what each
    act brings. The inspector chooses the weights of its schedules so that W at the start is least.
    """
    drawn = schedules(stages, inspections)
    histories = [row for length in range(stages + 1) for row in itertools.product((0, 1), repeat=length)]
    histories = [row for row in histories if sum(row) <= inspections]
    at = {key: len(drawn) + i for i, key in enumerate(itertools.product(histories, range(violations + 1)))}
    rows = []
    for history, left in itertools.product(histories, range(violations + 1)):
        nexts = [longer for x in (0, 1) if (longer := (*history, x)) in histories and len(history) < stages]
        rows.append({at[history, left]: -1} | {at[longer, left]: 1 for longer in nexts})
        if left and nexts:
            row = {at[history, left]: -1, at[(*history, 0), left - 1]: 1}
            for i, schedule in enumerate(drawn):
                if schedule[: len(history)] == history:
                    row[i] = -float(penalty) if schedule[len(history)] else 1
            rows.append(row)
    matrix = np.zeros((len(rows), len(drawn) + len(at)))
    for i, row in enumerate(rows):
        matrix[i, list(row)] = list(row.values())
    start = np.zeros(matrix.shape[1])
    start[at[(), violations]] = 1
    weights = np.zeros((1, matrix.shape[1]))
    weights[0, : len(drawn)] = 1
    bounds = [(0, 1)] * len(drawn) + [(None, None)] * len(at)
    return linprog(start, A_ub=matrix, b_ub=np.zeros(len(rows)), A_eq=weights, b_eq=[1], bounds=bounds).fun
