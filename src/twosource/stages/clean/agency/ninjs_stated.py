"""What an item of ninjs states: outlet, agencies, authors, dates, language, genre, subjects."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.data import Stated
from twosource.stages.clean.agency.ninjs_fields import Item, names, worded
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

WHERE = "ninjs"


def state(item: Item) -> tuple[Stated, ...]:
    """All that an item states of itself."""
    return (*_title(item), *_parties(item), *_dates(item), *_labels(item))


def withdrawal(item: Item) -> str:
    """The words with which an item is taken back, or ""."""
    status = item.text("pubstatus")
    headlines = [h.value for h in worded(item, "headlines", "headline")]
    note = item.text("ednote")
    return (note or status or headlines[0]) if is_withdrawn(status, headlines, [note]) else ""


def genres(item: Item) -> list[str]:
    """The genres of an item, as the project calls them."""
    told = [name for name, _ in names(item, "genres", "genre")]
    return list(dict.fromkeys(genre_of(name) for name in (*told, *_advisory(item))))


def _advisory(item: Item) -> list[str]:
    return ["advisory"] if listed(item.text("type"), "genre.advisory") else []


def _title(item: Item) -> Iterator[Stated]:
    headlines = list(worded(item, "headlines", "headline"))
    main = next((h.value for h in headlines if listed(h.role, "headline.main")), "")
    if title := bounded(main or item.text("title")):
        yield Stated("title", title, WHERE)


def _parties(item: Item) -> Iterator[Stated]:
    chain = list(names(item, "infosources", "infosource"))
    holder = item.text("copyrightholder")
    providers = [name for name, role in chain if listed(code_of(role), "party.provider")]
    others = [item.text("provider"), item.text("source"), item.text("creditline")]
    outlets = list(outlet([holder, *providers, *others], WHERE))
    yield from outlets
    for name, role in chain:
        yield party(name, role, WHERE)
    known = {stated.value for stated in outlets}
    for name in dict.fromkeys(bounded(name) for name in others):
        if name and name not in known and not is_host(name):
            yield Stated("agency", name, WHERE)
    others_named = [holder, *others, *(name for name, _ in chain)]
    for name, role in names(item, "authors"):
        if not role or listed(code_of(role), "party.author"):
            yield Stated("author", bounded(name), WHERE)
    yield from byline_authors(item.text("by", "byline"), WHERE, others_named)


def _dates(item: Item) -> Iterator[Stated]:
    # What was held back until a time was written for it, and nobody could read it before.
    embargo = item.text("embargoeduntil", "embargoed")
    first = [item.text(key) for key in ("firstcreated", "contentcreated", "versioncreated")]
    yield from dates(WHERE, published=[embargo, *first], modified=[first[2]])


def _labels(item: Item) -> Iterator[Stated]:
    if language := bounded(item.text("language")):
        yield Stated("language", language[:35], WHERE)
    yield from genre(genres(item), WHERE)
    yield from sections((name for name, _ in names(item, "subjects", "subject")), WHERE)
    yield from canonical(item.text("canonical", "canonicalurl", "link", "url"), WHERE)
    if identity := bounded(item.text("uri", "guid")):
        yield Stated("id", identity, WHERE)
