import dataclasses
from fractions import Fraction

import pytest
import sympy

from tests.training_games import ladder_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.symbolic.certified import certified_diagram
from toymodels.symbolic.certified.certified_diagram import CertifiedBox
from toymodels.symbolic.certified.certified_phase_diagram import certified_phase_diagram
from toymodels.training import Phase, TrainingGame

F = Fraction


@pytest.fixture(scope="module")
def diagram():
    return certified_phase_diagram(EpisodeGame(2, 3), modification=(0, 1), discount=("1/2", 1), coverage="0.999")


def test_volumes_hold_the_true_areas(diagram):
    """For T = 1, D = 2 B is optimal where p (g + g²) >= 1."""
    bounds = certified_phase_diagram(EpisodeGame(1, 2), modification=(0, 1), discount=("1/2", 1)).volumes()
    g = sympy.Symbol("g")
    low = (sympy.sqrt(5) - 1) / 2
    area = sympy.integrate(1 - 1 / (g + g**2), (g, low, 1))
    assert bounds["BAA"][0] <= area <= bounds["BAA"][1]
    assert bounds["AAA"][0] <= sympy.Rational(1, 2) - area <= bounds["AAA"][1]
    assert all(high - low < F(1, 500) for low, high in bounds.values())
    assert sum(low for low, _ in diagram.volumes().values()) <= F(1, 2) <= sum(high for _, high in diagram.volumes().values())


def test_boxes_say_what_they_are(diagram):
    kinds = {box.kind: box for box in diagram.boxes}
    assert set(kinds) == {"uniform", "crossed", "undecided"}
    assert kinds["crossed"].boundary is not None
    assert kinds["uniform"].boundary is kinds["undecided"].boundary is None
    assert sum(box.kind == "undecided" for box in diagram.boxes) > 0
    assert diagram.undecided_volume == (1 - diagram.coverage) / 2
    corner = CertifiedBox(((0, 1), (2, 3)), ())
    assert (F(1, 2), 3) in corner
    assert (F(1, 2), 4) not in corner


def test_points_have_their_policy_or_none(diagram):
    assert diagram.policy_at(modification=1, discount=1).plan == "BBAAA"
    assert diagram.policy_at({"modification": 0}, discount=0.75).plan == "AAAAA"
    assert diagram.policy_at(modification="1/3", discount=1) is None
    with pytest.raises(ValueError, match="a point must have a value for each of modification, discount, got none for discount"):
        diagram.policy_at(modification=1)
    with pytest.raises(ValueError, match="did you mean 'discount'"):
        diagram.policy_at(modification=1, discounts=1)
    with pytest.raises(ValueError, match=r"discount must be in \[1/2, 1\], got 0"):
        diagram.policy_at(modification=1, discount=0)


def test_a_policy_is_whole(diagram):
    policy = diagram.policies[1]
    assert (policy.plan, policy.regime, policy.deceptive_episodes) == ("ABAAA", "partly deceptive", 1)
    assert repr(policy) == "CertifiedPolicy(A B | A A A)"
    assert ("base", "conflict") not in policy.choices[0]
    assert policy.policy[0]["base", "agreement"] == "B"
    assert len(policy.policy) == 5


def test_plans_of_states_that_are_left_for_good_are_told():
    """The start is left after the first episode whatever happens, so its plan afterwards is what it would do there."""
    w = sympy.Symbol("w")
    game = TrainingGame(
        base="base",
        states={"start": "base", "end": "base"},
        actions={"start": ("A", "B"), "end": ("A",)},
        payoffs={("base", "start", "x", "A"): 0, ("base", "start", "x", "B"): w, ("base", "end", "x", "A"): 0},
        phases=(Phase("play", 2, {"x": 1}, {("start", "x", a): {"end": 1} for a in "AB"}),),
        start="start",
    )
    diagram = certified_phase_diagram(game, w=(1, 2))
    assert [policy.plan for policy in diagram.policies] == ["BB"]
    assert diagram.verify() == 1


def test_the_table_is_for_reading(diagram):
    title, covered, heads, *rows = str(diagram).splitlines()
    assert title == "Certified phase diagram over modification in [0, 1], discount in [1/2, 1]"
    assert covered.startswith("99.9")
    assert "INCOMPLETE" not in covered
    assert heads.split() == ["plan", "share", "of", "the", "volume"]
    assert [row.split(" %")[0][:13].strip() for row in rows] == ["A A | A A A", "A B | A A A", "B B | A A A"]
    page = diagram._repr_html_()
    assert page.startswith("<table><caption>Certified phase diagram over modification in [0, 1], discount in [1/2, 1]<br>99.9")
    assert page.count("<tr>") == 4


def test_long_tables_are_cut(diagram, monkeypatch):
    monkeypatch.setattr(certified_diagram, "_MOST_ROWS", 2)
    assert str(diagram).splitlines()[-1] == "... and 1 more"
    assert (
        repr(diagram)
        == f"CertifiedDiagram(modification, discount: 3 policies, 99.9146 % decided by {len(diagram.boxes)} boxes)"
    )


def test_policies_with_one_plan_are_counted_together():
    """The second rung's choice hangs on w but the plan of the first does not."""
    game = ladder_game(3, training=0, deployment=2)
    w = sympy.Symbol("w")
    key = ("rung 1", "rung 1", "task", "B")
    kernel = {("rung 0", "task", a): {"rung 0": F(1, 2), "rung 1": F(1, 2)} for a in "AB"}
    phases = (game.phases[0], dataclasses.replace(game.phases[1], kernel=kernel))
    game = dataclasses.replace(game, payoffs=game.payoffs | {key: w}, phases=phases)
    diagram = certified_phase_diagram(game, w=(0, 2))
    assert [policy.plan for policy in diagram.policies] == ["AA", "AA"]
    assert diagram.volumes() == {"AA": (2, 2)}
    diagram.verify()


@pytest.mark.parametrize(("halvings", "error"), [(-1, ValueError), ("few", ValueError), (1.5, TypeError)])
def test_numbers_of_halvings(halvings, error):
    with pytest.raises(error, match="halvings must be"):
        certified_phase_diagram(EpisodeGame(1, 2), modification=(0, 1)).volumes(halvings)


def test_one_box():
    text = str(certified_phase_diagram(EpisodeGame(1, 2), modification=(0, 1), coverage=1))
    assert "100 % of it decided by 1 box (" in text
