"""Where on its page a claim is said to stand."""

import dataclasses

import pytest

from twosource.data import Run, Span, Stated
from twosource.stages.write.places import place_of
from twosource.testing import make_article

TEXT = "The ferry yard at Vell burned on Monday night, and two of its four sheds fell. Nobody was hurt."
FIRST, LAST = Span(0, 78), Span(79, 95)
PAGE = Run(Span(0, 78), 400, 478, line=12), Run(Span(79, 95), 500, 516, line=14)
PDF = Run(Span(0, 78), 0, 78, "page=3", 2, (72.0, 700.0, 500.0, 712.0)), Run(Span(79, 95), 0, 16, "page=4")
FIELD = (Run(Span(0, 95), 0, 95, "/body_text", 0),)


@pytest.mark.parametrize(
    ("runs", "span", "where", "bytes_"),
    [
        (PAGE, FIRST, "line 12", "bytes 400 to 478 of the report as kept"),
        (PAGE, LAST, "line 14", "bytes 500 to 516 of the report as kept"),
        (PDF, FIRST, "page 3", "bytes 0 to 78 of the report as kept, page=3"),
        (PDF, LAST, "page 4", "bytes 0 to 16 of the report as kept, page=4"),
        (FIELD, LAST, "", "bytes 0 to 95 of the report as kept, /body_text"),
    ],
)
def test_a_claim_has_its_line_or_its_page(runs, span, where, bytes_):
    article = dataclasses.replace(make_article(TEXT), map=runs)
    place = place_of(article, span)
    assert (place.where, place.bytes, place.link) == (where, bytes_, "")


def test_without_a_map_nothing_is_told():
    assert place_of(dataclasses.replace(make_article(TEXT), map=()), FIRST) is None


def test_a_link_leads_to_the_words():
    article = make_article(TEXT, path="https://herald.example/fire#top")
    assert place_of(article, LAST).link == "https://herald.example/fire#:~:text=Nobody%20was%20hurt."
    words = "The%20ferry%20yard%20at%20Vell,of%20its%20four%20sheds%20fell."
    assert place_of(article, FIRST).link.partition(":~:text=")[2] == words


def test_a_file_leads_to_the_address_that_its_page_states():
    article = make_article(TEXT, path="saved.html")
    stated = (*article.stated, Stated("canonical", "https://herald.example/fire", "link element"))
    assert place_of(dataclasses.replace(article, stated=stated), LAST).link.startswith(
        "https://herald.example/fire#"
    )
    unsafe = (Stated("canonical", "javascript:alert(1)", "link element"),)
    assert place_of(dataclasses.replace(article, stated=unsafe), LAST).link == ""
