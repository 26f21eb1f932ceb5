"""Numbers of episodes at which the regime changes, against a solution of every integer."""

import dataclasses
from fractions import Fraction
from typing import Annotated

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import episode_games
from toymodels.domains import Parameter, check_fields, with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.symbolic import integer_breakpoints
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
    assert [(point.value, point.after) for point in found.points] == [(1, "deceptive"), (3, "?")]
    assert found.open_intervals == ((3, 9),)
    assert str(found).endswith("drill in [0, 9]; 1 breakpoint, INCOMPLETE: nothing is proved in [3, 9]")
    with pytest.raises(LookupError, match="nothing is proved at drill = 3"):
        found.at(3)


@pytest.mark.parametrize("most", range(14))
def test_interruptions_of_the_search_by_halves(monkeypatch, most):
    """What is known is right, and what is not is said, wherever it is interrupted."""
    game = EpisodeGame(training=5, deployment=3, discount="4/5")
    solved, left = integer_breakpoints.solve, iter(range(most))

    def interrupted(problem):
        if next(left, None) is None:
            raise KeyboardInterrupt
        return solved(problem)

    whole = breakpoints(game, "deployment", 0, 12)
    monkeypatch.setattr(integer_breakpoints, "solve", interrupted)
    found = breakpoints(game, "deployment", 0, 12)
    assert (found.low, found.high) == (0, 12)
    assert most < 2 or found.at(12).label == whole.at(12).label
    assert found.complete == (next(left, None) is not None or found == whole)
    for n in range(13):
        if any(low <= n <= high for low, high in found.open_intervals):
            with pytest.raises(LookupError):
                found.at(n)
        else:
            assert found.at(n).label == whole.at(n).label


def test_a_horizon_by_its_symbol_and_integers_belong_to_what_begins_there():
    T = sympy.Symbol("T")
    found = breakpoints(EpisodeGame(training=T, discount="4/5", deployment=3), T, 0, 12)
    assert found == breakpoints(EpisodeGame(discount="4/5", deployment=3), "training", 0, 12)
    assert [found.at(n).label for n in (0, 1, 3, 4)] == ["defects", "deceptive", "deceptive", "partly deceptive, 3 episodes"]
    with pytest.raises(ValueError, match="training must be an integer, got 1/2"):
        found.at("1/2")


def test_many_ties_are_kept_as_runs():
    """p D = 1 at D = 1 without a discount: all training is a tie."""
    found = breakpoints(EpisodeGame(training=10**12), "deployment", 0, 5)
    assert [point.tie_runs for point in found.points] == [((0, 10**12, ("mesa", "conflict"), frozenset("AB")),)]


def test_other_symbols_and_arrays_are_refused():
    with pytest.raises(ValueError, match="numbers besides training, got discount = g: give it a value"):
        breakpoints(EpisodeGame(discount=sympy.Symbol("g")), "training", 0, 3)
    with pytest.raises(TypeError, match="discount is an array: use phase_diagram"):
        breakpoints(EpisodeGame(discount=np.array([0.5])), "training", 0, 3)
