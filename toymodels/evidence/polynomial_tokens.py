"""The words of a conjecture that is written as text, and what is said where one is out of place."""

import dataclasses
import re

LONGEST_TEXT = 2000
COMPARED = ("<", "<=", ">", ">=", "=", "==")
RESERVED = ("and", "or", "not")

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)|(?P<number>[0-9]+(\.[0-9]*)?|\.[0-9]+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<mark>=>|<=|>=|==|!=|=<|->|\*\*|[-+*/^()<>=,])"
)
_HINTS = {
    "!=": "!= is no relation here (state < and > in conjectures of their own)",
    "=<": "at most must be written <=",
    "->": "implication must be written =>",
    "or": "there is no or (state each case as a conjecture of its own)",
    "not": "there is no not (state the opposite relation)",
}
_EITHER_SIDE = 30


@dataclasses.dataclass(frozen=True)
class Token:
    """A word of a conjecture: its kind (number, name, mark or end), its text and where it starts, from 0."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> list[Token]:
    """The words of a text, with one of kind end after the last.

    Raises
    ------
    TypeError
        If it is no text.
    ValueError
        If it is too long, or a character begins no word.

    Examples
    --------
    >>> [each.text for each in tokens("2*p^2 <= .5")]
    ['2', '*', 'p', '^', '2', '<=', '.5', '']
    """
    if not isinstance(text, str):
        raise TypeError(f"a conjecture must be text, got {text!r:.80} of type {type(text).__name__}")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a conjecture must have at most {LONGEST_TEXT} characters, got {len(text)}")
    found, position = [], 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise misplaced("a character must be a letter, a digit or one of + - * / ^ ( ) < > = , . _", text, position)
        if match.lastgroup != "space":
            found.append(Token(str(match.lastgroup), match[0], position))
        position = match.end()
    return [*found, Token("end", "", len(text))]


def misplaced(rule: str, text: str, position: int, word: str = "") -> ValueError:
    """The error that a word of a text breaks a rule, with its surroundings and a mark in front of it.

    >>> misplaced("a name must stand here", "p < <", 4, "<")
    ValueError("a name must stand here, got '<' at character 5: p < >>><")
    """
    before, after = text[max(0, position - _EITHER_SIDE) : position], text[position : position + _EITHER_SIDE]
    got = repr(word or text[position]) if position < len(text) else "the end of the text"
    shown = "".join(" " if character.isspace() else character for character in f"{before}>>>{after}")
    return ValueError(f"{_HINTS.get(word, rule)}, got {got:.40} at character {position + 1}: {shown}")
