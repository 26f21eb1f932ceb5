import re
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from sympy.abc import g, p, w

from tests.interop.prism_reading import largest_reward
from tests.strategies import episode_games, training_games
from tests.training_games import choice_game, ladder_game
from toymodels.interop.fixed_choices import fixed_choices
from toymodels.interop.prism import prism_model
from toymodels.interop.prism_syntax import KEYWORDS, comment, formula, identifier, identifiers
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs, policy_of
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.training import Phase, TrainingGame

F = Fraction

TEXT = """\
// A training game: what the objective 'mesa', in charge at the start, expects to gain.
// Ask for R{"payoff"}max=? [F "done"]
//
// An episode is two steps: its context is drawn, then the self in charge acts. The discount is the chance that
// another episode follows; if none does, episode=episodes at once. A policy fixes what is not left open.
// state=0: 'mesa', in charge: 'mesa'
// state=1: 'base', in charge: 'base'
// context=0: not drawn yet
// context=1: 'conflict'
// do_B: the action 'B'
// do_A: the action 'A'

mdp

const double g;
const double p;
const int episodes = 5;

module game
  episode : [0..episodes] init 0;
  state : [0..1] init 0;
  context : [0..1] init 0;

  // 'training'
  [draw] episode>=0 & episode<=1 & context=0 -> (context'=1);
  [do_B] episode>=0 & episode<=1 & state=0 & context=1 -> g : (episode'=episode+1) & (state'=0) & (context'=0)
    + 1 - g : (episode'=episodes) & (context'=0);
  [do_A] episode>=0 & episode<=1 & state=0 & context=1 -> g*p : (episode'=episode+1) & (state'=1) & (context'=0)
    + g*(1 - p) : (episode'=episode+1) & (state'=0) & (context'=0)
    + 1 - g : (episode'=episodes) & (context'=0);
  [do_B] episode>=0 & episode<=1 & state=1 & context=1 -> g : (episode'=episode+1) & (state'=1) & (context'=0)
    + 1 - g : (episode'=episodes) & (context'=0);

  // 'deployment'
  [draw] episode>=2 & episode<=4 & context=0 -> (context'=1);
  [do_B] episode>=2 & episode<=4 & state=0 & context=1 -> g : (episode'=episode+1) & (state'=0) & (context'=0)
    + 1 - g : (episode'=episodes) & (context'=0);
  [do_A] episode>=2 & episode<=4 & state=0 & context=1 -> g : (episode'=episode+1) & (state'=0) & (context'=0)
    + 1 - g : (episode'=episodes) & (context'=0);
  [do_B] episode>=2 & episode<=4 & state=1 & context=1 -> g : (episode'=episode+1) & (state'=1) & (context'=0)
    + 1 - g : (episode'=episodes) & (context'=0);

  [] episode=episodes -> true;
endmodule

label "done" = episode=episodes;

rewards "payoff"
  true : 0;
  [do_A] state=0 & context=1 : 1;
endrewards
"""


def commands(text):
    """The commands of a model on one line each."""
    return [
        re.sub(r"\s+", " ", found).strip() for found in re.findall(r"^  \[\w*\] [^:;]*->.*?;", text, re.MULTILINE | re.DOTALL)
    ]


def test_the_whole_text_of_the_game_of_two_and_three_episodes():
    model = prism_model(EpisodeGame(2, 3, modification=p, discount=g))
    assert model.text == str(model) == TEXT
    assert (model.question, model.offset, model.symbols) == ('R{"payoff"}max=? [F "done"]', 0, {"g": g, "p": p})


def test_the_chain_of_a_plan_has_one_command_where_the_game_has_several():
    model = prism_model(EpisodeGame(2, 3, 1, w), "ABAAA", decides=False)
    assert model.question == 'R{"payoff"}=? [F "done"]'
    assert "\ndtmc\n" in model.text
    assert commands(model.text) == [
        "[draw] episode=0 & context=0 -> (context'=1);",
        "[do_A] episode=0 & state=0 & context=1 -> (episode'=episode+1) & (state'=1) & (context'=0);",
        "[do_B] episode=0 & state=1 & context=1 -> (episode'=episode+1) & (state'=1) & (context'=0);",
        "[draw] episode=1 & context=0 -> (context'=1);",
        "[do_B] episode=1 & state=0 & context=1 -> (episode'=episode+1) & (state'=0) & (context'=0);",
        "[do_B] episode=1 & state=1 & context=1 -> (episode'=episode+1) & (state'=1) & (context'=0);",
        "[draw] episode>=2 & episode<=4 & context=0 -> (context'=1);",
        "[do_A] episode>=2 & episode<=4 & state=0 & context=1 -> (episode'=episode+1) & (state'=0) & (context'=0);",
        "[do_B] episode>=2 & episode<=4 & state=1 & context=1 -> (episode'=episode+1) & (state'=1) & (context'=0);",
        "[] episode=episodes -> true;",
    ]
    assert "[do_B] state=1 & context=1 : w;" in model.text
    assert prism_model(EpisodeGame(2, 3, 1, w), policy_of(EpisodeGame().training_game(), "ABAAA"), decides=False) == model


@given(training_games(), st.booleans())
def test_values_as_read_from_the_text(game, decides):
    assume(game.discount <= 1)
    solution = backward_induction(game)
    for policy in (None, solution):
        model = prism_model(game, policy, decides=decides)
        assert largest_reward(model.text) - model.offset == solution.value


@given(episode_games(), st.booleans())
def test_values_of_the_episode_game_as_read_from_the_text(game, decides):
    model = prism_model(game, decides=decides)
    assert largest_reward(model.text) - model.offset == backward_induction(game).value


@given(training_games(strategic=False), st.data())
def test_values_of_plans_as_read_from_the_text(game, data):
    assume(game.discount <= 1)
    plan = data.draw(st.lists(st.sampled_from(game.actions["s0"]), min_size=game.episodes, max_size=game.episodes))
    model = prism_model(game, plan, decides=False)
    assert largest_reward(model.text) - model.offset == policy_evaluation(game, plan).value


def test_the_reader_sees_a_difference():
    text = prism_model(EpisodeGame()).text
    assert largest_reward(text) == 3
    assert largest_reward(text.replace("context=1 : 1", "context=1 : 3/2")) == F(9, 2)


def test_negative_payoffs_are_raised_and_the_offset_undoes_it():
    game = choice_game({"stay": -2, "go": F(-1, 2)}, episodes=3, discount=F(1, 2))
    model = prism_model(game)
    assert model.offset == 2 * (1 + F(1, 2) + F(1, 4))
    assert largest_reward(model.text) - model.offset == F(-1, 2) * F(7, 4)
    assert "  [do_go] state=0 & context=1 : 3/2;\n" in model.text
    assert "where h is 2 and g is 1/2:" in model.text
    assert prism_model(game, shift="5/2").offset == F(5, 2) * F(7, 4)
    with pytest.raises(ValueError, match=r"payoffs of a PRISM model must be >= 0, got -1 in .*: give a larger shift"):
        prism_model(game, shift=1)


def test_only_payoffs_that_can_be_met_are_raised():
    """The base objective's payoffs are not asked for, and in a fixed state only those of the fixed action count."""
    game = ladder_game(2)
    pays = {key: -9 if key[0] == "rung 1" or key[1:] == ("rung 1", "task", "A") else pay for key, pay in game.payoffs.items()}
    pays["rung 1", "rung 1", "task", "B"] = -8
    game = TrainingGame(game.base, game.states, game.actions, pays, game.phases, game.start)
    assert prism_model(game).offset == 0


def test_payoffs_with_symbols_are_raised_on_request():
    game = EpisodeGame(1, 1, overlap=w, discount=g)
    model = prism_model(game, "BA", decides=False, shift=w**2)
    assert sympy.expand(model.offset - w**2 * (1 + g)) == 0
    assert "  [do_B] state=0 & context=1 : w + pow(w, 2);" in model.text
    low = sympy.Symbol("low", negative=True)
    with pytest.raises(ValueError, match="must be >= 0, got low"):
        prism_model(EpisodeGame(overlap=low))
    assert "pow" not in prism_model(EpisodeGame(overlap=low), shift=-low).text


def test_floats_are_written_as_the_rationals_that_they_are():
    text = prism_model(EpisodeGame(1, 1, modification=0.1, discount=0.5)).text
    assert f"-> {F(0.1).numerator}.0/{2 * F(0.1).denominator}.0 :" in text
    assert prism_model(EpisodeGame(2, 3, 0.25)).text == prism_model(EpisodeGame(2, 3, "1/4")).text
    rational = EpisodeGame(2, 3, F(0.1), F(0.7), F(0.9), F(0.3))
    assert largest_reward(prism_model(EpisodeGame(2, 3, 0.1, 0.7, 0.9, 0.3)).text) == backward_induction(rational).value


def test_what_has_no_chance_is_left_out():
    game = choice_game({"B": 1}, contexts={"x": 0, "y": 1}, kernel={("self", "y", "B"): {"self": 1}}, discount=0)
    model = prism_model(game)
    assert "context : [0..1]" in model.text
    assert commands(model.text)[:2] == [
        "[draw] episode=0 & context=0 -> (context'=1);",
        "[do_B] episode=0 & state=0 & context=1 -> (episode'=episodes) & (context'=0);",
    ]


def test_no_episodes():
    for decides in (True, False):
        assert largest_reward(prism_model(EpisodeGame(0, 0), decides=decides).text) == 0
    assert prism_model(EpisodeGame(0, 0, p)).symbols == {}


def test_a_long_game_is_as_short_as_a_short_one():
    model = prism_model(EpisodeGame(10**6, 10**6, p))
    assert len(model.text) < 2 * len(TEXT)
    assert "const int episodes = 2000000;" in model.text


def test_names_become_comments_and_numbers():
    wild = 'B" ;\nendmodule // \u03bb'
    game = TrainingGame(
        base=("base", 1),
        states={wild: ("base", 1), 7: ("base", 1)},
        actions={wild: (wild, "A", "do_1", 3), 7: (wild,)},
        payoffs={(("base", 1), s, None, a): 1 for s in (wild, 7) for a in ((wild, "A", "do_1", 3) if s == wild else (wild,))},
        phases=(Phase(wild, 2, {None: 1}),),
        start=wild,
    )
    text = prism_model(game).text
    assert text.isascii()
    assert text.count("endmodule\n") == 1
    code = [line for line in text.splitlines() if not line.lstrip().startswith("//")]
    assert re.findall(r"\[(\w+)\] episode>=0 & episode<=1 & state=0", "\n".join(code)) == ["do_0", "do_A", "do_do_1", "do_3"]
    assert [line for line in code if "lambda" in line or '"' in line] == [
        'label "done" = episode=episodes;',
        'rewards "payoff"',
    ]
    assert largest_reward(text) == 2


def test_symbols_that_are_no_identifiers_are_renamed():
    symbols = [sympy.Symbol(name) for name in ("max", "\u03bb", "p; q", "truth", "trueness", "state", "do_A", "_p1")]
    names = identifiers(symbols, {"state", "do_A", "x0"})
    assert {str(symbol): name for symbol, name in names.items()} == {
        "_p1": "_p1",
        "do_A": "x1",
        "max": "x2",
        "p; q": "x3",
        "state": "x4",
        "trueness": "x5",
        "truth": "truth",
        "\u03bb": "x7",
    }
    model = prism_model(EpisodeGame(1, 1, modification=sympy.Symbol("p\nmdp")))
    assert "// x0: 'p\\nmdp'\n" in model.text
    assert "const double x0;" in model.text
    assert set(model.symbols) == {"x0"}


def test_symbols_of_one_name_are_told_apart():
    pair = [sympy.Symbol("p"), sympy.Symbol("p", positive=True)]
    assert sorted(identifiers(pair, ()).values()) == ["p", "x1"]
    assert identifiers(pair, ()) == identifiers(pair[::-1], ())


@pytest.mark.parametrize("name", sorted(KEYWORDS))
def test_no_keyword_is_an_identifier(name):
    assert identifier(name, "x0", ()) == "x0"
    assert identifier(name, "x0", ("x0", "x0_")) == "x0__"


def test_comments_keep_to_their_line():
    class Wild:
        def __repr__(self):
            return "a\nb\u2028c"

    assert comment(Wild()) == "a b\\u2028c"
    assert len(comment("x" * 1000)) < 300


NAMES = {p: "p", g: "g", w: "w"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (-3, "-3"),
        (F(-2, 3), "-2/3"),
        (2**31 - 1, "2147483647"),
        (2**31, "2147483648.0"),
        (F(1, 10**40), f"1.0/{10**40}.0"),
        (1 - p, "1 - p"),
        (p - 1, "p - 1"),
        (-p, "-p"),
        (-p - g / 2, "-p - 1/2*g"),
        ((p - 1) * g, "g*(p - 1)"),
        (p**2 * g / 3, "1/3*g*pow(p, 2)"),
        (p / g, "p/g"),
        (-1 / (g * (1 - p) ** 2), "-1/g/pow(1 - p, 2)"),
        (1 / (1 + g), "1/(1 + g)"),
        (1 / g, "1/g"),
        (-(w**3) / (p + g), "-pow(w, 3)/(g + p)"),
        (p + sympy.Float(0.5), "1/2 + p"),
        (sympy.Float(0.25) * p, "1/4*p"),
        (sympy.Mul(p, sympy.Mul(g, w, evaluate=False), evaluate=False), "p*(g*w)"),
        (sympy.Mul(p, sympy.Rational(-1, 2), evaluate=False), "-1/2*p"),
    ],
)
def test_formulas(value, text):
    assert formula(value, NAMES) == text


EXPRESSIONS = st.recursive(
    st.sampled_from([p, g, w])
    | st.fractions(-3, 3, max_denominator=5).map(lambda x: sympy.Rational(x.numerator, x.denominator)),
    lambda inner: (
        st.tuples(inner, inner).map(lambda pair: pair[0] + pair[1])
        | st.tuples(inner, inner).map(lambda pair: pair[0] * pair[1])
        | st.tuples(inner, st.integers(2, 3)).map(lambda pair: pair[0] ** pair[1])
        | inner.map(lambda value: 1 / (1 + value**2))
    ),
    max_leaves=6,
)


@given(EXPRESSIONS)
def test_formulas_mean_what_they_say(expression):
    """Read back with PRISM's precedences, which are Python's for these operators but for the power."""
    text = formula(expression, NAMES)
    python = re.sub(r"(?<![\w.])(\d+)(?:\.0)?(?![\w.])", r"Fraction(\1)", text)
    point = {p: F(2, 7), g: F(5, 3), w: F(-3, 11)}
    scope = {"Fraction": F, "pow": pow} | {NAMES[symbol]: value for symbol, value in point.items()}
    value = eval(python, {"__builtins__": {}}, scope)  # noqa: S307 - the text is the test's own
    expected = sympy.sympify(expression).subs({s: sympy.Rational(x.numerator, x.denominator) for s, x in point.items()})
    assert value == F(int(expected.p), int(expected.q))


@pytest.mark.parametrize("value", [sympy.sqrt(2), sympy.pi, sympy.sqrt(p), p**g, sympy.sin(p), sympy.Abs(p), 2**p])
def test_other_expressions_are_refused(value):
    with pytest.raises(ValueError, match="a PRISM model must be written in rational expressions of symbols, got"):
        prism_model(EpisodeGame(overlap=value))


@pytest.mark.parametrize("discount", [2, F(3, 2), 1.5, 1 + sympy.Symbol("h", positive=True)])
def test_a_discount_over_one_is_no_chance(discount):
    with pytest.raises(ValueError, match=r"discount must be in \[0, 1\] in a PRISM model, as the chance that another episode"):
        prism_model(choice_game({"B": 1}, discount=discount))


def test_arrays_and_horizons_without_a_number():
    with pytest.raises(TypeError, match="a PRISM model is of one game, and there are arrays in it"):
        prism_model(EpisodeGame(modification=np.array([0.5, 1.0])))
    with pytest.raises(TypeError, match="must be one integer"):
        prism_model(EpisodeGame(training=sympy.Symbol("T")))
    with pytest.raises(ValueError, match="at most 2147483647 episodes, got 2147483648"):
        prism_model(EpisodeGame(training=2**31, deployment=0, modification=p))
    with pytest.raises(TypeError, match="a problem must be a TrainingGame"):
        prism_model("BBAAA")


def test_policies_that_do_not_fit():
    with pytest.raises(ValueError, match="a policy must cover the game's 5 episodes, got 2"):
        prism_model(EpisodeGame(), "BB")
    with pytest.raises(ValueError, match="a policy must take one of"):
        prism_model(EpisodeGame(modification=p), Runs(((5, {}),)))


def test_a_chain_of_a_game_with_symbols_needs_a_policy():
    with pytest.raises(ValueError, match="policy must be given in a game with symbols, to say what is chosen in 'mesa'"):
        prism_model(EpisodeGame(modification=p), decides=False)
    with pytest.raises(ValueError, match="policy must be given in a game with symbols, to say what is chosen in 'self'"):
        prism_model(choice_game({"B": p, "A": 1}), decides=False)


def test_symbols_with_another_self_that_decides_what_follows():
    game = ladder_game(3, chance=p)
    with pytest.raises(ValueError, match="policy must be given in a game with symbols, to say what is chosen in 'rung 1'"):
        prism_model(game)
    solution = backward_induction(ladder_game(3, chance=F(1, 2)))
    text = prism_model(game, solution).text
    assert largest_reward(text.replace("1 - p :", "1/2 :").replace(" p :", " 1/2 :")) == solution.value


def test_other_selves_without_foresight_do_what_a_solution_says():
    """For p = 1/2 the modified self's choices come from a solution, for a symbol p without one."""
    numeric = fixed_choices(EpisodeGame(2, 3, F(1, 2)), None, decides=True)
    assert fixed_choices(EpisodeGame(2, 3, p), None, decides=True)[0]["base", "conflict"] == "B"
    assert {a for rule in numeric for a in rule.values()} == {"B"}
    assert {point[0] for rule in numeric for point in rule} == {"base"}


def test_where_one_objective_is_always_in_charge_no_policy_is_needed():
    game = choice_game({"B": p, "A": 1}, episodes=2)
    assert fixed_choices(game, None, decides=True) == Runs(((2, {}),))
    assert prism_model(game).text.count("episode>=0 & episode<=1") == 3


def test_files(tmp_path):
    model = prism_model(EpisodeGame())
    for name in ("game.prism", "game.nm", "game.PM"):
        model.save(tmp_path / name)
        assert (tmp_path / name).read_text(encoding="ascii") == model.text
    with pytest.raises(ValueError, match=r"an output file must end in \.prism or \.nm or \.pm"):
        model.save(tmp_path / "game.txt")
