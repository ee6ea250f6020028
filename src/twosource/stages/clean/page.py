"""Makes the draft of an HTML page: headline, byline, lead, body, captions, and the furniture among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from twosource.data import Page, Stated
from twosource.errors import CleanError
from twosource.stages.clean.assemble import assemble
from twosource.stages.clean.body import choose_body
from twosource.stages.clean.bylines import find_bylines
from twosource.stages.clean.draft import Draft, Drafted
from twosource.stages.clean.extractor import DEEPEST_READ, MOST_TAGS_READ, extract_lines
from twosource.stages.clean.head import Head, read_head
from twosource.stages.clean.items.drafts import Around, draft_items, unparted_flags
from twosource.stages.clean.items.find import find_items
from twosource.stages.clean.items.said import find_said, says_report
from twosource.stages.clean.linked_data import LinkedData, find_linked_data, stated_body
from twosource.stages.clean.page_flags import find_page_flags
from twosource.stages.clean.page_parts import Said, choose_parts
from twosource.stages.clean.page_stated import descriptions, find_stated
from twosource.stages.clean.page_text import PageText, read_page
from twosource.stages.clean.readers import read_source
from twosource.stages.clean.stub import refuse_stub
from twosource.stages.clean.surroundings import find_kinds
from twosource.stages.clean.times import find_times


@dataclass(frozen=True, slots=True)
class _Read:
    """A page once read: its paragraphs, what surroundings call them, and what it says of itself."""

    page: PageText
    kinds: tuple[str, ...]
    head: Head
    data: LinkedData
    stated: tuple[Stated, ...]

    @property
    def address(self) -> str:
        """Its own address, "" if it states none."""
        return next(iter(_values(self.stated, "canonical")), "")


def read_html(page: Page) -> Drafted:
    """The drafts of a page of HTML."""
    return read_source(page, draft_pages)


def draft_page(source: str) -> Draft:
    """The draft of a page that is read as one report.

    CleanError if it shows no text, lies too deep in itself, or is a stub in a
    report's place.
    """
    return _draft_whole(_read(source))


def draft_pages(source: str) -> tuple[Draft, ...]:
    """The drafts of a page: one, or those of the items of a live blog, a round-up or several articles.

    CleanError as for `draft_page`.
    """
    read = _read(source)
    said = find_said(read.head, read.data, read.stated, address=read.address)
    is_product = "Product" in read.data.kinds and not read.data.report
    may_be_several = not is_product and read.page.deepest < DEEPEST_READ
    several = find_items(read.page, read.kinds, said) if may_be_several else None
    if several is None:
        whole = _draft_whole(read)
        return (replace(whole, flags=(*whole.flags, *unparted_flags(len(read.data.updates)))),)
    around = Around(read.page, read.kinds, read.stated, read.data, read.address)
    *drafts, last = draft_items(around, several, descriptions(read.head, read.data))
    shown = frozenset(place for item in several.items for place in item.stretch.places)
    # What is for payers only stands behind the last of the items that are shown.
    flags = (*last.flags, *find_page_flags(read.head, read.data, read.page, shown))
    return (*drafts, replace(last, flags=flags))


def _read(source: str) -> _Read:
    page = read_page(source)
    if not page.paragraphs:
        raise CleanError("the page shows no text: a report was expected; save the whole page again.", "empty")
    head = read_head(source)
    data = find_linked_data(source, head.address)
    return _Read(page, find_kinds(page), head, data, find_stated(head, data))


def _draft_whole(read: _Read) -> Draft:
    page, kinds, head, data = read.page, read.kinds, read.head, read.data
    is_readable = page.deepest < DEEPEST_READ and page.tags < MOST_TAGS_READ
    extract = partial(extract_lines, page.source) if is_readable else None
    says_article = says_report(head, data)
    body = choose_body(page, kinds, stated_body(data), extract, says_article=says_article)
    refuse_stub(page, body, head.title)
    if not body:
        raise CleanError("no report was found on the page: save its text instead.", "no-report")
    outlets = _values(read.stated, "outlet")
    stated = (*read.stated, *find_bylines(page, body, outlets), *find_times(page, body))
    said = Said(_values(stated, "title"), descriptions(head, data), _values(stated, "author"))
    parts = choose_parts(page, kinds, body, said)
    return replace(assemble(page, parts, stated), flags=tuple(find_page_flags(head, data, page, body)))


def _values(stated: Sequence[Stated], field: str) -> list[str]:
    return [one.value for one in stated if one.field == field]
