import json
from fractions import Fraction

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from toymodels.cli import cli
from toymodels.domains import Domain, Parameter
from toymodels.signal_notation import LengthNotation, SignalNotation
from toymodels.signals import Signal, calendar, no_signal, noisy_detector, perfect_trigger

LENGTHS, SIGNAL = LengthNotation("how long"), SignalNotation("what is seen")


def test_they_are_domains():
    assert isinstance(LENGTHS, Domain)
    assert isinstance(SIGNAL, Domain)
    assert LENGTHS.checked(None, "l") is SIGNAL.checked(None, "s") is None
    assert Parameter("chance", 0, 1, optional=True).checked(None, "p") is None


def test_lengths():
    assert (
        LENGTHS.checked(" 2 : 1/4, 1:0.75", "l")
        == LENGTHS.checked({1: "3/4", 2: "1/4"}, "l")
        == (
            (1, Fraction(3, 4)),
            (2, Fraction(1, 4)),
        )
    )


@given(
    st.sampled_from([no_signal(), perfect_trigger(), calendar(3), noisy_detector("1/3", "1/4"), noisy_detector(0.5, 0.25)])
    | st.builds(
        lambda n, first: Signal([(f"s{i}", Fraction(1, n)) for i in range(n)], {"s0": 1}, first),
        st.integers(1, 4),
        st.integers(1, 3),
    )
)
def test_a_written_signal_is_read_as_the_same(signal):
    read = SIGNAL.checked(str(signal), "signal")
    assert (read.likelihoods(), read.first_episode) == (signal.likelihoods(), signal.first_episode)
    assert SIGNAL.checked(signal, "signal") is signal


@pytest.mark.parametrize(
    ("domain", "text", "error", "message"),
    [
        (LENGTHS, "1/2,1/2", ValueError, "it must be written like 1:1/2,2:1/4,9:1/4, got '1/2,1/2'"),
        (LENGTHS, "", ValueError, "it must be written like .*, got ''"),
        (LENGTHS, "1:1/2,:1/2", ValueError, "it must be written like .*, got '1:1/2,:1/2'"),
        (LENGTHS, "1:1/2,2:1/3", ValueError, "training_length must sum to 1, got 5/6"),
        (LENGTHS, "1:1/2,1:1/2", ValueError, "training_length must name nothing twice"),
        (LENGTHS, "x:1", ValueError, "a number of training episodes must be a number such as 1/3 or 0.35, got 'x'"),
        (LENGTHS, "1/2:1", ValueError, "a number of training episodes must be an integer >= 0, got 1/2"),
        (LENGTHS, 3, TypeError, "training_length must be a mapping to probabilities or a finite sequence"),
        (SIGNAL, "alarm", ValueError, "it must be written like odd:1/4:1,even:3/4:0, got 'alarm'"),
        (SIGNAL, "alarm:1:1@", ValueError, "first_episode must be a number such as"),
        (SIGNAL, "alarm:1:1@0", ValueError, "first_episode must be an integer >= 1, got 0"),
        (SIGNAL, "a:1/2:1", ValueError, "likelihoods in training must sum to 1, got 1/2"),
        (SIGNAL, "a:1:1,b:0:0", ValueError, "observation 'b' must be possible in training or in deployment"),
        (SIGNAL, "a:1/2:1/2,a:1/2:1/2", ValueError, "likelihoods in training must name nothing twice"),
        (SIGNAL, 3, TypeError, "it must be a Signal or None, got 3"),
    ],
)
def test_what_is_refused(domain, text, error, message):
    with pytest.raises(error, match=message):
        domain.checked(text, "it")


def printed(*words):
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    return result.output


def test_on_the_command_line():
    words = ["solve", "hidden-deployment", "--training-length", "1:1/2,2:1/2", "--signal", "odd:1/4:1,even:3/4:0@2"]
    assert "training_length=((1, 1/2), (2, 1/2)), signal=odd:1/4:1,even:3/4:0@2" in " ".join(printed(*words).split())
    given_ = json.loads(printed(*words, "--json"))["parameters"]
    assert given_["hazard"] is None
    assert [[number["exact"] for number in pair] for pair in given_["training_length"]] == [["1", "1/2"], ["2", "1/2"]]
    assert given_["signal"]["deployment"][0] == ["odd", {"exact": "1", "float": 1.0}]
    assert given_["signal"]["first_episode"]["exact"] == "2"
    assert json.loads(printed("solve", "hidden-deployment", "--json"))["parameters"]["signal"] is None
    help_text = " ".join(printed("solve", "hidden-deployment", "-h").split())
    assert "--training-length LENGTHS" in help_text
    assert "[none]" in help_text
    assert "--hazard NUMBER" in printed("list")


def test_in_a_diagram(tmp_path):
    words = ["hidden-deployment", "--training-length", "1:1/2,2:1/2", "--x", "modification=0:1:3", "--out"]
    text = " ".join(printed("phase-diagram", *words, str(tmp_path / "curve.csv")).split())
    assert "training_length=1, 1/2 (0.5); 2, 1/2 (0.5)" in text
    assert "hazard" not in text
