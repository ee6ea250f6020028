"""Pages of HTML that hold several reports, and those that only look so."""

import hashlib
import json
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.clocks import in_time
from tests.stages.clean.invariants import assert_sound
from twosource.data import Article, Failure, Page, Stated
from twosource.stages.clean.clean import clean_all

FOLDER = Path(__file__).parent / "items"
# Of each page its items: name, flag, title, authors, time, address, first words of the body.
PAGES = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


def page_of(source: str | bytes, **more) -> Page:
    data = source.encode() if isinstance(source, str) else source
    return Page(data, hashlib.sha256(data).hexdigest(), "page.html", "text/html", **more)


def written(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def articles_of(source: str | bytes, **more) -> list[Article]:
    return [item for item in clean_all(page_of(source, **more)) if isinstance(item, Article)]


def body_of(article: Article) -> str:
    return " ".join(b.span.of(article.text) for b in article.blocks if b.kind == "body")


def authors_of(article: Article) -> list[str]:
    return list(dict.fromkeys(s.value for s in article.stated if s.field == "author"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_several_reports_gives_each(name):
    page = page_of(written(name))
    found = clean_all(page)
    assert not [item for item in found if isinstance(item, Failure)]
    for article, (item, flag, title, authors, published, canonical, words) in zip(
        found, PAGES[name], strict=True
    ):
        assert (article.item, article.path) == (item, f"page.html#{item}")
        assert [f.kind for f in article.flags] == [flag]
        assert (article.value("title"), authors_of(article)) == (title, authors)
        assert (article.value("published"), article.value("canonical")) == (published, canonical)
        assert body_of(article).startswith(words)
        assert_sound(page, article)


@pytest.mark.parametrize("name", PAGES)
def test_items_share_what_is_the_pages_and_no_words(name):
    found = articles_of(written(name))
    assert len({a.value("outlet") for a in found} - {None}) == 1
    assert len({a.id for a in found}) == len(found)
    runs = sorted((run.byte_start, run.byte_end) for a in found for run in a.map)
    assert all(end <= start for (_, end), (start, _) in pairwise(runs))


def test_the_time_in_front_of_a_heading_is_no_part_of_it():
    first = articles_of(written("live-flat.html"))[0]
    assert [(b.kind, b.span.of(first.text)) for b in first.blocks][:2] == [
        ("kicker", "17.20 Uhr –"),
        ("headline", "Fähre legt wieder ab"),
    ]


def test_teasers_beside_a_report_are_no_items():
    (article,) = articles_of(written("teasers.html"))
    assert (article.item, article.flags) == ("", ())
    assert article.value("title") == "Old mill to become a library"
    assert "bakery" not in body_of(article).lower()


def test_a_block_quotation_is_a_quote():
    (article,) = articles_of(written("teasers.html"))
    (quote,) = [b.span.of(article.text) for b in article.blocks if b.kind == "quote"]
    assert quote.startswith("We shall read")


def paragraph(number: int) -> str:
    return (
        f"The pump at station {number} has moved {number * 7 + 3} litres since noon, said the engineer "
        "on duty, and a second one is on its way from the depot in Velm."
    )


def times(number: int) -> str:
    return f"2026-03-0{4 + number // 1440}T{number // 60 % 24:02d}:{number % 60:02d}:00+01:00"


def entry(number: int, *, name: str = "div", inside: str = "") -> str:
    return (
        f'<{name} class="post" id="p{number}"><time datetime="{times(number)}">{times(number)[11:16]}</time>'
        f"<h3>Pump {number} works</h3><p>{paragraph(number)}</p><p>{paragraph(number + 500)}</p>"
        f"{inside}</{name}>"
    )


def html(body: str, head: str = "") -> str:
    title = "Pumps at work"
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"


REPORT = "".join(f"<p>{paragraph(n)} {paragraph(n + 1)}</p>" for n in range(100, 108))
LATER = '<meta property="og:type" content="article">'
REPLIES = '<ul><li><a href="/r">Reply</a></li><li><a href="/l">Report</a></li></ul>'
ONE = {
    "comments below a report": html(REPORT + "".join(entry(n) for n in range(5)), LATER),
    "comments that can be answered": html("".join(entry(n, inside=REPLIES) for n in range(5))),
    "comments in an element called so": html(
        '<div class="comments">' + "".join(entry(n) for n in range(5)) + "</div>"
    ),
    "answers inside answers": html("".join(entry(n, inside=entry(n + 50)) for n in range(5))),
    "a ticker beside a report": html(
        REPORT + "<aside>" + "".join(entry(n) for n in range(9)) + "</aside>", LATER
    ),
    "the parts of one report": html(
        "".join(f"<div class='part'><h2>Part {n}</h2><p>{paragraph(n)}</p></div>" for n in range(6))
    ),
    "a history with its days": html(
        "".join(
            f"<div class='year'><time datetime='19{n}0-05-08'>8 May 19{n}0</time><p>{paragraph(n)}</p></div>"
            for n in range(2, 8)
        ),
        LATER,
    ),
    "two items": html("".join(entry(n) for n in range(2))),
    "articles that are a summary each": html(
        "".join(
            f"<article><h2><a href='https://tern.example/{n}'>Pump</a></h2><p>{paragraph(n)}</p></article>"
            for n in range(6)
        )
    ),
    "times in a report's own headings": html(
        "".join(f"<h3>1{n}:05 At the pump</h3><p>{paragraph(n)}</p>" for n in range(5)), LATER
    ),
}


@pytest.mark.parametrize("source", ONE.values(), ids=ONE.keys())
def test_what_only_looks_like_several_reports_is_not_parted(source):
    assert [article.item for article in articles_of(source)] == [""]


def test_a_page_that_lists_reports_it_does_not_tell_apart_is_one_and_says_so():
    updates = [
        {"@type": "BlogPosting", "headline": f"Elsewhere {n}", "articleBody": "Not here."} for n in range(3)
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "headline": "Pumps at work", "liveBlogUpdate": updates})
    (article,) = articles_of(html(REPORT, f'<script type="application/ld+json">{data}</script>'))
    assert article.item == ""
    assert [(f.kind, "3 items" in f.why) for f in article.flags] == [("live-blog", True)]


def test_a_page_that_shows_a_product_is_not_parted():
    data = '<script type="application/ld+json">{"@type": "Product", "name": "A pump"}</script>'
    assert len(articles_of(html("".join(entry(n) for n in range(5)), data))) == 1


def test_items_of_several_days_are_one_blog():
    days = "".join(
        f"<section class='day'><h2>Day {d}</h2>" + "".join(entry(60 * d + n) for n in range(4)) + "</section>"
        for d in range(3)
    )
    found = articles_of(html(days))
    assert [a.item for a in found] == [f"item-{n}" for n in range(1, 13)]


def test_an_item_without_a_sentence_is_left_out_and_the_rest_stay():
    bare = '<div class="post"><time datetime="2026-03-04T10:00:00+01:00">10:00</time><img src="a.jpg"></div>'
    found = articles_of(html(entry(1) + entry(2) + bare + entry(3)))
    assert [a.value("title") for a in found] == [f"Pump {n} works" for n in (1, 2, 3)]


def test_short_items_among_long_ones_are_items_too():
    told = '<time datetime="2026-03-04T00:02:30+01:00">0:02</time>'
    short = f'<div class="post">{told}<p>The quay is dry.</p></div>'
    found = articles_of(html(entry(1) + entry(2) + short + entry(3)))
    assert body_of(found[2]) == "The quay is dry."


def test_what_a_feed_says_of_the_page_is_not_said_of_its_items():
    given = (Stated("title", "All the pumps", "feed"), Stated("outlet", "The Tern", "flag"))
    found = articles_of(html("".join(entry(n) for n in range(4))), given=given)
    assert {a.value("outlet") for a in found} == {"The Tern"}
    assert all(not s.contradicted_by for a in found for s in a.stated if s.field == "title")


def test_a_live_blog_without_end_is_read_in_part_and_in_time():
    source = html("".join(entry(n) for n in range(2000)))
    began = time.process_time()
    found = articles_of(source)
    assert in_time(began, 2)
    assert 100 < len(found) < 2000
    assert [f.kind for f in found[-1].flags] == ["live-blog", "cut-text"]
    assert all([f.kind for f in a.flags] == ["live-blog"] for a in found[:-1])
    assert "2000" in found[-1].flags[-1].why


DAMAGE = {
    "cut in an item": lambda s: s[: len(s) * 4 // 5],
    "cut in a tag": lambda s: s[: s.rindex("<p>") + 2],
    "no end tags": lambda s: s.replace("</div>", "").replace("</p>", ""),
    "data cut": lambda s: s.replace('"Water at 4.2 metres", "datePublished"', '"Water at'),
    "data of other kinds": lambda s: s.replace(
        '"liveBlogUpdate": [', '"liveBlogUpdate": [null, 3, "x", [], '
    ),
    "times that are none": lambda s: s.replace("2026-03-04T", "2026-99-99T"),
    "one id for all": lambda s: s.replace("post-30", "post-31").replace("post-29", "post-31"),
    "an id of markup": lambda s: s.replace('id="post-31"', 'id="&quot;><b>\' x"'),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
@pytest.mark.parametrize("name", ["live-with-data.html", "live-plain.html", "round-up.html"])
def test_a_damaged_page_gives_what_is_sound_of_it(name, damage):
    source = written(name)
    page = page_of(damage(source))
    found = [item for item in clean_all(page) if isinstance(item, Article)]
    assert found
    for article in found:
        assert_sound(page, article)


def test_a_page_cut_in_its_archive_says_so():
    (article,) = articles_of(html(REPORT), headers=(("WARC-Truncated", "length"),))
    assert [(f.kind, "length" in f.why) for f in article.flags] == [("cut-text", True)]
    found = articles_of(written("live-plain.html"), headers=(("WARC-Truncated", "length"),))
    assert ["cut-text" in [f.kind for f in a.flags] for a in found] == [False, False, True]


def mhtml(source: str, date: str) -> Page:
    head = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://tern.example/brief\r\n"
        f"Subject: News in brief\r\nDate: {date}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="cut"\r\n\r\n'
        "--cut\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    data = (head + source + "\r\n--cut--\r\n").encode()
    return Page(data, hashlib.sha256(data).hexdigest(), "page.mhtml", "multipart/related")


def test_a_saved_page_of_several_reports_gives_each():
    page = mhtml(written("round-up.html"), "Fri, 03 Apr 2026 10:00:00 +0200")
    found = [item for item in clean_all(page) if isinstance(item, Article)]
    assert [a.value("title") for a in found] == [row[2] for row in PAGES["round-up.html"]]
    for article in found:
        assert_sound(page, article)


@pytest.mark.parametrize(("saved", "due"), [("Thu, 01 Jan 2026 10:00:00 +0100", True), ("", False)])
def test_a_day_after_a_page_was_saved_is_contradicted(saved, due):
    dated = '<meta property="article:published_time" content="2026-03-04T08:00:00+01:00">'
    (article,) = clean_all(mhtml(html(REPORT, dated), saved))
    published = article.first("published")
    assert any(told.startswith("2026-01-01") for told in published.contradicted_by) is due
