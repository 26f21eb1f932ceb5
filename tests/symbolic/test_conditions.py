from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy.abc import g, p, w

from tests.strategies import expressions, points_in
from toymodels.models.episode_game import EpisodeGame
from toymodels.symbolic.algebra.polynomials import Factor, PolynomialRing, factors_of, sign_at
from toymodels.symbolic.conditions import Condition, conditions
from toymodels.symbolic.cover import cover
from toymodels.symbolic.parameter_space import parameter_space
from toymodels.symbolic.suffixes import Comparison, PolicyTree

F = Fraction
SPACE = parameter_space(EpisodeGame(), ["modification", "discount"])
P, G = SPACE.symbols


def relations(*gains, space=SPACE):
    return [c.relation(space) for c in conditions(space, [Comparison(space.ring.of(gain)) for gain in gains])]


@settings(max_examples=settings().max_examples // 2)
@given(
    st.data(), st.lists(expressions((P, G)).filter(bool) | expressions((P, G), degree=1).filter(bool), min_size=1, max_size=4)
)
def test_conditions_hold_strictly_where_all_gains_are_positive(data, gains):
    """If gains are all positive somewhere; a policy that is optimal nowhere has no conditions worth asking for."""
    comparisons = [Comparison(SPACE.ring.of(gain)) for gain in gains]
    points = data.draw(st.lists(points_in(SPACE.box), min_size=12, max_size=12))
    positive = [all(sign_at(c.polynomial, point) > 0 for c in comparisons) for point in points]
    assume(any(positive))
    found = conditions(SPACE, comparisons)
    for point, expected in zip(points, positive, strict=True):
        assert all(condition.sign_at(point) > 0 for condition in found) == (expected or on_a_double(comparisons, found, point))
        assert all(condition.holds(point) for condition in found) or not expected


def on_a_double(comparisons, found, point):
    """Whether a gain is 0 at a point where it does not change its sign, so that no condition speaks of it."""
    factors = [f for c in comparisons for f in c.factors.odd]
    return (
        any(sign_at(c.polynomial, point) == 0 for c in comparisons)
        and all(sign_at(f.polynomial, point) for f in factors)
        and all(condition.sign_at(point) > 0 for condition in found)
    )


@pytest.mark.parametrize(
    ("gains", "kept"),
    [
        ((P * G**2 * (1 + G) - 1, P * G * (1 + G) - 1, 1 - P * G), [P * G**2 * (1 + G) >= 1]),
        ((1 - P * G, P + G, 7 + 0 * P), []),
        ((2 * P - 1, 3 * P - 1), [2 * P >= 1]),
        ((3 * P - 1, 2 * P - 1), [2 * P >= 1]),
        ((1 - 2 * P, 3 - 4 * P), [2 * P <= 1]),
        ((2 * P - 1, 2 * P - 1, 4 * P - 2), [2 * P >= 1]),
        ((P * (2 * G - 1), (2 * P - 1) ** 3), [2 * G >= 1, 2 * P >= 1]),
        (((2 * P - 1) ** 2 * (3 * G - 1),), [3 * G >= 1]),
        (((2 * P - 1) * (2 * G - 1), 2 * P - 1), [2 * G >= 1, 2 * P >= 1]),
        (((2 * P - 1) * (1 - 2 * G), 1 - 2 * P), [2 * G >= 1, 2 * P <= 1]),
        (((2 * P - 1) * (2 * G - 1), 2 * P - 1, 2 * G - 1), [2 * P >= 1, 2 * G >= 1]),
        (((P - 2) * (2 * G - 1),), [2 * G <= 1]),
        ((G - P,), [P <= G]),
        ((P - G,), [P >= G]),
    ],
)
def test_conditions_by_hand(gains, kept):
    assert sorted(map(str, relations(*gains))) == sorted(str(r) for r in kept)


def test_products_stay_products_where_nothing_prescribes_a_factor():
    (relation,) = relations((2 * P - 1) * (3 * G - 1))
    assert relation == sympy.Ge((2 * P - 1) * (3 * G - 1), 0)
    (relation,) = relations((1 - 2 * P) * (3 * G - 1))
    assert relation == sympy.Le((2 * P - 1) * (3 * G - 1), 0)


def test_the_sign_of_a_factor_is_found_by_halving():
    """(2p - 1)² + 1/9 is positive, which its coefficients show in both halves, but not on the whole; a circle far in stays."""
    assert relations((2 * P - 1) ** 2 + sympy.Rational(1, 9)) == []
    assert relations(((2 * P - 1) ** 2 + sympy.Rational(1, 9)) * (P - 2) * (2 * G - 1)) == [sympy.Le(2 * G, 1)]
    third = sympy.Rational(1, 3)
    touching = (P - third) ** 2 + (G - third) ** 2 + sympy.Rational(1, 10**9)
    assert len(relations(touching)) == 1


def test_relations_have_no_minus_signs_in_front():
    """On a line through 0, on both sides of it, and with a number alone on one side."""
    space = parameter_space(EpisodeGame(overlap=w, discount=g), every=True)
    found = relations(w, space=space) + relations(-w - g, space=space) + relations(1 - w * g, w + 3, space=space)
    assert list(map(str, found)) == ["w >= 0", "g + w <= 0", "g*w <= 1", "w + 3 >= 0"]


def test_relations_are_not_evaluated_by_what_symbols_assume():
    space = parameter_space(EpisodeGame(discount=sympy.Symbol("g", positive=True)), every=True)
    (relation,) = relations(2 * space.symbols[0] - 1, space=space)
    assert str(relation) == "2*g >= 1"


def test_a_condition_at_a_point():
    ring = PolynomialRing((p, g))
    both = Condition(-1, tuple(Factor.of(ring.of(f)) for f in (2 * p - 1, g - 3)))
    assert [both.sign_at((x, 0)) for x in (0, F(1, 2), 1)] == [-1, 0, 1]
    assert [both.holds((x, 0)) for x in (0, F(1, 2), 1)] == [False, True, True]
    assert factors_of(ring.of(2 * p - 1)).odd == both.factors[:1]


@pytest.mark.parametrize("horizon", [1, 2, 3, 4, 5])
def test_the_episode_game_has_two_facets_at_most(horizon):
    """A^(T-m) B^m A^D is optimal just where p g^(m-1) u >= 1 >= p g^m u, u = g + ... + g^D: one line each for m = 0 and T."""
    tree = PolicyTree(parameter_space(EpisodeGame(horizon, horizon, modification=p, discount=g), every=True))
    u = sum(g**k for k in range(1, horizon + 1))
    found = cover(tree)
    assert found.complete
    for policy in found.samples:
        m = sum(rule["mesa", "conflict"] == "B" for rule in policy.rules())
        own = conditions(tree.space, (gain for *_, gain in tree.comparisons(policy)))
        wanted = {factors_of(tree.space.ring.of(p * g ** (m - 1) * u - 1)).odd[0]: 1} if m else {}
        wanted |= {factors_of(tree.space.ring.of(p * g**m * u - 1)).odd[0]: -1} if m < horizon else {}
        if horizon == 1:
            wanted = {}
        assert {condition.factors[0]: condition.sign for condition in own} == wanted
        assert all(len(condition.factors) == 1 for condition in own)


def test_the_overlap_is_a_facet_of_its_own():
    tree = PolicyTree(parameter_space(EpisodeGame(3, 3, modification=p, overlap=w, discount=g), every=True))
    found = cover(tree)
    facets = sorted(len(conditions(tree.space, (gain for *_, gain in tree.comparisons(policy)))) for policy in found.samples)
    assert facets == [1, 2, 2, 3, 3]
