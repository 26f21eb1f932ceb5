"""A phase diagram as a file: a picture, a netCDF dataset or a table."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from toymodels.training import Statement

if TYPE_CHECKING:
    import xarray as xr

PICTURE_SUFFIXES = (".png", ".svg", ".pdf")
DATA_SUFFIXES = (".nc", ".csv")
SUFFIXES = PICTURE_SUFFIXES + DATA_SUFFIXES


def write_diagram(diagram: "xr.Dataset", game: Statement, show: str, path: Path) -> None:
    """Write a diagram in the format that the file's ending says; the same diagram gives the same bytes.

    Parameters
    ----------
    diagram, game
        The phase diagram of one or two axes and the model that it is of.
    show
        What a picture of two axes is coloured by.
    path
        The file, ending in one of ``SUFFIXES``.
    """
    if path.suffix.lower() in DATA_SUFFIXES:
        write_data(diagram, path)
    else:
        _write_picture(diagram, game, show, path)


def write_data(diagram: "xr.Dataset", path: Path) -> None:
    """Write a diagram as a netCDF dataset or a table, as the file's ending says, one of ``DATA_SUFFIXES``."""
    if path.suffix.lower() == ".nc":
        diagram.to_netcdf(path, engine="scipy")
    else:
        _write_table(diagram, path)


def _write_table(diagram: "xr.Dataset", path: Path) -> None:
    """A row for every cell: its coordinates, then what is in it."""
    points = np.meshgrid(*(diagram[name].values for name in diagram.sizes), indexing="ij")
    columns = dict(zip(map(str, diagram.sizes), points, strict=True))
    columns |= {str(name): _column(variable) for name, variable in diagram.data_vars.items()}
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(columns)
        table.writerows(zip(*(column.ravel().tolist() for column in columns.values()), strict=True))


def _column(variable: "xr.DataArray") -> NDArray[Any]:
    """The numbers of a variable, or the words that its codes stand for."""
    words = [word.replace("_", " ") for word in str(variable.attrs.get("flag_meanings", "")).split()]
    return np.array(words)[variable.values] if words else variable.values


def _write_picture(diagram: "xr.Dataset", game: Statement, show: str, path: Path) -> None:
    from toymodels.boundaries import phase_boundaries
    from toymodels.plots.curve import curve_figure
    from toymodels.plots.diagram import diagram_figure
    from toymodels.plots.picture import picture

    label = "deceptive_episodes" if show == "deceptive_episodes" else "regime"
    lines = phase_boundaries(game, diagram, label=label)
    figure = curve_figure(diagram, lines) if len(diagram.sizes) == 1 else diagram_figure(diagram, show, lines)
    path.write_bytes(picture(figure, path.suffix.lower()[1:]))
