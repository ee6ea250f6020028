"""Reads the HTML of a mail: every paragraph of it, and how each is set."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from twosource.errors import CleanError
from twosource.stages.clean.fragment import paragraph_units
from twosource.stages.clean.mail_body import Body, Line
from twosource.stages.clean.markup import TAG
from twosource.stages.clean.page_text import Element, Paragraph, above, built, read_page
from twosource.stages.clean.units import Unit

# Styles that keep a preview line or a tracking text out of sight.  A letter size of 0 is none of them: some
# programs give it to every cell, and its size to the text inside.
_HIDING = re.compile(
    r"display:none|mso-hide:all|max-height:0(?:px)?(?![.\d])|opacity:0(?![.\d])|visibility:hidden"
)
_BOLD = re.compile(
    r"<(?:b|strong)\b|font-weight:\s*(?:bold|[6-9]00)|font-size:\s*(?:[2-4]\d)px", re.IGNORECASE
)
_STYLED = re.compile(r"font-weight:(?:bold|[6-9]00)|font-size:[2-4]\dpx")
_QUOTES = re.compile(r"gmail_quote|yahoo_quoted|moz-cite|type=[\"']?cite|OutlookMessageHeader", re.IGNORECASE)
_BEFORE = 300  # characters before a paragraph in which its elements open
_LONGEST_TITLE = 20  # words


def read_html(source: str) -> Body:
    """The body that HTML is; CleanError if it shows no text."""
    page = read_page(source)
    if not page.paragraphs:
        raise CleanError("the mail shows no text: it may be a picture; save the report's text.", "no-text")
    stream, found = paragraph_units(page.paragraphs)
    hidden = list(_hidden(source))
    quoted: dict[int, bool] = {}
    lines = (_line(source, unit, paragraph, hidden) for unit, paragraph in found)
    marked = (
        replace(line, is_quoted=_is_quoted(p.element, quoted))
        for line, (_, p) in zip(lines, found, strict=True)
    )
    return Body(stream, tuple(marked))


def _is_quoted(element: Element, known: dict[int, bool]) -> bool:
    """Whether an element, or one around it, is what mail programs put around somebody else's mail."""
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


def _hidden(source: str) -> Iterator[tuple[int, int]]:
    """The stretches of the source inside elements that are not shown."""
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


@lru_cache(256)
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(f"</{re.escape(name)}\\s*>", re.IGNORECASE)


def _hides(rest: str) -> bool:
    return bool(_HIDING.search(rest.replace(" ", "").lower()))


def _line(source: str, unit: Unit, paragraph: Paragraph, hidden: list[tuple[int, int]]) -> Line:
    start = next((at for words, at, _ in paragraph.pieces if words.strip()), 0)
    index = bisect_right(hidden, (start, len(source))) - 1
    is_title = (
        unit.count <= _LONGEST_TITLE
        and not unit.is_closed
        and unit.kind in ("", "headline", "subhead", "related")
        and (paragraph.is_heading or _is_bold(source, start, paragraph))
    )
    return Line(
        unit,
        paragraph.tag if paragraph.is_heading else " ".join(built(paragraph)),
        is_title,
        is_linked=paragraph.is_list_of_links,
        has_link=paragraph.linked > 0,
        is_unseen=index >= 0 and hidden[index][0] <= start < hidden[index][1],
    )


def _is_bold(source: str, start: int, paragraph: Paragraph) -> bool:
    """Whether a paragraph begins in bold or large letters."""
    if _STYLED.search(paragraph.element.rest.replace(" ", "").lower()):
        return True
    before = source[max(0, start - _BEFORE) : start]
    last = max(before.rfind("</"), before.lower().rfind("<br"))
    return bool(_BOLD.search(before, max(0, last)))
