"""Reads a run of the map from text to page back: the text that those bytes stand for."""

from __future__ import annotations

import html
import json
import re

from twosource.data import Run
from twosource.text.parts import HTML, TABLE, XML, Opened, open_part

# What no text keeps: C0 and C1 controls but tab and line feed, non-characters, half surrogates.
DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
LINE_END = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
# A character reference of HTML, with or without its semicolon.
REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
# An escape inside a JSON string; a surrogate pair is one.
ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]")


def read_back(data: bytes, charset: str, media_type: str, run: Run) -> str:
    """The text that the bytes of `run` stand for, equal to the run's own text up to white space.

    `data` is the kept page, `charset` the one stated for it, `media_type` the
    page's.  Where the run names a part, its bytes are those of the part.
    References of HTML and XML and escapes of JSON are resolved, line ends are
    ``\\n``, controls are left out.  SourceError if there is no such part.
    """
    return read_opened(held_by(data, charset, media_type, run.part), run)


def held_by(data: bytes, charset: str, media_type: str, part: str) -> Opened:
    """What a run's bytes are counted in: the page itself, or the part that is named."""
    return open_part(data, media_type, part) if part else Opened(data, charset, media_type)


def read_opened(opened: Opened, run: Run) -> str:
    """The text that the bytes of `run` stand for in what holds them."""
    raw = opened.data[run.byte_start : run.byte_end].decode(opened.charset, "replace")
    if opened.media_type in (HTML, XML):
        raw = REFERENCE.sub(lambda found: reference(found.group()), raw)
    elif opened.media_type == TABLE:
        raw = ESCAPE.sub(lambda found: escape(found.group()), raw)
    return sound(raw)


def sound(raw: str) -> str:
    """The text with line ends as ``\\n`` and without what no text keeps."""
    return DROPPED.sub("", LINE_END.sub("\n", raw))


def reference(written: str) -> str:
    """What a character reference of HTML stands for, by the standard (also out of range or unknown)."""
    return html.unescape(written)


def escape(written: str) -> str:
    """What an escape of a JSON string stands for; half a surrogate pair is itself."""
    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:
        return written
