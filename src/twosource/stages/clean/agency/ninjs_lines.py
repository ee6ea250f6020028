"""Makes the lines of an item of ninjs: what stands above its body, the body, what stands below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.stages.clean.agency.drafts import Line, Parts
from twosource.stages.clean.agency.lines import (
    field_line,
    html_lines,
    is_markup,
    plain_lines,
    plain_pieces,
    shifted,
)
from twosource.stages.clean.agency.ninjs_fields import Field, Item, associated, field, is_text, worded
from twosource.stages.clean.agency.stated import listed, note_kind
from twosource.text.parts_json import open_string, part_name

_TAG = re.compile(r"<[^<>]*>")
_LONGEST_CAPTION = 2000
_TITLE_WORDS = 3


def body_field(item: Item) -> Field | None:
    """The text of an item: of several renderings the one that parts its paragraphs best."""
    fields = [
        f for f in worded(item, "bodies", "body") if not _is_beside(f) and any(map(str.isalpha, f.value))
    ]
    best = max(fields, key=_rank, default=None)  # the first of those that are equal
    plain = next((f for f in fields if _rank(f) == _PLAIN), None)
    # A rendering of HTML may be a teaser with a link.
    if best and plain and len(_TAG.sub("", best.value)) < len(plain.value) / 2:
        return plain
    return best


def description_field(item: Item) -> Field | None:
    """What an item says of itself: a caption where it is a picture."""
    fields = sorted(worded(item, "descriptions", "description"), key=is_html)
    return next((f for f in fields if f.role == "caption"), fields[0] if fields else None)


_XML, _PLAIN, _HTML = range(3)


def _rank(body: Field) -> int:
    if "xml" in body.content_type and "html" not in body.content_type:
        return _XML
    return _HTML if is_html(body) else _PLAIN


def is_html(found: Field) -> bool:
    """Whether a text is HTML, by its media type, its name, or its looks."""
    told = f"{found.content_type} {found.role}"
    return "html" in told or "xml" in told or is_markup(found.value)


def _is_beside(found: Field) -> bool:
    return listed(found.role, "body.lead") or listed(found.role, "body.beside")


def lines_of(parts: Parts, found: Field, kind: str = "", why: str = "") -> Iterator[Line]:
    """The lines of a text; with `kind` all are that."""
    is_marked = is_html(found)
    opened = open_string(found.value, is_html=is_marked)
    source, by = parts.add_string(part_name(found.pointer, is_html=is_marked), opened.data)
    if is_marked:
        for line in html_lines(source, by):
            yield Line(line.pieces, kind, why) if kind else line
    elif kind:
        yield field_line(source, by, kind, why)
    else:
        for line in plain_lines(plain_pieces(source, 0, len(source), refers=False)):
            yield Line(shifted(line.pieces, by))


def head_lines(parts: Parts, item: Item) -> Iterator[Line]:
    """Kicker, headline, subheads, lead, byline, place, and what was corrected."""
    headlines = list(worded(item, "headlines", "headline"))
    for key, kind in (("kicker", "kicker"), ("main", "headline"), ("subhead", "subhead")):
        found = [h for h in headlines if listed(h.role, f"headline.{key}")]
        for headline in found[:1] if kind == "headline" else found:
            yield from lines_of(parts, headline, kind, f"the agency's {kind}")
    if not headlines and (title := field(item, "title")) and len(title.value.split()) >= _TITLE_WORDS:
        yield from lines_of(parts, title, "headline", "the item's title")
    for lead in (*worded(item, "descriptions", "description"), *worded(item, "bodies", "body")):
        if listed(lead.role, "body.lead"):
            yield from lines_of(parts, lead, "subhead", "the agency's lead")
    if byline := field(item, "by", "byline"):
        yield from lines_of(parts, byline, "byline", "the agency's byline")
    if located := field(item, "located"):
        yield from lines_of(parts, located, "dateline", "where it was written")
    yield from _notes(parts, item, "correction")


def _notes(parts: Parts, item: Item, wanted: str) -> Iterator[Line]:
    if note := field(item, "ednote"):
        kind, why = note_kind(note.value)
        if kind == wanted:
            yield from lines_of(parts, note, kind, why)


def body_lines(parts: Parts, body: Field) -> list[Line]:
    """The lines of a body."""
    return list(lines_of(parts, body))


def foot_lines(parts: Parts, item: Item) -> Iterator[Line]:
    """Captions and credits of its pictures, notes to editors, the copyright."""
    for picture in associated(item):
        if not is_text(picture):
            caption = description_field(picture)
            if caption and len(caption.value) <= _LONGEST_CAPTION:
                yield from lines_of(parts, caption, "caption", "below a picture")
            if credit := field(picture, "creditline", "by", "byline"):
                yield from lines_of(parts, credit, "credit", "picture credit")
    yield from _notes(parts, item, "other")
    if notice := field(item, "copyrightnotice"):
        yield from lines_of(parts, notice, "legal", "the agency's copyright")
