"""Reads the authors that a page shows: in elements that are named for them, and in lines that name them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from twosource.data import Stated
from twosource.stages.clean.authors import (
    is_agency_or_desk,
    is_outlet,
    shown_names,
    split_names,
    starts_with_by,
)
from twosource.stages.clean.dates import find_date
from twosource.stages.clean.head import plain
from twosource.stages.clean.markup import TAG, attributes_of
from twosource.stages.clean.page_text import PageText, Paragraph
from twosource.stages.clean.patterns import HERE
from twosource.stages.clean.region import Region, place, report_region
from twosource.words.load import load_set, load_words

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_TOLD = ("class", "id", "itemprop", "rel", "data-testid")
_EXPLICIT = frozenset({"author", "creator"})
_LARGEST = 2_500  # characters of an element that names authors
_MOST_HITS = 200
_MOST_NAMES = 12
_LONGEST_LINE = 120  # characters
_LONGEST_NAME = 50
_BAR = re.compile(r"\s[|·•–—-]\s")


def find_bylines(page: PageText, body: Collection[int], outlets: Collection[str] = ()) -> tuple[Stated, ...]:
    """The authors that the page shows, from the place that names most plainly one who is not the outlet.

    What stands at the head of the report is a byline, what stands elsewhere a signature.
    """
    if not body:
        return ()
    region = report_region(page, body)
    near = (p for p in page.paragraphs if region.start <= place(p) < region.end)
    for where, names in (
        ("byline", _in_elements(page.source, region.start, region.first)),
        ("byline", _in_lines(near, region)),
        ("signature", _in_elements(page.source, region.first, region.last)),
        ("signature", _in_elements(page.source, region.last, region.end)),
        ("signature", _labelled(page.paragraphs)),
        ("signature", _at_the_edges(page, body)),
    ):
        found = [name for name in dict.fromkeys(names) if not is_outlet(name, outlets)][:_MOST_NAMES]
        if found:
            return tuple(Stated("author", name, where) for name in found)
    return ()


def _in_elements(source: str, start: int, end: int) -> Iterator[str]:
    """The names in the elements between two places that are named for authors."""
    upto = start
    for at in _hits(source, start, end):
        low = source.rfind("<", start, at)
        if at < upto or low < upto or not (tag := TAG.match(source, low)) or tag.end() <= at or tag[1]:
            continue
        given = attributes_of(tag[3] or "")
        if not _is_named(given):
            continue
        inner_end = _inner_end(source, tag.end(), tag[2].lower())
        inner = given.get("content") or source[tag.end() : inner_end]
        is_explicit = bool(
            _EXPLICIT & set(f"{given.get('itemprop', '')} {given.get('rel', '')}".lower().split())
        )
        if found := _names_in(inner, is_explicit=is_explicit):
            yield from found
            upto = inner_end


def _hits(source: str, start: int, end: int) -> list[int]:
    """The places where a word for an author stands."""
    hits: list[int] = []
    for mark in load_words(HERE, "authors.toml")["element"]["marks"]:
        at = source.find(mark, start, end)
        while at >= 0 and len(hits) < _MOST_HITS:
            hits.append(at)
            at = source.find(mark, at + len(mark), end)
    return sorted(hits)


def _is_named(given: dict[str, str]) -> bool:
    """Whether an element's class or role names authors and nothing else about them."""
    words = set(_words(" ".join(given[key] for key in _TOLD if key in given)))
    names = load_set(HERE, "authors.toml", "element.names")
    return bool(words & names) and not words & load_set(HERE, "authors.toml", "element.not_names")


def _words(told: str) -> Iterator[str]:
    return (word.lower() for word in _WORD.findall(told[:300]))


def _inner_end(source: str, at: int, name: str) -> int:
    """Where the element ends that is open at `at`, or where it is cut as overlong."""
    depth = 1
    for found in _tags(name).finditer(source, at, at + _LARGEST):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.start()
    return min(len(source), at + _LARGEST)


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])", re.IGNORECASE)


def _names_in(inner: str, *, is_explicit: bool) -> list[str]:
    """The names in the source of an element: those of its stretches of text, or of all of it."""
    lines = [plain(part) for part in _texts(inner)]
    found = [name for line in lines if len(line) <= _LONGEST_LINE for name in shown_names(line)]
    whole = " ".join(lines)
    if not found and len(whole) <= _LONGEST_LINE:
        found = shown_names(whole) or (split_names(whole) if is_explicit else [])
    return found


def _texts(inner: str) -> Iterator[str]:
    at = 0
    for tag in TAG.finditer(inner):
        yield inner[at : tag.start()]
        at = tag.end()
    yield inner[at:]


def _in_lines(near: Iterable[Paragraph], region: Region) -> Iterator[str]:
    """The names in lines about the head of the report that begin with *by*, or stand beside a date."""
    for paragraph in near:
        words = paragraph.text
        if place(paragraph) > region.first + _LARGEST or not words or len(words) > _LONGEST_LINE:
            continue
        if starts_with_by(words):
            yield from shown_names(words)
        elif _BAR.search(words) and find_date(words):
            yield from (name for part in _BAR.split(words)[:1] for name in shown_names(part))


def _labelled(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The names in a line of facts about the report: *Author* and the name."""
    for paragraph in paragraphs:
        words = paragraph.text
        if len(words) <= _LONGEST_LINE and (found := _label().match(words)):
            yield from shown_names(words[found.end() :])


@cache
def _label() -> re.Pattern[str]:
    labels = sorted(load_words(HERE, "authors.toml")["label"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, labels))})(?:\s*:\s*|\s+)", re.IGNORECASE)


def _at_the_edges(page: PageText, body: Collection[int]) -> Iterator[str]:
    """A short line alone that names makers, at the head of the body or below its last paragraph."""
    order = sorted(body)
    column = page.paragraphs[order[0]].element.parent
    for index in (order[0] - 1, order[0], *order[-2:], order[-1] + 1):
        if not 0 <= index < len(page.paragraphs) or not _is_line(page.paragraphs[index]):
            continue
        is_built_in = page.paragraphs[index].element.parent is column
        names = shown_names(page.paragraphs[index].text)
        if index > order[0]:
            is_own = all(_signs_below(name, page, order, is_built_in=is_built_in) for name in names)
        else:
            is_own = is_built_in or index == order[0]
        if is_own:
            yield from names


def _is_line(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a few words that are no sentence, heading or pair of names."""
    words = paragraph.text
    is_short = len(words) <= _LONGEST_NAME and words[-1:] not in ".!?:…"
    return is_short and "/" not in words and not paragraph.is_heading


def _signs_below(name: str, page: PageText, order: Sequence[int], *, is_built_in: bool) -> bool:
    """Whether a name below the text is its maker's: a desk, an agency, or one of whom it does not tell."""
    if is_agency_or_desk(name):
        return True
    last = name.split()[-1]
    told = (page.paragraphs[i].text for i in order)
    return is_built_in and not any(last in text and text != name for text in told)
