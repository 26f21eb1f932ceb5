from fractions import Fraction

import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.abc import g

from tests.oracles import calendar, quality, worth
from tests.strategies import symbolic_games, training_games
from tests.symbolic.optimality import met, numeric, points_of
from tests.training_games import choice_game, ladder_game
from toymodels.symbolic.algebra.polynomials import PolynomialRing, value_at
from toymodels.symbolic.gaps import episodes
from toymodels.training import Phase, TrainingGame

F = Fraction


def random_profile(data, game):
    """A rule for every episode, over all points."""
    return [
        {(s, c): data.draw(st.sampled_from(game.actions[s])) for s in game.states for c in phase.contexts}
        for phase in calendar(game)
    ]


def gaps_after(prepared, profile):
    """The gaps of the episode after each one under a profile, the last of which are none."""
    gaps = [{}]
    for episode, rule in zip(reversed(prepared), reversed(profile), strict=True):
        gaps.append(episode.gaps(rule, gaps[-1]))
    return gaps[::-1]


@settings(max_examples=settings().max_examples // 2)
@given(st.data(), symbolic_games(3))
def test_advantages_and_gaps_are_differences_of_worth(data, case):
    game, ranges = case
    ring = PolynomialRing(sympy.symbols("g w p"))
    place = data.draw(points_of(ranges))
    point = tuple(place.get(name, 0) for name in "gwp")
    own = numeric(game, place)
    profile = random_profile(data, game)
    prepared = episodes(game, ring.of)
    gaps = gaps_after(prepared, profile)
    for t, episode in enumerate(prepared):
        assert set(met(own)[t]) <= set(episode.points)
        for s, c in episode.points:
            first, second = (data.draw(st.sampled_from(game.actions[s])) for _ in range(2))
            found = episode.advantage((s, c), first, second).at(gaps[t + 1])
            expected = quality(own, profile, t, (s, c, first)) - quality(own, profile, t, (s, c, second))
            assert value_at(found, point) == expected
        for (phi, state), gap in gaps[t].items():
            one, other = (worth(own, profile, phi, [(s, 1, 0, 1)], t) for s in (state, episode.references[phi]))
            assert value_at(gap, point) == one - other


@settings(max_examples=settings().max_examples // 2)
@given(training_games())
def test_the_points_are_those_that_can_be_met(game):
    assert [sorted(episode.points) for episode in episodes(game, lambda value: value)] == [sorted(p) for p in met(game)]


def test_a_ladder_reaches_one_rung_more_an_episode():
    first, second, third, fourth = episodes(ladder_game(rungs=4, training=3, deployment=1, chance=F(1, 2)), lambda value: value)
    assert [len(e.states) for e in (first, second, third, fourth)] == [1, 2, 3, 4]
    assert [e.references["rung 0"] for e in (first, fourth)] == ["rung 0", "rung 0"]
    assert fourth.later_references == {}


def test_episodes_that_reach_the_same_states_are_one_object():
    found = episodes(ladder_game(rungs=2, training=5, deployment=3), lambda value: value)
    assert [found.index(episode) for episode in found] == [0, 1, 1, 1, 1, 5, 5, 7]


def test_a_discount_of_0_leaves_nothing_to_look_forward_to():
    first, second = episodes(ladder_game(rungs=2, training=1, deployment=1, discount=0), lambda value: value)
    assert first.advantage(("rung 0", "task"), "A", "B").links == ()
    assert second.points == ()
    assert second.gaps({}, {}) == {}


def test_no_episodes():
    assert episodes(ladder_game(training=0, deployment=0), lambda value: value) == ()


def test_actions_that_mean_the_same_are_one_class():
    (episode,) = episodes(choice_game({"B": 1, "A": 2, "C": 1}), lambda value: value)
    assert episode.classes == {("self", "task"): (("B", "C"), ("A",))}


def test_terms_that_cancel_are_no_links():
    """Both actions lead to the other state with the same chance; contexts share what they agree in."""
    game = TrainingGame(
        base="base",
        states={"here": "base", "there": "base"},
        actions={"here": ("B", "A"), "there": ("B",)},
        payoffs={("base", s, c, a): int(a == "A") for s, a in (("here", "B"), ("here", "A"), ("there", "B")) for c in "xy"},
        phases=(
            Phase(
                "play",
                2,
                {"x": F(1, 4), "y": F(3, 4)},
                {("here", c, a): {"here": F(1, 3), "there": F(2, 3)} for c in "xy" for a in "BA"},
            ),
        ),
        start="here",
        discount=g,
    )
    first, second = episodes(game, lambda value: value)
    advantage = first.advantage(("here", "x"), "A", "B")
    assert (advantage.constant, advantage.links) == (1, ())
    rule = {("here", "x"): "A", ("here", "y"): "B", ("there", "x"): "B", ("there", "y"): "B"}
    ((pair, difference),) = second.step(rule)
    assert pair == ("base", "there")
    assert (difference.constant, difference.links) == (F(-1, 4), ())
    assert second.step(rule) is second.step(rule)


def branching_game(contexts, kernel, discount=g):
    """From s0 some moves lead to s1 or s2, where the only action pays 1 or 2."""
    states = {"s0": "base", "s1": "base", "s2": "base"}
    actions = {"s0": ("B", "A"), "s1": ("B",), "s2": ("B",)}
    pays = {("base", s, c, a): int(s[1]) for s in states for c in contexts for a in actions[s]}
    return TrainingGame("base", states, actions, pays, (Phase("play", 2, contexts, kernel),), "s0", discount)


def test_references_are_states_of_the_next_episode():
    """s0 is left for good: what follows s1 is compared with what follows s2."""
    first, second = episodes(branching_game({"x": 1}, {("s0", "x", "A"): {"s2": 1}, ("s0", "x", "B"): {"s1": 1}}), lambda x: x)
    assert (first.references, first.later_references) == ({"base": "s0"}, {"base": "s1"})
    gaps = second.gaps({("s1", "x"): "B", ("s2", "x"): "B"}, {})
    assert gaps == {("base", "s2"): 1}
    assert first.advantage(("s0", "x"), "A", "B").at(gaps) == g


def test_gaps_add_up_what_contexts_lead_to():
    """From s1 nothing leads away; from s0 each context leads to s2, with chance 1/4 and 3/4 of the two."""
    game = branching_game({"x": F(1, 4), "y": F(3, 4)}, {("s0", c, "A"): {"s2": F(1, 2), "s1": F(1, 2)} for c in "xy"})
    first, second = episodes(game, lambda x: x)
    stay = {(s, c): "B" for s in ("s0", "s1", "s2") for c in "xy"}
    later = second.gaps(stay, {})
    assert later == {("base", "s1"): 1, ("base", "s2"): 2}
    both, one = (first.advantage(("s0", c), "A", "B").at(later) for c in "xy")
    assert both == one == g * F(3, 2)
    again, _ = episodes(branching_game({"x": 1}, {("s1", "x", "B"): {"s2": 1}, ("s0", "x", "A"): {"s1": 1}}), lambda x: x)
    assert again.states == ("s0",)
    started = TrainingGame(**{**vars(game), "phases": (game.phases[0], Phase("more", 2, {"x": F(1, 4), "y": F(3, 4)}))})
    _, middle, third, last = episodes(started, lambda x: x)
    after = third.gaps(stay, last.gaps(stay, {}))
    assert after == {("base", "s1"): 1 + g, ("base", "s2"): 2 + 2 * g}
    moved = middle.gaps(stay | {("s0", "x"): "A", ("s0", "y"): "A"}, after)
    rest = (1 + g) * F(1, 2) + (2 + 2 * g) * F(1, 2)
    assert sympy.expand(moved["base", "s1"] - (1 + g * (1 + g) - g * rest)) == 0


def test_contexts_that_never_occur_lead_nowhere():
    first, second = episodes(branching_game({"x": 1, "y": 0}, {("s0", "y", "A"): {"s2": 1}}), lambda x: x)
    assert first.points == second.points == (("s0", "x"),)
