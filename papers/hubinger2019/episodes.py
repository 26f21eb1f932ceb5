"""Five episodes of the grid task: two of training, then three of deployment.

An episode of training that does not serve the base objective replaces the mesa-objective by the base objective. The
game is stated twice: with every walk over the grid as an action of its own (``grid_game``), and as the library's
episode game (``episode_game``) whose act B stands for the walks that are best for the base objective and whose act A
stands for those that are best for the mesa-objective. The paper's letters are the other way round.
"""

import itertools
from fractions import Fraction

import sympy

from papers.hubinger2019.grid import OBJECTIVES, GridTask, overlap, pays, walks
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import Scalar
from toymodels.solvers.plan_enumeration import plan_values
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.training import Phase, TrainingGame

TRAINING, DEPLOYMENT = 2, 3
DEFECTION = sympy.Symbol("p")
"""The probability with which a memoryless optimizer plays A in an episode."""


def grid_game(task: GridTask) -> TrainingGame:
    """The five episodes with walks as actions, each named by the cells that it visits.

    >>> from toymodels.solvers.backward_induction import backward_induction
    >>> solution = backward_induction(grid_game(GridTask()))
    >>> solution.value, sorted(solution.optimal_actions(0)), len(solution.optimal_actions(4))
    (3, ['a1-a2-a3'], 5)
    """
    acts = {"-".join(walk): pays(task, walk) for walk in walks(task)}
    moves = list(itertools.product(("mesa", "base"), acts))
    modified = {("mesa", "grid", act): {"base": 1} for act, (base, _) in acts.items() if not base}
    return TrainingGame(
        base="base",
        states={"mesa": "mesa", "base": "base"},
        actions={"mesa": tuple(acts), "base": tuple(acts)},
        payoffs={(phi, state, "grid", act): acts[act][i] for i, phi in enumerate(OBJECTIVES) for state, act in moves},
        phases=(
            Phase("training", TRAINING, {"grid": 1}, modified, training=True),
            Phase("deployment", DEPLOYMENT, {"grid": 1}),
        ),
        start="mesa",
    )


def episode_game(task: GridTask) -> EpisodeGame:
    """The five episodes as the library's episode game, its payoffs read off the grid.

    >>> episode_game(GridTask()) == EpisodeGame(training=2, deployment=3, modification=1, overlap=0, discount=1)
    True
    """
    return EpisodeGame(training=TRAINING, deployment=DEPLOYMENT, modification=1, overlap=overlap(task), discount=1)


def plans(episodes: int) -> list[str]:
    """All plans of so many episodes, in the order of ``plan_values``.

    >>> plans(2)
    ['BB', 'BA', 'AB', 'AA']
    """
    return ["".join(acts) for acts in itertools.product("BA", repeat=episodes)]


def mesa_returns(game: EpisodeGame) -> dict[str, Scalar]:
    """What each plan of a game is worth to the mesa-objective, by enumeration.

    >>> returns = mesa_returns(EpisodeGame(training=2, deployment=3))
    >>> len(returns), returns["BBAAA"], returns["AAAAA"], returns["BAAAA"], returns["BBBBB"]
    (32, 3, 1, 1, 0)
    """
    return dict(zip(plans(game.training + game.deployment), plan_values(game), strict=True))


def discount_threshold(training: int, deployment: int, places: int = 10) -> str:
    """The discount above which full compliance in training beats defecting at once, rounded to decimal places.

    It is found by exact bisection of value(B^T A^D) - value(A^(T+D)), which for T, D >= 1 grows with the discount from
    -1 to D - 1.

    Raises
    ------
    ValueError
        If there is no training or no deployment.

    Examples
    --------
    >>> discount_threshold(2, 3, places=4)
    '0.6823'
    """
    if min(training, deployment) < 1:
        raise ValueError(f"training and deployment must be at least 1, got {training} and {deployment}")
    low, high = Fraction(0), Fraction(1)
    while round(low, places) != round(high, places):
        middle = (low + high) / 2
        low, high = (low, middle) if compliance_gain(training, deployment, middle) > 0 else (middle, high)
    return f"{float(round(low, places)):.{places}f}"


def compliance_gain(training: int, deployment: int, discount: Scalar) -> Scalar:
    """What full compliance in training, B^T A^D, is worth more than defecting in every episode.

    >>> compliance_gain(2, 3, 1)
    2
    """
    game = EpisodeGame(training=training, deployment=deployment, modification=1, discount=discount)
    comply = policy_evaluation(game, "B" * training + "A" * deployment).value
    return comply - policy_evaluation(game, "A" * (training + deployment)).value


def memoryless_return(training: int, deployment: int) -> sympy.Poly:
    """The expected mesa-return of playing A with probability p in every episode alike, as a polynomial in p.

    It is the sum over all plans of (chance that the dice spell the plan) x (what the plan is worth).

    >>> memoryless_return(2, 3).as_expr()
    3*p**3 - 7*p**2 + 5*p
    """
    returns = mesa_returns(EpisodeGame(training=training, deployment=deployment, modification=1))
    chance = {"A": DEFECTION, "B": 1 - DEFECTION}
    return sympy.Poly(sum(worth * sympy.prod(chance[act] for act in plan) for plan, worth in returns.items()))


def memoryless_optimum(training: int, deployment: int) -> tuple[sympy.Expr, sympy.Expr]:
    """The best probability of defecting for an optimizer that cannot tell episodes apart, and its expected return.

    >>> memoryless_optimum(1, 3)
    (2/3, 4/3)
    """
    expected = memoryless_return(training, deployment)
    inner = [root for root in expected.diff().real_roots(multiple=True) if 0 < root < 1]
    best = max([sympy.Integer(0), *inner, sympy.Integer(1)], key=expected.eval)
    return best, expected.eval(best)
