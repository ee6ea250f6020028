"""Tells which of a live blog's updates, as its data list them, a stretch of the page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from twosource.stages.clean.elements import Element
from twosource.stages.clean.items.stretches import Stretch
from twosource.stages.clean.linked_data import Node, plain_text
from twosource.stages.clean.markup import attributes_of
from twosource.stages.clean.page_text import PageText

_BEGINNING = 50  # letters by which the beginning of a text is known again
_SHORTEST = 10
_FIRST = 8  # paragraphs of an item in which its update's words are looked for
_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Updates:
    """The updates of a live blog by the id of the element that shows them, and by how their words begin."""

    by_id: Mapping[str, Node] = field(default_factory=dict)
    by_words: Mapping[str, Node] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_id or self.by_words)


def sort_updates(nodes: Iterable[Node]) -> Updates:
    """The updates, those left out that two share an id or a beginning."""
    ids: list[tuple[str, Node]] = []
    words: list[tuple[str, Node]] = []
    for node in nodes:
        ids += [(found, node) for found in dict.fromkeys(_ids(node))]
        words += [(found, node) for found in dict.fromkeys(_beginnings(node))]
    return Updates(_once(ids), _once(words))


def update_of(page: PageText, stretch: Stretch, updates: Updates) -> Node:
    """The update that a stretch shows; empty if none is known."""
    own = id_of(stretch.around)
    if own and own in updates.by_id:
        return updates.by_id[own]
    first = (page.paragraphs[i].text for i in stretch.places[:_FIRST])
    return next((updates.by_words[key] for text in first if (key := _key(text)) in updates.by_words), {})


def updated_paragraphs(page: PageText, updates: Updates) -> Collection[int]:
    """The paragraphs that begin as an update does."""
    return [i for i, p in enumerate(page.paragraphs) if _key(p.text) in updates.by_words]


def id_of(element: Element | None) -> str:
    """The id of an element, "" if it has none."""
    if element is None or "id" not in element.rest:
        return ""
    return attributes_of(element.rest).get("id", "").strip()[:_LONGEST_ID]


def _ids(node: Node) -> Iterator[str]:
    """What stands behind the mark of an update's address."""
    for key in ("url", "@id", "mainEntityOfPage", "identifier"):
        told = node.get(key)
        if isinstance(told, str) and (found := told.rpartition("#")[2].strip()):
            yield found[:_LONGEST_ID]


def _beginnings(node: Node) -> Iterator[str]:
    for key in ("headline", "name", "articleBody", "description", "text"):
        told = node.get(key)
        if isinstance(told, str) and len(found := _key(plain_text(told))) >= _SHORTEST:
            yield found


def _key(text: str) -> str:
    return "".join(text[: 4 * _BEGINNING].split()).casefold()[:_BEGINNING]


def _once(found: Iterable[tuple[str, Node]]) -> dict[str, Node]:
    listed = list(found)
    counts = Counter(key for key, _ in listed)
    return {key: node for key, node in listed if counts[key] == 1}
