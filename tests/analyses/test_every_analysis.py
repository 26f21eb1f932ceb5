"""What holds of every analysis: its page shows what its script computes."""

import os
import re
import subprocess
import sys

import pytest

from tests.analyses.loading import ANALYSES, loaded, printed_table, readme

NAMES = sorted(path.parent.name for path in ANALYSES.glob("*/run.py"))
TABLES = [(name, table) for name in NAMES for table in loaded(name).TABLES]


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_the_tables_of_the_readme_are_those_of_the_run(name, table):
    assert f"\n\n{printed_table(name, table)}\n\n" in readme(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_pictures_of_the_readme_are_those_of_the_run_and_small(name):
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", readme(name))
    assert sorted(pictures) == sorted(loaded(name).FIGURES)
    assert all((ANALYSES / name / picture).stat().st_size < 60_000 for picture in pictures)


@pytest.mark.parametrize("name", NAMES)
def test_run_works_as_a_script_from_anywhere(name, tmp_path):
    command = [sys.executable, "-W", "error", str(ANALYSES / name / "run.py"), "--quick", "--out", str(tmp_path)]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, encoding="utf-8", env=environment)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "\n\n".join(printed_table(name, table) for table in loaded(name).TABLES) + "\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(loaded(name).FIGURES)
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in tmp_path.iterdir())
