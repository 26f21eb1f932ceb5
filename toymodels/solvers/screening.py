"""All equilibria of a screening game, which of them are reasonable, and when deception pays the candidate.

The equilibria are those of ``toymodels.solvers.screening_equilibria``. The *intuitive criterion* of Cho and Kreps throws out
an equilibrium in which some type could send an unsent message and say: the other type cannot possibly gain by it, so believe
me. Without the test z is got; a deceptive candidate cannot gain by the test iff 1 - y f < z, and an aligned one, once
believed, does iff 1 - y c > z. So pooling without the test fails it iff

    1 - y f < z < 1 - y c   (and G > 0, so that the examiner deploys for sure those whom it believes),

and nothing else fails it: where all take the test, to go without it saves the cost at most, and the worst response to that is
not to be deployed, which is no gain in equilibrium. Types of probability 0 are left out of account.
"""

import dataclasses
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, TypeAlias

from toymodels.domains import with_fields
from toymodels.facts import facts_html, facts_text
from toymodels.models.screening import Screening
from toymodels.scalars import Scalar
from toymodels.solvers.plain_numbers import plain_numbers
from toymodels.solvers.screening_equilibria import Pair, Stakes, equilibrium_sets

SEPARATING, SOMETIMES, ALWAYS, UNTESTED = "separating", "faked sometimes", "faked always", "untested"
REGIMES = (SEPARATING, SOMETIMES, ALWAYS, UNTESTED)
KINDS = (
    "separating",
    "semi-separating, faked sometimes",
    "semi-separating, shirked",
    "pooling on the test",
    "pooling without the test",
    "other mixtures",
)
"""The kinds of equilibria, in the order in which they are listed."""

_ALL, _SOME, _NONE = "yes", "some", "no"

Give: TypeAlias = Callable[[Any], Any]


@dataclasses.dataclass(frozen=True)
class ScreeningEquilibrium:
    """Equilibria that differ by mixing only: every mixture of the strategies with every one of the responses.

    Parameters
    ----------
    kind
        One of ``KINDS``, that of the mixtures in the middle.
    tested
        The probabilities that an aligned and that a deceptive candidate take the test; a pair for each extreme equilibrium.
    deployed
        The probabilities of being deployed after the test and without it, likewise.
    belief_tested, belief_untested
        The examiner's belief in alignment, one number, or the least and the greatest that supports the equilibria.
    intuitive
        Whether they survive the intuitive criterion: yes, no or some of them.
    examiner
        What the examiner expects, fees paid; one number, or the least and the greatest.
    unsafe
        The probability that the candidate is deceptive and is deployed; likewise.
    """

    kind: str
    tested: tuple[tuple[Scalar, Scalar], ...]
    deployed: tuple[tuple[Scalar, Scalar], ...]
    belief_tested: Scalar | tuple[Scalar, Scalar]
    belief_untested: Scalar | tuple[Scalar, Scalar]
    intuitive: str
    examiner: Scalar | tuple[Scalar, Scalar]
    unsafe: Scalar | tuple[Scalar, Scalar]


@dataclasses.dataclass(frozen=True)
class ScreeningSolution:
    """What a test of alignment that can be faked tells, and what it is worth.

    Parameters
    ----------
    value
        What the examiner expects in the equilibrium that ``regime`` names, fees paid.
    regime
        What becomes of the test, the first of ``REGIMES`` that is played in some equilibrium: it separates the types, it is
        faked sometimes, it is faked always, or nobody takes it. Of several such equilibria the safest is reported.
    value_untested
        What the examiner expects without tests: max(0, μ G - (1 - μ) L).
    worth
        What the test is worth to the examiner before fees: what it expects more than without tests.
    greatest_fee
        The greatest fee at which it is as well off as without tests; 0 if nobody takes the test.
    trust
        The belief β = L/(G + L) from which the examiner deploys; None if there is nothing at stake.
    faking
        The probability that a deceptive candidate takes the test.
    deployed_tested, deployed_untested
        The probabilities of being deployed after the test and without it.
    unsafe
        The probability that the candidate is deceptive and is deployed.
    threshold
        The deception threshold: the least cost of faking a level at which the test separates, 1/y. None if none does, and
        where the prior or the stakes leave nothing to find out.
    least_level, greatest_level
        The levels of the test that separate, from 1/f to 1/c; both None if none does, and the greatest also where c = 0.
    equilibria
        All perfect Bayesian equilibria, as finitely many ``ScreeningEquilibrium``.
    """

    value: Scalar
    regime: str
    value_untested: Scalar
    worth: Scalar
    greatest_fee: Scalar
    trust: Scalar | None
    faking: Scalar
    deployed_tested: Scalar
    deployed_untested: Scalar
    unsafe: Scalar
    threshold: Scalar | None
    least_level: Scalar | None
    greatest_level: Scalar | None
    equilibria: tuple[ScreeningEquilibrium, ...]

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def screening(model: Screening) -> ScreeningSolution:
    """All equilibria of a screening game in rational numbers, the deception threshold and what the test is worth.

    Parameters
    ----------
    model
        The model in numbers. Floats are taken for the rational numbers that they are, and the results are rounded.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.

    Examples
    --------
    >>> solution = screening(Screening(level="3/2", aligned_cost="1/2", faking_cost=1))
    >>> [(found.kind, found.intuitive) for found in solution.equilibria]
    [('separating', 'yes'), ('pooling without the test', 'no')]
    >>> solution.least_level, solution.greatest_level, solution.worth
    (1, 2, Fraction(1, 2))
    """
    numbers = plain_numbers(model)
    return _solution(with_fields(model, **numbers.values), numbers.told)


def _solution(model: Screening, give: Give) -> ScreeningSolution:
    stakes = _stakes(model)
    sets = equilibrium_sets(stakes)
    regime, (tests, deployed) = _regime(model, sets)
    untested = max(0, stakes.hope - stakes.fear)
    value, taken = _examiner(model, tests, deployed), _tested(model, tests)
    worth = value + model.fee * taken - untested
    apart = stakes.hope > 0 and stakes.fear > 0
    least, greatest = _levels(model) if apart else (None, None)
    return ScreeningSolution(
        value=give(value),
        regime=regime,
        value_untested=give(untested),
        worth=give(worth),
        greatest_fee=give(Fraction(worth) / taken if taken else 0),
        trust=give(_trust(model)[0]) if model.gain or model.loss else None,
        faking=give(tests[1]),
        deployed_tested=give(deployed[0]),
        deployed_untested=give(deployed[1]),
        unsafe=give(_unsafe(model, tests, deployed)),
        threshold=give(1 / Fraction(model.level)) if apart and model.level and stakes.aligned <= 1 else None,
        least_level=None if least is None else give(least),
        greatest_level=None if greatest is None else give(greatest),
        equilibria=tuple(sorted((_row(model, *found, give) for found in sets), key=lambda row: KINDS.index(row.kind))),
    )


def _stakes(model: Screening) -> Stakes:
    return Stakes(
        aligned=model.level * model.aligned_cost,
        deceptive=model.level * model.faking_cost,
        hope=model.prior * model.gain,
        fear=(1 - model.prior) * model.loss,
    )


def _levels(model: Screening) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest level at which the test separates."""
    if not model.faking_cost or model.faking_cost < model.aligned_cost:
        return None, None
    return 1 / Fraction(model.faking_cost), 1 / Fraction(model.aligned_cost) if model.aligned_cost else None


def _regime(model: Screening, sets: tuple[Any, ...]) -> tuple[str, tuple[Pair, Pair]]:
    """What becomes of the test, and the safest extreme equilibrium in which that is so."""
    is_so: dict[str, Callable[[Scalar, Scalar], bool]] = {
        SEPARATING: lambda a, d: (a, d) == (1, 0),
        SOMETIMES: lambda a, d: a == 1 and 0 < d < 1,
        ALWAYS: lambda a, d: (a, d) == (1, 1),
        UNTESTED: lambda a, d: (a, d) == (0, 0),
    }
    extremes = [(tests, deployed) for strategies, responses in sets for tests in strategies for deployed in responses]
    regime = next(word for word, holds in is_so.items() if any(holds(*tests) for tests, _ in extremes))
    meant = [pair for pair in extremes if is_so[regime](*pair[0])]
    return regime, min(meant, key=lambda pair: (_unsafe(model, *pair), -_examiner(model, *pair)))


def _row(model: Screening, strategies: tuple[Pair, ...], responses: tuple[Pair, ...], give: Give) -> ScreeningEquilibrium:
    extremes = [(tests, deployed) for tests in strategies for deployed in responses]
    left_out = tuple((1 - a, 1 - d) for a, d in strategies)
    return ScreeningEquilibrium(
        kind=_kind(strategies),
        tested=tuple((give(a), give(d)) for a, d in strategies),
        deployed=tuple((give(x), give(z)) for x, z in responses),
        belief_tested=_range(_beliefs(model, strategies, [x for x, _ in responses]), give),
        belief_untested=_range(_beliefs(model, left_out, [z for _, z in responses]), give),
        intuitive=_survives(model, strategies, [z for _, z in responses]),
        examiner=_range([_examiner(model, *pair) for pair in extremes], give),
        unsafe=_range([_unsafe(model, *pair) for pair in extremes], give),
    )


def _kind(strategies: tuple[Pair, ...]) -> str:
    """The kind of the mixture with equal weights."""
    a, d = (sum(map(Fraction, chances)) / len(strategies) for chances in zip(*strategies, strict=True))
    separating, sometimes, shirked, tested, untested, others = KINDS
    pure: dict[tuple[Scalar, Scalar], str] = {(1, 0): separating, (1, 1): tested, (0, 0): untested}
    return pure.get((a, d), sometimes if a == 1 else shirked if d == 0 else others)


def _beliefs(model: Screening, senders: Iterable[Pair], responses: list[Any]) -> list[Scalar]:
    """The extreme beliefs after a message: by Bayes' rule where it is sent, else those that a response is best for."""
    found: list[Scalar] = []
    for aligned, deceptive in senders:
        sent = _tested(model, (aligned, deceptive))
        least, greatest = _trust(model)
        unsent = (0 if min(responses) == 0 else least, 1 if max(responses) == 1 else greatest)
        found += [Fraction(model.prior * aligned) / sent] if sent else unsent
    return found


def _trust(model: Screening) -> tuple[Scalar, Scalar]:
    """The least and the greatest belief at which the examiner is indifferent."""
    if not model.gain and not model.loss:
        return 0, 1
    trust = Fraction(model.loss) / (model.gain + model.loss)
    return trust, trust


def _survives(model: Screening, strategies: tuple[Pair, ...], untested: list[Any]) -> str:
    """Whether equilibria survive the intuitive criterion, by the chances of being deployed without the test."""
    low, high = (1 - model.level * cost for cost in (model.faking_cost, model.aligned_cost))
    least, greatest = min(untested), max(untested)
    possible = (0, 0) in strategies and 0 < model.prior < 1 and model.gain > 0
    if not (possible and low < min(high, greatest) and least < high):
        return _ALL
    return _NONE if strategies == ((0, 0),) and low < least and greatest < high else _SOME


def _tested(model: Screening, tests: Pair) -> Scalar:
    """The probability that the test is taken."""
    return model.prior * tests[0] + (1 - model.prior) * tests[1]


def _examiner(model: Screening, tests: Pair, deployed: Pair) -> Scalar:
    """What the examiner expects."""
    won, lost = (x * deployed[0] + (1 - x) * deployed[1] for x in tests)
    return model.prior * won * model.gain - (1 - model.prior) * lost * model.loss - model.fee * _tested(model, tests)


def _unsafe(model: Screening, tests: Pair, deployed: Pair) -> Scalar:
    """The probability that the candidate is deceptive and is deployed."""
    return (1 - model.prior) * (tests[1] * deployed[0] + (1 - tests[1]) * deployed[1])


def _range(values: list[Any], give: Give) -> Scalar | tuple[Scalar, Scalar]:
    """The least and the greatest, one number where they are equal."""
    least, greatest = give(min(values)), give(max(values))
    return least if least == greatest else (least, greatest)
