"""The words of a conjecture that is written as text, and what is said where one is out of place."""

from toymodels.tokens import Token, out_of_place, words

COMPARED = ("<", "<=", ">", ">=", "=", "==")
RESERVED = ("and", "or", "not")

_MARKS = ("=>", "<=", ">=", "==", "!=", "=<", "->", "**", *"+-*/^()<>=,")
_HINTS = {
    "!=": "!= is no relation here (state < and > in conjectures of their own)",
    "=<": "at most must be written <=",
    "->": "implication must be written =>",
    "or": "there is no or (state each case as a conjecture of its own)",
    "not": "there is no not (state the opposite relation)",
}


def tokens(text: str) -> list[Token]:
    """The words of a conjecture, with one of kind end after the last; errors as for ``toymodels.tokens.words``.

    Examples
    --------
    >>> [each.text for each in tokens("2*p^2 <= .5")]
    ['2', '*', 'p', '^', '2', '<=', '.5', '']
    """
    return words(text, _MARKS, "a conjecture")


def misplaced(rule: str, text: str, position: int, word: str = "") -> ValueError:
    """The error that a word of a text breaks a rule, or of a word that is no part of the grammar, what to write instead.

    >>> misplaced("a relation must stand here", "p =< 1", 2, "=<")
    ValueError("at most must be written <=, got '=<' at character 3: p >>>=< 1")
    """
    return out_of_place(_HINTS.get(word, rule), text, position, word)
