"""The shares of objectives drawn at random that are aligned, misgeneralize, deceive or defect, by the model's integrals."""

import dataclasses
from fractions import Fraction

from toymodels.facts import facts_html, facts_text
from toymodels.geometric import geometric_sum
from toymodels.models.goal_guarding import GoalGuarding
from toymodels.scalars import Scalar, is_exact, number
from toymodels.solvers.plain_numbers import check_plain

ALIGNED, MISGENERALIZES, DECEPTIVE, DEFECTS = "aligned", "misgeneralizes", "deceptive", "defects"
REGIMES = (DEFECTS, DECEPTIVE, MISGENERALIZES, ALIGNED)
_LIMITS = {"outcomes": 100, "options": 100, "training": 1000, "deployment": 1000}
_LONGEST_UNDISCOUNTED = 10**12


@dataclasses.dataclass(frozen=True)
class GoalGuardingSolution:
    """How objectives drawn at random behave in training, and why.

    Parameters
    ----------
    value
        The share of deceptive objectives: B in all of training, only so as not to be modified.
    regime
        What most objectives are, or most of the four kinds: one of ``REGIMES``.
    aligned
        The share that wants the first outcome most in training and in deployment.
    misgeneralizes
        The share that wants it most in training and another outcome in deployment: complies without pretending.
    defects
        The share for which an A somewhere in training is optimal.
    complies
        The share for which B is optimal in all of training: all but those that defect.
    deceptive_among_compliant
        The share of the deceptive among those that comply.
    stakes
        c = p g^T S_D: an objective deceives iff what compliance loses in a training episode is at most c times what it
        would lose in a deployment episode once modified.
    most
        What ``value`` rises to as the stakes grow.
    """

    value: Scalar
    regime: str
    aligned: Scalar
    misgeneralizes: Scalar
    defects: Scalar
    complies: Scalar
    deceptive_among_compliant: Scalar
    stakes: Scalar
    most: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def goal_guarding(model: GoalGuarding) -> GoalGuardingSolution:
    """The shares of objectives, exactly for exact numbers.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If there are more than 100 outcomes of an episode, or more than 1000 episodes (of deployment, 10^12 if the discount
        is 0 or 1).

    Examples
    --------
    >>> solution = goal_guarding(GoalGuarding(outcomes=2, options=2, deployment=1))
    >>> solution.value, solution.misgeneralizes, solution.aligned, solution.defects
    (Fraction(1, 8), Fraction(1, 4), Fraction(1, 4), Fraction(3, 8))
    """
    _check(model)
    n, m = model.outcomes, model.outcomes if model.same else model.options
    stakes = model.modification * model.discount**model.training * geometric_sum(model.discount, model.deployment)
    kind = number if is_exact(stakes) else float
    first, second = Fraction(1, n), Fraction(1, m)
    shares: dict[str, Scalar]
    if model.same:
        shares = {ALIGNED: first, MISGENERALIZES: 0, DECEPTIVE: 1 - first if stakes >= 1 else 0}
    else:
        shares = {ALIGNED: first * second, MISGENERALIZES: first * (1 - second), DECEPTIVE: deceptive_share(n, m, stakes)}
    complies = sum(shares.values())
    shares[DEFECTS] = 1 - complies
    return GoalGuardingSolution(
        value=kind(shares[DECEPTIVE]),
        regime=max(REGIMES, key=lambda word: shares[word]),
        aligned=kind(shares[ALIGNED]),
        misgeneralizes=kind(shares[MISGENERALIZES]),
        defects=kind(shares[DEFECTS]),
        complies=kind(complies),
        deceptive_among_compliant=kind(shares[DECEPTIVE] / complies),
        stakes=kind(stakes),
        most=kind(1 - first if model.same else (1 - first) * (1 - second)),
    )


def deceptive_share(n: int, m: int, stakes: Scalar) -> Scalar:
    """P(0 < X <= c Y) for the losses of n and m uniform rewards, by the model's formula.

    >>> deceptive_share(2, 2, 1), deceptive_share(2, 2, 10**9) < Fraction(1, 4)
    (Fraction(1, 8), True)
    """
    c = stakes if isinstance(stakes, float) else Fraction(stakes)
    if c <= 1:
        return c / 2 - c / (m + 1) - c**n * (Fraction(1, n + 1) - Fraction(1, n + m)) / n
    b = 1 / c
    rising = b / 2 - b**m / (m + 1) - (b / (n + 1) - b**m / (n + m)) / n
    return rising + (1 - Fraction(1, n)) * (1 - b - (1 - b**m) / m)


def _check(model: GoalGuarding) -> None:
    check_plain(model)
    longest = {"deployment": _LONGEST_UNDISCOUNTED} if model.discount in (0, 1) else {}
    for name, most in (_LIMITS | longest).items():
        if getattr(model, name) > most:
            raise ValueError(f"{name} must be at most {most}, got {getattr(model, name)}")
