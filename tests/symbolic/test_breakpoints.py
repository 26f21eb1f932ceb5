"""Breakpoints against values derived by hand, exact recursions at points around them, and scans of the range."""

import dataclasses
import importlib
import itertools
from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import toymodels.symbolic.cover
from tests.strategies import chances, discounts, overlaps, symbolic_games
from tests.symbolic.optimality import met, numeric
from tests.training_games import choice_game, ladder_game
from toymodels.deviation import deviation_gain
from toymodels.domains import with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.symbolic.breakpoints import breakpoints
from toymodels.symbolic.episode.episode_solution import episode_solution
from toymodels.symbolic.regions import regions
from toymodels.training import Phase

F = Fraction
TINY = F(1, 2**50)
REAL = {"modification": 1, "overlap": 3, "discount": 1, "training_agreement": 1, "deployment_agreement": 1, "monitoring": 1}
G = sympy.Symbol("g")
BREAKPOINTS = importlib.import_module("toymodels.symbolic.breakpoints")


def one_shot_gains(game, policy):
    """(episode, point, action): what the policy's choice gains over the action, at the points that can be met."""
    points, worth, found = met(game), {}, {}
    days = [phase for phase in game.phases for _ in range(phase.episodes)]

    def quality(day, objective, move):
        row = day.kernel.get(move, {move[0]: 1})
        later = sum(k * worth.get((objective, s), 0) for s, k in row.items())
        return game.payoffs[objective, *move] + game.discount * later

    for t, (day, rule) in reversed(list(enumerate(zip(days, policy, strict=True)))):
        for s, c in points[t]:
            taken = quality(day, game.states[s], (s, c, rule[s, c]))
            found |= {(t, (s, c), a): taken - quality(day, game.states[s], (s, c, a)) for a in game.actions[s]}
        pairs = itertools.product(game.objectives, {s for s, _ in points[t]})
        worth = {
            (phi, s): sum(mu * quality(day, phi, (s, c, rule[s, c])) for c, mu in day.contexts.items() if mu)
            for phi, s in pairs
        }
    return found


def is_best(game, policy):
    return min(one_shot_gains(game, policy).values(), default=0) >= 0


def between(found, draw):
    """Points inside each stretch, some of them very near to its ends."""
    ends = [(found.low, found.low), *(point.enclosure(30) for point in found.points), (found.high, found.high)]
    for stretch, ((_, left), (right, _)) in zip(found.stretches, itertools.pairwise(ends), strict=True):
        share = draw(st.sampled_from([F(1, 10**12), F(1, 2), F(1, 7), 1 - F(1, 10**12)]))
        for x in (stretch.sample, left + share * (right - left)):
            yield stretch, x


def check(found, at, draw):
    """Each policy is optimal in its stretch and not in the next one; scans find no other policy; ties are ties."""
    assert found.complete
    for stretch, x in between(found, draw):
        assert is_best(at(x), stretch.policy)
        assert found.at(x) == stretch
    for before, after in itertools.pairwise(found.stretches):
        assert not is_best(at(after.sample), before.policy)
        assert not is_best(at(before.sample), after.policy)
    for k in range(9):
        x = found.low + F(2 * k + 1, 18) * (found.high - found.low)
        assert is_best(at(x), found.at(x).policy)
    for point, sides in zip(found.points, itertools.pairwise(found.stretches), strict=True):
        check_ties(point, sides, at)


def check_ties(point, stretches, at):
    low, high = point.enclosure(60)
    tied = {}
    for stretch in stretches:
        usual = one_shot_gains(at(stretch.sample), stretch.policy)
        here = one_shot_gains(at((low + high) / 2), stretch.policy)
        assert min(here.values()) > -F(1, 10**40)
        for (t, place, action), gain in here.items():
            if gain < F(1, 10**40) and usual[t, place, action] > 0:
                tied.setdefault((t, place), set()).add(stretch.policy[t][place])
                tied[t, place].add(action)
    reported = {(t, place): actions for t, place, actions in point.ties}
    assert set(reported) == set(tied)
    for place, actions in reported.items():
        assert len(actions) > 1
        assert actions <= tied[place]


class TestByHand:
    @pytest.mark.parametrize(
        ("training", "deployment", "digits"),
        [(2, 3, "0.6823278038280193"), (1, 2, "0.6180339887498949"), (2, 2, "0.7548776662466927")],
    )
    def test_full_deception_starts_at_the_root_of_a_geometric_sum(self, training, deployment, digits):
        found = breakpoints(EpisodeGame(training=training, deployment=deployment), "discount", 0, 1)
        assert float(found.points[-1]) == pytest.approx(float(digits), abs=1e-15)
        assert abs(found.points[-1].value.evalf(30) - sympy.Float(digits, 30)) < 1e-15
        assert len(found.points) == training

    def test_the_least_chance_of_modification_is_one_over_the_stake(self):
        """p = 1/(g^j u_0), j = 1, ..., T, with u_0 = 1 + 1/2 + 1/4 + 1/8 = 15/8: 16/15 is no probability."""
        found = breakpoints(EpisodeGame(training=2, deployment=4, discount="1/2"), "modification")
        assert not found.points
        found = breakpoints(EpisodeGame(training=3, deployment=4, discount="9/10"), "modification")
        worth = 1 + F(9, 10) + F(81, 100) + F(729, 1000)
        assert [point.value for point in found.points] == [1 / (F(9, 10) ** j * worth) for j in (1, 2, 3)]
        assert [stretch.label for stretch in found.stretches] == ["AAAAAAA", "AABAAAA", "ABBAAAA", "BBBAAAA"]

    def test_at_discount_one_all_switch_at_once(self):
        found = breakpoints(EpisodeGame(training=3, deployment=4), "modification")
        (point,) = found.points
        assert point.value == F(1, 4)
        assert point.ties == tuple((t, ("mesa", "conflict"), frozenset("AB")) for t in range(3))

    def test_agreement_in_deployment_deters_less(self):
        """p (1 - α) D = 1 at α = 1 - 1/(p D)."""
        (point,) = breakpoints(EpisodeGame(training=2, deployment=3, modification="2/3"), "deployment_agreement").points
        assert (point.value, point.before, point.after) == (F(1, 2), "BBAAA", "AAAAA")

    def test_agreement_in_training_changes_nothing(self):
        found = breakpoints(EpisodeGame(training=2, deployment=2, discount="7/10"), "training_agreement")
        assert not found.points
        assert [stretch.label for stretch in found.stretches] == ["ABAA"]

    def test_overlap_switches_at_one_and_nowhere_else(self):
        found = breakpoints(EpisodeGame(training=2, deployment=2, modification="1/3"), "overlap")
        assert (found.low, found.high) == (None, None)
        assert [(point.value, point.before, point.after) for point in found.points] == [(1, "AAAA", "BBBB")]
        assert str(found).endswith("any overlap; 1 breakpoint, complete")

    def test_monitoring_shortens_what_is_looked_forward_to(self):
        """p (1 + (1 - q)) = 1 at q = 2 - 1/p."""
        (point,) = breakpoints(EpisodeGame(training=1, deployment=2, modification="2/3"), "monitoring").points
        assert (point.value, point.before, point.after) == (F(1, 2), "BAA", "AAA")

    def test_one_symbol_in_several_fields(self):
        """w = 2 x crosses 1 at 1/2, before x² (1 + x) = 1 could matter; with w = x/2 only x² (1 + x) = 1 does."""
        x = sympy.Symbol("x")
        game = EpisodeGame(training=1, deployment=2, modification=x, discount=x, overlap=2 * x)
        found = breakpoints(game, "x", 0, 1)
        assert [(p.value, p.before, p.after) for p in found.points] == [(F(1, 2), "AAA", "BBB")]
        found = breakpoints(with_fields(game, overlap=x / 2), "x", 0, 1)
        (point,) = found.points
        assert sympy.Poly(point.polynomial[::-1], x) == sympy.Poly(x**3 + x**2 - 1, x)

    def test_polynomials_without_the_parameter(self):
        found = breakpoints(EpisodeGame(training=2, deployment=0), "discount")
        assert not found.points
        assert str(found) == "AA\ndiscount in [0, 1]; 0 breakpoints, complete"

    def test_the_general_method_finds_the_same(self):
        game = EpisodeGame(training=3, deployment=3, modification="9/10", monitoring="1/5", discount=G)
        fast, general = breakpoints(game, "discount"), breakpoints(game.training_game(), "g", 0, 1)
        assert [p.polynomial for p in fast.points] == [p.polynomial for p in general.points]
        assert [p.ties for p in fast.points] == [p.ties for p in general.points]
        assert [s.label for s in fast.stretches] == [s.label for s in general.stretches]
        assert [s.policy for s in fast.stretches] == [s.policy for s in general.stretches]

    def test_a_ladder_of_objectives(self):
        """Rung 1 is worth nothing to rung 0, so with certain moves it is deterred iff g (1 + g) >= 1, the golden ratio."""
        found = breakpoints(ladder_game(training=1, deployment=2, discount=G), "g", 0, 1)
        assert float(found.points[0]) == pytest.approx((5**0.5 - 1) / 2)
        assert found.points[0].value == (sympy.sqrt(5) - 1) / 2


class TestOfEpisodeGames:
    @settings(max_examples=max(settings().max_examples // 4, 10))
    @given(st.data())
    def test_every_real_parameter(self, data):
        name = data.draw(st.sampled_from(sorted(REAL)))
        game = EpisodeGame(
            training=data.draw(st.integers(0, 4)),
            deployment=data.draw(st.integers(0, 4)),
            modification=data.draw(chances()),
            overlap=data.draw(overlaps()),
            discount=data.draw(discounts()),
            training_agreement=data.draw(st.sampled_from([0, F(1, 2)])),
            deployment_agreement=data.draw(chances()),
            monitoring=data.draw(chances()),
        )
        found = breakpoints(game, name, 0, REAL[name])

        def at(x):
            return with_fields(game, **{name: x})

        assert found.complete
        for stretch, x in between(found, data.draw):
            assert deviation_gain(at(x).training_game(), stretch.policy) == 0
            assert found.at(x) == stretch
        for k in range(17):
            x = F(k, 17) * REAL[name]
            solution = backward_induction(at(x))
            assert solution.certificate == 0
            if not solution.ties:
                assert solution.policy == found.at(x).policy
        for before, after in itertools.pairwise(found.stretches):
            assert before.policy != after.policy
            assert before.label != after.label

    @given(st.data())
    def test_ties_at_rational_breakpoints(self, data):
        """At p* = 1/(g^j u_0) the ties are those of exact backward induction."""
        game = EpisodeGame(
            training=data.draw(st.integers(1, 4)),
            deployment=data.draw(st.integers(1, 4)),
            discount=data.draw(discounts()),
            monitoring=data.draw(chances()),
        )
        for point in breakpoints(game, "modification").points:
            solution = backward_induction(with_fields(game, modification=point.value))
            tied = [(t, place) for first, count, place in solution.ties for t in range(first, first + count)]
            assert sorted((t, place) for t, place, _ in point.ties) == sorted(tied)
            assert all(actions == solution.optimal_actions(t, *place) for t, place, actions in point.ties)


class TestOfGeneralGames:
    @given(symbolic_games(parameters=1), st.data())
    def test_policies_ties_and_completeness(self, drawn, data):
        game, ranges = drawn
        assume(ranges)
        ((name, (low, high)),) = ranges.items()
        found = breakpoints(game, name, low, high)
        check(found, lambda x: numeric(game, {name: x}), data.draw)

    @given(st.data())
    def test_polynomial_payoffs(self, data):
        """The best of polynomials: changes are where the best one changes, by Sturm sequences and signs."""
        x = sympy.Symbol("x")
        roots = st.sampled_from([F(1, 2), F(1, 4), F(1, 3), F(3, 4), 0, 1, F(-1, 2), F(2, 3), 2])
        powers = data.draw(
            st.lists(st.tuples(roots, st.integers(1, 3)), min_size=1, max_size=4, unique_by=lambda item: item[0])
        )
        gain = sympy.prod([(x - sympy.Rational(r)) ** k for r, k in powers]) * (x**2 - sympy.Rational(1, 3))
        found = breakpoints(choice_game({"A": sympy.expand(gain), "B": 0}), "x", -1, 1)
        odd = {float(r) for r, k in powers if k % 2 and -1 < r < 1} | {-(3**-0.5), 3**-0.5}
        assert [float(point) for point in found.points] == pytest.approx(sorted(odd))
        for point in found.points:
            assert point.ties == ((0, ("self", "task"), frozenset("AB")),)
            assert {point.before, point.after} == {"A", "B"}

    def test_squares_do_not_hide_changes(self):
        """A falls short of B by squares with roots in all the plainest numbers, and is better beyond 7/8."""
        x = sympy.Symbol("x")
        squares = sympy.prod([(x - sympy.Rational(k, 12)) ** 2 for k in (-12, -6, -4, 0, 4, 6)])
        found = breakpoints(choice_game({"A": sympy.expand(squares * (x - sympy.Rational(7, 8))), "B": 0}), "x", -1, 1)
        assert [(point.value, point.before, point.after) for point in found.points] == [(F(7, 8), "B", "A")]
        found = breakpoints(choice_game({"A": sympy.expand(squares * (x - 2)), "B": 0}), "x", -1, 1)
        assert not found.points
        assert [stretch.label for stretch in found.stretches] == ["B"]


class TestRanges:
    @pytest.mark.parametrize(("low", "high"), [("1/3", 1), (0, "1/3")])
    def test_ends_are_no_breakpoints(self, low, high):
        found = breakpoints(EpisodeGame(training=2, deployment=3), "modification", low, high)
        assert not found.points
        assert [stretch.label for stretch in found.stretches] == (["BBAAA"] if high == 1 else ["AAAAA"])

    def test_payoffs_of_either_sign_on_the_whole_line(self):
        """A pays w³ - 3 w, C pays 0: changes at -√3, 0 and √3."""
        w = sympy.Symbol("w")
        found = breakpoints(choice_game({"A": w**3 - 3 * w, "C": 0}), "w")
        assert [point.value for point in found.points] == [-sympy.sqrt(3), 0, sympy.sqrt(3)]
        assert [stretch.label for stretch in found.stretches] == ["C", "A", "C", "A"]
        assert found.stretches[0].sample < -1.7
        assert found.stretches[-1].sample > 1.7

    def test_half_lines_without_breakpoints(self):
        w = sympy.Symbol("w")
        game = choice_game({"A": w**3 - 3 * w, "C": 0})
        for low, high, label in [(2, None, "A"), (None, -2, "C")]:
            found = breakpoints(game, "w", low, high)
            assert (found.low, found.high, len(found.points)) == (low, high, 0)
            assert [stretch.label for stretch in found.stretches] == [label]

    @pytest.mark.parametrize("root", [F(1, 2), F(1, 4), F(3, 8)])
    def test_at_ends_of_the_boxes_of_a_cover(self, root):
        """Products keep the cover from deciding on the whole range, so that it halves at 1/2, 1/4, ..."""
        x = sympy.Symbol("x")
        gain = (x - sympy.Rational(root)) * ((x - sympy.Rational(1, 3)) ** 2 + sympy.Rational(1, 10**4))
        found = breakpoints(choice_game({"A": sympy.expand(gain), "B": 0, "C": -1}), "x", 0, 1)
        assert [point.value for point in found.points] == [root]

    def test_two_polynomials_with_one_root(self):
        """In training A B is tied at 1/2 by 2 x - 1, in deployment by 2 x² + x - 1: one breakpoint with ties in both."""
        x = sympy.Symbol("x")
        game = choice_game({"A": 2 * x - 1, "B": 0}, episodes=1)
        second = {("base", "self", "late", "A"): 2 * x**2 + x - 1, ("base", "self", "late", "B"): 0}
        game = dataclasses.replace(game, payoffs=game.payoffs | second, phases=(*game.phases, Phase("late", 2, {"late": 1})))
        (point,) = breakpoints(game, "x", 0, 1).points
        assert (point.value, point.before, point.after) == (F(1, 2), "BBB", "AAA")
        assert [(t, place) for t, place, _ in point.ties] == [
            (0, ("self", "task")),
            (1, ("self", "late")),
            (2, ("self", "late")),
        ]


class TestErrors:
    def test_unknown_parameters_are_named(self):
        with pytest.raises(ValueError, match="discount"):
            breakpoints(EpisodeGame(), "discont")

    def test_a_parameter_that_does_not_occur(self):
        with pytest.raises(ValueError, match="x"):
            breakpoints(choice_game({"A": 1, "B": 0}), "x")

    def test_a_second_symbol(self):
        with pytest.raises(ValueError, match="make it a parameter too"):
            breakpoints(EpisodeGame(modification=sympy.Symbol("p")), "discount")

    @pytest.mark.parametrize(("low", "high"), [(1, 0), (0.5, 0.5), (-1, 1), (0, 2)])
    def test_contradictory_ranges(self, low, high):
        with pytest.raises(ValueError, match="range of discount"):
            breakpoints(EpisodeGame(), "discount", low, high)

    @pytest.mark.parametrize("end", [sympy.Symbol("x"), True, [0]])
    def test_ends_are_numbers(self, end):
        with pytest.raises(TypeError, match="range of discount"):
            breakpoints(EpisodeGame(), "discount", end, 1)

    def test_interruption_leaves_what_is_proved(self, monkeypatch):
        def interrupted(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(toymodels.symbolic.cover._Search, "leaves", interrupted)
        game = EpisodeGame(training=1, deployment=2, discount=G).training_game()
        found = breakpoints(game, "g", 0, 1)
        assert not found.complete
        assert str(found) == "?\ng in [0, 1]; 0 breakpoints, INCOMPLETE: nothing is proved in [0, 1]"
        assert found.open_intervals == ((0, 1),)


class TestNearTheEnds:
    """Roots within 2^-40 of an end of the range (these hang without the fix)."""

    def test_just_below_one(self):
        """p D = 1 + ε."""
        found = breakpoints(EpisodeGame(training=1, deployment=3, modification=(1 + TINY) / 3), "discount")
        (point,) = found.points
        low, high = point.enclosure(30)
        assert 1 - TINY < low <= high < 1
        assert (point.before, point.after) == ("AAAA", "BAAA")

    def test_just_above_zero(self):
        """4 - 6 q + ... = 4/(1 + ε) at q = ε 4/6 and a little."""
        found = breakpoints(EpisodeGame(training=1, deployment=4, modification=(1 + F(1, 10**20)) / 4), "monitoring")
        assert float(found.points[0]) == pytest.approx(2e-20 / 3)


class TestExactness:
    def test_rational_roots_of_reducible_polynomials(self):
        """9/10 g (1 + g) = 1 at g = 2/3, and (3 g - 2)(3 g + 5) has another root."""
        (point,) = breakpoints(EpisodeGame(training=1, deployment=2, modification="9/10"), "discount").points
        assert (point.value, str(point)) == (F(2, 3), "2/3 (0.666667)")

    @pytest.mark.parametrize("modification", [F(1, 9), F(5, 9), 1])
    def test_at_overlap_one_every_conflict_of_the_mesa_self_is_a_tie(self, modification):
        game = EpisodeGame(training=2, deployment=3, modification=modification, discount="9/10")
        (point,) = breakpoints(game, "overlap").points
        ties = backward_induction(EpisodeGame(2, 3, modification, 1, F(9, 10))).ties
        assert [(t, at) for t, at, _ in point.ties] == [(t, at) for k, n, at in ties for t in range(k, k + n)]


class TestInterruptions:
    """Whenever it is interrupted, what is said is right, and where nothing is proved is said."""

    GAME = EpisodeGame(training=3, deployment=4, modification="9/10")

    def agrees(self, found, whole):
        assert not found.complete
        for k in range(41):
            x = F(k, 40)
            if any(low <= x <= high for low, high in found.open_intervals):
                continue
            assert found.at(x).policy == whole.at(x).policy
        for point in found.points:
            if "?" not in (point.before, point.after):
                assert point in whole.points

    @pytest.mark.parametrize("most", range(4))
    def test_between_roots(self, monkeypatch, most):
        solved, left = BREAKPOINTS.closed_form, iter(range(most))
        whole = breakpoints(self.GAME, "discount")

        def interrupted(model):
            if next(left, None) is None:
                raise KeyboardInterrupt
            return solved(model)

        monkeypatch.setattr(BREAKPOINTS, "closed_form", interrupted)
        found = breakpoints(self.GAME, "discount")
        assert len(found.points) == most
        assert found.open_intervals == ((found.points[-1].low if found.points else 0, 1),)
        self.agrees(found, whole)

    def test_before_any_root(self, monkeypatch):
        def interrupted(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(BREAKPOINTS, "ordered_roots", interrupted)
        found = breakpoints(self.GAME, "discount")
        assert (found.points, found.open_intervals) == ((), ((0, 1),))
        assert not found.stretches[0].known

    @pytest.mark.parametrize(("most", "left_open"), [(1, ((0, 1),)), (2, ((F(1, 2), 1),)), (3, ())])
    def test_of_a_cover(self, monkeypatch, most, left_open):
        """The ends of its open boxes are no breakpoints."""
        game = choice_game({"A": G**2 * (1 - G), "B": F(1, 10)})
        whole = breakpoints(game, "g", 0, 1)
        leaves, left = toymodels.symbolic.cover._Search.leaves, iter(range(most))

        def interrupted(search, signs):
            if next(left, None) is None:
                raise KeyboardInterrupt
            return None if signs.box == ((0, 1),) else leaves(search, signs)

        monkeypatch.setattr(toymodels.symbolic.cover._Search, "leaves", interrupted)
        found = breakpoints(game, "g", 0, 1)
        assert found.open_intervals == left_open
        assert [point.after for point in found.points if point.low == point.high] == (["?"] if most == 2 else [])
        if left_open:
            self.agrees(found, whole)

    @pytest.mark.parametrize(
        ("intervals", "merged"),
        [
            ([(1, 2), (0, 1), (3, 4)], [(0, 2), (3, 4)]),
            ([(None, 0), (0, None)], [(None, None)]),
            ([(0, 5), (1, 2), (5, None), (7, 8)], [(0, None)]),
        ],
    )
    def test_open_intervals_are_few(self, intervals, merged):
        assert BREAKPOINTS._merged(intervals) == merged


class TestWhatIsNeverMet:
    """A choice that is never met is no change of what is played."""

    @given(
        st.builds(
            EpisodeGame,
            training=st.integers(0, 2),
            deployment=st.integers(0, 2),
            modification=st.sampled_from([0, F(1, 2), 1]),
            overlap=st.sampled_from([0, F(1, 3)]),
            discount=st.sampled_from([0, F(1, 2), F(9, 10), 1]),
            training_agreement=st.sampled_from([0, F(1, 2), 1]),
            deployment_agreement=st.sampled_from([0, F(1, 2), 1]),
            monitoring=st.sampled_from([0, F(1, 2), 1]),
        ),
        st.sampled_from(["modification", "discount", "overlap", "deployment_agreement"]),
    )
    def test_the_fast_path_and_the_general_method_find_the_same(self, game, parameter):
        x = sympy.Symbol("x")
        ends = (0, 2) if parameter == "overlap" else (0, 1)
        fast = breakpoints(game, parameter, *ends)
        general = breakpoints(dataclasses.replace(game, **{parameter: x}).training_game(), "x", *ends)
        assert [point.value for point in fast.points] == [point.value for point in general.points]
        solution = episode_solution(game, **{parameter: ends})
        assert len(fast.stretches) >= len(solution.pieces)

    @pytest.mark.parametrize("parameter", ["discount", "modification"])
    def test_without_conflicts_in_training_nothing_changes(self, parameter):
        game = EpisodeGame(training_agreement=1)
        assert len(breakpoints(game, parameter).stretches) == 1
        assert len(regions(game, [parameter]).cells) == 1

    def test_but_deployment_does(self):
        (point,) = breakpoints(EpisodeGame(training_agreement=1), "overlap").points
        assert [t for t, _, _ in point.ties] == [2, 3, 4]
        assert breakpoints(EpisodeGame(training_agreement=1, deployment_agreement=1), "overlap").points == ()
