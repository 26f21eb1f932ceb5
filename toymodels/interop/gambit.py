"""Games in Gambit's file formats, which other programs read too: ``.efg`` for trees and ``.nfg`` for matrices.

Numbers are exact in both directions: rationals are written as they are, and decimals are read as the rationals that they are.
A float is written in its shortest decimals, so that what comes back is the rational next to it. What the formats do not hold
is lost: the title of a matrix game is empty. Read from a file, nodes lose their names, and an outcome before the end is added
to what the ends below pay; a name that is empty or used twice is replaced by another one.

What readers other than this one refuse or misread (Gambit 16.7 and OpenSpiel 2.0.2 were tried):

* Gambit wants names in printable ASCII characters, without a space at the ends or two in a row, and misreads backslashes;
  ``plain_names=True`` puts up with that.
* OpenSpiel refuses a quote in a name, and a matrix game with names of strategies or a comment: ``plain_names=True`` too.
* OpenSpiel holds numerators and denominators in 32 bits. In a tree it refuses longer ones, in a matrix it takes them for 0
  without a word; ``short_numbers=True`` writes them as decimals, which are no longer exact.
* OpenSpiel reads no outcome before the end of a game and no end without payoffs, neither of which this library writes.

Sources: the file formats' description in Gambit's documentation; Savani, R. and Turocy, T. L., Gambit: the package for
computation in game theory; Lanctot, M. et al. (2019), OpenSpiel: a framework for reinforcement learning in games.
"""

from pathlib import Path

from toymodels.files import written_whole
from toymodels.games.extensive_game import ExtensiveGame
from toymodels.games.matrix_game import MatrixGame
from toymodels.interop.gambit_matrix import matrix_read, matrix_text
from toymodels.interop.gambit_syntax import Reader
from toymodels.interop.gambit_tree import tree_read, tree_text

TREE_SUFFIXES = (".efg",)
MATRIX_SUFFIXES = (".nfg",)


def gambit_text(
    game: ExtensiveGame | MatrixGame, comment: str = "", *, plain_names: bool = False, short_numbers: bool = False
) -> str:
    """A game in the format ``.efg``, for one in extensive form, or ``.nfg``, for one in matrix form.

    Parameters
    ----------
    game
        The game.
    comment
        A text that goes before the nodes, or before the payoffs where strategies have names.
    plain_names
        Whether names are written so that Gambit and OpenSpiel read them: other characters become underscores, and strategies
        of a matrix game are numbered.
    short_numbers
        Whether quotients of more than 31 bits are rounded, so that OpenSpiel reads them.

    Examples
    --------
    >>> from toymodels.games.matrix_game import zero_sum
    >>> print(gambit_text(zero_sum([["1/3", -1], [-1, 1]])))
    NFG 1 R "" { "row" "column" } { 2 2 }
    <BLANKLINE>
    1/3 -1/3
    -1 1
    -1 1
    1 -1
    <BLANKLINE>
    """
    if isinstance(game, ExtensiveGame):
        return tree_text(game, comment, plain_names=plain_names, short_numbers=short_numbers)
    return matrix_text(game, comment, plain_names=plain_names, short_numbers=short_numbers)


def game_from_gambit(text: str) -> ExtensiveGame | MatrixGame:
    """The game that a text in the format ``.efg`` or ``.nfg`` states, its numbers exact.

    Raises
    ------
    ValueError
        If the text isn't in either format; the message names line, column, rule and value.

    Examples
    --------
    >>> game_from_gambit('NFG 1 R "" { "row" "column" } { 1 2 } 0.1 0 1/3 0').payoffs[0]
    ((Fraction(1, 10), Fraction(1, 3)),)
    >>> game_from_gambit('NFG 1 R "" { "row" "column" } { 1 2 } 0.1 0 1/3')
    Traceback (most recent call last):
        ...
    ValueError: line 1, column 48: a payoff must be a number such as 1/3 or 0.35, got the end of the text
    """
    reader = Reader(text.removeprefix("\ufeff"))
    return matrix_read(reader) if reader.lexeme == "NFG" else tree_read(reader)


def save_game(
    game: ExtensiveGame | MatrixGame,
    path: str | Path,
    comment: str = "",
    *,
    plain_names: bool = False,
    short_numbers: bool = False,
) -> None:
    """Write a game into a file that ends in ``.efg`` (extensive form) or ``.nfg`` (matrix form), whole or not at all.

    Parameters
    ----------
    game, comment, plain_names, short_numbers
        As in ``gambit_text``.
    path
        The file.

    Raises
    ------
    ValueError, OSError
        As ``toymodels.files.written_whole`` says.
    """
    suffixes = TREE_SUFFIXES if isinstance(game, ExtensiveGame) else MATRIX_SUFFIXES
    with written_whole(path, suffixes) as draft:
        text = gambit_text(game, comment, plain_names=plain_names, short_numbers=short_numbers)
        draft.write_text(text, encoding="utf-8")


def saved_game(path: str | Path) -> ExtensiveGame | MatrixGame:
    """The game in a file in the format ``.efg`` or ``.nfg``.

    Raises
    ------
    OSError
        If the file can't be read.
    ValueError
        If it isn't in either format; the message names the file, line, column, rule and value.
    """
    try:
        return game_from_gambit(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
