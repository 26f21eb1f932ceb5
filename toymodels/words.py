"""Parameters that are a word."""

import dataclasses
import re
from typing import ClassVar


@dataclasses.dataclass(frozen=True)
class Word:
    """A parameter that is a word of lower-case letters from a to z, and its meaning in one line.

    Parameters
    ----------
    meaning
        One line for help texts.
    longest
        The most letters that it may have; it has at least one.
    examples
        Words with which claims are tried.

    Examples
    --------
    >>> Word("what is to be written", 8).checked("dog", "word")
    'dog'
    >>> Word("what is to be written", 8).checked("Dog", "word")
    Traceback (most recent call last):
        ...
    ValueError: word must be 1 to 8 lower-case letters from a to z, got 'Dog'
    """

    meaning: str
    longest: int
    examples: tuple[str, ...] = ()
    integer: ClassVar[bool] = False
    metavar: ClassVar[str] = "WORD"

    @property
    def domain(self) -> str:
        """The rule that a value must keep, in words."""
        return f"1 to {self.longest} lower-case letters from a to z"

    def checked(self, value: object, name: str) -> str:
        """The word itself.

        Raises
        ------
        TypeError
            If it is no text.
        ValueError
            If it is empty, too long or has other characters in it.
        """
        if not isinstance(value, str):
            raise TypeError(f"{name} must be {self.domain}, got {value!r:.80}")
        if not re.fullmatch(f"[a-z]{{1,{self.longest}}}", value):
            raise ValueError(f"{name} must be {self.domain}, got {value!r:.80}")
        return value
