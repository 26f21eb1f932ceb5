"""Subgame-perfect equilibria: profiles that are Nash equilibria of every subgame, with all ties kept.

The game is taken apart from its ends. A subgame without the subgames in it is a *stage*, which ends in one of their possible
payoffs each; it is solved for every combination of those. Where one player makes a single choice, each action is
optimal against every combination in which no other action would pay it more, so that combinations needn't be listed. Stages
with hidden moves of one player are solved by its best plans, and of two by the extreme equilibria of the stage's matrix form.

Kept of each subgame are its payoffs with the ways to get them: a solution of the stage and, for each subgame in it, the
payoffs that it may have. So the profiles are counted without being listed, and each can be made from its number.

Source: Selten, R. (1965), Spieltheoretische Behandlung eines Oligopolmodells mit Nachfrageträgheit; Kuhn, H. W. (1953),
Extensive games and the problem of information.
"""

import bisect
import dataclasses
import itertools
import math
from collections.abc import Iterator, Sequence

from toymodels.equilibria.equilibria import Equilibria, equilibrium
from toymodels.equilibria.extreme_equilibria import extreme_equilibria
from toymodels.games.extensive_game import Decision, ExtensiveGame, Node, Terminal
from toymodels.games.matrix_form import matrix_form
from toymodels.games.matrix_game import MatrixGame, Mixed
from toymodels.games.plans import planned_behaviour, plans
from toymodels.games.profiles import Behaviour, expected_payoffs
from toymodels.games.sequences import check_recall
from toymodels.games.subgames import subgame_roots
from toymodels.scalars import Scalar, number

MOST_LISTED = 100
"""How many profiles are listed if not said otherwise."""

MOST_COMBINATIONS = 10_000
"""How many combinations of payoffs of the subgames of one stage are looked at."""

SCOPE_ONLY = "the only one"
SCOPE_PURE = "in pure strategies; where a player is indifferent it may mix, too"
SCOPE_STAGES = "made of extreme equilibria of the subgames, with the first action where a player's own strategy never leads"

Payoffs = tuple[Scalar, ...]


@dataclasses.dataclass(frozen=True)
class _Way:
    """A way to play a subgame: what is done before the subgames in it, and the payoffs that each of them may then have."""

    stage: Behaviour
    inner: tuple[tuple[int, tuple[Payoffs, ...]], ...]


def subgame_perfect(game: ExtensiveGame, most: int = MOST_LISTED) -> Equilibria:
    """The subgame-perfect equilibria of a game: with perfect information all that are in pure strategies.

    Parameters
    ----------
    game
        A game in exact numbers in which everybody has perfect recall. Where moves are hidden, the smallest subgames
        around them must be of one or two players.
    most
        How many profiles to list; payoffs take turns, so that each different payoff is listed first. ``scope`` says how
        many there are, and ``is_complete`` whether all are listed.

    Raises
    ------
    ValueError
        If a payoff is a float, a player has no perfect recall, a stage is of more than two players, or a stage is too large.

    Examples
    --------
    An entrant whom the incumbent may just as well fight:

    >>> reply = Decision("II", "reply", {"fight": Terminal((0, 1)), "yield": Terminal((2, 1))})
    >>> entry = ExtensiveGame(("I", "II"), Decision("I", "entry", {"in": reply, "out": Terminal((1, 3))}))
    >>> print(subgame_perfect(entry))
    subgame-perfect equilibrium: 2 (all 2 in pure strategies; where a player is indifferent it may mix, too; backward induction)
    1. pays I: 2; II: 1
       entry: in: 1
       reply: yield: 1
    2. pays I: 1; II: 3
       entry: out: 1
       reply: fight: 1
    """
    if not game.is_exact:
        raise ValueError("payoffs and probabilities must be exact numbers such as 1/10 or '0.1', got floats")
    for player in game.players:
        check_recall(game, player)
    solver = _Stages(game)
    total = sum(solver.counts[0].values())
    found = tuple(equilibrium(game, profile) for profile in itertools.islice(solver.profiles(), most))
    scope = SCOPE_STAGES if solver.is_hidden else SCOPE_ONLY if total == 1 else SCOPE_PURE
    if scope != SCOPE_ONLY:
        scope = f"all {total} {scope}" if total <= most else f"{most} of {total} {scope}"
    return Equilibria("subgame-perfect equilibrium", game, found, total <= most, scope, "backward induction")


class _Stages:
    """The subgames of a game, solved from the last to the first."""

    def __init__(self, game: ExtensiveGame) -> None:
        self.game, self.is_hidden = game, False
        roots = set(subgame_roots(game))
        self.ways: dict[int, dict[Payoffs, list[_Way]]] = {}
        self.counts: dict[int, dict[Payoffs, int]] = {}
        for here in reversed(range(len(game.positions))):
            if here in roots or isinstance(game.positions[here].node, Terminal):
                self.ways[here] = {}
                for payoffs, way in self._solutions(here):
                    self.ways[here].setdefault(payoffs, []).append(way)
                self.counts[here] = {p: sum(map(self._size, ways)) for p, ways in self.ways[here].items()}

    def profiles(self) -> Iterator[Behaviour]:
        """All profiles of the game, payoffs taking turns."""
        counts = self.counts[0]
        for turn in range(max(counts.values())):
            for payoffs, count in counts.items():
                if turn < count:
                    yield self._profile(payoffs, turn)

    def _profile(self, payoffs: Payoffs, turn: int) -> Behaviour:
        """The profile of a number among those with some payoffs."""
        profile: Behaviour = {}
        waiting = [(0, payoffs, turn)]
        while waiting:
            here, payoffs, turn = waiting.pop()
            ways = self.ways[here][payoffs]
            number_of_way, turn = _place(list(map(self._size, ways)), turn)
            profile |= ways[number_of_way].stage
            for child, choices in ways[number_of_way].inner:
                sizes = [self.counts[child][choice] for choice in choices]
                turn, rest = divmod(turn, sum(sizes))
                choice, rest = _place(sizes, rest)
                waiting.append((child, choices[choice], rest))
        return {name: profile[name] for name in self.game.information_sets}

    def _size(self, way: _Way) -> int:
        """How many profiles go a way."""
        return math.prod(sum(self.counts[child][choice] for choice in choices) for child, choices in way.inner)

    def _solutions(self, here: int) -> Iterator[tuple[Payoffs, _Way]]:
        """The payoffs of a subgame with the ways to get them, from what is known of the subgames in it."""
        position = self.game.positions[here]
        node = position.node
        if isinstance(node, Terminal):
            yield tuple(map(number, node.payoffs)), _Way({}, ())
        elif isinstance(node, Decision) and all(child in self.ways for child in position.children):
            yield from self._choice(node, position.children)
        else:
            yield from self._combinations(here)

    def _choice(self, node: Decision, children: Sequence[int]) -> Iterator[tuple[Payoffs, _Way]]:
        """A single choice: an action is optimal if the others may pay no more."""
        own = self.game.players.index(node.player)
        for action, chosen in zip(node.moves, children, strict=True):
            stage: Behaviour = {node.information_set: {each: int(each == action) for each in node.moves}}
            for payoffs in self.ways[chosen]:
                others = {c: tuple(p for p in self.ways[c] if p[own] <= payoffs[own]) for c in children if c != chosen}
                if all(others.values()):
                    yield payoffs, _Way(stage, ((chosen, (payoffs,)), *others.items()))

    def _combinations(self, here: int) -> Iterator[tuple[Payoffs, _Way]]:
        """A stage that is solved for every combination of payoffs of the subgames in it."""
        body, ends = self._stage(here)
        count = math.prod(len(self.ways[end]) for end in ends)
        if count > MOST_COMBINATIONS:
            raise ValueError(f"combinations of payoffs of subgames must be at most {MOST_COMBINATIONS}, got {count}")
        for payoffs in itertools.product(*(self.ways[end] for end in ends)):
            inner = tuple((end, (each,)) for end, each in zip(ends, payoffs, strict=True))
            stage = ExtensiveGame(self.game.players, self._tree(body, dict(zip(ends, payoffs, strict=True))))
            self.is_hidden = self.is_hidden or bool(stage.information_sets)
            for profile in _stage_profiles(stage):
                yield expected_payoffs(stage, profile), _Way(profile, inner)

    def _stage(self, here: int) -> tuple[list[int], list[int]]:
        """The positions of a stage, and of the subgames and ends in which it ends."""
        body, ends, waiting = [], [], [here]
        while waiting:
            each = waiting.pop()
            if each != here and each in self.ways:
                ends.append(each)
            else:
                body.append(each)
                waiting.extend(reversed(self.game.positions[each].children))
        return body, ends

    def _tree(self, body: list[int], payoffs: dict[int, Payoffs]) -> Node:
        """The stage as a tree."""
        nodes: dict[int, Node] = {end: Terminal(each) for end, each in payoffs.items()}
        for each in reversed(body):
            position = self.game.positions[each]
            moves = {self.game.positions[child].move: nodes[child] for child in position.children}
            nodes[each] = dataclasses.replace(position.node, moves=moves)  # type: ignore[arg-type]
        return nodes[body[0]]


def _place(sizes: Sequence[int], turn: int) -> tuple[int, int]:
    """Which of some parts, one after the other, a number falls in, and where in it."""
    ends = list(itertools.accumulate(sizes))
    part = bisect.bisect_right(ends, turn)
    return part, turn - ends[part] + sizes[part]


def _stage_profiles(stage: ExtensiveGame) -> list[Behaviour]:
    """The extreme equilibria of a stage in which at most two players have a choice: of one, its best plans."""
    own = [plans(stage, player) for player in stage.players]
    active = [i for i, each in enumerate(own) if len(each) > 1]
    if len(active) > 2:
        names = ", ".join(stage.players[i] for i in active)
        raise ValueError(f"a subgame with hidden moves must be of at most two players, got {names}")
    found: list[Behaviour] = []
    for mixed in _mixtures(matrix_form(stage), active):
        profile: Behaviour = {}
        for i, player in enumerate(stage.players):
            profile |= planned_behaviour(stage, player, list(zip(own[i], mixed.get(i, (1,)), strict=True)))
        if profile not in found:
            found.append(profile)
    return found


def _mixtures(form: MatrixGame, active: list[int]) -> list[dict[int, Mixed]]:
    """The extreme equilibria of a matrix form in which at most two players have a choice, by player."""
    choices = list(form.choices())
    if len(active) == 2:
        size = form.shape[active[1]]
        tables = [[form.payoff(i, choice) for choice in choices] for i in active]
        game = MatrixGame(tuple([table[k : k + size] for k in range(0, len(table), size)] for table in tables))
        pairs = ([tuple(row.values()) for row in each.strategies.values()] for each in extreme_equilibria(game).found)
        return [dict(zip(active, pair, strict=True)) for pair in pairs]
    if not active:
        return [{}]
    worth = [form.payoff(active[0], choice) for choice in choices]
    return [
        {active[0]: tuple(int(k == best) for k in range(len(worth)))} for best, each in enumerate(worth) if each == max(worth)
    ]
