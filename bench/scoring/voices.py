"""Whether two worded voices are the same source."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from pathlib import Path

Variants = Sequence[frozenset[str]]
"""For each labelled entity the normal forms of its variants."""

LISTS = tomllib.loads((Path(__file__).parent / "voices.toml").read_text(encoding="utf-8"))
DETERMINERS, AFTER_HEAD, PARTICLES = (
    frozenset(LISTS[name].split()) for name in ("determiners", "after_head", "particles")
)


def words(name: str) -> list[str]:
    """The words of a name, without possessive endings, brackets and quotation marks."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return [re.sub(r"'s?$", "", word) for word in re.findall(r"[\w&][\w.'&-]*", plain) if word.strip(".'-")]


def normal(name: str) -> str:
    """A name for comparing: lower case, no determiner in front, no final stop."""
    found = [word.casefold().rstrip(".") for word in words(name)]
    while found and found[0] in DETERMINERS:
        found = found[1:]
    return " ".join(found)


def is_proper(part: Sequence[str]) -> bool:
    """Whether all words of a part are capitalised, as in a person's name."""
    if not part or part[0].casefold() in DETERMINERS:
        return False
    return part[0][0].isupper() and all(word[0].isupper() or word in PARTICLES for word in part)


def head_word(name: str) -> str:
    """The last word of a voice's name, else of its noun phrase before any *of* or *for*."""
    parts = [words(part) for part in name.split(",")]
    parts = [part for part in parts if part]
    if not parts:
        return ""
    chosen = next((part for part in parts if is_proper(part)), parts[0])
    core = list(chosen)
    for index, word in enumerate(chosen):
        if index and word.casefold() in AFTER_HEAD:
            core = chosen[:index]
            break
    return core[-1].rstrip(".")


def head(name: str) -> str:
    """The head word in lower case."""
    return head_word(name).casefold()


def variants_of(entities: Sequence[dict[str, list[str]]]) -> Variants:
    """The normal forms of each labelled entity's variants."""
    return [frozenset(normal(form) for form in entity["variants"]) - {""} for entity in entities]


def forms(name: str) -> frozenset[str]:
    """What of a name may be looked up among the variants: all of it, or one part between commas."""
    return frozenset(normal(part) for part in (name, *name.split(","))) - {""}


def same_voice(ours: str, label: str, variants: Variants = ()) -> bool:
    """Whether the head name of one is in the other, or both are variants of one labelled entity."""
    if not words(ours) or not words(label):
        return False
    if head(ours) in normal(label).split() or head(label) in normal(ours).split():
        return True
    mine, theirs = forms(ours), forms(label)
    return any(mine & entity and theirs & entity for entity in variants)
