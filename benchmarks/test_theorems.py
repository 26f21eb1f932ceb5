"""What the evidence for the library's claims costs: all of them by the first four rungs, random games, the formal proofs.

Random games are compared with the same property tried by Hypothesis on games whose rational parameters are drawn by its own
``fractions``, which is how one would write it without ``toymodels.testing``.
"""

import os
import shutil
import time

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import toymodels as tm
from benchmarks.measurements import Figure, Stopwatch, Times, children_time, in_words
from toymodels.evidence.formal import formal_outcome
from toymodels.evidence.library import PROOFS, claim_named, library_claims
from toymodels.evidence.outcomes import RUNGS
from toymodels.evidence.search import EXAMPLES, searched_outcome
from toymodels.evidence.side_by_side import Place, Request, verdicts_of

CASES = 1000
ROUNDS = 5
CHANCES = st.fractions(0, 1, max_denominator=12)
PLAIN_GAMES = st.builds(
    tm.EpisodeGame,
    st.integers(0, 6),
    st.integers(0, 6),
    CHANCES,
    st.fractions(-2, 2, max_denominator=12),
    CHANCES,
    CHANCES,
    CHANCES,
    CHANCES,
)

pytestmark = pytest.mark.benchmark(timer=time.process_time)


def plain_search(claim):
    """The claim's property, by Hypothesis alone."""

    @settings(max_examples=CASES, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=HealthCheck)
    @given(PLAIN_GAMES)
    def tried(game):
        assert claim.holds_of(game)

    tried()


def test_random_games(benchmark, report):
    claim = claim_named("single-switch")
    peer = Stopwatch(lambda: plain_search(claim))
    drawn = []

    def search():
        drawn.append(searched_outcome(claim, CASES).drawn)

    benchmark.pedantic(search, setup=peer, rounds=ROUNDS, warmup_rounds=1)
    ours, theirs = Times(tuple(benchmark.stats.stats.data), drawn[-1]), peer.times(ROUNDS, CASES)
    report(
        Figure(
            "a random episode game tried on single-switch",
            f"{ours}: {1 / ours.median:,.0f} games/s",
            f"Hypothesis with its own fractions: {theirs}: {1 / theirs.median:,.0f} games/s",
            f"{theirs.median / ours.median:.2f} times as fast, on ties as well",
            "at least 1,000 games/s",
            1 / ours.median >= 1000,
        )
    )


def test_all_claims(benchmark, report):
    claims = library_claims()
    verdicts = []

    def check():
        verdicts[:] = verdicts_of([Request(Place(label), RUNGS[:4], EXAMPLES, 0) for label in claims], os.cpu_count() or 1)

    start = time.monotonic()
    benchmark.pedantic(check, rounds=1)
    seconds = time.monotonic() - start
    assert all(verdict.as_expected for verdict in verdicts)
    games = sum(
        outcome.drawn for verdict in verdicts for outcome in verdict.outcomes if outcome.rung in {"exhaustive", "searched"}
    )
    report(
        Figure(
            f"all {len(claims)} claims by the rungs exhaustive, searched, certificate and smt",
            f"{in_words(seconds)} by the clock",
            result=f"{games:,} games; {sum(verdict.expected for verdict in verdicts)} claims refuted, as they should be",
            required="under 60 s",
            kept=seconds < 60,
        )
    )


def test_formal_proofs(benchmark, report):
    if shutil.which("coqc") is None:
        report(Figure("the formal proofs compiled", "skipped: coqc is not installed"))
        pytest.skip("coqc is not installed")
    proofs = tuple(proof for claim in library_claims().values() for proof in claim.proofs)
    start = children_time()
    outcome = benchmark.pedantic(formal_outcome, (proofs, PROOFS), rounds=1)
    seconds = children_time() - start
    assert outcome.stood, outcome.message
    report(
        Figure(
            f"{len(proofs)} formal theorems compiled, with what they require",
            in_words(seconds),
            result=outcome.tool,
            required="under 60 s",
            kept=seconds < 60,
        )
    )
