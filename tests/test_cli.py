"""The command line, run as a user runs it."""

import errno
import json
import runpy
import subprocess
import sys
import textwrap
from fractions import Fraction

import pytest
import xarray as xr
from click.testing import CliRunner

import toymodels
import toymodels.models
from toymodels.cli import cli, main

MODELS = """
    import dataclasses
    from typing import Annotated

    from fractions import Fraction

    from tests.training_games import choice_game
    from toymodels.domains import Parameter, check_fields
    from toymodels.models.episode_game import EpisodeGame
    from toymodels.scalars import Scalar
    from toymodels.training import Phase, TrainingGame


    @dataclasses.dataclass(frozen=True)
    class RetoldGame:
        '''The episode game in other words.'''

        chance: Annotated[Scalar, Parameter("probability of modification", 0, 1)]
        training: Annotated[Scalar, Parameter("episodes of training", 0, integer=True)] = 2

        def __post_init__(self):
            check_fields(self)

        def training_game(self):
            return EpisodeGame(training=self.training, modification=self.chance).training_game()


    @dataclasses.dataclass(frozen=True)
    class TiedGame:
        '''Two actions that are as good as each other for the one in charge, in seven contexts.'''

        def training_game(self):
            contexts = {f"task {i}": Fraction(1, 7) for i in range(7)}
            payoffs = {("base", "self", c, a): int(a == "B") for c in contexts for a in "BA"}
            payoffs |= {("own", "self", c, a): 1 for c in contexts for a in "BA"}
            phases = (Phase("play", 1, contexts),)
            return TrainingGame("base", {"self": "own"}, {"self": ("B", "A")}, payoffs, phases, "self", 1)


    @dataclasses.dataclass(frozen=True)
    class TrioGame:
        '''Three actions in training.'''

        def training_game(self):
            game = choice_game({"B": 1, "A": 2, "C": 3})
            return dataclasses.replace(game, phases=(dataclasses.replace(game.phases[0], training=True),))
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def more_models(tmp_path, monkeypatch):
    """Models with no closed form, in a file that is added to the folder of models."""
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "test_cli_models.py").write_text(textwrap.dedent(MODELS))
    monkeypatch.setattr(toymodels.models, "__path__", [*toymodels.models.__path__, str(folder)])
    yield
    sys.modules.pop("toymodels.models.test_cli_models", None)


def printed(*arguments):
    """What a command prints, after a check that it succeeds."""
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert result.stderr == ""
    return result.stdout


def told(*arguments):
    """The JSON object that a command prints."""
    return json.loads(printed(*arguments, "--json"), parse_constant=pytest.fail)


def flat(text):
    """A text without its line breaks."""
    return " ".join(text.split())


def error(capsys, *arguments):
    """The one line that a command fails with."""
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    output = capsys.readouterr()
    assert exit_.value.code == 2
    assert output.out == ""
    assert output.err.startswith("Error: ")
    assert output.err.count("\n") == 1
    assert output.err.endswith("\n")
    return output.err.removeprefix("Error: ").rstrip()


# The command as a whole


def test_it_exits_with_0(capsys):
    with pytest.raises(SystemExit) as exit_:
        main(["list"])
    assert not exit_.value.code
    assert capsys.readouterr().err == ""


def test_the_version():
    assert printed("--version") == f"toymodels, version {toymodels.__version__}\n"


def test_without_a_command_it_prints_its_help():
    assert printed() == printed("-h") == printed("--help")
    assert [word in printed() for word in ("list", "solve", "threshold", "breakpoints", "regions", "phase-diagram")] == [
        True
    ] * 6


def test_the_examples_of_the_help_have_a_line_each():
    lines = [line.strip() for line in printed("-h").splitlines()]
    assert {"toymodels threshold episode-game discount", "toymodels phase-diagram episode-game"} <= set(lines)
    assert "\\b" not in printed("-h")


@pytest.mark.parametrize("command", ["list", "solve", "threshold", "breakpoints", "regions", "phase-diagram"])
def test_every_command_has_help(command):
    assert printed(command, "-h") == printed(command, "--help")
    assert printed(command, "-h").startswith("Usage: ")


@pytest.mark.parametrize("command", ["solve", "threshold", "breakpoints", "regions", "phase-diagram"])
def test_every_model_command_has_help_of_80_columns(command):
    text = printed(command, "episode-game", "-h")
    assert "--training-agreement NUMBER" in text
    assert "--deployment INTEGER" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_help_of_the_diagram_has_its_own_defaults():
    text = flat(printed("phase-diagram", "episode-game", "-h"))
    assert "[modification=0:1:501 if neither axis is given]" in text
    assert "episodes of training; an integer >= 0 [10]" in text


def test_python_m_toymodels_is_the_command_line():
    command = [sys.executable, "-m", "toymodels", "threshold", "episode-game", "modification"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert result.stdout.startswith("deceptive iff modification >= 1/3 (0.333333)\n")
    assert result.stderr == ""


def test_running_the_package_runs_the_command_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["toymodels", "--version"])
    monkeypatch.delitem(sys.modules, "toymodels.__main__", raising=False)
    runpy.run_module("toymodels", run_name="toymodels.__main__")
    assert capsys.readouterr().out == ""
    with pytest.raises(SystemExit):
        runpy.run_module("toymodels", run_name="__main__")
    assert capsys.readouterr().out.startswith("toymodels, version")


def test_solving_and_listing_load_nothing_heavy():
    program = (
        "import sys\n"
        "from toymodels.cli import main\n"
        "for words in (['list'], ['solve', 'episode-game'], ['solve', 'episode-game', '--json']):\n"
        "    try:\n"
        "        main(words)\n"
        "    except SystemExit as done:\n"
        "        assert not done.code\n"
        "print('modules:', *{name.partition('.')[0] for name in sys.modules})\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    loaded = set(result.stdout.rpartition("modules:")[2].split())
    assert "toymodels" in loaded
    assert not loaded & {"sympy", "xarray", "matplotlib", "scipy", "networkx", "pandas", "rich"}


# list


def test_the_list_has_models_parameters_defaults_and_domains():
    text = printed("list")
    assert "episode-game\n  The training-then-deployment episode game.\n" in text
    assert "  --training 2              episodes of training; an integer >= 0\n" in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.usefixtures("more_models")
def test_a_model_that_is_added_is_listed():
    text = printed("list")
    names = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert names == sorted(names)
    assert {"episode-game", "retold-game", "tied-game", "trio-game"} <= set(names)
    assert "--chance NUMBER" in text


# solve


def test_solve_prints_the_worked_example():
    lines = printed("solve", "episode-game").splitlines()
    assert lines[0].startswith("EpisodeGame: training=2, deployment=3, modification=1")
    assert "  B B | A A A   (training | deployment)" in lines
    assert "  value               3" in lines
    assert "  regime              deceptive" in lines
    assert "  deceptive episodes  2 of 2" in lines
    assert "  ties                none" in lines
    assert "  certificate         0 (the most that any self gains by deviating once)" in lines
    assert "  method              closed form, exact" in lines
    assert "  deceptive iff modification >= 1/3 (0.333333)" in lines
    assert "A instead of B would gain 1 now and lose 3 in expectation: B is optimal there and in the one before." in flat(
        printed("solve", "episode-game")
    )


def test_solve_tells_machines_the_same():
    record = told("solve", "episode-game", "--modification", "0.5", "--discount", "9/10")
    assert record["model"] == "episode-game"
    assert record["parameters"]["modification"] == {"exact": "1/2", "float": 0.5}
    assert record["parameters"]["discount"] == {"exact": "9/10", "float": 0.9}
    assert record["strip"] == "B B | A A A"
    assert record["plan"] == [
        {"phase": "training", "runs": [{"episodes": 2, "action": "B"}]},
        {"phase": "deployment", "runs": [{"episodes": 3, "action": "A"}]},
    ]
    value = Fraction(9, 10) ** 2 * (1 + Fraction(9, 10) + Fraction(81, 100))
    assert record["value"] == {"exact": str(value), "float": float(value)}
    assert (record["regime"], record["deceptive_episodes"], record["exact"]) == ("deceptive", 2, True)
    assert record["certificate"] == {"exact": "0", "float": 0.0}
    assert record["ties"] == []
    assert record["last_training_episode"]["gain"] == 1
    assert record["last_training_episode"]["loss"] == pytest.approx(0.9 / 2 * 2.71)
    assert record["thresholds"]["modification"]["low"] == str(1 / value)
    assert list(record["thresholds"]) == list(record["parameters"])


def test_decimals_are_taken_for_the_rationals_they_spell():
    assert told("solve", "episode-game", "--modification", "0.1")["parameters"]["modification"]["exact"] == "1/10"


def test_a_plan_of_several_runs():
    text = printed("solve", "episode-game", "--training", "40", "--deployment", "3", "--discount", "0.95")
    worth = 1 + 0.95 + 0.95**2
    assert 0.95**21 * worth < 1 <= 0.95**20 * worth
    assert "  A×20 B×20 | A×3   (training | deployment)\n" in text
    assert "in the 19 before; in the first 20, A is." in flat(text)
    assert "  regime              partly deceptive\n" in text


def test_trillions_of_episodes():
    text = printed("solve", "episode-game", "--training", "10" + "0" * 11, "--deployment", "3", "--discount", "1/3")
    assert "  A×1000000000000 | A×3   (training | deployment)\n" in text
    assert "  certificate         not computed beyond 200 episodes\n" in text
    record = told("solve", "episode-game", "--training", "10" + "0" * 11, "--deployment", "1" + "0" * 12)
    assert record["certificate"] is None
    assert record["value"]["exact"] == "1" + "0" * 12


def test_a_value_that_is_too_long_to_write_down_is_rounded():
    words = ["--training", "100000", "--deployment", "1000000", "--discount", "0.99999999"]
    text = printed("solve", "episode-game", *words)
    assert "  method              closed form, choices exact, value rounded\n" in text
    record = told("solve", "episode-game", *words)
    assert (record["exact"], record["value"]["exact"]) == (False, None)
    assert record["value"]["float"] == pytest.approx(994022.110711)
    assert record["parameters"]["discount"]["exact"] == "99999999/100000000"


def test_a_number_beyond_floats_has_its_digits():
    text = printed("solve", "episode-game", "--overlap", "1e400")
    assert "  value               about 5.00000000000E+400\n" in text
    assert "In the last episode" not in text
    record = told("solve", "episode-game", "--overlap", "1e400")
    assert record["value"] == {"exact": str(5 * 10**400), "float": None}
    assert record["last_training_episode"] is None


def test_ties_are_named():
    text = flat(printed("solve", "episode-game", "--overlap", "1", "--modification", "1/2"))
    assert "ties mesa in conflict, episodes 0 to 1; mesa in conflict, episodes 2 to 4; counted from 0 certificate" in text
    assert "would gain nothing: both are optimal there, and the plan takes B." in text
    assert "ties mesa in conflict, episode 0; counted from 0 certificate" in flat(
        printed("solve", "episode-game", "--training", "1", "--deployment", "1")
    )
    assert told("solve", "episode-game", "--deployment", "1")["ties"] == [
        {"first_episode": 0, "episodes": 2, "state": "mesa", "context": "conflict"}
    ]


def test_an_aligned_optimizer_is_deterred():
    text = printed("solve", "episode-game", "--overlap", "2")
    assert "  regime              deterred\n" in text
    assert "would gain nothing: B is optimal there" in flat(text)


def test_without_training_there_is_no_threshold():
    text = printed("solve", "episode-game", "--training", "0")
    assert "  A A A   (deployment)\n" in text
    assert "In the last episode" not in text
    assert text.count("No threshold: training must be an integer >= 1") == 1
    record = told("solve", "episode-game", "--training", "0")
    assert record["last_training_episode"] is None
    assert record["thresholds"]["discount"]["status"] == "unknown"
    assert "  deceptive episodes  0 of 0\n" in text


@pytest.mark.usefixtures("more_models")
def test_a_model_with_no_closed_form_is_solved():
    text = printed("solve", "retold-game", "--chance", "1")
    assert text.startswith("RetoldGame: chance=1, training=2\n")
    assert "method              backward induction, exact\n" in text
    assert text.count("No threshold: deception_threshold is about the episode game, got RetoldGame") == 1
    assert "B in all of training" not in text
    record = told("solve", "retold-game", "--chance", "1/2", "--training", "3")
    assert record["certificate"]["exact"] == "0"
    assert {item["status"] for item in record["thresholds"].values()} == {"unknown"}
    assert sum(run["episodes"] for run in record["plan"][0]["runs"]) == 3


@pytest.mark.usefixtures("more_models")
def test_many_ties_are_counted():
    text = flat(printed("solve", "tied-game"))
    assert "self in task 4, episode 0; and 2 more; counted from 0 certificate" in text
    assert "No threshold" not in text


@pytest.mark.usefixtures("more_models")
def test_no_reason_is_given_for_a_choice_among_three():
    assert told("solve", "trio-game")["last_training_episode"] is None


@pytest.mark.usefixtures("more_models")
def test_a_parameter_without_a_default_must_be_given(capsys):
    assert error(capsys, "solve", "retold-game") == "retold-game needs --chance: it has no default"


# threshold


def test_a_threshold_is_printed():
    text = printed("threshold", "episode-game", "modification")
    assert text.startswith("deceptive iff modification >= 1/3 (0.333333)\n  at training=2, deployment=3, overlap=0,")
    assert "modification=" not in text


@pytest.mark.parametrize("name", ["training-agreement", "training_agreement"])
def test_a_parameter_is_named_with_hyphens_or_underscores(name):
    assert printed("threshold", "episode-game", name).startswith("deceptive at every training_agreement (in [0, 1])\n")


def test_deception_may_pay_nowhere():
    assert printed("threshold", "episode-game", "discount", "--modification", "0", "--digits", "5").startswith(
        "deceptive at no discount (in [0, 1])\n"
    )


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        (["modification", "--digits", "5"], "0.33333"),
        (["training", "--discount", "0.9", "--digits", "5"], "9"),
        (["discount", "--digits", "5"], "0.68233"),
        (["discount", "--digits", "50"], "0.68232780382801932736948373971104825689118858189800"),
    ],
)
def test_digits_of_a_threshold(words, digits):
    assert printed("threshold", "episode-game", *words) == digits + "\n"
    assert told("threshold", "episode-game", *words)["decimal"] == digits


def test_a_threshold_for_machines():
    record = told("threshold", "episode-game", "discount")
    assert (record["parameter"], record["status"], record["direction"]) == ("discount", "threshold", "at or above")
    low, high = Fraction(record["low"]), Fraction(record["high"])
    assert low**3 + low < 1 < high**3 + high
    assert record["float"] == pytest.approx(0.6823278038280193)
    assert "decimal" not in record


def test_a_threshold_that_is_too_long_to_write_down_has_its_decimals():
    words = ["deployment-agreement", "--discount", "0.999", "--deployment", "5000", "--digits", "8"]
    record = told("threshold", "episode-game", *words)
    assert (record["low"], record["high"], record["decimal"]) == (None, None, "0.99899122")


def test_no_threshold_for_machines():
    record = told("threshold", "episode-game", "overlap", "--digits", "3")
    assert record == {
        "parameter": "overlap",
        "status": "everywhere",
        "direction": None,
        "low": None,
        "high": None,
        "float": None,
        "text": "deceptive at every overlap (a finite number)",
        "decimal": None,
    }


# phase-diagram

AXES = ("--x", "modification=0:1:5", "--y", "discount=1/2:1:3")


def drawn(*arguments):
    return printed("phase-diagram", "episode-game", *arguments)


def test_a_diagram_says_what_is_in_it(tmp_path):
    text = drawn(*AXES, "--training", "1", "--deployment", "1")
    assert text.startswith("EpisodeGame: training=1, deployment=1, overlap=0,")
    assert "  defects             93.33%\n  deceptive           6.67%\n" in text
    assert "  exact ties          1\n" in text
    assert text.endswith("\nphases.png: modification (5) x discount (3)\n")
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["phases.png"]


@pytest.mark.parametrize(
    ("suffix", "start"),
    [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF"), ("nc", b"CDF"), ("csv", b"mod"), ("PNG", b"\x89P")],
)
def test_a_diagram_in_every_format_is_the_same_every_time(tmp_path, suffix, start):
    out = tmp_path / f"a.{suffix}"
    contents = []
    for _ in range(2):
        drawn(*AXES, "--out", str(out))
        contents.append(out.read_bytes())
    assert contents[0].startswith(start)
    assert contents[0] == contents[1]


def test_a_table_has_a_row_for_every_cell():
    drawn("--x", "modification=0:1:3", "--y", "training=1:2", "--out", "a.csv", "--deployment", "3")
    with open("a.csv", encoding="utf-8") as file:  # noqa: PTH123
        header, *rows = file.read().splitlines()
    assert header == "modification,training,value,deceptive_episodes,regime,tie,margin"
    assert [row.split(",")[:2] for row in rows] == [[p, t] for p in ("0.0", "0.5", "1.0") for t in ("1", "2")]
    assert rows[0] == "0.0,1,4.0,0,defects,False,-1.0"
    assert rows[-1].startswith("1.0,2,3.0,2,deceptive,False,2.0")


def test_a_dataset_can_be_read_back():
    drawn(*AXES, "--out", "a.nc")
    with xr.open_dataset("a.nc", engine="scipy") as diagram:
        assert dict(diagram.sizes) == {"modification": 5, "discount": 3}
        assert "margin" in diagram
        assert diagram["modification"].values.tolist() == [0, 0.25, 0.5, 0.75, 1]


@pytest.mark.parametrize("show", ["regime", "deceptive_episodes", "value", "margin"])
def test_everything_can_be_shown(tmp_path, show):
    drawn(*AXES, "--show", show, "--out", "a.svg")
    assert (tmp_path / "work" / "a.svg").stat().st_size > 1000


def test_one_axis_gives_a_curve(tmp_path):
    text = drawn("--x", "modification=0:1:5", "--out", "a.svg")
    assert text.endswith("a.svg: modification (5)\n")
    assert (tmp_path / "work" / "a.svg").exists()


def test_axes_are_floats_unless_exact():
    words = ["--x", "modification=1/3,2/3", "--training", "1", "--deployment", "3", "--out", "a.csv"]
    assert "  exact ties          0\n" in drawn(*words)
    assert "  exact ties          1\n" in drawn(*words, "--exact")


def test_the_default_axes_are_those_that_are_free(monkeypatch):
    monkeypatch.setattr("toymodels.commands.phase_diagram._CHANCES", "0:1:3")
    monkeypatch.setattr("toymodels.commands.phase_diagram._RANGES", {"discount": "0.5:1:2"})
    assert drawn("--out", "a.csv").endswith("a.csv: modification (3) x discount (2)\n")
    assert drawn("--out", "a.csv", "--modification", "1").endswith("a.csv: discount (2) x training_agreement (3)\n")


@pytest.mark.usefixtures("more_models")
def test_a_diagram_of_a_model_with_no_closed_form():
    words = ["phase-diagram", "retold-game", "--x", "chance=0:1:3", "--y", "training=1:2"]
    assert printed(*words, "--out", "a.csv").endswith("a.csv: chance (3) x training (2)\n")
    assert printed(*words, "--out", "a.svg").endswith("a.svg: chance (3) x training (2)\n")


# What is wrong with the input


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "true", "True", "2+2", '__import__("os")', "", "1/0", "0x10", "one"])
@pytest.mark.parametrize("option", ["--modification", "--training"])
def test_what_is_no_number_is_refused(capsys, option, text):
    message = error(capsys, "solve", "episode-game", option, text)
    assert message.startswith(f"{option.removeprefix('--')} must ")
    assert message.endswith(repr(text))


@pytest.mark.parametrize(
    ("option", "text", "message"),
    [
        ("--modification", "3/2", "modification must be in [0, 1], got 3/2"),
        ("--modification", "-1", "modification must be in [0, 1], got -1"),
        ("--training", "-1", "training must be an integer >= 0, got -1"),
        ("--deployment", "1.5", "deployment must be an integer >= 0, got 3/2"),
    ],
)
def test_numbers_outside_their_domain_are_refused(capsys, option, text, message):
    assert error(capsys, "solve", "episode-game", option, text) == message
    assert error(capsys, "threshold", "episode-game", "discount", option, text) == message
    assert error(capsys, "phase-diagram", "episode-game", "--x", "overlap=0:1:3", option, text) == message


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("sovle", ["sovle", "solve"]),
        ("--nope", ["--nope"]),
        ("list extra", ["extra"]),
        ("solve", ["solve needs a model, one of: ", "episode-game"]),
        ("threshold", ["threshold needs a model"]),
        ("phase-diagram", ["phase-diagram needs a model"]),
        ("solve episode-gmae", ["unknown model 'episode-gmae': did you mean 'episode-game'?"]),
        ("solve episode-game --trainig 3", ["--trainig", "--training"]),
        ("solve episode-game --training", ["--training"]),
        ("solve episode-game extra", ["extra"]),
        ("threshold episode-game", ["PARAMETER"]),
        ("threshold episode-game discuont", ["unknown parameter 'discuont': did you mean 'discount'?"]),
        ("threshold episode-game discount --digits 0", ["--digits"]),
        ("threshold episode-game discount --digits 1.5", ["--digits"]),
        ("threshold episode-game discount --training 0", ["training must be an integer >= 1", "got 0"]),
        (
            "threshold episode-game discount --discount 1/2",
            ["discount must not be given a value when its threshold is asked for, got 1/2"],
        ),
    ],
)
def test_wrong_words_are_answered_in_a_line(capsys, words, parts):
    message = error(capsys, *words.split())
    assert [part for part in parts if part not in message] == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--x discount=0:1:3 --discount 1/2", "discount must not be an axis and be given a value, got 1/2"),
        ("--x discount=0:1:3 --y discount=0:1:5", "--x and --y must be about different parameters, got discount twice"),
        ("--y discount=0:1:3", "--y must come with --x, got --y discount=0:1:3 alone"),
        ("--x discount=0:1:3 --show value", "--show is for two axes, and one axis shows the value: got --show value"),
        ("--x discount=0:1:3 --y overlap=0:2:3 --show all", "--show"),
        ("--x discuont=0:1:3", "unknown parameter 'discuont': did you mean 'discount'?"),
        ("--x discount", "an axis must be written name=start:stop:count"),
        ("--x discount=0:2:3", "discount must be in [0, 1], got 2"),
        ("--x discount=0:1:3 --out a.txt", "an output file must end in .png or .svg or .pdf or .nc or .csv, got 'a.txt'"),
        ("--x discount=0:1:3 --out no/a.png", "no/a.png: the folder of an output file must exist"),
        ("--x discount=0:1:3 --out folder.png", "folder.png: an output file must not be a folder"),
        (f"--x discount=0:1:3 --out {'a' * 300}.png", "an output file must be writable: "),
    ],
)
def test_what_is_wrong_with_a_diagram_is_said_before_it_is_computed(capsys, tmp_path, monkeypatch, words, message):
    def computed(*_, **__):
        pytest.fail("it was computed")

    monkeypatch.setattr("toymodels.commands.phase_diagram.phase_diagram", computed)
    (tmp_path / "work" / "folder.png").mkdir()
    assert message in error(capsys, "phase-diagram", "episode-game", *words.split())
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["folder.png"]


@pytest.mark.usefixtures("more_models")
def test_a_model_without_probabilities_needs_axes(capsys):
    assert "None" not in error(capsys, "phase-diagram", "tied-game")


def test_a_write_that_fails_leaves_what_was_there(capsys, tmp_path, monkeypatch):
    def half_written(diagram, game, show, path):
        path.write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("toymodels.commands.phase_diagram.write_diagram", half_written)
    for kept in (None, "before"):
        if kept:
            (tmp_path / "work" / "a.csv").write_text(kept)
        message = error(capsys, "phase-diagram", "episode-game", *AXES, "--out", "a.csv")
        assert "No space left on device" in message
        assert [path.read_text() for path in (tmp_path / "work").iterdir()] == ([kept] if kept else [])


@pytest.mark.parametrize("failure", [MemoryError, KeyError])
def test_a_bug_is_not_passed_off_as_a_mistake_of_the_caller(monkeypatch, failure):
    def broken(*_, **__):
        raise failure("inside")

    monkeypatch.setattr("toymodels.commands.phase_diagram.phase_diagram", broken)
    with pytest.raises(failure, match="inside"):
        main(["phase-diagram", "episode-game", *AXES])


def test_an_error_without_a_message_is_named(capsys, monkeypatch):
    def broken(*_, **__):
        raise ArithmeticError

    monkeypatch.setattr("toymodels.commands.phase_diagram.phase_diagram", broken)
    assert error(capsys, "phase-diagram", "episode-game", *AXES) == "ArithmeticError"


def test_an_interruption_exits_with_130_and_leaves_no_file(tmp_path, monkeypatch, capsys):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("toymodels.commands.phase_diagram.phase_diagram", interrupted)
    with pytest.raises(SystemExit) as exit_:
        main(["phase-diagram", "episode-game", *AXES])
    assert exit_.value.code == 130
    assert "Traceback" not in capsys.readouterr().err
    assert list((tmp_path / "work").iterdir()) == []
