"""The scripts of the analyses as modules."""

import functools
import importlib.util
from pathlib import Path

ANALYSES = Path(__file__).resolve().parents[2] / "analyses"


@functools.cache
def loaded(name):
    """The module of an analysis' script, by the name of its folder."""
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), ANALYSES / name / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@functools.cache
def printed_table(name, table):
    """A table of an analysis, computed once."""
    return loaded(name).TABLES[table]()


def readme(name):
    """The page of an analysis."""
    return (ANALYSES / name / "README.md").read_text(encoding="utf-8")


def table_cells(name, table):
    """The body of a table of an analysis."""
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in printed_table(name, table).splitlines()[2:]]
