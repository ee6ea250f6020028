"""Feeds, lists and sitemaps that lie, loop or swell, followed on the loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import formats
from tests.docx_files import make_docx
from tests.faults import seeds
from tests.faults.conftest import ReadOne
from tests.servers import Server, answer, serve
from tests.stages.acquire.web.opened import opened
from twosource.data import Article, Failure, Source
from twosource.pipeline import Means, read_reports
from twosource.settings import Settings
from twosource.stages.acquire.reach import Reach
from twosource.step import apply, load_model

XML = {"Content-Type": "text/xml"}
MOST = 5


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


def codes(server: Server, path: str) -> list[str]:
    """What comes of a link: the codes of what was refused, "" for an article; no pause is really kept."""
    with opened() as web:
        reach = Reach(web=lambda: web, most=MOST)
        found = read_reports([Source(server.link(path))], Means(load_model, apply, Settings(), reach))
    return [item.code if isinstance(item, Failure) else "" for item in found.articles]


def opml(*links: str) -> bytes:
    outlines = "".join(f'<outline xmlUrl="{link}"/>' for link in links)
    return answer(f'<opml version="2.0"><body>{outlines}</body></opml>'.encode(), headers=XML)


def index(*links: str) -> bytes:
    named = "".join(f"<sitemap><loc>{link}</loc></sitemap>" for link in links)
    return answer(f"<sitemapindex xmlns='x'>{named}</sitemapindex>".encode(), headers=XML)


# What stands where a feed was expected, and as what it is refused.
NO_FEEDS = {
    "a page that signs in": (b"<title>Log in</title><p>Log in to go on.</p>", "login-wall"),
    "a page that is no report": (b"<!doctype html><title>Vell</title><p>Welcome</p>", "no-report"),
    "JSON": (b'{"status": "down"}', "unknown-kind"),
    "XML of another kind": (b"<?xml version='1.0'?><error>down</error>", "unknown-kind"),
    "nothing": (b"", "empty"),
    "an error told with the status of success": (b"Error 1020", "no-report"),
    "a feed without items": (b"<rss><channel><title>Vell</title></channel></rss>", "not-a-feed"),
}


@pytest.mark.parametrize("kind", NO_FEEDS)
def test_what_stands_where_a_feed_should_is_refused_as_what_it_is(server: Server, kind: str) -> None:
    body, code = NO_FEEDS[kind]
    server.routes["/feed"] = answer(body, headers={"Content-Type": "application/rss+xml"})
    server.routes["/good"] = answer(formats.HTML.encode())
    server.routes["/list"] = opml("/feed", "/good")
    assert codes(server, "/list") == [code, ""]


def test_a_ring_of_sitemaps_is_left(server: Server) -> None:
    server.routes["/a"] = index("/b", "/a")
    server.routes["/b"] = index("/a")
    assert set(codes(server, "/a")) == {"too-deep", "bad-link"}
    assert len(server.paths()) < 12


def test_an_index_of_fifty_thousand_sitemaps_is_followed_a_little_way(server: Server) -> None:
    pages = "".join(f"<url><loc>/p{n}</loc></url>" for n in range(5000))
    sitemap = answer(f"<urlset xmlns='x'>{pages}</urlset>".encode(), headers=XML)
    server.routes["/index"] = index(*(f"/s{n}" for n in range(50_000)))
    server.routes.update({f"/s{n}": sitemap for n in range(10)})
    assert set(codes(server, "/index")) <= {"http-status", "same"}
    assert len(server.paths()) <= 1 + 3 + 3 * MOST


def outside(link: str) -> str:
    """Every way in which XML may ask for what lies elsewhere."""
    return (
        f"<!DOCTYPE x SYSTEM '{link}/dtd' [<!ENTITY % p SYSTEM '{link}/parameter'> %p;"
        f"<!ENTITY e SYSTEM '{link}/entity'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    )


def asking(document: str, link: str) -> str:
    """The document, which asks for what lies elsewhere before and inside its first title."""
    before, declaration, rest = document.rpartition("?>") if "<?xml" in document else ("", "", document)
    include = f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{link}/include'/>"
    for opening in ("<title>", "<headline>", "<hl1>", "<loc>", "<body>"):
        if opening in rest:
            rest = rest.replace(opening, f"{opening}&e;&f;{include}", 1)
            break
    return before + declaration + outside(link) + rest


ASKING = {
    "rss.xml": seeds.RSS,
    "atom.xml": seeds.ATOM,
    "sitemap.xml": seeds.SITEMAP,
    "feeds.opml": seeds.OPML,
    "newsml.xml": formats.NEWSML,
    "nitf.xml": formats.NITF,
    "page.xhtml": "<?xml version='1.0'?>" + formats.HTML.replace("<!doctype html>", "", 1),
}


@pytest.mark.parametrize("name", ASKING)
def test_no_xml_makes_it_fetch_or_open_anything(server: Server, read_one: ReadOne, name: str) -> None:
    item = read_one(asking(ASKING[name], server.link("")), name)
    assert server.asked == []
    assert "root:" not in (item.text if isinstance(item, Article) else item.reason)


def test_no_document_makes_it_fetch_or_open_anything(server: Server, read_one: ReadOne) -> None:
    main = asking(seeds.make_docx_xml().decode().replace("BODY", "<w:p/>"), server.link(""))
    item = read_one(make_docx("", members={"word/document.xml": main.encode()}), "a.docx")
    assert server.asked == []
    assert isinstance(item, Failure)


def test_a_feed_of_ten_thousand_attributes_is_read_or_given_up(read_one: ReadOne) -> None:
    many = " ".join(f'a{n}="b"' for n in range(10_000))
    item = read_one(seeds.RSS.replace("<item>", f"<item {many}>", 1), "rss.xml")
    assert isinstance(item, Failure)
    assert item.code in ("offline", "too-slow")  # the parser's time grows with the square of their number
