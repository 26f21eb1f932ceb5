"""Result files that are written whole or not at all."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path


@contextlib.contextmanager
def written_whole(path: str | Path, suffixes: Sequence[str]) -> Iterator[Path]:
    """A draft beside a result file, which takes the file's place when the block ends without an error.

    A path that can't be written is refused on entering the block, so compute inside it.

    Parameters
    ----------
    path
        The result file; it may exist, its folder must.
    suffixes
        How the file may end, such as ``(".png", ".svg")``, in either case.

    Raises
    ------
    ValueError
        If the file ends otherwise.
    OSError
        If the folder is missing or may not be written in, or the path is that of something else than a file.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with written_whole(Path(folder, "table.csv"), [".csv"]) as draft:
    ...         _ = draft.write_text("a,b")
    ...     Path(folder, "table.csv").read_text()
    'a,b'
    """
    _check_suffix(Path(path), suffixes)
    target = Path(os.path.realpath(path))
    _check_place(target, str(path))
    draft = target.with_name(f".{os.urandom(8).hex()}{target.suffix}")
    try:
        _create(draft, str(path))
        yield draft
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _check_suffix(path: Path, suffixes: Sequence[str]) -> None:
    if path.suffix.lower() not in suffixes:
        raise ValueError(f"an output file must end in {' or '.join(suffixes)}, got {str(path)!r}")


def _check_place(target: Path, given: str) -> None:
    if not _is_folder(target.parent):
        raise FileNotFoundError(errno.ENOENT, "the folder of an output file must exist", given)
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unwritable(error, given) from error
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "an output file must not be a folder", given)
    if not (stat.S_ISREG(mode) and os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, "an output file must be a file that may be written", given)


def _create(draft: Path, given: str) -> None:
    try:
        draft.touch(exist_ok=False)
    except OSError as error:
        raise _unwritable(error, given) from error


def _unwritable(error: OSError, given: str) -> OSError:
    return OSError(error.errno, f"an output file must be writable: {error.strerror}", given)


def _is_folder(path: Path) -> bool:
    """Whether a path is that of a folder; no where its name is too long, at which pathlib raises in some versions."""
    try:
        return path.is_dir()
    except OSError:
        return False
