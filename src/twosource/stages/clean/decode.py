"""Decodes bytes and keeps, for every character, the byte at which it starts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from twosource.errors import CleanError

_WINDOW = 4096
_MOST_REPLACED = 0.05


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec, and anchors: ``text[chars[i]]`` starts at ``bytes[i]``."""

    text: str
    codec: str
    chars: tuple[int, ...]
    bytes: tuple[int, ...]
    size: int

    def byte_at(self, char: int) -> int:
        """The byte at which character `char` starts (the page's size for the end)."""
        if char >= len(self.text):
            return self.size
        nearest = bisect_right(self.chars, char) - 1
        start = self.chars[nearest]
        return self.bytes[nearest] + len(self.text[start:char].encode(self.codec, "replace"))


def decode(data: bytes, codec: str, start: int = 0) -> Decoded:
    """Decode from byte `start` on; what is no text in this codec becomes U+FFFD.

    CleanError if that is more than 5 % of the characters.
    """
    chars: list[int] = []
    starts: list[int] = []
    parts: list[str] = []
    length, replaced = 0, 0
    for at, part in _windows(data, codec, start):
        chars.append(length)
        starts.append(at)
        parts.append(part)
        length += len(part)
        replaced += part.count("\ufffd")
        if replaced > 1000 and replaced > _MOST_REPLACED * (at - start):
            break
    if replaced and replaced > _MOST_REPLACED * length:
        raise CleanError(
            f"bad encoding: {replaced} of the first {length} characters are no text in {codec}; "
            "save the page again as UTF-8.",
            "bad-encoding",
        )
    return Decoded("".join(parts), codec, tuple(chars) or (0,), tuple(starts) or (start,), len(data))


def _windows(data: bytes, codec: str, at: int) -> Iterator[tuple[int, str]]:
    """Pieces of text with the byte they start at; an undecodable sequence is a piece of its own."""
    while at < len(data):
        window = data[at : at + _WINDOW]
        try:
            yield at, window.decode(codec)
            at += len(window)
        except UnicodeDecodeError as trouble:
            if trouble.start:
                yield at, window[: trouble.start].decode(codec)
                at += trouble.start
            else:
                yield at, "\ufffd"
                at += max(1, trouble.end - trouble.start)
