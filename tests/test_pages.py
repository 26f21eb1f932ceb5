"""The console blocks of the pages, run as they stand there (their Python blocks run as doctests)."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from toymodels.cli import cli

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    *(page for folder in ("papers", "analyses", "docs/models") for page in sorted(ROOT.glob(f"{folder}/**/*.md"))),
]
SESSIONS = [
    pytest.param(command, output, id=f"{page.parent.name}: {command}")
    for page in PAGES
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for command, output in re.findall(r"^\$ toymodels (.*)\n((?:(?!\$ ).*\n)*)", block, flags=re.MULTILINE)
]


@pytest.mark.parametrize(("command", "output"), SESSIONS)
def test_a_command_prints_what_the_page_shows(command, output, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    result = CliRunner().invoke(cli, shlex.split(command))
    assert result.exit_code == 0
    assert result.output.strip() == output.strip()


def test_the_pages_show_commands():
    assert len(SESSIONS) >= 2


def test_the_readme_has_its_two_commands():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv .*$", text, flags=re.MULTILINE)
    assert len(commands) == 2
    assert f"<!-- test command -->\n```\n{commands[1]}\n```\n" in text
