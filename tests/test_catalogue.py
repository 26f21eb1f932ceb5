import sys
import textwrap

import pytest

import toymodels.models
from toymodels.catalogue import command_line_name, model_named, models, summary
from toymodels.models.episode_game import EpisodeGame

SOURCE = """
    import dataclasses

    from toymodels.models.episode_game import EpisodeGame


    @dataclasses.dataclass(frozen=True)
    class TwoStepGame:
        '''A game of two steps.

        More about it.
        '''

        def training_game(self):
            return EpisodeGame().training_game()


    @dataclasses.dataclass(frozen=True)
    class NotAModel:
        '''It states nothing.'''


    @dataclasses.dataclass
    class NotFrozen:
        def training_game(self):
            return None


    class NoDataclass:
        def training_game(self):
            return None
"""


@pytest.fixture
def two_step_game(tmp_path, monkeypatch):
    """A model file in a folder that is added to the models'."""
    (tmp_path / "steps.py").write_text(textwrap.dedent(SOURCE))
    monkeypatch.setattr(toymodels.models, "__path__", [*toymodels.models.__path__, str(tmp_path)])
    yield
    sys.modules.pop("toymodels.models.steps", None)


def test_the_episode_game_is_found():
    assert models()["episode-game"] is EpisodeGame
    assert model_named("episode-game") is EpisodeGame


@pytest.mark.usefixtures("two_step_game")
def test_a_new_file_is_found_with_no_edit_elsewhere():
    assert {"episode-game", "two-step-game"} <= set(models())
    assert not {"not-a-model", "not-frozen", "no-dataclass"} & set(models())
    assert list(models()) == sorted(models())
    assert models()["episode-game"] is EpisodeGame
    assert summary(model_named("two-step-game")) == "A game of two steps."


@pytest.mark.usefixtures("two_step_game")
def test_a_model_is_found_without_importing_the_others():
    assert model_named("episode-game") is EpisodeGame
    assert "toymodels.models.steps" not in sys.modules


@pytest.mark.parametrize("name", ["episode-gmae", "EpisodeGame", "episode_game", "episode"])
def test_unknown_names_are_answered_with_the_nearest(name):
    with pytest.raises(ValueError, match=f"unknown model '{name}': did you mean 'episode-game'"):
        model_named(name)


@pytest.mark.parametrize(("name", "spelled"), [("EpisodeGame", "episode-game"), ("MDPGame", "mdp-game"), ("Game2x", "game2x")])
def test_names_on_the_command_line(name, spelled):
    assert command_line_name(type(name, (), {})) == spelled


def test_a_model_without_a_docstring_has_an_empty_summary():
    assert summary(type("Game", (), {})) == ""
