import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toymodels.games import unfolding
from toymodels.games.unfolded_size import unfolded_size
from toymodels.models.episode_game import EpisodeGame
from toymodels.testing import instances


@given(
    instances(EpisodeGame, training=st.integers(0, 2), deployment=st.integers(0, 2)),
    st.one_of(st.none(), st.integers(0, 3)),
    st.booleans(),
)
@settings(max_examples=30)
@example(EpisodeGame(training=3, deployment=2), 1, True)  # noqa: FBT003
@example(EpisodeGame(training=3, deployment=2, modification="1/2"), 2, False)  # noqa: FBT003
def test_the_tree_has_as_many_places_as_is_said(model, audits, observed):
    places = []
    node = unfolding._Unfolding.node
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unfolding._Unfolding, "node", lambda self, place: places.append(place) or node(self, place))
        unfolding.unfolded(model, audits, observed=observed)
    assert unfolded_size(model.training_game(), audits) == len(places)


@pytest.mark.parametrize("audits", [None, 5])
def test_counting_stops(audits):
    assert 1000 < unfolded_size(EpisodeGame(training=10**9, modification="1/2"), audits, most=1000) < 10_000
    assert unfolded_size(EpisodeGame(training=0, deployment=10**18), audits) == 1
