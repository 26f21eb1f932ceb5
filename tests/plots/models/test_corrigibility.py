import pytest

from toymodels.models.corrigibility import Corrigibility
from toymodels.plots.models.corrigibility import corrigibility_figure


def test_the_curves_are_one_in_n_and_one_in_n_plus_one():
    (axes,) = corrigibility_figure(Corrigibility()).axes
    letters, same = axes.lines[0].get_data()
    assert list(letters) == list(range(1, 13))
    assert same == pytest.approx([1 / n for n in letters])
    assert axes.lines[1].get_ydata() == pytest.approx([1 / (n + 1) for n in letters])


def test_ties_and_many_letters():
    (axes,) = corrigibility_figure(Corrigibility(letters=20, best=2)).axes
    assert list(axes.lines[0].get_xdata()) == list(range(2, 21))
    assert max(axes.lines[1].get_ydata()) == 0
