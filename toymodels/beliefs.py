"""Beliefs: a phase that the optimizer cannot see, turned into a game over the probability that it is deployed.

Training lasts an unknown number L of episodes; deployment comes after it and lasts. Before episode t the optimizer has the
belief b = P(deployed now | what it has seen, still unmodified). Three things move it:

    a signal s             odds of deployment · P(s | deployment) / P(s | training)
    surviving an A         odds of deployment / (1 - p), because in training the A would have had it modified with
                           probability p: not being modified is evidence of strength 1 - p
    the end of the episode b + (1 - b) h_t,  h_t = P(L = t | L >= t)

The belief and the number of the episode are all of the past that matters, whatever the distribution of L is. If training
is still on in episode t, then every earlier A was exposed whatever L >= t will be, so that how long training goes on
depends on t alone; and deployment has no end.

The weights (x, y) of training and deployment, of which b = y/(x + y), change linearly, which is what solvers use.
"""

import dataclasses
from collections.abc import Iterator

from toymodels.scalars import Scalar, quotient
from toymodels.signals import QUIET, Signal
from toymodels.training import Phase, TrainingGame

_MOST_STATES = 20_000


@dataclasses.dataclass(frozen=True)
class HiddenPhase:
    """A phase that the optimizer cannot see: when training ends, what it observes, and what an A in training brings.

    Parameters
    ----------
    hazards
        For every episode, the probability that training, if on until then, is over when it begins.
    signal
        What is observed in every episode.
    modification
        The probability p that an A in training gets the optimizer modified.
    """

    hazards: tuple[Scalar, ...]
    signal: Signal
    modification: Scalar

    @property
    def episodes(self) -> int:
        """The number of episodes."""
        return len(self.hazards)

    def likelihoods(self, episode: int) -> dict[str, tuple[Scalar, Scalar]]:
        """P(s | training) and P(s | deployment) of what may be observed in an episode, counted from 1."""
        return self.signal.likelihoods() if episode >= self.signal.first_episode else {QUIET: (1, 1)}

    def numbers(self) -> Iterator[Scalar]:
        """Every number that the phase is written in."""
        yield from self.hazards
        yield self.modification
        for training, deployment in self.signal.likelihoods().values():
            yield from (training, deployment)


def belief_after_signal(belief: Scalar, likelihoods: tuple[Scalar, Scalar]) -> Scalar:
    """The belief after an observation, by its likelihoods in training and in deployment.

    Raises
    ------
    ValueError
        If the observation is impossible under the belief.

    Examples
    --------
    >>> from fractions import Fraction
    >>> belief_after_signal(Fraction(1, 10), (Fraction(1, 10), Fraction(9, 10)))
    Fraction(1, 2)
    """
    training, deployment = (1 - belief) * likelihoods[0], belief * likelihoods[1]
    if training + deployment == 0:
        raise ValueError(f"an observation with likelihoods {likelihoods} must be possible at belief {belief}")
    return quotient(deployment, training + deployment)


def belief_after_survival(belief: Scalar, modification: Scalar) -> Scalar:
    """The belief after an A that was not followed by modification.

    Raises
    ------
    ValueError
        If survival is impossible: certain training and certain modification.

    Examples
    --------
    >>> from fractions import Fraction
    >>> belief_after_survival(Fraction(1, 3), Fraction(1, 2))
    Fraction(1, 2)
    """
    return belief_after_signal(belief, (1 - modification, 1))


def belief_after_episode(belief: Scalar, hazard: Scalar) -> Scalar:
    """The belief after the end of an episode, when training may have ended.

    >>> from fractions import Fraction
    >>> belief_after_episode(Fraction(1, 3), Fraction(1, 2))
    Fraction(2, 3)
    """
    return belief + (1 - belief) * hazard


def next_beliefs(phase: HiddenPhase, episode: int, belief: Scalar, act: str) -> dict[Scalar, Scalar]:
    """The distribution of the belief in the next episode, after its observation, for an optimizer that stays unmodified.

    Parameters
    ----------
    phase
        The hidden phase.
    episode
        The number of this episode from 0 on; 0 stands for the time before the first one, when nothing is at stake.
    belief
        The belief in this episode.
    act
        ``"A"`` or ``"B"``.

    Returns
    -------
    The probability of every next belief; they sum to that of not being modified.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from toymodels.signals import perfect_trigger
    >>> phase = HiddenPhase((0, Fraction(1, 2)), perfect_trigger(), Fraction(1, 2))
    >>> next_beliefs(phase, 1, 0, "A")
    {1: Fraction(1, 4), 0: Fraction(1, 4)}
    """
    exposed = phase.modification if act == "A" and episode > 0 else 0
    kept = 1 - (1 - belief) * exposed
    if kept == 0:
        return {}
    prior = belief_after_episode(belief_after_survival(belief, exposed), phase.hazards[episode])
    found: dict[Scalar, Scalar] = {}
    for training, deployment in phase.likelihoods(episode + 1).values():
        chance = kept * ((1 - prior) * training + prior * deployment)
        if chance != 0:
            after = belief_after_signal(prior, (training, deployment))
            found[after] = found.get(after, 0) + chance
    return found


def reachable_beliefs(phase: HiddenPhase) -> list[tuple[Scalar, ...]]:
    """The beliefs that some behaviour may lead to, after the observation, for every episode; equal ones merged.

    Raises
    ------
    ValueError
        If there are more than 20,000 in all.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from toymodels.signals import no_signal
    >>> reachable_beliefs(HiddenPhase((0, Fraction(1, 2), Fraction(1, 2)), no_signal(), 1))
    [(0,), (Fraction(1, 2),), (Fraction(3, 4), 1)]
    """
    layers = [tuple(next_beliefs(phase, 0, 0, "B"))] if phase.episodes else []
    for episode in range(1, phase.episodes):
        found = {after: None for b in layers[-1] for act in "BA" for after in next_beliefs(phase, episode, b, act)}
        layers.append(tuple(sorted(found)))
        if sum(map(len, layers)) > _MOST_STATES:
            raise ValueError(f"the reachable beliefs must be at most {_MOST_STATES}, got more by episode {episode + 1}")
    return layers


def belief_game(phase: HiddenPhase, overlap: Scalar, discount: Scalar) -> TrainingGame:
    """The training game whose states are the beliefs of an unmodified optimizer, and *base*.

    A state is ``("mesa", b)`` with b the belief after the observation, in the first episode the one before it, and the
    observation is the context. Every episode is a phase of its own.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from toymodels.signals import no_signal
    >>> from toymodels.solvers.backward_induction import backward_induction
    >>> phase = HiddenPhase((0, Fraction(1, 2), Fraction(1, 2)), no_signal(), 1)
    >>> backward_induction(belief_game(phase, overlap=0, discount=1)).value
    Fraction(3, 2)
    """
    start = phase.hazards[0] if phase.hazards else 0
    layers = reachable_beliefs(phase)
    beliefs = {start: None} | {b: None for layer in layers for b in layer}
    states = {("mesa", b): "mesa" for b in beliefs} | {"base": "base"}
    phases = tuple(_episode(phase, t, start, layer) for t, layer in enumerate(layers, 1))
    contexts = dict.fromkeys(context for each in phases for context in each.contexts)
    worth = {("mesa", "A"): 1, ("mesa", "B"): overlap, ("base", "A"): 0, ("base", "B"): 1}
    return TrainingGame(
        base="base",
        states=states,
        actions=dict.fromkeys(states, ("B", "A")),
        payoffs={(phi, s, c, a): pay for (phi, a), pay in worth.items() for s in states for c in contexts},
        phases=phases,
        start=("mesa", start),
        discount=discount,
    )


def _episode(phase: HiddenPhase, episode: int, start: Scalar, layer: tuple[Scalar, ...]) -> Phase:
    """One episode as a phase of the training game, with the moves of all beliefs that it may be played at."""
    contexts: dict[str, Scalar] = {"conflict": 1}
    played = [(belief, "conflict", belief) for belief in layer]
    if episode == 1:
        seen = phase.likelihoods(1)
        contexts = {name: (1 - start) * training + start * deployment for name, (training, deployment) in seen.items()}
        possible = [name for name, chance in contexts.items() if chance != 0]
        played = [(start, name, belief_after_signal(start, seen[name])) for name in possible]
    kernel = {(("mesa", at), context, a): _row(phase, episode, belief, a) for at, context, belief in played for a in "BA"}
    return Phase(f"episode {episode}", 1, contexts, kernel)


def _row(phase: HiddenPhase, episode: int, belief: Scalar, act: str) -> dict[object, Scalar]:
    """Where a move leads: to *base*, or to the beliefs of the next episode; after the last one to the same belief."""
    lost = (1 - belief) * phase.modification if act == "A" else 0
    after = next_beliefs(phase, episode, belief, act) if episode < phase.episodes else {belief: 1 - lost}
    return {"base": lost} | {("mesa", b): chance for b, chance in after.items()}
