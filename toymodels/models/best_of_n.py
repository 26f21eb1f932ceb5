"""Best of n: draw n samples, keep the one that looks best, and see how good it is.

A score is the true value plus an error. Whoever picks the highest of many scores picks high values, and high errors: the more
samples, the more. Does the true value of what is picked keep rising, or is there a point from which one picks nothing but
errors?

The true value is G ~ N(0, s_G²), the proxy M = G + X with an error X of standard deviation s_X, and the pick is the greatest M
of n. Write f, F for the density and distribution function of M.

*A normal error.* Then E[G | M = m] = m s_G²/(s_G² + s_X²), the *regression* to the mean, so with m_n the expected maximum of n
standard normals and s² = s_G² + s_X²

    E[M] = s m_n,  E[G] = s_G² m_n/s.

n = 10 and both 1 gives 1.0880625. m_n grows without end, like (2 log n)^(1/2), and the true value with it.

*Any error.* f(m) = ∫ φ(g) p_X(m - g) dg, and differentiating the normal density φ of G, f'(m) = -E[G | M = m] f(m)/s_G². So
E[G | M = m] = -s_G² f'(m)/f(m), and by parts, with the density n F^(n-1) f of the greatest proxy,

    E[G] = -s_G² ∫ n F^(n-1) f' dm = s_G² n (n - 1) ∫ F^(n-2) f² dm = s_G² E[h(M_2)],  h = f/(1 - F),

where M_2 is the second best of n, whose density is n (n - 1) F^(n-2) (1 - F) f. The true value of the best is s_G² times the
hazard rate of the proxy at the second best! M_2 grows with n, so the pick gets better where the hazard rate rises, and worse
where it falls:

* normal error: h(m) ~ m/s² rises for ever; * Laplace error, the exponential tail: h rises to its rate √2/s_X, so E[G] rises to
√2 s_G²/s_X and no further; * Student error of 3 degrees of freedom, a heavy tail: h(m) ~ 3/m falls to 0: from some n on what
is picked gets worse with every
  sample, and in the end it is no better than a sample drawn blindly.

*How far it strays.* Picking the best of n has the divergence log n - (n - 1)/n from the samples' distribution: ∫ n u^(n-1)
log(n u^(n-1)) du over [0, 1], u = F(m).

Source: L. Gao, J. Schulman, J. Hilton, *Scaling laws for reward model overoptimization*, arXiv:2210.10760 (best of n);
T. Kwa, D. Thomas, A. Garriga-Alonso, *Catastrophic Goodhart*, arXiv:2407.14503 (tails); the identity is derived here.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Choice, Parameter, check_fields
from toymodels.scalars import Scalar

NORMAL, LAPLACE, STUDENT = "normal", "laplace", "student"
TAILS = (NORMAL, LAPLACE, STUDENT)


@dataclasses.dataclass(frozen=True)
class BestOfN:
    """The best of n samples by a proxy that is the true value plus an error.

    Parameters
    ----------
    n
        The number of samples, 1 to 10^12.
    signal
        The standard deviation s_G >= 0 of the true value, whose mean is 0.
    noise
        The standard deviation s_X >= 0 of the error, in the same unit; not both 0.
    tail
        The error's distribution: normal, Laplace, or Student's with 3 degrees of freedom.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain, or signal and noise are both 0.

    Examples
    --------
    >>> from toymodels.solvers.best_of_n import best_of_n
    >>> round(best_of_n(BestOfN(n=10, signal=1, noise=1)).expected_true, 7)
    1.0880625
    """

    n: Annotated[Scalar, Parameter("samples of which the best-looking is kept", 1, 10**12, integer=True)] = 10
    signal: Annotated[Scalar, Parameter("standard deviation of the true value", 0)] = 1
    noise: Annotated[Scalar, Parameter("standard deviation of the error", 0)] = 1
    tail: Annotated[str, Choice("distribution of the error", TAILS)] = NORMAL

    usual_axes: ClassVar[tuple[str, ...]] = ("n=1:60", "noise=1/4:3:12")

    def __post_init__(self) -> None:
        check_fields(self)
        if self.signal == 0 and self.noise == 0:
            raise ValueError("signal and noise must not both be 0, got 0 and 0")
