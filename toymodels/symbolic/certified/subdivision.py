"""The subdivision of a box of parameters in which one policy, or one on either side of a boundary, is optimal in every part.

The largest undecided parts are halved first, each along the axis that the undecided comparison varies most along, all parts
of one size at a time (``toymodels.symbolic.certified.sweep``). A part that one boundary crosses is decided; what stays
undecided lies around points where several boundaries meet. There they look the same at every scale, so that to divide the
undecided volume by a number takes about as many parts as it took the last time.
"""

import dataclasses
import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from toymodels.symbolic.certified.affine_forms import Indices, Integers
from toymodels.symbolic.certified.endings import Endings
from toymodels.symbolic.certified.sweep import Verdicts, swept
from toymodels.symbolic.certified.tiles import DEEPEST, Tiles

_TOGETHER = 4096


@dataclasses.dataclass(frozen=True, eq=False)
class _Lot:
    """Undecided tiles of one size, and the axes along which to halve them."""

    tiles: Tiles
    axis: Indices

    def __getitem__(self, chosen: slice | NDArray[np.bool_]) -> "_Lot":
        return _Lot(self.tiles[chosen], self.axis[chosen])


@dataclasses.dataclass(frozen=True, eq=False)
class Decided:
    """Tiles that are uniform or crossed: policies above and below as endings, and the factor, as ``Verdicts`` have them."""

    tiles: Tiles
    above: Integers
    below: Integers
    factor: Integers


@dataclasses.dataclass(frozen=True, eq=False)
class Subdivision:
    """A subdivision as far as it has come.

    Parameters
    ----------
    decided
        Lots of decided tiles.
    current, coming
        Undecided tiles of the largest size, and lots of those half that size.
    spent
        Lots of undecided tiles that are too small to be halved.
    """

    decided: tuple[Decided, ...]
    current: _Lot
    coming: tuple[_Lot, ...] = ()
    spent: tuple[Tiles, ...] = ()

    @property
    def undecided(self) -> Tiles:
        """All undecided tiles, the largest first."""
        return Tiles.joined([self.current.tiles, *(lot.tiles for lot in self.coming), *self.spent])

    @property
    def parts(self) -> int:
        """The number of all tiles."""
        return sum(len(lot.tiles) for lot in self.decided) + len(self.undecided)

    def refined(self, endings: Endings, most: int) -> "Subdivision":
        """The subdivision with at most so many of the largest undecided tiles halved."""
        taken, left = self.current[:most], self.current[most:]
        tiles = taken.tiles.halved(taken.axis)
        decided, undecided = _parted(tiles, swept(endings, tiles))
        small = undecided.tiles.depths[undecided.axis, np.arange(len(undecided.tiles))] >= DEEPEST
        coming = (*self.coming, undecided[~small])
        if not len(left.tiles):
            left, coming = _Lot(Tiles.joined([lot.tiles for lot in coming]), np.concatenate([lot.axis for lot in coming])), ()
        spent = (*self.spent, undecided.tiles[small]) if small.any() else self.spent
        return Subdivision((*self.decided, decided), left, coming, spent)


def subdivision(
    endings: Endings, coverage: Fraction, most_parts: int, done: Callable[[float], None] = lambda share: None
) -> Subdivision:
    """The subdivision of a game's parameter space that decides a share of its volume.

    Parameters
    ----------
    endings
        The game.
    coverage
        The share of the volume that is to be decided.
    most_parts
        After how many parts to give up. Interrupting it from the keyboard ends it, too.
    done
        Told which share of the work is done.
    """
    whole = Tiles.whole(len(endings.tree.space.box))
    found = Subdivision((), _Lot(whole, np.zeros(1, dtype=np.intp)))
    try:
        decided, undecided = _parted(whole, swept(endings, whole))
        found = Subdivision((decided,), undecided)
        while True:
            share = found.undecided.share()
            most = min(_TOGETHER, most_parts - found.parts)
            if share <= 1 - coverage or most <= 0 or not len(found.current.tiles):
                break
            done(max(math.log(share) / math.log(1 - coverage) if coverage < 1 else 0, found.parts / most_parts))
            found = found.refined(endings, most)
    except KeyboardInterrupt:
        pass
    return found


def _parted(tiles: Tiles, verdicts: Verdicts) -> tuple[Decided, _Lot]:
    sure = verdicts.decided
    decided = Decided(tiles[sure], verdicts.above[sure], verdicts.below[sure], verdicts.factor[sure])
    return decided, _Lot(tiles[~sure], verdicts.axis[~sure])
