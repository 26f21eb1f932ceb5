"""In the world ``wait``, POWER(start) = 2/3 + γ²/12, and to wait is optimal for a share 1/2 + γ/6 of objectives.

*Proof.* In units of a reward for ever candy is worth C, and to wait is worth Y = (1 - γ) R + γ M, where R is uniform and M
the better of two uniform rewards, C is uniform, and all are independent. For y in [0, 1], P(C < y) = y and E max(C, y) = (1 +
y²)/2, so that waiting is optimal with probability E Y = (1 - γ)/2 + 2γ/3 = 1/2 + γ/6, and POWER = (1 + E Y²)/2. Since E R² =
1/3, E R M = 1/2 · 2/3 and E M² = 1/2, E Y² = (1 - γ)²/3 + 2 γ (1 - γ)/3 + γ²/2 = 1/3 + γ²/6.

The solver computes both by convolutions and products of distribution functions, for any tree.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.power import Power
from toymodels.solvers.tree_power import StatePower, tree_power


def found(model: Power) -> StatePower:
    """What the solver of trees finds for the start."""
    return tree_power(model.graph, "start", Fraction(model.discount))


CLAIM = Claim(
    label="power-of-wait",
    statement=(
        "In the world start > candy, start > wait, wait > chocolate, wait > hug with uniform rewards the start has the POWER "
        "2/3 + g^2/12 at discount g, and to wait is optimal for a share 1/2 + g/6 of all rewards."
    ),
    latex=r"\mathrm{POWER} = \tfrac{2}{3} + \tfrac{\gamma^2}{12}, \quad P(\text{wait}) = \tfrac{1}{2} + \tfrac{\gamma}{6}",
    reading="any policy; ties have probability 0",
    scope=scope_of(Power, "discount", graph=("wait",), exponent=(1,)),
    hypotheses={},
    conclusion=lambda model: (
        found(model) == (Fraction(2, 3) + Fraction(model.discount) ** 2 / 12, _chances(Fraction(model.discount)))
    ),
    refutation="A discount at which the exact POWER or share is another number.",
    witness=Power("wait"),
    source="this library, for a world of Turner and others, arXiv:1912.01683",
    variant=lambda model: found(model).power == Fraction(2, 3) + Fraction(model.discount) / 12,
)


def _chances(discount: Fraction) -> dict[str, Fraction]:
    waiting = Fraction(1, 2) + discount / 6
    return {"candy": 1 - waiting, "wait": waiting}
