"""What is left of a population of objectives after training: closed forms, and the Moran chain where chance has a say.

Filtering and the replicator are powers and exponentials. Of the Moran process only the numbers of candidates with the same
faults matter; their Markov chain (``toymodels.populations.moran_chain``) starts from a multinomial distribution. With more
states than that solves it is simulated instead, ``RUNS`` times.
"""

import dataclasses
import math
from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from toymodels.facts import facts_html, facts_text
from toymodels.models.selection import Selection
from toymodels.populations.moran import moran
from toymodels.populations.moran_chain import MOST_STATES, MoranChain, after_events, number_of_states, takeover
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, is_exact, number, quotient
from toymodels.solvers.plain_numbers import check_plain

ALIGNED = ("aligned", "corrigible")
NOBODY = "nobody"
REGIMES = (*ALIGNED, "proxy", "deceptive", "open", NOBODY)
RUNS, MOST_EVENTS = 200, 100_000_000


@dataclasses.dataclass(frozen=True)
class SelectionSolution:
    """Who is deployed.

    Parameters
    ----------
    value
        The share of the aligned and the corrigible among the deployed; None if nobody is left.
    regime
        One of ``REGIMES``: the most common type among the deployed, at a tie the first in this order.
    shares
        The share of every type among the deployed; expected shares of the Moran process.
    deceptive_share
        That of the deceptive.
    start
        The shares before training.
    limit
        The shares after endless training; None where that is not known, for a simulated population.
    deceptive_limit
        That of the deceptive.
    visible_faults
        The probability that one of the deployed has a fault in a further episode of training: what the base optimizer sees.
    passing
        With filtering, the share of candidates that are not discarded; else None.
    standard_error
        Of the deceptive share, where it is simulated; else 0.
    """

    value: Scalar
    regime: str
    shares: Mapping[str, Scalar]
    deceptive_share: Scalar
    start: Mapping[str, Scalar]
    limit: Mapping[str, Scalar] | None
    deceptive_limit: Scalar
    visible_faults: Scalar
    passing: Scalar
    standard_error: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def selection(model: Selection) -> SelectionSolution:
    """The shares of the types among the deployed, before training, and after endless training.

    Exact for filtering in exact numbers. The replicator's shares are floats, as are the Moran process's after finitely many
    episodes; its limit is exact if there are few states.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the exact shares are too long to write down, or the Moran process takes too long to simulate.

    Examples
    --------
    >>> solution = selection(Selection(training=2, disagreement="1/2"))
    >>> solution.shares["deceptive"], solution.deceptive_limit, solution.visible_faults
    (Fraction(1, 3), Fraction(1, 2), Fraction(1, 6))

    Who deceives without a slip outlives who is honest and errs.

    >>> selection(Selection(mistake="1/100", training=1000)).regime
    'deceptive'
    """
    check_plain(model)
    start, limit, error = shared(model.start()), None, 0.0
    passing = None
    if not start:
        deployed: dict[str, Scalar] = {}
    elif model.dynamic == "moran":
        deployed, limit, error = _moran_shares(model, start)
    else:
        left, fittest = _weights_left(model, start)
        deployed, limit = shared(left), _fittest(model, start)
        passing = number(sum(left.values()) * fittest) if model.dynamic == "filtering" else None
    faults = model.faults()
    return SelectionSolution(
        value=number(sum(deployed[name] for name in ALIGNED)) if deployed else None,
        regime=max(deployed, key=lambda name: deployed[name]) if deployed else NOBODY,
        shares=deployed,
        deceptive_share=deployed.get("deceptive"),
        start=start,
        limit=limit,
        deceptive_limit=limit.get("deceptive") if limit else None,
        visible_faults=number(sum(share * faults[name] for name, share in deployed.items())) if deployed else None,
        passing=passing,
        standard_error=error or 0,
    )


def shared(amounts: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """Amounts as shares of their sum; none if it is 0.

    >>> shared({"a": 1, "b": 2}), shared({"a": 0})
    ({'a': Fraction(1, 3), 'b': Fraction(2, 3)}, {})
    """
    total = sum(amounts.values())
    if not total:
        return {}
    whole = Fraction(total) if is_exact(total) else total
    return {name: number(amount / whole) for name, amount in amounts.items()}


def _weights_left(model: Selection, start: Mapping[str, Scalar]) -> tuple[dict[str, Scalar], Scalar]:
    """What is left of each type's share, relative to what is left of the fittest, and that: so nothing underflows."""
    losses = {name: model.strength * model.faults()[name] for name, share in start.items() if share}
    least, n = min(losses.values()), model.training
    if model.dynamic == "replicator":
        left = {name: math.exp(-float((loss - least) * n)) for name, loss in losses.items()}
        return {name: share * left.get(name, 0) for name, share in start.items()}, None
    if least == 1:
        return (dict(start), 1) if n == 0 else (dict.fromkeys(start, 0), 1)
    length = sum(bits(1 - loss) for loss in losses.values() if is_exact(loss)) * n
    if length > LONGEST_NUMBER:
        raise ValueError(f"training must give shares of at most {LONGEST_NUMBER} bits, got {n}: write a float")
    left = {name: quotient(1 - loss, 1 - least) ** n for name, loss in losses.items()}
    return {name: share * left.get(name, 0) for name, share in start.items()}, (1 - least) ** n


def _fittest(model: Selection, start: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """The shares among those with the fewest faults; all of them if faults don't count, none if nobody passes for ever."""
    losses = {name: model.strength * model.faults()[name] for name, share in start.items() if share}
    least = min(losses.values())
    if least == 1 and model.dynamic == "filtering":
        return {}
    return shared({name: share if losses.get(name) == least else 0 for name, share in start.items()})


def _moran_shares(model: Selection, start: Mapping[str, Scalar]) -> tuple[dict[str, Scalar], dict[str, Scalar] | None, float]:
    """Expected shares after training and in the end, with the standard error of the deceptive share."""
    fitness = {name: number(1 - model.strength * rate) for name, rate in model.faults().items()}
    classes = tuple(dict.fromkeys(fitness[name] for name, share in start.items() if share))
    if number_of_states(model.population, len(classes)) > MOST_STATES:
        return _simulated(model, start, fitness)
    sizes = {fit: sum(share for name, share in start.items() if fitness[name] == fit) for fit in classes}
    chain = MoranChain(classes, model.population)
    drawn = {state: _multinomial(state, tuple(sizes.values())) for state in chain.states}
    ends = takeover(chain)
    end = [sum(chance * ends[state][i] for state, chance in drawn.items()) for i in range(len(classes))]
    after = after_events(chain, model.training * model.population)
    seen = np.array([float(chance) for chance in drawn.values()]) @ after @ np.array(chain.states) / model.population
    now = [float(share) for share in seen] if model.training else list(sizes.values())

    def of_types(by_class: list[Scalar]) -> dict[str, Scalar]:
        share_of = dict(zip(classes, by_class, strict=True))
        return {
            name: number(share_of[fitness[name]] * quotient(share, sizes[fitness[name]])) if share else 0
            for name, share in start.items()
        }

    return of_types(now), of_types(end), 0.0


def _simulated(
    model: Selection, start: Mapping[str, Scalar], fitness: Mapping[str, Scalar]
) -> tuple[dict[str, Scalar], None, float]:
    events = RUNS * model.population * model.training
    if events > MOST_EVENTS:
        raise ValueError(
            f"population times training must be at most {MOST_EVENTS // RUNS} to be simulated, got {events // RUNS}"
        )
    rng = np.random.default_rng(model.seed)
    chances = np.array([float(share) for share in start.values()])
    runs = []
    for _ in range(RUNS):
        counts = dict(zip(start, rng.multinomial(model.population, chances / chances.sum()).tolist(), strict=True))
        runs.append(moran(fitness, counts, model.training, rng, every=max(1, model.training)).shares[-1])
    means = dict(zip(start, map(float, np.mean(runs, axis=0)), strict=True))
    place = list(start).index("deceptive")
    return means, None, float(np.std(runs, axis=0, ddof=1)[place] / math.sqrt(RUNS))


def _multinomial(state: tuple[int, ...], shares: tuple[Scalar, ...]) -> Scalar:
    """The probability that so many of each class are drawn."""
    ways = math.factorial(sum(state))
    chance: Scalar = 1
    for count, share in zip(state, shares, strict=True):
        ways //= math.factorial(count)
        chance *= share**count
    return ways * chance
