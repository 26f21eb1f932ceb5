"""The solution of a game with symbols in it, by the method that fits it."""

from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import is_symbolic
from toymodels.symbolic.cover import MOST_BOXES
from toymodels.symbolic.covered_solution import covered_solution
from toymodels.symbolic.episode.episode_box import has_plain_symbols
from toymodels.symbolic.episode.episode_solution import episode_solution
from toymodels.symbolic.episode.horizon_solution import horizon_solution
from toymodels.symbolic.pieces import SymbolicSolution
from toymodels.symbolic.ranges import Range
from toymodels.training import Problem


def symbolic_solution(
    problem: Problem, *, most_boxes: int = MOST_BOXES, progress: bool | None = None, **ranges: Range
) -> SymbolicSolution:
    """The solution of a game with symbols in it: its optimal policies, and where each is optimal.

    Parameters
    ----------
    problem
        A model or training game whose numbers are polynomials in its symbols, with rational coefficients (a float is the
        rational number that it is); the horizons of an episode game may be symbols.
    most_boxes, progress
        As in ``toymodels.symbolic.covered_solution``, which solves games without a closed form.
    **ranges
        The range (low, high) of a symbol by its name, or of a model's field by that of the field, which becomes a symbol;
        all of its domain for symbols that are not given.

    Raises
    ------
    TypeError
        If the game holds arrays, or a general game a symbolic horizon.
    ValueError
        If there is no symbol, a number is no polynomial, or a range is contradictory.

    Examples
    --------
    >>> solution = symbolic_solution(EpisodeGame(training=1, deployment=2), modification=None)
    >>> [(piece.label, piece.condition) for piece in solution.pieces]
    [('BAA', 2*modification >= 1), ('AAA', 2*modification <= 1)]
    """
    if not isinstance(problem, EpisodeGame) or not has_plain_symbols(problem, ranges):
        return covered_solution(problem, most_boxes=most_boxes, progress=progress, **ranges)
    horizons = ("training", "deployment")
    if any(name in ranges or is_symbolic(getattr(problem, name)) for name in horizons):
        return horizon_solution(problem, **ranges)
    return episode_solution(problem, **ranges)
