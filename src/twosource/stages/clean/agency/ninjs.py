"""Reads IPTC ninjs 1, 2 and 3: an agency's item in JSON, and the stories that go with it."""

from __future__ import annotations

from dataclasses import replace

from twosource.data import Page, Stated
from twosource.errors import CleanError, SourceError
from twosource.stages.clean.agency.drafts import Parts, arrange, make_draft
from twosource.stages.clean.agency.ninjs_fields import Item, is_text, items_of, with_associated
from twosource.stages.clean.agency.ninjs_lines import (
    body_field,
    body_lines,
    description_field,
    foot_lines,
    head_lines,
)
from twosource.stages.clean.agency.ninjs_stated import genres, state, withdrawal
from twosource.stages.clean.agency.stated import flags_of, listed, withdrawn
from twosource.stages.clean.draft import Draft, Drafted
from twosource.stages.clean.held import Held
from twosource.text.parts_json import load_json

_MOST_STORIES = 200


def read_ninjs(page: Page) -> Drafted:
    """The drafts of a page of ninjs: its own text, and every text among its associations.

    CleanError if it is damaged, withdrawn, or holds no text.
    """
    try:
        items = items_of(load_json(page.data))
    except SourceError as refusal:
        raise CleanError(str(refusal), refusal.code) from None
    parts = Parts()
    drafts = tuple(_draft(item, parts) for item in _stories(items))
    if len(drafts) > 1:
        drafts = tuple(replace(draft, item=f"item-{number}") for number, draft in enumerate(drafts, 1))
    return Drafted(Held(parts.parts), drafts, Stated("charset", "utf-8", "json"))


def _stories(items: tuple[Item, ...]) -> list[Item]:
    """The items that are stories; CleanError if there are none."""
    taken_back = {id(item): told for item in items if (told := withdrawal(item))}
    standing = [inner for item in items if id(item) not in taken_back for inner in with_associated(item)]
    texts = [item for item in standing if is_text(item) and not withdrawal(item)]
    stories = [item for item in texts if body_field(item)][:_MOST_STORIES]
    if not stories:
        if taken_back:
            raise withdrawn(next(iter(taken_back.values())))
        stories = [item for item in texts if item in items and description_field(item)][:_MOST_STORIES]
    if not stories:
        kinds = sorted({item.text("type") or "unknown" for item in standing})
        told = f"an item of the type {', '.join(kinds[:3])}" if kinds else "no item"
        raise CleanError(
            f"the page is {told} and has no text of a report: give the file that has its body.", "no-report"
        )
    return stories


def _draft(item: Item, parts: Parts) -> Draft:
    body = body_field(item)
    text = body or description_field(item)
    assert text is not None
    lines = arrange(list(head_lines(parts, item)), body_lines(parts, text), list(foot_lines(parts, item)))
    flags = flags_of(
        genres(item),
        is_partial=listed(item.text("representationtype"), "type.partial"),
        is_summary=body is None,
    )
    return make_draft(lines, state(item), flags=flags)
