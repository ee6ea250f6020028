"""Makes the draft of an HTML page: headline, byline, lead, body, captions, and the furniture among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from twosource.data import Page, Stated
from twosource.errors import CleanError
from twosource.stages.clean.assemble import assemble
from twosource.stages.clean.body import choose_body
from twosource.stages.clean.bylines import find_bylines
from twosource.stages.clean.draft import Draft, Drafted
from twosource.stages.clean.extractor import DEEPEST_READ, MOST_TAGS_READ, extract_lines
from twosource.stages.clean.head import read_head
from twosource.stages.clean.linked_data import find_linked_data, stated_body
from twosource.stages.clean.page_flags import find_page_flags
from twosource.stages.clean.page_parts import Said, choose_parts
from twosource.stages.clean.page_stated import descriptions, find_stated
from twosource.stages.clean.page_text import read_page
from twosource.stages.clean.readers import read_source
from twosource.stages.clean.stub import refuse_stub
from twosource.stages.clean.surroundings import find_kinds
from twosource.stages.clean.times import find_times


def read_html(page: Page) -> Drafted:
    """The drafts of a page of HTML."""
    return read_source(page, draft_page)


def draft_page(source: str) -> Draft:
    """The draft of a page.

    CleanError if it shows no text, lies too deep in itself, or is a stub in a
    report's place.
    """
    page = read_page(source)
    if not page.paragraphs:
        raise CleanError("the page shows no text: a report was expected; save the whole page again.", "empty")
    head = read_head(source)
    data = find_linked_data(source, head.address)
    stated = find_stated(head, data)
    kinds = find_kinds(page)
    says_article = bool(data.report) or head.first("og:type").lower() == "article"
    is_readable = page.deepest < DEEPEST_READ and page.tags < MOST_TAGS_READ
    extract = partial(extract_lines, source) if is_readable else None
    body = choose_body(page, kinds, stated_body(data), extract, says_article=says_article)
    refuse_stub(page, body, head.title)
    if not body:
        raise CleanError("no report was found on the page: save its text instead.", "no-report")
    outlets = _values(stated, "outlet")
    stated = (*stated, *find_bylines(page, body, outlets), *find_times(page, body))
    said = Said(_values(stated, "title"), descriptions(head, data), _values(stated, "author"))
    parts = choose_parts(page, kinds, body, said)
    return replace(assemble(page, parts, stated), flags=tuple(find_page_flags(head, data, page, body)))


def _values(stated: Sequence[Stated], field: str) -> list[str]:
    return [one.value for one in stated if one.field == field]
