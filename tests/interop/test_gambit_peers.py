"""What OpenSpiel and pygambit make of the files that we write: the same game, with the same value."""

import itertools
from fractions import Fraction

import pytest

from tests.equilibria.published_games import EXTENSIVE
from tests.extensive_games import inspection, kuhn_poker, random_game
from toymodels.equilibria.sequence_form import optimal_behaviour
from toymodels.equilibria.zero_sum import optimal_strategies
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Terminal
from toymodels.games.matrix_game import MatrixGame, zero_sum
from toymodels.games.unfolding import unfolded
from toymodels.interop.gambit import game_from_gambit, save_game
from toymodels.interop.pygambit_game import pygambit_game
from toymodels.models.episode_game import EpisodeGame

F = Fraction

TREES = {
    "kuhn poker": kuhn_poker(),
    "inspection": inspection(4, 2),
    "observed audits": unfolded(EpisodeGame(training=2, deployment=3), 1),
    "secret audits": unfolded(EpisodeGame(training=3, deployment=2, modification="2/3"), 1, observed=False),
    **{f"random {seed}": random_game(seed) for seed in range(6)},
}
MATRICES = {
    "matching pennies": zero_sum([[1, -1], [-1, 1]]),
    "rock, paper, scissors, well": zero_sum([[0, -1, 1, -1], [1, 0, -1, 1], [-1, 1, 0, -1], ["1/3", "-1/7", 1, 0]]),
}


def pyspiel_game(game, folder, **kinds):
    pyspiel = pytest.importorskip("pyspiel")
    kind = "efg" if isinstance(game, ExtensiveGame) else "nfg"
    path = folder / f"game.{kind}"
    save_game(game, path, **kinds)
    return pyspiel.load_game(f"{kind}_game(filename={path})")


def labels(node, state):
    """The numbers that OpenSpiel gives to the moves of a node, by their names."""
    return {state.action_to_string(action): action for action in state.legal_actions()}


def assert_same_tree(node, state):
    if isinstance(node, Terminal):
        assert state.is_terminal()
        assert state.returns() == pytest.approx([float(payoff) for payoff in node.payoffs])
        return
    assert set(labels(node, state)) == set(node.moves)
    assert state.is_chance_node() == isinstance(node, Chance)
    for move, action in labels(node, state).items():
        if isinstance(node, Chance):
            assert dict(state.chance_outcomes())[action] == pytest.approx(float(node.probabilities[move]))
        assert_same_tree(node.moves[move], state.child(action))


def pyspiel_policy(game, strategies, state):
    """A profile as OpenSpiel has it: by the text of an information state."""
    pyspiel = pytest.importorskip("pyspiel")
    table = {}

    def walk(node, state):
        if isinstance(node, Decision):
            chances = strategies[node.information_set]
            row = [(action, float(chances[move])) for move, action in labels(node, state).items()]
            assert table.setdefault(state.information_state_string(), row) == row
        for move, action in {} if isinstance(node, Terminal) else labels(node, state).items():
            walk(node.moves[move], state.child(action))

    walk(game.root, state)
    assert len(table) == len(game.information_sets)
    return pyspiel.TabularPolicy(table)


@pytest.mark.parametrize("name", TREES)
def test_open_spiel_reads_the_same_tree_and_nobody_regrets_the_optimal_behaviour_there(name, tmp_path):
    pyspiel = pytest.importorskip("pyspiel")
    game = TREES[name]
    found = optimal_behaviour(game).found[0]
    theirs = pyspiel_game(game, tmp_path)
    start = theirs.new_initial_state()
    assert_same_tree(game.root, start)
    policy = pyspiel_policy(game, found.strategies, start)
    assert pyspiel.expected_returns(start, policy, -1, use_infostate_get_policy=True) == pytest.approx(
        [float(v) for v in found.payoffs.values()]
    )
    if theirs.num_distinct_actions():
        assert pyspiel.nash_conv(theirs, policy) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("name", EXTENSIVE)
def test_open_spiel_reads_games_from_papers(name, tmp_path):
    game = EXTENSIVE[name]()
    assert_same_tree(game.root, pyspiel_game(game, tmp_path).new_initial_state())


@pytest.mark.parametrize("name", MATRICES)
def test_open_spiel_reads_the_same_matrix(name, tmp_path):
    game = MATRICES[name]
    theirs = pyspiel_game(game, tmp_path)
    for choice in itertools.product(*map(range, game.shape)):
        assert theirs.row_utility(*choice) == pytest.approx(float(game.payoff(0, choice)))
        assert theirs.col_utility(*choice) == pytest.approx(float(game.payoff(1, choice)))


LONG = F(10**10 + 1, 3**30)
STRANGE = ExtensiveGame(
    ("Zoë", "the  other"),
    Decision(
        "Zoë",
        'a "set"',
        {
            "\\": Chance({"x": Terminal((LONG, -LONG)), "y": Terminal((1, -1))}, {"x": LONG, "y": 1 - LONG}),
            "é ": Terminal((0, 0)),
        },
    ),
)
NAMED = MatrixGame(([[LONG], [0]], [[-LONG], [0]]), ("a", "b"), (("up", "down"), ("only",)))


def test_open_spiel_reads_strange_games_once_they_are_made_plain(tmp_path):
    pytest.importorskip("pyspiel")
    with pytest.raises(Exception, match="CHECK_TRUE"):
        pyspiel_game(STRANGE, tmp_path)
    theirs = pyspiel_game(STRANGE, tmp_path, plain_names=True, short_numbers=True)
    plain = game_from_gambit((tmp_path / "game.efg").read_text())
    assert_same_tree(plain.root, theirs.new_initial_state())
    assert plain.root.moves["_"].moves["x"].payoffs[0] == pytest.approx(float(LONG))
    with pytest.raises(Exception, match="CHECK_TRUE"):
        pyspiel_game(NAMED, tmp_path)
    assert pyspiel_game(NAMED, tmp_path, plain_names=True, short_numbers=True).row_utility(0, 0) == pytest.approx(float(LONG))


def test_open_spiel_takes_long_quotients_in_a_matrix_for_0(tmp_path):
    """Should this fail, OpenSpiel was mended, and the warning in ``interop/gambit.py`` can go."""
    assert pyspiel_game(zero_sum([[LONG]]), tmp_path).row_utility(0, 0) == 0


@pytest.mark.parametrize("name", TREES)
def test_pygambit_finds_the_same_value_of_a_tree(name):
    pygambit = pytest.importorskip("pygambit")
    game = TREES[name]
    theirs = pygambit_game(game)
    if not game.information_sets:
        return
    solved = pygambit.nash.lp_solve(theirs, rational=True).equilibria[0]
    values = optimal_behaviour(game).found[0].payoffs
    assert [F(str(solved.payoff(player))) for player in theirs.players] == list(values.values())


@pytest.mark.parametrize("name", MATRICES)
def test_pygambit_finds_the_same_value_of_a_matrix(name):
    pygambit = pytest.importorskip("pygambit")
    theirs = pygambit_game(MATRICES[name])
    solved = pygambit.nash.lp_solve(theirs, rational=True).equilibria[0]
    values = optimal_strategies(MATRICES[name]).found[0].payoffs
    assert [F(str(solved.payoff(player))) for player in theirs.players] == list(values.values())


def test_pygambit_reads_strange_games_exactly():
    pytest.importorskip("pygambit")
    theirs = pygambit_game(STRANGE)
    assert {F(str(outcome[player])) for outcome in theirs.outcomes for player in theirs.players} == {LONG, -LONG, 1, -1, 0}


def test_pygambit_reads_floats_as_they_are_written():
    pytest.importorskip("pygambit")
    ends = {"a": Terminal((0.1, 1e22)), "b": Terminal((1e-30, -2.5))}
    theirs = pygambit_game(ExtensiveGame(("I", "II"), Chance(ends, {"a": 1 / 3, "b": 2 / 3})))
    found = {F(str(outcome[player])) for outcome in theirs.outcomes for player in theirs.players}
    assert found == {F(1, 10), 10**22, F(1, 10**30), F(-5, 2)}
