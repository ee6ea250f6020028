"""The words of a side are whole words."""

import pytest

from twosource.data import Span
from twosource.stages.match.said import Side, in_whole_words
from twosource.testing import make_article, make_claim

TEXT = "The mayor won't say when. It was Brook’s boat."


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("n't say", "won't say"),
        ("ayor", "mayor"),
        ("ma", "mayor"),
        ("Brook", "Brook"),
        ("say", "say"),
        (" say ", " say "),
        ("", ""),
    ],
)
def test_a_cut_word_is_made_whole(cut: str, whole: str) -> None:
    article = make_article(TEXT)
    start = TEXT.index(cut)
    side = Side(article, make_claim(article, TEXT), Span(start, start + len(cut)))
    assert in_whole_words(side).span.of(TEXT) == whole
