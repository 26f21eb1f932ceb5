import ast
import importlib.metadata
from pathlib import Path

import pytest

import toymodels

SOURCE = Path(toymodels.__file__)


@pytest.mark.parametrize("name", toymodels.__all__)
def test_every_name_can_be_had_and_is_listed(name):
    assert getattr(toymodels, name) is not None
    assert name in dir(toymodels)


def test_names_come_from_where_they_are_defined():
    assert toymodels.EpisodeGame.__module__ == "toymodels.models.episode_game"
    assert toymodels.solve.__module__ == "toymodels.solving"
    assert toymodels.solve is toymodels.solve


def test_what_type_checkers_see_is_what_there_is():
    imported = {
        alias.name: node.module
        for node in ast.walk(ast.parse(SOURCE.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module.startswith("toymodels")
        for alias in node.names
    }
    assert imported == toymodels._HOMES


def test_other_names_are_refused():
    with pytest.raises(AttributeError, match="module 'toymodels' has no attribute 'sovle'"):
        _ = toymodels.sovle


def test_the_version_is_that_of_the_project():
    assert toymodels.__version__ == importlib.metadata.version("toymodels")
