import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.populations.two_locus import GENOTYPES, next_generation, two_locus, unlinked

CHANCES = st.fractions(0, 1, max_denominator=6)


def by_couples(shares, a, s, r):
    """One generation over all couples and all their children, gene by gene: written without the module's formulas."""
    kinds = list(itertools.product((1, 2), (1, 2)))
    born = dict(zip(kinds, shares, strict=True))
    males = {kind: share * (1 - s if kind[0] == 2 else 1) for kind, share in born.items()}
    children = dict.fromkeys(kinds, Fraction(0))
    for mother, females in born.items():
        keen = {kind: share * (a if mother[1] == kind[0] == 2 else 1) for kind, share in males.items()}
        for father, share in keen.items():
            parents = (mother, father)
            for i, j in itertools.product((0, 1), repeat=2):
                chance = ((1 - r) if i == j else r) / 2
                children[parents[i][0], parents[j][1]] += females * share / sum(keen.values()) * chance
    return tuple(children.values())


@settings(max_examples=60)
@given(
    st.lists(st.integers(1, 9), min_size=4, max_size=4),
    st.fractions(1, 4, max_denominator=3),
    CHANCES.filter(lambda s: s < 1),
    CHANCES,
)
def test_all_couples_and_all_their_children(weights, a, s, r):
    shares = tuple(Fraction(weight, sum(weights)) for weight in weights)
    after = next_generation(shares, a, s, r)
    assert after == by_couples(shares, a, s, r)
    assert sum(after) == 1


def test_the_published_line_and_end():
    """A point of the line stays where it is in both shares; and from (.3, .05) a population ends at (.346109, .640725)."""
    run = two_locus(2, "1/5", unlinked("3/10", "1/3"), 1)
    assert run.is_exact
    assert (run.of("T2P1") + run.of("T2P2")).tolist() == [Fraction(1, 3)] * 2
    assert (run.of("T1P2") + run.of("T2P2")).tolist() == [Fraction(3, 10)] * 2
    far = two_locus(2, 0.2, unlinked(0.3, 0.05), 6000, every=6000)
    assert far.of("T1P2")[-1] + far.of("T2P2")[-1] == pytest.approx(0.346109, abs=5e-7)
    assert far.of("T2P1")[-1] + far.of("T2P2")[-1] == pytest.approx(0.640725, abs=5e-7)


def test_floats_follow_the_fractions_and_keep_their_sum():
    exact = two_locus("5/2", "1/4", unlinked("2/5", "1/10"), 7, recombination="1/3")
    floats = two_locus(2.5, 0.25, unlinked(0.4, 0.1), 7, recombination=1 / 3)
    assert np.allclose(exact.shares.astype(float), floats.shares, rtol=1e-13)
    far = two_locus(2.5, 0.25, unlinked(0.4, 0.1), 20_000, every=20_000)
    assert far.shares[-1].sum() == pytest.approx(1, abs=1e-12)


def test_linkage_alone_decays():
    """Without selection D is halved by free recombination and kept without recombination, by 1 - r in between."""
    start = dict(zip(GENOTYPES, ("2/5", "1/10", "1/10", "2/5"), strict=True))
    for r in (Fraction(1, 2), Fraction(0), Fraction(1, 5)):
        x = list(two_locus(1, 0, start, 3, recombination=r).final.values())
        assert x[0] * x[3] - x[1] * x[2] == Fraction(3, 20) * (1 - r) ** 3


def test_bad_input():
    with pytest.raises(ValueError, match=r"viability_cost must be in \[0, 1\], got 2"):
        two_locus(2, 2, unlinked(0, 0), 1)
    with pytest.raises(ValueError, match="attraction must be a finite number >= 0, got -1"):
        two_locus(-1, 0, unlinked(0, 0), 1)
    with pytest.raises(ValueError, match="start must have a number for each type, got 1 for 4 types"):
        two_locus(2, 0, {"T1P1": 1}, 1)
    with pytest.raises(ZeroDivisionError):
        two_locus(2, 1, unlinked("1/2", 1), 1)
