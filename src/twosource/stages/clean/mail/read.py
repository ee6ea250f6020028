"""Reads a mail, a newsletter with one report or several, and a page that a browser saved as MHTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from twosource.data import Flag, Page, Stated
from twosource.errors import CleanError, SourceError
from twosource.stages.clean.decode import decode
from twosource.stages.clean.draft import Draft, Drafted, plain_pieces
from twosource.stages.clean.held import Held, Part
from twosource.stages.clean.mail.body import Body, Line, join_bodies
from twosource.stages.clean.mail.headers import bare_subject, find_stated, forwarded_stated, mail_date
from twosource.stages.clean.mail.items import draft_item, find_items, whole_flag
from twosource.stages.clean.mail.lines import judge_mail
from twosource.stages.clean.mail.parts import is_html, root_part, what_it_holds
from twosource.stages.clean.mail.passed import find_passed, judge_passed
from twosource.stages.clean.mail.texts import Letter, all_damaged, find_letters, read_bytes
from twosource.stages.clean.mail.title import find_headline, judge_titles
from twosource.stages.clean.stream import moved
from twosource.stages.clean.titled import put_title
from twosource.text.mime import MimePart, read_message
from twosource.text.parts_mail import header_text, name_header

_TELLING = frozenset(
    {"from", "subject", "date", "to", "received", "message-id", "mime-version", "content-type", "return-path"}
)
_LONGEST_HEADLINE = 300  # characters: a longer subject is no headline
_ADDRESS = ("http://", "https://")


def read_mail(page: Page) -> Drafted:
    """The drafts of a mail: one, or the items of a newsletter with several reports.

    CleanError if it is no mail, is encrypted, is too deep or too large, or
    holds no text.
    """
    root = _root(page.data)
    if _is_saved_page(root):
        return read_mhtml(page)
    letters = find_letters(root)
    if not letters:
        raise CleanError(
            f"the mail has no text, only {what_it_holds(root)}: save what is attached and give that.",
            "no-text",
        )
    held = Held(part for letter in letters for part in _parts(letter))
    drafts = [draft for letter in letters for draft in _letter_drafts(letter, held, len(letters))]
    return Drafted(held, tuple(drafts), letters[0].texts[0][0].charset)


def read_mhtml(page: Page) -> Drafted:
    """The drafts of a page that a browser saved with all it shows in one file."""
    from twosource.stages.clean.page import draft_pages

    root = _root(page.data)
    part = root_part(root) if root.parts else root
    if part is None or not is_html(part):
        raise CleanError(
            f"the file has no page in HTML, only {what_it_holds(root)}: save the page again.", "no-text"
        )
    text = read_bytes(part)
    drafts = draft_pages(text.part.decoded.text)
    saved = tuple(_saved_stated(root, part))
    # The title and address of the page are those of none of its items.
    told = tuple(draft if draft.item else replace(draft, stated=(*draft.stated, *saved)) for draft in drafts)
    captured = mail_date(header_text(root, "date")) or None
    return Drafted(Held([text.part]), told, text.charset, captured=captured)


def _root(data: bytes) -> MimePart:
    try:
        root = read_message(data)
    except SourceError as refusal:
        raise CleanError(str(refusal), refusal.code) from None
    if not _TELLING & {name for name, _ in root.head.fields}:
        raise CleanError("the file is no mail: headers such as From and Subject were expected.", "not-mail")
    return root


def _is_saved_page(root: MimePart) -> bool:
    return root.head.field("snapshot-content-location") is not None


def _saved_stated(root: MimePart, part: MimePart) -> Iterator[Stated]:
    for message, name in ((root, "snapshot-content-location"), (part, "content-location")):
        address = header_text(message, name).replace(" ", "")
        if address.lower().startswith(_ADDRESS):
            yield Stated("canonical", address[:2000], "header")
            break
    if title := header_text(root, "subject"):
        yield Stated("title", title[:500], "header")


def _parts(letter: Letter) -> Iterator[Part]:
    """What the drafts of a message count in: its subject and its texts."""
    if subject := header_text(letter.message, "subject"):
        yield Part(name_header("Subject", letter.within), decode(subject.encode(), "utf-8"))
    yield from (text.part for text, _ in letter.texts)


def _letter_drafts(letter: Letter, held: Held, count: int) -> Iterator[Draft]:
    """The drafts of one of `count` messages, items of their own where there are several."""
    body = join_bodies(
        [replace(b, stream=moved(b.stream, held.start_of(text.part.name))) for text, b in letter.texts]
    )
    damaged = all_damaged(letter.texts)
    for draft in _drafts(letter, body, held):
        flags = draft.flags
        if damaged:
            why = f"the transfer encoding of {damaged} is damaged: only what is sound is read"
            flags = (*flags, Flag("cut-text", why))
        if count > 1:
            flags = (*flags, Flag("several-articles", f"one of {count} messages in a mail"))
            item = "-".join(filter(None, (letter.within or "0", draft.item)))
            draft = replace(draft, item=item)
        yield replace(draft, flags=flags)


def _drafts(letter: Letter, body: Body, held: Held) -> tuple[Draft, ...]:
    """One draft, or one for each item of a newsletter."""
    subject = header_text(letter.message, "subject")
    lines: Sequence[Line] = body.lines
    stated = (*find_stated(letter.message), *body.stated)
    passed = find_passed(lines, subject=subject)
    if passed:
        lines = judge_passed(lines, passed)
        if passed.is_forwarded:
            # Who passed it on, and when, says nothing of the report.
            kept = [s for s in stated if s.field in ("language", "id")]
            stated = (*forwarded_stated(passed.fields), *kept)
    body = replace(body, lines=tuple(judge_mail(lines)), stated=stated)
    items, can_be_parted = find_items(body.lines)
    if can_be_parted:
        shared = replace(body, stated=tuple(s for s in stated if s.field not in ("title", "id", "canonical")))
        return tuple(draft_item(shared, items, index, body.lines) for index in range(len(items)))
    start = held.start_of(name_header("Subject", letter.within)) if subject else 0
    draft = _whole(body, subject, start)
    return (replace(draft, flags=(whole_flag(items, body.lines),)) if items else draft,)


def _whole(body: Body, subject: str, start: int) -> Draft:
    """The draft of a mail that is one report, its subject above it unless it has a headline itself.

    `start` is where the subject stands in what is held.
    """
    bare = bare_subject(subject)
    title = next((s.value for s in body.stated if s.field == "title"), bare)
    senders = [s.value for s in body.stated if s.field in ("publisher", "outlet", "feed", "author")]
    headline = find_headline(body.lines, title, senders)
    units = tuple(line.unit for line in judge_titles(body.lines, headline))
    draft = Draft(body.stream, units, body.stated)
    if headline >= 0 or not bare or len(bare) > _LONGEST_HEADLINE:
        return draft
    pieces = plain_pieces(subject, len(subject) - len(bare))
    return put_title(draft, [(text, low + start, high + start) for text, low, high in pieces], "subject")
