"""What holds of every cleaned report, whatever the page."""

from twosource.data import Article, Page
from twosource.text.readback import read_back


def assert_sound(page: Page, article: Article) -> None:
    """Blocks and map are in order, do not overlap, and cover all but white space; every run reads back."""
    assert_covers([block.span for block in article.blocks], article.text)
    assert_covers([run.span for run in article.map], article.text)
    charset = article.value("charset")
    for run in article.map:
        there = read_back(page.data, charset, page.media_type, run)
        assert there.split() == run.span.of(article.text).split()
    for stated in article.stated:
        if stated.span is not None and stated.field not in ("published", "modified"):
            assert stated.span.of(article.text).split() == stated.value.split()
    article.text.encode("utf-8")


def assert_covers(spans, text: str) -> None:
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert not text[at : span.start].strip()
        assert span.of(text).strip() == span.of(text) or span.of(text).strip()
        at = span.end
    assert not text[at:].strip()
