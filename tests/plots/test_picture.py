import pytest

from toymodels.models.episode_game import EpisodeGame
from toymodels.plots.picture import picture
from toymodels.plots.strip import strip_figure
from toymodels.solvers.closed_form import closed_form

STARTS = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.mark.parametrize("kind", STARTS)
def test_the_same_figure_is_the_same_bytes(kind):
    one, other = (picture(strip_figure(closed_form(EpisodeGame())), kind) for _ in range(2))
    assert one.startswith(STARTS[kind])
    assert one == other


def test_other_kinds_are_refused():
    with pytest.raises(ValueError, match="kind png, svg, pdf, got 'gif'"):
        picture(strip_figure(closed_form(EpisodeGame())), "gif")
