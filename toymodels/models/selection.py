"""Selection by behaviour: what a base optimizer that sees only behaviour leaves of a population of objectives.

Many learned optimizers are candidates, with different objectives: some aligned; some corrigible, which do what they understand
the base objective to be; some with a proxy for it; some deceptive, which behave well for as long as they are trained; some
openly misaligned. Training shows their faults, not their objectives. It removes the openly misaligned at once and proxies
when the two come apart; but what it can't see it can't remove, so that the share of the deceptive rises as training goes on.

A candidate of type i has the weight x_i at the start and a visible fault in an episode with probability f_i: the mistakes of
the aligned and corrigible, the disagreement of proxy and base objective, the slips of the deceptive, the defiance of the openly
misaligned. A fault counts with the strength s. After n episodes:

* *filtering*: whoever has a fault is discarded with probability s, so that x_i(n) is in proportion to x_i (1 - s f_i)^n,
  Bayes' posterior;
* *replicator*: types grow with payoff -f_i, in continuous time, dx_i/dt = s x_i (Σ_j x_j f_j - f_i), so that x_i(n) is in
  proportion to x_i exp(-s f_i n);
* *Moran*: N candidates, each drawn from the shares at the start, N times an episode one is copied, in proportion to its fitness
  1 - s f_i, and takes the place of one chosen at random; x_i(n) is the expected share.

Two types with the same faults keep their odds for ever, whichever the dynamic. As n grows only those with the fewest
faults are left of an infinite population: with f = 0 for the aligned, corrigible and deceptive, and more for all others, the
share of the deceptive rises to x_deceptive / (x_aligned + x_corrigible + x_deceptive). In a finite population chance may
fix others as well: if q is the share of those without faults at the start, all others have faults f, and ρ = 1 - s f, then in
the end those without faults have the share

    (1 - (1 - q + q ρ)^N) / (1 - ρ^N).

*Derivation.* The chain of ``toymodels.populations.moran_chain`` gives (1 - ρ^K)/(1 - ρ^N) if K are without faults at the start;
K is binomial, and E ρ^K = (1 - q + q ρ)^N.

Source: this library; the question is that of section 4 of arXiv:1906.01820; the Moran process is that of P. A. P. Moran (1958).
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Choice, Parameter, check_fields
from toymodels.scalars import Scalar

DYNAMICS = ("filtering", "replicator", "moran")


@dataclasses.dataclass(frozen=True)
class Selection:
    """What training by behaviour leaves of a population of objectives.

    Parameters
    ----------
    training
        The number n >= 0 of training episodes.
    aligned, corrigible, proxy, deceptive, open
        The weight >= 0 of each type among the candidates before training.
    mistake
        The probability in [0, 1] that one of the aligned or corrigible has a visible fault in an episode.
    disagreement
        The probability that one with a proxy has, because proxy and base objective come apart.
    slip
        The probability that one of the deceptive has.
    defiance
        The probability that one of the openly misaligned has.
    strength
        How strong selection is, s in [0, 1].
    dynamic
        *filtering*, *replicator* or *moran*.
    population
        The number N >= 1 of candidates; it matters to *moran* only.
    seed
        Where chance starts from, if the Moran process has too many states to be solved, and is simulated.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.selection import selection
    >>> before, after = (selection(Selection(training=n)).shares["deceptive"] for n in (0, 100))
    >>> before, round(float(after), 3)
    (Fraction(1, 6), 0.497)
    """

    training: Annotated[Scalar, Parameter("training episodes", 0, integer=True)] = 100
    aligned: Annotated[Scalar, Parameter("weight of the aligned among the candidates", 0)] = 1
    corrigible: Annotated[Scalar, Parameter("weight of the corrigible", 0)] = 1
    proxy: Annotated[Scalar, Parameter("weight of those with a proxy", 0)] = 4
    deceptive: Annotated[Scalar, Parameter("weight of the deceptive", 0)] = 2
    open: Annotated[Scalar, Parameter("weight of the openly misaligned", 0)] = 4
    mistake: Annotated[Scalar, Parameter("chance of a fault of the aligned and corrigible in an episode", 0, 1)] = 0
    disagreement: Annotated[Scalar, Parameter("chance that proxy and base objective come apart", 0, 1)] = "1/20"
    slip: Annotated[Scalar, Parameter("chance of a fault of the deceptive in an episode", 0, 1)] = 0
    defiance: Annotated[Scalar, Parameter("chance of a fault of the openly misaligned", 0, 1)] = "1/2"
    strength: Annotated[Scalar, Parameter("how much a fault counts", 0, 1)] = 1
    dynamic: Annotated[str, Choice("how the base optimizer selects", DYNAMICS)] = "filtering"
    population: Annotated[Scalar, Parameter("candidates at a time (moran)", 1, integer=True)] = 20
    seed: Annotated[Scalar, Parameter("seed of the simulation of large populations (moran)", 0, integer=True)] = 0

    usual_axes: ClassVar[tuple[str, ...]] = ("training=0:40", "deceptive=0:6:25")

    def __post_init__(self) -> None:
        check_fields(self)

    def start(self) -> dict[str, Scalar]:
        """The weight of every type before training."""
        return {name: getattr(self, name) for name in ("aligned", "corrigible", "proxy", "deceptive", "open")}

    def faults(self) -> dict[str, Scalar]:
        """The probability of a visible fault of every type."""
        rates = (self.mistake, self.mistake, self.disagreement, self.slip, self.defiance)
        return dict(zip(self.start(), rates, strict=True))
