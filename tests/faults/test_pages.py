"""Pages that hang, swell or mislead what reads them: each a sentence and a code, or a sound report."""

from __future__ import annotations

import pytest

from tests.faults.conftest import GOOD, ReadOne
from twosource.data import Article, Failure

WORDS = "The harbour office of Vell said on Monday that the quay would stay shut for two more weeks. "
HEAVY = {
    "nothing": (b"", {"empty"}),
    "blanks": (b" \r\n\t", {"empty"}),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, {"binary"}),
    "a ZIP archive": (b"PK\x05\x06" + bytes(18), {"unknown-kind", "damaged"}),
    "no PDF though it says so": (b"%PDF-1.7\nnothing of one", {"damaged"}),
    "fifty megabytes": (b"<p>" + WORDS.encode() * 550_000, {"too-large"}),
    "elements nested a hundred thousand deep": (b"<div>" * 100_000 + GOOD.encode(), {"too-deep", "too-slow"}),
    "tables nested three thousand deep": (b"<table><tr><td>" * 3000 + GOOD.encode(), {"too-deep"}),
    "a script and nothing else": (b"<html><script>var a = 1</script></html>", {"no-report", "empty"}),
    "frames": (b"<html><frameset><frame src=a.html></frameset></html>", {"no-report", "empty"}),
}


@pytest.mark.parametrize("kind", HEAVY)
def test_what_holds_no_report_is_refused_by_name(read_one: ReadOne, kind: str) -> None:
    data, codes = HEAVY[kind]
    failure = read_one(data)
    assert isinstance(failure, Failure), failure
    assert failure.code in codes
    assert failure.reason.endswith((".", "instead"))


SLOW = {
    "a million line breaks": b"abc<br>" * 1_000_000,
    "three hundred thousand paragraphs": b"<p>abc</p>" * 300_000,
    "fifty thousand attributes": b"<p "
    + b"".join(b"a%d=b " % n for n in range(50_000))
    + b">"
    + GOOD.encode(),
    "two million brackets": b"<" * 2_000_000 + GOOD.encode(),
    "class names of dashes": b'<div class="' + b"a-" * 200_000 + b'">' + GOOD.encode() + b"</div>",
    "the same paragraph twenty thousand times": GOOD.encode() * 20_000,
    "half a million bold letters": b"<b><i>" * 500_000 + GOOD.encode(),
}


@pytest.mark.parametrize("kind", SLOW)
def test_what_takes_long_is_read_or_given_up(read_one: ReadOne, kind: str) -> None:
    item = read_one(SLOW[kind])
    if isinstance(item, Failure):
        assert item.code in ("too-slow", "too-deep", "too-large", "no-report", "too-much-memory"), item
    else:
        assert item.text.strip()


READ_ANYHOW = {
    "unclosed tags": "<html><body><div><p>" + WORDS * 3 + "<b>And so on.",
    "an unclosed comment": "<p>" + WORDS * 3 + "</p><!-- nobody closes this",
    "an unclosed attribute": "<p>" + WORDS * 3 + '</p><a href="nobody closes this',
    "an XML declaration": '<?xml version="1.0" encoding="UTF-8"?><html><body><p>' + WORDS * 3,
    "a cell of unbelievable width": "<table><tr><td colspan=9007199254740991>" + WORDS * 3 + "</table>",
    "references out of range": "<p>" + WORDS * 3 + "&#0; &#x110000; &#99999999999; &amp &unknown; &copy</p>",
    "NULs and controls": "<p>" + WORDS + "\x00\x01\x08\x7f\ufffe" + WORDS * 2,
    "marks that turn the direction": "<p>\u202e" + WORDS + "\u200b\u2066" + WORDS + "</p>",
}


@pytest.mark.parametrize("kind", READ_ANYHOW)
def test_what_is_merely_odd_is_read(read_one: ReadOne, kind: str) -> None:
    article = read_one(READ_ANYHOW[kind])
    assert isinstance(article, Article), article
    assert (
        WORDS.split()[-3:] == article.text.replace("\u200b", " ").split()[-3:]
        or "two more weeks" in article.text
    )
    article.text.encode("utf-8")
    assert not set("\x00\x01\x08\x7f\ufffe") & set(article.text)


LINKED_DATA = {
    "nested": '{"@type":"NewsArticle","author":' + "[" * 100_000,
    "no number": '{"@type":"NewsArticle","headline":NaN,"wordCount":1e999}',
    "a key twice": '{"@type":"NewsArticle","headline":"One","headline":"Two"}',
    "a great number": '{"@type":"NewsArticle","wordCount":99999999999999999999999999}',
    "a list": '["NewsArticle", [1], null]',
    "authors of every kind": '{"@type":"NewsArticle","author":[null,3,{"name":["A B",{}]},"<b>'
    + "x" * 10_000
    + '"]}',
    "dates that cannot be": '{"@type":"NewsArticle","datePublished":"2023-02-31","dateModified":"9999-99"}',
}


@pytest.mark.parametrize("kind", LINKED_DATA)
def test_linked_data_of_any_kind_does_the_page_no_harm(read_one: ReadOne, kind: str) -> None:
    page = f'<script type="application/ld+json">{LINKED_DATA[kind]}</script><h1>Quay shut</h1>{GOOD * 3}'
    article = read_one(page)
    assert isinstance(article, Article), article
    assert "after a crane fell into the water." in article.text
    assert all(len(stated.value) <= 2000 for stated in article.stated)


@pytest.mark.parametrize("date", ["2023-02-31", "9999-12-31", "0001-01-01", "yesterday", "2023-13-01T25:61"])
def test_a_date_that_cannot_be_is_not_stated(read_one: ReadOne, date: str) -> None:
    article = read_one(f'<meta property="article:published_time" content="{date}">{GOOD * 3}')
    assert isinstance(article, Article)
    assert article.value("published") is None


HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m=cmd|"/c calc"'


def test_hostile_metadata_is_inert_everywhere(read_one: ReadOne) -> None:
    from twosource.stages.write.report_text import report_to_text

    written = HOSTILE.replace('"', "&quot;").replace("<", "&lt;")
    article = read_one(f'<meta name="author" content="{written}"><title>{written}</title>{GOOD * 3}')
    assert isinstance(article, Article)
    shown = report_to_text(article)
    assert "\x1b" not in shown
    assert "\x1b" not in "".join(stated.value for stated in article.stated)


@pytest.mark.parametrize("scheme", ["javascript:alert(1)", " data:text/html,x", "\x01file:///etc/passwd"])
def test_an_address_with_another_scheme_is_none(read_one: ReadOne, scheme: str) -> None:
    article = read_one(f'<link rel="canonical" href="{scheme}">{GOOD * 3}')
    assert isinstance(article, Article)
    assert article.value("canonical") is None
