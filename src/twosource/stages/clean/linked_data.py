"""Reads what a page says of itself for machines: JSON-LD, guarded against hostile data."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from twosource.text.readback import sound

Node = Mapping[str, Any]

_MARKS = ("ld+json", "ld&#43;json", "ld&#x2B;json", "LD+JSON")
_TAG = re.compile(r"<[^>]*>")
_REPORT_TYPES = re.compile(r"\w*(?:article|posting|report)", re.IGNORECASE)
# What breaks the parse: a comment, and a comma before a closing bracket; strings stay as they are.
_BREAKING = re.compile(r'"(?:[^"\\]++|\\.)*+"|/\*|,(?=\s*+[}\]])', re.DOTALL)
_CDATA = "<![CDATA["
# Reports inside these are others than the page's own.
_OTHERS = frozenset({"liveBlogUpdate", "comment", "review", "itemListElement", "mentions", "citation"})
_LARGEST = 2_000_000  # characters of all scripts together
_LARGEST_MENDED = 200_000
_LONGEST_TAG = 400
_LONGEST_LEAD = 200  # characters in front of a document: a comment mark, CDATA
_MOST_SCRIPTS = 60
_MOST_DOCUMENTS = 20
_MOST_NODES = 20_000
_MOST_TEXTS = 40
_MOST_UPDATES = 5000
_LONGEST_VALUE = 1000
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What the page says of itself: its report, the page and the site around it, and kinds of all else.

    `alike` are the other objects that describe the same report, `others` those
    that describe another; `by_id` leads from an object's ``@id`` to the object.
    `updates` are the items of a live blog.
    """

    report: Node = field(default_factory=dict)
    alike: tuple[Node, ...] = ()
    page: Node = field(default_factory=dict)
    site: Node = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    by_id: Mapping[str, Node] = field(default_factory=dict)
    updates: tuple[Node, ...] = ()
    others: tuple[Node, ...] = ()

    def texts(self, value: Any) -> list[str]:
        """The strings of a value: a string, an object with a name, a reference to one, or lists of these."""
        return [told for _, told in self.named(value)]

    def named(self, value: Any) -> list[tuple[str, str]]:
        """The same, each behind the kind of its object ("" for a bare string)."""
        out: list[tuple[str, str]] = []
        pending, seen = deque([("", value)]), 0
        while pending and seen < 10 * _MOST_TEXTS and len(out) < _MOST_TEXTS:
            kind, item = pending.popleft()
            seen += 1
            if isinstance(item, str):
                out += [(kind, told)] if (told := plain_text(item)) else []
            elif isinstance(item, list):
                pending.extendleft((kind, one) for one in reversed(item[:_MOST_TEXTS]))
            elif isinstance(item, dict):
                own = item if "name" in item else self.by_id.get(str(item.get("@id")), item)
                pending.appendleft((next(iter(kinds_of(own)), "") or "Thing", own.get("name")))
        return out

    def first(self, *keys: str) -> str:
        """The first string of the first of these keys of the report that has one, or ""."""
        return next((told[0] for key in keys if (told := self.texts(self.report.get(key)))), "")


def find_linked_data(source: str, address: str = "") -> LinkedData:
    """What the page's JSON-LD says; broken data is as good as none.

    Of several reports the one at `address`, the page's own, is taken, or the fullest.
    """
    nodes = [node for written in _scripts(source) for node in _nodes(_parse(written))]
    if not nodes:
        return LinkedData()
    reports = [n for n in nodes if _is_report(n) and ("headline" in n or "articleBody" in n)]
    reports.sort(key=lambda n: (not _is_at(n, address), "headline" not in n, -len(n)))
    report = reports[0] if reports else {}
    return LinkedData(
        report,
        tuple(n for n in reports[1:] if _is_same(n, report)),
        _first(nodes, "WebPage"),
        _first(nodes, "WebSite"),
        frozenset(kind for node in nodes for kind in kinds_of(node)),
        _by_id(nodes),
        tuple(update for node in nodes for update in _updates(node)),
        tuple(n for n in reports[1:] if not _is_same(n, report)),
    )


def _updates(node: Node) -> list[Node]:
    told = node.get("liveBlogUpdate")
    listed = told if isinstance(told, list) else [told]
    return [update for update in listed[:_MOST_UPDATES] if isinstance(update, dict)]


def _scripts(source: str) -> Iterator[str]:
    """The contents of the scripts that hold linked data, as much as is bounded."""
    for mark in _MARKS:
        found = list(_marked(source, mark))
        yield from found
        if found:  # a page writes its type in one way
            return


def _marked(source: str, mark: str) -> Iterator[str]:
    """The contents of the scripts whose type is written with `mark`."""
    left, at = _LARGEST, source.find(mark)
    for _ in range(_MOST_SCRIPTS):
        if at < 0:
            return
        start = source.rfind("<", max(0, at - _LONGEST_TAG), at)
        opened = source.find(">", at) + 1
        upto = at + 1
        if opened and source[start : start + 7].lower() == "<script" and ">" not in source[start:at]:
            close = source.find("</script", opened)
            upto = close if close >= 0 else source.find("</SCRIPT", opened)
            if upto < 0:
                return
            left -= upto - opened
            if left >= 0:
                yield source[opened:upto]
        at = source.find(mark, upto)


def _parse(written: str) -> list[Any]:
    """All documents of a script; those that break are mended once."""
    if '"' not in written and "&quot;" in written:
        written = html.unescape(written)
    if (at := written.find(_CDATA, 0, _LONGEST_LEAD)) >= 0:
        written = written[at + len(_CDATA) :]
    return list(_documents(written)) or list(_documents(_mended(written)))


def _documents(written: str) -> Iterator[Any]:
    """The documents that stand one behind the other, up to the first that breaks."""
    at = 0
    for _ in range(_MOST_DOCUMENTS):
        start = next((i for i in range(at, min(len(written), at + _LONGEST_LEAD)) if written[i] in "{["), -1)
        if start < 0:
            return
        try:
            document, at = _DECODER.raw_decode(written, start)
        except (ValueError, RecursionError):
            return
        yield document


def _mended(written: str) -> str:
    """The same without comments and without commas before a closing bracket."""
    kept: list[str] = []
    at, written = 0, written[:_LARGEST_MENDED]
    while found := _BREAKING.search(written, at):
        is_string = found.group().startswith('"')
        kept.append(written[at : found.end() if is_string else found.start()])
        at = found.end()
        if found.group() == "/*":
            end = written.find("*/", at)
            at = end + 2 if end >= 0 else len(written)
    return "".join((*kept, written[at:]))


def _nodes(top: Any) -> Iterator[dict[str, Any]]:
    """All objects inside, outer ones first, as many as are bounded."""
    pending, seen = deque([top]), 0
    while pending and seen < _MOST_NODES:
        node = pending.popleft()
        seen += 1
        if isinstance(node, dict):
            yield node
            inner = (value for key, value in node.items() if key not in _OTHERS)
            pending.extend(value for value in inner if isinstance(value, dict | list))
        elif isinstance(node, list):
            pending.extend(value for value in node if isinstance(value, dict | list))


def kinds_of(node: Node) -> tuple[str, ...]:
    """The types of an object, without the vocabulary's address."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return tuple(re.split(r"[/#:]", kind)[-1][:60] for kind in listed[:10] if isinstance(kind, str))


def _is_report(node: Node) -> bool:
    return any(_REPORT_TYPES.fullmatch(kind) for kind in kinds_of(node))


def _is_at(node: Node, address: str) -> bool:
    """Whether an object is said to be at the address."""
    own = node.get("mainEntityOfPage")
    places = (own.get("@id") if isinstance(own, dict) else own, node.get("url"), node.get("@id"))
    bare = address.partition("?")[0].rstrip("/")
    return bool(bare) and any(
        isinstance(place, str) and place.partition("?")[0].partition("#")[0].rstrip("/") == bare
        for place in places
    )


def _is_same(node: Node, report: Node) -> bool:
    """Whether two objects tell of one report."""
    return any(
        isinstance(node.get(key), str) and node.get(key) == report.get(key)
        for key in ("headline", "url", "@id", "articleBody")
    )


def _first(nodes: list[dict[str, Any]], kind: str) -> Node:
    return next((node for node in nodes if kind in kinds_of(node) and len(node) > 2), {})


def _by_id(nodes: list[dict[str, Any]]) -> dict[str, Node]:
    """Objects by their id, of several with one id the first that has a name."""
    found: dict[str, Node] = {}
    for node in nodes:
        key = node.get("@id")
        if isinstance(key, str) and "name" in node:
            found.setdefault(key, node)
    return found


def plain_text(written: str) -> str:
    """A string without tags, controls and references, its blanks single, cut where it is overlong."""
    bare = sound(_TAG.sub(" ", html.unescape(written[: 10 * _LONGEST_VALUE])))
    return " ".join(bare.split())[:_LONGEST_VALUE]


def stated_body(data: LinkedData) -> str:
    """The report's text as the page states it for machines, without tags; "" if it does not."""
    body = data.report.get("articleBody")
    if isinstance(body, list):
        body = "\n".join(part for part in body if isinstance(part, str))
    return html.unescape(_TAG.sub(" ", html.unescape(body))) if isinstance(body, str) else ""
