"""Hill climbing writes a word of L letters of an alphabet of a in a L Σ_{i=1..L} (1 - a^(-i))/i steps on average.

*Proof.* With j wrong letters the next step rights one with probability j/(L a), so that from there it takes L a/j steps on
average, and L a H_j to the word. At the start j is binomial with L tries of q = 1 - 1/a. For E H_j, H_j = ∫_0^1 (1 -
v^j)/(1 - v) dv and E v^j = (1 - q + q v)^L; with w = 1 - q + q v, (1 - v) = (1 - w)/q, the mean is

    ∫_{1-q}^1 (1 - w^L)/(1 - w) dw = Σ_{i=1..L} (1 - (1 - q)^i)/i,  1 - q = 1/a. ∎
"""

from fractions import Fraction
from math import comb

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.word_search import WordSearch
from toymodels.scalars import Scalar


def mean_steps(model: WordSearch) -> Fraction:
    """The mean number of steps, rung by rung, over all starts."""
    length, a = len(model.word), model.alphabet
    rungs = [sum((Fraction(length * a, j) for j in range(1, wrong + 1)), Fraction(0)) for wrong in range(length + 1)]
    starts = [Fraction(comb(length, j) * (a - 1) ** j, a**length) for j in range(length + 1)]
    return sum((chance * steps for chance, steps in zip(starts, rungs, strict=True)), Fraction(0))


def closed_form(model: WordSearch, lucky: int = 1) -> Scalar:
    """The sum of the claim; with ``lucky`` 0, as if no letter were right at the start."""
    length, a = len(model.word), model.alphabet
    return a * length * sum((1 - lucky * Fraction(1, a**i)) / i for i in range(1, length + 1))


CLAIM = Claim(
    label="hill-climbing-writes-a-word",
    statement=(
        "From a random start, hill climbing that draws one place and one of a letters at a time writes a word of L letters in "
        "a L Σ (1 - a^(-i))/i steps on average, i from 1 to L."
    ),
    latex=r"E T = a L \sum_{i=1}^L \frac{1 - a^{-i}}{i}",
    reading="any policy; a word as good is taken",
    scope=scope_of(WordSearch, "word", alphabet=(2, 3, 5, 26)),
    hypotheses={},
    conclusion=lambda model: mean_steps(model) == closed_form(model),
    refutation="A word that takes another number of steps on average.",
    witness=WordSearch(),
    source="this library",
    variant=lambda model: mean_steps(model) == closed_form(model, lucky=0),
)
