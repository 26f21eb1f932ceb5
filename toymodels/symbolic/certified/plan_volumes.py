"""The volumes in which plans are optimal, between exact bounds."""

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from toymodels.symbolic.algebra.boxes import Box, volume
from toymodels.symbolic.algebra.polynomials import Factor
from toymodels.symbolic.certified.enclosed_polynomials import EnclosedPolynomials
from toymodels.symbolic.certified.tiles import Tiles

if TYPE_CHECKING:
    from toymodels.symbolic.certified.certified_diagram import CertifiedDiagram


def plan_volumes(diagram: "CertifiedDiagram", halvings: int) -> dict[str, tuple[Fraction, Fraction]]:
    """Bounds on the volume in which each plan is optimal, by plan.

    Parameters
    ----------
    diagram
        The diagram.
    halvings
        Crossed boxes are halved until they are a box of 2^-halvings of the whole volume, to be told from one side of the
        boundary or the other.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> from toymodels.symbolic.certified.certified_phase_diagram import certified_phase_diagram
    >>> diagram = certified_phase_diagram(EpisodeGame(1, 3), modification=(0, 1))
    >>> [(plan, float(low), float(high)) for plan, (low, high) in plan_volumes(diagram, 6).items()]
    [('AAAA', 0.328125, 0.34375), ('BAAA', 0.65625, 0.671875)]
    """
    plans = [policy.plan for policy in diagram.policies]
    whole = diagram.space.box
    certain: dict[str, Fraction] = dict.fromkeys(plans, Fraction(0))
    possible = dict.fromkeys(plans, Fraction(0))
    crossed: dict[tuple[Factor, str, str], list[Box]] = defaultdict(list)
    for box in diagram.boxes:
        shown = [plans[i] for i in box.policies]
        if box.boundary is not None and shown[0] != shown[1]:
            crossed[box.boundary, shown[0], shown[1]].append(box.sides)
        elif shown:
            certain[shown[0]] += volume(box.sides) or 0
    for (boundary, above, below), boxes in crossed.items():
        up, down, between = _divided(boundary, Tiles.of(boxes, whole), whole, halvings)
        certain[above], certain[below] = certain[above] + up, certain[below] + down
        possible[above], possible[below] = possible[above] + between, possible[below] + between
    unknown = diagram.undecided_volume
    return {plan: (certain[plan], certain[plan] + possible[plan] + unknown) for plan in certain}


def _divided(boundary: Factor, tiles: Tiles, whole: Box, halvings: int) -> tuple[Fraction, Fraction, Fraction]:
    """The volumes of tiles in which a polynomial is proved positive, in which negative, and the rest."""
    above = below = small = Fraction(0)
    while len(tiles):
        form = EnclosedPolynomials(tiles.coordinates(whole)).of(boundary.polynomial)
        signs = form.signs()
        above, below = above + tiles[signs > 0].share(), below + tiles[signs < 0].share()
        coarse = (signs == 0) & (tiles.levels() < halvings)
        small += tiles[(signs == 0) & ~coarse].share()
        tiles = tiles[coarse].halved(np.argmax(np.abs(form.table[1:-1, coarse]), axis=0))
    size = volume(whole) or Fraction(0)
    return above * size, below * size, small * size
