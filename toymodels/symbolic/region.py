"""A cell of the parameter space in which one policy is optimal."""

import dataclasses
import math
from collections.abc import Mapping
from fractions import Fraction

from toymodels.symbolic.algebra.balls import balls, range_of, sign_of
from toymodels.symbolic.algebra.boxes import Box
from toymodels.symbolic.algebra.polynomials import Factor
from toymodels.symbolic.conditions import Condition
from toymodels.symbolic.pieces import Piece

Point = tuple[Fraction | int, ...]


@dataclasses.dataclass(frozen=True, eq=False)
class Region:
    """A policy and the cell of the parameter space in which it is optimal.

    Parameters
    ----------
    piece
        The policy, its value, and its conditions for reading.
    conditions
        The conditions as polynomials.
    sample
        A point inside the cell.
    """

    piece: Piece
    conditions: tuple[Condition, ...]
    sample: Point

    @property
    def label(self) -> str:
        """The policy in short."""
        return self.piece.label

    def holds(self, point: Point) -> bool:
        """Whether a rational point of the parameter space is in the cell or on its boundary."""
        return all(condition.holds(point) for condition in self.conditions)

    def sides(self) -> Mapping[Factor, int]:
        """The factors that are conditions by themselves, with the sign that each has inside."""
        return {condition.factors[0]: condition.sign for condition in self.conditions if len(condition.factors) == 1}

    def side(self, box: Box, factor: Factor) -> int:
        """The sign of a factor on the cell's side of its zeros in a small box, 0 if not proved to be one side of them."""
        sides, needed = balls(box), set()
        for condition in self.conditions:
            others = (sign_of(range_of(one.polynomial, sides)) for one in condition.factors if one != factor)
            sign = math.prod(others, start=condition.sign)
            if factor in condition.factors:
                needed.add(sign)
            elif sign <= 0:
                return 0
        return needed.pop() if len(needed) == 1 else 0
