import pytest

from toymodels.models.word_search import WordSearch


def test_defaults():
    assert (WordSearch().word, WordSearch().method) == ("dog", "hill climbing")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"word": "Dog"}, "word must be 1 to 8 lower-case letters from a to z, got 'Dog'"),
        ({"word": "elephants"}, "word must be 1 to 8 lower-case letters"),
        ({"alphabet": 14}, "word must be of the 14 letters from a to n, got 'dog'"),
        ({"alphabet": 1}, r"alphabet must be an integer in \[2, 26\], got 1"),
        ({"method": "luck"}, "unknown method 'luck'"),
        ({"steps": -1}, r"steps must be an integer in \[0, 10000\], got -1"),
    ],
)
def test_a_parameter_outside_its_domain_is_an_error(fields, message):
    with pytest.raises(ValueError, match=message):
        WordSearch(**fields)


def test_the_last_letter_of_the_alphabet_belongs_to_it():
    assert WordSearch(alphabet=15).alphabet == 15
