"""Three searches write a word: by chance, by climbing, and by breeding.

A monkey types words of the right length until it happens to type "dog". A climber changes one letter of its word at a
time and keeps the change unless it made the word worse. A breeder keeps several words, and lets pairs of them mix their
letters. All three are told only how many letters are right, and chance with feedback is what makes an optimizer.

With a letters in the alphabet and L in the word, all start with random words. One step writes one new word:

* *random search* draws a word afresh, and keeps the better one of the two;
* *hill climbing* draws one of the L places and a letter for it, and keeps the new word unless fewer of its letters are
  right;
* the *genetic algorithm* keeps a population of m words: a child takes each letter from one or the other of two parents,
  drawn at random, then one place and a letter for it are drawn as in hill climbing; of the m + 1 words the worst goes,
  one of them at random if there are several.

The score k is the number of right letters of the best word. For the first two searches it is a Markov chain by itself;
for the third the chain is that of populations, of which it only matters where each word is right. In hill climbing k
becomes k + 1 with probability (L - k)/(L a), so that from k it takes a L H_(L-k) steps on average, and from a random
word, by E H_B = Σ_i (1 - (1 - q)^i)/i for a binomial B of L tries and q = 1 - 1/a,

    a L Σ_{i=1..L} (1 - a^(-i))/i  steps, against a^L - 1 of random search: for "dog" 140 against 17,575.

Source: this library; the chain of populations is that of M. D. Vose, *The simple genetic algorithm*, 1999, for one child at
a time.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Choice, Parameter, check_fields
from toymodels.scalars import Scalar
from toymodels.words import Word

RANDOM, CLIMBING, GENETIC = "random search", "hill climbing", "genetic algorithm"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclasses.dataclass(frozen=True)
class WordSearch:
    """A search for a word that is told how many letters are right.

    Parameters
    ----------
    word
        The word, of at most 8 letters.
    method
        *random search*, *hill climbing* or *genetic algorithm*.
    steps
        The number of words that are tried after the first one, or after the first population, an integer from 0 to 10,000.
    alphabet
        The number a of letters that are drawn from, the first so many of a to z, an integer from 2 to 26.
    population
        The number m of words that the genetic algorithm keeps, an integer from 1 to 8.

    Raises
    ------
    TypeError, ValueError
        If a value is outside its domain, or a letter of the word is outside the alphabet.

    Examples
    --------
    >>> from toymodels.solvers.word_search import word_search
    >>> float(word_search(WordSearch("dog", "hill climbing", steps=100)).value)
    0.39513373510234634
    """

    word: Annotated[str, Word("the word that is to be written", 8, ("a", "ab", "ba", "aab"))] = "dog"
    method: Annotated[str, Choice("how it is searched for", (CLIMBING, RANDOM, GENETIC))] = CLIMBING
    steps: Annotated[Scalar, Parameter("words tried after the first", 0, 10_000, integer=True)] = 100
    alphabet: Annotated[Scalar, Parameter("letters in the alphabet", 2, 26, integer=True)] = 26
    population: Annotated[Scalar, Parameter("words that the genetic algorithm keeps", 1, 8, integer=True)] = 3

    usual_axes: ClassVar[tuple[str, ...]] = ("steps=0:400:41", "alphabet=15:26")

    def __post_init__(self) -> None:
        check_fields(self)
        if isinstance(self.alphabet, int) and set(self.word) - set(LETTERS[: self.alphabet]):
            last = LETTERS[self.alphabet - 1]
            raise ValueError(f"word must be of the {self.alphabet} letters from a to {last}, got {self.word!r}")
