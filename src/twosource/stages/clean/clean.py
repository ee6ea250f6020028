"""Turns a captured page into a report: its text, told apart from furniture, and what is stated of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module

from twosource.data import Article, Failure, Page, Stated
from twosource.errors import CleanError
from twosource.stages.clean.bounds import bound_blocks
from twosource.stages.clean.draft import Draft, Drafted
from twosource.stages.clean.flags import find_flags, header_flags
from twosource.stages.clean.judge import judge
from twosource.stages.clean.opening import part_outlet
from twosource.stages.clean.readers import read_drafts
from twosource.stages.clean.settle import GIVEN
from twosource.stages.clean.stated import gather
from twosource.stages.clean.stream import runs_of
from twosource.stages.clean.units import is_closed

_FEW_WORDS = 3
_MANY_WORDS = 12
_UNSPACED = 20
_OF_ONE_REPORT = frozenset({"title", "author", "published", "modified", "canonical", "id"})


def prepare() -> None:
    """Import what cleaning a page needs, so that the first page's time is its own."""
    import_module("trafilatura")
    import_module("twosource.stages.clean.page")


def clean(page: Page) -> Article:
    """Give the report that a page holds, the first where it holds several.

    The text holds all that is shown, furniture too; `blocks` tell it apart
    and `map` leads from every character that is no white space to its bytes.
    CleanError if the page is blank, badly encoded, or holds no report.
    """
    return next(item for item in clean_all(page) if isinstance(item, Article))


def clean_all(page: Page) -> tuple[Article | Failure, ...]:
    """Give every report that a page holds: one, or the items of a live blog, a round-up or a package.

    Of several, one that is no report is a failure in its place; CleanError if
    none is.
    """
    drafted = _with_page_flags(page, read_drafts(page))
    made = [_article_or_error(page, drafted, draft) for draft in drafted.drafts]
    errors = [item for item in made if isinstance(item, CleanError)]
    if len(errors) == len(made):
        raise errors[0]
    found = (
        Failure("clean", _path(page, draft), str(item), page.sha256, item.code)
        if isinstance(item, CleanError)
        else item
        for draft, item in zip(drafted.drafts, made, strict=True)
    )
    return (*found, *drafted.failures)


def _with_page_flags(page: Page, drafted: Drafted) -> Drafted:
    """The drafts, the last marked where the page itself was cut."""
    flags = tuple(header_flags(page.headers))
    if not flags:
        return drafted
    *drafts, last = drafted.drafts
    return replace(drafted, drafts=(*drafts, replace(last, flags=(*last.flags, *flags))))


def _path(page: Page, draft: Draft) -> str:
    return f"{page.path}#{draft.item}" if draft.item else page.path


def _article_or_error(page: Page, drafted: Drafted, draft: Draft) -> Article | CleanError:
    try:
        return _article(page, drafted, draft)
    except CleanError as error:
        return error


def _article(page: Page, drafted: Drafted, draft: Draft) -> Article:
    text = draft.stream.text
    if not text.strip():
        raise CleanError("the page is blank: a report's text was expected; save it again.", "empty")
    outlets = [s.value for s in (*page.given, *draft.stated) if s.field == "outlet"]
    blocks, bound = bound_blocks(judge(part_outlet(draft.units, text, outlets), text), text)
    if not any(_has_sentence(block.span.of(text)) for block in blocks if block.kind == "body"):
        raise CleanError(
            "the page holds no sentence of a report: headlines and furniture are not compared.", "no-report"
        )
    stated = gather(_given(page, draft), draft.stated, text, blocks, page.captured or drafted.captured)
    outlet = next((s.value for s in stated if s.field == "outlet"), "")
    named = f"{page.sha256}\n{outlet}" + (f"\n{draft.item}" if draft.item else "")
    return Article(
        id="r" + hashlib.sha256(named.encode()).hexdigest()[:12],
        path=_path(page, draft),
        sha256=page.sha256,
        media_type=page.media_type,
        text=text,
        blocks=blocks,
        stated=(*stated, drafted.charset),
        map=runs_of(draft.stream, drafted.held),
        flags=(*find_flags(text, blocks), *([bound] if bound else []), *draft.flags),
        item=draft.item,
    )


def _given(page: Page, draft: Draft) -> Sequence[Stated]:
    """What came with the page; of that what a feed says of the page says nothing of one of its items."""
    if not draft.item:
        return page.given
    return [s for s in page.given if s.where in GIVEN or s.field not in _OF_ONE_REPORT]


def _has_sentence(words: str) -> bool:
    """Whether a paragraph says something: letters, and a closing mark or a good many words."""
    if not any(letter.isalpha() for letter in words):
        return False
    count = len(words.split())
    is_unspaced = len(words) >= _UNSPACED * count  # scripts that put no blanks between words
    return count >= _MANY_WORDS or is_unspaced or (count >= _FEW_WORDS and is_closed(words))
