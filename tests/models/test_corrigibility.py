import pytest

from toymodels.models.corrigibility import Corrigibility


@pytest.mark.parametrize("fields", [{"letters": 0}, {"letters": "1/2"}, {"best": 0}])
def test_bad_input_is_named(fields):
    (name,) = fields
    with pytest.raises(ValueError, match=f"{name} must be an integer >= 1, got {fields[name]}"):
        Corrigibility(**fields)
