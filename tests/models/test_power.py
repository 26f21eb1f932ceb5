import networkx
import pytest

from toymodels.models.power import Power
from toymodels.small_worlds import WORLDS


def test_any_digraph_makes_a_hashable_model():
    graph = networkx.DiGraph([("start", "candy"), ("start", "wait"), ("wait", "chocolate"), ("wait", "hug")])
    assert Power(graph) == Power("wait") == Power()
    assert len({Power(graph), Power("wait"), Power(WORLDS["wait"])}) == 1


@pytest.mark.parametrize(
    ("fields", "error", "words"),
    [
        ({"graph": "wiat"}, ValueError, "unknown graph 'wiat': did you mean 'wait'"),
        ({"graph": None}, TypeError, "graph must be one of wait"),
        ({"discount": "3/2"}, ValueError, r"discount must be in \[0, 1\], got 3/2"),
        ({"exponent": 0}, ValueError, "exponent must be an integer >= 1, got 0"),
        ({"exponent": 1.5}, TypeError, "exponent must be an integer >= 1, got the float 1.5"),
        ({"samples": 1}, ValueError, "samples must be an integer >= 2, got 1"),
        ({"seed": -1}, ValueError, "seed must be an integer >= 0, got -1"),
    ],
)
def test_bad_input_is_named(fields, error, words):
    with pytest.raises(error, match=words):
        Power(**fields)
