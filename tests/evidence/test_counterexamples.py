import dataclasses
from fractions import Fraction

import toymodels as tm
from toymodels.evidence.counterexamples import Counterexample, pasted
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.independent_audits import IndependentAudits


@dataclasses.dataclass(frozen=True)
class Plain:
    rows: tuple
    names: str = "none"


def test_the_line_to_paste_makes_the_model():
    game = EpisodeGame(training=3, modification=Fraction(2, 7), overlap=-1)
    assert eval(pasted(game), {"tm": tm}) == game  # noqa: S307
    assert pasted(EpisodeGame()) == "tm.EpisodeGame()"
    plain = Plain(((1, Fraction(1, 2)), (3,)))
    assert pasted(plain) == "Plain(rows=((1, '1/2'), (3,)))"


def test_the_rival_is_the_best_plan_that_differs_once():
    found = Counterexample(EpisodeGame(training=2, deployment=3, discount="1/2", modification="1/2"))
    assert found.solution.plan == "AAAAA"
    assert (found.rival.plan, found.rival.value) == ("ABAAA", Fraction(39, 32))


def test_what_has_no_rival_or_no_solution():
    assert Counterexample(EpisodeGame(training=20, deployment=0)).rival is None
    assert Counterexample(EpisodeGame(training=0, deployment=0)).rival is None
    assert str(Counterexample(EpisodeGame(training=0, deployment=0))).splitlines()[1:] == ["  optimal  no episodes  worth 0"]
    assert str(Counterexample(Plain((1,)))) == "Plain(rows=(1,))"
    assert Counterexample(Plain((1,))).solution is None


def test_the_notebook_shows_the_strips():
    assert Counterexample(EpisodeGame(training=1, deployment=1))._repr_html_().count("<svg") == 2
    assert Counterexample(EpisodeGame(training=0, deployment=0))._repr_html_().count("<svg") == 0
    assert Counterexample(Plain((1,)))._repr_html_().startswith("<code>Plain(rows=(1,))</code>")


def test_what_the_package_does_not_export_is_not_said_to_be_its_own():
    assert pasted(IndependentAudits(deployment=0)).startswith("IndependentAudits(")
