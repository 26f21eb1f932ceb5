"""Assessments: the sequential equilibria of published games, and each condition violated in turn."""

from fractions import Fraction

import pytest

from tests.equilibria.published_games import (
    absent_minded_driver,
    beer_quiche,
    centipede,
    chain_store,
    reputation,
    reputation_equilibrium,
    selten_horse,
)
from toymodels.equilibria.assessment import BAYES, BAYES_AFTER, CONSISTENCY, RATIONALITY, assessment
from toymodels.equilibria.subgame_perfect import subgame_perfect
from toymodels.games.extensive_game import Decision, ExtensiveGame, Terminal
from toymodels.games.regret import regret

F = Fraction


def violated(found):
    return [(each.condition, each.information_set, each.gain) for each in found.violations]


def horse(third, belief, profile=None):
    """Selten's horse with the third player's chance of R and its belief that 1 played L."""
    profile = profile or {"1": "R", "2": "R", "3": {"R": third, "L": 1 - third}}
    return assessment(selten_horse(), profile, {"3": {("L",): belief, ("R", "L"): 1 - belief}})


def test_the_good_equilibrium_of_seltens_horse():
    found = horse(F(3, 4), F(1, 3))
    assert found.is_sequential
    assert found.payoffs == {"1": 1, "2": 1, "3": 1}
    assert found.orders == {"1": {"L": 1, "R": 0}, "2": {"L": 1, "R": 0}, "3": {"L": 0, "R": 0}}
    assert found.beliefs["3"] == {("L",): F(1, 3), ("R", "L"): F(2, 3)}
    assert str(found).splitlines() == ["a sequential equilibrium, pays 1: 1; 2: 1; 3: 1"]
    assert found._repr_html_() == f"<pre>{found}</pre>"


def test_the_third_player_must_be_indifferent_to_mix():
    assert violated(horse(F(3, 4), F(1, 2))) == [(RATIONALITY, "3", F(3, 4) * 2 * F(1, 2) - F(3, 4) * F(1, 2))]
    assert violated(horse(F(1), F(1, 3))) == []
    assert violated(horse(F(1, 2), F(1, 3))) == [(RATIONALITY, "1", F(1, 2)), (RATIONALITY, "2", 1)]


def test_the_bad_equilibrium_of_seltens_horse_is_nash_and_no_more():
    """If it were ever asked, 2 would rather play L, for 4, than R, for 1."""
    profile = {"1": "L", "2": "R", "3": "L"}
    assert regret(selten_horse(), profile) == (0, 0, 0)
    found = assessment(selten_horse(), profile, {})
    assert violated(found) == [(RATIONALITY, "2", 3)]
    assert not found.is_weak_perfect_bayesian
    assert found.beliefs["3"] == {("L",): 1, ("R", "L"): 0}
    assert str(found).splitlines()[0].startswith("no equilibrium")
    assert found.violations[0].reason == "sequential rationality: '2' gains 3 in information set '2' by L"


@pytest.mark.parametrize(("meal", "other", "pays"), [("beer", "quiche", F(29, 10)), ("quiche", "beer", F(21, 10))])
def test_beer_and_quiche_are_both_sequential(meal, other, pays):
    profile = {"strong": meal, "weak": meal, meal: "no duel", other: "duel"}
    at_least_even = {other: {("strong", other): "1/2", ("weak", other): "1/2"}}
    found = assessment(beer_quiche(), profile, at_least_even)
    assert found.is_sequential
    assert found.payoffs == {"sender": pays, "receiver": F(9, 10)}
    strong_rather = {other: {("strong", other): "2/3", ("weak", other): "1/3"}}
    assert violated(assessment(beer_quiche(), profile, strong_rather)) == [(RATIONALITY, other, F(1, 3))]


def test_types_can_not_part_over_breakfast():
    profile = {"strong": "beer", "weak": "quiche", "beer": "no duel", "quiche": "duel"}
    assert violated(assessment(beer_quiche(), profile, {})) == [(RATIONALITY, "weak", 1)]


@pytest.mark.parametrize("stages", [1, 2, 3])
@pytest.mark.parametrize("strong", [F(1, 20), F(1, 8), F(1, 5), F(1, 4), F(2, 5), F(1, 2), F(3, 4)])
def test_reputation(stages, strong):
    """Proposition 1 of Kreps and Wilson (1982), on both sides of b^n and at it."""
    case = (stages, strong, F(1, 2), 2)
    assert assessment(reputation(*case), *reputation_equilibrium(*case)).is_sequential


def test_reputation_with_other_payoffs_and_without_its_mixture():
    case = (3, F(1, 10), F(2, 3), 3)
    profile, beliefs = reputation_equilibrium(*case)
    assert 0 < profile["weak after nothing"]["F"] < 1
    assert assessment(reputation(*case), profile, beliefs).is_sequential
    bold = profile | {"weak after nothing": {"F": 1, "A": 0}}
    assert {each.condition for each in assessment(reputation(*case), bold, beliefs).violations} >= {BAYES, CONSISTENCY}


@pytest.mark.parametrize("game", [centipede, lambda: chain_store(2)])
def test_with_perfect_information_subgame_perfect_is_sequential(game):
    (found,) = subgame_perfect(game()).found
    assert assessment(game(), found.strategies, {}).is_sequential
    name, *_ = game().information_sets
    other = {action: 1 - chance for action, chance in found.strategies[name].items()}
    assert not assessment(game(), {**found.strategies, name: other}, {}).is_sequential


def entry_at_once():
    """After Mas-Colell, Whinston and Green (1995), section 9.C: after entry both choose at once whether to fight."""
    reply = lambda *pays: Decision("I", "I", {a: Terminal(p) for a, p in zip(("fight", "yield"), pays, strict=True)})  # noqa: E731
    inside = Decision("E", "E inside", {"fight": reply((-3, -1), (1, -2)), "yield": reply((-2, -1), (3, 1))})
    return ExtensiveGame(("E", "I"), Decision("E", "E", {"out": Terminal((0, 2)), "in": inside}))


def test_a_weak_perfect_bayesian_equilibrium_that_is_not_subgame_perfect():
    """The incumbent believes that the entrant would fight inside, which it wouldn't."""
    profile = {"E": "out", "E inside": "yield", "I": "fight"}
    found = assessment(entry_at_once(), profile, {"I": {("in", "fight"): 1}})
    assert violated(found) == [(BAYES_AFTER, "I", 1), (CONSISTENCY, "I", 0)]
    assert (found.is_weak_perfect_bayesian, found.is_perfect_bayesian, found.is_sequential) == (True, False, False)
    assert found.orders is None
    assert str(found).startswith("a weak perfect Bayesian equilibrium, pays E: 0; I: 2")
    assert "off by 1, after 'E inside'" in found.violations[0].reason
    assert "no trembles are of these orders" in found.violations[1].reason
    right = assessment(entry_at_once(), {"E": "in", "E inside": "yield", "I": "yield"}, {})
    assert right.is_sequential


def test_perfect_bayesian_but_not_sequential():
    """The last two disagree about what I did, though II, between them, knew nothing that could tell."""
    go = lambda name: Decision(name, name, {"go": Terminal((0,) * 4)})  # noqa: E731
    second = Decision("II", "II", {"A": go("III"), "B": go("IV")})
    root = Decision("I", "I", {"R": Terminal((0,) * 4), "L": second, "M": second})
    game = ExtensiveGame(("I", "II", "III", "IV"), root)
    even = {"II": {("L",): "1/2", ("M",): "1/2"}}
    beliefs = even | {"IV": {("L", "B"): "1/3", ("M", "B"): "2/3"}}
    profile = {"I": "R", "II": "A", "III": "go", "IV": "go"}
    found = assessment(game, profile, beliefs | {"III": {("L", "A"): "1/2", ("M", "A"): "1/2"}})
    assert (found.is_perfect_bayesian, found.is_sequential) == (True, False)
    assert [each.condition for each in found.violations] == [CONSISTENCY]
    assert found.orders is None
    assert "a product of likelihoods is" in found.violations[0].reason
    assert str(found).startswith("a perfect Bayesian equilibrium")
    other = assessment(game, profile, beliefs | {"III": {("L", "A"): "1/3", ("M", "A"): "2/3"}})
    assert [violated(other)[0], len(other.violations)] == [(BAYES_AFTER, "III", F(1, 6)), 2]


def test_a_wrong_belief_where_play_comes():
    profile = {"strong": "beer", "weak": "beer", "beer": "no duel", "quiche": "duel"}
    beliefs = {"beer": {("strong", "beer"): "1/2", ("weak", "beer"): "1/2"}, "quiche": {("weak", "quiche"): 1}}
    found = assessment(beer_quiche(), profile, beliefs)
    assert violated(found)[0] == (BAYES, "beer", F(2, 5))
    assert found.violations[0].reason == "Bayes' rule where play comes: a belief in information set 'beer' is off by 2/5"
    assert violated(found)[1][:2] == (CONSISTENCY, "beer")
    assert not found.is_weak_perfect_bayesian


def test_a_whole_plan_is_compared():
    """Coming in pays if and only if the player also goes on to the end."""
    end = Decision("I", "end", {"stop": Terminal((-1,)), "go": Terminal((2,))})
    game = ExtensiveGame(("I",), Decision("I", "start", {"out": Terminal((0,)), "in": end}))
    assert violated(assessment(game, {"start": "out", "end": "stop"}, {})) == [
        (RATIONALITY, "start", 2),
        (RATIONALITY, "end", 3),
    ]


def test_what_is_refused():
    with pytest.raises(ValueError, match="'driver' must have perfect recall, but forgets in information set 'exit'"):
        assessment(absent_minded_driver(), {"exit": "exit"}, {})
    good = {"1": "R", "2": "R", "3": "R"}
    with pytest.raises(ValueError, match=r"beliefs must be given where play doesn't come, got none for information set '3'"):
        assessment(selten_horse(), good, {})
    with pytest.raises(ValueError, match="unknown information set '4'"):
        assessment(selten_horse(), good, {"4": {}})
    with pytest.raises(ValueError, match=r"unknown position of information set '3' \"\('R',\)\""):
        assessment(selten_horse(), good, {"3": {("R",): 1}})
    with pytest.raises(ValueError, match="belief in information set '3' must sum to 1, got 1/2"):
        assessment(selten_horse(), good, {"3": {("L",): "1/2"}})
    with pytest.raises(ValueError, match=r"beliefs must be exact numbers such as 1/10 or '0.1', got floats"):
        horse(1, 0.5)
    with pytest.raises(ValueError, match=r"payoffs and probabilities must be exact numbers such as 1/10 or '0.1', got floats"):
        horse(0.5, F(1, 2))
    with pytest.raises(ValueError, match="payoffs and probabilities must be exact"):
        assessment(ExtensiveGame(("I",), Terminal((0.5,))), {}, {})
