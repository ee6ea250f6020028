"""Makes the lines of an item of NewsML-G2: of its renderings one is read, its fields stand around it."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.stages.clean.agency.drafts import Line
from twosource.stages.clean.agency.lines import is_markup
from twosource.stages.clean.agency.newsml_stated import headlines, words
from twosource.stages.clean.agency.newsml_text import Source, data_lines, element_lines, field_of
from twosource.stages.clean.agency.nitf import nitf_lines
from twosource.stages.clean.agency.stated import code_of, listed, note_kind
from twosource.text.xml_tree import Element, child, children, content, descendants

_TITLE_WORDS = 3
# Roles of a description that is shown above a text, and below a picture.
_LEADS = ("lead", "lede", "intro", "introduction", "standfirst", "preamble", "ingress", "teaser")


def rendering(source: Source, item: Element) -> Element | None:
    """The rendering of an item that is read: that which parts its paragraphs best; None if none has text."""
    found = [
        e for e in children(child(item, "contentSet"), "inlineXML", "inlineData") if _has_text(source, e)
    ]
    return max(found, key=lambda element: _rank(source, element), default=None)  # the first of those equal


def nitf_of(element: Element | None) -> Element | None:
    """The NITF that a rendering is in, or None."""
    return next(descendants(element, "nitf"), None) if element and element.name == "inlineXML" else None


def _has_text(source: Source, element: Element) -> bool:
    is_packed = bool(element.attributes.get("encoding") or element.attributes.get("encodinguri"))
    return not is_packed and any(map(str.isalpha, content(source.text, element)))


def _rank(source: Source, element: Element) -> int:
    if element.name == "inlineXML":
        return 3 if nitf_of(element) or next(descendants(element, "p", "div"), None) else 0
    return 2 if is_markup(content(source.text, element)) else 1


def body_lines(source: Source, element: Element) -> list[Line]:
    """The lines of a rendering."""
    if element.name == "inlineData":
        return data_lines(source, element)
    nitf = nitf_of(element)
    return nitf_lines(source, nitf) if nitf else element_lines(source, element)


def head_lines(source: Source, item: Element) -> Iterator[Line]:
    """Kicker, headline, subheads, lead, byline, place, and what was corrected."""
    about = child(item, "contentMeta")
    titles = list(headlines(item))
    for key, kind in (("kicker", "kicker"), ("main", "headline"), ("subhead", "subhead")):
        found = [element for role, element in titles if listed(role, f"headline.{key}")]
        for element in found[:1] if kind == "headline" else found:
            yield from field_of(source, element, kind, f"the agency's {kind}")
    title = child(item, "itemMeta", "title")
    if not titles and title and len(words(source, title).split()) >= _TITLE_WORDS:
        yield from field_of(source, title, "headline", "the item's title")
    for lead in children(about, "description"):
        if code_of(lead.attributes.get("role", "")) in _LEADS:
            yield from field_of(source, lead, "subhead", "the agency's lead")
    for element in children(about, "by"):
        yield from field_of(source, element, "byline", "the agency's byline")
    if place := child(about, "dateline") or child(about, "located", "name"):
        yield from field_of(source, place, "dateline", "where it was written")
    yield from _notes(source, item, "correction")


def _notes(source: Source, item: Element, wanted: str) -> Iterator[Line]:
    for note in children(child(item, "itemMeta"), "edNote"):
        kind, why = note_kind(words(source, note))
        if kind == wanted:
            yield from field_of(source, note, kind, why)


def caption_lines(source: Source, item: Element) -> Iterator[Line]:
    """What stands below a picture: its description and its credit."""
    about = child(item, "contentMeta")
    told = list(children(about, "description"))
    captions = [d for d in told if code_of(d.attributes.get("role", "")) == "caption"] or told
    for caption in captions[:1]:
        yield from field_of(source, caption, "caption", "below a picture")
    for credit in children(about, "creditline", "by"):
        yield from field_of(source, credit, "credit", "picture credit")


def foot_lines(source: Source, item: Element) -> Iterator[Line]:
    """Notes to editors and the copyright."""
    yield from _notes(source, item, "other")
    for notice in children(child(item, "rightsInfo"), "copyrightNotice"):
        yield from field_of(source, notice, "legal", "the agency's copyright")
