"""Reads what a PDF says of itself: its title, its author, when it was made, and its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from twosource.data import Stated
from twosource.stages.clean.dates import iso_date
from twosource.stages.clean.properties import is_printed, useful

WHERE = "pdf-info"
_KEYS = ("Title", "Author", "Creator", "Producer", "CreationDate", "ModDate")
_DATE = re.compile(
    r"(?:D:)?(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?"
    r"(?:Z.*|(?P<sign>[+-])(?P<off>\d\d)'?(?P<by>\d\d)?'?)?"
)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8}){0,3}")


def find_stated(document: Any) -> tuple[Stated, ...]:
    """The statements of a PDF's own information."""
    return tuple(_find(document))


def _find(document: Any) -> Iterator[Stated]:
    info = {key: _information(document, key) for key in _KEYS}
    if title := useful(info["Title"], "no_titles"):
        yield Stated("title", title, WHERE)
    if author := useful(info["Author"], "no_authors"):
        yield Stated("author", author, WHERE)
    if not is_printed(info["Creator"], info["Producer"]):
        for key, field in (("CreationDate", "published"), ("ModDate", "modified")):
            if day := pdf_date(info[key]):
                yield Stated(field, day, WHERE)
    if _LANGUAGE.fullmatch(language := _language(document)):
        yield Stated("language", language.replace("_", "-"), WHERE)


def _information(document: Any, key: str) -> str:
    try:
        return str(document.get_metadata_value(key))
    except UnicodeDecodeError:  # half a pair of surrogates
        return ""


def pdf_date(written: str) -> str | None:
    """A date of a PDF (``D:20310303101500+01'00'``) as ISO 8601; None if it is none."""
    found = _DATE.fullmatch(written.strip())
    if found is None:
        return None
    day = f"{found['year']}-{found['month']}-{found['day']}"
    if not found["hour"]:
        return iso_date(day)
    zone = f"{found['sign']}{found['off']}:{found['by'] or '00'}" if found["sign"] else ""
    zone = "+00:00" if "Z" in written else zone
    return iso_date(f"{day}T{found['hour']}:{found['minute']}:{found['second'] or '00'}{zone}")


def _language(document: Any) -> str:
    import ctypes

    from pypdfium2.raw import FPDF_WCHAR, FPDFCatalog_GetLanguage

    room = 64
    letters = (FPDF_WCHAR * room)()
    size = FPDFCatalog_GetLanguage(document.raw, ctypes.cast(letters, ctypes.POINTER(FPDF_WCHAR)), 2 * room)
    return "".join(map(chr, letters[: max(0, min(size // 2, room) - 1)]))
