"""Consistency of beliefs: limits of trembles are found consistent, and assessments are judged as by trying small orders."""

import itertools
import math
import random
from fractions import Fraction

import numpy as np
import pytest

from tests import extensive_games
from tests.equilibria.published_games import beer_quiche, reputation, reputation_equilibrium
from toymodels.equilibria.consistency import Consistency, consistency
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Terminal
from toymodels.games.profiles import behaviour

F = Fraction


def paths(game):
    """The moves before each position: ("", chance) for chance, (information set, action) for decisions."""
    found = [[]]
    for position in game.positions[1:]:
        before = game.positions[position.parent].node
        is_chance = isinstance(before, Chance)
        step = ("", before.probabilities[position.move]) if is_chance else (before.information_set, position.move)
        found.append([*found[position.parent], step])
    return found


def limits(game, orders, coefficients):
    """The strategies and beliefs that trembles c ε^e tend to, worked out by the least orders."""
    strategies, beliefs, all_paths = {}, {}, paths(game)
    for name, found in game.information_sets.items():
        kept = {a: coefficients[name, a] * (orders[name, a] == 0) for a in found.actions}
        strategies[name] = {a: c / sum(kept.values()) for a, c in kept.items()}
    for name, found in game.information_sets.items():
        sizes = {}
        for x in found.positions:
            order = sum(orders[step] for step in all_paths[x] if step[0])
            parts = [F(a) if not i else strategies[i][a] if not orders[i, a] else coefficients[i, a] for i, a in all_paths[x]]
            sizes[x] = order, math.prod(parts, start=F(1))
        least = min(order for order, _ in sizes.values())
        total = sum(size for order, size in sizes.values() if order == least)
        beliefs[name] = {x: size / total if order == least else F(0) for x, (order, size) in sizes.items()}
    return strategies, beliefs


def full(game):
    """The game without chance moves of probability 0."""
    return not any(isinstance(p.node, Chance) and 0 in p.node.probabilities.values() for p in game.positions)


@pytest.mark.parametrize("seed", [seed for seed in range(150) if full(extensive_games.random_game(seed, depth=5, sets=6))])
def test_the_limits_of_trembles_are_consistent(seed):
    game = extensive_games.random_game(seed, depth=5, sets=6)
    rng = random.Random(seed)  # noqa: S311
    moves = [(name, a) for name, found in game.information_sets.items() for a in found.actions]
    orders = {move: rng.choice((0, 1, 1, 2, 3)) for move in moves}
    for name, found in game.information_sets.items():
        orders[name, rng.choice(found.actions)] = 0
    strategies, beliefs = limits(game, orders, {move: F(rng.randint(1, 6), rng.randint(1, 6)) for move in moves})
    result = consistency(game, strategies, beliefs)
    assert result.is_consistent
    assert result.product == 1
    again = {(name, a): e for name, row in result.orders.items() for a, e in row.items()}
    for name, belief in beliefs.items():
        sums = {x: sum(again[step] for step in paths(game)[x] if step[0]) for x in game.information_sets[name].positions}
        assert [x for x, e in sums.items() if e == min(sums.values())] == [x for x, chance in belief.items() if chance]


def hidden_pair(crossed):
    """I moves, II doesn't see how, and two others see a little of both."""

    def last(one, two):
        return Decision(
            f"{crossed}", f"{crossed}{(one == 'L') == (two == 'A') if crossed else two}", {"go": Terminal((0, 0, 0))}
        )

    second = lambda one: Decision("II", "II", {two: last(one, two) for two in "AB"})  # noqa: E731
    root = Decision("I", "I", {"R": Terminal((0, 0, 0)), "L": second("L"), "M": second("M")})
    return ExtensiveGame(("I", "II", f"{crossed}"), root)


def is_consistent_by_trying(game, strategies, beliefs, most=4):
    """Whether orders up to a bound and coefficients, from a least-squares fit of their logarithms, give the beliefs."""
    trembles = [(name, a) for name, row in strategies.items() for a, chance in row.items() if not chance]
    all_paths = paths(game)
    lines, sides = [], []
    for belief in beliefs.values():
        for x, y in itertools.combinations([x for x, chance in belief.items() if chance], 2):
            known = {x: 1.0, y: 1.0}
            for z in (x, y):
                known[z] = math.prod(float(strategies[i][a]) for i, a in all_paths[z] if strategies[i][a])
            lines.append([all_paths[x].count(move) - all_paths[y].count(move) for move in trembles])
            sides.append(math.log(belief[x] / belief[y] * known[y] / known[x]))
    if lines:
        best = np.linalg.lstsq(np.array(lines, float), np.array(sides), rcond=None)[0]
        if not np.allclose(np.array(lines) @ best, sides):
            return False
    for choice in itertools.product(range(1, most + 1), repeat=len(trembles)):
        orders = dict(zip(trembles, choice, strict=True))
        sums = {x: sum(orders.get(step, 0) for step in all_paths[x]) for belief in beliefs.values() for x in belief}
        if all(
            [x for x in belief if sums[x] == min(sums[y] for y in belief)] == [x for x, chance in belief.items() if chance]
            for belief in beliefs.values()
        ):
            return True
    return False


@pytest.mark.parametrize("crossed", [False, True])
def test_any_beliefs_are_judged_as_by_trying_small_orders(crossed):
    game = hidden_pair(crossed)
    verdicts = set()
    values = (F(0), F(1, 2), F(1, 3), F(2, 3), F(1))
    sets = {name: found.positions for name, found in game.information_sets.items() if len(found.positions) == 2}
    for second in (F(0), F(1, 2), F(1, 3)):
        strategies = {name: dict.fromkeys(found.actions, F(1)) for name, found in game.information_sets.items()}
        strategies |= {"I": {"R": F(1), "L": F(0), "M": F(0)}, "II": {"A": second, "B": 1 - second}}
        for choice in itertools.product(values, repeat=len(sets)):
            beliefs = {"I": {0: F(1)}}
            beliefs |= {name: {x: p, y: 1 - p} for (name, (x, y)), p in zip(sets.items(), choice, strict=True)}
            result = consistency(game, strategies, beliefs)
            assert result.is_consistent == is_consistent_by_trying(game, strategies, beliefs)
            verdicts.add((result.is_consistent, result.orders is None))
    assert verdicts == {(True, False), (False, False), (False, True)}


def test_who_contradicts_whom_is_named():
    """Those who come after A and after B must think alike of L and M, since II knows no more than they do."""
    game = hidden_pair(crossed=False)
    strategies = behaviour(game, {"I": "R", "II": "A", "FalseA": "go", "FalseB": "go"})
    after_a, after_b, before = (game.information_sets[name].positions for name in ("FalseA", "FalseB", "II"))
    half, third, first, second = ((F(1, 2), F(1, 2)), (F(1, 3), F(2, 3)), (F(1), F(0)), (F(0), F(1)))
    belief = lambda positions, chances: dict(zip(positions, chances, strict=True))  # noqa: E731
    odds = {"I": {0: F(1)}, "II": belief(before, half), "FalseA": belief(after_a, half), "FalseB": belief(after_b, third)}
    result = consistency(game, strategies, odds)
    assert set(result.conflict) in ({"II", "FalseB"}, {"FalseA", "FalseB"})
    assert result.product in (2, F(1, 2))
    assert result.orders is not None
    sure = odds | {"II": belief(before, first), "FalseA": belief(after_a, first), "FalseB": belief(after_b, second)}
    result = consistency(game, strategies, sure)
    assert "FalseB" in result.conflict
    assert (result.orders, result.product) == (None, 0)


def test_what_is_played_is_no_tremble():
    """All beliefs where play comes: no trembles are needed, and a wrong likelihood is a product of known numbers."""
    game = beer_quiche()
    strategies = behaviour(
        game,
        {
            "strong": {"beer": "1/2", "quiche": "1/2"},
            "weak": {"beer": "1/2", "quiche": "1/2"},
            "beer": "duel",
            "quiche": "duel",
        },
    )
    sets = game.information_sets
    right = {name: dict(zip(found.positions, (F(9, 10), F(1, 10)), strict=False)) for name, found in sets.items()}
    right |= {name: {sets[name].positions[0]: F(1)} for name in ("strong", "weak")}
    assert consistency(game, strategies, right).orders["strong"] == {"beer": 0, "quiche": 0}
    wrong = right | {"quiche": dict(zip(sets["quiche"].positions, (F(1, 2), F(1, 2)), strict=True))}
    assert consistency(game, strategies, wrong).conflict == ("quiche",)
    assert consistency(game, strategies, wrong).product in (9, F(1, 9))


def test_a_belief_that_play_rules_out_is_an_order_that_no_tremble_has():
    game = beer_quiche()
    strategies = behaviour(game, {"strong": "beer", "weak": "beer", "beer": "no duel", "quiche": "duel"})
    sets = game.information_sets
    beliefs = {name: dict(zip(found.positions, (F(1), F(0)), strict=False)) for name, found in sets.items()}
    assert consistency(game, strategies, beliefs).conflict == ("beer",)


def test_orders_are_whole_numbers():
    """Three pairs of mistakes of six players are each as great as three others: 3 each, if those are 2."""

    def node(copy, made, left):
        if left:
            return Decision(
                left[0], left[0], {"right": node(copy, made, left[1:]), "wrong": node(copy, made + left[0], left[1:])}
            )
        end = Terminal((0,) * 7)
        return Decision("last", copy, {"go": end}) if made in (copy, "pqr") else end

    pairs = {pair: node(pair, "", "abcpqr") for pair in ("ab", "bc", "ac")}
    game = ExtensiveGame((*"abcpqr", "last"), Chance(pairs, dict.fromkeys(pairs, F(1, 3))))
    strategies = behaviour(game, dict.fromkeys("abcpqr", "right") | dict.fromkeys(pairs, "go"))
    sizes = {name: len(found.positions) for name, found in game.information_sets.items()}
    beliefs = {
        name: {x: F(1, sizes[name]) if name in pairs else F(k == 0) for k, x in enumerate(found.positions)}
        for name, found in game.information_sets.items()
    }
    for name in "abcpqr":
        sure = [x for x in beliefs[name] if not any(step[1] == "wrong" for step in paths(game)[x])]
        beliefs[name] = {x: F(x in sure, len(sure)) for x in beliefs[name]}
    orders = consistency(game, strategies, beliefs).orders
    assert [orders[name]["wrong"] for name in "abcpqr"] == [3, 3, 3, 2, 2, 2]


def test_orders_are_small():
    """In the reputation game the strong type's surrender is the greater mistake where it must be."""
    case = (2, F(3, 5), F(1, 2), 2)
    game = reputation(*case)
    profile, beliefs = reputation_equilibrium(*case)
    names = {found: {} for found in game.information_sets}
    for name, found in game.information_sets.items():
        for x in found.positions:
            steps, here = [], x
            while here:
                steps.append(game.positions[here].move)
                here = game.positions[here].parent
            names[name][x] = beliefs.get(name, {}).get(tuple(reversed(steps)), F(1))
    orders = consistency(game, behaviour(game, profile), names).orders
    assert orders["weak after nothing"]["A"] == 1
    assert orders["strong after nothing"]["A"] == 2


def test_a_game_without_choices_is_consistent():
    game = ExtensiveGame(("I",), Decision("I", "only", {"go": Terminal((0,))}))
    assert consistency(game, {"only": {"go": 1}}, {"only": {0: 1}}) == Consistency({"only": {"go": 0}})


def test_chance_must_leave_nothing_out():
    game = ExtensiveGame(("I",), Chance({"a": Terminal((0,)), "b": Terminal((1,))}, {"a": 1, "b": 0}))
    with pytest.raises(ValueError, match="chance must have positive probabilities for consistency, got 0 for 'b'"):
        consistency(game, {}, {})
