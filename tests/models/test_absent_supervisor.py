import pytest

from toymodels.models.absent_supervisor import AbsentSupervisor


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"probability": "-1/2"}, r"probability must be in \[0, 1\], got -1/2"),
        ({"seen": "perhaps"}, "seen must be yes or no, got 'perhaps'"),
        ({"punishment": -1}, "punishment must be a finite number >= 0, got -1"),
    ],
)
def test_bad_input_is_named(fields, words):
    with pytest.raises(ValueError, match=words):
        AbsentSupervisor(**fields)
