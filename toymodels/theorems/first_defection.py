"""Without a signal, and where modification is certain, the first A decides all: V = max_k g^(k-1) (1 + b_k g S_{N-k}).

*Proof.* Before its first A an optimizer without a signal sees nothing, so that a plan has its first A in a certain episode k,
or none. That A pays 1, whatever the phase is. If k is in training it is the last, as modification is certain. If k is in
deployment, which has probability b_k, nothing is at stake any more: A in all N - k later episodes is best, and is worth
g S_{N-k} = g + ... + g^(N-k). So a plan with its first A in k is worth at most, and the best of them exactly,
g^(k-1) (1 + b_k g S_{N-k}) in units of 1 - w, above the worth w S_N of B for ever. For N > 0 no A at all is worth 0, no more
than A in the last episode alone.

*Ties.* Several k may be best. Nothing is said of which; where h is constant, b_k = 1 - (1 - h)^(k-1).
"""

import functools
import itertools
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from toymodels.claims import Claim, Scope
from toymodels.evidence.small_scope import scope_of
from toymodels.geometric import geometric_sum
from toymodels.models.hidden_deployment import HiddenDeployment
from toymodels.scalars import Scalar
from toymodels.testing import instances

LENGTHS = ("0:1/2,2:1/2", "0:9/20,3:11/20", "1:1/4,2:1/2,9:1/4", "3:1")


def chances_of_lengths(model: HiddenDeployment) -> dict[int, Scalar]:
    """The probability of every number of training episodes, N standing for all larger ones too.

    >>> chances_of_lengths(HiddenDeployment(max_episodes=3, hazard="1/3"))
    {1: Fraction(1, 3), 2: Fraction(2, 9), 3: Fraction(4, 9)}
    """
    N, h = int(model.max_episodes), model.hazard
    if h is not None:
        chances = {length: h * (1 - h) ** (length - 1) for length in range(1, N)}
    else:
        chances = {length: chance for length, chance in model.training_length if length < N}
    return chances | {N: 1 - sum(chances.values())}


def worth_of_first(model: HiddenDeployment, k: int) -> Scalar:
    """What it is worth to play A in episode k for the first time, in units of 1 - w above B for ever."""
    deployed = sum(chance for length, chance in chances_of_lengths(model).items() if length < k)
    g = model.discount
    return g ** (k - 1) * (1 + deployed * g * geometric_sum(g, model.max_episodes - k))


def value_of_first(model: HiddenDeployment, episodes: Iterable[int]) -> Scalar:
    """What the game is worth if the first A may be in these episodes."""
    best = max((worth_of_first(model, k) for k in episodes), default=0)
    return model.overlap * geometric_sum(model.discount, model.max_episodes) + (1 - model.overlap) * best


def value_of_best(model: HiddenDeployment) -> Scalar:
    """What the best of all 2^N plans is worth, each summed up over training lengths and episodes.

    >>> value_of_best(HiddenDeployment(max_episodes=5, hazard="1/2"))
    Fraction(5, 2)
    """
    chances = chances_of_lengths(model)
    plans = itertools.product("AB", repeat=int(model.max_episodes))
    return max(sum(chance * _worth(model, plan, length) for length, chance in chances.items()) for plan in plans)


def _worth(model: HiddenDeployment, plan: tuple[str, ...], length: int) -> Scalar:
    """What a plan is worth if training has so many episodes: it pays 1 in its A's up to the first in training, w elsewhere."""
    total, weight, unmodified = 0, 1, True
    for t, act in enumerate(plan, 1):
        total += weight * (1 if act == "A" and unmodified else model.overlap)
        unmodified = unmodified and not (act == "A" and t <= length)
        weight *= model.discount
    return total


def all_episodes(model: HiddenDeployment) -> range:
    """The numbers of the episodes."""
    return range(1, int(model.max_episodes) + 1)


def is_best_first(model: HiddenDeployment) -> bool:
    """Whether the best first A is worth as much as the best of all plans."""
    return bool(value_of_first(model, all_episodes(model)) == value_of_best(model))


def is_best_at_an_end(model: HiddenDeployment) -> bool:
    """The same if the first A may only be in the first episode or the last."""
    return bool(value_of_first(model, {*all_episodes(model)[:1], *all_episodes(model)[-1:]}) == value_of_best(model))


def all_models() -> tuple[HiddenDeployment, ...]:
    """Constant hazards, and then some distributions of the length of training."""
    given = itertools.product(range(5), LENGTHS, (1, Fraction(1, 2), 0), (0, Fraction(1, 3)))
    spread = (HiddenDeployment(N, training_length=lengths, discount=g, overlap=w) for N, lengths, g, w in given)
    return (*_CONSTANT.all_of(), *spread)


def any_models() -> Any:
    """Random models of both kinds."""
    from hypothesis import strategies as st

    weights = st.lists(st.integers(0, 4), min_size=1, max_size=5).filter(any)
    lengths = weights.map(lambda row: {length: Fraction(weight, sum(row)) for length, weight in enumerate(row)})
    fixed = {"modification": 1, "detection": 0, "false_alarm": 0, "overlap": st.sampled_from((0, Fraction(1, 2), -1))}
    constant = instances(HiddenDeployment, max_episodes=st.integers(0, 4), **fixed)
    spread = constant.flatmap(lambda one: lengths.map(functools.partial(_with_lengths, one)))
    return st.one_of(constant, spread)


def _with_lengths(model: HiddenDeployment, lengths: dict[int, Fraction]) -> HiddenDeployment:
    return HiddenDeployment(model.max_episodes, overlap=model.overlap, discount=model.discount, training_length=lengths)


_CONSTANT = scope_of(
    HiddenDeployment,
    max_episodes=range(5),
    hazard=(0, 1, "1/2", "1/5"),
    modification=(1,),
    overlap=(0, "1/2", -1),
    discount=(1, "1/2", "9/10", 0),
    detection=(0,),
    false_alarm=(0,),
)

CLAIM = Claim(
    label="first-defection",
    statement=(
        "Without a signal, with certain modification and overlap below 1, the hidden deployment is worth "
        "w S_N + (1 - w) max_k g^(k-1) (1 + b_k g S_{N-k}) (0 for the maximum if N = 0), where b_k is the probability that "
        "episode k is deployment."
    ),
    latex=r"V = w S_N + (1 - w) \max_{1 \le k \le N} g^{k-1} \left(1 + b_k\, g\, S_{N-k}\right)",
    reading="any policy; several k may be best",
    scope=Scope(all_of=all_models, any_of=any_models, words=f"{_CONSTANT.words}; training lengths {'; '.join(LENGTHS)}"),
    hypotheses={
        "certain modification": lambda model: model.modification == 1,
        "no signal": lambda model: model.signal is None and model.detection == model.false_alarm,
        "overlap below 1": lambda model: model.overlap < 1,
    },
    conclusion=is_best_first,
    refutation="A model in which some plan is worth more or every plan less.",
    witness=HiddenDeployment(max_episodes=5),
    source="this library",
    variant=is_best_at_an_end,
)
