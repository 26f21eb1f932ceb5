"""A game as an object of pygambit, Gambit's Python package, which is asked for only here."""

import importlib
import io
from typing import Any

from toymodels.games.extensive_game import ExtensiveGame
from toymodels.games.matrix_game import MatrixGame
from toymodels.interop.gambit import gambit_text


def pygambit_game(game: ExtensiveGame | MatrixGame) -> Any:
    """A game as ``pygambit.Game``, its numbers exact, through Gambit's file formats.

    Parameters
    ----------
    game
        The game; names that Gambit doesn't take are written with underscores, and strategies of a matrix game numbered.

    Raises
    ------
    ModuleNotFoundError
        If pygambit is not installed.
    """
    try:
        pygambit: Any = importlib.import_module("pygambit")
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"pygambit is not installed: pip install pygambit ({error})", name="pygambit") from error
    read = pygambit.read_efg if isinstance(game, ExtensiveGame) else pygambit.read_nfg
    return read(io.BytesIO(gambit_text(game, plain_names=True).encode()))
