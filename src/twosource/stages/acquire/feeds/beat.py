"""What a feed says of itself: how often it is worth asking for, what it calls its items, what it deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from twosource.data import Page
from twosource.words.load import load_words

_MAX_AGE = re.compile(r"\bmax-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_DIGITS = re.compile(r"\d{1,6}")
_LONGEST_ID = 2000
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Beat:
    """Seconds for which a feed says that it stands (0: it does not say), ids by link, and ids it deleted."""

    every: int = 0
    ids: tuple[tuple[str, str], ...] = ()
    deleted: tuple[str, ...] = ()


def beat_of(page: Page) -> Beat:
    """What a feed says of itself in its headers and, where it is XML, in itself (RSS 2.0, RFC 6721)."""
    control = ",".join(value for name, value in page.headers if name.lower() == "cache-control")
    found = _MAX_AGE.search(control)
    stated = int(found[1]) if found and "no-cache" not in control.lower() else 0
    root = _root(page.data)
    if root is None:
        return Beat(stated)
    return Beat(max(stated, _every(root)), tuple(_ids(root, page.path)), tuple(_deleted(root)))


def plain_link(link: str) -> str:
    """A link without its fragment and what only tracks its reader: one for all ways to one page."""
    try:
        parts = urlsplit(link)
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return link
    kept = [(name, value) for name, value in query if not _tracks(name)]
    is_as_it_was = len(kept) == len(query)
    host = parts.netloc.lower()
    return urlunsplit(
        (parts.scheme.lower(), host, parts.path or "/", parts.query if is_as_it_was else urlencode(kept), "")
    )


def _tracks(name: str) -> bool:
    words = _tracking()
    return name.lower() in words["names"] or name.lower().startswith(tuple(words["beginnings"]))


@cache
def _tracking() -> dict[str, Any]:
    return dict(load_words("twosource.stages.acquire.feeds", "tracking.toml"))


def _root(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _every(root: Any) -> int:
    """``ttl`` (minutes), or how often it says that it is updated."""
    ttl = _number(_first(root, "ttl"))
    period = _PERIODS.get(_first(root, "updatePeriod").lower(), 0)
    return ttl * 60 or period // max(1, _number(_first(root, "updateFrequency")))


def _ids(root: Any, base: str) -> Iterator[tuple[str, str]]:
    """The link and the id of each item."""
    for item in _named(root, "item", "entry"):
        link, name = "", ""
        for child in item:
            kind = _local(child)
            is_link = kind == "link" and child.get("rel", "alternate") == "alternate"
            if is_link and not link:
                link = (child.get("href") or child.text or "").strip()
            elif kind in ("id", "guid"):
                name = (child.text or "").strip()[:_LONGEST_ID]
        if link and name:
            try:
                yield urljoin(base, link), name
            except ValueError:
                continue


def _deleted(root: Any) -> Iterator[str]:
    for element in _named(root, "deleted-entry"):
        if element.get("ref"):
            yield str(element.get("ref")).strip()[:_LONGEST_ID]


def _named(root: Any, *names: str) -> Iterator[Any]:
    found = (element for element in root.iter() if _local(element) in names)
    for _, element in zip(range(_MOST), found, strict=False):
        yield element


def _first(root: Any, name: str) -> str:
    return next(((element.text or "").strip() for element in _named(root, name)), "")


def _number(text: str) -> int:
    return int(text) if _DIGITS.fullmatch(text) else 0


def _local(element: Any) -> str:
    """The name of an element without its namespace, "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
