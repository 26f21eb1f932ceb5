import dataclasses
import re
from fractions import Fraction

import pytest
import sympy

from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs
from toymodels.symbolic.algebra.polynomials import PolynomialRing
from toymodels.symbolic.certified.certified_diagram import CertifiedBox
from toymodels.symbolic.certified.certified_phase_diagram import certified_phase_diagram
from toymodels.symbolic.certified.diagram_proof import check_tiling, gains_of

F = Fraction


@pytest.fixture(scope="module")
def diagram():
    return certified_phase_diagram(EpisodeGame(2, 2), modification=(0, 1), discount=("1/2", 1), coverage="0.99")


def place(diagram, kind):
    return next(i for i, box in enumerate(diagram.boxes) if box.kind == kind)


def changed(diagram, i, *boxes):
    """The diagram with its i-th box replaced by others."""
    return dataclasses.replace(diagram, boxes=(*diagram.boxes[:i], *boxes, *diagram.boxes[i + 1 :]))


def test_an_honest_diagram_is_proved(diagram):
    assert diagram.verify() == len(diagram.boxes)


def test_every_wrong_policy_is_found_out(diagram):
    for i, box in enumerate(diagram.boxes):
        if box.kind == "uniform":
            for other in {0, 1, 2} - set(box.policies):
                with pytest.raises(ValueError, match=r"the policy [AB]+ is not optimal in the box \["):
                    changed(diagram, i, box._replace(policies=(other,))).verify()


def test_crossed_boxes_have_their_policies_the_right_way_round(diagram):
    for i, box in enumerate(diagram.boxes):
        if box.kind == "crossed":
            with pytest.raises(ValueError, match="is not optimal in the box"):
                changed(diagram, i, box._replace(policies=box.policies[::-1])).verify()


def test_a_crossed_box_is_not_uniform(diagram):
    i = place(diagram, "crossed")
    box = diagram.boxes[i]
    with pytest.raises(ValueError, match=r"is not optimal in the box .*: see \("):
        changed(diagram, i, CertifiedBox(box.sides, box.policies[:1])).verify()


def test_a_wrong_boundary_is_found_out(diagram):
    boundaries = {box.boundary for box in diagram.boxes if box.boundary}
    i = place(diagram, "crossed")
    (other,) = boundaries - {diagram.boxes[i].boundary}
    with pytest.raises(ValueError, match="is not optimal in the box"):
        changed(diagram, i, diagram.boxes[i]._replace(boundary=other)).verify()


def test_a_missing_box_is_found_out(diagram):
    for i, box in enumerate(diagram.boxes):
        with pytest.raises(ValueError, match="no box of the diagram covers") as error:
            changed(diagram, i).verify()
        ends = [F(end) for end in re.findall(r"-?\d+(?:/\d+)?", str(error.value))]
        hole = list(zip(ends[::2], ends[1::2], strict=True))
        assert all(low <= a < b <= high for (a, b), (low, high) in zip(hole, box.sides, strict=True))


def test_boxes_that_overlap_are_found_out(diagram):
    for kind in ("uniform", "crossed", "undecided"):
        i = place(diagram, kind)
        (p, q), side = diagram.boxes[i].sides
        for wide in ((p, q + F(1, 64)), (p - F(1, 64), q), (p, F(p + q) / 2)):
            with pytest.raises(ValueError, match=r"does not fit with the others|no box of the diagram covers"):
                changed(diagram, i, diagram.boxes[i]._replace(sides=(wide, side))).verify()
        with pytest.raises(ValueError, match="does not fit with the others"):
            changed(diagram, i, diagram.boxes[i], diagram.boxes[i]).verify()


def test_tilings_may_be_cut_in_any_order():
    check_tiling([((0, 1), (0, 2)), ((1, 2), (0, 1)), ((1, 2), (1, 2))], ((0, 2), (0, 2)))
    with pytest.raises(ValueError, match=r"the box \[0, 2\] x \[0, 1\] does not fit with the others into \[0, 3\] x \[0, 3\]"):
        check_tiling(
            [((0, 2), (0, 1)), ((2, 3), (0, 2)), ((1, 3), (2, 3)), ((0, 1), (1, 3)), ((1, 2), (1, 2))], ((0, 3), (0, 3))
        )


def test_a_policy_must_say_what_is_done_wherever_one_can_come():
    game = EpisodeGame(1, 1).training_game()
    rule = {("mesa", "conflict"): "A", ("base", "conflict"): "B"}
    ring = PolynomialRing(sympy.symbols("p,"))
    assert [len(choice) for choice in gains_of(game, Runs(((2, rule),)), ring)] == [2, 2, 2]
    with pytest.raises(ValueError, match=r"what is done at \('base', 'conflict'\), which can be met"):
        list(gains_of(game, Runs(((2, {("mesa", "conflict"): "A"}),)), ring))


def test_gains_are_those_of_the_episode_game():
    """With one episode of each, B now gains p g - 1 over A."""
    p, g = sympy.symbols("p g")
    ring = PolynomialRing((p, g))
    game = EpisodeGame(1, 1, modification=p, discount=g).training_game()
    last = {("mesa", "conflict"): "A", ("base", "conflict"): "B"}
    gains = list(gains_of(game, Runs.of([{("mesa", "conflict"): "B"}, last]), ring))
    assert sorted(sorted(map(str, choice)) for choice in gains) == [["0", "1"], ["0", "1"], ["0", "p*g - 1"]]


def test_signs_that_coefficients_do_not_show_are_found_by_factors_or_by_halving():
    w, v = sympy.symbols("w v")
    square = choice_game({"A": 0, "B": (w - sympy.Rational(1, 3)) ** 2 * (w + 2)})
    assert certified_phase_diagram(square, w=(0, 1)).verify() == 1
    narrow = choice_game({"A": 0, "B": (w - sympy.Rational(1, 3)) ** 2 + v**2 + sympy.Rational(1, 50)})
    diagram = certified_phase_diagram(narrow, w=(0, 1), v=(-1, 1))
    one = dataclasses.replace(diagram, boxes=(CertifiedBox(diagram.space.box, (0,)),), policies=(diagram.policy_at(w=0, v=0),))
    assert one.verify() == 1


def test_what_is_better_than_a_better_action_is_better():
    """Where C pays more than B, w >= 2 p - 1, it pays more than A, 0, because B does for p >= 1/2."""
    w, p = sympy.symbols("w p")
    diagram = certified_phase_diagram(choice_game({"B": 2 * p - 1, "A": 0, "C": w}), w=(-1, 1), p=("1/2", 1))
    assert [box.kind for box in diagram.boxes] == ["crossed"]
    assert diagram.verify() == 1


def test_what_cannot_be_proved_is_not_claimed():
    """w² + v² touches 0 inside the box: it is nowhere negative, but no halving shows it at the point itself."""
    w, v = sympy.symbols("w v")
    game = choice_game({"A": 0, "B": (w - sympy.Rational(1, 3)) ** 2 + (v - sympy.Rational(1, 3)) ** 2})
    diagram = certified_phase_diagram(game, w=(0, 1), v=(0, 1), coverage="0.9")
    (policy,) = [policy for policy in diagram.policies if policy.plan == "B"]
    one = dataclasses.replace(diagram, boxes=(CertifiedBox(diagram.space.box, (0,)),), policies=(policy,))
    with pytest.raises(ValueError, match=r"the policy B could not be proved optimal in the box \[0, 1\] x \[0, 1\]"):
        one.verify()
