"""Which policies are optimal in each of many boxes, by the recursion on gaps over all of them at once.

For every box there is a *row*: the gaps of the episode at hand, enclosed (``toymodels.symbolic.certified.affine_forms``),
and the ending of its policy from there on. A comparison that has one sign all over the box is decided. Of one that has not
the exact polynomial is factored: if it hangs on a single factor f of unknown sign, the row forks, into one that assumes f
>= 0 and one that assumes f <= 0, and in both all later comparisons by f are decided as well. A box whose rows come to the
first episode is *uniform* if they agree, and otherwise *crossed* by f = 0. One that would need a second factor is
*undecided*.
"""

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from toymodels.policies import Point, Rule
from toymodels.symbolic.algebra.polynomials import Polynomial, value_at
from toymodels.symbolic.certified.affine_forms import AffineForms, Indices, Integers, Signs, joined
from toymodels.symbolic.certified.enclosed_polynomials import EnclosedPolynomials
from toymodels.symbolic.certified.endings import Endings
from toymodels.symbolic.certified.factor_signs import factor_signs
from toymodels.symbolic.certified.tiles import Tiles
from toymodels.symbolic.gaps import Difference, Episode
from toymodels.symbolic.suffixes import Comparison
from toymodels.training import Action

Optimal = tuple[tuple[Action, ...], ...]
"""The classes of actions that are equally good, and better than all others."""


@dataclasses.dataclass(frozen=True, eq=False)
class Verdicts:
    """What is optimal in each of some boxes.

    Parameters
    ----------
    above, below
        Policies by their numbers as endings: that where f >= 0 and that where f <= 0, the same one if the box is uniform;
        -1 if it is undecided.
    factor
        The number of f, -1 if there is none.
    axis
        For an undecided box, the axis along which to halve it.
    """

    above: Integers
    below: Integers
    factor: Integers
    axis: Indices

    @property
    def decided(self) -> NDArray[np.bool_]:
        """Which boxes are uniform or crossed."""
        return self.above >= 0


@dataclasses.dataclass(frozen=True, eq=False)
class _Rows:
    """The state of the recursion: box, ending, assumed factor (or -1) and its sign (or 0), and gaps of every row."""

    owner: Indices
    ending: Integers
    factor: Integers
    sign: Signs
    gaps: Mapping[tuple[object, object], AffineForms]

    @functools.cached_property
    def places(self) -> Indices:
        """The positions of all rows."""
        return np.arange(len(self.owner))


@dataclasses.dataclass(frozen=True, eq=False)
class _Cell:
    """Rows that have come to the same choices so far: where the gaps are, the assumed factor (or -1) and its sign (or 0)."""

    source: Indices
    factor: Integers
    sign: Signs

    def __getitem__(self, chosen: NDArray[np.bool_] | Indices) -> "_Cell":
        return _Cell(self.source[chosen], self.factor[chosen], self.sign[chosen])

    def assuming(self, factor: int, sign: int) -> "_Cell":
        """The rows as they go on where a factor has a sign."""
        return _Cell(self.source, np.full_like(self.factor, factor), np.full_like(self.sign, sign))


def _together(cells: Sequence[_Cell]) -> _Cell:
    if len(cells) == 1:
        return cells[0]
    return _Cell(*(np.concatenate([getattr(cell, name) for cell in cells]) for name in ("source", "factor", "sign")))


def swept(endings: Endings, tiles: Tiles) -> Verdicts:
    """What is optimal in each of some tiles of a game's parameter space.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> from toymodels.symbolic.parameter_space import parameter_space
    >>> from toymodels.symbolic.suffixes import PolicyTree
    >>> endings = Endings(PolicyTree(parameter_space(EpisodeGame(1, 2), ["modification", "discount"])))
    >>> verdicts = swept(endings, Tiles.whole(2))
    >>> verdicts.decided.tolist(), (verdicts.above != verdicts.below).tolist(), endings.factors()[0].polynomial
    ([True], [True], modification*discount^2 + modification*discount - 1)
    """
    sweep = _Sweep(endings, tiles)
    none = np.full(len(tiles), -1)
    rows = _Rows(np.arange(len(tiles)), none + 1, none, np.zeros(len(tiles), dtype=np.int8), {})
    later: Episode | None = None
    with np.errstate(all="ignore"):
        for episode in reversed(endings.tree.episodes):
            if len(rows.owner):
                rows = sweep.before(rows, episode, later is not None and later.stage is episode.stage)
                later = episode
    above, below, factor = none.copy(), none.copy(), none.copy()
    above[rows.owner[rows.sign >= 0]] = rows.ending[rows.sign >= 0]
    below[rows.owner[rows.sign <= 0]] = rows.ending[rows.sign <= 0]
    factor[rows.owner] = rows.factor
    factor[above == below] = -1
    return Verdicts(above, below, factor, sweep.axis)


class _Sweep:
    """One sweep over some tiles; notes which are given up, and along which axis they are to be halved."""

    def __init__(self, endings: Endings, tiles: Tiles) -> None:
        self.endings, self.tiles, self.whole = endings, tiles, endings.tree.space.box
        self.polynomials = EnclosedPolynomials(tiles.coordinates(self.whole))
        self.given_up = np.zeros(len(tiles), dtype=bool)
        self.axis = np.zeros(len(tiles), dtype=np.intp)
        self.corner = [low for low, _ in self.whole]
        self.enclosed: dict[int, AffineForms | Fraction | int] = {}
        self.taken: dict[int, tuple[Indices, AffineForms]] = {}

    def before(self, rows: _Rows, episode: Episode, same_phase: bool) -> _Rows:
        """The rows one episode earlier."""
        cells: dict[tuple[Optimal, ...], _Cell] = {(): _Cell(rows.places, rows.factor, rows.sign)}
        for point in episode.points:
            cells = {
                (*choices, best): part
                for choices, cell in cells.items()
                for best, part in self._optimal(rows, episode, point, cell).items()
            }
        lots: list[tuple[Rule, _Cell]] = []
        for choices, cell in cells.items():
            lost = self.given_up[rows.owner[cell.source]]
            kept = cell[~lost] if lost.any() else cell
            lots += self._ruled(rows, episode, choices, kept, same_phase)
        return self._moved(rows, episode, [lot for lot in lots if len(lot[1].source)])

    def _ruled(
        self, rows: _Rows, episode: Episode, choices: tuple[Optimal, ...], cell: _Cell, same_phase: bool
    ) -> Iterator[tuple[Rule, _Cell]]:
        """The rows of a cell with the rules that they take: ties are broken by what the later rule does."""
        tree = self.endings.tree
        optimal = {
            (state, context): tuple(a for a in tree.space.game.actions[state] if any(a in alike for alike in best))
            for (state, context), best in zip(episode.points, choices, strict=True)
        }
        if not same_phase or all(len(actions) == 1 for actions in optimal.values()):
            yield {point: tree.ties(actions, None) for point, actions in optimal.items()}, cell
            return
        numbers, places = np.unique(rows.ending[cell.source], return_inverse=True)
        found: dict[tuple[Action, ...], list[int]] = defaultdict(list)
        for i, ending in enumerate(numbers.tolist()):
            later = self.endings.rule(ending)
            found[tuple(tree.ties(actions, later.get(point)) for point, actions in optimal.items())].append(i)
        for taken, which in found.items():
            yield dict(zip(optimal, taken, strict=True)), cell[np.isin(places, which)]

    def _moved(self, rows: _Rows, episode: Episode, lots: Sequence[tuple[Rule, _Cell]]) -> _Rows:
        """The rows after an episode in which every lot of them follows its rule."""
        if not lots:
            nothing = np.zeros(0, dtype=np.int64)
            return _Rows(nothing.astype(np.intp), nothing, nothing, nothing.astype(np.int8), {})
        whole = _together([cell for _, cell in lots])
        endings, gaps = [], []
        for rule, cell in lots:
            numbers, places = np.unique(rows.ending[cell.source], return_inverse=True)
            endings.append(np.array(self.endings.before(numbers.tolist(), rule))[places])
            gaps.append({pair: self._value(difference, rows, cell.source) for pair, difference in episode.step(rule)})
        return _Rows(
            rows.owner if whole.source is rows.places else rows.owner[whole.source],
            np.concatenate(endings),
            whole.factor,
            whole.sign,
            {pair: joined([part[pair] for part in gaps]) for pair in gaps[0]},
        )

    def _value(self, difference: Difference, rows: _Rows, source: Indices) -> AffineForms:
        """A difference for some of the rows."""
        everything = source is rows.places
        owner = rows.owner if everything else rows.owner[source]
        total = AffineForms(np.zeros((len(self.whole) + 2, len(owner))))
        for pair, coefficient in difference.links:
            gap = rows.gaps[pair] if everything else rows.gaps[pair].take(source)
            factor = self._coefficient(coefficient, owner)
            total = (factor * gap if isinstance(factor, AffineForms) else gap.times(factor)) + total
        constant = self._coefficient(difference.constant, owner)
        return total + constant if isinstance(constant, AffineForms) else total.plus(constant)

    def _coefficient(self, polynomial: Polynomial, owner: Indices) -> AffineForms | Fraction | int:
        """A coefficient over the boxes of some rows; it is kept for the next episode, which often has the same rows."""
        key = id(polynomial)
        if key not in self.enclosed:
            constant = polynomial.is_constant()
            self.enclosed[key] = value_at(polynomial, self.corner) if constant else self.polynomials.of(polynomial)
        whole = self.enclosed[key]
        if not isinstance(whole, AffineForms):
            return whole
        if key not in self.taken or self.taken[key][0] is not owner:
            self.taken[key] = (owner, whole.take(owner))
        return self.taken[key][1]

    def _optimal(self, rows: _Rows, episode: Episode, point: Point, cell: _Cell) -> dict[Optimal, _Cell]:
        """The rows of a cell by the classes of actions that are optimal at a point."""
        classes = episode.classes[point]
        cells: dict[Optimal, _Cell] = {(classes[0],): cell}
        for alike in classes[1:]:
            parts: dict[Optimal, list[_Cell]] = defaultdict(list)
            for best, earlier in cells.items():
                for order, part in self._compared(rows, episode, (point, alike[0], best[0][0]), earlier):
                    parts[(alike,) if order > 0 else best if order < 0 else (*best, alike)].append(part)
            cells = {best: _together(found) for best, found in parts.items()}
        return cells

    def _compared(
        self, rows: _Rows, episode: Episode, choice: tuple[Point, Action, Action], cell: _Cell
    ) -> Iterator[tuple[int, _Cell]]:
        """The rows of a cell by the sign of what an action gains over another; forked where that hangs on a factor."""
        form = self._value(episode.advantage(*choice), rows, cell.source)
        signs = form.signs()
        for order in (1, -1):
            if (chosen := signs == order).any():
                yield order, cell if chosen.all() else cell[chosen]
        open_ones = np.flatnonzero(signs == 0)
        if not len(open_ones):
            return
        form, cell = form.take(open_ones), cell[open_ones]
        groups, places = np.unique(np.stack([rows.ending[cell.source], cell.factor]), axis=1, return_inverse=True)
        for i, (ending, assumed) in enumerate(groups.T.tolist()):
            members = np.flatnonzero(places.ravel() == i)
            comparison = self.endings.comparison(ending, *choice)
            if comparison is None:
                self._give_up(rows, cell[members], form.take(members))
            elif comparison.polynomial.is_zero():
                yield 0, cell[members]
            else:
                yield from self._by_factors(rows, comparison, assumed, cell[members], form.take(members))

    def _by_factors(
        self, rows: _Rows, comparison: Comparison, assumed: int, cell: _Cell, form: AffineForms
    ) -> Iterator[tuple[int, _Cell]]:
        """The rows of a cell by the sign of a comparison that hangs on its factors."""
        sign = np.full(len(cell.source), comparison.factors.sign)
        unknown = np.zeros(len(sign), dtype=np.int64)
        fork = np.full(len(sign), -1)
        for factor in comparison.factors.odd:
            number = self.endings.number(factor)
            if number == assumed:
                sign *= cell.sign
                continue
            lone = factor.polynomial.total_degree() == comparison.polynomial.total_degree()
            own = factor_signs(factor, self.tiles[rows.owner[cell.source]], self.whole, form if lone else None)
            fork[own == 0] = number
            unknown += own == 0
            sign[own != 0] *= own[own != 0]
        forks = (unknown == 1) & (cell.factor < 0)
        if (refused := (unknown > 0) & ~forks).any():
            self._give_up(rows, cell[refused], form.take(np.flatnonzero(refused)))
        for order in (1, -1):
            if (chosen := (unknown == 0) & (sign == order)).any():
                yield order, cell[chosen]
            for number in np.unique(fork[forks]).tolist():
                if (chosen := forks & (fork == number) & (sign == order)).any():
                    yield order, cell[chosen].assuming(number, 1)
                    yield -order, cell[chosen].assuming(number, -1)

    def _give_up(self, rows: _Rows, cell: _Cell, form: AffineForms) -> None:
        """Note boxes as undecided, to be halved along the axis that does most to the width of a comparison.

        What the affine part does not show is shared out to the axes that were halved least.
        """
        owner = rows.owner[cell.source]
        depths = self.tiles.depths[:, owner]
        widths = np.abs(form.table[1:-1]) + form.table[-1] * 2.0 ** (depths.min(0) - depths)
        self.given_up[owner] = True
        self.axis[owner] = np.argmax(np.nan_to_num(widths), axis=0)
