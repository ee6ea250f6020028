"""Reads what a page says of itself for machines: JSON-LD, guarded against hostile data."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

_SCRIPT = re.compile(
    r"<script\b[^>]*\btype\s*=\s*[\"']?application/ld\+json[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")
_REPORT_TYPES = re.compile(r"\w*(?:article|posting|report)", re.IGNORECASE)
_LARGEST = 2_000_000  # characters
_MOST_NODES = 20_000
_LONGEST_VALUE = 1000


def find_linked_data(source: str) -> dict[str, Any]:
    """The first object that describes a report, or an empty one; broken data is as good as none."""
    best: dict[str, Any] = {}
    for written in _SCRIPT.findall(source):
        if len(written) > _LARGEST:
            continue
        for node in _nodes(_parse(written)):
            if _is_report(node) and len(node) > len(best) and ("headline" in node or "articleBody" in node):
                best = node
    return best


def _parse(written: str) -> Any:
    written = written.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    try:
        return json.loads(written, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(top: Any) -> Iterator[dict[str, Any]]:
    """All objects inside, outer ones first, as many as are bounded."""
    pending, seen = deque([top]), 0
    while pending and seen < _MOST_NODES:
        node = pending.popleft()
        seen += 1
        if isinstance(node, dict):
            yield node
            pending.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            pending.extend(value for value in node if isinstance(value, dict | list))


def _is_report(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _REPORT_TYPES.fullmatch(kind) for kind in listed)


def texts(value: Any) -> list[str]:
    """The strings of a value that may be a string, an object with a name, or a list of these."""
    out: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("name") if not isinstance(item.get("name"), list) else (item["name"] or [None])[0]
        if isinstance(item, str) and item.strip():
            out.append(" ".join(_TAG.sub(" ", html.unescape(item)).split())[:_LONGEST_VALUE])
    return out[:20]


def stated_body(data: dict[str, Any]) -> str:
    """The report's text as the page states it for machines, without tags; "" if it does not."""
    body = data.get("articleBody")
    if isinstance(body, list):
        body = "\n".join(part for part in body if isinstance(part, str))
    return html.unescape(_TAG.sub(" ", html.unescape(body))) if isinstance(body, str) else ""
