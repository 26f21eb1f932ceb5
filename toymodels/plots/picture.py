"""A figure as the bytes of a picture file, the same bytes every time."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_UNDATED: Mapping[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
}


def picture(figure: "Figure", kind: str) -> bytes:
    """The bytes of a picture file that has no date and no random names in it.

    Parameters
    ----------
    figure
        The figure.
    kind
        ``"png"``, ``"svg"`` or ``"pdf"``.

    Raises
    ------
    ValueError
        If the kind is another one.
    """
    import matplotlib

    if kind not in _UNDATED:
        raise ValueError(f"a picture must be of the kind {', '.join(_UNDATED)}, got {kind!r}")
    file = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "toymodels"}):
        figure.savefig(file, format=kind, metadata=_UNDATED[kind])
    return file.getvalue()
