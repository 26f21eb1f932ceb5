from toymodels.models.word_search import WordSearch
from toymodels.plots.models.word_search import word_search_figure


def test_three_searches():
    left, right = word_search_figure(WordSearch("ab", steps=12, alphabet=3)).axes
    assert len(left.lines) == 3
    assert left.lines[0].get_label() == "random search, 8 steps on average"
    assert len(left.lines[1].get_ydata()) == 13
    assert [text.get_text() for text in right.texts] == ['the word "ab"']


def test_where_populations_are_too_many_there_are_two():
    left, _ = word_search_figure(WordSearch("abcdef", steps=2, population=8)).axes
    assert len(left.lines) == 2
