"""The solution of a game with symbols in it, by the method that fits it."""

from toymodels.symbolic.covered_solution import covered_solution
from toymodels.symbolic.parameter_space import Range
from toymodels.symbolic.pieces import SymbolicSolution
from toymodels.training import Problem


def symbolic_solution(problem: Problem, **ranges: Range) -> SymbolicSolution:
    """The solution of a game with symbols in it: its optimal policies, and where each is optimal.

    Parameters
    ----------
    problem
        A model or training game whose numbers are polynomials in its symbols, with rational coefficients (a float is the
        rational number that it is).
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
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> solution = symbolic_solution(EpisodeGame(training=1, deployment=2), modification=None)
    >>> [(piece.label, piece.condition) for piece in solution.pieces]
    [('BAA', 2*modification >= 1), ('AAA', 2*modification <= 1)]
    """
    return covered_solution(problem, **ranges)
