import re
from types import SimpleNamespace

import pytest

from tests.test_claims import CLAIM
from toymodels.evidence.library import claim_named, claims_in, claims_in_file, library_claims

FILE = """
import beside
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
import toymodels as tm

def claim(label):
    return tm.Claim(
        label=label, statement="It is so.", latex="a", reading="any policy", scope=scope_of(EpisodeGame, "training"),
        hypotheses={}, conclusion=lambda game: beside.TRUE, refutation="", witness=EpisodeGame(),
    )

ONE = claim("one")
MORE = [ONE, claim("two")]
"""


@pytest.fixture
def file(tmp_path):
    (tmp_path / "beside.py").write_text("TRUE = True")
    path = tmp_path / "mine.py"
    path.write_text(FILE)
    return path


def test_the_claims_of_a_file(file):
    claims = claims_in_file(file)
    assert list(claims) == ["one", "two"]
    assert claims["two"].conclusion(None)


def test_files_without_claims_or_with_the_same_label_twice(file, tmp_path):
    file.write_text(FILE.replace('claim("two")', 'claim("one")'))
    with pytest.raises(ValueError, match=r"the labels of claims must differ, and .*mine.py has 'one' twice"):
        claims_in_file(file)
    file.write_text("")
    with pytest.raises(ValueError, match=r"mine.py must define a Claim, alone or in a list, and defines none"):
        claims_in_file(file)
    with pytest.raises(FileNotFoundError, match="no such file of claims"):
        claims_in_file(tmp_path / "none.py")
    file.write_text("raise KeyError('sorry')")
    with pytest.raises(KeyError, match="sorry"):
        claims_in_file(file)
    text = tmp_path / "claims.txt"
    text.write_text("")
    with pytest.raises(ValueError, match=re.escape(f"a file of claims must be a Python file, got {text}")):
        claims_in_file(text)


def test_each_claim_is_found_once():
    assert claims_in(SimpleNamespace(a=CLAIM, b=CLAIM, c=(CLAIM, 1), d=[CLAIM])) == [CLAIM]


def test_the_library():
    claims = library_claims()
    assert list(claims) == sorted(claims)
    assert claim_named("single-switch") is claims["single-switch"]
    with pytest.raises(ValueError, match="unknown claim 'single-swich': did you mean 'single-switch'"):
        claim_named("single-swich")
    with pytest.raises(ValueError, match="unknown claim 'readings'"):
        claim_named("readings")
