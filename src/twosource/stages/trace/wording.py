"""The running text of a report as it is looked at for copies: word keys, weights, and what is quoted."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from twosource.data import Article, Span
from twosource.stages.trace.align import Strand, strand
from twosource.text.tokens import Word, words

_RUNNING_KINDS = frozenset({"body", "quote", "correction", "subhead"})
_KEY_LETTERS = 6  # words are held to agree by their first letters: programme/program, organised/organization
_LIGHT, _NAME, _PLAIN = 0.25, 0.5, 1.0
_AFTER_A_SENTENCE = re.compile(r"[.!?:\"“”'‘\n]\W*$|^\W*$")
_BEFORE_A_SENTENCE = re.compile(r"\W*[.!?\n]|\W*$")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one report; the tuples run in step.

    A border between two stretches is a word without span.  `weights` say how
    much an agreement on the word tells of a common text: little for function
    words, half for names and numbers, which every report of an event must
    share, one for the rest.  `quoted` is 1 where a word stands in quotation
    marks, else 0; so are `opens` and `closes` for the first and last words of
    sentences.  `size` is the number of words.
    """

    report: str
    spans: tuple[Span | None, ...]
    strand: Strand
    weights: tuple[float, ...]
    quoted: bytes
    opens: bytes
    closes: bytes
    size: int

    def between(self, first: int, end: int) -> Span:
        """From the first to the last of the words ``[first, end)``."""
        spans = [span for span in self.spans[first:end] if span]
        return Span(spans[0].start, spans[-1].end)


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
    return [
        _wording(article, quoted.get(article.id, ()), keys, number) for number, article in enumerate(articles)
    ]


def _wording(article: Article, quotations: Sequence[Span], keys: dict[str, int], number: int) -> Wording:
    found = list(_running_words(article))
    border = -3 - number  # of this report alone; -1 and -2 stand before the first word
    return Wording(
        article.id,
        tuple(word.span if word else None for word in found),
        strand([keys.setdefault(_key(word.norm), len(keys)) if word else border for word in found]),
        tuple(_weight(word, article.text) if word else 0.0 for word in found),
        bytes(_quoted(found, quotations)),
        bytes(word is not None and _opens_sentence(word, article.text) for word in found),
        bytes(word is not None and _closes_sentence(word, article.text) for word in found),
        sum(word is not None for word in found),
    )


def _weight(word: Word, text: str) -> float:
    if word.norm in _lexicon().light:
        return _LIGHT
    return _NAME if _is_name(word, text) else _PLAIN


def _key(norm: str) -> str:
    return norm.removesuffix("'s")[:_KEY_LETTERS]


def _running_words(article: Article) -> Iterator[Word | None]:
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
    return first.isdigit() or (first.isupper() and not _opens_sentence(word, text))


def _opens_sentence(word: Word, text: str) -> bool:
    return _AFTER_A_SENTENCE.search(text[max(0, word.span.start - 4) : word.span.start]) is not None


def _closes_sentence(word: Word, text: str) -> bool:
    return _BEFORE_A_SENTENCE.match(text[word.span.end : word.span.end + 4]) is not None


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
