"""Makes the drafts of a page that holds several reports: of each item, and of what stands above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.data import Flag, Stated
from twosource.stages.clean.assemble import assemble
from twosource.stages.clean.body import choose_body, finish_body
from twosource.stages.clean.bylines import find_bylines
from twosource.stages.clean.dates import find_date
from twosource.stages.clean.draft import Draft
from twosource.stages.clean.head import web_address
from twosource.stages.clean.items.item import LIVE, Item, Several
from twosource.stages.clean.items.links import full_address, is_elsewhere, link_of
from twosource.stages.clean.items.marks import clock_length, is_time
from twosource.stages.clean.items.updates import id_of
from twosource.stages.clean.linked_data import LinkedData
from twosource.stages.clean.page_parts import Said, choose_parts
from twosource.stages.clean.page_stated import node_authors, node_dates
from twosource.stages.clean.page_text import PageText
from twosource.stages.clean.region import place
from twosource.stages.clean.times import time_places, time_stated
from twosource.stages.clean.units import is_closed

TOP = "top"
NAMES = {LIVE: "live blog", "round-up": "round-up", "several-articles": "page of several articles"}

_SHARED = frozenset({"outlet", "publisher", "language", "section", "genre", "agency"})
_LEAST_ABOVE = 100  # characters of prose above the items that are a report of their own
# As many take about half of the two seconds that a page is given.
_MOST_ITEMS = 600
_MOST_PARAGRAPHS = 5000
_MOST_TIMES = 3
_FEWEST_WORDS = 3
_LONGEST_TAG = 5000


@dataclass(frozen=True, slots=True)
class Around:
    """What items have in common: their page, what surroundings call its paragraphs, and what it states."""

    page: PageText
    kinds: Sequence[str]
    stated: Sequence[Stated]
    data: LinkedData
    address: str

    @property
    def outlets(self) -> list[str]:
        """The names of the outlet."""
        return [one.value for one in self.stated if one.field == "outlet"]


def draft_items(around: Around, several: Several, descriptions: Sequence[str]) -> Iterator[Draft]:
    """The drafts of the items of a page, in its order, that of what stands above them first."""
    count = len(several.items)
    if above := _above(around, several, descriptions):
        yield above
    read = _bounded(several.items)
    for number, item in enumerate(read, 1):
        flags = [Flag(several.kind, f"item {number} of {count} of a {NAMES[several.kind]}")]
        if number == len(read) < count:
            flags.append(
                Flag("cut-text", f"only the first {number} of the {count} items of the page are read")
            )
        draft = _draft_item(around, item, is_live=several.kind == LIVE)
        yield replace(draft, flags=tuple(flags), item=f"item-{number}")


def _bounded(items: Sequence[Item]) -> Sequence[Item]:
    """The items that are read: not so many, and not so long, that the page's time would not do."""
    first = items[0].stretch.start
    read = [item for item in items[:_MOST_ITEMS] if item.stretch.end - first <= _MOST_PARAGRAPHS]
    return read or items[:1]


def unparted_flags(count: int) -> Iterator[Flag]:
    """That a page is a live blog of which the items could not be told apart, if its data list any."""
    if count:
        yield Flag(LIVE, f"its data list {count} items, which its text does not tell apart")


def _above(around: Around, several: Several, descriptions: Sequence[str]) -> Draft | None:
    """The draft of what stands between the page's heading and the first item, if that is prose."""
    page, upto = around.page, several.items[0].stretch.start
    head = max((i for i in range(upto) if page.paragraphs[i].tag == "h1"), default=-1)
    if head < 0:
        return None
    above = replace(page, paragraphs=page.paragraphs[:upto], within=(0, place(page.paragraphs[upto])))
    kinds = around.kinds[:upto]
    chosen = choose_body(above, kinds, "", None, says_article=True)
    body = frozenset(i for i in chosen if i > head)
    if sum(above.paragraphs[i].size for i in body) < _LEAST_ABOVE:
        return None
    stated = (*around.stated, *find_bylines(above, body, around.outlets))
    said = Said(_values(stated, "title"), descriptions, _values(stated, "author"))
    why = f"what stands above the {len(several.items)} items of a {NAMES[several.kind]}"
    draft = assemble(above, choose_parts(above, kinds, body, said), stated)
    return replace(draft, flags=(Flag(several.kind, why),), item=TOP)


def _draft_item(around: Around, item: Item, *, is_live: bool) -> Draft:
    """The draft of one item."""
    page = _page_of(around.page, item)
    kinds = around.kinds[item.stretch.start : item.stretch.end]
    heading = item.heading - item.stretch.start if item.heading >= 0 else -1
    body = _body(page, kinds, heading)
    stated = tuple(_stated(around, item, page, body, is_live=is_live))
    titles = [page.paragraphs[heading].text] if heading >= 0 else []
    said = Said([*titles, *_values(stated, "title")], (), _values(stated, "author"))
    return assemble(page, choose_parts(page, kinds, body, said), stated)


def _page_of(page: PageText, item: Item) -> PageText:
    """The paragraphs of an item as a page of their own, bound to its part of the source."""
    paragraphs = page.paragraphs
    start, end = item.stretch.start, item.stretch.end
    low = paragraphs[start - 1].pieces[-1][2] if start else 0
    first = place(paragraphs[start])
    if around := item.stretch.around:
        found = page.source.rfind(f"<{around.name}{around.rest}", max(low, first - _LONGEST_TAG), first)
        low = found if found >= 0 else low
    high = place(paragraphs[end]) if end < len(paragraphs) else len(page.source)
    return replace(page, paragraphs=paragraphs[start:end], within=(low, high))


def _body(page: PageText, kinds: Sequence[str], heading: int) -> frozenset[int]:
    """The paragraphs of an item that are its body: all that is a sentence and no furniture."""
    sentences = frozenset(
        index
        for index, paragraph in enumerate(page.paragraphs)
        if not kinds[index]
        and not paragraph.is_heading
        and not paragraph.is_list_of_links
        and (paragraph.is_long or _is_sentence(paragraph.text))
    )
    return finish_body(page, kinds, sentences) - {heading}


def _is_sentence(words: str) -> bool:
    """Whether a few words are a sentence, or lead to what is listed below."""
    return (is_closed(words) or words.endswith(":")) and words.count(" ") >= _FEWEST_WORDS - 1


def _stated(
    around: Around, item: Item, page: PageText, body: frozenset[int], *, is_live: bool
) -> Iterator[Stated]:
    """What is stated of an item: by itself, by its update, and by the page of all of its items."""
    yield from _titles(around, item)
    authors = [Stated("author", name, "json-ld") for name in _update_authors(around, item)]
    authors += find_bylines(page, body, around.outlets)
    shared = _SHARED if authors or not is_live else _SHARED | {"author"}
    yield from authors
    dates = [*node_dates(item.update, "published"), *node_dates(item.update, "modified"), *_times(page, body)]
    yield from dates
    if address := _address(around, item, is_live=is_live):
        yield Stated("canonical", address, "item")
    if not any(one.field == "published" for one in dates):
        shared |= {"published"}
    yield from (one for one in around.stated if one.field in shared)


def _titles(around: Around, item: Item) -> Iterator[Stated]:
    """The titles of an item: its heading without the time it begins with; the page's if it has none."""
    if told := around.data.texts(item.update.get("headline")):
        yield Stated("title", told[0], "json-ld")
    if item.heading >= 0:
        words = around.page.paragraphs[item.heading].text
        if bare := words[clock_length(words) :]:
            yield Stated("title", bare, "heading")
    elif not told:
        yield from (one for one in around.stated if one.field == "title")


def _update_authors(around: Around, item: Item) -> list[str]:
    return node_authors(item.update, around.data, around.outlets) if item.update else []


def _times(page: PageText, body: frozenset[int]) -> Iterator[Stated]:
    """The times that the elements or lines of an item state; those above its first paragraph go first."""
    low, high = page.within or (0, 0)
    first = place(page.paragraphs[min(body)]) if body else low
    for start, end in ((low, first), (first, high)):
        found = [
            s
            for at in time_places(page.source, start, end, _MOST_TIMES)
            for s in time_stated(page.source, at)
        ]
        yield from found
        if any(one.field == "published" for one in found):
            return
    for paragraph in page.paragraphs:
        if is_time(paragraph) and (day := find_date(paragraph.text)):
            yield Stated("published", day, "date line")
            return


def _address(around: Around, item: Item, *, is_live: bool) -> str:
    """The address of an item itself, "" if none is told.

    A heading in a live blog may lead to what another report says.
    """
    told = item.update.get("url")
    own = web_address(told) if isinstance(told, str) else ""
    if not own and item.heading >= 0:
        link = link_of(around.page, around.page.paragraphs[item.heading])
        own = full_address(link, around.address) if link else ""
        own = "" if is_live and is_elsewhere(own, around.address) else own
    if own and (is_elsewhere(own, around.address) or "#" in own or "?" in own):
        return own
    name = id_of(item.stretch.around)
    return web_address(f"{around.address}#{name}") if name and around.address else ""


def _values(stated: Sequence[Stated], field: str) -> list[str]:
    return [one.value for one in stated if one.field == field]
