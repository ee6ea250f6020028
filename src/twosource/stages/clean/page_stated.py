"""Gathers what an HTML page states of itself in its head and for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.data import Stated
from twosource.stages.clean.authors import is_outlet, split_names, without_outlets
from twosource.stages.clean.credits import agencies_in
from twosource.stages.clean.dates import address_date, find_date, iso_date
from twosource.stages.clean.genre import page_genres
from twosource.stages.clean.head import Head, web_address
from twosource.stages.clean.linked_data import LinkedData, Node
from twosource.stages.clean.outlets import outlet_names
from twosource.stages.clean.patterns import HERE
from twosource.stages.clean.titles import bare_titles
from twosource.words.load import load_words

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8}){0,3}")
_DATED_TITLE = re.compile(r"[|–—-]([^|–—]{6,40})$")
_MOST_SECTIONS = 3
_DATES = {"published": ("datePublished", "uploadDate"), "modified": ("dateModified",)}


def find_stated(head: Head, data: LinkedData) -> tuple[Stated, ...]:
    """What the page states, best first within a field; JSON-LD goes before the meta elements."""
    outlets = tuple(outlet_names(head, data))
    names = [stated.value for stated in outlets]
    return (
        *bare_titles(_titles(head, data), [s.value for s in outlets if s.field == "outlet"]),
        *_authors(head, data, names),
        *_dates(head, data),
        *outlets,
        *_agencies(head, data),
        *_others(head, data),
        *page_genres(head, data, head.address or web_address(head.first("og:url"))),
    )


def descriptions(head: Head, data: LinkedData) -> tuple[str, ...]:
    """What the page says of its report in a sentence or two."""
    told = [*head.each(load_words(HERE, "meta.toml")["description"]), data.first("description")]
    return tuple(dict.fromkeys(value for value in told if len(value) >= 30))


def _titles(head: Head, data: LinkedData) -> Iterator[Stated]:
    if title := data.first("headline"):
        yield Stated("title", title, "json-ld")
    for title in head.each(load_words(HERE, "meta.toml")["title"]):
        yield Stated("title", title, "meta")
    if head.title:
        yield Stated("title", head.title, "title element")


def _authors(head: Head, data: LinkedData, outlets: Sequence[str]) -> Iterator[Stated]:
    """The authors that the data name, and those of the meta elements that name somebody but the outlet."""
    by_data = _fullest([node_authors(node, data, outlets) for node in (data.report, *data.alike)], outlets)
    by_meta = [_from_values(values, outlets) for values in _author_values(head)]
    by_meta.sort(key=lambda names: all(is_outlet(name, outlets) for name in names))
    yield from (Stated("author", name, "json-ld") for name in by_data)
    yield from (Stated("author", name, "meta") for name in (by_meta[0] if by_meta else ()))


def _fullest(listed: Sequence[list[str]], outlets: Sequence[str]) -> list[str]:
    """Of several lists of one report's authors the one that names the most who are not the outlet."""
    return max(listed, key=lambda names: (sum(not is_outlet(name, outlets) for name in names), len(names)))


def node_authors(node: Node, data: LinkedData, outlets: Sequence[str]) -> list[str]:
    """The authors of an object; an organisation's name stays whole."""
    names: list[str] = []
    for kind, told in data.named(node.get("author") or node.get("creator")):
        is_whole = kind.endswith("Organization") or told in outlets
        names += [told[:80]] if is_whole else without_outlets(split_names(told), outlets)
    return list(dict.fromkeys(names))


def _author_values(head: Head) -> Iterator[tuple[str, ...]]:
    """The values of every meta element that names authors."""
    table = load_words(HERE, "meta.toml")
    labels = load_words(HERE, "authors.toml")["label"]
    yield from (head.meta[key] for key in table["author"] if key in head.meta)
    for label, value in table["labelled"]:
        if head.first(label).lower().strip(": ") in labels:
            yield head.meta.get(value, ())


def _from_values(values: Sequence[str], outlets: Sequence[str]) -> list[str]:
    listed = [name for value in values for name in split_names(value)]
    return list(dict.fromkeys(without_outlets(listed, outlets)))


def _dates(head: Head, data: LinkedData) -> Iterator[Stated]:
    table = load_words(HERE, "meta.toml")
    for field in _DATES:
        yield from node_dates(data.report, field)
        yield from node_dates(data.page, field)
        for value in head.each(table[field]):
            if day := iso_date(value):
                yield Stated(field, day, "meta")
    if day := iso_date(data.first("dateCreated")):
        yield Stated("published", day, "json-ld")
    for title in (head.title, head.first("og:title")):
        if (found := _DATED_TITLE.search(title)) and (day := find_date(found[1], whole=True)):
            yield Stated("published", day, "title element")
            break
    if day := address_date(head.address or web_address(head.first("og:url"))):
        yield Stated("published", day, "address")


def node_dates(node: Node, field: str) -> Iterator[Stated]:
    """The day of publication (`field` ``published``) or change (``modified``) that an object states."""
    told = next((value for key in _DATES[field] if (value := node.get(key))), "")
    if day := iso_date(_date_text(told)):
        yield Stated(field, day, "json-ld")


def _date_text(told: object) -> str:
    """A date as it is stated: a string, a number, an object with a value, or the first of a list."""
    if isinstance(told, list):
        told = told[0] if told else ""
    if isinstance(told, dict):
        told = told.get("@value", "")
    return str(told) if isinstance(told, str | int) else ""


def _agencies(head: Head, data: LinkedData) -> Iterator[Stated]:
    for key in ("creditText", "copyrightHolder", "sourceOrganization", "provider", "copyrightNotice"):
        for told in data.texts(data.report.get(key)):
            yield from (Stated("agency", name, "json-ld") for name in agencies_in(told))
    for value in head.each(load_words(HERE, "meta.toml")["credit"]):
        yield from (Stated("agency", name, "meta") for name in agencies_in(value))


def _others(head: Head, data: LinkedData) -> Iterator[Stated]:
    table = load_words(HERE, "meta.toml")
    languages = [("html element", head.language)]
    languages += [("json-ld", value) for value in data.texts(data.report.get("inLanguage"))[:1]]
    languages += [("meta", value) for value in head.each(table["language"])]
    for where, value in languages:
        if _LANGUAGE.fullmatch(value.strip()):
            yield Stated("language", value.strip().replace("_", "-"), where)
    if head.address:
        yield Stated("canonical", head.address, "link element")
    addresses = [("meta", value) for value in head.each(table["address"])]
    addresses += [("json-ld", value) for value in data.texts(data.report.get("url"))[:1]]
    for where, value in addresses:
        if address := web_address(value):
            yield Stated("canonical", address, where)
    for value in data.texts(data.report.get("articleSection"))[:_MOST_SECTIONS]:
        yield Stated("section", value[:100], "json-ld")
    for value in head.each(table["section"])[:1]:
        yield Stated("section", value[:100], "meta")
