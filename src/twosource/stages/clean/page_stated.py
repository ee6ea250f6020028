"""Gathers what an HTML page states of itself: title, authors, date, outlet, language, address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from twosource.data import Stated
from twosource.stages.clean.dates import iso_date
from twosource.stages.clean.linked_data import texts
from twosource.stages.clean.markup import attributes_of
from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_META = re.compile(r"<meta\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_ITEM_DATE = re.compile(r"<meta\b([^>]*\bitemprop=[\"']?datePublished\b[^>]*)>", re.IGNORECASE)
_HTML = re.compile(r"<html\b([^>]*)>", re.IGNORECASE)
_LINK = re.compile(r"<link\b([^>]*)>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_HEAD_AT_MOST = 400_000
_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,2000}")
_SHORTEST_TITLE = 15  # characters
_SEPARATED = re.compile(r"\s*[|–—:·-]\s")
# A name behind a bar, or a web address behind any mark, is no part of a title.
_TAIL = re.compile(r"(?:\s+\|\s+[^|]{2,40}|\s+[–—-]\s+[\w-]+\.[a-z]{2,4})$")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_JOINED = re.compile(r"\s*(?:,|;|/|\||&| and | und | et | y | e )\s*")
_BY = re.compile(r"^(?:by|von|par|por|di|af|av)\s*:?\s+", re.IGNORECASE)


def find_stated(source: str, data: dict[str, Any]) -> tuple[Stated, ...]:
    """What the page states, best first within a field; JSON-LD goes before the meta elements."""
    meta = find_meta(source)
    found = (*_from_data(data), *_from_meta(meta), *_from_head(source))
    titles = sorted({s.value for s in found if s.field == "title"}, key=len)
    return tuple(_bare(stated, titles) for stated in found)


def _bare(stated: Stated, titles: Sequence[str]) -> Stated:
    """A title without the outlet's name behind it, told by a shorter title that it starts with."""
    if stated.field != "title":
        return stated
    for title in titles:
        rest = stated.value[len(title) :]
        if len(title) >= _SHORTEST_TITLE and stated.value.startswith(title) and _SEPARATED.match(rest):
            return replace(stated, value=title)
    outlet = _TAIL.search(stated.value)
    is_long = outlet is not None and outlet.start() >= _SHORTEST_TITLE
    return replace(stated, value=stated.value[: outlet.start()]) if outlet and is_long else stated


def find_meta(source: str) -> dict[str, str]:
    """The meta elements of the head by name in small letters, the first of a name."""
    found: dict[str, str] = {}
    head = _head(source)
    for written in (*_META.findall(head), *_ITEM_DATE.findall(source, len(head))):
        given = attributes_of(written)
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        value = " ".join(html.unescape(given.get("content", "")).split())
        if name and value:
            found.setdefault(name, value[:2000])
    return found


def page_title(source: str) -> str:
    """The text of the title element."""
    found = _TITLE.search(_head(source))
    return " ".join(html.unescape(found[1]).split())[:500] if found else ""


def _head(source: str) -> str:
    body = _BODY.search(source)
    return source[: min(body.start() if body else len(source), _HEAD_AT_MOST)]


def _from_data(data: dict[str, Any]) -> Iterator[Stated]:
    yield from (Stated("title", value, "json-ld") for value in texts(data.get("headline"))[:1])
    for value in texts(data.get("author") or data.get("creator")):
        yield from (Stated("author", name, "json-ld") for name in split_names(value))
    for key in ("datePublished", "dateCreated"):
        for value in texts(data.get(key))[:1]:
            if day := iso_date(value):
                yield Stated("published", day, "json-ld")
    yield from (Stated("outlet", value, "json-ld") for value in texts(data.get("publisher"))[:1])
    yield from (Stated("language", value, "json-ld") for value in texts(data.get("inLanguage"))[:1])


def _from_meta(meta: dict[str, str]) -> Iterator[Stated]:
    keys = load_words(HERE, "meta.toml")
    yield from (Stated("title", meta[key], "meta") for key in keys["title"] if key in meta)
    for key in keys["author"]:
        if key in meta and not _ADDRESS.match(meta[key]):
            yield from (Stated("author", name, "meta") for name in split_names(meta[key]))
            break
    for key in keys["published"]:
        if key in meta and (day := iso_date(meta[key])):
            yield Stated("published", day, "meta")
    yield from (Stated("outlet", meta[key], "meta") for key in keys["outlet"] if key in meta)


def _from_head(source: str) -> Iterator[Stated]:
    if title := page_title(source):
        yield Stated("title", title, "title element")
    if (found := _HTML.search(source)) and (language := attributes_of(found[1]).get("lang", "").strip()):
        yield Stated("language", language[:35], "html element")
    for written in _LINK.findall(_head(source)):
        given = attributes_of(written)
        if given.get("rel", "").lower() == "canonical" and _ADDRESS.fullmatch(given.get("href", "").strip()):
            yield Stated("canonical", html.unescape(given["href"].strip()), "link element")
            return


def split_names(value: str) -> list[str]:
    """The names in a statement of authors; addresses and numbers are none."""
    out = []
    for part in _JOINED.split(_BY.sub("", value)):
        name = _IN_BRACKETS.sub("", _BY.sub("", part)).strip(" .,-–—|")
        is_number = any(c.isdigit() for c in name)
        if 2 <= len(name) <= 80 and not _ADDRESS.match(name) and "@" not in name and not is_number:
            out.append(name)
    return list(dict.fromkeys(out))
