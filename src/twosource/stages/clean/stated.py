"""Gathers what is stated of a report: by the user, by the page, by its own lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from twosource.data import Block, Span, Stated
from twosource.stages.clean.addresses import is_web_address
from twosource.stages.clean.authors import is_agency, is_role
from twosource.stages.clean.credits import find_credits
from twosource.stages.clean.dates import find_date, find_update, is_update, iso_date
from twosource.stages.clean.genre import line_genres
from twosource.stages.clean.inline import find_dateline
from twosource.stages.clean.language import guess_language
from twosource.stages.clean.patterns import HERE, NAME, is_person, people
from twosource.stages.clean.settle import GIVEN, settle
from twosource.text.readback import sound
from twosource.words.load import load_words

# Set by programs: often a template's title, an account's name, the day of printing.
_PROPERTIES = frozenset({"pdf-info", "docx-properties"})
# Blocks in which those who signed are named.
_SIGNED = frozenset({"byline", "dateline", "author-bio", "credit", "other", "subhead"})
_LONGEST = 2000  # characters of a value


def gather(
    given: Sequence[Stated],
    page: Sequence[Stated],
    text: str,
    blocks: Sequence[Block],
    captured: str | None = None,
) -> tuple[Stated, ...]:
    """All statements, best first within a field; what speaks against the best is kept with it.

    What the user gives goes before what the page states, that before what its
    lines say, and all of these before what was said of it on the way here, by a
    feed or an archive.  A date is never taken from furniture.  What a file's own
    properties say counts only where nothing else says it.
    """
    page = tuple(_sound(page))
    shown = [_placed(stated, text, blocks) for stated in page if stated.where not in _PROPERTIES]
    named = list(_normal(_sound(given)))
    own = [stated for stated in named if stated.where in GIVEN]
    on_the_way = [stated for stated in named if stated.where not in GIVEN]
    found = [*own, *shown, *_from_lines(text, blocks), *on_the_way]
    known = {stated.field for stated in found}
    found += [stated for stated in page if stated.where in _PROPERTIES and stated.field not in known]
    found += [replace(s, field="agency") for s in found if s.field == "author" and is_agency(s.value)]
    if language := guess_language(text, blocks, found):
        found.append(language)
    return settle(found, captured)


def _sound(found: Iterable[Stated]) -> Iterator[Stated]:
    """The statements, bounded and without what no text keeps; one that says nothing is left out."""
    for stated in found:
        value = sound(stated.value[:_LONGEST])
        if value.strip() and (stated.field != "canonical" or is_web_address(stated.value)):
            yield replace(stated, value=value)


def _placed(stated: Stated, text: str, blocks: Sequence[Block]) -> Stated:
    """A name that the page shows, with its place where the line that shows it is in the text."""
    if stated.where not in ("byline", "signature") or stated.span is not None:
        return stated
    for block in blocks:
        at = text.find(stated.value, block.span.start, block.span.end) if block.kind in _SIGNED else -1
        if at >= 0:
            return replace(stated, span=Span(at, at + len(stated.value)))
    return stated


def _normal(given: Iterable[Stated]) -> Iterator[Stated]:
    """Given statements, dates in normal form; a day that is none is left out."""
    for stated in given:
        if stated.field not in ("published", "modified"):
            yield stated
        elif day := iso_date(stated.value):
            yield replace(stated, value=day)


def _from_lines(text: str, blocks: Sequence[Block]) -> Iterator[Stated]:
    for block in blocks:
        yield from _from_block(text, block)
    yield from find_credits(text, blocks)
    yield from line_genres(text, blocks)
    yield from _from_furniture(text, blocks)


def _from_block(text: str, block: Block) -> Iterator[Stated]:
    words = block.span.of(text)
    if block.kind == "headline":
        bare = words.lstrip("# ")
        start = block.span.end - len(bare)
        kept = bare[:_LONGEST].rstrip()
        yield Stated("title", " ".join(kept.split()), "headline", Span(start, start + len(kept)))
    elif block.kind == "byline":
        yield from _from_byline(words, block.span.start)
    elif block.kind == "dateline" and block.why == "date line":
        yield from _from_date_line(words, block.span)
    elif block.kind == "dateline":
        yield from _from_dateline(text, block)


def _from_date_line(words: str, span: Span) -> Iterator[Stated]:
    """The day of publication in a line, and that of a change behind it."""
    if (day := find_date(words)) and not is_update(words):
        yield Stated("published", day, "date line", span)
    if changed := find_update(words):
        yield Stated("modified", changed, "date line", span)


def _from_dateline(text: str, block: Block) -> Iterator[Stated]:
    found = find_dateline(text, Span(block.span.start, min(len(text), block.span.end + 40)))
    if found is None:
        return
    if found.agency:
        yield Stated("agency", found.agency.of(text), "dateline", found.agency)
    if found.day and (day := find_date(found.day)):
        yield Stated("published", day, "dateline", block.span)


def _from_byline(words: str, start: int) -> Iterator[Stated]:
    """The names of a byline, the outlet it names, and an agency that it ends in."""
    for pattern in people("byline_outlet"):
        if found := pattern.fullmatch(words.strip("*_ .")):
            at = words.find(found["outlet"])
            yield Stated(
                "outlet", found["outlet"], "byline", Span(start + at, start + at + len(found["outlet"]))
            )
            break
    named = words.rstrip(" .)")
    for agency in load_words(HERE, "people.toml")["agencies"]:
        rest = named.removesuffix(agency)
        if rest != named and (not rest or not rest[-1].isalnum()):
            at = start + len(rest)
            yield Stated("agency", agency, "byline", Span(at, at + len(agency)))
            words = rest.rstrip(" ,|·•–—-(")
            break
    yield from _authors(words, start)


def _authors(words: str, start: int) -> Iterator[Stated]:
    for pattern in (*people("byline"), *people("name_alone")):
        if found := pattern.fullmatch(" ".join(words.split()).strip("*_")):
            for name in re.findall(NAME, found["names"]):
                bare = name.rstrip(".,")
                if not is_person(bare) or is_role(bare):
                    continue
                at = words.find(bare)
                span = Span(start + at, start + at + len(bare)) if at >= 0 else None
                yield Stated("author", bare, "byline", span)
            return


def _from_furniture(text: str, blocks: Sequence[Block]) -> Iterator[Stated]:
    """The outlet's name and the author's may be taken from furniture; nothing else may."""
    for keys, where, kinds in (
        (("copyright",), "copyright", ("legal",)),
        (("box",), "box", ("author-bio",)),
        (("exclusive",), "kicker", ("kicker",)),
        (("own_staff",), "contributor line", ("credit",)),
    ):
        for block in blocks:
            if block.kind in kinds and (span := _outlet(text, block, keys[0])):
                field = "agency" if span.of(text) in load_words(HERE, "people.toml")["agencies"] else "outlet"
                yield Stated(field, span.of(text), where, span)
    for block in blocks:
        if block.kind == "author-bio":
            yield from _from_bio(text, block)


def _outlet(text: str, block: Block, key: str) -> Span | None:
    words = block.span.of(text)
    if len(words) > 300:
        return None
    for pattern in people(key):
        if (found := pattern.fullmatch(words)) and found["outlet"][0].isupper():
            return Span(block.span.start + found.start("outlet"), block.span.start + found.end("outlet"))
    return None


def _from_bio(text: str, block: Block) -> Iterator[Stated]:
    words = block.span.of(text)
    for pattern in people("bio"):
        if (found := pattern.match(words)) and is_person(name := found["name"].rstrip(".,")):
            start = block.span.start + found.start("name")
            yield Stated("author", name, "author-bio", Span(start, start + len(name)))
            break
    for pattern in people("bio_outlet"):
        if found := pattern.fullmatch(words):
            start = block.span.start + found.start("outlet")
            yield Stated("outlet", found["outlet"], "author-bio", Span(start, start + len(found["outlet"])))
            return
