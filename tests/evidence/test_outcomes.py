import pytest

from toymodels.evidence.outcomes import RUNGS, STATUSES, SUCCESS, Outcome


def test_every_rung_has_a_word_of_its_own():
    assert len(set(SUCCESS.values())) == len(RUNGS)
    assert set(SUCCESS) == set(RUNGS)


@pytest.mark.parametrize("rung", RUNGS)
@pytest.mark.parametrize("word", SUCCESS.values())
def test_no_rung_may_use_the_word_of_another(rung, word):
    if word == SUCCESS[rung]:
        assert Outcome(rung, word, instances=1).stood
    else:
        with pytest.raises(ValueError, match="the status of rung"):
            Outcome(rung, word, instances=1)


@pytest.mark.parametrize("rung", RUNGS)
def test_success_rests_on_something(rung):
    with pytest.raises(ValueError, match="must rest on at least one instance, got 0"):
        Outcome(rung, SUCCESS[rung])


def test_refutations_have_a_counterexample_and_nothing_else_has():
    assert not Outcome("smt", "refuted", counterexample={"p": 1}).stood
    with pytest.raises(ValueError, match="a counterexample belongs to the status refuted"):
        Outcome("smt", "refuted")
    with pytest.raises(ValueError, match="a counterexample belongs to the status refuted"):
        Outcome("smt", "unknown", counterexample={"p": 1})


def test_unknown_rungs():
    with pytest.raises(ValueError, match=r"a rung must be one of exhaustive, .*, got 'proof'"):
        Outcome("proof", "none")
    assert "skipped" in STATUSES
