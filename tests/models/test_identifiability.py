from fractions import Fraction

import pytest

from toymodels.models.identifiability import ENVIRONMENTS, MAZES, OBJECTIVES, Identifiability

FEATURES = ("exit", "green", "corner")
WANTED = ({"exit"}, {"green"}, {"corner"}, {"exit", "green"}, {"exit", "corner"}, {"green", "corner"}, set(FEATURES))
THINGS = (
    ({"exit", "green", "corner"},),
    ({"exit", "green", "corner"},),
    ({"exit", "green"}, {"corner"}),
    ({"exit", "corner"},),
    ({"green"}, {"exit", "green", "corner"}),
    ({"green", "corner"},),
    ({"corner"},),
)
"""For each maze the things in it, the nearest first; the corner itself is one."""


def gone_to(wanted, things):
    """To what an objective goes: the first thing with all that it wants, by the code of the table."""
    for thing in things:
        if wanted <= thing:
            return 1 if "exit" in thing else 2 if "corner" in thing else 3
    return 0


def test_the_table_of_mazes_is_what_its_names_say():
    assert tuple(tuple(gone_to(wanted, things) for things in THINGS) for wanted in WANTED) == MAZES
    assert (len(OBJECTIVES), len(ENVIRONMENTS)) == (len(MAZES), len(MAZES[0]))


def test_names():
    assert (Identifiability().rows, Identifiability().columns) == (OBJECTIVES, ENVIRONMENTS)
    plain = Identifiability("0, 1; 1, 1", 1)
    assert (plain.rows, plain.columns) == (("objective 0", "objective 1"), ("environment 0", "environment 1"))
    named = Identifiability("0, 1; 1, 1", 1, ["a", "b"], ("c", "d"))
    assert (named.rows, named.columns) == (("a", "b"), ("c", "d"))
    with pytest.raises(ValueError, match="objective_names must have 2 names, got 1"):
        Identifiability("0, 1; 1, 1", 1, ("a",))


def test_domains():
    with pytest.raises(ValueError, match=r"objectives\[1\]\[0\] must be an integer, got 1/2"):
        Identifiability(((0,), (Fraction(1, 2),)), 0)
    with pytest.raises(TypeError, match=r"objectives\[0\]\[0\] must be an integer, got the float 0.5"):
        Identifiability(((0.5,),), 0)
    with pytest.raises(ValueError, match="training must be at most the number of environments, 1, got 2"):
        Identifiability(((0,),), 2)
    with pytest.raises(ValueError, match="training must be an integer >= 0, got -1"):
        Identifiability(training=-1)
    with pytest.raises(ValueError, match="objectives must have rows of the same length, got lengths 1, 2"):
        Identifiability(((0,), (0, 1)), 0)
