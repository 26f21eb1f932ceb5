"""The value of one parameter at which playing B through all of training becomes optimal.

In the episode game that is so iff w >= 1 or p g^T u_0 >= 1, in the symbols of ``toymodels.models.episode_game``. The left
side, p g^T (1 - α) S_D(g (1 - q (1 - α))), grows with p, g and D, and falls with T, q and α: for y = 1 - α the recursion
u_{n+1} = y + g (1 - q y) u_n of deployment gives ∂u_{n+1}/∂y = 1 - g q u_n + g (1 - q y) ∂u_n/∂y >= 0, as g q u_n <= 1.
So there is one threshold, or deception pays everywhere or nowhere. It is

    p*  = 1 / (g^T u_0),            α* = 1 - 1 / (p g^T S_D(g))   (q = 0),
    D*  = ⌈ln(1 - (1 - r) / (p g^T (1 - α))) / ln r⌉  (⌈1 / (p (1 - α))⌉ for r = 1),
    T*  = ⌊ln(p u_0) / ln(1/g)⌋,    w*  = 1 where p g^T u_0 < 1,

and, for g, q and (with q > 0) α, the root of a polynomial, which is enclosed between rationals by bisection with exact
comparisons.
"""

from collections.abc import Callable
from fractions import Fraction

from toymodels.domains import parameters
from toymodels.errors import unknown_name
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, is_array, is_symbolic, number
from toymodels.solvers.switching import EpisodeParameters, deterrence_sign, switch
from toymodels.threshold import FALLING, Threshold, strength

_WIDTH = Fraction(1, 1 << 80)
_SIMPLE = 1 << 39


def deception_threshold(game: EpisodeGame, parameter: str) -> Threshold:
    """The value of a parameter from which on playing B through all of training is optimal, the others held fixed.

    Parameters
    ----------
    game
        The episode game, in exact numbers, floats or symbols.
    parameter
        The name of one of its parameters. For a horizon the threshold is the least deployment, or the greatest training.

    Raises
    ------
    TypeError
        If the game is no episode game, or holds arrays.
    ValueError
        If the parameter is unknown; if there is no training in which to deceive.

    Examples
    --------
    >>> from sympy import Symbol
    >>> game = EpisodeGame(training=2, deployment=3)
    >>> deception_threshold(game, "modification").value
    Fraction(1, 3)
    >>> deception_threshold(game, "discount").value
    CRootOf(x**3 + x - 1, 0)
    >>> print(deception_threshold(game, "discount"))
    deceptive iff discount >= 0.682327803828...
    >>> D, a = Symbol("D"), Symbol("a")
    >>> deception_threshold(EpisodeGame(deployment=D, deployment_agreement=a), "modification").value
    1/(D*(1 - a))
    """
    if not isinstance(game, EpisodeGame):
        raise TypeError(f"deception_threshold is about the episode game, got {type(game).__name__}")
    if parameter not in parameters(EpisodeGame):
        raise unknown_name("parameter", parameter, parameters(EpisodeGame))
    given = EpisodeParameters.of(game)
    rest = [value for name, value in given._asdict().items() if name != parameter]
    if any(is_array(value) for value in rest):
        raise TypeError("deception_threshold is about one game, and this one holds arrays: use phase_diagram")
    if parameter != "training" and given.training == 0:
        raise ValueError("training must be an integer >= 1 for there to be deception in it, got 0")
    given = given._replace(**{parameter: 1})
    if any(is_symbolic(value) for value in rest):
        aligned = parameter != "overlap" and not is_symbolic(given.overlap) and given.overlap >= 1
        return Threshold(game, parameter, "everywhere") if aligned else _symbolic(game, parameter, given)
    return _numeric(game, parameter, given.exactly())


def _numeric(game: EpisodeGame, parameter: str, given: EpisodeParameters) -> Threshold:
    def deceives(value: Scalar) -> int:
        here = given._replace(**{parameter: value})
        return 1 if here.overlap >= 1 else deterrence_sign(here, here.training)

    def found(low: Scalar, high: Scalar) -> Threshold:
        return Threshold(game, parameter, "threshold", low, high)

    if parameter != "overlap" and given.overlap >= 1:
        return Threshold(game, parameter, "everywhere")
    if parameter in ("training", "deployment"):
        horizon = _longest_training(given) if parameter == "training" else _least_deployment(given, deceives)
        return found(horizon, horizon) if isinstance(horizon, int) else Threshold(game, parameter, horizon)
    worst, best = (1, 0) if parameter in FALLING else (0, 1)
    if deceives(worst) >= 0:
        return Threshold(game, parameter, "everywhere")
    if deceives(best) < 0:
        return Threshold(game, parameter, "nowhere")
    if parameter == "overlap" or deceives(best) == 0:
        return found(best, best)
    rational = _rational(given, parameter)
    return found(rational, rational) if rational is not None else found(*_enclosure(deceives, worst, best))


def _rational(given: EpisodeParameters, parameter: str) -> Scalar | None:
    """The threshold where it is a rational that can be written down."""
    linear = parameter == "modification" or (parameter == "deployment_agreement" and given.monitoring == 0)
    ratio = given.discount * (1 - given.monitoring * (1 - given.deployment_agreement))
    length = given.training * bits(given.discount) + given.deployment * bits(ratio) if linear else 0
    if not linear or length > LONGEST_NUMBER:
        return None
    unit = given._replace(**{parameter: 1 if parameter == "modification" else 0})
    least = 1 / Fraction(strength(unit))
    return number(least if parameter == "modification" else 1 - least)


def _longest_training(given: EpisodeParameters) -> int | str:
    """The longest training in which deception pays throughout, or that it does so in one of any or of no length."""
    beyond = _beyond(given)
    longest = switch(given._replace(training=beyond)).length
    if longest == 0:
        return "nowhere"
    return int(longest) if longest < beyond else "everywhere"


def _beyond(given: EpisodeParameters) -> int:
    """A horizon that no threshold of a horizon exceeds.

    T* <= ln D / (1 - g), and as 1 - r and the margin are no smaller than their denominators allow,
    D* <= (T + 2) b 2^b for b bits of the probabilities and the discount together.
    """
    numbers = (given.modification, given.discount, given.deployment_agreement, given.monitoring)
    width = sum(bits(value) for value in numbers)
    return int(given.training + given.deployment + 2) << (2 * width + 64)


def _least_deployment(given: EpisodeParameters, deceives: Callable[[int], int]) -> int | str:
    """The least deployment that makes deception pay, or that none does: a search after a look at one beyond all use."""
    if deceives(_beyond(given)) < 0:
        return "nowhere"
    low, high = 0, 1
    while deceives(high) < 0:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if deceives(middle) >= 0 else (middle, high)
    return high


def _enclosure(deceives: Callable[[Scalar], int], worst: int, best: int) -> tuple[Scalar, Scalar]:
    """Rationals around the least favourable value at which deception pays, equal where it was met exactly."""
    against, favour = Fraction(worst), Fraction(best)
    while abs(favour - against) > _WIDTH * max(favour, against):
        middle = (favour + against) / 2
        sign = deceives(middle)
        if sign == 0:
            return number(middle), number(middle)
        against, favour = (middle, favour) if sign < 0 else (against, middle)
    simple = ((favour + against) / 2).limit_denominator(_SIMPLE)
    if min(favour, against) <= simple <= max(favour, against) and deceives(simple) == 0:
        return number(simple), number(simple)
    return min(favour, against), max(favour, against)


def _symbolic(game: EpisodeGame, parameter: str, given: EpisodeParameters) -> Threshold:
    """The threshold as a formula in the symbols of the other parameters, for overlap below 1."""
    import sympy

    exact = EpisodeParameters(*map(sympy.sympify, given.exactly()))
    conflict = 1 - exact.deployment_agreement
    ratio = exact.discount * (1 - exact.monitoring * conflict)
    formula = None
    if parameter == "modification":
        formula = 1 / strength(exact._replace(modification=sympy.S.One))
    elif parameter == "deployment_agreement" and exact.monitoring == 0:
        formula = 1 - 1 / strength(exact._replace(deployment_agreement=sympy.S.Zero))
    elif parameter == "deployment":
        threat = exact.modification * exact.discount**exact.training * conflict
        ratio = sympy.simplify(ratio)
        formula = sympy.ceiling(1 / threat if ratio == 1 else sympy.log(1 - (1 - ratio) / threat) / sympy.log(ratio))
    elif parameter == "training" and exact.discount != 1:
        worth = strength(exact._replace(training=sympy.S.Zero))
        formula = sympy.floor(sympy.log(worth) / sympy.log(1 / exact.discount))
    elif parameter == "discount" and exact.deployment == 1:
        formula = (exact.modification * conflict) ** (-1 / exact.training)
    if formula is None:
        return Threshold(game, parameter, "implicit")
    return Threshold(game, parameter, "formula", formula=formula)
