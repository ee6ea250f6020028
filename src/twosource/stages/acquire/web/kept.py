"""Keeps pages in a folder with what their server calls their version, so that it need not send them again."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Headers = tuple[tuple[str, str], ...]
_FORMAT = "twosource-kept-1"
_ENDING = ".kept"
_LONGEST_HEAD = 262_144
_LONGEST_MARK = 1000
# A year of the front pages of a few dozen outlets; the oldest go first.
_MOST_IN_FOLDER = 500_000_000


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was sent: its link, its version's marks, when it came (ISO 8601), headers and body."""

    url: str
    etag: str
    modified: str
    captured: str
    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of kept pages; `notes` get a sentence when it cannot be written to."""

    folder: Path
    max_bytes: int
    notes: list[str]


def open_kept(folder: str | None, max_bytes: int, notes: list[str]) -> Kept | None:
    """The folder of kept pages, made where it does not exist; None, and a note, where it cannot be used."""
    if folder is None:
        return None
    kept = Kept(Path(folder), max_bytes, notes)
    try:
        kept.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=kept.folder):
            pass
        make_room(kept.folder)
    except (OSError, ValueError) as trouble:
        _note(kept, trouble)
        return None
    return kept


def load_page(kept: Kept, url: str) -> KeptPage | None:
    """The page kept of a link; None if there is none or it is not whole."""
    path = _place(kept, url)
    try:
        with path.open("rb") as stream:
            head = json.loads(stream.readline(_LONGEST_HEAD))
            body = stream.read(kept.max_bytes + 1)
    except (OSError, ValueError, RecursionError):
        return None
    if not _is_sound(head, url, body) or len(body) > kept.max_bytes:
        return None
    headers = tuple((str(name), str(value)) for name, value in head["headers"])
    return KeptPage(url, head["etag"], head["modified"], head["captured"], headers, body)


def save_page(kept: Kept, page: KeptPage) -> None:
    """Keep a page that has a mark of its version; where that fails, a note tells it."""
    if not (page.etag or page.modified) or len(page.body) > kept.max_bytes:
        return
    head = {
        "format": _FORMAT,
        "url": page.url,
        "etag": page.etag,
        "modified": page.modified,
        "captured": page.captured,
        "headers": page.headers,
        "sha256": hashlib.sha256(page.body).hexdigest(),
    }
    line = json.dumps(head).encode() + b"\n"
    if len(line) > _LONGEST_HEAD:
        return
    try:
        with tempfile.NamedTemporaryFile(dir=kept.folder, suffix=".part", delete=False) as stream:
            stream.write(line + page.body)
        Path(stream.name).replace(_place(kept, page.url))
    except OSError as trouble:
        _note(kept, trouble)


def conditions(page: KeptPage | None) -> Headers:
    """The headers that ask for a page only if it has changed."""
    if page is None:
        return ()
    marks = (("If-None-Match", page.etag), ("If-Modified-Since", page.modified))
    return tuple((name, value) for name, value in marks if value)


def mark_of(value: str) -> str:
    """A mark as it can be sent back, "" where it cannot."""
    return value if len(value) <= _LONGEST_MARK and value.isascii() and value.isprintable() else ""


def _place(kept: Kept, url: str) -> Path:
    return kept.folder / (hashlib.sha256(url.encode()).hexdigest() + _ENDING)


def _is_sound(head: Any, url: str, body: bytes) -> bool:
    return (
        isinstance(head, dict)
        and head.get("format") == _FORMAT
        and head.get("url") == url
        and head.get("sha256") == hashlib.sha256(body).hexdigest()
        and all(isinstance(head.get(name), str) for name in ("etag", "modified", "captured"))
        and isinstance(head.get("headers"), list)
        and all(isinstance(pair, list) and len(pair) == 2 for pair in head["headers"])
    )


def make_room(folder: Path, most: int = _MOST_IN_FOLDER) -> None:
    """Delete the oldest pages while all of them take more than `most` bytes."""
    pages = sorted(
        ((s.st_mtime, s.st_size, f) for f in folder.glob(f"*{_ENDING}") for s in [f.stat()]), reverse=True
    )
    total = 0
    for _, size, file in pages:
        total += size
        if total > most:
            file.unlink(missing_ok=True)


def _note(kept: Kept, trouble: Exception) -> None:
    why = getattr(trouble, "strerror", None) or str(trouble)
    note = (
        f"The folder for kept pages {kept.folder} cannot be used ({why}): pages are fetched whole each time."
    )
    if note not in kept.notes:
        kept.notes.append(note)
