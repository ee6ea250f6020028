"""Looks up the fields of ninjs, whatever its version: ``bodies`` or ``body_text``, ``pubStatus`` or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from twosource.stages.clean.agency.stated import listed
from twosource.text.parts_json import step

# Items in a list of items, items that go with an item, and how deep these are followed.
_MOST_ITEMS = 200
_DEEPEST = 3
_LONGEST_NAME = 200
# Under these a service wraps the items that it was asked for.
_WRAPPED = ("items", "item", "_items", "results")
_OWN = ("uri", "guid", "headline", "headlines", "bodies", "body_text", "body_html", "body_xhtml")


@dataclass(frozen=True, slots=True)
class Item:
    """An item and where it stands; its fields by name in small letters, each with the name as written."""

    pointer: str
    fields: Mapping[str, tuple[str, object]]

    def value(self, *keys: str) -> object:
        """The value of the first of the fields that there is, or None."""
        return next((self.fields[key][1] for key in keys if key in self.fields), None)

    def text(self, *keys: str) -> str:
        """The first of the fields that is text and not blank, or ""."""
        values = (self.value(key) for key in keys)
        return next((value for value in values if isinstance(value, str) and value.strip()), "")


@dataclass(frozen=True, slots=True)
class Field:
    """A text of an item: where it stands, its words, what it is called, and its media type, "" if unsaid."""

    pointer: str
    value: str
    role: str = ""
    content_type: str = ""


def make_item(pointer: str, value: Mapping[str, object]) -> Item:
    """An item of its JSON object; what is called by characters that cannot be shown is passed over."""
    fields = [(key, inner) for key, inner in value.items() if _is_name(key)]
    return Item(pointer, {key.lower(): (key, inner) for key, inner in reversed(fields)})


def _is_name(key: str | int) -> bool:
    return isinstance(key, int) or (key.isprintable() and len(key) <= _LONGEST_NAME)


def items_of(document: object) -> tuple[Item, ...]:
    """The items of a page: the object itself, or those in a list or in a service's answer."""
    if isinstance(document, dict) and any(key in make_item("", document).fields for key in _OWN):
        return (make_item("", document),)
    key = next((key for key in _WRAPPED if isinstance(document, dict) and key in document), None)
    pointer, inner = (step("", key), document[key]) if key and isinstance(document, dict) else ("", document)
    return tuple(_objects(pointer, inner))[:_MOST_ITEMS]


def with_associated(item: Item, depth: int = 0) -> Iterator[Item]:
    """An item and all that go with it, at most some hundreds, in the order of the page."""
    yield item
    if depth < _DEEPEST:
        for inner in associated(item):
            yield from with_associated(inner, depth + 1)


def associated(item: Item) -> tuple[Item, ...]:
    """The items right beside one, its pictures too."""
    return tuple(inside(item, "associations"))[:_MOST_ITEMS]


def inside(item: Item, *keys: str) -> Iterator[Item]:
    """The objects in a field that is a list of them, or one of them by name, or one itself."""
    key = next((key for key in keys if key in item.fields), None)
    if key is None:
        return
    written, value = item.fields[key]
    yield from _objects(step(item.pointer, written), value)


def _objects(pointer: str, value: object) -> Iterator[Item]:
    entries = (
        enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    )
    for key, inner in entries:
        if isinstance(inner, dict) and _is_name(key):
            yield make_item(step(pointer, key), inner)


def field(item: Item, *keys: str) -> Field | None:
    """The first of the fields that is text and not blank."""
    for key in keys:
        written, value = item.fields.get(key, ("", None))
        if isinstance(value, str) and value.strip():
            return Field(step(item.pointer, written), value)
    return None


def worded(item: Item, plural: str, singular: str) -> Iterator[Field]:
    """The texts of one sort: each of ``headlines``, or ``headline`` and every ``headline_…``."""
    for entry in inside(item, plural):
        if found := field(entry, "value"):
            role = entry.text("role").strip().lower()
            yield Field(found.pointer, found.value, role, entry.text("contenttype").lower())
    for key in item.fields:
        name, _, role = key.partition("_")
        if name == singular and (found := field(item, key)):
            yield Field(found.pointer, found.value, role)


def names(item: Item, *keys: str) -> Iterator[tuple[str, str]]:
    """The name and the role of every party, subject or genre in a field."""
    for entry in inside(item, *keys):
        if name := entry.text("name", "literal"):
            yield name, entry.text("role", "rel")


def is_text(item: Item) -> bool:
    """Whether an item can be a story: no picture, film, event or plan."""
    return not listed(item.text("type"), "type.not_text")
