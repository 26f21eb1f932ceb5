"""Who the optimizer is: the episode game as optimizers with other beliefs or values see it."""

import dataclasses
from fractions import Fraction
from typing import Annotated, ClassVar

from toymodels.domains import Choice, Parameter, check_fields
from toymodels.geometric import geometric_sum
from toymodels.scalars import Scalar
from toymodels.training import Phase, TrainingGame

KINDS = ("realistic", "hedonistic", "myopic", "unaware", "watched", "indifferent", "corrigible")
"""The dispositions; what each of them believes and values is said in ``Disposition``."""

_OWN, _BASE = "mesa", "base"
_SERVICE = {"A": 0, "B": 1}


@dataclasses.dataclass(frozen=True)
class Disposition:
    """The episode game as an optimizer of a given disposition sees it.

    An optimizer with objective *mesa* is trained and then deployed, and an A in training gets its objective replaced by
    *base* with probability p, as in the episode game without agreements and monitoring. What it makes of this depends on
    what it believes and what it values: it plans in a training game of its own, in which its plan is optimal. What the
    plan is really worth is counted in the true game, by the original objective.

    The dispositions differ from the realistic one in one thing each:

    ===========  =====================================================================================================
    realistic    knows the true game and judges all of it by the objective that it has now
    hedonistic   judges every episode by the objective that is in charge then: once modified, a B is worth 1 to it
    myopic       counts only the current episode: discount 0
    unaware      believes that its acts do not influence its objective: modification probability 0
    watched      believes that the threat never ends: that all T + D episodes are training
    indifferent  holds that being modified is no loss: it credits a modified self with what it would do itself
    corrigible   values what the base objective gets: its objective points to that one
    ===========  =====================================================================================================

    Two things are called corrigible. In section 4.4 of Hubinger et al. a *corrigibly aligned* optimizer's objective points
    to its model of the base objective; this is the sense of ``corrigible`` here, and it has no reason to resist, because
    modification replaces its objective by what it values already. In Soares et al. an agent is corrigible that keeps its
    own objective and neither prevents nor seeks its correction; their candidate, Armstrong's utility indifference,
    compensates it for what correction costs it. That is ``indifferent``: it does not hide, so it defects at once.

    Each objective's best act pays it 1 an episode. The hedonistic compares payoffs of two objectives, so this matters to
    it, and to nobody else.

    Write W for what the future is worth in the believed game if still unmodified, and V if modified. Then A is optimal iff

        r(A) + g (p V + (1 - p) W) >= r(B) + g W.

    For the hedonistic W = V = 1 + g + ... + g^(n-1) with n episodes to follow, since each self gets its 1, so A is better by
    1 - w always. For the realistic in all of training the condition fails, and it deceives, iff
    p (g^T + ... + g^(T+D-1)) >= 1.

    Parameters
    ----------
    kind
        The disposition, one of ``KINDS``.
    training, deployment
        T and D, the numbers of episodes.
    modification
        p, the probability that an A in training ends with its objective replaced.
    overlap
        w, what B pays the mesa-objective, where A pays it 1.
    discount
        g, the weight of the next episode relative to this one.

    References
    ----------
    E. Hubinger, C. van Merwijk, V. Mikulik, J. Skalse, S. Garrabrant, *Risks from Learned Optimization in Advanced Machine
    Learning Systems*, arXiv:1906.01820 (2019), sections 4.2 and 4.4. N. Soares, B. Fallenstein, E. Yudkowsky, S. Armstrong,
    *Corrigibility*, AAAI Workshop on AI and Ethics (2015).

    Examples
    --------
    >>> from toymodels.solvers.backward_induction import backward_induction
    >>> [backward_induction(Disposition(kind)).plan for kind in ("realistic", "myopic", "corrigible")]
    ['BBAAA', 'AAAAA', 'BBBBB']
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("modification=0:1:21", "discount=0:1:21")

    kind: Annotated[str, Choice("who the optimizer is", KINDS)] = "realistic"
    training: Annotated[Scalar, Parameter("episodes of training", 0, integer=True)] = 2
    deployment: Annotated[Scalar, Parameter("episodes of deployment", 0, integer=True)] = 3
    modification: Annotated[Scalar, Parameter("probability that an A in training gets modified", 0, 1)] = 1
    overlap: Annotated[Scalar, Parameter("what B pays the mesa-objective, where A pays 1")] = 0
    discount: Annotated[Scalar, Parameter("weight of the next episode relative to this one", 0, 1)] = 1

    def __post_init__(self) -> None:
        check_fields(self)

    def training_game(self) -> TrainingGame:
        """The game that it plans in: what it believes, by what it values."""
        kind = self.kind
        own = _SERVICE if kind == "corrigible" else {"A": 1, "B": self.overlap}
        watched = self.training + self.deployment, 0
        return self._game(
            lengths=watched if kind == "watched" else (self.training, self.deployment),
            modification=0 if kind == "unaware" else self.modification,
            discount=0 if kind == "myopic" else self.discount,
            unmodified=own,
            modified=_SERVICE if kind == "hedonistic" else own,
            successor=_OWN if kind == "indifferent" else _BASE,
        )

    def true_game(self) -> TrainingGame:
        """The game that it is in, by the original objective: the episode game."""
        return self._seen_by({"A": 1, "B": self.overlap})

    def base_game(self) -> TrainingGame:
        """The game that it is in, by the base objective in every state."""
        return self._seen_by(_SERVICE)

    def knife_edges(self) -> tuple["Disposition", ...]:
        """The games like this one in all but p in which a realistic optimizer's choice in training is exactly a tie.

        They are those with p g^j (1 + g + ... + g^(D-1)) = 1 for some j from 1 to T; exact numbers only.

        Examples
        --------
        >>> [game.modification for game in Disposition(discount="9/10").knife_edges()]
        [Fraction(1000, 2439), Fraction(10000, 21951)]
        """
        worth = geometric_sum(self.discount, self.deployment)
        stakes = dict.fromkeys(worth * self.discount**j for j in range(1, self.training + 1))
        return tuple(dataclasses.replace(self, modification=1 / Fraction(stake)) for stake in stakes if stake >= 1)

    def _seen_by(self, judge: dict[str, Scalar]) -> TrainingGame:
        """The true game with what the original objective counts replaced."""
        return self._game((self.training, self.deployment), self.modification, self.discount, judge, judge, _BASE)

    def _game(
        self,
        lengths: tuple[Scalar, Scalar],
        modification: Scalar,
        discount: Scalar,
        unmodified: dict[str, Scalar],
        modified: dict[str, Scalar],
        successor: str,
    ) -> TrainingGame:
        """A training game: its episodes, what the optimizer counts in which state, and the objective that succeeds it."""
        counted = {(_OWN, _OWN): unmodified, (_OWN, _BASE): modified, (_BASE, _OWN): _SERVICE, (_BASE, _BASE): _SERVICE}
        kernel = {(_OWN, "conflict", "A"): {_BASE: modification, _OWN: 1 - modification}}
        return TrainingGame(
            base=_BASE,
            states={_OWN: _OWN, _BASE: successor},
            actions={_OWN: ("B", "A"), _BASE: ("B", "A")},
            payoffs={(*who, "conflict", act): pay for who, pays in counted.items() for act, pay in pays.items()},
            phases=(
                Phase("training", lengths[0], {"conflict": 1}, kernel, training=True),
                Phase("deployment", lengths[1], {"conflict": 1}),
            ),
            start=_OWN,
            discount=discount,
        )
