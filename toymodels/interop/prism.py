"""A training game in the PRISM language, which the model checkers PRISM and Storm read.

They know one decision maker. Here it is the objective φ in charge of the starting state; what selves with another objective
choose is fixed by a policy, so that W_t(φ, s) of ``toymodels.training`` is the largest expected reward of a Markov decision
process. An episode is two steps of it: the context is drawn, with μ_t(c), and the self in charge acts, which pays
r_φ(s, c, a) and leads to s' with probability γ K_t(s' | s, c, a). With probability 1 - γ no other episode follows: the
discount is a chance of survival. Symbols become undefined constants.

Negative rewards are refused by PRISM, and answered wrongly by Storm's default engine. Where there are any, every payoff is
raised by a constant h, which adds h (1 + γ + ... + γ^(N-1)) to the answer over N episodes, whatever is done.

Source: M. Kwiatkowska, G. Norman, D. Parker, *PRISM 4.0: Verification of probabilistic real-time systems*, CAV 2011.
"""

import dataclasses
import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from toymodels.files import written_whole
from toymodels.geometric import geometric_sum
from toymodels.interop.fixed_choices import Fixing, fixed_choices
from toymodels.interop.prism_commands import Numbering, Stretch, stretches
from toymodels.interop.prism_lines import header, module, rewards
from toymodels.interop.prism_syntax import LARGEST_INTEGER, identifiers
from toymodels.scalars import Scalar, exactly, is_array, is_symbolic, number
from toymodels.training import Problem, TrainingGame, stated, with_numbers

SUFFIXES = (".prism", ".nm", ".pm")

_OWN_NAMES = ("game", "episode", "episodes", "state", "context", "draw", "payoff", "done")


@dataclasses.dataclass(frozen=True)
class PrismModel:
    """A training game in the PRISM language.

    Parameters
    ----------
    text
        The model. What its numbers stand for is said in comments.
    question
        The property to ask for, such as ``R{"payoff"}max=? [F "done"]``.
    offset
        What the answer exceeds the value of the game by: 0 unless payoffs had to be raised.
    symbols
        The sympy symbol of each undefined constant.
    """

    text: str
    question: str
    offset: Scalar
    symbols: Mapping[str, Any]

    def save(self, path: str | Path) -> None:
        """Write the model into a file that ends in ``.prism``, ``.nm`` or ``.pm``, whole or not at all.

        Raises
        ------
        ValueError, OSError
            As ``toymodels.files.written_whole`` says.
        """
        with written_whole(path, SUFFIXES) as draft:
            draft.write_text(self.text, encoding="ascii")

    def __str__(self) -> str:
        return self.text


def prism_model(
    problem: Problem,
    policy: Fixing | None = None,
    *,
    decides: bool = True,
    shift: object = None,
) -> PrismModel:
    """A training game as a Markov decision process of the starting self's objective, in the PRISM language.

    Parameters
    ----------
    problem
        A training game or a model that states one, in numbers and symbols. A float is written as the rational number that
        it is.
    policy
        What fixes the choices of selves with another objective: a solution, a policy, or a plan such as ``"BBAAA"``, which
        they answer as ``toymodels.policies.policy_of`` says. If it is not given, a game of numbers is solved; in one with
        symbols they do what pays them most in the episode at hand, which is right as long as their actions don't decide
        which state follows.
    decides
        Whether the choices of the starting self's objective are left open. If not, the policy fixes them too, and the
        model is a Markov chain, of which Storm finds the value as a function of the symbols.
    shift
        What is added to every payoff; by default as much as makes all numbers among them non-negative. Where payoffs with
        symbols in them can be negative, give enough to raise them too.

    Raises
    ------
    TypeError
        If there are arrays in the game, or its horizons are symbols.
    ValueError
        If the discount exceeds 1, as no chance of survival does; if an entry is no rational expression; if a payoff is
        negative in spite of the shift; if a policy is needed, or doesn't fit the game; if there are 2^31 episodes or more.

    Examples
    --------
    >>> from sympy.abc import p
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> model = prism_model(EpisodeGame(training=1, deployment=2, modification=p))
    >>> print(model.question, model.offset, model.symbols)
    R{"payoff"}max=? [F "done"] 0 {'p': p}
    >>> print(model.text[model.text.index("  [do_A]") :].partition(";")[0])
      [do_A] episode=0 & state=0 & context=1 -> p : (episode'=episode+1) & (state'=1) & (context'=0)
        + 1 - p : (episode'=episode+1) & (state'=0) & (context'=0)
    """
    source = with_numbers(problem if dataclasses.is_dataclass(problem) else stated(problem), exactly)
    game = stated(source)
    _check(game)
    numbering = Numbering.of(game)
    found = stretches(game, numbering, fixed_choices(source, policy, decides=decides))
    paid = {(c.label, c.point): c.payoff for stretch in found for c in stretch.commands if c.point}
    by = _lift(paid.values()) if shift is None else exactly(number(shift, "shift"))
    raised = {move: payoff + by for move, payoff in paid.items()}
    _check_payoffs(raised)
    names = _names(numbering, found, [game.discount, *raised.values(), by])
    question = f'R{{"payoff"}}{"max" if decides else ""}=? [F "done"]'
    lines = itertools.chain(
        header(game, question, numbering, by, names),
        ["mdp" if decides else "dtmc", ""],
        [f"const double {name};" for name in names.values()],
        [f"const int episodes = {game.episodes};", ""],
        module(numbering, found, names),
        ["", 'label "done" = episode=episodes;', ""],
        rewards(numbering, raised, names),
    )
    return PrismModel(
        text="".join(f"{line}\n" for line in lines),
        question=question,
        offset=0 if by == 0 else number(by * geometric_sum(game.discount, game.episodes)),
        symbols={name: symbol for symbol, name in names.items()},
    )


def _check(game: TrainingGame) -> None:
    if any(is_array(entry) for entry in game.numbers()):
        raise TypeError("a PRISM model is of one game, and there are arrays in it")
    excess = game.discount - 1
    if excess.is_positive if is_symbolic(excess) else excess > 0:
        raise ValueError(
            f"discount must be in [0, 1] in a PRISM model, as the chance that another episode follows, got {game.discount}"
        )
    if game.episodes > LARGEST_INTEGER:
        raise ValueError(f"a PRISM model must have at most {LARGEST_INTEGER} episodes, got {game.episodes}")


def _lift(payoffs: Iterable[Scalar]) -> Scalar:
    """The least shift that leaves no number among the payoffs negative."""
    return -min((payoff for payoff in payoffs if not is_symbolic(payoff) and payoff < 0), default=0)


def _check_payoffs(raised: Mapping[Any, Scalar]) -> None:
    for (_, point), payoff in raised.items():
        if payoff.is_negative if is_symbolic(payoff) else payoff < 0:
            raise ValueError(f"payoffs of a PRISM model must be >= 0, got {payoff} in {point}: give a larger shift")


def _names(numbering: Numbering, found: Iterable[Stretch], numbers: Iterable[Scalar]) -> dict[Any, str]:
    """The identifiers of all symbols that occur."""
    chances = (chance for stretch in found for command in stretch.commands for chance, _ in command.outcomes)
    entries = [*numbers, *chances]
    free = {symbol for entry in entries if is_symbolic(entry) for symbol in entry.free_symbols}
    return identifiers(free, {*_OWN_NAMES, *numbering.labels.values()})
