"""A trait that is preferred rises below Kirkpatrick's line of equilibria and falls above it, whatever recombination is.

*Proof.* A child has its gene T of either parent with probability 1/2, so t2' = (t2 + f)/2 with the fathers' share f of T2, and

    f/t2 = (1 - p2)(1 - s)/u + p2 a (1 - s)/w,   u = 1 - s t2,   w = 1 + (A - 1) t2,   A = a (1 - s),

by the mothers' choice among males that are left; only the shares p2 and t2 matter. Multiply f/t2 - 1 by u w > 0:

    (1 - p2)(1 - s) w + p2 A u - u w = (1 - t2)(p2 (a - 1)(1 - s) - s (1 + (A - 1) t2)),

as both sides show when multiplied out (at t2 = 1, u = 1 - s and w = A). So for 0 < t2 < 1 the trait rises iff
p2 (a - 1)(1 - s) > s (1 + (A - 1) t2), and falls iff <. For A > 1 and s > 0 that is t2 < [(a - 1)(1 - s) p2/s - 1]/[A - 1], the
line, which cut to [0, 1] says the same of t2 in between; for A > 1 and s = 0 the trait rises iff p2 > 0. For A <= 1 the right
side is at least s A, and (a - 1)(1 - s) <= s a (1 - s) = s A: the trait falls, except where both sides are equal, which is
where p2 = A = 1, or s = 0 and a = 1.
"""

import itertools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.sexual_selection import SexualSelection
from toymodels.populations.two_locus import next_generation, unlinked
from toymodels.scalars import Scalar

GENERATIONS = 3


def paths(model: SexualSelection) -> list[tuple[Scalar, ...]]:
    """The shares of the genotypes in the first few generations, in rationals."""
    rows = [tuple(map(Fraction, unlinked(model.preference, model.trait).values()))]
    for _ in range(GENERATIONS):
        rows.append(next_generation(rows[-1], model.attraction, model.viability_cost, model.recombination))  # type: ignore[arg-type]
    return rows


def rises_below(model: SexualSelection, offset: Scalar = 0) -> bool:
    """Whether in each generation the trait moves to the side on which the line is, if that is shifted by so much."""
    rows = paths(model)
    for row, after in itertools.pairwise(rows):
        trait, moved = row[2] + row[3], after[2] + after[3] - row[2] - row[3]
        line = model.trait_on_line(row[1] + row[3])
        if (moved > 0) != (line is not None and trait < line + offset) or (moved < 0) != (line is not None and trait > line):
            return False
    return True


CLAIM = Claim(
    label="trait-line",
    statement=(
        "In Kirkpatrick's two-locus model a trait that some have and some don't rises iff its share is below the line "
        "t2 = [(a - 1)(1 - s) p2/s - 1]/[a (1 - s) - 1], cut to [0, 1] (0 where a (1 - s) <= 1), and falls iff it is above, "
        "whatever recombination is."
    ),
    latex=r"t_2 = \frac{(a - 1)(1 - s) p_2/s - 1}{a (1 - s) - 1}",
    reading="any policy",
    scope=scope_of(
        SexualSelection,
        attraction=(1, "3/2", 2, 4),
        viability_cost=(0, "1/5", "1/3", "1/2", 1),
        preference=(0, "1/4", "3/10", "2/5", "1/2", 1),
        trait=("1/3", "1/20", "2/3"),
        recombination=("1/2", 0),
    ),
    hypotheses={"some have the trait and some don't": lambda model: 0 < model.trait < 1},
    conclusion=rises_below,
    refutation="A population in which the trait moves away from the line, or off it.",
    witness=SexualSelection(),
    source="M. Kirkpatrick, Evolution 36 (1982); derived here",
    variant=lambda model: rises_below(model, Fraction(1, 10)),
)
