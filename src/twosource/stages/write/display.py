"""Makes a report's words safe to show: no control characters, no escapes, no unsafe links."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# C0 and C1 controls but tab and newline, lone surrogates, non-characters.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the direction of what follows; a view without isolates cannot contain them.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")
# A tilde, bar or ampersand can open a table, a strike-out or an entity in common dialects.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_OPENING = frozenset("“‘«„\"'")
_CLOSING = frozenset("”’»“\"'")
_LINK = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)


def strip_controls(text: str) -> str:
    """`text` without control characters, as a page may show it (bidi marks are isolated there)."""
    return _CONTROLS.sub("", text)


def squeeze(text: str) -> str:
    """`text` on one line without control or direction marks, for views that cannot isolate them."""
    return _BLANKS.sub(" ", _TURNS.sub("", strip_controls(text.replace("\r", " "))))


def flatten(text: str) -> str:
    """`text` squeezed, without blanks at its ends."""
    return squeeze(text).strip()


def quote(text: str) -> str:
    """`text` flattened, between quotation marks where it has none of its own."""
    words = flatten(text)
    return words if words[:1] in _OPENING and words[-1:] in _CLOSING else f"“{words}”"


def escape_markdown(text: str) -> str:
    """`text` on one line, with every character that could be Markdown escaped."""
    return _MARKDOWN.sub(r"\\\1", squeeze(text))


def safe_link(address: str) -> str:
    """`address` where it is a plain http or https address with a host, else ""."""
    if not _LINK.fullmatch(address):
        return ""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return ""
    return address if host else ""


def badge(index: int) -> str:
    """The letters of the report at `index`: A … Z, AA, AB …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
