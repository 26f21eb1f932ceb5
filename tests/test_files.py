import errno
import os
from pathlib import Path

import pytest

from toymodels.files import written_whole

SUFFIXES = (".csv", ".nc")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["table.csv", "TABLE.CSV", "x.nc", "a.b.csv"])
def test_the_draft_becomes_the_file(tmp_path, name):
    with written_whole(tmp_path / name, SUFFIXES) as draft:
        assert draft.parent == tmp_path
        assert draft.suffix == Path(name).suffix
        draft.write_text("whole")
        assert names(tmp_path) == [draft.name]
    assert names(tmp_path) == [name]
    assert (tmp_path / name).read_text() == "whole"


def test_an_existing_file_is_replaced_at_the_end(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("old")
    with written_whole(str(path), SUFFIXES) as draft:
        draft.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"


def interrupted(path, error):
    with written_whole(path, SUFFIXES) as draft:
        draft.write_text("half")
        raise error


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt()])
def test_an_error_leaves_everything_as_it_was(tmp_path, error):
    path = tmp_path / "table.csv"
    path.write_text("old")
    with pytest.raises(type(error)):
        interrupted(path, error)
    assert names(tmp_path) == ["table.csv"]
    assert path.read_text() == "old"


def test_a_file_that_did_not_reach_the_disk_is_no_result(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"), written_whole(tmp_path / "table.csv", SUFFIXES) as draft:
        draft.write_text("whole")
    assert names(tmp_path) == []


def test_a_link_is_followed(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "there" / "table.csv")
    with written_whole(tmp_path / "link.csv", SUFFIXES) as draft:
        draft.write_text("whole")
    assert (tmp_path / "there" / "table.csv").read_text() == "whole"
    assert (tmp_path / "link.csv").is_symlink()


def refusal(path, error, message):
    with pytest.raises(error, match=message), written_whole(path, SUFFIXES):
        pytest.fail("the block was entered")


@pytest.mark.parametrize("name", ["table.txt", "table", ".csv", ""])
def test_other_endings_are_refused(tmp_path, name):
    refusal(tmp_path / name, ValueError, r"an output file must end in \.csv or \.nc, got '.*'")


def test_paths_that_cannot_be_written_are_refused_on_entering(tmp_path, monkeypatch):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file").write_text("")
    os.mkfifo(tmp_path / "pipe.csv")
    refusal(tmp_path / "missing" / "table.csv", FileNotFoundError, "the folder of an output file must exist")
    refusal(tmp_path / "file" / "table.csv", FileNotFoundError, "the folder of an output file must exist")
    refusal(tmp_path / "folder.csv", IsADirectoryError, "an output file must not be a folder")
    refusal(tmp_path / "pipe.csv", PermissionError, "an output file must be a file that may be written")
    refusal("x" * 300 + ".csv" + "/table.csv", FileNotFoundError, "the folder of an output file must exist")
    (tmp_path / "table.csv").write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    refusal(tmp_path / "table.csv", PermissionError, "an output file must be a file that may be written")


def test_a_name_that_is_too_long_is_refused_on_entering(tmp_path):
    with pytest.raises(OSError, match="an output file must be writable: File name too long"):
        written_whole(tmp_path / ("x" * 300 + ".csv"), SUFFIXES).__enter__()


def test_a_folder_that_cannot_be_looked_at_is_none(tmp_path, monkeypatch):
    def too_long(_):
        raise OSError(errno.ENAMETOOLONG, "File name too long")

    monkeypatch.setattr(Path, "is_dir", too_long)
    refusal(tmp_path / "table.csv", FileNotFoundError, "the folder of an output file must exist")


def test_a_folder_that_may_not_be_written_in_is_refused_on_entering(tmp_path, monkeypatch):
    def read_only(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system", "some draft")

    monkeypatch.setattr(Path, "touch", read_only)
    with pytest.raises(OSError, match="an output file must be writable: Read-only file system") as caught:
        written_whole(tmp_path / "table.csv", SUFFIXES).__enter__()
    assert caught.value.filename == str(tmp_path / "table.csv")
    assert names(tmp_path) == []
