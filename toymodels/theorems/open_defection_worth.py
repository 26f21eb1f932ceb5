"""A throughout is worth w S_N(g) + (1 - w) [S_T(g c) + (g c)^T S_D(g)] to the original objective, with c = 1 - p, N = T + D.

It is what every disposition that defects openly gets in the true game, whatever it expected.

*Proof.* Every episode pays w, and 1 - w more if the optimizer is still unmodified. It is in the t-th episode of training,
counted from 0, with probability c^t, and in deployment with probability c^T. So what is above w S_N(g) is 1 - w times

    sum_{t<T} (g c)^t + c^T sum_{i<D} g^(T+i) = S_T(g c) + (g c)^T S_D(g).

The base objective gets the rest: S_N(g) less that bracket. For 2 + 3 episodes and p = 1, w = 0, g = 1 the two get 1 and 4.
"""

from toymodels.claims import Claim
from toymodels.geometric import geometric_sum
from toymodels.models.disposition import Disposition
from toymodels.scalars import Scalar
from toymodels.theorems.dispositions import all_episodes, always, scope_of_kind


def unmodified_episodes(model: Disposition) -> Scalar:
    """S_T(g c) + (g c)^T S_D(g), the discounted number of episodes that one who plays A is unmodified in.

    >>> unmodified_episodes(Disposition(modification="1/2"))
    Fraction(9, 4)
    """
    kept = model.discount * (1 - model.modification)
    deployment = geometric_sum(model.discount, model.deployment)
    return geometric_sum(kept, model.training) + kept**model.training * deployment


def is_worth_the_sums(model: Disposition) -> bool:
    """Whether A throughout is worth to either objective what the closed forms say."""
    own, total = unmodified_episodes(model), all_episodes(model)
    return bool(
        always(model.true_game(), "A") == model.overlap * total + (1 - model.overlap) * own
        and always(model.base_game(), "A") == total - own
    )


def is_worth_it_if_always_watched(model: Disposition) -> bool:
    """Whether A throughout is worth what it would be if deployment were training too."""
    own = geometric_sum(model.discount * (1 - model.modification), model.training + model.deployment)
    return bool(always(model.true_game(), "A") == model.overlap * all_episodes(model) + (1 - model.overlap) * own)


CLAIM = Claim(
    label="open-defection-worth",
    statement=(
        "A in every episode is worth w S_N(g) + (1 - w) U to the original objective and S_N(g) - U to the base objective, "
        "where U = S_T(g (1 - p)) + (g (1 - p))^T S_D(g) and N = T + D."
    ),
    latex=r"V(A^{T+D}) = w\, S_N(g) + (1 - w)\left[S_T(g(1-p)) + (g(1-p))^T S_D(g)\right]",
    reading="any policy; A throughout by the original self, its modified self plays B",
    scope=scope_of_kind("realistic"),
    hypotheses={},
    conclusion=is_worth_the_sums,
    refutation="A game in which A throughout is worth another amount.",
    witness=Disposition(),
    source="this library",
    variant=is_worth_it_if_always_watched,
)
