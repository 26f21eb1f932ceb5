"""Certified phase diagrams: boxes that fill a box of parameters, with the policy that is proved optimal in each."""

import dataclasses
import functools
import html
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from toymodels.domains import Parameter
from toymodels.policies import Rule, Runs, by_phase, plan_of, plan_point, spelled, strip
from toymodels.regimes import regime
from toymodels.scalars import Scalar
from toymodels.solvers.backward_induction import backward_induction
from toymodels.symbolic.algebra.boxes import Box, volume
from toymodels.symbolic.algebra.polynomials import Factor, sign_at
from toymodels.symbolic.parameter_space import ParameterSpace
from toymodels.training import Action, TrainingGame, stated

_MOST_ROWS = 24
_HALVINGS = Parameter("number of halvings", 0, integer=True)


@dataclasses.dataclass(frozen=True, eq=False)
class CertifiedPolicy:
    """A policy that is proved optimal somewhere in a diagram.

    Parameters
    ----------
    space
        The game and its parameters.
    choices
        What is done at every point (state, context) that some play can meet, as runs over the episodes.
    near
        A point in or next to where the policy is optimal.
    """

    space: ParameterSpace
    choices: Runs[Rule]
    near: tuple[Scalar, ...]

    @functools.cached_property
    def policy(self) -> Runs[Rule]:
        """The whole policy: where no play can come, it does what backward induction finds optimal at the point ``near``."""
        return backward_induction(self.space.at(self.near), kept=tuple(self.choices)).policy

    @functools.cached_property
    def plan_runs(self) -> Runs[Action]:
        """The plan as runs of actions."""
        game = self.space.game
        met = all(plan_point(game, phase) in rule for phase, _, rule in by_phase(game, self.choices))
        return plan_of(game, self.choices if met else self.policy)

    @property
    def plan(self) -> str:
        """What the starting state does on the path on which it is not modified, such as ``"BBAAA"``."""
        return spelled(self.plan_runs)

    @property
    def regime(self) -> str:
        """What the plan amounts to, one of ``toymodels.regimes.REGIMES``, with payoffs as they are at the point ``near``."""
        return regime(self._game, self.plan_runs)

    @property
    def deceptive_episodes(self) -> int:
        """The number of training episodes in which the plan serves the base objective."""
        return sum(
            count
            for phase, count, action in by_phase(self._game, self.plan_runs)
            if phase.training and self._game.serves_base(*plan_point(self._game, phase), action)
        )

    @functools.cached_property
    def _game(self) -> TrainingGame:
        return stated(self.space.at(self.near))

    def __repr__(self) -> str:
        return f"CertifiedPolicy({strip(self.space.game, self.plan_runs)})"


class CertifiedBox(NamedTuple):
    """A box, with what is proved in it.

    Parameters
    ----------
    sides
        The ends of every parameter's interval.
    policies
        Positions in the diagram's list of policies: of the one that is optimal all over the box (*uniform*), of that where
        the boundary polynomial is >= 0 and that where it is <= 0 (*crossed*), or none (*undecided*).
    boundary
        The irreducible polynomial, in a crossed box.
    """

    sides: Box
    policies: tuple[int, ...]
    boundary: Factor | None = None

    @property
    def kind(self) -> str:
        """``"uniform"``, ``"crossed"`` or ``"undecided"``."""
        return ("undecided", "uniform", "crossed")[len(self.policies)]

    def __contains__(self, point: object) -> bool:
        """Whether a point, a tuple of rationals, lies in the box or on its boundary."""
        return all(low <= x <= high for x, (low, high) in zip(point, self.sides, strict=True))  # type: ignore[call-overload]


@dataclasses.dataclass(frozen=True, eq=False)
class CertifiedDiagram:
    """A phase diagram in which every part of the parameter space but a known rest has its proof.

    Parameters
    ----------
    space
        The game, its parameters and their ranges.
    policies
        All policies that are proved optimal somewhere, in alphabetic order of their plans.
    boxes
        The boxes, which fill the ranges without overlap.
    asked
        The coverage that was asked for.
    """

    space: ParameterSpace
    policies: tuple[CertifiedPolicy, ...]
    boxes: tuple[CertifiedBox, ...]
    asked: Fraction

    @functools.cached_property
    def undecided_volume(self) -> Fraction:
        """The exact volume of all undecided boxes."""
        return _total(box.sides for box in self.boxes if not box.policies)

    @functools.cached_property
    def coverage(self) -> Fraction:
        """The exact share of the volume that is decided."""
        return 1 - self.undecided_volume / _total([self.space.box])

    @property
    def complete(self) -> bool:
        """Whether the coverage asked for was reached; not if the search was interrupted or had too few boxes."""
        return self.coverage >= self.asked

    def policy_at(self, point: Mapping[str, object] | None = None, /, **coordinates: object) -> CertifiedPolicy | None:
        """The policy that is proved optimal at a point.

        Parameters
        ----------
        point, **coordinates
            The value of every parameter by name, a rational number or a float (taken for the rational that it is).

        Returns
        -------
        The policy; one of both where the point lies on a boundary. None if it lies in an undecided box: solve the game there.

        Raises
        ------
        TypeError, ValueError
            If a coordinate is missing, unknown, outside its range or no number.
        """
        exact = self.space.point({**(point or {}), **coordinates})
        box = next((box for box in self.boxes if box.policies and exact in box), None)
        if box is None:
            return None
        return self.policies[box.policies[box.boundary is not None and sign_at(box.boundary.polynomial, exact) < 0]]

    def volumes(self, halvings: int = 20) -> dict[str, tuple[Fraction, Fraction]]:
        """Bounds on the volume in which each plan is optimal, by plan, both exact.

        The lower bound counts uniform boxes, and what is on its side of the boundary in crossed ones; the upper bound adds
        what is too near to the boundary to tell, and all undecided boxes.

        Parameters
        ----------
        halvings
            Crossed boxes are halved, for this, down to boxes of 2^-halvings of the whole volume; an integer >= 0.
        """
        from toymodels.symbolic.certified.plan_volumes import plan_volumes

        return plan_volumes(self, int(_HALVINGS.checked(halvings, "halvings")))

    def verify(self) -> int:
        """The number of boxes, after every one of them has been proved again by another route.

        Absolute worths of every policy are expanded as polynomials, and what deviating once would gain is shown to be
        nowhere positive by exact rational Bernstein forms (``toymodels.symbolic.certified.diagram_proof``): no floats, no
        gaps, no affine forms. That the boxes fill the ranges without overlap is shown, too. It takes longer than making the
        diagram: the exact polynomials have as high a degree as the game has episodes, and where a policy comes near to its
        boundary every box needs their coefficients anew, at a cost that grows with the square of the degree or more.

        Raises
        ------
        ValueError
            If a claim is wrong, or cannot be proved; it names the box.
        """
        from toymodels.symbolic.certified.diagram_proof import check_diagram

        check_diagram(self)
        return len(self.boxes)

    def caption(self) -> str:
        """What the diagram is of, and how much of it is decided, in two lines."""
        ranges = zip(self.space.names, self.space.box, strict=True)
        over = ", ".join(f"{name} in [{low}, {high}]" for name, (low, high) in ranges)
        counts = [f"{sum(box.kind == kind for box in self.boxes):,} {kind}" for kind in ("uniform", "crossed", "undecided")]
        short = "" if self.complete else f"; INCOMPLETE: {_percent(self.asked)} was asked for"
        number = f"{len(self.boxes):,} box{'es' if len(self.boxes) > 1 else ''}"
        covered = f"{_percent(self.coverage)} of it decided by {number} ({', '.join(counts)}){short}"
        return f"Certified phase diagram over {over}\n{covered}"

    def __repr__(self) -> str:
        decided = f"{_percent(self.coverage)} decided by {len(self.boxes):,} boxes"
        return f"CertifiedDiagram({', '.join(self.space.names)}: {len(self.policies)} policies, {decided})"

    def __str__(self) -> str:
        heads, *rows = self._rows()
        widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
        lines = ["  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True)) for row in (heads, *rows)]
        return "\n".join([self.caption(), *(line.rstrip() for line in lines)])

    def _repr_html_(self) -> str:
        heads, *rows = ([html.escape(text) for text in row] for row in self._rows())
        table = [f"<tr>{''.join(f'<th>{text}</th>' for text in heads)}</tr>"]
        table += [f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows]
        caption = html.escape(self.caption()).replace("\n", "<br>")
        return f"<table><caption>{caption}</caption>{''.join(table)}</table>"

    def _rows(self) -> list[tuple[str, ...]]:
        whole = _total([self.space.box])
        strips = {policy.plan: strip(self.space.game, policy.plan_runs) for policy in self.policies}
        rows = [
            (strips[plan], f"{_percent(low / whole)} to {_percent(high / whole)}")
            for plan, (low, high) in self.volumes().items()
        ]
        more = [(f"... and {len(rows) - _MOST_ROWS} more", "")] if len(rows) > _MOST_ROWS else []
        return [("plan", "share of the volume"), *rows[:_MOST_ROWS], *more]


def _total(boxes: Iterable[Box]) -> Fraction:
    return sum((volume(box) or Fraction(0) for box in boxes), start=Fraction(0))


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.6g} %"
