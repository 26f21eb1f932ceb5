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

import dataclasses
import functools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from toymodels.domains import parameters
from toymodels.errors import unknown_name
from toymodels.geometric import geometric_sum
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, exactly, is_array, is_symbolic, number, written
from toymodels.solvers.switching import EpisodeParameters, deterrence_sign, switch

_FALLING = ("training", "deployment_agreement", "monitoring")
_WIDTH = Fraction(1, 1 << 80)
_SIMPLE = 1 << 39
_LONGEST_SHOWN = 100


@dataclasses.dataclass(frozen=True)
class Threshold:
    """Where one parameter makes it optimal to play B through all of training.

    Parameters
    ----------
    game
        The game; the parameter's own value in it plays no part.
    parameter
        The parameter's name.
    status
        ``"threshold"``: there is one, ``value``; ``"everywhere"`` or ``"nowhere"``: deception pays at every or at no value
        of the parameter's domain; ``"formula"``: ``value`` is a formula in symbols, a threshold where it lies in the domain;
        ``"implicit"``: ``condition`` holds the parameter, but no formula solves it for the parameter.
    low, high
        Rationals between which a numeric threshold lies, equal if it is rational.
    formula
        The formula, if there is one.
    """

    game: EpisodeGame
    parameter: str
    status: str
    low: Scalar | None = None
    high: Scalar | None = None
    formula: Any = None

    @property
    def direction(self) -> str:
        """On which side of the threshold deception pays."""
        return "at or below" if self.parameter in _FALLING else "at or above"

    @functools.cached_property
    def value(self) -> Scalar | None:
        """The threshold itself.

        An integer, a rational or an algebraic number (sympy), a float if the game has floats in it, a formula (sympy), or
        None where there is none.

        Raises
        ------
        ValueError
            If it is too long to write down.
        """
        if self.status == "formula":
            return self.formula
        if self.status != "threshold":
            return None
        if self._is_rounded and not isinstance(self.low, int):
            return float(self)
        if self.low == self.high:
            return self.low
        self._check_length()
        return _algebraic(self)

    @property
    def condition(self) -> Any:
        """The inequality that says where deception pays, as a sympy relation (True or False where it always or never does).

        Raises
        ------
        ValueError
            If it has numbers in it that are too long to write down.
        """
        import sympy

        self._check_length()
        own = sympy.Symbol(self.parameter)
        others = EpisodeParameters.of(self.game).exactly()
        overlap = own if self.parameter == "overlap" else others.overlap
        exact = EpisodeParameters(*map(sympy.sympify, others._replace(**{self.parameter: own})))
        return sympy.Or(_strength(exact) >= 1, sympy.sympify(overlap) >= 1)

    def __float__(self) -> float:
        if self.low is None or self.high is None:
            raise TypeError(f"{self} has no number to be made a float")
        return float((self.low + self.high) / 2)

    def __str__(self) -> str:
        """One line, such as ``deceptive iff modification >= 1/3 (0.333333)``."""
        relation = "<=" if self.parameter in _FALLING else ">="
        if self.status in ("everywhere", "nowhere"):
            pays = "every" if self.status == "everywhere" else "no"
            return f"deceptive at {pays} {self.parameter} ({parameters(EpisodeGame)[self.parameter].domain})"
        if self.status == "formula":
            return f"deceptive iff {self.parameter} {relation} {self.formula}"
        if self.status == "implicit":
            return f"deceptive iff {self.condition}"
        text = written(self.value) if self.low == self.high else f"{float(self):.12g}..."
        return f"deceptive iff {self.parameter} {relation} {text}"

    def latex(self) -> str:
        r"""The same for LaTeX's math mode (with ``amsmath``).

        Examples
        --------
        >>> print(deception_threshold(EpisodeGame(training=2, deployment=3), "modification").latex())
        \text{deceptive iff }\mathit{modification} \geq \frac{1}{3}
        """
        import sympy

        from toymodels.symbolic.algebra.latex import latex_of, number_in_latex

        own = latex_of(sympy.Symbol(self.parameter))
        side = r"\leq" if self.parameter in _FALLING else r"\geq"
        relation = rf"\text{{deceptive iff }}{own} {side}"
        if self.status in ("everywhere", "nowhere"):
            return rf"\text{{deceptive at {'every' if self.status == 'everywhere' else 'no'} value of }}{own}"
        if self.status == "formula":
            return f"{relation} {latex_of(self.formula)}"
        if self.status == "implicit":
            return rf"\text{{deceptive iff }}{latex_of(self.condition)}"
        if self._is_short:
            return f"{relation} {number_in_latex(sympy.sympify(self.value), float(self))}"
        return rf"{relation} {sympy.latex(sympy.Float(float(self), 12))}\ldots"

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    @property
    def _is_short(self) -> bool:
        """Whether a numeric threshold can be shown exactly."""
        if self.low == self.high:
            return bits(exactly(self.low)) <= _LONGEST_SHOWN
        try:
            self._check_length()
        except ValueError:
            return False
        return not self._is_rounded

    def _check_length(self) -> None:
        given = EpisodeParameters.of(self.game).exactly()._replace(**{self.parameter: 0})
        powers = [(given.discount, given.training), (given.discount, given.deployment)]
        if any(
            isinstance(base, int | Fraction) and isinstance(n, int) and n * bits(base) > LONGEST_NUMBER for base, n in powers
        ):
            raise ValueError("the exact threshold is too long to write down: make it a float")

    @property
    def _is_rounded(self) -> bool:
        given = EpisodeParameters.of(self.game)._asdict()
        return any(isinstance(value, float) for name, value in given.items() if name != self.parameter)


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


def _strength(game: EpisodeParameters) -> Scalar:
    """What p g^T u_0 comes to: what an A in the first training episode loses relative to what it gains."""
    conflict = 1 - game.deployment_agreement
    ratio = game.discount * (1 - game.monitoring * conflict)
    return game.modification * game.discount**game.training * conflict * geometric_sum(ratio, game.deployment)


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
    worst, best = (1, 0) if parameter in _FALLING else (0, 1)
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
    least = 1 / Fraction(_strength(unit))
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


def _algebraic(threshold: Threshold) -> Any:
    """The threshold as a sympy number."""
    import sympy

    from toymodels.symbolic.algebra.real_root import real_root

    x = sympy.Symbol("x", positive=True)
    given = EpisodeParameters.of(threshold.game).exactly()._replace(**{threshold.parameter: x})
    strength = _strength(EpisodeParameters(*map(sympy.sympify, given)))
    return real_root(_without_cases(strength) - 1, Fraction(threshold.low or 0), Fraction(threshold.high or 0))


def _without_cases(expression: Any) -> Any:
    """A geometric sum's quotient, away from the ratio 1."""
    import sympy

    return expression.replace(sympy.Piecewise, lambda *cases: cases[-1].expr)


def _symbolic(game: EpisodeGame, parameter: str, given: EpisodeParameters) -> Threshold:
    """The threshold as a formula in the symbols of the other parameters, for overlap below 1."""
    import sympy

    exact = EpisodeParameters(*map(sympy.sympify, given.exactly()))
    conflict = 1 - exact.deployment_agreement
    ratio = exact.discount * (1 - exact.monitoring * conflict)
    formula = None
    if parameter == "modification":
        formula = 1 / _strength(exact._replace(modification=sympy.S.One))
    elif parameter == "deployment_agreement" and exact.monitoring == 0:
        formula = 1 - 1 / _strength(exact._replace(deployment_agreement=sympy.S.Zero))
    elif parameter == "deployment":
        threat = exact.modification * exact.discount**exact.training * conflict
        ratio = sympy.simplify(ratio)
        formula = sympy.ceiling(1 / threat if ratio == 1 else sympy.log(1 - (1 - ratio) / threat) / sympy.log(ratio))
    elif parameter == "training" and exact.discount != 1:
        worth = _strength(exact._replace(training=sympy.S.Zero))
        formula = sympy.floor(sympy.log(worth) / sympy.log(1 / exact.discount))
    elif parameter == "discount" and exact.deployment == 1:
        formula = (exact.modification * conflict) ** (-1 / exact.training)
    if formula is None:
        return Threshold(game, parameter, "implicit")
    return Threshold(game, parameter, "formula", formula=formula)
