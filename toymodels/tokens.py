"""The words that a text in a small grammar is made of, and what is said where one is out of place."""

import dataclasses
import re

LONGEST_TEXT = 2000
_EITHER_SIDE = 30
_WORDS = r"(?P<space>[ \t\r\n]+)|(?P<number>[0-9]+(\.[0-9]*)?|\.[0-9]+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"


@dataclasses.dataclass(frozen=True)
class Token:
    """A word of a text: its kind (number, name, mark or end), its text and where it starts, from 0."""

    kind: str
    text: str
    start: int


def words(text: str, marks: tuple[str, ...], what: str) -> list[Token]:
    """The words of a text, with one of kind end after the last.

    Parameters
    ----------
    text
        The text.
    marks
        The marks of its grammar; of two that begin alike, the longer one first.
    what
        What the text is called in an error message.

    Raises
    ------
    TypeError
        If it is no text.
    ValueError
        If it is too long, or a character begins no word.

    Examples
    --------
    >>> [each.text for each in words("2*x^.5", ("**", "*", "^"), "a formula")]
    ['2', '*', 'x', '^', '.5', '']
    """
    if not isinstance(text, str):
        raise TypeError(f"{what} must be text, got {text!r:.80} of type {type(text).__name__}")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"{what} must have at most {LONGEST_TEXT} characters, got {len(text)}")
    word = re.compile(f"{_WORDS}|(?P<mark>{'|'.join(map(re.escape, marks))})")
    found, position = [], 0
    while position < len(text):
        match = word.match(text, position)
        if match is None:
            characters = " ".join(dict.fromkeys(character for mark in marks for character in mark if character not in "!._"))
            raise out_of_place(f"a character must be a letter, a digit or one of {characters} . _", text, position)
        if match.lastgroup != "space":
            found.append(Token(str(match.lastgroup), match[0], position))
        position = match.end()
    return [*found, Token("end", "", len(text))]


def out_of_place(rule: str, text: str, position: int, word: str = "") -> ValueError:
    """The error that a word of a text breaks a rule, with its surroundings and a mark in front of it.

    >>> out_of_place("a name must stand here", "p < <", 4, "<")
    ValueError("a name must stand here, got '<' at character 5: p < >>><")
    """
    before, after = text[max(0, position - _EITHER_SIDE) : position], text[position : position + _EITHER_SIDE]
    got = repr(word or text[position]) if position < len(text) else "the end of the text"
    shown = "".join(" " if character.isspace() else character for character in f"{before}>>>{after}")
    return ValueError(f"{rule}, got {got:.40} at character {position + 1}: {shown}")
