"""The running text of a report: the lines that are the report's own words, and the words of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from twosource.data import Article, Span
from twosource.text.tokens import Word, words

_RUNNING_KINDS = frozenset({"body", "quote", "correction", "subhead"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that say little, lines of the site, and phrases that every newsroom has at hand."""

    light: frozenset[str]
    site_line: re.Pattern[str]
    site_words: tuple[str, ...]
    line_words: int
    set_phrase: re.Pattern[str]
    set_words: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """What ``copies.toml`` holds."""
    found = tomllib.loads(files(__package__).joinpath("copies.toml").read_text(encoding="utf-8"))
    site, phrase = (
        re.compile("|".join(f"(?:{p})" for p in found[key]), re.IGNORECASE)
        for key in ("site_lines", "set_phrases")
    )
    return Lexicon(
        frozenset(found["light_words"]),
        site,
        tuple(found["site_words"]),
        found["line_words"],
        phrase,
        tuple(found["set_phrase_words"]),
    )


def set_phrases(text: str) -> Iterator[Span]:
    """Where phrases stand that every newsroom has at hand, in order; none goes over a line's end."""
    known = lexicon()
    for line in re.finditer(r"[^\n]+", text):
        low = line.group().lower()
        if any(word in low for word in known.set_words):
            yield from (Span(*m.span()) for m in known.set_phrase.finditer(text, *line.span()))


def running_words(article: Article) -> Iterator[Word | None]:
    """The words of the running text, None where something between two stretches is left out."""
    lines = list(_lines(article))
    found = words(article.text[: lines[-1].end]) if lines else ()
    at = 0
    has_gap = False
    for line in lines:
        while at < len(found) and found[at].span.start < line.start:
            at, has_gap = at + 1, True
        first = at
        while at < len(found) and found[at].span.end <= line.end:
            at += 1
        if is_site_line(line.of(article.text), at - first):
            has_gap = True
            continue
        if has_gap and at > first:
            yield None
            has_gap = False
        yield from found[first:at]


def running_lines(article: Article) -> Iterator[str]:
    """The lines of the running text, those of the site left out."""
    return (line.of(article.text) for line in running_spans(article))


def running_spans(article: Article) -> Iterator[Span]:
    """Where they stand."""
    for line in _lines(article):
        shown = line.of(article.text)
        if not is_site_line(shown, shown.count(" ") + 1):
            yield line


def _lines(article: Article) -> Iterator[Span]:
    for block in article.blocks:
        if block.kind in _RUNNING_KINDS:
            for line in re.finditer(r"[^\n]+", block.span.of(article.text)):
                yield Span(block.span.start + line.start(), block.span.start + line.end())


def is_site_line(line: str, size: int) -> bool:
    """Whether a line of `size` words is text of the site or the desk."""
    known = lexicon()
    if not 0 < size <= known.line_words:
        return False
    low = line.lower()
    return any(word in low for word in known.site_words) and known.site_line.search(line) is not None
