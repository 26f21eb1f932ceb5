"""Games from the literature, encoded from their papers, with what the papers say of them.

Each is a function without arguments, or with the paper's parameters as arguments. ``BIMATRIX`` holds games in matrix form
with the number of their extreme equilibria; ``EXTENSIVE`` one instance of each game in extensive form.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.extensive_games import inspection, kuhn_poker
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Node, Terminal
from toymodels.games.matrix_game import MatrixGame, zero_sum


def matching_pennies() -> MatrixGame:
    """Von Neumann (1928): both toss evenly, for a value of 0."""
    sides = (("heads", "tails"), ("heads", "tails"))
    return zero_sum([[1, -1], [-1, 1]], strategies=sides)


def battle_of_the_sexes() -> MatrixGame:
    """Luce and Raiffa (1957): two pure equilibria, (2, 1) and (1, 2), and a mixed one that pays 2/3 to each."""
    return MatrixGame(([[2, 0], [0, 1]], [[1, 0], [0, 2]]))


def selten_horse() -> ExtensiveGame:
    """Selten (1975), Reexamination of the perfectness concept, figure 1.

    Two kinds of Nash equilibria: 1 and 2 play R and 3 plays R with probability at least 3/4, which pays (1, 1, 1); or 1
    and 3 play L and 2 plays R with probability at least 1/3, which pays (3, 2, 2). Only the first kind is perfect, or
    sequential.
    """
    third = lambda left, right: Decision("3", "3", {"L": Terminal(left), "R": Terminal(right)})  # noqa: E731
    second = Decision("2", "2", {"L": third((4, 4, 0), (0, 0, 1)), "R": Terminal((1, 1, 1))})
    root = Decision("1", "1", {"L": third((3, 2, 2), (0, 0, 0)), "R": second})
    return ExtensiveGame(("1", "2", "3"), root, "Selten's horse")


def beer_quiche() -> ExtensiveGame:
    """Cho and Kreps (1987), Signaling games and stable equilibria, figure 1.

    The sender is strong with probability 9/10. Both types have beer, or both have quiche, in a sequential equilibrium;
    the other breakfast is answered by a duel, on the belief that it is at least as likely the weak type's.
    """

    def breakfast(strong: bool, beer: bool) -> Node:
        liked = int(strong == beer)
        ends = {"duel": Terminal((liked, int(not strong))), "no duel": Terminal((liked + 2, int(strong)))}
        return Decision("receiver", "beer" if beer else "quiche", ends)

    def sender(strong: bool) -> Node:
        meals = {"beer": breakfast(strong, True), "quiche": breakfast(strong, False)}  # noqa: FBT003
        return Decision("sender", "strong" if strong else "weak", meals)

    types = {"strong": sender(True), "weak": sender(False)}  # noqa: FBT003
    return ExtensiveGame(("sender", "receiver"), Chance(types, {"strong": "9/10", "weak": "1/10"}), "beer or quiche")


def chain_store(stages: int) -> ExtensiveGame:
    """Selten (1978), The chain store paradox: in the only subgame-perfect equilibrium all enter and none is fought.

    Payoffs of a stage to the store and the entrant: out (5, 1), cooperative (2, 2), aggressive (0, 0).
    """
    players = ("store", *(f"entrant {k + 1}" for k in range(stages)))

    def market(history: str, store: int, paid: tuple[int, ...]) -> Node:
        k = len(paid)
        if k == stages:
            return Terminal((store, *paid))
        cooperate, fight = (f"{history}{letter}" for letter in "CA")
        moves = {"C": market(cooperate, store + 2, (*paid, 2)), "A": market(fight, store, (*paid, 0))}
        reply = Decision("store", f"store after {history or 'nothing'}", moves)
        moves = {"in": reply, "out": market(f"{history}O", store + 5, (*paid, 1))}
        return Decision(players[k + 1], f"{players[k + 1]} after {history or 'nothing'}", moves)

    return ExtensiveGame(players, market("", 0, ()), "chain store")


def reputation(stages: int, strong: Fraction, entry: Fraction, monopoly: int) -> ExtensiveGame:
    """Kreps and Wilson (1982), Reputation and imperfect information.

    The entrants n = N, ..., 1 get b = ``entry`` < 1 if acquiesced to, b - 1 if fought and 0 if out; the weak monopolist
    0, -1 and a = ``monopoly`` > 1, the strong one -1, 0 and a.
    """
    players = ("monopolist", *(f"entrant {n}" for n in range(stages, 0, -1)))

    def market(kind: str, history: str, own: Any, paid: tuple[Any, ...]) -> Node:
        n = stages - len(paid)
        if n == 0:
            return Terminal((own, *paid))
        costs = {"A": -int(kind == "strong"), "F": -int(kind == "weak")}
        gains = {"A": entry, "F": entry - 1}
        moves = {a: market(kind, history + a, own + costs[a], (*paid, gains[a])) for a in "AF"}
        reply = Decision("monopolist", f"{kind} after {history or 'nothing'}", moves)
        moves = {"in": reply, "out": market(kind, f"{history}O", own + monopoly, (*paid, 0))}
        return Decision(f"entrant {n}", f"entrant after {history or 'nothing'}", moves)

    types = {kind: market(kind, "", 0, ()) for kind in ("strong", "weak")}
    return ExtensiveGame(players, Chance(types, {"strong": strong, "weak": 1 - strong}), "reputation")


def reputation_equilibrium(
    stages: int, strong: Fraction, entry: Fraction, monopoly: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The sequential equilibrium of Kreps and Wilson (1982), proposition 1: strategies, and the entrants' beliefs.

    With p_n the probability that the monopolist is strong, entrant n stays out if p_n > b^n, enters if p_n < b^n, and
    stays out with probability 1/a at p_n = b^n; the weak monopolist fights for sure if p_n >= b^(n-1) and n > 1, and
    otherwise with the probability (1 - b^(n-1)) p_n / ((1 - p_n) b^(n-1)). After a fight p becomes max(b^(n-1), p) unless
    it is 0, and after a surrender 0.
    """
    profile: dict[str, Any] = {}
    beliefs: dict[str, Any] = {}

    def market(history: str, p: Fraction) -> None:
        n = stages - len(history)
        if n == 0:
            return
        name = history or "nothing"
        steps = tuple(move for letter in history for move in (("out",) if letter == "O" else ("in", letter)))
        beliefs[f"entrant after {name}"] = {("strong", *steps): p, ("weak", *steps): 1 - p}
        out = Fraction(int(p > entry**n)) if p != entry**n else Fraction(1, monopoly)
        fights = Fraction(n > 1)
        if p < entry ** (n - 1):
            fights = (1 - entry ** (n - 1)) * p / ((1 - p) * entry ** (n - 1))
        profile[f"entrant after {name}"] = {"in": 1 - out, "out": out}
        profile[f"strong after {name}"] = "F"
        profile[f"weak after {name}"] = {"F": fights, "A": 1 - fights}
        market(f"{history}O", p)
        market(f"{history}F", max(entry ** (n - 1), p) if p else p)
        market(f"{history}A", Fraction(0))

    market("", strong)
    return profile, beliefs


def centipede() -> ExtensiveGame:
    """McKelvey and Palfrey (1992), An experimental study of the centipede game, with four moves: the first is to take."""
    ends = [("2/5", "1/10"), ("1/5", "4/5"), ("8/5", "2/5"), ("4/5", "16/5")]
    node: Node = Terminal(("32/5", "8/5"))
    for k, end in reversed(list(enumerate(ends))):
        node = Decision(("red", "blue")[k % 2], f"move {k + 1}", {"take": Terminal(end), "pass": node})
    return ExtensiveGame(("red", "blue"), node, "centipede")


def noisy_commitment(noise: Fraction) -> ExtensiveGame:
    """Bagwell (1995), Commitment and observability in games: the follower sees the leader's action, wrongly with some
    probability.

    Payoffs: (S, S) pays 5, 2, (S, C) 3, 1, (C, S) 6, 3 and (C, C) 4, 4. Seen for sure, the leader commits to S, for 5.
    With the least noise (C, C) is the only equilibrium in pure strategies. With noise below 1/4 there are two in mixed
    strategies: the leader plays S with probability 1 - noise, and the follower S after seeing S and with probability 1 -
    1/(2 (1 - 2 noise)) after C; or the leader plays S with probability noise, and the follower with probability 1/(2 (1 -
    2 noise)) after S.
    """
    payoffs = {"SS": (5, 2), "SC": (3, 1), "CS": (6, 3), "CC": (4, 4)}

    def signal(action: str) -> Node:
        follow = lambda seen: Decision("follower", f"saw {seen}", {a: Terminal(payoffs[action + a]) for a in "SC"})  # noqa: E731
        return Chance({seen: follow(seen) for seen in "SC"}, {seen: 1 - noise if seen == action else noise for seen in "SC"})

    root = Decision("leader", "start", {action: signal(action) for action in "SC"})
    return ExtensiveGame(("leader", "follower"), root, "noisy commitment")


def one_card_poker() -> ExtensiveGame:
    """Myerson (1991), Game theory, section 2.1: a value of 1/3 to the first player.

    It raises with a red card always and with a black card with probability 1/3; the second player meets with probability
    2/3.
    """

    def card(colour: str, win: int) -> Node:
        meet = Decision("2", "raised", {"meet": Terminal((2 * win, -2 * win)), "pass": Terminal((1, -1))})
        return Decision("1", colour, {"raise": meet, "fold": Terminal((win, -win))})

    cards = {"red": card("red", 1), "black": card("black", -1)}
    return ExtensiveGame(("1", "2"), Chance(cards, {"red": "1/2", "black": "1/2"}), "one-card poker")


def absent_minded_driver() -> ExtensiveGame:
    """Piccione and Rubinstein (1997), On the interpretation of decision problems with imperfect recall, example 1."""
    second = Decision("driver", "exit", {"exit": Terminal((4,)), "continue": Terminal((1,))})
    return ExtensiveGame(("driver",), Decision("driver", "exit", {"exit": Terminal((0,)), "continue": second}), "driver")


def inspection_game() -> ExtensiveGame:
    """Dresher (1962), A sampling inspector game: two stages, one inspection, one violation, penalty 1; a value of 1/3."""
    return inspection(2, 1)


def _von_stengel() -> MatrixGame:
    """Von Stengel (1999), New maximal numbers of equilibria in bimatrix games: 6 by 6, with 75 equilibria."""
    first = [
        [9504, -660, 19976, -20526, 1776, -8976],
        [-111771, 31680, -130944, 168124, -8514, 52764],
        [397584, -113850, 451176, -586476, 29216, -178761],
        [171204, -45936, 208626, -263076, 14124, -84436],
        [1303104, -453420, 1227336, -1718376, 72336, -461736],
        [737154, -227040, 774576, -1039236, 48081, -300036],
    ]
    second = [
        [72336, -461736, 1227336, -1718376, 1303104, -453420],
        [48081, -300036, 774576, -1039236, 737154, -227040],
        [29216, -178761, 451176, -586476, 397584, -113850],
        [14124, -84436, 208626, -263076, 171204, -45936],
        [1776, -8976, 19976, -20526, 9504, -660],
        [-8514, 52764, -130944, 168124, -111771, 31680],
    ]
    return MatrixGame((first, list(zip(*second, strict=True))))


def _identity(size: int) -> MatrixGame:
    """A coordination game: every set of strategies is the support of an equilibrium."""
    table = [[int(i == j) for j in range(size)] for i in range(size)]
    return MatrixGame((table, table))


BIMATRIX: dict[str, tuple[Callable[[], MatrixGame], int]] = {
    "matching pennies": (matching_pennies, 1),
    "battle of the sexes": (battle_of_the_sexes, 3),
    "prisoner's dilemma": (lambda: MatrixGame(([[2, 0], [3, 1]], [[2, 3], [0, 1]])), 1),
    "Shapley (1964)": (lambda: MatrixGame(([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 1], [1, 0, 0]])), 1),
    "von Stengel (2007)": (lambda: MatrixGame(([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]])), 3),
    "von Stengel (2007), degenerate": (lambda: MatrixGame(([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])), 3),
    "Winkels (1979)": (
        lambda: MatrixGame(
            (
                [[1, 3], [1, 3], [3, 1], [3, 1], ["5/2", "5/2"], ["5/2", "5/2"]],
                [[1, 2], [0, -1], [-2, 2], [4, -1], [-1, 6], [6, -1]],
            )
        ),
        12,
    ),
    "coordination on three": (lambda: _identity(3), 7),
    "all payoffs 0": (lambda: zero_sum([[0, 0, 0], [0, 0, 0]]), 6),
    "von Stengel (1999)": (_von_stengel, 75),
}
"""Games in matrix form with the number of their extreme equilibria."""

EXTENSIVE: dict[str, Callable[[], ExtensiveGame]] = {
    "Selten's horse": selten_horse,
    "beer or quiche": beer_quiche,
    "chain store": lambda: chain_store(2),
    "reputation": lambda: reputation(2, Fraction(1, 3), Fraction(1, 2), 2),
    "centipede": centipede,
    "noisy commitment": lambda: noisy_commitment(Fraction(1, 10)),
    "one-card poker": one_card_poker,
    "Kuhn poker": kuhn_poker,
}
"""An instance of each game in extensive form in which everybody has perfect recall."""
