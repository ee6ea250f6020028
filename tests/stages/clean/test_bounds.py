"""How much of one report is read as language."""

import hashlib

import pytest

from twosource.data import Page
from twosource.stages.clean.bounds import MOST_CHARACTERS, WHY
from twosource.stages.clean.clean import clean

SENTENCE = "The harbour office said on Monday that the quay would stay shut. "


def read(text):
    data = text.encode()
    return clean(Page(data, hashlib.sha256(data).hexdigest(), "a.txt", "text/plain"))


@pytest.mark.parametrize(
    "text",
    [SENTENCE * 3000, "\n\n".join([SENTENCE * 20] * 150), "x" * 200_000 + ". " + SENTENCE],
    ids=["one paragraph", "many paragraphs", "one word"],
)
def test_the_rest_of_an_endless_text_is_kept_but_not_read(text):
    article = read(text)
    read_of = sum(b.span.end - b.span.start for b in article.blocks if not b.is_furniture)
    assert 0.9 * MOST_CHARACTERS < read_of <= MOST_CHARACTERS
    assert {b.why for b in article.blocks if b.is_furniture} == {WHY}
    (flag,) = [flag for flag in article.flags if flag.kind == "long-text"]
    assert flag.span.start == next(b.span.start for b in article.blocks if b.why == WHY)
    assert article.text.split() == text.split()


def test_a_text_of_usual_length_has_no_flag():
    assert read(SENTENCE * 20).flags == ()
