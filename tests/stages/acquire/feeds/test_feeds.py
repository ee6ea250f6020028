"""What feeds and lists name, sound ones and ill-formed ones."""

import hashlib
import time

import pytest

from tests.clocks import in_time
from twosource.data import Failure, Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.kinds import RSS as RSS_TYPE
from twosource.stages.acquire.kinds import SITEMAP as SITEMAP_TYPE
from twosource.stages.acquire.kinds import media_type_of
from twosource.stages.acquire.unfold import prepare, unfold

prepare()  # importing is not what is timed
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
FIRST, SECOND = "https://vell.example/fire", "https://vell.example/tide"
RSS_ITEM = f"""<item><title>Sheds burn &amp; fall</title><link>{FIRST}</link>
<pubDate>Tue, 07 Mar 2023 08:30:00 +0100</pubDate><dc:creator>Runa Holt</dc:creator>
<source url="https://courier.example/rss">Harbour Courier</source></item>"""
RSS = f"""{HEAD}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Vell Herald</title><language>en-GB</language>{RSS_ITEM}
<item><title>High tide</title><link>{SECOND}</link></item></channel></rss>"""
ATOM = f"""{HEAD}<feed xmlns="http://www.w3.org/2005/Atom"><title>Vell Herald</title>
<entry><title>Sheds burn</title><link rel="alternate" href="{FIRST}"/><author><name>Runa Holt</name></author>
<published>2023-03-07T08:30:00+01:00</published><updated>2023-03-07T10:00:00Z</updated></entry>
<entry><title>High tide</title><link href="{SECOND}"/></entry></feed>"""
RDF = f"""{HEAD}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://vell.example/"><title>Vell Herald</title></channel>
<item rdf:about="{FIRST}"><title>Sheds burn</title><link>{FIRST}</link></item>
<item rdf:about="{SECOND}"><title>High tide</title><link>{SECOND}</link></item></rdf:RDF>"""
JSON = f"""{{"version": "https://jsonfeed.org/version/1.1", "title": "Vell Herald", "items": [
{{"id": 1, "url": "{FIRST}", "title": "Sheds burn", "authors": [{{"name": "Runa Holt"}}],
"date_published": "2023-03-07T08:30:00+01:00"}}, {{"id": "2", "url": "{SECOND}"}}]}}"""
OPML = f"""{HEAD}<opml version="2.0"><body><outline text="Papers">
<outline type="rss" xmlUrl="{FIRST}"/></outline>
<outline type="rss" XMLURL="{SECOND}"/><outline text="a folder"/></body></opml>"""
SITEMAP = f"""{HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{SECOND}</loc><lastmod>2023-03-01</lastmod></url><url><loc>{FIRST}</loc><news:news><news:publication>
<news:name>Vell Herald</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2023-03-07T08:30:00+01:00</news:publication_date><news:title>Sheds burn</news:title>
</news:news></url></urlset>"""
INDEX = (
    f'{HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    f"<sitemap><loc>{SECOND}</loc><lastmod>2020-01-01</lastmod></sitemap>"
    f"<sitemap><loc>{FIRST}</loc><lastmod>2023-03-07</lastmod></sitemap></sitemapindex>"
)


def make_page(written, path="https://vell.example/feed"):
    data = written if isinstance(written, bytes) else written.encode()
    media_type = media_type_of("feed.xml", data[:65_536], "unused")
    return Page(data, hashlib.sha256(data).hexdigest(), path, media_type)


def said(source):
    return {stated.field: stated.value for stated in source.given}


@pytest.mark.parametrize(
    "written",
    [RSS, ATOM, RDF, JSON, OPML, SITEMAP, INDEX],
    ids=["rss", "atom", "rdf", "json", "opml", "sitemap", "index"],
)
def test_every_kind_names_its_items_once_and_in_order(written):
    found = unfold(make_page(written), most=30)
    assert [item.path for item in found] == [FIRST, SECOND]
    assert all(isinstance(item, Source) for item in found)
    assert said(found[0])["feed"] == "https://vell.example/feed"
    assert [item.path for item in unfold(make_page(written), most=1)] == [FIRST]


def test_what_a_feed_says_of_an_item_goes_with_it():
    first, second = unfold(make_page(RSS), most=30)
    assert said(first) == {
        "title": "Sheds burn & fall",
        "publisher": "Harbour Courier",
        "author": "Runa Holt",
        "published": "2023-03-07T07:30:00+00:00",
        "language": "en-GB",
        "feed": "https://vell.example/feed",
    }
    assert {stated.where for stated in first.given} == {"feed"}
    assert "publisher" not in said(second)


@pytest.mark.parametrize("written", [ATOM, JSON, SITEMAP], ids=["atom", "json", "sitemap"])
def test_title_and_date_are_kept_whatever_the_kind(written):
    first = said(unfold(make_page(written), most=30)[0])
    assert first["title"] == "Sheds burn"
    assert first["published"].startswith("2023-03-07T0")


ILL_FORMED = {
    "unclosed items": RSS.replace("</item>", ""),
    "bare ampersand": RSS.replace("&amp;", "&"),
    "a control character": RSS.replace("burn", "bu\x01rn"),
    "a mark and blanks": "\ufeff  \n" + RSS,
    "the wrong declaration": RSS.replace("UTF-8", "UTF-16"),
    "an undeclared namespace": RSS.replace('xmlns:dc="http://purl.org/dc/elements/1.1/"', ""),
    "cut off": RSS[: RSS.index("</channel>") - 3],
}


@pytest.mark.parametrize("kind", ILL_FORMED)
def test_an_ill_formed_feed_gives_what_can_be_had(kind):
    found = unfold(make_page(ILL_FORMED[kind]), most=30)
    assert [item.path for item in found] == [FIRST, SECOND]
    assert "Sheds" in said(found[0])["title"]


def test_links_that_cannot_be_fetched_are_failures_in_their_place():
    for link in (
        "javascript:alert(1)",
        " file:///etc/passwd",
        "data:text/html,x",
        "",
        "https://",
        "https://[::",
    ):
        bad, good = unfold(make_page(RSS.replace(FIRST, link)), most=30)
        assert isinstance(bad, Failure), link
        assert (bad.code, good.path) == ("bad-link", SECOND)


def test_links_are_taken_from_the_address_of_the_feed():
    found = unfold(make_page(ATOM.replace("https://vell.example/", "/")), most=30)
    assert [item.path for item in found] == [FIRST, SECOND]


BOMBS = {
    "billion laughs": HEAD
    + "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
    + "]>"
    + RSS.removeprefix(HEAD).replace("High tide", "&m;"),
    "five thousand entities": HEAD
    + "<!DOCTYPE x ["
    + "".join(f"<!ENTITY e{n} 'x'>" for n in range(5000))
    + "]>"
    + RSS.removeprefix(HEAD),
    "a file": HEAD
    + "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    + RSS.removeprefix(HEAD).replace("High tide", "&a;"),
    "a parameter entity": HEAD
    + "<!DOCTYPE x [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/x'> %a;]>"
    + RSS.removeprefix(HEAD),
}


@pytest.mark.parametrize("kind", BOMBS)
@pytest.mark.parametrize("media_type", [RSS_TYPE, SITEMAP_TYPE])
def test_entities_expand_to_nothing_and_open_no_file(kind, media_type):
    written = BOMBS[kind]
    if media_type == SITEMAP_TYPE:
        sitemap = SITEMAP.removeprefix(HEAD).replace("Sheds burn", "&m;&a;")
        written = written[: written.index("<rss")] + sitemap
    began = time.process_time()
    try:
        found = unfold(Page(written.encode(), "", "feed.xml", media_type), most=30)
    except SourceError:
        found = ()
    assert in_time(began, 6)  # in the path the process that reads it has two
    values = [stated.value for item in found for stated in getattr(item, "given", ())]
    assert not any("root:" in value or "haha" in value for value in values)


def test_a_long_feed_is_read_as_far_as_wanted():
    items = "".join(
        f"<item><title>{n}</title><link>https://vell.example/{n}</link></item>" for n in range(20_000)
    )
    page = make_page(f"{HEAD}<rss><channel>{items}</channel></rss>")
    began = time.process_time()
    assert [item.path[-2:] for item in unfold(page, most=30)][-1] == "29"
    assert in_time(began, 2)


def test_a_long_title_is_cut():
    page = make_page(RSS.replace("High tide", "x" * 5_000_000))
    began = time.process_time()
    assert len(said(unfold(page, most=30)[1])["title"]) == 2000
    assert in_time(began, 2)


@pytest.mark.parametrize(
    "written",
    [f"{HEAD}<rss><channel></channel></rss>", '{"version": "https://jsonfeed.org/version/1", "items": 3}'],
)
def test_what_names_nothing_is_no_feed(written):
    with pytest.raises(SourceError) as refusal:
        unfold(make_page(written), most=30)
    assert refusal.value.code == "not-a-feed"


def test_json_that_is_nested_too_deep_is_damaged():
    written = '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000
    with pytest.raises(SourceError) as refusal:
        unfold(make_page(written), most=30)
    assert refusal.value.code == "damaged"


NO_CHARACTERS = ["&#x110000;", "&#xD800;", "&#0;", "&#99999999999999999999;", "&#x000000000;"]


@pytest.mark.parametrize("written", NO_CHARACTERS)
def test_a_reference_to_no_character_costs_no_item(written):
    found = unfold(make_page(RSS.replace("High", f"High {written}")), most=30)
    assert [item.path for item in found] == [FIRST, SECOND]
    assert said(found[1])["title"].replace("\ufffd", "").split() == ["High", "tide"]


@pytest.mark.parametrize(
    "written",
    [
        RSS.encode().replace(b"UTF-8", b"UTF-\x94"),
        RSS.replace("<item>", "<item><textinput><name>High tide</name>"),
        RSS.encode().replace(b"dc/", b"\xa0dc/"),
    ],
    ids=["no name of an encoding", "an element where none is", "a blank in a namespace"],
)
def test_a_feed_over_which_the_parser_fails_is_damaged(written):
    with pytest.raises(SourceError, match="too damaged") as refusal:
        unfold(make_page(written), most=30)
    assert refusal.value.code == "damaged"


def test_other_pages_pass_through():
    page = Page(b"x", "", "a.html", "text/html")
    assert unfold(page, most=30) == (page,)
