"""``toymodels plot``: the picture of every model, and where it comes from."""

import pytest
from click.testing import CliRunner

import toymodels.plots.model_picture as module
from toymodels.catalogue import models
from toymodels.cli import cli, main
from toymodels.domains import parameters
from toymodels.models.episode_game import EpisodeGame
from toymodels.models.honeypots import Honeypots
from toymodels.models.inspection_game import InspectionGame
from toymodels.plots.model_picture import model_figure, usual_axes


def texts(figure):
    return [text.get_text() for text in figure.findobj(lambda item: hasattr(item, "get_text"))]


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_the_picture_of_the_episode_game_is_its_plan(tmp_path, suffix):
    out = tmp_path / f"plan{suffix}"
    done = CliRunner().invoke(cli, ["plot", "episode-game", "--training", "2", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[-1] == str(out)
    assert out.stat().st_size > 1000


def test_a_model_with_a_solver_of_its_own_has_a_diagram():
    figure = model_figure(Honeypots(deployment=4))
    assert any("fidelity" in text or "honeypot" in text for text in texts(figure))


def test_a_model_may_have_a_picture_of_its_own(monkeypatch):
    drawn = []
    found = type("Home", (), {"honeypots_figure": staticmethod(lambda model: drawn.append(model) or "figure")})
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: name.endswith("plots.models.honeypots"))
    monkeypatch.setattr(module.importlib, "import_module", lambda name: found)
    assert model_figure(Honeypots()) == "figure"
    assert drawn == [Honeypots()]


def test_the_usual_axes_are_listed_or_probabilities_or_counts(monkeypatch):
    assert usual_axes(EpisodeGame, dict.fromkeys(set(parameters(EpisodeGame)) - {"training"})) == ("training=0:12", None)
    assert usual_axes(Honeypots) == ("rate=0:1:41", "fidelity=0:1:41")
    monkeypatch.setattr(InspectionGame, "usual_axes", ("penalty=0:4:9", "stages=1:9"), raising=False)
    assert usual_axes(InspectionGame) == ("penalty=0:4:9", "stages=1:9")
    assert usual_axes(InspectionGame, {"stages": 3}) == ("penalty=0:4:9", None)


def test_a_model_without_an_axis_has_no_diagram(monkeypatch):
    monkeypatch.setattr(module, "usual_axes", lambda model: (None, None))
    with pytest.raises(ValueError, match="Honeypots has no parameter for an axis"):
        model_figure(Honeypots())


def test_another_kind_of_file_is_refused(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        main(["plot", "episode-game", "--out", "plan.txt"])
    assert stopped.value.code == 2
    assert capsys.readouterr().err == "Error: an output file must end in .png or .svg or .pdf, got 'plan.txt'\n"


@pytest.mark.parametrize("model", models().values())
def test_listed_axes_are_of_numbers_among_the_parameters(model):
    for text in getattr(model, "usual_axes", ()):
        assert text.partition("=")[0] in parameters(model)
