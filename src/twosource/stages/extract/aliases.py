"""Short forms of a name and the full form that the same report uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "al", "&"})


def full_forms(text: str, mentions: Sequence[tuple[str, str]]) -> dict[str, str]:
    """For every wording of ``(words, kind)`` the fullest form in this report.

    A person's surname stands for the full name that ends with it, where only
    one does; an initialism for the body it abbreviates; a shortened body for
    the longer one that begins or ends with its words.
    """
    people = _unique(words for words, kind in mentions if kind == "person")
    others = _unique(words for words, kind in mentions if kind in {"body", "event", "place", "work", "other"})
    forms: dict[str, str] = {}
    for words in people:
        forms[words] = _fullest_person(words, people)
    for words in others:
        forms[words] = _spelled_out(words, others, text) or words
    return forms


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _fullest_person(words: str, people: Sequence[str]) -> str:
    """The one longer name that this is the surname or given name of, else itself."""
    parts = words.split()
    longer = [p for p in people if len(p.split()) > len(parts) and _is_part(parts, p.split())]
    by_surname = [p for p in longer if p.split()[-1] == parts[-1]]
    chosen = by_surname or longer
    if not chosen:
        return words
    roots = {p.split()[0] for p in chosen}
    return max(chosen, key=len) if len(roots) == 1 else words


def _is_part(parts: Sequence[str], full: Sequence[str]) -> bool:
    if len(parts) == 1:
        return parts[0] in (full[0], full[-1])
    return (
        parts[-1] == full[-1]
        and parts[0][0] == full[0][0]
        and all(p in full or p.endswith(".") for p in parts)
    )


def _spelled_out(words: str, others: Sequence[str], text: str) -> str | None:
    if words.isupper() and len(words) >= 2:
        inside = re.search(
            r"([A-Z][\w'’-]*(?:[ ](?:of|the|and|for|[A-Z][\w'’-]*)){1,7})[ ]\(" + re.escape(words) + r"\)",
            text,
        )
        if inside and is_initialism(words, inside[1]):
            return tail_of_initials(words, inside[1])
        found = [o for o in others if is_initialism(words, o)]
        return found[0] if found else None
    return None


def is_initialism(short: str, full: str) -> bool:
    """Whether `short` is made of the first letters of `full`; words in capitals count by letter."""
    if short == full or not short.isupper() or " " not in full:
        return False
    return _initials(full, small=False) == short or _initials(full, small=True) == short


def tail_of_initials(short: str, full: str) -> str:
    """The last words of `full` whose initials are `short`."""
    words = full.split()
    for start in range(len(words)):
        tail = " ".join(words[start:])
        if is_initialism(short, tail):
            best = tail
    return best


def _initials(full: str, *, small: bool) -> str:
    parts = [w for w in re.split(r"[\s-]+", full) if w and (small or w.casefold() not in SMALL)]
    return "".join(w.replace(".", "") if w.isupper() and len(w) <= 3 else w[0].upper() for w in parts)
