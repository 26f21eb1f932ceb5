"""Whether strategies and beliefs are a perfect Bayesian or a sequential equilibrium: decided exactly, condition by condition.

*Sequential rationality*: in no information set does the player who chooses there gain by anything it may do from there
on, by its belief μ about where it is and the others' strategies. *Bayes' rule where play comes*: μ(x) = P(x) / P(I) in
information sets I with P(I) > 0. *Bayes' rule after an information set* J, for I to which play doesn't come: if all positions
of I follow positions of J, the beliefs in J and the strategies from there on give those in I, if they lead there at all.
*Consistency*: see ``consistency``; it implies both of Bayes' rules.

The first two make a weak perfect Bayesian equilibrium, the first three a perfect Bayesian equilibrium (of the several
definitions, the one that is made for any game), and sequential rationality and consistency a sequential equilibrium.

Source: Kreps, D. M. and Wilson, R. (1982), Sequential equilibria; Fudenberg, D. and Tirole, J. (1991), Perfect Bayesian
equilibrium and sequential equilibrium; González-Díaz, J. and Meléndez-Jiménez, M. A. (2014), On the notion of perfect Bayesian
equilibrium.
"""

import dataclasses
import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from toymodels.distributions import distribution
from toymodels.equilibria.consistency import Beliefs, Consistency, consistency
from toymodels.errors import unknown_name
from toymodels.facts import fact_in_words
from toymodels.games.best_response import best_response
from toymodels.games.extensive_game import Chance, ExtensiveGame, InformationSet, Profile
from toymodels.games.profiles import Behaviour, behaviour, expected_payoffs, reach
from toymodels.games.sequences import check_recall
from toymodels.scalars import Scalar, is_exact, number

RATIONALITY = "sequential rationality"
BAYES = "Bayes' rule where play comes"
BAYES_AFTER = "Bayes' rule after an information set"
CONSISTENCY = "consistency"

History = tuple[str, ...]
"""The moves before a position."""


@dataclasses.dataclass(frozen=True)
class Violation:
    """A condition that an assessment doesn't meet.

    Parameters
    ----------
    condition
        One of ``RATIONALITY``, ``BAYES``, ``BAYES_AFTER`` and ``CONSISTENCY``.
    information_set
        Where; for consistency the first of those whose beliefs contradict one another.
    gain
        What the player can gain there; for a belief, the most by which a probability is off; for consistency the product of
        likelihoods that would have to be 1, and 0 if the supports of the beliefs already contradict one another.
    reason
        The same in words.
    """

    condition: str
    information_set: str
    gain: Scalar
    reason: str


@dataclasses.dataclass(frozen=True)
class Assessment:
    """Strategies and beliefs in a game, and which conditions they don't meet.

    Parameters
    ----------
    strategies
        The probability of every action by information set.
    beliefs
        The probability of every position by information set; positions by the moves before them.
    payoffs
        What each player can expect.
    violations
        What is violated, and by how much.
    orders
        If the beliefs are consistent, the orders of magnitude of trembles that make them so: 0 for what is played.
    """

    strategies: Mapping[str, Mapping[str, Scalar]]
    beliefs: Mapping[str, Mapping[History, Scalar]]
    payoffs: Mapping[str, Scalar]
    violations: tuple[Violation, ...]
    orders: Mapping[str, Mapping[str, int]] | None

    @property
    def is_weak_perfect_bayesian(self) -> bool:
        """Whether it is sequentially rational, and Bayes' rule holds where play comes."""
        return not self._violated & {RATIONALITY, BAYES}

    @property
    def is_perfect_bayesian(self) -> bool:
        """Whether it is sequentially rational, and Bayes' rule holds after every information set."""
        return not self._violated & {RATIONALITY, BAYES, BAYES_AFTER}

    @property
    def is_sequential(self) -> bool:
        """Whether it is sequentially rational and consistent: a sequential equilibrium."""
        return not self.violations

    @property
    def _violated(self) -> set[str]:
        return {each.condition for each in self.violations}

    def __str__(self) -> str:
        names = ("sequential", "perfect Bayesian", "weak perfect Bayesian")
        verdicts = (self.is_sequential, self.is_perfect_bayesian, self.is_weak_perfect_bayesian)
        concept = next(
            (f"a {name} equilibrium" for name, holds in zip(names, verdicts, strict=True) if holds), "no equilibrium"
        )
        return "\n".join([f"{concept}, pays {fact_in_words(self.payoffs)}", *(f"- {each.reason}" for each in self.violations)])

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(str(self))}</pre>"


def assessment(game: ExtensiveGame, profile: Profile, beliefs: Mapping[str, Mapping[History, object]]) -> Assessment:
    """An assessment with every condition of sequential and perfect Bayesian equilibrium that it violates.

    Parameters
    ----------
    game
        A game in exact numbers in which everybody has perfect recall, and chance leaves nothing out.
    profile
        A behaviour strategy for every information set, in exact numbers.
    beliefs
        For information sets of more than one position, the probability of each by the moves before it; those that aren't named
        are 0. Where play comes to an information set it may be left out: then Bayes' rule says what it is.

    Raises
    ------
    ValueError
        If a number is a float, a player has no perfect recall, it is no profile, an information set to which play
        doesn't come has no belief, or a belief is of an unknown position.

    Examples
    --------
    An entrant who can't be told from a bluffer, and an incumbent who fights both for no good reason:

    >>> from toymodels.games.extensive_game import Decision, Terminal
    >>> reply = lambda win: Decision("II", "reply", {"fight": Terminal((-1, -1)), "yield": Terminal((win, 0))})
    >>> entry = Decision("I", "entry", {"out": Terminal((0, 2)), "ready": reply(2), "bluff": reply(1)})
    >>> game = ExtensiveGame(("I", "II"), entry)
    >>> print(assessment(game, {"entry": "out", "reply": "fight"}, {"reply": {("ready",): 1}}))
    no equilibrium, pays I: 0; II: 2
    - sequential rationality: 'II' gains 1 in information set 'reply' by yield
    """
    for player in game.players:
        check_recall(game, player)
    strategies = behaviour(game, profile)
    if not game.is_exact or not _are_exact(strategies.values()):
        raise ValueError("payoffs and probabilities must be exact numbers such as 1/10 or '0.1', got floats")
    by_position = _beliefs(game, strategies, beliefs)
    if not _are_exact(by_position.values()):
        raise ValueError("beliefs must be exact numbers such as 1/10 or '0.1', got floats")
    trembles = consistency(game, strategies, by_position)
    violations = [
        *_irrational(game, strategies, by_position),
        *_misjudged(game, strategies, by_position),
        *_inconsistent(trembles),
    ]
    payoffs = map(number, expected_payoffs(game, strategies))
    by_history = {name: {_history(game, x): chance for x, chance in row.items()} for name, row in by_position.items()}
    orders = trembles.orders if trembles.is_consistent else None
    return Assessment(strategies, by_history, dict(zip(game.players, payoffs, strict=True)), tuple(violations), orders)


def _are_exact(rows: Iterable[Mapping[Any, Scalar]]) -> bool:
    return all(is_exact(chance) for row in rows for chance in row.values())


def _beliefs(
    game: ExtensiveGame, strategies: Behaviour, beliefs: Mapping[str, Mapping[History, object]]
) -> dict[str, dict[int, Scalar]]:
    """The probability of every position in every information set."""
    for name in beliefs:
        if name not in game.information_sets:
            raise unknown_name("information set", name, game.information_sets)
    chances = reach(game, strategies)
    found = {}
    for name, information_set in game.information_sets.items():
        if name in beliefs:
            found[name] = _stated(game, information_set, beliefs[name])
        else:
            own = {x: chances[x] if len(information_set.positions) > 1 else 1 for x in information_set.positions}
            if not any(own.values()):
                raise ValueError(f"beliefs must be given where play doesn't come, got none for information set {name!r}")
            total = sum(own.values())
            found[name] = {x: number(Fraction(chance) / total) for x, chance in own.items()}
    return found


def _stated(game: ExtensiveGame, information_set: InformationSet, belief: Mapping[History, object]) -> dict[int, Scalar]:
    """A belief that was given, by position."""
    histories = {_history(game, x): x for x in information_set.positions}
    for history in belief:
        if history not in histories:
            raise unknown_name(f"position of information set {information_set.name!r}", str(history), map(str, histories))
    full = {x: belief.get(history, 0) for history, x in histories.items()}
    return distribution(full, f"belief in information set {information_set.name!r}")


def _history(game: ExtensiveGame, here: int) -> History:
    moves = []
    while here:
        moves.append(game.positions[here].move)
        here = game.positions[here].parent
    return tuple(reversed(moves))


def _irrational(game: ExtensiveGame, strategies: Behaviour, beliefs: Beliefs) -> Iterator[Violation]:
    """The information sets in which a player gains by doing something else from there on."""
    for name, found in game.information_sets.items():
        rest = _continuation(game, beliefs[name])
        profile = {each: strategies[each] for each in rest.information_sets}
        best = best_response(rest, profile, found.player)
        gain = best.value - expected_payoffs(rest, profile)[game.players.index(found.player)]
        if gain > 0:
            reason = f"{found.player!r} gains {number(gain)} in information set {name!r} by {best.actions[name]}"
            yield Violation(RATIONALITY, name, number(gain), f"{RATIONALITY}: {reason}")


def _continuation(game: ExtensiveGame, belief: Mapping[int, Scalar]) -> ExtensiveGame:
    """The game from an information set on, in which a belief comes true."""
    nodes = {str(x): game.positions[x].node for x in belief}
    root = next(iter(nodes.values())) if len(nodes) == 1 else Chance(nodes, {str(x): c for x, c in belief.items()})
    return ExtensiveGame(game.players, root)


def _misjudged(game: ExtensiveGame, strategies: Behaviour, beliefs: Beliefs) -> Iterator[Violation]:
    """The beliefs that aren't what Bayes' rule makes of the strategies, or of beliefs before."""
    chances = reach(game, strategies)
    for name, found in game.information_sets.items():
        if any(chances[x] for x in found.positions):
            off = _off(beliefs[name], chances)
            if off:
                yield Violation(BAYES, name, off, f"{BAYES}: a belief in information set {name!r} is off by {off}")
        else:
            yield from _misjudged_after(game, strategies, beliefs, found)


def _misjudged_after(
    game: ExtensiveGame, strategies: Behaviour, beliefs: Beliefs, found: InformationSet
) -> Iterator[Violation]:
    """The information sets from which Bayes' rule leads to another belief in one to which play doesn't come."""
    for before in game.information_sets:
        chances = _reach_from(game, strategies, beliefs[before])
        if all(x in chances for x in found.positions) and any(chances[x] for x in found.positions):
            off = _off(beliefs[found.name], chances)
            if off:
                reason = f"a belief in information set {found.name!r} is off by {off}, after {before!r}"
                yield Violation(BAYES_AFTER, found.name, off, f"{BAYES_AFTER}: {reason}")


def _reach_from(game: ExtensiveGame, strategies: Behaviour, belief: Mapping[int, Scalar]) -> dict[int, Scalar]:
    """The probabilities of the positions that follow an information set, by the belief in it."""
    chances = dict(belief)
    for here, position in enumerate(game.positions):
        if position.parent in chances:
            before = game.positions[position.parent].node
            steps = before.probabilities if isinstance(before, Chance) else strategies[before.information_set]  # type: ignore[union-attr]
            chances[here] = chances[position.parent] * steps[position.move]
    return chances


def _off(belief: Mapping[int, Scalar], chances: Mapping[int, Scalar] | Sequence[Scalar]) -> Scalar:
    """The most by which a belief differs from Bayes' rule."""
    total = sum(chances[x] for x in belief)
    return number(max(abs(chance - Fraction(chances[x]) / total) for x, chance in belief.items()))


def _inconsistent(trembles: Consistency) -> Iterator[Violation]:
    if not trembles.is_consistent:
        names = ", ".join(map(repr, trembles.conflict))
        what = (
            "no trembles are of these orders" if trembles.orders is None else f"a product of likelihoods is {trembles.product}"
        )
        reason = f"{CONSISTENCY}: the beliefs in {names} contradict one another or the strategies; {what}"
        yield Violation(CONSISTENCY, trembles.conflict[0], number(trembles.product), reason)
