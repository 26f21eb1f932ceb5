"""Pay on a distorted measure wins the share cos² θ of the first best, at b* = f·g/|g|².

*Proof.* Paid b, the manager maximizes b g·a - |a|²/2, so that a = b g, and the shared worth is b f·g - b² |g|²/2, a parabola
with its top at b* = f·g/|g|², where it is (f·g)²/(2 |g|²). The objective itself, f·a - |a|²/2, is at most |f|²/2, at a = f. The
ratio is (f·g)²/(|f|² |g|²). ∎
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.distortion import Distortion
from toymodels.scalars import Scalar
from toymodels.solvers.distortion import distortion

_PAYS = tuple(Fraction(n, 4) for n in range(-12, 13))


def shared(model: Distortion, pay: Scalar) -> Fraction:
    """What firm and manager share: each deed is done as far as its pay covers its cost."""
    deeds = [pay * weight for weight in model.measure]
    return sum(
        (worth * deed - Fraction(deed * deed) / 2 for worth, deed in zip(model.objective, deeds, strict=True)), Fraction(0)
    )


def agrees(model: Distortion, efficiency: Scalar) -> bool:
    """Whether the best pay is worth this share of the first best, and no other pay of a grid is worth as much."""
    solution = distortion(model)
    best = shared(model, solution.pay)
    first_best = sum(Fraction(worth * worth) for worth in model.objective) / 2
    return best == efficiency * first_best and all(shared(model, pay) < best for pay in _PAYS if pay != solution.pay)


def cosine_squared(model: Distortion) -> Scalar:
    """The squared cosine of the angle between objective and measure, as 1 - sin², with sin² by Lagrange's identity."""
    f, g = model.objective, model.measure
    areas = sum(Fraction(f[i] * g[j] - f[j] * g[i]) ** 2 for i in range(len(f)) for j in range(i))
    return 1 - areas / (sum(Fraction(a * a) for a in f) * sum(b * b for b in g))


CLAIM = Claim(
    label="distortion-efficiency",
    statement=(
        "In the distortion model the best pay for the measure, b* = f·g/|g|², wins the share cos² θ of the first best, with θ "
        "the angle between objective and measure."
    ),
    latex=r"b^* = \frac{f \cdot g}{|g|^2}, \quad \frac{S(b^*)}{|f|^2/2} = \cos^2 \theta",
    reading="any policy; the manager answers every pay by the deeds that are best for it",
    scope=scope_of(Distortion, "objective", "measure"),
    hypotheses={},
    conclusion=lambda model: agrees(model, cosine_squared(model)),
    refutation="An objective and a measure of which pay wins another share.",
    witness=Distortion(),
    source="Baker 2002",
    variant=lambda model: agrees(model, cosine_squared(model) ** 2),
)
