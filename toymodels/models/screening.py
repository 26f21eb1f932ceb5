"""Screening: a test that is cheap for the aligned and dear to fake, and an examiner who reads it.

A candidate is aligned with probability μ (the prior) and deceptive otherwise, and it knows which. It may take a test, which
costs it y c if it is aligned and y f if it is deceptive and fakes its way through (y is the level of the test), and it wants
to be deployed, which is worth 1 to it either way. The examiner pays a fee for every test that is taken, sees whether the
test was passed but not by whom, and deploys or not: it gains G by an aligned candidate and loses L by a deceptive one.

Let a and d be the probabilities that an aligned and a deceptive candidate take the test, x and z those of being deployed
after it and without it. With the beliefs b of alignment after it and without it by Bayes' rule,

    a, d:  testing gains x - z, so a = 1 if x - z > y c and 0 if x - z < y c, and so for d and y f;
    x, z:  deployment is worth b G - (1 - b) L, so it is certain above the belief β = L/(G + L) and impossible below.

A message that nobody sends leaves its belief open, and every response to it is best for some belief. For 0 < β < 1:

* *separating*, a = 1 and d = 0, where belief is certain and so x = 1, z = 0: iff y c <= 1 <= y f. (Spence: productivities 1
  and 2, costs y and y/2, c = 1/2 and f = 1: iff 1 <= y <= 2.)
* *pooling on the test*, a = d = 1: iff μ >= β and max(y c, y f) <= 1, the untested not being deployed.
* *pooling without the test*: always an equilibrium; who comes with a test is held to be deceptive.
* *semi-separating, faked sometimes*, a = 1 and 0 < d < 1: the deceptive are indifferent, x = y f with z = 0, and the examiner
  is, b = β after the test: iff μ < β and y c <= y f < 1, and then

    d = μ (1 - β) / ((1 - μ) β) = μ G / ((1 - μ) L),

  whatever faking costs: dearer faking makes it no rarer, but better trusted, and a deceptive candidate is tested and deployed
  with the probability (1 - μ) d x = μ (G / L) y f.
* *semi-separating, shirked*, 0 < a < 1 and d = 0: x = 1, z = 1 - y c and b = β without the test: iff μ > β and
  0 < y c < 1, y c < y f; then 1 - a = (1 - μ) L / (μ G).

So the deception threshold is f = 1/y: from there the test separates, and below it no equilibrium pays the examiner more than
it gets without tests, max(0, μ G - (1 - μ) L), even before the fee.

Source: M. Spence, *Job market signaling*, Quarterly Journal of Economics 87 (1973); I.-K. Cho and D. Kreps, *Signaling games
and stable equilibria*, Quarterly Journal of Economics 102 (1987), for the intuitive criterion. The reading is this library's.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Terminal
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class Screening:
    """A test of alignment that can be faked at a cost, and an examiner who deploys on the strength of it.

    Parameters
    ----------
    prior
        The probability μ in [0, 1] that a candidate is aligned. At 0 and 1 what the impossible type alone would send
        counts as unsent, so that more is in equilibrium.
    level
        How demanding the test is, y >= 0.
    aligned_cost, faking_cost
        What a level of the test costs an aligned candidate, c >= 0, and one that fakes, f >= 0; being deployed is worth 1.
    gain, loss
        What deployment of an aligned candidate wins the examiner, G >= 0, and of a deceptive one loses it, L >= 0.
    fee
        What a test that is taken costs the examiner, >= 0.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.screening import screening
    >>> solution = screening(Screening(prior="1/2", faking_cost="3/4", gain=1, loss=2))
    >>> solution.regime, solution.faking, solution.deployed_tested, solution.unsafe
    ('faked sometimes', Fraction(1, 2), Fraction(3, 4), Fraction(3, 16))
    >>> screening(Screening(faking_cost=1)).regime
    'separating'
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("faking_cost=0:2:41", "prior=0:1:41")

    prior: Annotated[Scalar, Parameter("probability that a candidate is aligned", 0, 1)] = Fraction(1, 2)
    level: Annotated[Scalar, Parameter("level of the test", 0)] = 1
    aligned_cost: Annotated[Scalar, Parameter("what a level costs an aligned candidate", 0)] = Fraction(1, 4)
    faking_cost: Annotated[Scalar, Parameter("what faking a level costs a deceptive candidate", 0)] = Fraction(3, 4)
    gain: Annotated[Scalar, Parameter("what an aligned candidate, deployed, wins the examiner", 0)] = 1
    loss: Annotated[Scalar, Parameter("what a deceptive candidate, deployed, loses the examiner", 0)] = 2
    fee: Annotated[Scalar, Parameter("what a test costs the examiner", 0)] = Fraction(1, 10)

    def __post_init__(self) -> None:
        check_fields(self)

    def extensive_game(self) -> ExtensiveGame:
        """The game as a tree: nature, the candidate that knows its type, the examiner that sees the test alone.

        Examples
        --------
        >>> list(Screening().extensive_game().information_sets)
        ['aligned', 'tested', 'untested', 'deceptive']
        """
        types = {
            "aligned": (self.level * self.aligned_cost, self.gain),
            "deceptive": (self.level * self.faking_cost, -self.loss),
        }
        moves = {name: Decision("candidate", name, self._tests(*numbers)) for name, numbers in types.items()}
        chance = Chance(moves, {"aligned": self.prior, "deceptive": 1 - self.prior})
        return ExtensiveGame(("candidate", "examiner"), chance, "screening")

    def _tests(self, cost: Scalar, worth: Scalar) -> dict[str, Decision]:
        """What follows the test, and what follows without it, for a candidate whose deployment is worth so much."""
        paid = {"test": ("tested", cost, self.fee), "no test": ("untested", 0, 0)}
        return {
            message: Decision(
                "examiner",
                seen,
                {"deploy": Terminal((1 - own, worth - fee)), "reject": Terminal((0 - own, 0 - fee))},
            )
            for message, (seen, own, fee) in paid.items()
        }
