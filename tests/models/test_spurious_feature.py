import pytest

from toymodels.models.spurious_feature import SpuriousFeature


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"samples": -1}, "samples must be an integer >= 0, got -1"),
        ({"disagreement": "3/2"}, r"disagreement must be in \[0, 1\], got 3/2"),
        ({"extra_bits": 2000}, r"extra_bits must be in \[-1000, 1000\], got 2000"),
    ],
)
def test_domains(values, rule):
    with pytest.raises(ValueError, match=rule):
        SpuriousFeature(**values)


def test_the_proxy_is_the_simpler_one_if_nobody_says_otherwise():
    assert SpuriousFeature().extra_bits < 0
