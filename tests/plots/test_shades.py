import numpy as np
import pytest
from matplotlib.colors import to_rgba

import toymodels as tm
from toymodels.models.episode_game import EpisodeGame
from toymodels.plots.palette import PARTLY_SHADES, REGIME_COLOURS
from toymodels.plots.shades import regime_shades
from toymodels.regimes import REGIMES


def colours(shades):
    return shades.colours(shades.scale(shades.positions))


@pytest.mark.parametrize("code", range(len(REGIMES)))
def test_a_regime_alone_has_its_own_colour(code):
    diagram = tm.phase_diagram(EpisodeGame(), modification=[0.0, 1.0])
    diagram["regime"][:] = code
    shades = regime_shades(diagram.assign(deceptive_episodes=("modification", [1, 1])))
    assert shades.words == {REGIMES[code]}
    assert not shades.shaded
    assert colours(shades) == pytest.approx(np.array([to_rgba(REGIME_COLOURS[REGIMES[code]])] * 2))


def test_partly_deceptive_darkens_with_the_length_of_deception():
    """At discount 9/10 with T = D = 10, p = 1/4 makes B optimal in the last 4 training episodes, and more p in more."""
    diagram = tm.phase_diagram(EpisodeGame(10, 10, discount="9/10"), modification=["1/10", "1/5", "1/4", "2/5", "1/2"])
    assert diagram["deceptive_episodes"].values.tolist() == [0, 2, 4, 9, 10]
    shades = regime_shades(diagram)
    assert shades.words == {"defects", "partly deceptive", "deceptive"}
    assert shades.shaded
    found = colours(shades)
    assert found[0] == pytest.approx(to_rgba(REGIME_COLOURS["defects"]))
    assert found[1] == pytest.approx(to_rgba(PARTLY_SHADES[0]))
    assert found[3] == pytest.approx(to_rgba(PARTLY_SHADES[1]))
    assert found[4] == pytest.approx(to_rgba(REGIME_COLOURS["deceptive"]))
    assert np.all(np.diff(found[:, :3].sum(axis=1)) < 0)
