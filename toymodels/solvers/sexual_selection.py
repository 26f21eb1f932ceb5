"""Where sexual selection ends: the line of equilibria exactly, and the point on it by the recursion in floats.

Generation follows generation in blocks of ``BLOCK``. Near its end a run converges like a geometric sequence: if the last two
blocks moved by S and Q S in all, what is still to come is about S Q²/(1 - Q). A run ends when that is below ``TOLERANCE`` in
``IN_A_ROW`` blocks one after the other, or when it moves so little that ``MOST`` generations wouldn't move it by as much. It
is given up after ``MOST`` generations, which happens where convergence isn't geometric, at the ends of the line.
"""

import dataclasses

from toymodels.facts import facts_html, facts_text
from toymodels.models.sexual_selection import SexualSelection
from toymodels.populations.two_locus import Shares, next_generation, unlinked
from toymodels.scalars import Scalar, quotient
from toymodels.solvers.plain_numbers import check_plain

LOST, BOTH, FIXED = "trait lost", "both remain", "trait fixed"
MOVING, NO_MALES = "still moving", "no male survives"
REGIMES = (LOST, BOTH, FIXED, MOVING, NO_MALES)
BLOCK, IN_A_ROW, MOST, TOLERANCE = 16, 4, 50_000, 1e-10
_NONE, _LARGEST = 1e-7, 1e100


@dataclasses.dataclass(frozen=True)
class SexualSelectionSolution:
    """The line of equilibria, and where on it a population ends.

    Parameters
    ----------
    value
        The share of males that survive in the end; at the start it is 1 minus the trait's share times its cost.
    regime
        One of ``REGIMES``.
    V1, V2
        The shares of the preference at which the line begins (no trait) and ends (all have it); None if there is no line.
    trait_on_line
        The trait's share on the line at the preference's share at the start; None where every share stays as it is.
    preference, trait
        The shares in the end.
    disequilibrium
        D in the end, how much more often than by chance trait and preference go together.
    distance
        How far the end is from the line, in the trait's share; None where every share stays as it is.
    error
        How far the shares may still move, estimated.
    generations
        How many generations were run.
    """

    value: Scalar
    regime: str
    V1: Scalar
    V2: Scalar
    trait_on_line: Scalar
    preference: Scalar
    trait: Scalar
    disequilibrium: Scalar
    distance: Scalar
    error: Scalar
    generations: int

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def sexual_selection(model: SexualSelection) -> SexualSelectionSolution:
    """The line of equilibria, exact if the model is, and the end of a run, in floats.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If attraction is larger than 10^100.

    Examples
    --------
    >>> solution = sexual_selection(SexualSelection())
    >>> solution.regime, solution.trait_on_line, round(solution.value, 4)
    ('both remain', Fraction(1, 3), 0.8719)
    """
    check_plain(model)
    if model.attraction > _LARGEST:
        raise ValueError(f"attraction must be at most 10^100, got {model.attraction}")
    a, s = model.attraction, model.viability_cost
    has_line = a * (1 - s) > 1
    x, error, generations = _end(model)
    preference, trait = x[1] + x[3], x[2] + x[3]
    line = model.trait_on_line(preference)
    return SexualSelectionSolution(
        value=1 - float(s) * trait,
        regime=_regime(model, trait, error),
        V1=quotient(s, (a - 1) * (1 - s)) if has_line else None,
        V2=quotient(a * s, a - 1) if has_line else None,
        trait_on_line=model.trait_on_line(model.preference),
        preference=preference,
        trait=trait,
        disequilibrium=x[0] * x[3] - x[1] * x[2],
        distance=None if line is None else abs(trait - float(line)),
        error=error,
        generations=generations,
    )


def _regime(model: SexualSelection, trait: float, error: float) -> str:
    if model.viability_cost == model.trait == 1:
        return NO_MALES
    if error > TOLERANCE:
        return MOVING
    return LOST if trait < _NONE else FIXED if trait > 1 - _NONE else BOTH


def _end(model: SexualSelection) -> tuple[Shares, float, int]:
    """The shares in the end, how far they may still move, and the number of generations."""
    x: Shares = tuple(float(share) for share in unlinked(model.preference, model.trait).values())  # type: ignore[assignment]
    a, s, r = float(model.attraction), float(model.viability_cost), float(model.recombination)
    if model.viability_cost == model.trait == 1:
        return x, 0.0, 0
    before, left, still, generations = 0.0, 1.0, 0, 0
    while still < IN_A_ROW and generations < MOST:
        moved = 0.0
        for _ in range(BLOCK):
            last, x = x, next_generation(x, a, s, r)
            moved += max(abs(x[i] - last[i]) for i in range(4))
        generations += BLOCK
        if moved * MOST <= TOLERANCE * BLOCK:
            return x, moved * MOST / BLOCK, generations
        left = moved * moved / (before - moved) if before > moved else 1.0
        still = still + 1 if left <= TOLERANCE else 0
        before = moved
    return x, left, generations
