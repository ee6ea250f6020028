"""Reads how a stretch of a mail's HTML is set: out of sight, in bold, as a link, as somebody else's mail."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from twosource.stages.clean.elements import Element, above
from twosource.stages.clean.markup import TAG

# Styles that keep a preview line or a tracking text out of sight.  A letter size of 0 is none of them: some
# programs give it to every cell, and its size to the text inside.
_HIDING = re.compile(
    r"display:none|mso-hide:all|max-height:0(?:px)?(?![.\d])|opacity:0(?![.\d])|visibility:hidden"
)
_BOLD = re.compile(
    r"<(?:b|strong)\b|font-weight:\s*(?:bold|[6-9]00)|font-size:\s*(?:[2-4]\d)px", re.IGNORECASE
)
_LINK = re.compile(r"<(/?)a\b", re.IGNORECASE)
_STYLED = re.compile(r"font-weight:(?:bold|[6-9]00)|font-size:[2-4]\dpx")
_QUOTES = re.compile(r"gmail_quote|yahoo_quoted|moz-cite|type=[\"']?cite|OutlookMessageHeader", re.IGNORECASE)
# Characters before a text in which its elements open: addresses that count who follows them are long.
_BEFORE = 2000

Stretch = tuple[int, int]


def hidden_stretches(source: str) -> Iterator[Stretch]:
    """The stretches of the source inside elements that are not shown, in order."""
    at = 0
    unclosed: set[str] = set()
    while found := TAG.search(source, at):
        at = found.end()
        name = (found[2] or "").lower()
        if not name or found[1] or name in unclosed or "style" not in found[3] or not _hides(found[3]):
            continue
        if closing := _closing(name).search(source, at):
            at = closing.end()
            yield found.start(), at
        else:
            unclosed.add(name)


def is_inside(at: int, stretches: Sequence[Stretch]) -> bool:
    """Whether a place lies in one of some stretches."""
    index = bisect_right(stretches, (at, at)) - 1
    after = index + 1
    if after < len(stretches) and stretches[after][0] == at:
        index = after
    return index >= 0 and stretches[index][0] <= at < stretches[index][1]


def is_bold(source: str, start: int, element: Element) -> bool:
    """Whether the text at `start`, in that element, begins in bold or in large letters."""
    if _STYLED.search(element.rest.replace(" ", "").lower()):
        return True
    before = source[max(0, start - _BEFORE) : start]
    last = max(before.rfind("</"), before.lower().rfind("<br"))
    return bool(_BOLD.search(before, max(0, last)))


def is_link(source: str, start: int) -> bool:
    """Whether the text at `start` begins inside a link."""
    tags = _LINK.findall(source, max(0, start - _BEFORE), start)
    return bool(tags) and not tags[-1]


def is_quoted(element: Element, known: dict[int, bool]) -> bool:
    """Whether an element, or one around it, is what mail programs put around somebody else's mail.

    `known` are the answers so far, by the elements' numbers.
    """
    path = []
    answer = False
    for at in above(element):
        if at.number in known:
            answer = known[at.number]
            break
        path.append(at)
    for at in reversed(path):
        answer = answer or bool(_QUOTES.search(at.rest))
        known[at.number] = answer
    return answer


@lru_cache(256)
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(f"</{re.escape(name)}\\s*>", re.IGNORECASE)


def _hides(rest: str) -> bool:
    return bool(_HIDING.search(rest.replace(" ", "").lower()))
