"""The cells of a parameter space in which one policy is optimal: the exact phase diagram.

The policies, and the proof that there are no others, come from a cover (``toymodels.symbolic.cover``); in the episode game they
are known, one for each m with p g^m u_0 >= 1 >= p g^(m+1) u_0 (``toymodels.symbolic.episode_regions``). Everything else is
read off the conditions, factored polynomial inequalities: which cells touch and along which curve, how much of the
space each takes up, and the points in which three or more meet.
"""

import dataclasses
import functools
import html
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import sympy

from toymodels.errors import unknown_name
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import by_phase
from toymodels.symbolic.adjacency import touching
from toymodels.symbolic.algebra.boxes import Box, interval_in_words, volume
from toymodels.symbolic.algebra.polynomials import Factor
from toymodels.symbolic.conditions import conditions, reduced
from toymodels.symbolic.counted import counted
from toymodels.symbolic.cover import MOST_BOXES, cover
from toymodels.symbolic.covered_solution import checked_boxes, listed_pieces
from toymodels.symbolic.episode.episode_box import has_plain_symbols
from toymodels.symbolic.episode.episode_polynomials import episode_polynomials
from toymodels.symbolic.episode.episode_solution import episode_solution
from toymodels.symbolic.meetings import Meeting, meetings
from toymodels.symbolic.parameter_space import ParameterSpace, parameter_space
from toymodels.symbolic.pieces import legend, proof_in_words
from toymodels.symbolic.ranges import Range
from toymodels.symbolic.region import Region
from toymodels.symbolic.suffixes import Comparison, PolicyTree
from toymodels.symbolic.volumes import Volume, volume_of
from toymodels.training import Problem

if TYPE_CHECKING:
    import networkx as nx


@dataclasses.dataclass(frozen=True, eq=False)
class Regions:
    """The cells of a parameter space, and how they lie together.

    Parameters
    ----------
    space
        The game, its parameters and their ranges.
    cells
        The cells, which overlap on their boundaries only.
    open_boxes
        Where it is not proved that no cell is missing: none if the regions are complete.
    """

    space: ParameterSpace
    cells: tuple[Region, ...]
    open_boxes: tuple[Box, ...]

    @property
    def complete(self) -> bool:
        """Whether it is proved that no cell is missing."""
        return not self.open_boxes

    def __getitem__(self, label: str) -> Region:
        found = next((region for region in self.cells if region.label == label), None)
        if found is None:
            raise unknown_name("policy", label, [region.label for region in self.cells])
        return found

    def at(self, **point: object) -> tuple[Region, ...]:
        """The cells that hold a rational point: one inside, several on a boundary.

        Parameters
        ----------
        **point
            A number for every parameter, by name.

        Raises
        ------
        TypeError, ValueError
            If a parameter is missing, unknown, outside its range, or no number.
        """
        place = self.space.point(point)
        return tuple(region for region in self.cells if region.holds(place))

    @functools.cached_property
    def graph(self) -> "nx.Graph[str]":
        """Which cells touch: labels for nodes; an edge's ``boundaries`` are the expressions that vanish between two cells.

        The first of them is the edge's ``boundary``, too. The graph's attribute ``undecided`` lists the pairs of which it could
        not be proved whether they touch: none where there are one or two parameters.
        """
        graph = touching(self.space, self.cells)
        for _, _, edge in graph.edges(data=True):
            edge["boundaries"] = tuple(self.space.ring.expression(factor.polynomial) for factor in edge["boundaries"])
            edge["boundary"] = edge["boundaries"][0]
        return graph

    @functools.cached_property
    def boundaries(self) -> "Mapping[frozenset[str], tuple[Curve, ...]]":
        """The boundaries of each two cells that touch, by their labels."""
        factors = {factor: None for region in self.cells for condition in region.conditions for factor in condition.factors}
        by_expression = {self.space.ring.expression(factor.polynomial): factor for factor in factors}
        return {
            frozenset((one, other)): tuple(curve_of(self.space, by_expression[each]) for each in edge["boundaries"])
            for one, other, edge in self.graph.edges(data=True)
        }

    @functools.cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The points in which three or more cells meet (two parameters with bounded ranges).

        Raises
        ------
        ValueError
            If there are not two parameters, or a range has no end.
        """
        if len(self.space.box) != 2 or volume(self.space.box) is None:
            raise ValueError(f"cells meet in points of a bounded plane, got {self._ranges()}")
        return meetings(self.space, self.cells)

    def volume(self, label: str, most_boxes: int = 4000) -> Volume:
        """The area or volume of a cell, a formula where the boundary can be integrated and an enclosure otherwise.

        Parameters
        ----------
        label
            The cell's policy.
        most_boxes
            How many boxes to look at where there is no formula.

        Raises
        ------
        ValueError
            If there is no such cell, or a range has no end.
        """
        return volume_of(self.space, self[label], most_boxes)

    def __str__(self) -> str:
        rows = self._rows()
        width = max((len(label) for label, _ in rows), default=0)
        return "\n".join([*(f"{label:<{width}}  {conditions}" for label, conditions in rows), *self._notes()])

    def _repr_html_(self) -> str:
        body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in self._rows())
        notes = "".join(f"<p>{html.escape(line)}</p>" for line in self._notes())
        return f"<table><tr><th>policy</th><th>optimal where</th></tr>{body}</table>{notes}"

    def _rows(self) -> list[tuple[str, str]]:
        return [(cell.piece.short_label, cell.piece.conditions_in_words) for cell in self.cells]

    def _notes(self) -> list[str]:
        """What the functions in the conditions mean, and what is proved."""
        words = [text for text, _ in legend(condition for cell in self.cells for condition in cell.piece.conditions)]
        proved = f"{self._ranges()}; {counted(len(self.cells), 'region')}, {proof_in_words(self.open_boxes)}"
        return [*(["; ".join(words)] if words else []), proved]

    def _ranges(self) -> str:
        return ", ".join(interval_in_words(name, *ends) for name, ends in zip(self.space.names, self.space.box, strict=True))


@dataclasses.dataclass(frozen=True)
class Curve:
    """A boundary between cells.

    Parameters
    ----------
    expression
        What vanishes on it.
    solved_for
        It as the graph of one parameter over the others, by that parameter's symbol, where it is linear in that.
    """

    expression: sympy.Expr
    solved_for: Mapping[sympy.Symbol, sympy.Expr]


def curve_of(space: ParameterSpace, factor: Factor) -> Curve:
    """The zeros of a factor, parametrised where they can be without roots."""
    solved = {}
    for axis, symbol in enumerate(space.symbols):
        if factor.polynomial.degrees()[axis] == 1:
            slope = factor.polynomial.derivative(axis)
            rest = slope * space.ring.of(symbol) - factor.polynomial
            solved[symbol] = sympy.factor_terms(space.ring.expression(rest) / space.ring.expression(slope))
    return Curve(space.ring.expression(factor.polynomial), solved)


def regions(
    problem: Problem,
    parameters: Mapping[str, Range] | Iterable[str],
    *,
    most_boxes: int = MOST_BOXES,
    progress: bool | None = None,
) -> Regions:
    """The cells of the space of some parameters of a game in which one policy is optimal.

    Parameters
    ----------
    problem
        A model or training game whose other numbers are rational (a float is the rational number that it is).
    parameters
        Fields of the model or symbols of the game, with ranges (low, high) or without.
    most_boxes
        After how many boxes of the proof that nothing is missing to give up. Interrupting it from the keyboard does the
        same: what is found by then is returned, marked incomplete.
    progress
        Whether to show a progress bar for what takes over a second; None shows it in a terminal.

    Raises
    ------
    TypeError
        If the game holds arrays or a symbolic horizon.
    ValueError
        If a parameter is unknown or does not occur, if a symbol is left besides the parameters, or if a range is
        contradictory.

    Examples
    --------
    >>> from sympy import symbols
    >>> p, g = symbols("p g")
    >>> found = regions(EpisodeGame(training=2, deployment=3, modification=p, discount=g), [p, g])
    >>> print(found)
    BBAAA  g**2*p*(g**2 + g + 1) >= 1
    ABAAA  g*p*(g**2 + g + 1) >= 1 and g**2*p*(g**2 + g + 1) <= 1
    AAAAA  g*p*(g**2 + g + 1) <= 1
    p in [0, 1], g in [0, 1]; 3 regions, complete
    >>> sorted(found.graph.edges)
    [('ABAAA', 'AAAAA'), ('BBAAA', 'ABAAA')]
    >>> [region.label for region in found.at(p="1/3", g=1)]
    ['BBAAA', 'ABAAA', 'AAAAA']
    >>> print(found.volume("BBAAA"))
    0.129980370285
    """
    space = parameter_space(problem, parameters)
    if isinstance(space.problem, EpisodeGame) and has_plain_symbols(space.problem, {}):
        return Regions(space, tuple(_episode_cells(space, space.problem)), ())
    return covered_regions(space, most_boxes, progress)


def covered_regions(space: ParameterSpace, most_boxes: int = MOST_BOXES, progress: bool | None = None) -> Regions:
    """The cells of a parameter space by the general method, a cover."""
    tree = PolicyTree(space)
    found = cover(tree, checked_boxes(most_boxes), progress)
    listed, left = listed_pieces(tree, found)
    cells = (
        Region(piece, conditions(space, (gain for *_, gain in tree.comparisons(policy))), found.samples[policy])
        for policy, piece in listed
    )
    return Regions(space, tuple(cells), left)


def _episode_cells(space: ParameterSpace, game: EpisodeGame) -> Iterator[Region]:
    """The cells of the episode game, by its closed form."""
    ranges = dict(zip(map(str, space.symbols), space.box, strict=True))
    below, *deterrence = map(Comparison, episode_polynomials(space))
    opposite = [Comparison(-comparison.polynomial) for comparison in (below, *deterrence)]
    for piece in episode_solution(game, **ranges).pieces:
        assert piece.sample is not None  # noqa: S101
        sample = tuple(piece.sample[str(symbol)] for symbol in space.symbols)
        plan = by_phase(space.game, piece.plan_runs)
        served = sum(count for phase, count, action in plan if phase.training and action == "B")
        gains = []
        for relation in piece.conditions:
            rising = isinstance(relation, sympy.Ge)
            if relation.free_symbols == {game.overlap}:
                gains.append(opposite[0] if rising else below)
            else:
                gains.append(deterrence[served - 1] if rising else opposite[served + 1])
        yield Region(piece, tuple(reduced(space, gains)), sample)
