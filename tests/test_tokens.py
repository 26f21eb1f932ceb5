import pytest

from toymodels.tokens import LONGEST_TEXT, out_of_place, words


def test_words_know_where_they_start():
    found = words(" ab + 1.5", ("+",), "a sum")
    assert [(each.kind, each.text, each.start) for each in found] == [
        ("name", "ab", 1),
        ("mark", "+", 4),
        ("number", "1.5", 6),
        ("end", "", 9),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 & 2", r"a character must be a letter, a digit or one of \+ \* \. _, got '&' at character 3: 1 >>>& 2"),
        ("1" * (LONGEST_TEXT + 1), "a sum must have at most 2000 characters, got 2001"),
    ],
)
def test_what_is_no_word_is_an_error(text, message):
    with pytest.raises(ValueError, match=message):
        words(text, ("+", "*"), "a sum")


def test_words_are_made_of_text():
    with pytest.raises(TypeError, match="a sum must be text, got 3 of type int"):
        words(3, ("+",), "a sum")


def test_the_end_is_a_place_too():
    assert str(out_of_place("a name must stand here", "p <\t", 4)) == (
        "a name must stand here, got the end of the text at character 5: p < >>>"
    )
