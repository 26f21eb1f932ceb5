import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given

from tests.strategies import episode_games, worth_of_deployment
from toymodels.domains import with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import float_array
from toymodels.solvers.closed_form import closed_form
from toymodels.solvers.closed_form_terms import critical_modification, terms_of, tolerance_of
from toymodels.solvers.switching import EpisodeParameters

F = Fraction


def tolerance(game, *, inexact):
    whole = EpisodeParameters(*map(float_array, EpisodeParameters.of(game)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return tolerance_of(whole, terms_of(whole), inexact=inexact)


def terms_in_floats(game):
    with np.errstate(divide="ignore", invalid="ignore"):
        return terms_of(EpisodeParameters(*map(float_array, EpisodeParameters.of(game))))


@given(episode_games())
def test_the_critical_modification_is_where_the_threat_equals_the_gain(game):
    for exponent in range(1, game.training + 1):
        stake = game.discount**exponent * worth_of_deployment(game)
        if game.discount:
            found = float(critical_modification(game, exponent))
            assert found == (pytest.approx(float(1 / F(stake)), rel=1e-13) if stake else np.inf)


@given(episode_games())
def test_the_modification_probability_itself_plays_no_part(game):
    assume(game.discount > 0)
    others = [critical_modification(with_fields(game, modification=p), 1) for p in (0, F(1, 2), 1)]
    assert len({float(value) for value in others}) == 1


def test_critical_modifications_by_hand():
    """D = 3, g = 1: 1/3 at any distance; D = 2, g = 1/2: u_0 = 3/2, so 4/3 and 8/3; no deployment: never."""
    assert float(critical_modification(EpisodeGame(deployment=3), 5)) == pytest.approx(1 / 3, rel=1e-15)
    halved = critical_modification(EpisodeGame(deployment=2, discount=0.5), np.array([1, 2]))
    assert halved.tolist() == pytest.approx([4 / 3, 8 / 3], rel=1e-15)
    assert critical_modification(EpisodeGame(deployment=0), 1) == np.inf
    assert critical_modification(EpisodeGame(deployment_agreement=1), 1) == np.inf


def test_critical_modifications_of_arrays_broadcast():
    model = EpisodeGame(deployment=np.array([[1], [2]]), discount=np.array([0.5, 1.0]))
    assert critical_modification(model, 1).tolist() == [
        pytest.approx([2, 1], rel=1e-15),
        pytest.approx([4 / 3, 1 / 2], rel=1e-15),
    ]


@given(episode_games())
def test_the_terms_are_what_their_names_say(game):
    terms = terms_in_floats(game)
    worth, conflict = worth_of_deployment(game), 1 - game.training_agreement
    selfish = max(1 - game.overlap, 0)
    faithful = (game.training_agreement + conflict * game.overlap) * sum(game.discount**i for i in range(game.training))
    later = game.deployment_agreement + (1 - game.deployment_agreement) * game.overlap
    faithful += game.discount**game.training * later * sum(game.discount**i for i in range(game.deployment))
    assert float(terms.faithful) == pytest.approx(float(faithful), rel=1e-13, abs=1e-13)
    assert float(terms.selfish) == pytest.approx(float(selfish), rel=1e-15)
    assert float(terms.deployed) == pytest.approx(float(selfish * game.discount**game.training * worth), rel=1e-13, abs=1e-13)
    assert float(terms.defected) == pytest.approx(float(selfish * conflict), rel=1e-15)
    assert float(terms.hit) == pytest.approx(float(game.modification * conflict), rel=1e-15)
    assert float(terms.discount_gap) == pytest.approx(float(1 - game.discount), rel=1e-15)


@given(episode_games())
def test_the_tolerance_covers_the_rounding_of_a_boundary(game):
    """At p = 1/(g^e u_0), made a float, the logarithm that decides m is 0 up to the tolerance and the rounding of p."""
    worth = worth_of_deployment(game)
    for exponent in range(1, game.training + 1):
        stake = game.discount**exponent * worth
        if stake < 1:
            continue
        there = with_fields(game, modification=1 / F(stake))
        terms = terms_in_floats(there)
        reach = float(terms.log_threat + terms.log_worth) - (exponent - 1) * float(terms.decay)
        assert abs(reach) <= tolerance(there, inexact=True)


def test_the_tolerance_grows_with_the_horizon_only_where_it_matters():
    short, long = EpisodeGame(discount=0.5, deployment=10), EpisodeGame(discount=0.5, deployment=10**18)
    assert tolerance(long, inexact=False) == pytest.approx(tolerance(short, inexact=False), rel=1e-2)
    trained = EpisodeGame(training=10**6, discount=0.5)
    assert tolerance(trained, inexact=True) > 1e5 * tolerance(trained, inexact=False)


def test_an_optimizer_without_a_future_is_beyond_any_threat():
    terms = terms_in_floats(EpisodeGame(discount=0))
    assert math.isfinite(terms.decay)
    assert closed_form(EpisodeGame(discount=0.0)).plan == "AAAAA"


@pytest.mark.parametrize("fields", [{"discount": 0.0}, {"training": 5000, "discount": 0.5}])
def test_probabilities_beyond_all_floats_are_infinite(fields):
    game = EpisodeGame(**fields)
    assert critical_modification(game, game.training) == np.inf
