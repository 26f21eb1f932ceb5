"""A threshold of one parameter: where playing B through all of training becomes optimal, as a number, a formula or not at all.

How it is found is told in ``toymodels.thresholds``.
"""

import dataclasses
import functools
from fractions import Fraction
from typing import Any

from toymodels.domains import parameters
from toymodels.geometric import geometric_sum
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, exactly, written
from toymodels.solvers.switching import EpisodeParameters

FALLING = ("training", "deployment_agreement", "monitoring")
"""The parameters of which less favours deception."""

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
        return "at or below" if self.parameter in FALLING else "at or above"

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
        return sympy.Or(strength(exact) >= 1, sympy.sympify(overlap) >= 1)

    def __float__(self) -> float:
        if self.low is None or self.high is None:
            raise TypeError(f"{self} has no number to be made a float")
        return float((self.low + self.high) / 2)

    def __str__(self) -> str:
        """One line, such as ``deceptive iff modification >= 1/3 (0.333333)``."""
        relation = "<=" if self.parameter in FALLING else ">="
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
        >>> from toymodels.thresholds import deception_threshold
        >>> print(deception_threshold(EpisodeGame(training=2, deployment=3), "modification").latex())
        \text{deceptive iff }\mathit{modification} \geq \frac{1}{3}
        """
        import sympy

        from toymodels.symbolic.algebra.latex import latex_of, number_in_latex

        own = latex_of(sympy.Symbol(self.parameter))
        side = r"\leq" if self.parameter in FALLING else r"\geq"
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


def strength(game: EpisodeParameters) -> Scalar:
    """What p g^T u_0 comes to: what an A in the first training episode loses relative to what it gains."""
    conflict = 1 - game.deployment_agreement
    ratio = game.discount * (1 - game.monitoring * conflict)
    return game.modification * game.discount**game.training * conflict * geometric_sum(ratio, game.deployment)


def _algebraic(threshold: Threshold) -> Any:
    """The threshold as a sympy number."""
    import sympy

    from toymodels.symbolic.algebra.real_root import real_root

    x = sympy.Symbol("x", positive=True)
    given = EpisodeParameters.of(threshold.game).exactly()._replace(**{threshold.parameter: x})
    excess = _without_cases(strength(EpisodeParameters(*map(sympy.sympify, given)))) - 1
    return real_root(excess, Fraction(threshold.low or 0), Fraction(threshold.high or 0))


def _without_cases(expression: Any) -> Any:
    """A geometric sum's quotient, away from the ratio 1."""
    import sympy

    return expression.replace(sympy.Piecewise, lambda *cases: cases[-1].expr)
