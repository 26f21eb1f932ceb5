"""``toymodels tree``, run as a user runs it."""

import pytest
from click.testing import CliRunner

from toymodels.cli import cli, main
from toymodels.games.extensive_game import Decision, ExtensiveGame, Terminal
from toymodels.games.matrix_form import matrix_form
from toymodels.games.unfolding import unfolded
from toymodels.interop.gambit import saved_game
from toymodels.models.episode_game import EpisodeGame


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def printed(*words):
    result = CliRunner().invoke(cli, ["tree", *map(str, words)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_against_an_overseer_it_prints_the_value_and_draws(tmp_path):
    assert printed("episode-game", "--audits", 1).splitlines() == [
        "EpisodeGame: training=2, deployment=3, modification=1, overlap=0, discount=1,",
        "  training_agreement=0, deployment_agreement=0, monitoring=0",
        "",
        "  value       13/4 = 3.25 to mesa, by optimal behaviour of both",
        "  certificate 0 (the most that either gains by any other strategy)",
        "",
        "tree.svg: 21 positions, 6 information sets",
    ]
    assert (tmp_path / "tree.svg").read_bytes().startswith(b"<?xml")


def test_secret_audits_are_worth_less_to_it():
    assert "  value       3 to mesa, by optimal behaviour of both" in printed("episode-game", "--audits", 1, "--observed", "no")


@pytest.mark.parametrize("name", ["a.png", "a.pdf", "a.SVG"])
def test_alone_it_has_a_best_plan(tmp_path, name):
    text = printed("episode-game", "--modification", "1/2", "--out", name)
    assert "  value       3 to mesa\n" in text
    assert f"{name}: " in text
    assert (tmp_path / name).stat().st_size > 1000


def test_other_programs_get_the_tree_or_the_matrix(tmp_path):
    game = unfolded(EpisodeGame(), 1)
    printed("episode-game", "--audits", 1, "--out", "game.efg")
    assert saved_game(tmp_path / "game.efg") == game
    printed("episode-game", "--audits", 1, "--out", "game.nfg")
    assert saved_game(tmp_path / "game.nfg") == matrix_form(game)
    printed("episode-game", "--audits", 1, "--out", "plain.nfg", "--plain")
    plain = saved_game(tmp_path / "plain.nfg")
    assert plain.payoffs == matrix_form(game).payoffs
    assert plain.strategies[1] == ("1", "2", "3")
    assert "\n\nend.efg: 1 position, 0 information sets" in printed("episode-game", "--training", 0, "--out", "end.efg")


def test_a_model_s_own_audits_are_taken():
    text = printed("audited-training", "--observed", "no")
    assert text.startswith("AuditedTraining: training=2, deployment=3, audits=1, observed=no,")
    assert "  value       3 to mesa, by optimal behaviour of both" in text
    assert CliRunner().invoke(cli, ["tree", "audited-training", "-h"]).output.count("--audits") == 1


def test_selves_that_want_something_else_have_no_one_value(monkeypatch):
    root = Decision("one", "start", {"stay": Terminal((1, 0)), "go": Decision("two", "later", {"a": Terminal((0, 1))})})
    monkeypatch.setattr("toymodels.commands.tree.unfolded", lambda *_, **__: ExtensiveGame(("one", "two"), root))
    assert "  solution    none drawn: one, two each want something else" in printed("episode-game")


def test_large_trees_are_written_without_a_solution(monkeypatch):
    monkeypatch.setattr("toymodels.commands.tree.MOST_SOLVED", 20)
    text = printed("episode-game", "--audits", 1, "--out", "large.efg")
    assert "  solution    not looked for in trees of more than 20 positions" in text
    assert "large.efg: " in text


def test_what_is_too_large_to_draw_is_not_solved(monkeypatch):
    monkeypatch.setattr("toymodels.commands.tree.optimal_behaviour", pytest.fail)
    with pytest.raises(ValueError, match="a tree that is drawn must have at most"):
        printed("episode-game", "--training", 8, "--audits", 2)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--observed", "no"], "--observed must come with --audits, got --observed no alone"),
        (["--audits", "-1"], "audits must be an integer >= 0, got -1"),
        (["--audits", "x"], "audits must be a number such as 1/3 or 0.35, got 'x'"),
        (["--audits", "1", "--observed", "maybe"], "observed must be yes or no, got 'maybe'"),
        (["--out", "tree.txt"], "an output file must end in .svg or .png or .pdf or .efg or .nfg, got 'tree.txt'"),
        (["--training", "30", "--modification", "1/2"], "at most 100000 episodes and 20000 places between them, got more"),
        (["--deployment", "1000000"], "at most 100000 episodes and 20000 places between them, got more"),
        (["--training", "9", "--modification", "1/2"], "120 ends and 30 moves in a row, got 1023 and 18"),
    ],
)
def test_what_is_wrong_is_one_line(capsys, words, message):
    with pytest.raises(SystemExit) as stop:
        main(["tree", "episode-game", *words])
    assert stop.value.code == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_models_that_state_no_training_game_are_refused(capsys):
    with pytest.raises(SystemExit):
        main(["tree", "honeypots"])
    assert "tree is about models that are one training game, not about honeypots" in capsys.readouterr().err


def test_its_help():
    text = CliRunner().invoke(cli, ["tree", "episode-game", "-h"]).output
    assert "--audits INTEGER" in text
    assert "[tree.svg]" in text
