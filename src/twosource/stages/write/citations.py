"""Writes reports as references: CSL-JSON and BibTeX, each report as its page states it, nothing guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from twosource.data import Article

Json = dict[str, Any]
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEB = ("http://", "https://")


def to_csl(reports: Iterable[Article]) -> str:
    """Reports as CSL-JSON (an array of items of the type article-newspaper).

    Names stand whole, as ``literal``: which part is the family's no report states.
    """
    return json.dumps([_csl(report) for report in reports], ensure_ascii=False, indent=1) + "\n"


def to_bibtex(reports: Iterable[Article]) -> str:
    """Reports as BibTeX entries; names stand in braces, so that none is taken apart."""
    return "\n".join(_bibtex(report) for report in reports)


def _csl(report: Article) -> Json:
    day = _date(report)
    item: Json = {
        "id": report.id,
        "type": "article-newspaper",
        "title": report.value("title"),
        "container-title": report.value("outlet"),
        "author": [{"literal": name} for name in _authors(report)],
        "issued": {"date-parts": [day]} if day else None,
        "URL": _address(report),
        "language": report.value("language"),
    }
    return {key: value for key, value in item.items() if value}


def _bibtex(report: Article) -> str:
    day = _date(report)
    fields = {
        "title": _braced(report.value("title") or ""),
        "author": " and ".join(_braced(name) for name in _authors(report)),
        "journal": _tex(report.value("outlet") or ""),
        "year": str(day[0]) if day else "",
        "day": str(day[2]) if len(day) > 2 else "",
        "url": (_address(report) or "").replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "language": _tex(report.value("language") or ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if len(day) > 1:
        lines.append(f"  month = {_MONTHS[day[1] - 1]},")
    return "\n".join((f"@article{{{report.id},", *lines, "}", ""))


def _authors(report: Article) -> list[str]:
    return list(dict.fromkeys(stated.value for stated in report.stated if stated.field == "author"))


def _address(report: Article) -> str | None:
    """Where the report stands on the web, if it does."""
    found = report.value("canonical") or report.path
    return found if found.startswith(_WEB) and found.isprintable() and " " not in found else None


def _date(report: Article) -> list[int]:
    """Year, month and day of publication as far as they are stated."""
    found = _DATE.match(report.value("published") or "")
    parts = [int(part) for part in found.groups() if part] if found else []
    return parts if len(parts) < 2 or 1 <= parts[1] <= 12 else parts[:1]


def _braced(text: str) -> str:
    return f"{{{_tex(text)}}}" if text else ""


def _tex(text: str) -> str:
    """The text as TeX sets it, on one line."""
    return "".join(_TEX.get(sign, sign) for sign in " ".join(text.split()))
