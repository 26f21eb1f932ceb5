"""The signs of a polynomial on many tiles at once."""

import numpy as np

from toymodels.symbolic.algebra.boxes import Box
from toymodels.symbolic.algebra.polynomials import Factor
from toymodels.symbolic.algebra.sign_on_box import sign_on_box
from toymodels.symbolic.certified.affine_forms import AffineForms, Signs
from toymodels.symbolic.certified.enclosed_polynomials import EnclosedPolynomials
from toymodels.symbolic.certified.tiles import Tiles

_MOST_TERMS = 60


def factor_signs(factor: Factor, tiles: Tiles, whole: Box, form: AffineForms | None = None) -> Signs:
    """The sign of a factor on each of some tiles, 0 where undecided.

    Where the affine part of a short factor is 0 on a corner of a tile but not inside, as that of 1 - w is on [1, 2], its
    sign is found exactly.

    Parameters
    ----------
    factor
        The factor.
    tiles, whole
        The tiles, and the box that they are parts of.
    form
        The factor's enclosure over the tiles, if that is known.

    Examples
    --------
    >>> from sympy.abc import w
    >>> from toymodels.symbolic.algebra.polynomials import PolynomialRing
    >>> halves = Tiles.whole(1).halved(np.array([0]))
    >>> factor_signs(Factor.of(PolynomialRing((w,)).of(w - 1)), halves, ((0, 2),)).tolist()
    [-1, 1]
    """
    form = form or EnclosedPolynomials(tiles.coordinates(whole)).of(factor.polynomial)
    signs = form.signs()
    if len(factor.polynomial) <= _MOST_TERMS:
        touching = np.flatnonzero((signs == 0) & form.touches())
        for i, box in zip(touching, tiles[touching].boxes(whole), strict=True):
            signs[i] = sign_on_box(factor.polynomial, box) or 0
    return signs
