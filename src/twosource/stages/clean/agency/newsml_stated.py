"""What an item of NewsML-G2 states: outlet, agencies, authors, dates, language, genre, subjects."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.data import Stated
from twosource.stages.clean.agency.newsml_text import Source
from twosource.stages.clean.agency.stated import (
    bounded,
    byline_authors,
    canonical,
    code_of,
    dates,
    genre,
    genre_of,
    is_host,
    is_withdrawn,
    listed,
    outlet,
    party,
    sections,
)
from twosource.text.xml_tree import Element, child, children, content

WHERE = "newsml"
# Kinds of subject that say whom or what a report is about, not what it is filed under.
_NAMED = ("person", "organisation", "geoarea", "poi", "event", "object")


def words(source: Source, element: Element | None) -> str:
    """The words of an element on one line."""
    return bounded(content(source.text, element)) if element else ""


def name_of(source: Source, element: Element | None) -> str:
    """What a party, subject or genre is called: its name, a literal, or the code alone."""
    if element is None:
        return ""
    given = element.attributes
    named = words(source, child(element, "name"))
    return named or bounded(given.get("literal", "")) or given.get("qcode", "").rpartition(":")[2]


def status_of(item: Element) -> str:
    """The code of the publishing status of an item, "" if it states none."""
    return _code(child(item, "itemMeta", "pubStatus"))


def _code(element: Element | None) -> str:
    given = element.attributes if element else {}
    return next((code_of(given[key]) for key in ("qcode", "uri", "literal") if given.get(key)), "")


def class_of(item: Element) -> str:
    """The code of what an item is: text, picture …; "" if it states none."""
    return _code(child(item, "itemMeta", "itemClass"))


def headlines(item: Element) -> Iterator[tuple[str, Element]]:
    """The headlines of an item, each with its role."""
    for headline in children(child(item, "contentMeta"), "headline"):
        yield code_of(headline.attributes.get("role", "")), headline


def withdrawal(source: Source, item: Element) -> str:
    """The words with which an item is taken back, or ""."""
    notes = [words(source, note) for note in children(child(item, "itemMeta"), "edNote")]
    titles = [words(source, headline) for _, headline in headlines(item)]
    status = status_of(item)
    if not is_withdrawn(status, titles, notes):
        return ""
    return next(filter(None, notes), "") or (titles[0] if titles else status) or status


def genres(source: Source, item: Element) -> list[str]:
    """The genres of an item, as the project calls them."""
    told = [name_of(source, genre) for genre in children(child(item, "contentMeta"), "genre")]
    return list(dict.fromkeys(genre_of(name) for name in told if name))


def state(source: Source, item: Element) -> tuple[Stated, ...]:
    """All that an item states of itself."""
    return (*_title(source, item), *_parties(source, item), *_dates(source, item), *_labels(source, item))


def _title(source: Source, item: Element) -> Iterator[Stated]:
    main = next((h for role, h in headlines(item) if listed(role, "headline.main")), None)
    if title := words(source, main) or words(source, child(item, "itemMeta", "title")):
        yield Stated("title", title, WHERE)


def _parties(source: Source, item: Element) -> Iterator[Stated]:
    management, about = child(item, "itemMeta"), child(item, "contentMeta")
    holder = name_of(source, child(item, "rightsInfo", "copyrightHolder"))
    provider = name_of(source, child(management, "provider"))
    credited = [words(source, credit).strip(" –—-/") for credit in children(about, "creditline")]
    chain = [(name_of(source, p), p.attributes.get("role", "")) for p in children(about, "infoSource")]
    # A bare code is a name only where nothing else is one.
    coded = _is_coded(child(management, "provider"))
    outlets = list(outlet([*([] if coded else [provider]), holder, *credited, provider], WHERE))
    yield from outlets
    known = {stated.value for stated in outlets} | {name for name, _ in chain}
    for name, role in chain:
        if name:
            yield party(name, role, WHERE)
    for name in dict.fromkeys([*credited, *([] if coded else [provider])]):
        if name and name not in known and not is_host(name):
            yield Stated("agency", name, WHERE)
    if holder and holder not in known:
        yield Stated("publisher", holder, WHERE)
    others = [provider, holder, *credited, *(name for name, _ in chain)]
    written = [words(source, by) for by in children(about, "by")]
    made = [name_of(source, creator) for creator in children(about, "creator") if not _is_coded(creator)]
    yield from byline_authors(
        ", ".join(filter(None, made)) or ", ".join(filter(None, written)), WHERE, others
    )


def _is_coded(element: Element | None) -> bool:
    return element is not None and child(element, "name") is None and not element.attributes.get("literal")


def _dates(source: Source, item: Element) -> Iterator[Stated]:
    def told(*path: str) -> str:
        return words(source, child(item, *path))

    # What is held back until a time can be read by nobody before it.
    first = [told("itemMeta", "embargoed"), told("itemMeta", "firstCreated")]
    first += [told("contentMeta", "contentCreated"), told("itemMeta", "versionCreated")]
    last = [told("contentMeta", "contentModified"), told("itemMeta", "versionCreated")]
    yield from dates(WHERE, published=first, modified=last)


def _labels(source: Source, item: Element) -> Iterator[Stated]:
    about = child(item, "contentMeta")
    language = child(about, "language")
    tag = (language.attributes.get("tag", "") if language else "") or item.attributes.get("lang", "")
    if tag:
        yield Stated("language", bounded(tag)[:35], WHERE)
    yield from genre(genres(source, item), WHERE)
    filed = [s for s in children(about, "subject") if code_of(s.attributes.get("type", "")) not in _NAMED]
    yield from sections((name_of(source, s) for s in filed if not _is_coded(s)), WHERE)
    for link in children(child(item, "itemMeta"), "link"):
        if code_of(link.attributes.get("rel", "")) in ("canonical", "permalink", "self"):
            yield from canonical(link.attributes.get("href", ""), WHERE)
    if identity := bounded(item.attributes.get("guid", "")):
        yield Stated("id", identity, WHERE)
