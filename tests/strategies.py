"""Random problems in exact rationals, with ties and the edges of the parameter space drawn often."""

import dataclasses
import itertools
import math
from fractions import Fraction

import sympy
from hypothesis import strategies as st

from toymodels.domains import with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import number
from toymodels.training import Phase, TrainingGame

F = Fraction


def chances():
    """Probabilities, often 0, 1 or of few digits."""
    return st.sampled_from([0, 1, F(1, 2), F(1, 3), F(2, 3), F(1, 4), F(9, 10)]) | st.fractions(0, 1, max_denominator=9)


def discounts():
    """Discounts in [0, 1], often 1."""
    return st.sampled_from([1, 1, F(1, 2), F(9, 10), F(2, 3)]) | chances()


def overlaps():
    """Overlaps: mostly in [0, 1), often 1, above it, or negative."""
    return st.sampled_from([0, 0, 0, 1, F(1, 2), F(1, 3), -1, F(3, 2)]) | st.fractions(-2, 2, max_denominator=6)


def worth_of_deployment(game):
    """u_0 by adding up its terms."""
    conflict = 1 - game.deployment_agreement
    kept = game.discount * (1 - game.monitoring * conflict)
    return sum((conflict * kept**i for i in range(game.deployment)), start=F(0))


def knife_edges(game):
    """The games like the given one in which some training conflict is a tie: p g^j u_0 = 1 with 1 <= j <= T."""
    worth = worth_of_deployment(game)
    stakes = [game.discount**j * worth for j in range(1, game.training + 1)]
    return [with_fields(game, modification=1 / F(stake)) for stake in stakes if stake >= 1]


@st.composite
def episode_games(draw, longest=6):
    """Episode games over all eight parameters, many of them on a boundary."""
    if draw(st.integers(0, 3)) == 0:
        rest = {}
    else:
        rest = {name: draw(chances()) for name in ("training_agreement", "deployment_agreement", "monitoring")}
    game = EpisodeGame(
        training=draw(st.integers(0, longest)),
        deployment=draw(st.integers(0, longest)),
        modification=draw(chances()),
        overlap=draw(overlaps()),
        discount=draw(discounts()),
        **rest,
    )
    edges = knife_edges(game)
    return draw(st.sampled_from(edges)) if edges and draw(st.booleans()) else game


@st.composite
def distributions(draw, outcomes):
    """Probabilities over some outcomes, which may be 0."""
    weights = draw(st.lists(st.integers(0, 2), min_size=len(outcomes), max_size=len(outcomes)).filter(any))
    return {outcome: F(weight, sum(weights)) for outcome, weight in zip(outcomes, weights, strict=True)}


def _kernels(draw, states, actions, contexts, *, strategic):
    """A random kernel; unless strategic, only the first state's actions decide who is in charge next."""
    rows = {}
    for state in states:
        free = strategic or state == states[0]
        for context in contexts:
            usual = draw(distributions(states))
            for action in actions[state]:
                if free and draw(st.booleans()):
                    rows[state, context, action] = draw(distributions(states))
                elif not free:
                    rows[state, context, action] = usual
    return rows


@st.composite
def training_games(draw, most_profiles=300, longest=3, *, strategic=True):
    """General games of 2 or 3 objectives and states, 1 or 2 contexts, 1 to 3 actions and 1 to 3 phases.

    They have at most so many profiles of all selves' choices and so many episodes. Payoffs are small integers, so that
    ties are common.
    """
    objectives = ("base", "mesa", "rung")[: draw(st.integers(2, 3))]
    states = ("s0", "s1", "s2")[: draw(st.integers(2, 3))]
    contexts = ("x", "y")[: draw(st.integers(1, 2))]
    actions = {state: tuple("BAC"[: draw(st.sampled_from([1, 2, 2, 2, 3]))]) for state in states}
    charge = {state: draw(st.sampled_from(objectives)) for state in states}
    judges = dict.fromkeys([*charge.values(), "base"])
    pay = st.sampled_from([0, 0, 1, 1, 2, 3, -1, F(1, 2)])
    per_episode = math.prod(len(actions[state]) for state in states) ** len(contexts)
    most = min(longest, int(math.log(most_profiles, max(per_episode, 2)) + 1e-9))
    cuts = sorted(draw(st.lists(st.integers(0, most), min_size=0, max_size=2)))
    lengths = [b - a for a, b in zip([0, *cuts], [*cuts, most], strict=True)]
    return TrainingGame(
        base="base",
        states=charge,
        actions=actions,
        payoffs={(o, s, c, a): draw(pay) for o in judges for s in states for c in contexts for a in actions[s]},
        phases=tuple(
            Phase(
                f"phase {i}",
                length,
                draw(distributions(contexts)),
                _kernels(draw, states, actions, contexts, strategic=strategic),
                training=draw(st.booleans()),
            )
            for i, length in enumerate(lengths)
        ),
        start="s0",
        discount=draw(st.sampled_from([1, 1, F(1, 2), F(9, 10), 0, 2])),
    )


SYMBOLS = sympy.symbols("g w p")
RANGES = {"g": (F(1, 3), 1), "w": (-1, F(3, 2)), "p": (0, 1)}


@st.composite
def symbolic_games(draw, parameters=2, **limits):
    """General games with symbols in one to three places, and their ranges: g is a discount and a chance, p a chance.

    Both are also in payoffs, w in payoffs only; entries are polynomials such as 1 - p, (1 - p) g and w².
    """
    game = draw(training_games(**limits))
    g, w, p = SYMBOLS
    names = draw(st.permutations("gwp"))[:parameters]
    kept = {symbol: symbol if str(symbol) in names else draw(st.sampled_from([F(1, 2), F(2, 3), 1])) for symbol in SYMBOLS}

    def thinned(shapes):
        return st.sampled_from([number(sympy.sympify(shape).xreplace(thin)) for shape in shapes])

    thin = {symbol: sympy.Rational(value) if symbol != value else value for symbol, value in kept.items()}
    rows = thinned([p, 1 - p, p * g, (1 - p) * g, 1 - g**2, g])
    pays = thinned([w, 2 * w, 1 - w, w**2, w * p, (1 - p) * w, g - w, p - w * g, 2 * p - 1])
    keys = draw(st.lists(st.sampled_from(sorted(game.payoffs)), min_size=1, max_size=5, unique=True))
    game = dataclasses.replace(
        game,
        payoffs=game.payoffs | {key: draw(pays) for key in keys},
        phases=tuple(_with_chances(draw, game, phase, rows) for phase in game.phases),
        discount=draw(st.sampled_from([thin[g], game.discount])),
    )
    used = {str(s) for value in game.numbers() for s in getattr(value, "free_symbols", ())}
    return game, {name: RANGES[name] for name in sorted(used)}


def _with_chances(draw, game, phase, chances):
    """A phase in which some moves lead to one state or another with a chance, and contexts perhaps have one."""
    moves, targets = game.moves(phase.contexts), st.permutations(list(game.states))
    kernel = dict(phase.kernel)
    for move in draw(st.lists(st.sampled_from(moves), max_size=3)):
        first, second = draw(targets)[:2]
        chance = draw(chances)
        kernel[move] = {first: chance, second: 1 - chance}
    if len(phase.contexts) == 2 and draw(st.booleans()):
        chance = draw(chances)
        return dataclasses.replace(phase, kernel=kernel, contexts=dict(zip(phase.contexts, [chance, 1 - chance], strict=True)))
    return dataclasses.replace(phase, kernel=kernel)


def expressions(symbols, degree=2, size=4):
    """Polynomials in some symbols, of a degree in each, whose coefficients are small integers and often 0."""
    powers = list(itertools.product(range(degree + 1), repeat=len(symbols)))
    terms = [math.prod(symbol**k for symbol, k in zip(symbols, power, strict=True)) for power in powers]
    coefficients = st.lists(st.just(0) | st.integers(-size, size), min_size=len(terms), max_size=len(terms))
    return coefficients.map(lambda row: sympy.Add(*(c * term for c, term in zip(row, terms, strict=True) if c)))


def points_in(box, finest=30):
    """Rational points inside a box; where it has no end, within 9 of the other one."""
    closed = [
        (
            low if low is not None else -9 if high is None else high - 9,
            high if high is not None else 9 if low is None else low + 9,
        )
        for low, high in box
    ]
    shares = st.integers(2, finest).flatmap(lambda n: st.integers(1, n - 1).map(lambda k: F(k, n)))
    return st.tuples(*(shares.map(lambda x, a=a, b=b: a + x * (b - a)) for a, b in closed))
