"""Certified phase diagrams of training games: which policy is optimal where, with a proof for all but a known rest."""

from collections.abc import Iterator
from fractions import Fraction

from toymodels.domains import Parameter
from toymodels.policies import Runs
from toymodels.progress import advancing
from toymodels.scalars import Scalar, is_array, is_symbolic, number
from toymodels.symbolic.algebra.boxes import midpoint
from toymodels.symbolic.certified.certified_diagram import CertifiedBox, CertifiedDiagram, CertifiedPolicy
from toymodels.symbolic.certified.endings import Endings
from toymodels.symbolic.certified.genuine_crossings import genuine_crossings
from toymodels.symbolic.certified.subdivision import Subdivision, subdivision
from toymodels.symbolic.parameter_space import ParameterSpace, parameter_space
from toymodels.symbolic.ranges import Range
from toymodels.symbolic.suffixes import PolicyTree
from toymodels.training import Problem

_COUNT = Parameter("number of boxes", 1, integer=True)


def certified_phase_diagram(
    problem: Problem,
    *,
    coverage: Scalar = "0.9999",
    most_boxes: int = 200_000,
    progress: bool | None = None,
    **ranges: Range,
) -> CertifiedDiagram:
    """A subdivision of a box of parameters into boxes in each of which what is optimal is proved.

    In a *uniform* box one policy is optimal throughout. A *crossed* box has two, one on either side of a polynomial
    boundary, whose sign decides, exactly, which it is. Boxes around points where more than two policies meet are
    *undecided*; the largest of them are halved until they are few enough.

    Parameters
    ----------
    problem
        A model or training game.
    coverage
        The share of the volume that is to be decided, in (0, 1]. 1 can be reached only where no three policies meet.
    most_boxes
        After how many boxes to give up.
    progress
        Whether to show a progress bar for what takes over a second; None shows it in a terminal.
    **ranges
        The parameters, fields of the model or symbols in the game by name, with the two ends of each. Symbols that are not
        named are parameters over their whole domains.

    Returns
    -------
    The diagram. If the coverage is not reached, for want of boxes or because it was interrupted from the keyboard, what
    is proved so far, and its property ``complete`` is False. Interrupted when the search is over, in the moment in which
    the diagram is put together, it does that all the same; interrupted again, it stops.

    Raises
    ------
    TypeError, ValueError
        As ``toymodels.symbolic.parameter_space`` says; also if a range has no end, or the coverage is not in (0, 1].

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> diagram = certified_phase_diagram(EpisodeGame(2, 3), modification=(0, 1), discount=("1/2", 1), coverage="0.999")
    >>> [policy.plan for policy in diagram.policies], diagram.complete
    (['AAAAA', 'ABAAA', 'BBAAA'], True)
    >>> diagram.policy_at(modification="1/2", discount="9/10").plan
    'BBAAA'
    """
    share = _checked_coverage(coverage)
    most = _COUNT.checked(most_boxes, "most_boxes")
    space = parameter_space(problem, ranges, every=True)
    for name, (low, high) in zip(space.names, space.box, strict=True):
        if low is None or high is None:
            raise ValueError(f"the range of {name} must have two ends, got [{low}, {high}]: give {name}=(low, high)")
    endings = Endings(PolicyTree(space))
    with advancing("certified phase diagram", progress) as done:
        found = subdivision(endings, share, most, done)
    try:
        return _diagram(space, endings, found, share)
    except KeyboardInterrupt:
        return _diagram(space, endings, found, share)


def _checked_coverage(coverage: Scalar) -> Fraction:
    share = number(coverage, "coverage")
    if is_array(share) or is_symbolic(share):
        raise TypeError(f"coverage must be one number, got {coverage}")
    if not 0 < share <= 1:
        raise ValueError(f"coverage must be in (0, 1], got {coverage}")
    return Fraction(share)


def _diagram(space: ParameterSpace, endings: Endings, found: Subdivision, asked: Fraction) -> CertifiedDiagram:
    """The diagram of a subdivision, with its policies in alphabetic order of their plans."""
    boxes = genuine_crossings(list(_boxes(space, endings, found)))
    near: dict[int, tuple[Scalar, ...]] = {}
    for box in sorted(boxes, key=lambda box: len(box.policies)):
        for ending in box.policies:
            if ending not in near:
                near[ending] = midpoint(box.sides)
    policies = {ending: CertifiedPolicy(space, Runs.of(endings.rules(ending)), point) for ending, point in near.items()}
    listed = sorted(policies, key=lambda ending: (tuple(policies[ending].plan_runs), ending))
    place_of = {ending: place for place, ending in enumerate(listed)}
    placed = (CertifiedBox(sides, tuple(place_of[one] for one in shown), boundary) for sides, shown, boundary in boxes)
    return CertifiedDiagram(space, tuple(policies[ending] for ending in listed), tuple(placed), asked)


def _boxes(space: ParameterSpace, endings: Endings, found: Subdivision) -> Iterator[CertifiedBox]:
    """The boxes of a subdivision, with endings for policies."""
    factors = endings.factors()
    for lot in found.decided:
        columns = (lot.above.tolist(), lot.below.tolist(), lot.factor.tolist())
        for sides, above, below, factor in zip(lot.tiles.boxes(space.box), *columns, strict=True):
            crossed = factor >= 0
            yield CertifiedBox(sides, (above, below), factors[factor]) if crossed else CertifiedBox(sides, (above,))
    yield from (CertifiedBox(sides, ()) for sides in found.undecided.boxes(space.box))
