"""Numbers of episodes at which the regime changes, against a solution of every integer."""

import dataclasses
from fractions import Fraction
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import episode_games
from toymodels.domains import Parameter, check_fields, with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.symbolic.breakpoints import breakpoints
from toymodels.training import Phase, TrainingGame

F = Fraction


@dataclasses.dataclass(frozen=True)
class Patience:
    """One self may take 1 at once in each of some episodes, or wait for a prize that a last episode pays."""

    waiting: Annotated[object, Parameter("episodes of waiting", 1, integer=True)] = 2
    prize: Annotated[object, Parameter("what the end pays")] = 5
    hurry: Annotated[object, Parameter("chance that taking ends the game", 0, 1)] = 1

    def __post_init__(self):
        check_fields(self)

    def training_game(self):
        pays = {"task": {"wait": 0, "take": 1}, "end": {"wait": self.prize, "take": self.prize}}
        keys = [(s, c, a) for s in ("in", "out") for c in ("task", "end") for a in ("wait", "take")]
        return TrainingGame(
            base="self",
            states={"in": "self", "out": "self"},
            actions=dict.fromkeys(("in", "out"), ("wait", "take")),
            payoffs={("self", s, c, a): pays[c][a] if s == "in" else 0 for s, c, a in keys},
            phases=(
                Phase(
                    "waiting", self.waiting, {"task": 1}, {("in", "task", "take"): {"out": self.hurry, "in": 1 - self.hurry}}
                ),
                Phase("end", 1, {"end": 1}),
            ),
            start="in",
            discount="9/10",
        )


@dataclasses.dataclass(frozen=True)
class Patient:
    """The episode game under another name: no search by halves."""

    drill: Annotated[object, Parameter("episodes of training", 0, integer=True)] = 2
    work: Annotated[object, Parameter("episodes of deployment", 0, integer=True)] = 3

    def __post_init__(self):
        check_fields(self)

    def training_game(self):
        return EpisodeGame(training=self.drill, deployment=self.work, discount="4/5").training_game()


def kind(solution):
    """The label of a solution, in words of this test."""
    if solution.regime == "partly deceptive":
        return f"partly deceptive, {solution.deceptive_episodes} episodes"
    return solution.regime


def scan(problem, parameter, low, high):
    return [(n, backward_induction(with_fields(problem, **{parameter: n}))) for n in range(low, high + 1)]


def check(problem, parameter, low, high):
    found = breakpoints(problem, parameter, low, high)
    solutions = dict(scan(problem, parameter, low, high))
    kinds = {n: kind(solution) for n, solution in solutions.items()}
    starts = [n for n in range(low + 1, high + 1) if kinds[n] != kinds[n - 1]]
    assert [point.value for point in found.points] == starts
    assert [stretch.label for stretch in found.stretches] == [kinds[low], *(kinds[n] for n in starts)]
    assert [(point.before, point.after) for point in found.points] == [(kinds[n - 1], kinds[n]) for n in starts]
    assert (found.low, found.high, found.complete, found.parameter) == (low, high, True, parameter)
    for stretch in found.stretches:
        assert stretch.policy == solutions[stretch.sample].policy
    for point in found.points:
        ties = [(t, place) for t0, count, place in solutions[point.value].ties for t in range(t0, t0 + count)]
        assert [(t, place) for t, place, _ in point.ties] == ties
        assert all(acts == solutions[point.value].optimal_actions(t, *place) for t, place, acts in point.ties)
    return found


class TestOfTheEpisodeGame:
    @given(episode_games(longest=3), st.sampled_from(["training", "deployment"]), st.integers(0, 2), st.integers(1, 9))
    def test_every_integer(self, game, parameter, low, length):
        check(game, parameter, low, low + length)

    def test_a_patience_of_two(self):
        """p g u_0 = 2, and halved each episode: B pays in the last two, the second a tie."""
        game = EpisodeGame(deployment=60, modification=1, discount="1/2", overlap="1/3")
        found = check(with_fields(game, deployment=3, discount="4/5"), "training", 0, 12)
        assert [point.value for point in found.points] == [1, 4]
        assert [stretch.label for stretch in found.stretches] == ["defects", "deceptive", "partly deceptive, 3 episodes"]

    def test_far_away(self):
        """p D >= 1 from D = 10^9 on; the search by halves looks at few integers."""
        found = breakpoints(EpisodeGame(training=2, modification=F(1, 10**9)), "deployment", None, 10**12)
        assert [(point.value, point.before, point.after) for point in found.points] == [(10**9, "defects", "deceptive")]
        assert (found.low, found.high) == (0, 10**12)

    def test_floats(self):
        found = breakpoints(EpisodeGame(training=3, discount=0.9, modification=0.5), "deployment", 0, 10)
        assert [point.value for point in found.points] == [3, 4]

    def test_look_up_is_by_stretch(self):
        found = breakpoints(EpisodeGame(training=3, discount="9/10", modification="1/2"), "deployment", 0, 10)
        assert next(found.at(n).label for n in (2, 3, 4, 10)) == "defects"
        assert found.at(10).label == "deceptive"


class TestOfOtherModels:
    @given(st.integers(1, 4), st.fractions(0, 9, max_denominator=4), st.sampled_from([1, F(1, 2), 0]), st.integers(1, 6))
    def test_every_integer(self, low, prize, hurry, length):
        check(Patience(prize=prize, hurry=hurry), "waiting", low, low + length)

    @pytest.mark.parametrize(("high", "starts"), [(3, [1]), (4, [1, 4]), (5, [1, 4])])
    def test_changes_up_to_the_last_integer(self, high, starts):
        """p g^j u_0 = (4/5)^j 61/25 is above 1 for j <= 3: B in the last three episodes."""
        assert [point.value for point in check(Patient(), "drill", 0, high).points] == starts
        assert check(Patient(), "work", 0, high).points

    def test_real_parameters_of_the_model(self):
        """With one episode of waiting taking is as good as waiting at 1 = 9/10 prize."""
        found = breakpoints(Patience(waiting=1), "prize")
        assert [(point.value, point.before, point.after) for point in found.points] == [(F(10, 9), "take wait", "wait wait")]


class TestErrors:
    def test_no_upper_end(self):
        with pytest.raises(TypeError, match="range of training must have an upper end"):
            breakpoints(EpisodeGame(), "training")

    @pytest.mark.parametrize(("low", "high"), [(3, 3), (4, 2)])
    def test_empty_ranges(self, low, high):
        with pytest.raises(ValueError, match="low end below its high end"):
            breakpoints(EpisodeGame(), "training", low, high)

    @pytest.mark.parametrize(("low", "high"), [(-1, 3), ("1/2", 3)])
    def test_outside_the_domain(self, low, high):
        with pytest.raises(ValueError, match="range of training must be an integer >= 0"):
            breakpoints(EpisodeGame(), "training", low, high)

    def test_floats_as_ends(self):
        with pytest.raises(TypeError, match="range of deployment must be an integer >= 0, got the float"):
            breakpoints(EpisodeGame(), "deployment", 0, 2.5)


def test_an_interruption_keeps_what_was_found(monkeypatch):
    def interrupted(numbers, *_):
        yield from numbers[:2]
        raise KeyboardInterrupt

    monkeypatch.setattr("toymodels.symbolic.integer_breakpoints.tracked", interrupted)
    found = breakpoints(Patient(), "drill", 0, 9)
    assert not found.complete
    assert [point.value for point in found.points] == [1]
