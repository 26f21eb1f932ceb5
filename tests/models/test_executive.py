import pytest

from toymodels.models.executive import Executive


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"suspicion": 2}, r"suspicion must be in \[0, 1\], got 2"),
        ({"probation": -1}, "probation must be an integer >= 0, got -1"),
        ({"harm": -1}, "harm must be a finite number >= 0, got -1"),
    ],
)
def test_a_parameter_outside_its_domain_is_an_error(fields, message):
    with pytest.raises(ValueError, match=message):
        Executive(**fields)


def test_its_diagram_is_over_probation_and_tenure():
    assert [text.partition("=")[0] for text in Executive.usual_axes] == ["probation", "tenure"]
