"""A preference that isn't selected for moves with the trait: p2' - p2 = D/(t2 (1 - t2)) (t2' - t2).

*Proof.* All females have offspring alike, so that p2' = (p2 + h)/2 with the fathers' share h of P2, and t2' = (t2 + f)/2 with
that of T2. Choice and survival look at the trait only: among fathers with T2 those with P2 have the share that they have
among all with T2, q2 = x_22/t2, and among those with T1 the share q1 = x_12/t1. So h - p2 = f q2 + (1 - f) q1 - t2 q2 - t1 q1 =
(f - t2)(q2 - q1), and q2 - q1 = (x_22 t1 - x_12 t2)/(t1 t2) = D/(t1 t2) as x_22 t1 - x_12 t2 = x_11 x_22 - x_12 x_21.
"""

import itertools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.sexual_selection import SexualSelection
from toymodels.theorems.trait_line import paths


def goes_along(model: SexualSelection, factor: Fraction = Fraction(1)) -> bool:
    """Whether the preference moves by D/(t1 t2) times what the trait moves by, or a multiple of that."""
    rows = paths(model)
    for row, after in itertools.pairwise(rows):
        x11, x12, x21, x22 = row
        trait, moved = x21 + x22, after[2] + after[3] - x21 - x22
        preference_moved = after[1] + after[3] - x12 - x22
        if trait * (1 - trait) * preference_moved != factor * (x11 * x22 - x12 * x21) * moved:
            return False
    return True


CLAIM = Claim(
    label="preference-goes-along",
    statement=(
        "In Kirkpatrick's two-locus model the preference moves D/(t2 (1 - t2)) times as far as the trait, with the linkage "
        "disequilibrium D: it isn't selected, it is carried."
    ),
    latex=r"\Delta p_2 = \frac{D}{t_1 t_2} \, \Delta t_2",
    reading="any policy",
    scope=scope_of(
        SexualSelection,
        attraction=(1, "3/2", 4),
        viability_cost=(0, "1/5", "1/2", 1),
        preference=(0, "1/4", "2/5", 1),
        trait=("1/3", "1/20", "2/3"),
        recombination=("1/2", "1/10", 0),
    ),
    hypotheses={"some have the trait and some don't": lambda model: 0 < model.trait < 1},
    conclusion=goes_along,
    refutation="A population in which the preference moves otherwise.",
    witness=SexualSelection(),
    source="M. Kirkpatrick, Evolution 36 (1982); derived here",
    variant=lambda model: goes_along(model, Fraction(1, 2)),
)
