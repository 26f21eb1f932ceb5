import pytest

from toymodels.models.pleasure_proxy import PleasureProxy


def test_domains():
    with pytest.raises(ValueError, match=r"agreement must be in \[0, 1\], got 2"):
        PleasureProxy(agreement=2)
    with pytest.raises(ValueError, match="growth must be a finite number >= 0, got -1"):
        PleasureProxy(growth=-1)
    with pytest.raises(ValueError, match="generations must be an integer >= 0, got -1"):
        PleasureProxy(generations=-1)
