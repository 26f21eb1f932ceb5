import pytest

from toymodels.domains import Domain
from toymodels.words import Word

WORD = Word("what is written", 3, ("a",))


def test_a_word_is_a_domain():
    assert isinstance(WORD, Domain)
    assert WORD.domain == "1 to 3 lower-case letters from a to z"
    assert WORD.checked("dog", "word") == "dog"


@pytest.mark.parametrize("text", ["", "dogs", "Dog", "d g", "döt", "dog\n", "d0g"])
def test_other_text_is_an_error(text):
    with pytest.raises(ValueError, match="word must be 1 to 3 lower-case letters from a to z, got"):
        WORD.checked(text, "word")


def test_a_number_is_an_error():
    with pytest.raises(TypeError, match="word must be 1 to 3 lower-case letters from a to z, got 3"):
        WORD.checked(3, "word")
