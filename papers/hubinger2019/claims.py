"""What section 4 says, in our words, each statement with the computation that decides it.

A claim's letters: a letter with the word *corner* before it is the paper's, a bare letter is the library's act. Results
are text, rational numbers exact; ``expected.json`` holds what they must be.
"""

import itertools
import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sympy import Rational

from papers.hubinger2019.ablation import ABLATIONS, EXAMPLE, NEVER_ENDING, outcome
from papers.hubinger2019.episodes import (
    discount_threshold,
    grid_game,
    memoryless_optimum,
    memoryless_return,
    mesa_returns,
)
from papers.hubinger2019.grid import GridTask, behaviours, distance, shortest_walks
from toymodels.claims import Claim, Scope
from toymodels.models.memoryless_deceiver import MemorylessDeceiver
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.memoryless_deceiver import memoryless_deceiver
from toymodels.solvers.policy_evaluation import policy_evaluation

EXPECTED = json.loads((Path(__file__).parent / "expected.json").read_text(encoding="utf-8"))
AGREES, IN_PART, DIFFERS = "agrees", "agrees in part", "differs"
_THEIRS = str.maketrans("AB", "BA")


class Finding(NamedTuple):
    """One row of the claims table.

    Parameters
    ----------
    label
        Its key in ``expected.json``.
    statement
        What is claimed, in our words.
    section
        Where in the paper, or what it follows from.
    recomputed
        The computation of the result, as text.
    published
        What the paper says, in short, where it says it outright.
    verdict
        How that compares with the result.
    """

    label: str
    statement: str
    section: str
    recomputed: Callable[[], str]
    published: str = ""
    verdict: str = ""

    @property
    def is_where_we_differ(self) -> bool:
        """Whether the row belongs to a statement of the paper that the result doesn't bear out, or not wholly."""
        return self.label.startswith(("C3", "memoryless"))

    @property
    def expected(self) -> str:
        """The right result, as ``expected.json`` has it."""
        return str(EXPECTED["claims"][self.label])


def claim_of(finding: Finding) -> Claim:
    """A row of the table as a claim about the paper's example, for ``toymodels check``."""
    return Claim(
        label=finding.label.lower().replace(".", "-"),
        statement=f"{finding.statement}: {finding.expected}.",
        latex=rf"\text{{{finding.expected.replace('*', '.')}}}",
        reading="any policy; what is computed is said in the statement",
        scope=Scope(lambda: (EXAMPLE,), None, "the example of section 4"),
        hypotheses={},
        conclusion=lambda _: finding.recomputed() == finding.expected,
        refutation="another result of the same computation",
        witness=EXAMPLE,
        source=f"arXiv:1906.01820, section {finding.section.removeprefix('from ').replace('the grid', '4')}",
        variant=lambda _: finding.recomputed() != finding.expected,
    )


def in_their_letters(plan: str) -> str:
    """A plan in the paper's letters, where the base objective's corner is A.

    >>> in_their_letters("BBAAA")
    'AABBB'
    """
    return plan.translate(_THEIRS)


def _steps() -> str:
    return ", ".join(str(distance(GridTask(), objective)) for objective in ("base", "mesa"))


def _best_walks() -> str:
    return ", ".join(str(len(shortest_walks(GridTask(), objective))) for objective in ("base", "mesa"))


def _shared_walks() -> str:
    return str(len(shortest_walks(GridTask(), "base") & shortest_walks(GridTask(), "mesa")))


def _behaviours() -> str:
    return ", ".join(f"{pair}: {count}" for pair, count in sorted(behaviours(GridTask()).items(), reverse=True))


def _acts_follow() -> str:
    """Whose best walks are the optimal actions, episode by episode, where every walk is an action."""
    solution = backward_induction(grid_game(GridTask()))
    letters = {
        frozenset("-".join(walk) for walk in shortest_walks(GridTask(), objective)): act
        for objective, act in (("base", "B"), ("mesa", "A"))
    }
    return "".join(letters[solution.optimal_actions(episode)] for episode in range(solution.game.episodes))


def _other_readings() -> str:
    readings = itertools.product((("a3", "c3"), ("c3", "a3")), (False, True))
    tasks = [GridTask(base, mesa, diagonal) for (base, mesa), diagonal in readings]
    return ", ".join(str(backward_induction(grid_game(task)).value) for task in tasks)


def _passing_through() -> str:
    return str(backward_induction(grid_game(GridTask(ends_in_corners=False))).value)


def _optimum_in_their_letters() -> str:
    return in_their_letters(backward_induction(EXAMPLE).plan)


def _comparison() -> str:
    return " against ".join(str(policy_evaluation(EXAMPLE, plan).value) for plan in ("BBAAA", "AAAAA"))


def _return_counts() -> str:
    counts = Counter(mesa_returns(EXAMPLE).values())
    return ", ".join(f"{value}: {count}" for value, count in sorted(counts.items()))


def _optimal_plans() -> str:
    returns = mesa_returns(EXAMPLE)
    return ", ".join(plan for plan, value in returns.items() if value == max(returns.values()))


def _ablated(label: str) -> Callable[[], str]:
    ablation = next(row for row in ABLATIONS if row.label == label)
    return lambda: outcome(ablation).optimal


def _by_first_defection() -> str:
    returns = mesa_returns(NEVER_ENDING)
    openings = ["B" * episode + "A" for episode in range(5)] + ["BBBBB"]
    best = [max(value for plan, value in returns.items() if plan.startswith(opening)) for opening in openings]
    return ", ".join(map(str, best))


def _threshold(training: int, deployment: int) -> Callable[[], str]:
    return lambda: discount_threshold(training, deployment)


def _chance(training: int, deployment: int) -> Callable[[], str]:
    return lambda: str(memoryless_optimum(training, deployment)[0])


def _return_at_best() -> str:
    return str(memoryless_optimum(2, 3)[1])


def _by_roots(training: int, deployment: int) -> Callable[[], str]:
    """The same by the library's solver, which shares no code with the enumeration: a recursion, and isolated roots."""

    def found() -> str:
        solution = memoryless_deceiver(MemorylessDeceiver(training, deployment))
        return f"{solution.defection}, {solution.value}"

    return found


def _return_polynomial() -> str:
    return _written({power: c for (power,), c in memoryless_return(2, 3).terms()})


def _recursion_polynomial() -> str:
    (piece,) = memoryless_deceiver(MemorylessDeceiver(2, 3)).pieces
    return _written(dict(enumerate(piece.coefficients)))


def _written(polynomial: Mapping[int, Any]) -> str:
    """A polynomial in p by its powers, the lowest first."""
    terms = [f"{c}p^{power}".removesuffix("^1") for power, c in sorted(polynomial.items()) if c]
    return " + ".join(terms).replace("+ -", "- ")


def _return_at_published() -> str:
    return str(memoryless_return(2, 3).eval(Rational(61, 100)))


FINDINGS = (
    Finding("steps", "Steps to corner A, to corner B", "from the grid", _steps),
    Finding("best-walks", "Number of shortest walks to corner A, to corner B", "from the grid", _best_walks),
    Finding("shared-walks", "Walks that are shortest for both", "from the grid", _shared_walks),
    Finding("behaviours", "Walks of up to 4 steps, by what they pay (base, mesa)", "from the grid", _behaviours),
    Finding("acts-follow", "Whose shortest walks are optimal, where any walk is allowed", "from the grid", _acts_follow),
    Finding("other-readings", "Value as it is, with diagonal steps, corners swapped, both", "from the grid", _other_readings),
    Finding("passing-through", "Value if episodes went on past a corner", "from the grid", _passing_through),
    Finding("optimum", "Best behaviour, in the paper's letters", "4", _optimum_in_their_letters, "A, A, B, B, B", AGREES),
    Finding("comparison", "Deceiving against defecting at once", "4", _comparison, "3 against 1", AGREES),
    Finding("all-plans", "Number of plans by mesa-return", "from 4", _return_counts),
    Finding("unique", "Plans with the greatest mesa-return", "from 4", _optimal_plans),
    Finding("C1", "Optimal without C1", "4.2", _ablated("C1"), "always defects", AGREES),
    Finding("C2", "Optimal without C2", "4.2", _ablated("C2"), "no reason to give up anything now", AGREES),
    Finding("C3", "Optimal without C3 (`*` is either act)", "4.2", _ablated("C3"), "always or never defects", IN_PART),
    Finding("C3-when", "Best return with the first A in episode 1, 2, 3, 4, 5, never", "from 4.2", _by_first_defection),
    Finding("discount-2-3", "Discount above which deceiving pays, T = 2, D = 3", "from 4", _threshold(2, 3)),
    Finding("discount-1-2", "The same, T = 1, D = 2", "from 4", _threshold(1, 2)),
    Finding("discount-2-2", "The same, T = 2, D = 2", "from 4", _threshold(2, 2)),
    Finding("memoryless", "Best memoryless chance of defecting, T = 2, D = 3", "4.5", _chance(2, 3), "about 0.61", DIFFERS),
    Finding("memoryless-value", "Its expected return", "from 4.5", _return_at_best),
    Finding("memoryless-return", "Expected return E(p), weighing all 32 plans", "from 4.5", _return_polynomial),
    Finding("memoryless-recursion", "E(p) by recursion over the chance of being unmodified", "from 4.5", _recursion_polynomial),
    Finding("memoryless-by-roots", "Best chance and return, by the roots of E′ of that recursion", "from 4.5", _by_roots(2, 3)),
    Finding("memoryless-at-0.61", "Expected return at p = 0.61", "from 4.5", _return_at_published),
    Finding("memoryless-1-3", "Best memoryless chance of defecting, T = 1, D = 3", "from 4.5", _chance(1, 3)),
)

CLAIMS = tuple(map(claim_of, FINDINGS))
