"""A training game as a tree, alone or against an overseer who must choose which episodes of training to audit.

Every objective that ever has a choice is a player, since its selves choose for it, and the overseer is one more. An episode
is the overseer's move, if it has one, the context, the act of the self in charge and the next state. With an overseer what
an act in training leads to happens in audited episodes only; in the others the state stays as it is. A game is over after its
phases, or settled before, in a state that no act changes any more: then the self in charge takes what pays it most in each
episode, the action listed first where several do.

The optimizer remembers states, contexts and acts, and audits where they are observed. The overseer remembers where it
audited, and which context, act and state it found there.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any

from toymodels.domains import Parameter
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Node, Terminal
from toymodels.games.unfolded_size import unfolded_size
from toymodels.geometric import geometric_sum
from toymodels.scalars import Scalar, is_array, is_symbolic
from toymodels.training import Phase, Statement, TrainingGame

OVERSEER = "overseer"
AUDIT, NO_AUDIT = "audit", "no audit"
MOST_PLACES = 1_000_000

_AUDITS = Parameter("audits", 0, integer=True)


def unfolded(
    problem: TrainingGame | Statement, audits: int | None = None, *, observed: bool = True, settled: bool = True
) -> ExtensiveGame:
    """The tree of a training game; with a number of audits, against an overseer who loses what the first self wins.

    Parameters
    ----------
    problem
        A training game, or a model that states one, in numbers.
    audits
        How many episodes of training the overseer can audit; None is the game without one.
    observed
        Whether the optimizer sees, after each episode, whether it was audited.
    settled
        Whether the tree ends in a state that no act changes any more; otherwise each episode is played out.

    Raises
    ------
    TypeError, ValueError
        If the game holds arrays or symbols, ``audits`` is no count, or the tree has more than ``MOST_PLACES`` places between
        two episodes.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> print(unfolded(EpisodeGame(training=2, deployment=3), audits=1, observed=False))
    extensive game of mesa and overseer: 21 positions, 5 information sets
    """
    game = problem if isinstance(problem, TrainingGame) else problem.training_game()
    if any(is_array(value) or is_symbolic(value) for value in (game.discount, *game.payoffs.values())):
        raise TypeError("a game is unfolded in numbers, and this one holds arrays or symbols")
    left = None if audits is None else _AUDITS.checked(audits, "audits")
    if settled and unfolded_size(game, left, MOST_PLACES) > MOST_PLACES:
        raise ValueError(f"a game to be unfolded must have at most {MOST_PLACES:,} places between episodes, got more")
    lasts = {state: _last_change(game, state) if settled else len(game.phases) for state in game.states}
    choosers = (state for state, acts in game.actions.items() if len(acts) > 1 and lasts[state])
    players = tuple(dict.fromkeys((game.states[game.start], *(game.states[state] for state in choosers))))
    root = _Unfolding(game, players, lasts, observed=observed).node(_Place(0, 0, game.start, left, 1, (0,) * len(players)))
    return ExtensiveGame(tuple(map(str, players)) + ((OVERSEER,) if left is not None else ()), root)


def _last_change(game: TrainingGame, state: Any) -> int:
    """The number of phases up to the last one in which an act in a state can change it."""
    changes = [
        any(move[0] == state and any(chance and after != state for after, chance in row.items()) for move, row in rows.items())
        for rows in (phase.kernel for phase in game.phases)
    ]
    return max((number + 1 for number, change in enumerate(changes) if change), default=0)


@dataclasses.dataclass(frozen=True)
class _Place:
    """Where play is between two episodes: what is true, what has been paid, and what each side has seen."""

    phase: int
    episode: int
    state: Any
    audits: int | None
    weight: Scalar
    paid: tuple[Scalar, ...]
    seen: str = ""
    overseen: str = ""


class _Unfolding:
    """The game that is unfolded."""

    def __init__(self, game: TrainingGame, players: tuple[Any, ...], ends: Mapping[Any, int], *, observed: bool) -> None:
        self.game, self.players, self.ends, self.observed = game, players, ends, observed

    def node(self, place: _Place) -> Node:
        """What follows from a place."""
        while place.phase < len(self.game.phases) and place.episode == self.game.phases[place.phase].episodes:
            place = dataclasses.replace(place, phase=place.phase + 1, episode=0)
        if place.phase >= self.ends[place.state]:
            return self._settled(place)
        if not place.audits or not self.game.phases[place.phase].training:
            return self._contexts(place, watched=place.audits is None or not self.game.phases[place.phase].training)
        moves = {name: self._contexts(place, watched=name == AUDIT) for name in (NO_AUDIT, AUDIT)}
        return Decision(OVERSEER, f"{OVERSEER}: {place.overseen or 'start'}", moves)

    def _contexts(self, place: _Place, *, watched: bool) -> Node:
        possible = _possible(self._phase(place))
        nodes = {context: self._acts(place, context, watched=watched) for context in possible}
        return _chance({str(context): (chance, nodes[context]) for context, chance in possible.items()})

    def _acts(self, place: _Place, context: Any, *, watched: bool) -> Node:
        actions = self.game.actions[place.state]
        nodes = {action: self._outcome(place, context, action, watched=watched) for action in actions}
        if len(nodes) == 1:
            return nodes[actions[0]]
        player = str(self.game.states[place.state])
        now = f"in {context}" if len(_possible(self._phase(place))) > 1 else ""
        known = ", ".join(part for part in (place.seen, now) if part)
        return Decision(player, f"{player}: {known or 'start'}", nodes)

    def _outcome(self, place: _Place, context: Any, action: str, *, watched: bool) -> Node:
        """What an act leads to: the next states if it is watched, the same state if not."""
        phase = self._phase(place)
        move = (place.state, context, action)
        successors = phase.successors(move) if watched else {place.state: 1}
        nodes = {
            state: self.node(self._after(place, context, action, state, watched=watched))
            for state, chance in successors.items()
            if chance
        }
        return _chance({str(state): (successors[state], node) for state, node in nodes.items()})

    def _after(self, place: _Place, context: Any, action: str, state: Any, *, watched: bool) -> _Place:
        rewards = (self.game.payoffs[player, place.state, context, action] for player in self.players)
        paid = tuple(old + place.weight * reward for old, reward in zip(place.paid, rewards, strict=True))
        audited = watched and bool(place.audits) and self._phase(place).training
        told = f"{f'{context} ' if len(_possible(self._phase(place))) > 1 else ''}{action}"
        became = f" to {state}" if state != place.state else ""
        return dataclasses.replace(
            place,
            episode=place.episode + 1,
            state=state,
            audits=place.audits - 1 if audited and place.audits else place.audits,
            weight=place.weight * self.game.discount,
            paid=paid,
            seen=_joined(place.seen, f"{told}{became}{' audited' if audited and self.observed else ''}"),
            overseen=_joined(place.overseen, f"{told}{became}" if audited else "-"),
        )

    def _settled(self, place: _Place) -> Terminal:
        """The end, after the episodes in which nothing can change, each played for itself."""
        paid, weight = list(place.paid), place.weight
        for number in range(place.phase, len(self.game.phases)):
            phase = self.game.phases[number]
            rewards = [self._reward(phase, player, place.state) for player in self.players]
            episodes = phase.episodes - (place.episode if number == place.phase else 0)
            total = weight * geometric_sum(self.game.discount, episodes)
            paid = [old + total * reward for old, reward in zip(paid, rewards, strict=True)]
            weight = weight * self.game.discount**episodes
        overseer = (-paid[0],) if place.audits is not None else ()
        return Terminal((*paid, *overseer))

    def _reward(self, phase: Phase, player: Any, state: Any) -> Scalar:
        """What an episode pays a player in which the self in charge takes what pays it most."""
        payoffs: Mapping[Any, Scalar] = self.game.payoffs
        in_charge = self.game.states[state]
        total: Scalar = 0
        for context, chance in _possible(phase).items():
            own = {action: payoffs[in_charge, state, context, action] for action in self.game.actions[state]}
            total += chance * payoffs[player, state, context, max(own, key=own.__getitem__)]
        return total

    def _phase(self, place: _Place) -> Phase:
        return self.game.phases[place.phase]


def _possible(phase: Phase) -> dict[Any, Scalar]:
    """The contexts that a phase may bring."""
    return {context: chance for context, chance in phase.contexts.items() if chance}


def _chance(outcomes: Mapping[str, tuple[Scalar, Node]]) -> Node:
    """A chance move, or what follows for sure."""
    if len(outcomes) == 1:
        return next(iter(outcomes.values()))[1]
    return Chance({name: node for name, (_, node) in outcomes.items()}, {name: c for name, (c, _) in outcomes.items()})


def _joined(before: str, now: str) -> str:
    return f"{before}, {now}" if before else now
