"""Optimal behaviour in the audited game, exactly and with its certificate, against exact pivoting of the same linear program.

The game is the issue's: 8 training episodes and 12 of deployment, an overseer with secret audits, 3^8 ways through. Pivoting
is our own (the criss-cross method in rationals), which is what is left when floats may not be trusted; it is compared at sizes
that it can do. The tree is made before the clock starts, and timed on a line of its own.
"""

import time

import pytest

from benchmarks.measurements import Figure, Stopwatch, Times
from toymodels.equilibria.sequence_form import optimal_behaviour
from toymodels.games.unfolding import unfolded
from toymodels.models.episode_game import EpisodeGame
from toymodels.symbolic.algebra import linear_solution

ROUNDS, SECONDS = 9, 1
GAMES = [(12, 2), (12, 3), (12, 4), (12, 8), (3, 2)]
SMALL = [3, 4]
EVERY = 1 << 60

pytestmark = pytest.mark.benchmark(timer=time.process_time)


def tree(training, deployment, audits):
    return unfolded(EpisodeGame(training=training, deployment=deployment), audits=audits, observed=False)


def proved(result):
    """The value to the optimizer, whose two best responses prove it."""
    (found,) = result.found
    assert result.is_exact
    assert set(found.regret.values()) == {0}
    return found.payoffs["mesa"]


@pytest.mark.parametrize(("deployment", "audits"), GAMES)
def test_eight_training_episodes_with_secret_audits(benchmark, report, deployment, audits):
    game = tree(8, deployment, audits)
    result = benchmark.pedantic(optimal_behaviour, (game,), rounds=ROUNDS, warmup_rounds=1)
    times = Times(tuple(benchmark.stats.stats.data))
    report(
        Figure(
            f"secret audits, T = 8, D = {deployment}, k = {audits}: optimal behaviour, exact and proved",
            str(times),
            f"{len(game.positions):,} positions, {len(game.information_sets)} information sets",
            f"value {proved(result)}, {result.method}",
            f"under {SECONDS} s",
            times.median < SECONDS,
        )
    )


def test_its_tree(benchmark, report):
    game = benchmark.pedantic(tree, (8, 12, 3), rounds=ROUNDS, warmup_rounds=1)
    times = Times(tuple(benchmark.stats.stats.data))
    report(Figure("the tree of secret audits, T = 8, D = 12, k = 3", str(times), result=f"{len(game.positions):,} positions"))


@pytest.mark.parametrize("training", SMALL)
def test_against_exact_pivoting(benchmark, report, monkeypatch, training):
    game = tree(training, 3, 2)

    def pivoted():
        with monkeypatch.context() as patch:
            patch.setattr(linear_solution, "MOST_PIVOTED", EVERY)
            return optimal_behaviour(game)

    peer = Stopwatch(pivoted)
    result = benchmark.pedantic(optimal_behaviour, (game,), setup=peer, rounds=ROUNDS, warmup_rounds=1)
    assert proved(result) == proved(pivoted())
    times, other = Times(tuple(benchmark.stats.stats.data)), peer.times(ROUNDS)
    report(
        Figure(
            f"secret audits, T = {training}, D = 3, k = 2: optimal behaviour, exact and proved",
            str(times),
            f"exact pivoting alone: {other}",
            f"{other.median / times.median:.3g} times as fast",
        )
    )
