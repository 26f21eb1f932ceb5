"""What a caller's mistake is answered with: a builtin exception that names the rule and the value."""

import difflib
from collections.abc import Iterable


def unknown_name(kind: str, name: str, known: Iterable[str]) -> ValueError:
    """The error for a name that is not among the known ones, with the nearest right one.

    >>> unknown_name("parameter", "modifcation", ["training", "modification"])
    ValueError("unknown parameter 'modifcation': did you mean 'modification'? known: training, modification")
    """
    names = list(known)
    nearest = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f"did you mean {nearest[0]!r}? " if nearest else ""
    return ValueError(f"unknown {kind} {name!r}: {hint}known: {', '.join(names)}")
