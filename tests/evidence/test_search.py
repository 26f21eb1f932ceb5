import dataclasses

from hypothesis import strategies as st

from tests.test_claims import CLAIM
from toymodels.evidence.search import EXAMPLES, searched_outcome
from toymodels.models.episode_game import EpisodeGame


def test_enough_models_meet_the_hypotheses():
    claim = dataclasses.replace(CLAIM, conclusion=lambda game: True)
    outcome = searched_outcome(claim, examples=200)
    assert outcome.status == "unrefuted"
    assert 200 <= outcome.instances < outcome.drawn
    assert outcome.tool.startswith("hypothesis ")


def test_a_model_counts_once():
    tried = []
    claim = dataclasses.replace(CLAIM, hypotheses={}, conclusion=lambda game: tried.append(game) or True)
    outcome = searched_outcome(claim)
    assert outcome.instances == outcome.drawn == len(tried) == len(set(tried)) >= EXAMPLES


def test_a_search_among_few_models_ends():
    scope = dataclasses.replace(CLAIM.scope, any_of=lambda: st.integers(0, 4).map(lambda training: EpisodeGame(training, 9)))
    outcome = searched_outcome(dataclasses.replace(CLAIM, scope=scope, hypotheses={}, conclusion=lambda game: True))
    assert (outcome.status, outcome.instances) == ("unrefuted", 5)


def test_a_search_for_rare_models_ends():
    scope = dataclasses.replace(CLAIM.scope, any_of=lambda: st.integers(0, 10**9))
    rare = {"rare": lambda number: not isinstance(number, int) or number % 100 == 0}
    outcome = searched_outcome(dataclasses.replace(CLAIM, scope=scope, hypotheses=rare, conclusion=lambda number: True))
    assert outcome.status == "unrefuted"
    assert 0 < outcome.instances < EXAMPLES < outcome.drawn


def test_models_that_are_no_keys():
    scope = dataclasses.replace(CLAIM.scope, any_of=lambda: st.lists(st.booleans(), min_size=1, max_size=2))
    claim = dataclasses.replace(CLAIM, scope=scope, hypotheses={}, conclusion=len)
    assert searched_outcome(claim).instances == 6


def test_counterexamples_are_shrunk():
    outcome = searched_outcome(CLAIM)
    assert outcome.status == "refuted"
    game = outcome.counterexample
    assert game.training + game.deployment == 9
    assert (game.modification, game.discount, game.monitoring) == (0, 0, 0)


def test_the_seed_decides():
    assert dataclasses.replace(searched_outcome(CLAIM), seconds=0) == dataclasses.replace(searched_outcome(CLAIM), seconds=0)
    drawn = []
    claim = dataclasses.replace(CLAIM, hypotheses={}, conclusion=lambda game: drawn.append(game) or True)
    for seed in (1, 2):
        searched_outcome(claim, examples=20, seed=seed)
    assert drawn[: len(drawn) // 2] != drawn[len(drawn) // 2 :]


def test_hypotheses_that_no_random_model_meets():
    rare = {"long": lambda game: game.training > 100}
    outcome = searched_outcome(dataclasses.replace(CLAIM, hypotheses=rare, witness=EpisodeGame(training=101)), examples=5)
    assert (outcome.status, outcome.instances) == ("failed", 0)


def test_claims_about_finitely_many_models_are_not_searched():
    scope = dataclasses.replace(CLAIM.scope, any_of=None)
    assert searched_outcome(dataclasses.replace(CLAIM, scope=scope)).status == "none"
