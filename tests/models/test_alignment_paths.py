from fractions import Fraction

import pytest

from toymodels.models.alignment_paths import AlignmentPaths


def test_parameters_are_checked():
    with pytest.raises(ValueError, match=r"learning must be in \[0, 1\], got 2"):
        AlignmentPaths(learning=2)
    with pytest.raises(ValueError, match="knowledge must be an integer >= 1, got 0"):
        AlignmentPaths(knowledge=0)
    with pytest.raises(ValueError, match="fading must be yes or no, got 'maybe'"):
        AlignmentPaths(fading="maybe")


def test_mistakes():
    plain, fading = (AlignmentPaths(data="1/5", modification="1/2", distance=4, fading=fades) for fades in (False, True))
    assert [plain.mistakes(m) for m in range(4)] == [Fraction(1, 10)] * 4
    assert [fading.mistakes(m) for m in range(4)] == [Fraction(n, 40) for n in (4, 3, 2, 1)]
