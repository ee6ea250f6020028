"""Reads NITF, by itself or inside NewsML-G2: the lines of a story and what its head states."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.data import Stated
from twosource.stages.clean.agency.drafts import Line
from twosource.stages.clean.agency.newsml_text import Source, element_lines, field_of
from twosource.stages.clean.agency.stated import (
    bounded,
    byline_authors,
    canonical,
    dates,
    genre,
    genre_of,
    is_withdrawn,
    listed,
    note_kind,
    outlet,
    sections,
)
from twosource.text.xml_tree import Element, child, children, content, descendants

WHERE = "nitf"


def nitf_lines(source: Source, nitf: Element) -> list[Line]:
    """The lines of a story in NITF: its head as it is shown, its body, what stands below."""
    lines: list[Line] = []
    title, body = child(nitf, "head", "title"), child(nitf, "body")
    if (
        title
        and next(descendants(nitf, "hl1"), None) is None
        and len(content(source.text, title).split()) > 2
    ):
        lines += field_of(source, title, "headline", "the item's title")
    for part in children(body) if body else ():
        lines += element_lines(source, part)
    return [_note(line) if line.why == "element note" else line for line in lines]


def _note(line: Line) -> Line:
    return Line(line.pieces, *note_kind(line.words))


def nitf_withdrawal(source: Source, nitf: Element) -> str:
    """The words with which a story is taken back, or that it is the notice that takes another back; or ""."""
    told = child(nitf, "head", "docdata")
    own = told.attributes if told else {}
    notes = [note.attributes.get("info", "") for note in children(told, "ed-msg")]
    headlines = [content(source.text, line) for line in descendants(nitf, "hl1")]
    for status in (own.get("management-status", ""), own.get("management-idref-status", "")):
        if is_withdrawn(status, headlines, notes):
            return status or next(filter(None, notes), headlines[0] if headlines else "")
    return ""


def nitf_genres(nitf: Element) -> list[str]:
    """The genres of a story, as the project calls them."""
    tobject = child(nitf, "head", "tobject")
    told = [tobject.attributes.get("tobject.type", "")] if tobject else []
    told += [p.attributes.get("tobject.property.type", "") for p in children(tobject, "tobject.property")]
    return list(dict.fromkeys(genre_of(name) for name in told if name.strip().lower() not in ("", "current")))


def nitf_state(source: Source, nitf: Element) -> tuple[Stated, ...]:
    """All that a story in NITF states of itself."""
    head = child(nitf, "head")
    found = (*_title(source, nitf), *_parties(source, nitf), *_dates(nitf), *_labels(nitf))
    language = nitf.attributes.get("baselang") or nitf.attributes.get("lang") or ""
    named = [Stated("language", language[:35], WHERE)] if language else []
    address = child(head, "pubdata")
    return (*found, *named, *canonical(address.attributes.get("ex-ref", "") if address else "", WHERE))


def _title(source: Source, nitf: Element) -> Iterator[Stated]:
    for element in (child(nitf, "body", "body.head", "hedline", "hl1"), child(nitf, "head", "title")):
        if element and (title := bounded(content(source.text, element))):
            yield Stated("title", title, WHERE)
            return


def _parties(source: Source, nitf: Element) -> Iterator[Stated]:
    told = child(nitf, "head", "docdata")
    head = child(nitf, "body", "body.head")

    def words(element: Element | None) -> str:
        return content(source.text, element) if element else ""

    distributor = words(child(head, "distributor"))
    holders = [c.attributes.get("holder", "") for c in children(told, "doc.copyright")]
    sources = [s.attributes.get("src-name", "") for s in children(child(told, "del-list"), "from-src")]
    owner = words(child(head, "rights", "rights.owner"))
    outlets = list(outlet([distributor, *holders, owner, *sources], WHERE))
    yield from outlets
    others = [name for name in map(bounded, (distributor, *holders, *sources)) if name]
    for name in dict.fromkeys(others):
        if name not in {stated.value for stated in outlets}:
            yield Stated("agency", name, WHERE)
    for byline in children(head, "byline"):
        people = [words(person) for person in children(byline, "person")]
        titles = "".join(words(title) for title in children(byline, "byttl"))
        line = words(byline).removesuffix(titles)
        yield from byline_authors(", ".join(people) or line, WHERE, others)


def _dates(nitf: Element) -> Iterator[Stated]:
    told = child(nitf, "head", "docdata")

    def norm(element: Element | None, key: str = "norm") -> str:
        return element.attributes.get(key, "") if element else ""

    issued, released = norm(child(told, "date.issue")), norm(child(told, "date.release"))
    # What is held back until a time can be read by nobody before it.
    is_held = told is not None and listed(told.attributes.get("management-status", ""), "status.held")
    shown = norm(child(nitf, "body", "body.head", "dateline", "story.date"))
    first = [released if is_held else "", issued, released, shown]
    first.append(norm(child(nitf, "head", "pubdata"), "date.publication"))
    changed = [norm(h) for h in children(child(nitf, "head"), "revision-history")]
    yield from dates(WHERE, published=first, modified=changed[-1:])


def _labels(nitf: Element) -> Iterator[Stated]:
    head = child(nitf, "head")
    told = child(head, "docdata")
    yield from genre(nitf_genres(nitf), WHERE)
    subjects = list(children(child(head, "tobject"), "tobject.subject"))
    keys = ("tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type")
    yield from sections(
        (next((s.attributes[k] for k in keys if s.attributes.get(k)), "") for s in subjects), WHERE
    )
    identity = child(told, "doc-id")
    if identity and (value := bounded(identity.attributes.get("id-string", ""))):
        yield Stated("id", value, WHERE)
