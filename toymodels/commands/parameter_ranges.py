"""Parameters as the command line names them, with a range or without: ``discount`` or ``discount=1/2:1``."""

from collections.abc import Sequence

from toymodels.domains import parameters
from toymodels.errors import unknown_name

Range = tuple[str | None, str | None]


def parameter_range(model: type, text: str) -> tuple[str, Range]:
    """The name of a parameter of a model, and the ends of its range as text, None where they are not given.

    Raises
    ------
    ValueError
        If there is no such parameter, or the range is not two numbers with a colon between them.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> parameter_range(EpisodeGame, "discount=1/2:1"), parameter_range(EpisodeGame, "training-agreement")
    (('discount', ('1/2', '1')), ('training_agreement', (None, None)))
    """
    name, given, interval = text.partition("=")
    name = name.strip().replace("-", "_")
    if name not in parameters(model):
        raise unknown_name("parameter", name, parameters(model))
    low, colon, high = interval.partition(":")
    if given and (not colon or ":" in high):
        raise ValueError(f"a range must be written {name}=LOW:HIGH, got {text!r}")
    return name, (low.strip() or None, high.strip() or None)


def parameter_ranges(model: type, texts: Sequence[str]) -> dict[str, Range]:
    """The ranges of several parameters by name.

    Raises
    ------
    ValueError
        If one is named twice.
    """
    found: dict[str, Range] = {}
    for text in texts:
        name, interval = parameter_range(model, text)
        if name in found:
            raise ValueError(f"each parameter must be named once, got {name} twice")
        found[name] = interval
    return found
