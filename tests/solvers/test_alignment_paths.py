from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings

from toymodels.domains import with_fields
from toymodels.models.alignment_paths import AlignmentPaths
from toymodels.solvers.alignment_paths import REGIMES, alignment_paths
from toymodels.testing import instances

ENDS = ("internalized", "corrigible", "deceptive")


def transitions(model):
    """The whole transition matrix of the chain, from the rules in words: transient states first, then the three ends."""
    states = [(k, m) for k in range(model.knowledge + 1) for m in range(model.distance)]
    place = {state: i for i, state in enumerate([*states, *ENDS])}
    matrix = [[Fraction(0)] * len(place) for _ in place]
    for k, m in states:
        row = matrix[place[k, m]]
        told_apart = Fraction(model.data) * (Fraction(model.distance - m, model.distance) if model.fading else 1)
        modified = told_apart * model.modification
        onwards = place[k, m + 1] if m + 1 < model.distance else place["internalized"]
        if k < model.knowledge:
            row[onwards] += modified
            row[place[k + 1, m]] += (1 - modified) * model.learning
        else:
            row[place["corrigible"]] += modified * model.pointing
            row[onwards] += modified * (1 - model.pointing)
            row[place["deceptive"]] += (1 - modified) * model.awareness
        row[place[k, m]] += 1 - sum(row)
    for end in ENDS:
        matrix[place[end]][place[end]] = Fraction(1)
    return matrix, len(states)


@settings(max_examples=30)
@given(instances(AlignmentPaths, knowledge=2, distance=2))
def test_the_linear_equations_of_the_chain(model):
    """Absorption probabilities and times by (I - Q) x = b, solved by Gaussian elimination."""
    matrix, n = transitions(model)
    whole = sympy.eye(n) - sympy.Matrix([[sympy.Rational(x.numerator, x.denominator) for x in row[:n]] for row in matrix[:n]])
    if whole.det() == 0:
        return
    out = sympy.Matrix([[sympy.Rational(x.numerator, x.denominator) for x in row[n:]] for row in matrix[:n]])
    chances, times = whole.LUsolve(out), whole.LUsolve(sympy.ones(n, 1))
    found = alignment_paths(model)
    assert [getattr(found, end) for end in ENDS] == list(chances[0, :])
    assert found.episodes == times[0]


@given(instances(AlignmentPaths))
def test_powers_of_the_matrix(model):
    """After very many episodes all that will be absorbed has been, or else is slow; never more than the solver says."""
    matrix, n = transitions(model)
    power = np.linalg.matrix_power(np.array(matrix, dtype=float), 1 << 12)
    found = alignment_paths(model)
    told = [float(getattr(found, end)) for end in ENDS]
    assert power[0, n:] == pytest.approx(told, abs=1e-9)
    assert float(found.proxy) == pytest.approx(1 - sum(told), abs=1e-9)


def test_simulation():
    rng = np.random.default_rng(5)
    model = AlignmentPaths(fading=True, knowledge=2, distance=3)
    ended = {end: [] for end in ENDS}
    modifications = []
    for _ in range(4000):
        k, m, episodes, end = 0, 0, 0, None
        while end is None:
            episodes += 1
            mistake = rng.random() < 0.2 * (3 - m) / 3
            if mistake and rng.random() < 0.5:
                pointed = k == 2 and rng.random() < 0.5
                m += 1
                end = "corrigible" if pointed else "internalized" if m == 3 else None
            elif k < 2:
                k += rng.random() < 0.25
            elif rng.random() < 0.1:
                end = "deceptive"
        ended[end].append(episodes)
        modifications.append(m)
    found = alignment_paths(model)
    for end in ENDS:
        assert len(ended[end]) / 4000 == pytest.approx(float(getattr(found, end)), abs=0.025)
        assert np.mean(ended[end]) == pytest.approx(float(found.episodes_to[end]), rel=0.1)
    assert np.mean(modifications) == pytest.approx(float(found.mean_modifications), abs=0.04)


def test_two_races_by_hand():
    """Rates 1/4 and 1/2 of what is left, 3/8: the first race is won by learning with odds 3 to 2, and then 1/8 each and 3/8."""
    found = alignment_paths(AlignmentPaths("1/2", "1/2", "1/2", "1/2", "1/2", knowledge=1, distance=1))
    assert (found.internalized, found.corrigible, found.deceptive) == (
        Fraction(2, 5) + Fraction(3, 5) * Fraction(1, 5),
        Fraction(3, 5) * Fraction(1, 5),
        Fraction(3, 5) * Fraction(3, 5),
    )
    assert found.episodes == Fraction(8, 5) + Fraction(3, 5) * Fraction(8, 5)
    assert (found.regime, found.deception_odds, found.proxy) == ("internalized", 3, 0)


def test_formulas():
    rates = sympy.symbols("l m d w r")
    model = AlignmentPaths(*rates, knowledge=1, distance=1)
    learning, modification, data, awareness, pointing = rates
    a = data * modification
    b, c = (1 - a) * learning, (1 - a) * awareness
    found = alignment_paths(model)
    assert sympy.simplify(found.internalized - (a / (a + b) + b / (a + b) * a * (1 - pointing) / (a + c))) == 0
    assert sympy.simplify(found.corrigible - b / (a + b) * a * pointing / (a + c)) == 0
    assert sympy.simplify(found.deceptive - b / (a + b) * c / (a + c)) == 0
    assert sympy.simplify(found.episodes - 1 / (a + b) - b / (a + b) / (a + c)) == 0
    assert (found.regime, found.threshold) == (REGIMES[-1], None)
    numbers = dict(zip(rates, map(sympy.Rational, ("1/4", "1/2", "1/5", "1/10", "1/2")), strict=True))
    assert found.deceptive.subs(numbers) == alignment_paths(AlignmentPaths(knowledge=1, distance=1)).deceptive


def test_a_formula_in_one_rate():
    """A symbol beside a float stays a formula; one rate alone gives a rational function of it."""
    rate = sympy.Symbol("l")
    found = alignment_paths(AlignmentPaths(rate))
    numbers = alignment_paths(AlignmentPaths())
    assert found.deceptive.subs(rate, sympy.Rational(1, 4)) == numbers.deceptive
    assert found.episodes.subs(rate, sympy.Rational(1, 4)) == numbers.episodes


@pytest.mark.parametrize(
    "change", [{}, {"distance": 2, "awareness": 1}, {"knowledge": 1, "distance": 5}, {"awareness": "1/2", "pointing": 1}]
)
def test_the_threshold_is_where_deceptive_and_internalized_are_even(change):
    model = AlignmentPaths(**change)
    least = alignment_paths(model).threshold
    for learning, sign in ((least - 1e-9, -1), (least + 1e-9, 1)):
        found = alignment_paths(with_fields(model, learning=learning))
        assert sign * (found.deceptive - found.internalized) > 0


def test_exact_threshold_and_ties():
    """With a = 1/10 and c = 9/100, b = (1/10)(19/100)/(4/100) = 19/40, a learning rate of 19/36."""
    model = AlignmentPaths(knowledge=1, distance=1)
    assert alignment_paths(model).threshold == Fraction(19, 36)
    at = alignment_paths(with_fields(model, learning="19/36"))
    assert at.deceptive == at.internalized
    assert at.regime == "even"
    assert alignment_paths(with_fields(model, awareness="1/50")).threshold is None
    assert alignment_paths(AlignmentPaths(fading=True)).threshold is None


def test_what_never_ends():
    """Without data nothing is modified; without awareness as well, a proxy that knows the base objective stays a proxy."""
    found = alignment_paths(AlignmentPaths(data=0, awareness=0))
    assert (found.proxy, found.regime, found.episodes) == (1, "proxy for ever", None)
    assert set(found.episodes_to.values()) == {None}
    assert (found.deception_odds, found.mean_modifications) == (None, 0)
    sure = alignment_paths(AlignmentPaths(data=0))
    assert (sure.deceptive, sure.threshold, sure.episodes) == (1, 0, 3 * 4 + 10)
    assert sure.episodes_to["deceptive"] == 22


def test_mistakes_that_fade_can_turn_learning_round():
    """Where mistakes fade, late knowledge meets a proxy that is hardly modified any more: learning faster may help."""
    model = AlignmentPaths(modification=1, data="4/5", awareness="1/5", knowledge=1, distance=10, fading=True)
    slow, fast = (alignment_paths(with_fields(model, learning=rate)).deceptive for rate in ("1/10", 1))
    assert slow > fast + Fraction(1, 6)


def test_floats_text_and_bad_input():
    floats = alignment_paths(AlignmentPaths(learning=0.25))
    assert floats.deceptive == pytest.approx(float(alignment_paths(AlignmentPaths()).deceptive))
    assert all(isinstance(getattr(floats, end), float) for end in (*ENDS, "proxy"))
    assert "deception odds" in str(floats)
    assert "deception odds" in floats._repr_html_()
    with pytest.raises(TypeError, match="learning must be one number"):
        alignment_paths(AlignmentPaths(learning=np.array([0.1, 0.2])))
    with pytest.raises(TypeError, match="distance must be one number, got n"):
        alignment_paths(AlignmentPaths(distance=sympy.Symbol("n")))
    with pytest.raises(ValueError, match=r"\(knowledge \+ 1\) times distance must be at most 100000, got 1001000"):
        alignment_paths(AlignmentPaths(knowledge=1000, distance=1000))
