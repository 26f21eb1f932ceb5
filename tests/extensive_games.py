"""Random game trees with perfect recall, and what they are worth by trying every plan: it shares no code with the package."""

import itertools
import random
from fractions import Fraction

from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Terminal

F = Fraction


def random_game(seed, depth=4, players=("first", "second"), zero_sum=True, sets=5):
    """A game whose information sets are made of what a player did before and a coarse signal, so that nothing is forgotten."""
    rng = random.Random(seed)  # noqa: S311
    actions = {}

    def node(left, done):
        kind = rng.choice(["end", "chance", *["decision"] * 4]) if left else "end"
        if kind == "end":
            win = rng.randint(-2, 2)
            return Terminal((win, -win) if zero_sum else tuple(rng.randint(-2, 2) for _ in players))
        if kind == "chance":
            return Chance({name: node(left - 1, done) for name in "xyz"}, _chances(rng))
        player = rng.choice(players)
        name = f"{player}{done[player]}{rng.choice('?!')}"
        if name not in actions and len(actions) == sets:
            return node(0, done)
        here = actions.setdefault(name, "lr" if rng.random() < 0.8 else "lmr")
        return Decision(player, name, {a: node(left - 1, done | {player: f"{done[player]}{name[-1]}{a}"}) for a in here})

    return ExtensiveGame(players, node(depth, dict.fromkeys(players, "")))


def _chances(rng):
    return dict(
        zip("xyz", rng.choice([(F(1, 2), F(1, 3), F(1, 6)), (F(1), F(0), F(0)), (F(0), F(1, 4), F(3, 4))]), strict=True)
    )


def random_profile(game, seed):
    """A behaviour strategy for every information set, often with probabilities of 0."""
    rng = random.Random(seed)  # noqa: S311
    profile = {}
    for name, found in game.information_sets.items():
        weights = [rng.randint(0, 2) for _ in found.actions]
        weights[rng.randrange(len(weights))] += 1
        profile[name] = {a: F(w, sum(weights)) for a, w in zip(found.actions, weights, strict=True)}
    return profile


def pays(game, profile, player, node=None):
    """What a player can expect, by recursion over the nodes."""
    node = node or game.root
    if isinstance(node, Terminal):
        return node.payoffs[game.players.index(player)]
    chances = node.probabilities if isinstance(node, Chance) else profile[node.information_set]
    chances = {chances: 1} if isinstance(chances, str) else chances
    return sum(chance * pays(game, profile, player, node.moves[move]) for move, chance in chances.items())


def plans(game, player):
    """Every choice of an action in each information set of a player."""
    sets = [found for found in game.information_sets.values() if found.player == player]
    for choice in itertools.product(*(found.actions for found in sets)):
        yield {found.name: action for found, action in zip(sets, choice, strict=True)}


def best_by_trying(game, profile, player):
    """The most that a player can expect, by trying all its plans."""
    return max(pays(game, {**profile, **plan}, player) for plan in plans(game, player))


def kuhn_poker():
    """One-card poker with three cards, an ante of 1 and one bet of 1 (Kuhn 1950): it is worth -1/18 to the first player."""

    def showdown(first, second, stake):
        win = stake if first > second else -stake
        return Terminal((win, -win))

    def dealt(a, b):
        first, second = "JQK"[a], "JQK"[b]
        last = {"fold": Terminal((-1, 1)), "call": showdown(a, b, 2)}
        checked = {"check": showdown(a, b, 1), "bet": Decision("first", f"{first} after check, bet", last)}
        bet = {"fold": Terminal((1, -1)), "call": showdown(a, b, 2)}
        moves = {
            "check": Decision("second", f"{second} after check", checked),
            "bet": Decision("second", f"{second} after bet", bet),
        }
        return Decision("first", first, moves)

    deals = list(itertools.permutations(range(3), 2))
    names = [f"{'JQK'[a]}{'JQK'[b]}" for a, b in deals]
    hands = {name: dealt(*deal) for name, deal in zip(names, deals, strict=True)}
    return ExtensiveGame(("first", "second"), Chance(hands, dict.fromkeys(names, F(1, 6))))


def inspection(stages, inspections, violations=1, penalty=1):
    """The inspection game of the sources, where the inspector doesn't learn of what it didn't inspect."""

    def node(left, audits, intended, seen, done, won):
        if left == 0:
            return Terminal((won, -won))

        def stage(inspected):
            after = (left - 1, audits - inspected)
            legal = node(*after, intended, f"{seen}{inspected}", f"{done}0", won)
            moves = {"legal": legal}
            if intended:
                caught = Terminal((won - penalty, penalty - won))
                moves["violate"] = (
                    caught if inspected else node(*after, intended - 1, f"{seen}{inspected}", f"{done}1", won + 1)
                )
            return Decision("inspectee", f"inspectee {seen}, {done}", moves)

        moves = {"no": stage(0)} | ({"inspect": stage(1)} if audits else {})
        return Decision("inspector", f"inspector {seen}", moves)

    return ExtensiveGame(("inspectee", "inspector"), node(stages, inspections, violations, "", "", 0))
