"""Tells what the paragraphs of a Word document are by the names of their styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.stages.clean.patterns import HERE
from twosource.text.xml_tree import Element, child, children
from twosource.words.load import load_words

_DEEPEST = 10  # styles standing on each other


def style_kinds(styles: Element | None) -> dict[str, str]:
    """What the styles of a document are, by their ids; those that tell nothing are left out."""
    known: Mapping[str, str] = load_words(HERE, "docx.toml")["styles"]
    names: dict[str, str] = {}
    based: dict[str, str] = {}
    for style in children(styles, "style"):
        own = style.attributes.get("styleId", "")
        names[own] = _value(style, "name").lower()
        based[own] = _value(style, "basedOn")
    found = {own: _kind(own, names, based, known) for own in names}
    return {own: kind for own, kind in found.items() if kind}


def _kind(own: str, names: Mapping[str, str], based: Mapping[str, str], known: Mapping[str, str]) -> str:
    for _ in range(_DEEPEST):
        if kind := known.get(names.get(own, "")):
            return kind
        own = based.get(own, "")
    return ""


def _value(style: Element, name: str) -> str:
    found = child(style, name)
    return found.attributes.get("val", "") if found else ""


def settle_headings(kinds: Sequence[str], first_text: int) -> list[str]:
    """Kinds of paragraphs in order, with one headline: the first title, or a heading above the text."""
    first = next((i for i, kind in enumerate(kinds) if kind == "headline"), -1)
    if first < 0:
        first = next((i for i, kind in enumerate(kinds[:first_text]) if kind == "heading"), -1)
    settled = ["subhead" if kind in ("headline", "heading") else kind for kind in kinds]
    if first >= 0:
        settled[first] = "headline"
    return settled
