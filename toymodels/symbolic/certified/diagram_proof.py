"""A second proof of a certified diagram, by exact arithmetic that shares nothing with the search for it.

That the boxes fill the range without overlap is shown by halving the range again and again until every box stands alone.

That a policy is optimal in a box is shown by plain policy evaluation. W_t(φ, s) as ``toymodels.training`` has it is a
polynomial in the parameters, once the policy is given, and so is what each choice of the policy gains over another action,
G = Q_t(s, c, a_t) - Q_t(s, c, a). These are shown to be >= 0 by their coefficients in the Bernstein basis
(``toymodels.symbolic.algebra.sign_on_box``): over the hull of many boxes at once where that succeeds, then over those of
half of them, and so on down to single boxes. Of a box that f = 0 crosses only the side s f >= 0 is claimed, and G = f h
with s h >= 0 will do, too; and what is better than an action b is better than all that b is better than.
"""

import dataclasses
import functools
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from toymodels.policies import Rule, Runs, by_phase
from toymodels.symbolic.algebra.boxes import Box, halves, interior, midpoint
from toymodels.symbolic.algebra.polynomials import Factor, Polynomial, PolynomialRing, factors_of, sign_at
from toymodels.symbolic.algebra.sign_on_box import sign_on_box
from toymodels.training import Phase, State, TrainingGame

if TYPE_CHECKING:
    from toymodels.symbolic.certified.certified_diagram import CertifiedDiagram

_DEEPEST = 16


def check_diagram(diagram: "CertifiedDiagram") -> None:
    """Prove a diagram again.

    Raises
    ------
    ValueError
        If a claim is wrong or cannot be proved; it names the box.
    """
    check_tiling([box.sides for box in diagram.boxes], diagram.space.box)
    claims: dict[tuple[int, Factor | None, int], list[Box]] = defaultdict(list)
    for box in diagram.boxes:
        if len(box.policies) == 1:
            claims[box.policies[0], None, 0].append(box.sides)
        for policy, side in zip(box.policies, (1, -1), strict=False) if len(box.policies) > 1 else ():
            claims[policy, box.boundary, side].append(box.sides)
    gains: dict[int, list[tuple[Polynomial, ...]]] = {}
    for (policy, boundary, side), boxes in claims.items():
        if policy not in gains:
            choices = diagram.policies[policy].choices
            found = gains_of(diagram.space.game, choices, diagram.space.ring)
            gains[policy] = list({tuple(map(Factor.of, choice)): choice for choice in found}.values())
        divisor = None if boundary is None else boundary.polynomial
        claimed = [_Gain.of(gain, divisor, side, choice) for choice in gains[policy] for gain in choice]
        _check_claim(diagram.policies[policy].plan, claimed, boxes)


def check_tiling(boxes: Sequence[Box], whole: Box) -> None:
    """Show that boxes fill a box without overlap, if they arose by halving.

    Raises
    ------
    ValueError
        If they do not.

    Examples
    --------
    >>> check_tiling([((0, 1), (0, 1)), ((1, 2), (0, 1))], ((0, 2), (0, 1)))
    >>> check_tiling([((0, 1), (0, 1))], ((0, 2), (0, 1)))
    Traceback (most recent call last):
        ...
    ValueError: no box of the diagram covers [1, 2] x [0, 1]
    """
    waiting = [(list(boxes), whole)]
    while waiting:
        inside, cell = waiting.pop()
        if inside == [cell]:
            continue
        if not inside:
            raise ValueError(f"no box of the diagram covers {_in_words(cell)}")
        for axis, interval in enumerate(cell):
            middle = interior(interval)
            below = [box for box in inside if box[axis][1] <= middle]
            above = [box for box in inside if box[axis][0] >= middle]
            if len(below) + len(above) == len(inside):
                lower, upper = halves(cell, axis)
                waiting += [(below, lower), (above, upper)]
                break
        else:
            raise ValueError(f"the box {_in_words(inside[0])} does not fit with the others into {_in_words(cell)}")


@dataclasses.dataclass(frozen=True, eq=False)
class _Gain:
    """A polynomial that is to be >= 0 where side * boundary >= 0.

    Parameters
    ----------
    polynomial
        What a choice gains over another action.
    cofactor
        The polynomial divided by the boundary, if that leaves no rest.
    boundary, side
        The boundary, None if there is none, and 1 or -1.
    choice
        What the same choice gains over each action.
    """

    polynomial: Polynomial
    cofactor: Polynomial | None
    boundary: Polynomial | None
    side: int
    choice: tuple[Polynomial, ...]

    @classmethod
    def of(cls, polynomial: Polynomial, boundary: Polynomial | None, side: int, choice: tuple[Polynomial, ...] = ()) -> "_Gain":
        """The gain, divided by the boundary."""
        if boundary is None:
            return cls(polynomial, None, None, side, choice)
        quotient, rest = divmod(polynomial, boundary)
        return cls(polynomial, quotient if rest.is_zero() else None, boundary, side, choice)

    @functools.cached_property
    def detours(self) -> "list[tuple[_Gain, _Gain]]":
        """Two gains whose sum it is: over a third action, and of that over the other one."""
        parts = ((part, self.polynomial - part) for part in self.choice if not part.is_zero() and part != self.polynomial)
        return [(_Gain.of(one, self.boundary, self.side), _Gain.of(other, self.boundary, self.side)) for one, other in parts]

    def is_proved(self, box: Box) -> bool:
        """Whether the Bernstein coefficients show it on a box."""
        if sign_on_box(self.polynomial, box) in (0, 1):
            return True
        return self.cofactor is not None and sign_on_box(self.cofactor, box) == self.side

    def is_proved_by_detour(self, box: Box) -> bool:
        """Whether it is shown on a box for both of two gains whose sum it is."""
        return any(one.is_proved(box) and other.is_proved(box) for one, other in self.detours)

    def is_proved_by_factors(self, box: Box) -> bool:
        """Whether the signs of its factors show it on a box."""
        factors = factors_of(self.polynomial)
        signs = [self._sign_of(factor, box) for factor in factors.odd]
        return None not in signs and factors.sign * (-1) ** signs.count(-1) > 0

    def is_refuted(self, box: Box) -> bool:
        """Whether it is negative in the middle of a box, and claimed there."""
        middle = midpoint(box)
        claimed = self.boundary is None or sign_at(self.boundary, middle) == self.side
        return claimed and sign_at(self.polynomial, middle) < 0

    def is_claimed(self, box: Box) -> bool:
        """Whether some of a box may be on the side where it is claimed."""
        return self.boundary is None or sign_on_box(self.boundary, box) != -self.side

    def _sign_of(self, factor: Factor, box: Box) -> int | None:
        return self.side if factor.polynomial == self.boundary else sign_on_box(factor.polynomial, box)


def _check_claim(plan: str, gains: Sequence[_Gain], boxes: Sequence[Box]) -> None:
    """Show that gains are >= 0 where they are claimed in some boxes, over hulls of many where possible."""
    waiting: list[tuple[Sequence[_Gain], Sequence[Box]]] = [(gains, boxes)]
    while waiting:
        open_gains, some = waiting.pop()
        hull = tuple((min(low for low, _ in sides), max(high for _, high in sides)) for sides in zip(*some, strict=True))
        left = [gain for gain in open_gains if not gain.is_proved(hull)]
        if left and len(some) == 1:
            for gain in left:
                _check_gain(plan, gain, some[0])
        elif left:
            longest = max(range(len(hull)), key=lambda axis: Fraction(hull[axis][1] - hull[axis][0]))
            ordered = sorted(some, key=lambda box: sum(box[longest]))
            middle = len(ordered) // 2
            waiting += [(left, ordered[:middle]), (left, ordered[middle:])]


def _check_gain(plan: str, gain: _Gain, box: Box) -> None:
    """Show that a gain is >= 0 where it is claimed in a box, by its factors or by halving the box."""
    if gain.is_proved_by_factors(box):
        return
    waiting = [(box, 0)]
    while waiting:
        part, depth = waiting.pop()
        if not gain.is_claimed(part) or gain.is_proved(part) or gain.is_proved_by_detour(part):
            continue
        if gain.is_refuted(part):
            raise ValueError(f"the policy {plan} is not optimal in the box {_in_words(box)}: see {_at(midpoint(part))}")
        if depth == _DEEPEST:
            raise ValueError(f"the policy {plan} could not be proved optimal in the box {_in_words(box)}")
        waiting += [(half, depth + 1) for half in halves(part, depth % len(part))]


def gains_of(game: TrainingGame, choices: Runs[Rule], ring: PolynomialRing) -> Iterator[tuple[Polynomial, ...]]:
    """What a policy gains over each action, by choices, wherever some play can come.

    Parameters
    ----------
    game
        The game.
    choices
        The policy, as runs over the game's episodes; it must cover the points that can be met.
    ring
        The polynomials in the game's parameters.

    Raises
    ------
    ValueError
        If the policy lacks a choice.
    """
    number = _Numbers(ring)
    days = [(phase, rule) for phase, count, rule in by_phase(game, choices) for _ in range(count)]
    worth: dict[Any, Polynomial] = {}
    for (phase, rule), states in reversed(list(zip(days, _met(game, number), strict=True))):
        contexts = {c: number.of(chance) for c, chance in phase.contexts.items() if number.of(chance) != 0}
        for s, c in itertools.product(states, contexts):
            if (s, c) not in rule:
                raise ValueError(f"a policy must say what is done at {(s, c)}, which can be met")

        def quality(phi: Any, s: Any, c: Any, a: Any, phase: Phase = phase, worth: dict[Any, Polynomial] = worth) -> Polynomial:
            links = phase.successors((s, c, a)).items()
            later = sum((number.of(k) * worth.get((phi, after), 0) for after, k in links), start=number.of(0))
            return number.of(game.payoffs[phi, s, c, a]) + number.of(game.discount) * later

        for s, c in itertools.product(states, contexts):
            best = quality(game.states[s], s, c, rule[s, c])
            yield tuple(best - quality(game.states[s], s, c, a) for a in game.actions[s])
        worth = {
            (phi, s): sum((mu * quality(phi, s, c, rule[s, c]) for c, mu in contexts.items()), start=number.of(0))
            for phi in game.objectives
            for s in states
        }


def _met(game: TrainingGame, number: "_Numbers") -> Iterator[list[State]]:
    """The states that some play can have reached by each episode, but for those whose worth is multiplied by 0."""
    reached = {game.start}
    for phase in game.phases:
        contexts = [c for c, chance in phase.contexts.items() if number.of(chance) != 0]
        for _ in range(phase.episodes):
            yield [s for s in game.states if s in reached]
            moves = (move for move in game.moves(contexts) if move[0] in reached)
            links = (link for move in moves for link in phase.successors(move).items())
            reached = {s for s, chance in links if number.of(game.discount * chance) != 0}


@dataclasses.dataclass(frozen=True, eq=False)
class _Numbers:
    """The numbers of a game as polynomials, each converted once."""

    ring: PolynomialRing
    _known: dict[Any, Polynomial] = dataclasses.field(default_factory=dict)

    def of(self, value: Any) -> Polynomial:
        """A number as a polynomial."""
        if value not in self._known:
            self._known[value] = self.ring.of(value)
        return self._known[value]


def _in_words(box: Box) -> str:
    return " x ".join(f"[{low}, {high}]" for low, high in box)


def _at(point: Sequence[Any]) -> str:
    return f"({', '.join(map(str, point))})"
