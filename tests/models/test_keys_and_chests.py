import pytest

from toymodels.models.keys_and_chests import KeysAndChests


@pytest.mark.parametrize("name", ["keys", "chests", "pickups"])
def test_domains(name):
    with pytest.raises(ValueError, match=f"{name} must be an integer >= 0, got -1"):
        KeysAndChests(**{name: -1})
    with pytest.raises(ValueError, match=f"{name} must be an integer >= 0, got 1/2"):
        KeysAndChests(**{name: "1/2"})
