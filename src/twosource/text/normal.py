"""The normal form: a text as it is compared, with the way back to the text as it is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.data import Span

_ALIKE = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′‹›`´＇", "'")
    | dict.fromkeys("“”„‟«»″＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
    | {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F) if chr(wide) not in "＂＇－"}
)
_WITHOUT_STROKE = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_NEEDS_CARE = re.compile(f"[{_UNSEEN}\u0300-\u036f…]")
_CLUSTER = re.compile(f"[{_UNSEEN}]|[\\s\\S][\u0300-\u036f]*")
_IS_UNSEEN = re.compile(f"[{_UNSEEN}]")


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal form; the code point ``text[i]`` stands for ``[starts[i], ends[i])`` of the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> Span:
        """The span of the original that the code points ``[start, end)`` of the normal form stand for."""
        if start < end:
            return Span(self.starts[start], self.ends[end - 1])
        at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
        return Span(at, at)


def normalise(text: str, *, fold_accents: bool = False) -> Normal:
    """Bring a text to the form in which two wordings are compared.

    Letter case is folded; quotation marks, apostrophes, dashes, blanks and
    full-width forms become plain ones; soft hyphens, zero-width and
    bidirectional marks go; letters are composed.  Accents stay unless
    `fold_accents`.  Line breaks stay.
    """
    plain = text.translate(_ALIKE)
    folded = plain.casefold()
    is_one_to_one = len(folded) == len(plain) and not _NEEDS_CARE.search(plain)
    if is_one_to_one and (folded.isascii() or not fold_accents):
        return Normal(folded, range(len(folded)), range(1, len(folded) + 1))
    return _normalise_by_cluster(plain, fold_accents)


def _normalise_by_cluster(plain: str, fold_accents: bool) -> Normal:
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, piece in _clusters(plain):
        shown = _fold(piece) if fold_accents else piece
        out.append(shown)
        starts.extend([start] * len(shown))
        ends.extend([end] * len(shown))
    return Normal("".join(out), tuple(starts), tuple(ends))


def _clusters(plain: str) -> Iterator[tuple[int, int, str]]:
    for found in _CLUSTER.finditer(plain):
        raw = found.group()
        if _IS_UNSEEN.match(raw):
            continue
        piece = "..." if raw == "…" else unicodedata.normalize("NFC", raw.casefold())
        yield found.start(), found.end(), piece


def _fold(piece: str) -> str:
    if piece.isascii():
        return piece
    bare = "".join(c for c in unicodedata.normalize("NFD", piece) if not unicodedata.combining(c))
    return "".join(_WITHOUT_STROKE.get(c, c) for c in bare)
