"""The running text of a report as it is looked at for copies: word keys, weights, and what is quoted."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from twosource.data import Article, Span
from twosource.stages.trace.align import BORDER, Strand, strand
from twosource.text.tokens import Word, words

_RUNNING_KINDS = frozenset({"body", "quote", "correction", "subhead"})
_KEY_LETTERS = 6  # words are held to agree by their first letters: programme/program, organised/organization
_LIGHT, _NAME, _PLAIN = 0.25, 0.5, 1.0
_SENTENCE_STARTS_AFTER = re.compile(r"[.!?:\"“”'‘]\W*$|^\W*$")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one report; the tuples run in step.

    A border between two stretches is a word without span.  `weights` say how much an agreement on the word tells of a common text:
    little for function words, half for names and numbers, which every report
    of an event must share, one for the rest.  `plain` are the same without
    that discount.
    """

    report: str
    spans: tuple[Span | None, ...]
    strand: Strand
    weights: tuple[float, ...]
    plain: tuple[float, ...]
    quoted: tuple[bool, ...]

    @property
    def size(self) -> int:
        """How many words there are."""
        return sum(span is not None for span in self.spans)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    light: frozenset[str]
    site_line: re.Pattern[str]
    line_words: int


@cache
def _lexicon() -> _Lexicon:
    found = tomllib.loads(files(__package__).joinpath("copies.toml").read_text(encoding="utf-8"))
    site = re.compile("|".join(f"(?:{p})" for p in found["site_lines"]), re.IGNORECASE)
    return _Lexicon(frozenset(found["light_words"]), site, found["line_words"])


def wordings(articles: Sequence[Article], quoted: Mapping[str, Sequence[Span]]) -> list[Wording]:
    """Read the reports of one story; their word keys are comparable with each other only."""
    keys: dict[str, int] = {}
    return [_wording(article, quoted.get(article.id, ()), keys) for article in articles]


def _wording(article: Article, quotations: Sequence[Span], keys: dict[str, int]) -> Wording:
    found = list(_running_words(article))
    light = _lexicon().light
    plain = tuple(0.0 if w is None else _LIGHT if w.norm in light else _PLAIN for w in found)
    return Wording(
        article.id,
        tuple(w.span if w else None for w in found),
        strand([BORDER if w is None else keys.setdefault(_key(w.norm), len(keys)) for w in found]),
        tuple(
            min(weight, _NAME) if word and _is_name(word, article.text) else weight
            for word, weight in zip(found, plain, strict=True)
        ),
        plain,
        tuple(_quoted(found, quotations)),
    )


def _key(norm: str) -> str:
    return norm.removesuffix("'s")[:_KEY_LETTERS]


def _running_words(article: Article) -> Iterator[Word | None]:
    """The words of the running text, None where something between two stretches is left out."""
    found = words(article.text)
    at = 0
    has_gap = False
    for line in _lines(article):
        while at < len(found) and found[at].span.start < line.start:
            at, has_gap = at + 1, True
        first = at
        while at < len(found) and found[at].span.end <= line.end:
            at += 1
        if _is_site_line(line.of(article.text), at - first):
            has_gap = True
            continue
        if has_gap and at > first:
            yield None
            has_gap = False
        yield from found[first:at]


def _lines(article: Article) -> Iterator[Span]:
    for block in article.blocks:
        if block.kind in _RUNNING_KINDS:
            for line in re.finditer(r"[^\n]+", block.span.of(article.text)):
                yield Span(block.span.start + line.start(), block.span.start + line.end())


def _is_site_line(line: str, size: int) -> bool:
    lexicon = _lexicon()
    return 0 < size <= lexicon.line_words and lexicon.site_line.search(line) is not None


def _is_name(word: Word, text: str) -> bool:
    """Whether a word is a number or has a capital that no sentence start asks for."""
    first = text[word.span.start]
    if first.isdigit():
        return True
    start = word.span.start
    return first.isupper() and not _SENTENCE_STARTS_AFTER.search(text[max(0, start - 4) : start])


def _quoted(found: Sequence[Word | None], quotations: Sequence[Span]) -> Iterator[bool]:
    ahead = sorted(quotations)
    at = 0
    for word in found:
        if word is None:
            yield False
            continue
        while at < len(ahead) and ahead[at].end <= word.span.start:
            at += 1
        yield at < len(ahead) and ahead[at].overlaps(word.span)
