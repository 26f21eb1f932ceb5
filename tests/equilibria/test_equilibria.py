"""The result of every solution concept: what a profile pays, what it regrets, and how it is shown."""

from fractions import Fraction

import pytest

from toymodels.equilibria.equilibria import TOLERANCE, Equilibria, Equilibrium, equilibrium
from toymodels.games.extensive_game import Decision, ExtensiveGame, Terminal
from toymodels.games.matrix_game import MatrixGame

F = Fraction
SEXES = MatrixGame(
    ([[2, 0], [0, 1]], [[1, 0], [0, 2]]), players=("she", "he"), strategies=(("opera", "fight"), ("opera", "fight"))
)
MIXED = (("2/3", "1/3"), ("1/3", "2/3"))
TREE = ExtensiveGame(
    ("I", "II"),
    Decision(
        "I", "start", {"out": Terminal((1, 1)), "in": Decision("II", "reply", {"l": Terminal((0, 0)), "r": Terminal((2, 3))})}
    ),
)


def battle(*profiles, is_complete=True):
    found = tuple(equilibrium(SEXES, profile) for profile in profiles)
    return Equilibria("Nash equilibria", SEXES, found, is_complete, "extreme ones", "by hand")


def test_a_profile_of_a_matrix_game():
    """Against (1/3, 2/3) both of hers are worth 2/3, and so are his against (2/3, 1/3)."""
    found = equilibrium(SEXES, MIXED)
    assert found.strategies == {"she": {"opera": F(2, 3), "fight": F(1, 3)}, "he": {"opera": F(1, 3), "fight": F(2, 3)}}
    assert found.payoffs == {"she": F(2, 3), "he": F(2, 3)}
    assert found.regret == {"she": 0, "he": 0}
    assert found.is_nash


def test_a_profile_that_is_regretted():
    found = equilibrium(SEXES, ((1, 0), (0, 1)))
    assert (found.payoffs, found.regret, found.is_nash) == ({"she": 0, "he": 0}, {"she": 1, "he": 1}, False)


def test_a_profile_of_a_tree():
    """II's threat of l is Nash, though it would not carry it out: nobody comes to know."""
    threat = equilibrium(TREE, {"start": "out", "reply": "l"})
    assert threat.strategies == {"start": {"out": 1, "in": 0}, "reply": {"l": 1, "r": 0}}
    assert (threat.payoffs, threat.is_nash) == ({"I": 1, "II": 1}, True)
    believed = equilibrium(TREE, {"start": "out", "reply": {"l": "1/4", "r": "3/4"}})
    assert believed.regret == {"I": F(1, 2), "II": 0}


@pytest.mark.parametrize(
    ("payoff", "gain", "is_nash"),
    [
        (1.0, TOLERANCE / 2, True),
        (1.0, 2 * TOLERANCE, False),
        (1000.0, 2 * TOLERANCE, True),
        (-1000.0, 2 * TOLERANCE, True),
        (0.0, TOLERANCE / 2, True),
        (1, F(1, 10**30), False),
        (1, 0, True),
    ],
)
def test_floats_may_regret_a_rounding_and_rationals_nothing(payoff, gain, is_nash):
    assert Equilibrium({}, {"I": payoff}, {"I": gain}).is_nash is is_nash


def test_values_are_listed_once():
    found = battle(((1, 0), (1, 0)), ((0, 1), (0, 1)), MIXED, ((1, 0), (1, 0)))
    assert found.values == ({"she": 2, "he": 1}, {"she": 1, "he": 2}, {"she": F(2, 3), "he": F(2, 3)})
    assert found.is_exact


def test_floats_are_not_exact():
    game = MatrixGame(([[1.0]], [[2]]))
    assert not Equilibria("any", game, (), is_complete=True, scope="", method="").is_exact


def test_for_the_terminal():
    assert str(battle(MIXED, ((1, 0), (1, 0)))).splitlines() == [
        "Nash equilibria: 2 (extreme ones; by hand)",
        "1. pays she: 2/3 (0.666667); he: 2/3 (0.666667)",
        "   she: opera: 2/3 (0.666667); fight: 1/3 (0.333333)",
        "   he: opera: 1/3 (0.333333); fight: 2/3 (0.666667)",
        "2. pays she: 2; he: 1",
        "   she: opera: 1",
        "   he: opera: 1",
    ]
    assert str(battle(MIXED, is_complete=False)).startswith("Nash equilibria: 1 found (extreme ones")


def test_for_a_notebook():
    page = battle(((1, 0), (1, 0)))._repr_html_()
    assert page.startswith("<table><caption>Nash equilibria: extreme ones</caption>")
    assert "<td>she: 2; he: 1</td><td>she: opera: 1<br>he: opera: 1</td>" in page


def test_names_are_no_markup():
    game = MatrixGame(([[1]], [[1]]), strategies=(("<b>",), ("r",)))
    page = Equilibria("a < b", game, (equilibrium(game, ((1,), (1,))),), is_complete=True, scope="all", method="")._repr_html_()
    assert "&lt;b&gt;" in page
    assert "a &lt; b" in page


@pytest.mark.parametrize(("game", "profile"), [(SEXES, ((1, 0),)), (TREE, {"start": "out"}), (SEXES, ((1, 1), (1, 0)))])
def test_what_is_no_profile(game, profile):
    with pytest.raises(ValueError, match="must"):
        equilibrium(game, profile)
