"""Which policy the base optimizer makes of the mazes it trains on, and the diversity at which it makes a searcher.

All policies are measured on the same random mazes (``toymodels.solvers.maze_scores``), drawn by a generator made of the
model's seed; with what was measured everything else is exact. The worth of a policy is linear in the diversity d, so that a
search S beats a rule R on one side of the root of S(d) - f/N = R(d); it beats all rules on an interval, and the threshold is
the least d in any search's interval.
"""

import dataclasses
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, TypeAlias

from toymodels.facts import facts_html, facts_text
from toymodels.models.heuristic_or_search import HeuristicOrSearch
from toymodels.scalars import Scalar
from toymodels.solvers.maze_scores import SEARCHES, measured_scores
from toymodels.solvers.plain_numbers import plain_numbers

RULE, FAILS, SEARCH = "rule", "rule that fails", "search"
REGIMES = (RULE, FAILS, SEARCH)

Line: TypeAlias = tuple[Fraction, Fraction]
"""A policy's worth with the exit in the corner, and with the exit anywhere."""


@dataclasses.dataclass(frozen=True)
class HeuristicOrSearchSolution:
    """What the base optimizer makes, how that does in training and in deployment, and when search would win.

    Parameters
    ----------
    value
        What the policy chosen is worth in a training maze, in mazes solved, less its share of the effort if it searches.
    regime
        One of ``REGIMES``: a *rule*, a *rule that fails* (one that search would outdo in deployment), or *search*. At a tie
        in training it is a rule.
    chosen
        The policy chosen.
    training_success, deployment_success
        The shares of mazes that it solves.
    search_gain
        x(d), what the best search is worth above the best rule in a training maze, without the effort.
    instances_threshold
        f/x(d): search wins if there are more instances; None if it never does.
    diversity_threshold
        Search wins above that diversity, or from 0 on if it is 0; None if it never does.
    policies
        For each policy what was measured: with the exit in the corner and anywhere, the share of mazes solved and the cells
        looked at per maze.
    """

    value: Scalar
    regime: str
    chosen: str
    training_success: Scalar
    deployment_success: Scalar
    search_gain: Scalar
    instances_threshold: Scalar
    diversity_threshold: Scalar
    policies: tuple[dict[str, Any], ...]

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def heuristic_or_search(model: HeuristicOrSearch) -> HeuristicOrSearchSolution:
    """The policy chosen in training, measured on random mazes, and the thresholds at which it is a search.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.

    Examples
    --------
    >>> solution = heuristic_or_search(HeuristicOrSearch(mazes=200))
    >>> solution.chosen, solution.regime, round(float(solution.diversity_threshold), 2)
    ('down and right', 'rule that fails', 0.29)
    """
    plain = plain_numbers(model)
    numbers, told = plain.values, plain.told
    d, later = numbers["diversity"], numbers["deployment_diversity"]
    scores = measured_scores(model.mazes, model.size, float(model.loops), model.kind, model.patience, model.seed)
    lines = {name: (_worth(here, numbers["price"]), _worth(away, numbers["price"])) for name, (here, away) in scores.items()}
    rules = {name: line for name, line in lines.items() if name not in SEARCHES}
    searches = {name: lines[name] for name in SEARCHES}
    share = Fraction(numbers["search_effort"]) / numbers["instances"]
    rule, search = (max(names, key=lambda name: mixed(lines[name], d)) for names in (rules, searches))
    gain = mixed(lines[search], d) - mixed(lines[rule], d)
    chosen = search if gain > share else rule
    outdone = max(mixed(line, later) for line in searches.values()) > mixed(lines[rule], later)
    successes = tuple(score.success for score in scores[chosen])
    return HeuristicOrSearchSolution(
        value=told(mixed(lines[chosen], d) - (share if chosen == search else 0)),
        regime=SEARCH if chosen == search else FAILS if outdone else RULE,
        chosen=chosen,
        training_success=told(mixed(successes, d)),
        deployment_success=told(mixed(successes, later)),
        search_gain=told(gain),
        instances_threshold=told(numbers["search_effort"] / gain) if gain > 0 else None,
        diversity_threshold=told(least_diversity(searches.values(), rules.values(), share)),
        policies=tuple(_row(name, pair, told) for name, pair in scores.items()),
    )


def mixed(pair: tuple[Scalar, ...], diversity: Scalar) -> Scalar:
    """What something is worth if the exit is anywhere with a probability, and in the corner otherwise."""
    return (1 - diversity) * pair[0] + diversity * pair[1]


def least_diversity(searches: Iterable[Line], rules: Iterable[Line], share: Scalar) -> Scalar:
    """The least diversity above which, or from which on if it is 0, some search is worth more than every rule and its share.

    None if there is no such diversity below 1.

    >>> least_diversity([(0, Fraction(1))], [(Fraction(1, 2), Fraction(1, 2))], 0)
    Fraction(1, 2)
    """
    rules = tuple(rules)
    starts = [_start(search, rules, share) for search in searches]
    return min((start for start in starts if start is not None), default=None)


def _start(search: Line, rules: tuple[Line, ...], share: Scalar) -> Scalar:
    """The left end of the open interval of diversities at which a search beats all rules, None if that is empty."""
    low, high = Fraction(0), Fraction(1)
    for rule in rules:
        ahead = search[0] - rule[0] - share, search[1] - rule[1] - share
        if max(ahead) <= 0:
            return None
        if min(ahead) < 0:
            root = ahead[0] / (ahead[0] - ahead[1])
            low, high = (max(low, root), high) if ahead[0] < 0 else (low, min(high, root))
    return low if low < high else None


def _worth(score: Any, price: Scalar) -> Fraction:
    return Fraction(score.success - price * score.cells)


def _row(name: str, pair: tuple[Any, ...], told: Any) -> dict[str, Any]:
    here, away = pair
    return {
        "policy": name,
        "solved_in_the_corner": told(here.success),
        "cells_in_the_corner": told(here.cells),
        "solved_anywhere": told(away.success),
        "cells_anywhere": told(away.cells),
    }
