"""A report at the end of the benchmarks, and the option that writes it into their README."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the benchmarks are not part of the installed package

from benchmarks.measurements import Figure, machine, markdown, rewritten

README = Path(__file__).with_name("README.md")
collect_ignore = ["quantecon_peer.py", "storm_belief_peer.py", "storm_peer.py"]  # no doctests; they need QuantEcon and Storm
_FIGURES = pytest.StashKey[list[Figure]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-figures", action="store_true", help="write what was measured into benchmarks/README.md")


def pytest_configure(config: pytest.Config) -> None:
    if not config.pluginmanager.hasplugin("benchmark"):
        raise pytest.UsageError('benchmarks need pytest-benchmark: pip install -e ".[bench]"')
    config.stash[_FIGURES] = []


@pytest.fixture
def report(request: pytest.FixtureRequest):
    """A function that enters a figure in the report and fails if its requirement is not kept."""

    def entered(figure: Figure) -> None:
        request.config.stash[_FIGURES].append(figure)
        assert figure.kept is not False, f"{figure.subject}: {figure.result}, required {figure.required}"

    return entered


@pytest.fixture
def quantecon(request: pytest.FixtureRequest):
    """The peer for diagrams; where it is not installed the benchmark is skipped, and the report says so."""
    return _peer("quantecon_peer", request)


@pytest.fixture
def storm(request: pytest.FixtureRequest):
    """The peer for symbolic solutions and certified diagrams; where it is not installed the benchmark is skipped."""
    return _peer("storm_peer", request)


@pytest.fixture
def storm_beliefs(request: pytest.FixtureRequest):
    """The peer for hidden deployment; where it is not installed the benchmark is skipped, and the report says so."""
    return _peer("storm_belief_peer", request)


def _peer(module: str, request: pytest.FixtureRequest) -> ModuleType:
    try:
        return importlib.import_module(f"benchmarks.{module}")
    except ModuleNotFoundError as missing:
        request.config.stash[_FIGURES].append(Figure(request.node.name, f"SKIPPED: {missing.name} is not installed"))
        pytest.skip(f'needs {missing.name}: pip install -e ".[bench]"')


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    figures = config.stash[_FIGURES]
    if not figures:
        return
    terminalreporter.section("what was measured")
    terminalreporter.write_line(f"{machine()}\n\n{markdown(figures)}")
    if config.getoption("--write-figures"):
        README.write_text(rewritten(README.read_text(encoding="utf-8"), figures), encoding="utf-8")
        terminalreporter.write_line(f"\nwritten into {README.name}")
