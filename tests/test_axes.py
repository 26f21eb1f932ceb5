from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toymodels.axes import parsed_axis
from toymodels.domains import parameters
from toymodels.models.disposition import Disposition
from toymodels.models.episode_game import EpisodeGame

F = Fraction
KNOWN = parameters(EpisodeGame)


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("modification=0:1:5", "modification", [0.0, 0.25, 0.5, 0.75, 1.0]),
        ("modification=0.1:0.3:3", "modification", [0.1, 0.2, 0.3]),
        ("discount=1/3,2/3", "discount", [1 / 3, 2 / 3]),
        (" training-agreement =1e-1", "training_agreement", [0.1]),
        ("overlap=-1:1:3", "overlap", [-1.0, 0.0, 1.0]),
        ("deployment=2:5", "deployment", [2, 3, 4, 5]),
        ("deployment=1:10:4", "deployment", [1, 4, 7, 10]),
        ("training=1, 10 ,100", "training", [1, 10, 100]),
    ],
)
def test_the_three_forms(text, name, values):
    assert parsed_axis(text, KNOWN) == (name, values)
    assert list(map(type, parsed_axis(text, KNOWN)[1])) == list(map(type, values))


def test_exact_axes_are_rationals():
    assert parsed_axis("modification=0:0.3:4", KNOWN, exact=True)[1] == [0, F(1, 10), F(1, 5), F(3, 10)]
    assert parsed_axis("modification=1/3:1/2:3", KNOWN, exact=True)[1] == [F(1, 3), F(5, 12), F(1, 2)]


@given(st.fractions(-5, 5), st.fractions(F(1, 100), 5), st.integers(2, 60))
def test_points_are_the_nearest_floats_to_evenly_spaced_rationals(start, width, count):
    text = f"overlap={start}:{start + width}:{count}"
    expected = [start + width * i / (count - 1) for i in range(count)]
    assert parsed_axis(text, KNOWN, exact=True)[1] == expected
    assert parsed_axis(text, KNOWN)[1] == list(map(float, expected))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("modification", r"an axis must be written name=start:stop:count, .* got 'modification'"),
        ("modifcation=0:1:3", r"unknown parameter 'modifcation': did you mean 'modification'\?"),
        ("=0:1:3", "unknown parameter ''"),
        ("modification=", "modification must be a number such as 1/3 or 0.35, got ''"),
        ("modification=0,,1", "modification must be a number such as 1/3 or 0.35, got ''"),
        ("modification=0:2+2:3", r"modification must be a number such as 1/3 or 0.35, got '2\+2'"),
        ("modification=0:nan:3", "modification must be a number such as 1/3 or 0.35, got 'nan'"),
        ("modification=0:3/2:3", r"modification must be in \[0, 1\], got 3/2"),
        ("modification=-1,0", r"modification must be in \[0, 1\], got -1"),
        (
            "modification=0:1",
            "axis modification must be written modification=start:stop:count or .* got modification=0:1",
        ),
        ("modification=0:1:3:4", "axis modification must be written .* got modification=0:1:3:4"),
        ("modification=1:0:3", "axis modification must increase, got modification=1:0:3"),
        ("modification=1:1:3", "axis modification must increase, got modification=1:1:3"),
        ("modification=0:1:1", r"number of points of axis modification must be an integer in \[2, 1000000\], got 1"),
        ("modification=0:1:2.5", r"number of points of axis modification must be an integer .* got 5/2"),
        ("modification=0:1:1e9", r"number of points of axis modification must be an integer .* got 1000000000"),
        ("training=1:1e9", r"number of points of axis training must be an integer .* got 1000000000"),
        ("training=1:2.5", "training must be an integer >= 0, got 5/2"),
        ("training=1:10:5", "axis training must be made of integers, got 5 evenly spaced numbers from 1 to 10"),
    ],
)
def test_mistakes_name_rule_and_value(text, message):
    with pytest.raises(ValueError, match=message):
        parsed_axis(text, KNOWN)


def test_an_axis_is_of_a_number():
    with pytest.raises(TypeError, match="an axis must be of a parameter that is a number, and kind is one of realistic"):
        parsed_axis("kind=realistic,myopic", parameters(Disposition))
