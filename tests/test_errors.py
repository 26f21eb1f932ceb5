import pytest

from toymodels.errors import unknown_name

KNOWN = ["training", "deployment", "modification"]


@pytest.mark.parametrize(
    ("wrong", "right"), [("modifcation", "modification"), ("trainin", "training"), ("deploy", "deployment")]
)
def test_the_nearest_right_name_is_suggested(wrong, right):
    assert str(unknown_name("parameter", wrong, KNOWN)) == (
        f"unknown parameter '{wrong}': did you mean '{right}'? known: training, deployment, modification"
    )


def test_nothing_is_suggested_where_nothing_is_near():
    assert str(unknown_name("model", "zzz", iter(KNOWN))) == "unknown model 'zzz': known: training, deployment, modification"


def test_it_is_a_value_error():
    assert isinstance(unknown_name("model", "x", []), ValueError)
