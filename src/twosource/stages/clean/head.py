"""Reads the head of an HTML page once: its meta elements, title, language and canonical address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from twosource.stages.clean.addresses import is_web_address
from twosource.stages.clean.markup import attributes_of
from twosource.text.readback import sound

_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*+)")
_REST = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_READ = frozenset({"html", "meta", "link", "title"})
_UNREAD = frozenset({"script", "style", "noscript", "template", "svg"})
# What may only stand in the body: from here on there is no head, also where nobody wrote <body>.
_BODY = frozenset({"body", "div", "p", "h1", "h2", "article", "main", "section", "header", "nav", "table"})
_LONGEST_HEAD = 600_000  # characters
_LONGEST_TAG = 20_000
_LONGEST_VALUE = 2000
_MOST = 2000  # elements


@dataclass(frozen=True, slots=True)
class Head:
    """What the head states: `meta` by name in small letters, all values of a name in order.

    `address` is the canonical one, "" unless it is one of the web.
    """

    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    title: str = ""
    language: str = ""
    address: str = ""

    def first(self, name: str) -> str:
        """The first value of a meta element, or ""."""
        return self.meta.get(name, ("",))[0]

    def each(self, names: Iterable[str]) -> list[str]:
        """The first values of the meta elements that are there, in the order of `names`."""
        return [self.meta[name][0] for name in names if name in self.meta]


@dataclass(slots=True)
class _Reading:
    meta: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    language: str = ""
    address: str = ""


def read_head(source: str) -> Head:
    """The head of a page, read in one pass; a page without one has an empty one."""
    reading = _Reading()
    at, upto = source.find("<"), min(len(source), _LONGEST_HEAD)
    for _ in range(_MOST):
        if not 0 <= at < upto:
            break
        found = _NAME.match(source, at)
        name = found[1].lower() if found else ""
        if name in _BODY:
            break
        at = source.find("<", _past(source, at, name, reading))
    meta = {name: tuple(values) for name, values in reading.meta.items()}
    return Head(meta, reading.title, reading.language, reading.address)


def _past(source: str, at: int, name: str, reading: _Reading) -> int:
    """Read the element that starts at `at` and give the place behind it."""
    if not name:
        end = source.find("-->", at) if source.startswith("<!--", at) else at
        return end + 1 if end >= 0 else len(source)
    if name in _UNREAD:
        return _closing(source, at + 1, name)
    if name not in _READ:
        return at + 1
    found = _REST.match(source, at + 1 + len(name), at + _LONGEST_TAG)
    end = found.end() if found else source.find(">", at) + 1 or len(source)
    if name == "title":
        close = _closing(source, end, name)
        reading.title = reading.title or plain(source[end : min(close, end + _LONGEST_VALUE)])[:500]
        return close
    written = source[at + 1 + len(name) : min(end, at + _LONGEST_TAG)]
    if name != "link" or "canonical" in written:
        _take(name, written, reading)
    return end


def _closing(source: str, at: int, name: str) -> int:
    close = source.find(f"</{name}", at)
    close = close if close >= 0 else source.find(f"</{name.upper()}", at)
    return close if close >= 0 else len(source)


def _take(element: str, written: str, reading: _Reading) -> None:
    given = attributes_of(written)
    if element == "html":
        reading.language = reading.language or plain(given.get("lang") or given.get("xml:lang") or "")
    elif element == "meta":
        names = (given.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
        name = next((name for name in names if name), "").strip().lower()
        if name and (value := plain(given.get("content", ""))):
            reading.meta.setdefault(name, []).append(value)
    elif "canonical" in given.get("rel", "").lower().split() and not reading.address:
        reading.address = web_address(given.get("href", ""))


def plain(written: str) -> str:
    """An attribute's value, references resolved, controls left out, blanks single, cut where overlong."""
    written = written[: 2 * _LONGEST_VALUE]
    return " ".join(sound(html.unescape(written) if "&" in written else written).split())[:_LONGEST_VALUE]


def web_address(written: str) -> str:
    """An address of the web as a page states it; "" for every other scheme and for what is no address."""
    address = html.unescape(written[: 2 * _LONGEST_VALUE]).strip()
    return address if len(written) <= _LONGEST_VALUE and is_web_address(address) else ""
