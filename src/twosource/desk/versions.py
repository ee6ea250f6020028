"""Which version of each room made something: a sum of the room's own files, which nobody forgets to raise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from twosource.version import __version__

# What a room's answer rests on besides its own files. Comments count too: that costs a reading, where a
# number that a person forgets to raise would show old answers as new.
_SHARED = ("text", "words", "models")
_PARTS = {
    "extract": ("stages/extract", *_SHARED),
    "match": ("stages/match", *_SHARED, "pipeline.py"),
    "trace": ("stages/trace", *_SHARED),
}
_COMPILED = "__pycache__"
_SIGNS = 12


@dataclass(frozen=True, slots=True)
class Rules:
    """The versions of the rooms that read reports and lay them side by side."""

    extract: str
    match: str
    trace: str


@cache
def rules_now() -> Rules:
    """The versions of the rooms as they are installed: some twenty milliseconds, once a process."""
    return Rules(**{room: version_of(parts) for room, parts in _PARTS.items()})


def version_of(parts: tuple[str, ...], package: Traversable | None = None) -> str:
    """A sum over the files of these folders of the package, names and bytes; its version without any."""
    total = hashlib.sha256()
    home = package or files("twosource")
    held = [entry for part in parts for entry in _files(home.joinpath(*part.split("/")))]
    for name, data in held:
        total.update(f"{name}\n{len(data)}\n".encode() + data)
    return total.hexdigest()[:_SIGNS] if held else __version__


def _files(place: Traversable) -> Iterator[tuple[str, bytes]]:
    if place.is_file():
        yield place.name, place.read_bytes()
    elif place.name != _COMPILED:
        for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
            yield from _files(entry)
