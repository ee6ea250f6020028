"""Sound reports and feeds in every format, each with the way from what is damaged to the file it is in."""

from __future__ import annotations

import gzip
import json
from base64 import encodebytes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import formats
from tests.docx_files import make_docx
from tests.docx_files import paragraph as word_paragraph
from tests.stages.acquire import archives

RICH = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>{formats.TITLE} | Vell Herald</title>
<meta property="og:site_name" content="Vell Herald"><meta name="author" content="Runa Holt">
<link rel="canonical" href="{formats.ADDRESS}">
<meta property="article:published_time" content="2031-05-02T09:00:00+02:00">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{
"@type": "NewsArticle",
"headline": "{formats.TITLE}", "author": [{{"@type": "Person", "name": "Runa Holt"}}],
"datePublished": "2031-05-02T09:00:00+02:00", "publisher": {{"name": "Vell Herald"}}}}]}}</script>
</head><body>
<nav><ul><li><a href="/">Home</a><li><a href="/news">News</a></ul></nav><main><article>
<h1>{formats.TITLE}</h1><p class="byline">By <a rel="author" href="/runa">Runa Holt</a></p>
<time>2 May 2031</time>
<p>{formats.SENTENCES[0]} &ldquo;It was loud,&rdquo; said a guard &mdash; 12&nbsp;metres
away.</p>
<blockquote>{formats.SENTENCES[2]}</blockquote><h2>What comes next</h2><p>{formats.SENTENCES[1]}</p>
<table><tr><td>Crane<td>1<tr><td>Divers<td>4</table><ul><li>{formats.SENTENCES[1]}</ul>
<figure><img src="a.jpg" alt=""><figcaption>The quay. Photo: A. Roe</figcaption></figure>
<aside class="related"><h3>Read more</h3><a href="/b">Tide comes in</a></aside></article></main>
<footer>&copy; 2031 Vell Herald</footer></body></html>"""
UPDATES = ("Crane found", "Quay stays shut", "Nobody hurt", "Ferry held")
LIVE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Vell quay live</title>'
    '<script type="application/ld+json">'
    + json.dumps(
        {
            "@type": "LiveBlogPosting",
            "headline": "Vell quay live",
            "coverageStartTime": "2031-05-02T01:00:00+02:00",
            "liveBlogUpdate": [
                {"@type": "BlogPosting", "headline": title, "datePublished": f"2031-05-02T0{n}:00:00+02:00"}
                for n, title in enumerate(UPDATES, 1)
            ],
        }
    )
    + "</script></head><body><main><h1>Vell quay live: crane falls</h1>"
    + "".join(
        f'<div class="post" id="p{n}"><time datetime="2031-05-02T0{n}:00:00+02:00">0{n}:00</time>'
        f"<h3>{title}</h3><p>{formats.SENTENCES[n % 3]}</p><p>{n} divers came, said the mayor.</p></div>"
        for n, title in enumerate(UPDATES, 1)
    )
    + "</main></body></html>"
)
LETTER = (
    "From: Vell Herald <news@herald.example>\r\nDate: Fri, 02 May 2031 09:00:00 +0200\r\n"
    "Subject: =?utf-8?q?Crane_falls_at_Vell_quay?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/alternative; boundary="cut"\r\n\r\n--cut\r\n'
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    + "\r\n\r\n".join(formats.SENTENCES)
    + "\r\n\r\n> An older line.\r\n\r\n-- \r\nUnsubscribe\r\n--cut\r\n"
    f"Content-Type: text/html; charset=utf-8\r\n\r\n{formats.HTML}\r\n--cut--\r\n"
)
FEED_ITEMS = (("Sheds burn &amp; fall", "https://vell.example/fire"), ("Tide", "https://vell.example/tide"))
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<channel><title>Vell Herald</title><language>en</language>"
    + "".join(
        f"<item><title>{title}</title><link>{link}</link><dc:creator>Runa Holt</dc:creator>"
        "<pubDate>Tue, 07 Mar 2023 08:30:00 +0100</pubDate><source url='x'>Courier</source></item>"
        for title, link in FEED_ITEMS
    )
    + "</channel></rss>"
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Vell Herald</title>'
    + "".join(
        f'<entry><title type="html">{title}</title><link href="{link}"/><author><name>A</name></author>'
        "<updated>2023-03-07T10:00:00Z</updated></entry>"
        for title, link in FEED_ITEMS
    )
    + "</feed>"
)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"url": link, "title": title, "authors": [{"name": "A"}]} for title, link in FEED_ITEMS],
    }
)
SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    + "".join(f"<url><loc>{link}</loc><lastmod>2023-03-07</lastmod></url>" for _, link in FEED_ITEMS)
    + "</urlset>"
)
OPML = '<opml version="2.0"><body><outline text="Papers"><outline xmlUrl="https://vell.example/rss"/></outline></body></opml>'


@dataclass(frozen=True, slots=True)
class Seed:
    """Sound bytes, the name of the file that holds them, and how they are put into it once damaged."""

    data: bytes
    file: str
    put: Callable[[bytes], bytes] = bytes


@cache
def seeds() -> dict[str, Seed]:
    """Every format: as a file, and where that is packed also by what is packed into it."""
    with TemporaryDirectory() as folder:
        found = {file.name: Seed(file.read_bytes(), file.name) for file in formats.write_all(Path(folder))}
    return found | {
        "rich.html": Seed(RICH.encode(), "a.html"),
        "live.html": Seed(LIVE.encode(), "a.html"),
        "letter.eml": Seed(LETTER.encode(), "a.eml"),
        "rss.xml": Seed(RSS.encode(), "rss.xml"),
        "atom.xml": Seed(ATOM.encode(), "atom.xml"),
        "feed.json": Seed(JSON_FEED.encode(), "feed.json"),
        "sitemap.xml": Seed(SITEMAP.encode(), "sitemap.xml"),
        "feeds.opml": Seed(OPML.encode(), "feeds.opml"),
        "packed text": Seed(formats.HTML.encode(), "a.html.gz", lambda data: gzip.compress(data, mtime=0)),
        "page in an archive": Seed(archives.answer(RICH.encode()), "a.warc", archives.record),
        "an archive unpacked": Seed(gzip.decompress(formats.warc()), "a.warc"),
        "text of a document": Seed(_document(), "a.docx", _in_docx),
        "page in MHTML": Seed(RICH.encode(), "a.mhtml", _in_mhtml),
        "HTML in a table": Seed(RICH.encode(), "a.jsonl", _in_table),
    }


def _document() -> bytes:
    words = (formats.TITLE, *formats.SENTENCES)
    return "".join(word_paragraph(one, "" if at else "Title") for at, one in enumerate(words)).encode()


def _in_docx(data: bytes) -> bytes:
    head, body, tail = make_docx_xml().partition(b"BODY")
    return make_docx("", members={"word/document.xml": head + data + tail}) if body else b""


def make_docx_xml() -> bytes:
    """The main part of a document around its text, which is BODY."""
    return (
        b'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w='
        b'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>BODY</w:body></w:document>'
    )


def _in_mhtml(data: bytes) -> bytes:
    head, _, tail = formats.MHTML.encode().partition(b"\r\n\r\n")
    part, _, _ = tail.partition(b"\r\n\r\n")
    return head + b"\r\n\r\n" + part + b"\r\n\r\n" + encodebytes(data) + b"\r\n--cut--\r\n"


def _in_table(data: bytes) -> bytes:
    return json.dumps({"title": formats.TITLE, "text": data.decode("utf-8", "surrogateescape")}).encode()
