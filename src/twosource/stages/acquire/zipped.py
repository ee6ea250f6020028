"""Tells what a ZIP archive is: a Word document, a web archive, or something that is not read."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from twosource.errors import SourceError
from twosource.stages.acquire.archives.zip import members_of
from twosource.text.parts import DOCX

WACZ = "application/wacz"
_OTHERS = (
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("META-INF/container.xml", "an e-book"),
    ("mimetype", "an OpenDocument file or an e-book"),
)


def zip_media_type(file: str | BinaryIO, name: str) -> str:
    """The media type of a ZIP archive by the names of its members; SourceError where it is none of ours."""
    if isinstance(file, str):
        with Path(file).open("rb") as raw:
            return zip_media_type(raw, name)
    members = {member.filename for member in members_of(file, name)}
    if "word/document.xml" in members:
        return DOCX
    if "datapackage.json" in members or any(member.startswith("archive/") for member in members):
        return WACZ
    what = next((kind for member, kind in _OTHERS if member in members), "a ZIP archive")
    raise SourceError(f"{name} is {what}: give the reports in it one by one, as files.", "unknown-kind")
