"""Tells what a ZIP archive is: a Word document, a web archive, or something that is not read."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from twosource.errors import SourceError
from twosource.text.parts import DOCX

WACZ = "application/wacz"
# Reading the list of members costs memory for each of them.
MOST_MEMBERS = 100_000
_OTHERS = (
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("META-INF/container.xml", "an e-book"),
    ("mimetype", "an OpenDocument file or an e-book"),
)


def zip_media_type(file: str | BinaryIO, name: str) -> str:
    """The media type of a ZIP archive by the names of its members; SourceError where it is none of ours."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as damage:
        raise SourceError(f"{name} is a damaged ZIP archive ({damage}): save it again.", "damaged") from None
    if len(members) > MOST_MEMBERS:
        raise SourceError(f"{name} is a ZIP archive of more than {MOST_MEMBERS} files.", "too-large")
    if "word/document.xml" in members:
        return DOCX
    if "datapackage.json" in members or any(member.startswith("archive/") for member in members):
        return WACZ
    what = next((kind for member, kind in _OTHERS if member in members), "a ZIP archive")
    raise SourceError(f"{name} is {what}: give the reports in it one by one, as files.", "unknown-kind")
