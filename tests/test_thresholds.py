import itertools
import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.strategies import episode_games, worth_of_deployment
from toymodels.domains import with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.threshold import Threshold
from toymodels.thresholds import deception_threshold

F = Fraction
DIGITS = 40
HUGE = 10**18
RISING = ("deployment", "modification", "overlap", "discount", "training_agreement")
FALLING = ("training", "deployment_agreement", "monitoring")
HORIZONS = ("training", "deployment")


def deceives(game):
    """Whether some optimal policy plays B in all training conflicts."""
    return backward_induction(game).deceptive_episodes == game.training


def pays(game):
    """The same by the comparison itself, for horizons that are too long to go through."""
    return game.overlap >= 1 or game.modification * game.discount**game.training * worth_of_deployment(game) >= 1


def sample(parameter):
    """Values all over a parameter's domain, its ends among them."""
    if parameter in HORIZONS:
        return [1, 2, 3, 5, 8, 40]
    return [-1, 0, F(1, 2), 1, 2] if parameter == "overlap" else [0, F(1, 10**9), F(1, 3), F(1, 2), F(9, 10), 1]


@st.composite
def games(draw):
    game = draw(episode_games(longest=4))
    assume(game.training)
    return game


@st.composite
def patient_games(draw):
    """Games in which deception pays at some values of most parameters, and not at others."""
    return EpisodeGame(
        training=draw(st.integers(1, 3)),
        deployment=draw(st.integers(2, 6)),
        modification=draw(st.sampled_from([1, F(9, 10), F(2, 3), F(1, 2)])),
        discount=draw(st.sampled_from([1, F(99, 100), F(9, 10)])),
        deployment_agreement=draw(st.sampled_from([0, F(1, 10), F(1, 4)])),
        monitoring=draw(st.sampled_from([0, F(1, 10), F(1, 3)])),
    )


@settings(max_examples=2 * settings().max_examples)
@given(games(), st.sampled_from(sorted(RISING + FALLING)))
def test_deception_pays_exactly_on_the_side_that_the_threshold_says(game, parameter):
    threshold = deception_threshold(game, parameter)
    if threshold.status != "threshold":
        assert threshold.status in ("everywhere", "nowhere")
        assert threshold.value is None
        verdicts = {deceives(with_fields(game, **{parameter: value})) for value in sample(parameter)}
        assert verdicts == {threshold.status == "everywhere"}
        return
    step = 1 if parameter in HORIZONS else F(1, 10**30)
    better = threshold.high if parameter in RISING else threshold.low
    worse = threshold.low - step if parameter in RISING else threshold.high + step
    assert threshold.low <= threshold.value <= threshold.high
    assert deceives(with_fields(game, **{parameter: better}))
    assert not is_admitted(parameter, worse) or not deceives(with_fields(game, **{parameter: worse}))
    for value in sample(parameter):
        favourable = value >= threshold.high if parameter in RISING else value <= threshold.low
        assert deceives(with_fields(game, **{parameter: value})) == favourable


def is_admitted(parameter, value):
    return value >= 1 if parameter in HORIZONS else parameter == "overlap" or 0 <= value <= 1


@given(patient_games(), st.sampled_from(["modification", "discount", "monitoring", "deployment_agreement"]))
def test_rationals_are_exact_and_irrationals_are_enclosed_by_rationals(game, parameter):
    threshold = deception_threshold(game, parameter)
    assume(threshold.status == "threshold")
    if threshold.low == threshold.high:
        assert isinstance(threshold.value, int | F)
        at = with_fields(game, **{parameter: threshold.value})
        assert game.overlap < 1
        on_edge = at.modification * at.discount**at.training * worth_of_deployment(at) == 1
        assert on_edge or threshold.value in (0, 1)
    else:
        assert 0 < threshold.high - threshold.low <= F(1, 2**80)
        assert isinstance(threshold.value, sympy.Expr)
        assert sympy.Rational(threshold.low.numerator, threshold.low.denominator) < threshold.value.evalf(DIGITS)
        assert threshold.value.evalf(DIGITS) < sympy.Rational(threshold.high.numerator, threshold.high.denominator)


@given(patient_games(), st.sampled_from(["discount", "monitoring", "deployment_agreement"]))
def test_algebraic_thresholds_to_forty_digits(game, parameter):
    """Compared with bisection of the comparison in 80 digits."""
    threshold = deception_threshold(game, parameter)
    assume(threshold.status == "threshold" and threshold.low != threshold.high)
    fields = dict(vars(game))
    with mpmath.workdps(80):
        fields = {name: x if name in HORIZONS else mpmath.mpf(F(x).numerator) / F(x).denominator for name, x in fields.items()}

        def favourable(value):
            _, deployment, p, _, g, _, alpha, q = {**fields, parameter: value}.values()
            kept = g * (1 - q * (1 - alpha))
            return p * g**game.training * (1 - alpha) * sum(kept**i for i in range(deployment)) >= 1

        low, high = mpmath.mpf(0), mpmath.mpf(1)
        for _ in range(240):
            middle = (low + high) / 2
            low, high = (low, middle) if favourable(middle) == (parameter in RISING) else (middle, high)
        assert (
            abs(threshold.value.evalf(DIGITS) - sympy.Float(low, 60)) < abs(sympy.Float(low, 60)) * sympy.Float(10, 60) ** -39
        )


@pytest.mark.parametrize(
    ("training", "deployment", "digits"),
    [
        (2, 3, "0.6823278038280193273694837397110482568912"),
        (1, 2, "0.6180339887498948482045868343656381177203"),
        (2, 2, "0.7548776662466927600495088963585286918946"),
    ],
)
def test_published_discounts(training, deployment, digits):
    threshold = deception_threshold(EpisodeGame(training, deployment), "discount")
    assert threshold.value.is_algebraic
    assert str(threshold.value.evalf(DIGITS)) == digits
    assert float(threshold) == pytest.approx(float(digits), rel=1e-15)
    assert str(threshold) == f"deceptive iff discount >= {float(digits):.12g}..."


def test_the_worked_example_by_hand():
    """T = 2, D = 3 and p = g = 1: p D (1 - a) >= 1, and with monitoring 1 + (1 - q) + (1 - q)^2 >= 1 always."""
    game = EpisodeGame()
    assert deception_threshold(game, "modification").value == F(1, 3)
    assert deception_threshold(game, "deployment").value == 1
    assert deception_threshold(game, "deployment_agreement").value == F(2, 3)
    assert deception_threshold(game, "training").status == "everywhere"
    assert deception_threshold(game, "monitoring").status == "everywhere"
    assert deception_threshold(game, "training_agreement").status == "everywhere"
    assert deception_threshold(game, "overlap").status == "everywhere"
    assert deception_threshold(with_fields(game, modification="1/4"), "overlap").value == 1
    assert deception_threshold(with_fields(game, modification="1/4"), "deployment").value == 4
    assert deception_threshold(with_fields(game, modification="1/4"), "discount").status == "nowhere"


def test_thresholds_at_the_end_of_a_domain():
    """p D = 1 exactly: only discount 1, monitoring 0 and agreement 0 will do."""
    game = EpisodeGame(modification="1/3")
    ends = {"modification": F(1, 3), "discount": 1, "monitoring": 0, "deployment_agreement": 0, "deployment": 3}
    for parameter, value in ends.items():
        threshold = deception_threshold(game, parameter)
        assert (threshold.status, threshold.value) == ("threshold", value)


def test_rational_roots_are_found_as_rationals():
    """With T = 1, D = 2 and p = 9/10 * ...: p g (1 + g) = 1 has the root 2/3 where p = 9/10."""
    assert deception_threshold(EpisodeGame(1, 2, F(9, 10)), "discount").value == F(2, 3)
    assert deception_threshold(EpisodeGame(1, 2, F(2, 3)), "monitoring").value == F(1, 2)


def test_a_quadratic_irrational_by_hand():
    """With T = 1, D = 2 and q = 1/2: y (2 - y/2) = 1 for y = 1 - a, so y = 2 - sqrt 2."""
    root = deception_threshold(EpisodeGame(1, 2, monitoring="1/2"), "deployment_agreement").value
    assert abs(root.evalf(DIGITS) - (sympy.sqrt(2) - 1).evalf(DIGITS)) < sympy.Float(10, 60) ** -DIGITS


@given(st.integers(2, 30), st.integers(1, 29), st.integers(0, 3))
def test_every_rational_discount_is_recognised(denominator, numerator, more):
    """g > 1/2 in lowest terms or not, and the shortest deployment with g + ... + g^D >= 1, or a few more."""
    g = F(denominator + numerator % denominator, 2 * denominator)
    assume(g > F(1, 2))
    deployment = more + next(n for n in itertools.count(1) if sum(g**i for i in range(1, n + 1)) >= 1)
    stake = sum(g**i for i in range(1, deployment + 1))
    threshold = deception_threshold(EpisodeGame(1, deployment, 1 / stake), "discount")
    assert threshold.low == threshold.high == threshold.value == g


def test_least_deployment_and_greatest_training():
    for p, g, alpha, q in itertools.product((F(1, 2), 1), (F(9, 10), F(99, 100), 1), (0, F(1, 3)), (0, F(1, 50))):
        game = EpisodeGame(3, 12, p, discount=g, deployment_agreement=alpha, monitoring=q)
        for parameter, steps in (("deployment", range(1, 80)), ("training", range(1, 400))):
            verdicts = [pays(with_fields(game, **{parameter: n})) for n in steps]
            threshold = deception_threshold(game, parameter)
            if threshold.status == "threshold":
                assert steps[0] <= threshold.value <= steps[-1]
                expected = [(n >= threshold.value) == (parameter == "deployment") or n == threshold.value for n in steps]
                assert verdicts == expected
            else:
                assert set(verdicts) == {threshold.status == "everywhere"}


def test_training_in_which_no_deception_ever_pays():
    assert deception_threshold(EpisodeGame(deployment=0), "training").status == "nowhere"
    assert deception_threshold(EpisodeGame(modification="1/4"), "training").status == "nowhere"
    assert deception_threshold(EpisodeGame(discount=0), "deployment").status == "nowhere"
    assert deception_threshold(EpisodeGame(discount="1/2"), "deployment").status == "nowhere"


def test_huge_horizons():
    assert deception_threshold(EpisodeGame(HUGE, HUGE), "modification").value == F(1, HUGE)
    assert deception_threshold(EpisodeGame(HUGE, HUGE), "deployment_agreement").value == 1 - F(1, HUGE)
    assert deception_threshold(EpisodeGame(HUGE, 1, F(1, HUGE)), "deployment").value == HUGE
    assert deception_threshold(EpisodeGame(1, HUGE, discount=F(1, 2)), "training").status == "nowhere"
    assert deception_threshold(EpisodeGame(HUGE, HUGE, F(1, 2), discount=F(9, 10)), "training").value == 15


def test_a_discount_for_huge_horizons():
    """g^T (1 - g^D) / (1 - g) = 1 with T = D = 10^18; y = (1 - g) 10^18 solves e^-y (1 - e^-y) = y / 10^18, nearly."""
    threshold = deception_threshold(EpisodeGame(HUGE, HUGE), "discount")
    root = threshold.value.evalf(DIGITS)
    with mpmath.workdps(80):
        g = mpmath.mpf(str(threshold.value.evalf(60)))
        assert abs(g**HUGE * (1 - g**HUGE) / (1 - g) - 1) < mpmath.mpf(10) ** -35
    assert threshold.low < F(str(root)) < threshold.high


@pytest.mark.parametrize(
    ("parameter", "deployment"),
    [("monitoring", 64), *itertools.product(["discount", "monitoring", "deployment_agreement"], [65, 500])],
)
def test_long_deployments_to_forty_digits(parameter, deployment):
    """On both sides of where geometric sums are written as quotients, and polynomials as CRootOf."""
    game = EpisodeGame(2, deployment, F(3, 10), discount=F(99, 100), monitoring=F(1, 20))
    threshold = deception_threshold(game, parameter)
    root = threshold.value.evalf(DIGITS)
    assert threshold.low < F(str(root)) < threshold.high
    with mpmath.workdps(80):
        fields = {name: mpmath.mpf(F(x).numerator) / F(x).denominator for name, x in vars(game).items()}
        fields[parameter] = mpmath.mpf(str(threshold.value.evalf(70)))
        _, _, p, _, g, _, alpha, q = fields.values()
        kept = g * (1 - q * (1 - alpha))
        stake = p * g**2 * (1 - alpha) * (1 - kept**deployment) / (1 - kept)
        assert abs(stake - 1) < mpmath.mpf(10) ** -60


def test_floats_give_floats():
    threshold = deception_threshold(EpisodeGame(discount=0.9), "modification")
    exact = deception_threshold(EpisodeGame(discount=F(0.9)), "modification")
    assert type(threshold.value) is float
    assert threshold.value == float(exact.value)
    assert threshold.low == exact.value
    assert type(deception_threshold(EpisodeGame(modification=0.9), "discount").value) is float
    assert deception_threshold(EpisodeGame(discount=0.9), "deployment").value == 2
    assert type(deception_threshold(EpisodeGame(modification=0.5), "discount").value) is float


def test_the_parameters_own_value_plays_no_part():
    p = sympy.Symbol("p")
    for own in (0.1, F(1, 7), p, np.array([0.25, 0.5])):
        assert deception_threshold(EpisodeGame(modification=own, discount="9/10"), "modification").value == F(10000, 21951)
    for own in (0.1, F(1, 7), p, np.array([0.25, 0.5])):
        game = EpisodeGame(modification="1/2", discount=own)
        assert (
            deception_threshold(game, "discount").value
            == deception_threshold(EpisodeGame(modification="1/2"), "discount").value
        )
    assert deception_threshold(EpisodeGame(training=0), "training").status == "everywhere"
    assert deception_threshold(EpisodeGame(training=p), "training").status == "everywhere"


@pytest.mark.parametrize("own", [0.1, F(1, 7), sympy.Symbol("a"), np.array([0.25, 0.5])])
def test_an_agreement_of_any_kind_plays_no_part_in_its_own_threshold(own):
    game = EpisodeGame(deployment_agreement=own, discount="9/10")
    assert deception_threshold(game, "deployment_agreement").value == F(11951, 21951)


T, D = sympy.symbols("T D", integer=True, positive=True)
P, G, A, Q = sympy.symbols("p g a q", positive=True)
SYMBOLS = {
    "training": T,
    "deployment": D,
    "modification": P,
    "discount": G,
    "deployment_agreement": A,
    "monitoring": Q,
}


def test_the_formula_for_certain_patience():
    """1 / (D (1 - a)), whatever the length of training."""
    d, a = sympy.symbols("D a")
    threshold = deception_threshold(EpisodeGame(deployment=d, deployment_agreement=a), "modification")
    assert str(threshold.value) == "1/(D*(1 - a))"
    assert str(threshold) == "deceptive iff modification >= 1/(D*(1 - a))"
    assert (threshold.status, threshold.direction) == ("formula", "at or above")
    with pytest.raises(TypeError, match="no number to be made a float"):
        float(threshold)


@pytest.mark.parametrize("parameter", ["modification", "deployment", "training", "deployment_agreement"])
def test_formulas_agree_with_numbers(parameter):
    symbolic = {name: symbol for name, symbol in SYMBOLS.items() if name not in (parameter, "monitoring")}
    formula = deception_threshold(EpisodeGame(**symbolic), parameter)
    assert formula.status == "formula"
    checked = 0
    for t, d, p, g, a in itertools.product((1, 3), (2, 9), (F(1, 2), 1), (F(1, 2), F(9, 10), F(99, 100)), (0, F(1, 10))):
        values = dict(zip((T, D, P, G, A), (t, d, p, g, a), strict=True))
        game = EpisodeGame(t, d, p, discount=g, deployment_agreement=a)
        threshold = deception_threshold(game, parameter)
        if threshold.status == "threshold":
            found = formula.value.subs(
                {symbol: sympy.Rational(F(v).numerator, F(v).denominator) for symbol, v in values.items()}
            )
            assert sympy.nsimplify(found) == sympy.Rational(F(threshold.value).numerator, F(threshold.value).denominator)
            checked += 1
    assert checked >= 10


def test_a_formula_for_deployment_without_discount():
    formula = deception_threshold(EpisodeGame(modification=P, deployment_agreement=A), "deployment").value
    assert formula == sympy.ceiling(1 / (P * (1 - A)))
    for p, a in itertools.product((F(1, 2), F(2, 7), 1), (0, F(1, 3))):
        threshold = deception_threshold(EpisodeGame(modification=p, deployment_agreement=a), "deployment")
        assert formula.subs({P: sympy.Rational(str(F(p))), A: sympy.Rational(str(F(a)))}) == threshold.value


def test_a_formula_for_monitoring_at_work():
    formula = deception_threshold(EpisodeGame(2, D, discount=G, monitoring=Q), "modification").value
    values = {D: 3, G: sympy.Rational(9, 10), Q: sympy.Rational(1, 5)}
    exact = deception_threshold(EpisodeGame(2, 3, discount="9/10", monitoring="1/5"), "modification").value
    assert sympy.nsimplify(formula.subs(values)) == sympy.Rational(exact.numerator, exact.denominator)


def test_a_discount_has_a_formula_for_one_deployment_only():
    """p (1 - a) g^T >= 1."""
    threshold = deception_threshold(EpisodeGame(T, 1, modification=P, deployment_agreement=A), "discount")
    assert sympy.simplify(threshold.value ** (-T) - P * (1 - A)) == 0
    implicit = deception_threshold(EpisodeGame(2, 2, modification=P), "discount")
    assert (implicit.status, implicit.value) == ("implicit", None)
    assert str(implicit) == f"deceptive iff {implicit.condition}"
    g = sympy.Symbol("discount")
    assert implicit.condition.subs({P: 1, g: sympy.Rational(3, 4)}) == sympy.false
    assert implicit.condition.subs({P: 1, g: sympy.Rational(4, 5)}) == sympy.true
    with pytest.raises(TypeError):
        float(implicit)


@pytest.mark.parametrize(
    ("game", "parameter"),
    [
        (EpisodeGame(2, D), "training"),
        (EpisodeGame(2, D), "monitoring"),
        (EpisodeGame(2, D), "overlap"),
        (EpisodeGame(2, D), "training_agreement"),
        (EpisodeGame(2, D, monitoring=Q), "deployment_agreement"),
    ],
)
def test_what_no_formula_solves_is_implicit(game, parameter):
    threshold = deception_threshold(game, parameter)
    assert threshold.status == "implicit"
    assert threshold.value is None


def test_an_overlap_of_one_settles_everything():
    for overlap in (1, F(3, 2), 1.5):
        for parameter in (name for name in RISING + FALLING if name != "overlap"):
            assert deception_threshold(EpisodeGame(overlap=overlap, modification=0), parameter).status == "everywhere"
    assert deception_threshold(EpisodeGame(overlap=2, deployment=D), "modification").status == "everywhere"
    with_symbol = deception_threshold(EpisodeGame(overlap=Q), "modification")
    assert with_symbol.value == sympy.Rational(1, 3)


@given(games(), st.sampled_from(sorted(RISING + FALLING)))
def test_the_condition_is_the_comparison(game, parameter):
    condition = deception_threshold(game, parameter).condition
    for value in sample(parameter):
        there = sympy.Rational(F(value).numerator, F(value).denominator)
        holds = condition if condition in (sympy.true, sympy.false) else condition.subs(sympy.Symbol(parameter), there)
        assert bool(holds) == pays(with_fields(game, **{parameter: value}))


def test_directions():
    for parameter in RISING + FALLING:
        expected = "at or above" if parameter in RISING else "at or below"
        assert deception_threshold(EpisodeGame(), parameter).direction == expected


@pytest.mark.parametrize(
    ("game", "parameter", "line"),
    [
        (EpisodeGame(), "modification", "deceptive iff modification >= 1/3 (0.333333)"),
        (EpisodeGame(modification="1/4"), "deployment", "deceptive iff deployment >= 4"),
        (EpisodeGame(discount="9/10"), "training", "deceptive iff training <= 9"),
        (EpisodeGame(), "deployment_agreement", "deceptive iff deployment_agreement <= 2/3 (0.666667)"),
        (EpisodeGame(modification=0), "overlap", "deceptive iff overlap >= 1"),
        (EpisodeGame(), "monitoring", "deceptive at every monitoring (in [0, 1])"),
        (EpisodeGame(), "training", "deceptive at every training (an integer >= 0)"),
        (EpisodeGame(modification=0), "discount", "deceptive at no discount (in [0, 1])"),
        (EpisodeGame(discount=0.5, deployment=40), "modification", "deceptive at no modification (in [0, 1])"),
        (EpisodeGame(1, 2, 0.9), "discount", "deceptive iff discount >= 0.666666666667..."),
    ],
)
def test_one_line(game, parameter, line):
    assert str(deception_threshold(game, parameter)) == line


def test_numbers_are_made_floats():
    assert float(deception_threshold(EpisodeGame(), "modification")) == 1 / 3
    assert float(deception_threshold(EpisodeGame(modification="1/4"), "deployment")) == 4
    with pytest.raises(TypeError, match=r"deceptive at every monitoring \(in \[0, 1\]\) has no number to be made a float"):
        float(deception_threshold(EpisodeGame(), "monitoring"))


def test_a_threshold_can_be_stated():
    threshold = Threshold(EpisodeGame(), "modification", "threshold", F(1, 3), F(1, 3))
    assert threshold == deception_threshold(EpisodeGame(), "modification")


def test_tiny_thresholds_have_all_their_digits():
    """1 / (g S_D(g)) = (1 - g) / (g (1 - g^D)) with D = 10^18: g^D is e^-111 for g = 1 - 2^-53, e^-0.01 for 1 - 10^-20."""
    game = EpisodeGame(1, HUGE, discount=1 - 2.0**-53)
    expected = pytest.approx(2.0**-53 * (1 + 2.0**-53), rel=1e-14, abs=0)
    assert deception_threshold(game, "modification").value == expected
    patient = with_fields(game, discount=1 - F(1, 10**20))
    expected = pytest.approx(-1e-20 / math.expm1(-0.01), rel=1e-14, abs=0)
    assert float(deception_threshold(patient, "modification")) == expected


def test_horizons_beyond_any_that_are_tried():
    """D p >= 1 at g = 1 for D = 10^100; with g = 1 - 10^-100, g^T >= 1/10 for T up to 10^100 ln 10."""
    assert deception_threshold(EpisodeGame(modification=F(1, 10**100)), "deployment").value == 10**100
    longest = deception_threshold(EpisodeGame(deployment=10, discount=1 - F(1, 10**100)), "training")
    assert longest.status == "threshold"
    assert longest.value == pytest.approx(2.302585092994045684 * 10**100, rel=1e-12)


def test_unknown_parameters():
    with pytest.raises(ValueError, match="unknown parameter 'modifcation': did you mean 'modification'"):
        deception_threshold(EpisodeGame(), "modifcation")


def test_no_training_in_which_to_deceive():
    with pytest.raises(ValueError, match="training must be an integer >= 1 for there to be deception in it, got 0"):
        deception_threshold(EpisodeGame(training=0), "modification")


def test_arrays_are_for_phase_diagrams():
    with pytest.raises(TypeError, match="about one game, and this one holds arrays: use phase_diagram"):
        deception_threshold(EpisodeGame(discount=np.array([0.5, 1.0])), "modification")


@pytest.mark.parametrize("game", [EpisodeGame().training_game(), "episode-game", None])
def test_other_games_are_refused(game):
    with pytest.raises(TypeError, match="deception_threshold is about the episode game, got"):
        deception_threshold(game, "modification")


def test_thresholds_too_long_to_write_down():
    threshold = deception_threshold(EpisodeGame(1, 10**18, discount=1 - F(1, 10**20)), "modification")
    assert float(threshold) == pytest.approx(1.00501e-18, rel=1e-4)
    for exact in (lambda: threshold.value, lambda: threshold.condition):
        with pytest.raises(ValueError, match="the exact threshold is too long to write down: make it a float"):
            exact()


def test_horizons_beyond_the_range_of_floats():
    rare, patient = F(1, 10**400), 1 - F(1, 10**40)
    assert deception_threshold(EpisodeGame(modification=rare), "deployment").value == 10**400
    longest = deception_threshold(EpisodeGame(discount=patient), "training").value
    assert 10**40 < longest < 2 * 10**40
    assert deception_threshold(EpisodeGame(modification=rare, monitoring=rare), "deployment").status == "nowhere"


@pytest.mark.parametrize(
    ("game", "parameter", "latex"),
    [
        (EpisodeGame(), "modification", r"\text{deceptive iff }\mathit{modification} \geq \frac{1}{3}"),
        (EpisodeGame(), "deployment_agreement", r"\text{deceptive iff }\mathit{deployment\_agreement} \leq \frac{2}{3}"),
        (EpisodeGame(), "training", r"\text{deceptive at every value of }\mathit{training}"),
        (EpisodeGame(modification=0), "discount", r"\text{deceptive at no value of }\mathit{discount}"),
        (
            EpisodeGame(),
            "discount",
            r"\text{deceptive iff }\mathit{discount} \geq 0.682327803828\ldots\text{, a root of }x^{3} + x - 1",
        ),
        (EpisodeGame(discount=0.9), "modification", r"\text{deceptive iff }\mathit{modification} \geq 0.455560111157\ldots"),
        (
            EpisodeGame(HUGE, HUGE),
            "modification",
            r"\text{deceptive iff }\mathit{modification} \geq \frac{1}{1000000000000000000}",
        ),
        (
            EpisodeGame(deployment=sympy.Symbol("D")),
            "modification",
            r"\text{deceptive iff }\mathit{modification} \geq \frac{1}{D}",
        ),
        (
            EpisodeGame(deployment=2, modification=sympy.Symbol("p")),
            "discount",
            r"\text{deceptive iff }\mathit{discount}^{2} p \left(\mathit{discount} + 1\right) \geq 1",
        ),
        (EpisodeGame(HUGE, 10, discount=1), "modification", r"\text{deceptive iff }\mathit{modification} \geq \frac{1}{10}"),
    ],
)
def test_thresholds_in_latex(game, parameter, latex):
    threshold = deception_threshold(game, parameter)
    assert threshold.latex() == latex
    assert threshold._repr_latex_() == f"$\\displaystyle {latex}$"


def test_thresholds_too_long_for_a_line_are_decimals_in_latex():
    assert deception_threshold(EpisodeGame(60, 60, discount="99/100"), "modification").latex().endswith(r"\ldots")
    assert deception_threshold(EpisodeGame(10**5, 10, discount="999999/1000000"), "monitoring").latex().endswith(r"\ldots")
