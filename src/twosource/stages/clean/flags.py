"""Marks what should be known of a text before it is relied on: read wrongly, cut, repeated."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from twosource.data import Block, Flag, Span
from twosource.stages.clean.patterns import HERE, count_words
from twosource.words.load import load_words

_HIGH = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# UTF-8 that was read as windows-1252 or Latin-1: a first byte and as many more as it announces.
_READ_TWICE = re.compile(f"[ÂÃÄÅÎÏÐÑØÙ][{_HIGH}]|[âãäåçèéêìíïà][{_HIGH}]{{2}}|ð[{_HIGH}]{{3}}")
_FEW_TWICE = 3  # of them: fewer can be letters before a quotation mark
_REPEATED = 3
_SHORTEST_REPEATED = 40  # characters
_LAST = 200  # characters in which a text ends
_SHORT = 120  # words of a text that a line may lead on from
_UNFINISHED_KINDS = frozenset({"related", "other", "promo", "navigation"})


def find_flags(text: str, blocks: Sequence[Block]) -> Iterator[Flag]:
    """What is odd about a text, each with the place that shows it."""
    bodies = [block for block in blocks if block.kind == "body"]
    yield from _read_twice(text)
    yield from _repeated(text, bodies)
    if bodies:
        yield from _cut(text, blocks, bodies)


def header_flags(headers: Iterable[tuple[str, str]]) -> Iterator[Flag]:
    """That a page was cut when it was archived, as the header of its record says."""
    for name, value in headers:
        if name.lower() == "warc-truncated":
            yield Flag("cut-text", f"the archive did not keep the whole page ({value})")
            return


def _read_twice(text: str) -> Iterator[Flag]:
    """Mojibake: it is marked, not mended, as a quotation must stay what the page holds."""
    found = [match for match in _READ_TWICE.finditer(text) if _is_read_twice(match.group())]
    if sum(len(match.group()) - 1 for match in found) >= _FEW_TWICE:
        first = found[0]
        meant = _bytes_of(first.group()).decode("utf-8", "replace")
        why = f"{len(found)} letters were encoded twice: “{first.group()}” stands where “{meant}” was meant"
        yield Flag("mojibake", why, Span(*first.span()))


def _is_read_twice(letters: str) -> bool:
    try:
        _bytes_of(letters).decode("utf-8")
    except UnicodeError:
        return False
    return True


def _bytes_of(letters: str) -> bytes:
    """The bytes that letters stand for, each read by itself."""
    return b"".join(letter.encode("latin-1" if ord(letter) < 256 else "windows-1252") for letter in letters)


def _repeated(text: str, bodies: Sequence[Block]) -> Iterator[Flag]:
    places: dict[str, list[Span]] = defaultdict(list)
    for block in bodies:
        words = " ".join(block.span.of(text).split())
        if len(words) >= _SHORTEST_REPEATED:
            places[words].append(block.span)
    often = max(places.values(), key=len, default=[])
    if len(often) >= _REPEATED:
        yield Flag("repeated-text", f"one paragraph stands {len(often)} times", often[1])


def _cut(text: str, blocks: Sequence[Block], bodies: Sequence[Block]) -> Iterator[Flag]:
    """That a text ends in an ellipsis or in a line that leads to the rest."""
    last = bodies[-1].span
    low = max(last.start, last.end - _LAST)
    if found := _pattern("cut").search(text[low : last.end].rstrip(" \"”’»“)'")):
        yield Flag(
            "cut-text", f"the text ends in “{_tail(found.group())}”", Span(low + found.start(), last.end)
        )
        return
    if sum(count_words(block.span.of(text)) for block in bodies) > _SHORT:
        return
    following = next((block for block in blocks if block.span.start >= last.end), None)
    for block in (bodies[-1], following):
        words = (
            block.span.of(text) if block and (block is bodies[-1] or block.kind in _UNFINISHED_KINDS) else ""
        )
        if block and len(words) <= _LAST and _pattern("more").fullmatch(words):
            yield Flag("cut-text", f"“{words}” leads from it to the rest", block.span)
            return


def _tail(words: str) -> str:
    return words if len(words) <= 40 else f"…{words[-40:]}"


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in load_words(HERE, "flags.toml")[key]), re.IGNORECASE)
