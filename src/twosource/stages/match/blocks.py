"""Which names of a story are worth comparing: those that share a word, a skeleton, initials or an office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from twosource.stages.match.name_sounds import skeleton
from twosource.stages.match.name_things import initials, spelled_out
from twosource.stages.match.name_words import person_name, plain, thing_words
from twosource.stages.match.spelling import office_words

# A key that more different names share tells nothing; what they have in common beside it does.
NAMES_A_KEY = 60
T = TypeVar("T")


def keys(name: str, roles: Iterable[str]) -> Iterator[str]:
    """Where a name meets those it may be one with."""
    written = spelled_out(name)
    words = dict.fromkeys((*person_name(name).words, *thing_words(written)))
    for word in words:
        if len(word) > 1:
            yield f"word {word}"
            yield f"skeleton {skeleton(word)}"
    yield f"skeleton {skeleton(''.join(person_name(name).words))}"
    yield f"skeleton {skeleton(''.join(thing_words(written)))}"
    yield f"whole {written.replace(' ', '')}"
    short = plain(name).replace(" ", "")
    for letters in (short, initials(written), initials(" ".join(thing_words(written)))):
        if len(letters) > 1:
            yield f"letters {letters}"
    for role in roles:
        yield from (f"office {word}" for word in sorted(office_words(role)))


def pairs(items: Sequence[T], keys_of: Callable[[T], Iterable[str]]) -> Iterator[tuple[T, T]]:
    """Every two items that share a key, once each, in the items' order."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        for key in dict.fromkeys(keys_of(item)):
            blocks[key].append(at)
    held = (block for block in blocks.values() if len(block) <= NAMES_A_KEY)
    for a, b in sorted({pair for block in held for pair in combinations(block, 2)}):
        yield items[a], items[b]
