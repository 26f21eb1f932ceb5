"""Whoever trains on N mazes makes a searcher iff N x(d) > f: search is invented once, and pays in every maze.

*Proof.* Over N instances a rule R is worth N R(d) and a search S is worth N S(d) - f. The best of all policies is a search
and no rule iff N max S(d) - f > N max R(d), that is N x(d) > f for x(d) = max S(d) - max R(d). Divided by N, and with the same
P/N added to both sides, it is the comparison of (P - f)/N + x(d) with P/N: what the mesa condition maximizes, at the two powers
x = x(d) and x = 0.

*Ties.* Where N x(d) = f a rule and a search are both best; the rule is reported.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.heuristic_or_search import HeuristicOrSearch
from toymodels.scalars import Scalar
from toymodels.solvers.heuristic_or_search import SEARCH, heuristic_or_search
from toymodels.solvers.maze_scores import SEARCHES, measured_scores


def totals(model: HeuristicOrSearch) -> dict[str, Scalar]:
    """What every policy is worth in all instances together, mazes solved less cells looked at and the effort to invent it."""
    scores = measured_scores(model.mazes, model.size, float(model.loops), model.kind, model.patience, model.seed)
    found = {}
    for name, (corner, away) in scores.items():
        solved = corner.success + model.diversity * (away.success - corner.success)
        cells = corner.cells + model.diversity * (away.cells - corner.cells)
        effort = model.search_effort if name in SEARCHES else 0
        found[name] = model.instances * (Fraction(solved) - model.price * cells) - effort
    return found


def is_searcher_best(model: HeuristicOrSearch) -> bool:
    """Whether all policies that are worth the most in all instances together are searches."""
    worth = totals(model)
    return all(name in SEARCHES for name, value in worth.items() if value == max(worth.values()))


def pays(model: HeuristicOrSearch) -> bool:
    """Whether N x(d) > f, as the solver reports x(d), and the solver's own choice is then a search."""
    solution = heuristic_or_search(model)
    paid = bool(model.instances * solution.search_gain > model.search_effort)
    return paid and solution.regime == SEARCH


CLAIM = Claim(
    label="search-pays-for-itself",
    statement=(
        "In mazes, every policy that is worth the most over N instances is a search iff N x(d) > f, for the effort f that it "
        "takes to invent search and what search is worth above rules, x(d), in a maze of diversity d."
    ),
    latex=r"N x(d) > f, \quad x(d) = \max_S W_S(d) - \max_R W_R(d)",
    reading="any policy; at a tie a rule is made",
    scope=scope_of(
        HeuristicOrSearch,
        "diversity",
        instances=(1, 2, 5, 100),
        search_effort=(0, "1/2", 1, 10),
        price=(0, "1/50", "1/10"),
        size=(4,),
        loops=("1/2",),
        kind=("uniform",),
        patience=(12,),
        mazes=(40,),
        seed=(0,),
    ),
    hypotheses={},
    conclusion=lambda model: is_searcher_best(model) == pays(model),
    refutation="A diversity, a number of instances and an effort at which the base optimizer makes the other kind of policy.",
    witness=HeuristicOrSearch(size=4, mazes=40),
    source="this library; arXiv:1906.01820, section 2.1",
    variant=lambda model: is_searcher_best(model) == (heuristic_or_search(model).search_gain > model.search_effort),
)
