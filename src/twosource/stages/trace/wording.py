"""The running text of a report as it is looked at for copies: word keys, weights, and what is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from twosource.data import Article, Span
from twosource.stages.trace.align import Strand, strand
from twosource.stages.trace.running import lexicon, running_words
from twosource.text.tokens import Word

_KEY_LETTERS = 6  # words are held to agree by their first letters: programme/program, organised/organization
_ENDING = re.compile(
    r"(?<=\w{4})(?:ing|ed|es|s|e)$"
)  # and whatever they end in: waiting/waited, shares/share
_NONE, _LIGHT, _NAME, _PLAIN = 0.0, 0.25, 0.5, 1.0
_AFTER_A_SENTENCE = re.compile(r"[.!?:\"“”'‘\n]\W*$|^\W*$")
_BEFORE_A_SENTENCE = re.compile(r"\W*[.!?\n]|\W*$")
# Where a whole sentence begins: not behind a closed quotation, whose speaker follows, nor behind ``Rep.``.
_SENTENCE_BREAK = re.compile(r"(?:[.!?]\W*|\n\W*|^\W*)$")
_SHORT_FORM = re.compile(r"(?:^|\W)[A-Z][a-z]{0,2}\.\W*$")
_FIRST_PERSON = frozenset(
    {"i", "i'm", "i've", "i'd", "i'll", "my", "myself", "we", "we're", "we've", "we'll"}
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one report; the tuples run in step.

    A border between two stretches is a word without span.  `weights` say how
    much an agreement on the word tells of a common text: nothing for set
    phrases, little for function words, half for names and numbers, which every report of an
    event must share, one for the rest.  `quoted` is 1 where a word stands in
    quotation marks or in a sentence that says *I* or *we*, else 0.
    `sentences` are the first and the last word of each whole sentence, `size` the number of words.
    """

    report: str
    spans: tuple[Span | None, ...]
    strand: Strand
    weights: tuple[float, ...]
    quoted: bytes
    sentences: tuple[tuple[int, int], ...]
    size: int

    def between(self, first: int, end: int) -> Span:
        """From the first to the last of the words ``[first, end)``."""
        spans = [span for span in self.spans[first:end] if span]
        return Span(spans[0].start, spans[-1].end)


def wordings(articles: Sequence[Article], quoted: Mapping[str, Sequence[Span]]) -> list[Wording]:
    """Read the reports one by one; their word keys are comparable with those of any other report."""
    return [wording(article, quoted.get(article.id, ())) for article in articles]


def wording(article: Article, quotations: Iterable[Span]) -> Wording:
    """Read one report; `quotations` are the spans of its direct quotations."""
    found = list(running_words(article))
    border = -3 - crc32(article.id.encode())  # of this report alone; -1 and -2 stand before the first word
    sentences = tuple(_sentences(found, article.text))
    quoted = bytearray(_quoted(found, sorted(quotations)))
    for first, last in sentences:
        own = (found[at] for at in range(first, last + 1) if not quoted[at])
        if any(_is_first_person(word, article.text) for word in own):
            quoted[first : last + 1] = b"\1" * (last + 1 - first)
    return Wording(
        article.id,
        tuple(word.span if word else None for word in found),
        strand([key(word.norm) if word else border for word in found]),
        tuple(_weights(found, article.text)),
        bytes(quoted),
        sentences,
        sum(word is not None for word in found),
    )


@lru_cache(maxsize=100_000)
def key(norm: str) -> int:
    """The same number for the same word, however it is inflected, in every process."""
    return crc32(_ENDING.sub("", norm.removesuffix("'s"))[:_KEY_LETTERS].encode())


def _weights(found: Sequence[Word | None], text: str) -> Iterator[float]:
    phrases = _ahead(Span(*m.span()) for m in lexicon().set_phrase.finditer(text))
    for word in found:
        if word is None or phrases.holds(word.span):
            yield _NONE
        elif word.norm in lexicon().light:
            yield _LIGHT
        else:
            yield _NAME if _is_name(word, text) else _PLAIN


def _quoted(found: Sequence[Word | None], quotations: Sequence[Span]) -> Iterator[bool]:
    ahead = _ahead(quotations)
    return (word is not None and ahead.holds(word.span) for word in found)


@dataclass(slots=True)
class _Ahead:
    """Spans in order, asked in order."""

    spans: Iterator[Span]
    here: Span | None

    def holds(self, span: Span) -> bool:
        """Whether `span`, no earlier than the last one asked, lies in or over one of them."""
        while self.here and self.here.end <= span.start:
            self.here = next(self.spans, None)
        return self.here is not None and self.here.overlaps(span)


def _ahead(spans: Iterable[Span]) -> _Ahead:
    left = iter(spans)
    return _Ahead(left, next(left, None))


def _sentences(found: Sequence[Word | None], text: str) -> Iterator[tuple[int, int]]:
    first = None
    for at, word in enumerate(found):
        if word is None:
            first = None
            continue
        if _begins_sentence(word, text):
            first = at
        if first is not None and _closes_sentence(word, text):
            yield first, at
            first = None


def _is_name(word: Word, text: str) -> bool:
    """Whether a word is a number or has a capital that no sentence start asks for."""
    first = text[word.span.start]
    return first.isdigit() or (first.isupper() and not _opens_sentence(word, text))


def _opens_sentence(word: Word, text: str) -> bool:
    return _AFTER_A_SENTENCE.search(text[max(0, word.span.start - 4) : word.span.start]) is not None


def _begins_sentence(word: Word, text: str) -> bool:
    before = text[max(0, word.span.start - 8) : word.span.start]
    is_short_form = "\n" not in before and _SHORT_FORM.search(before) is not None
    return not is_short_form and _SENTENCE_BREAK.search(before) is not None


def _closes_sentence(word: Word, text: str) -> bool:
    return _BEFORE_A_SENTENCE.match(text[word.span.end : word.span.end + 4]) is not None


def _is_first_person(word: Word | None, text: str) -> bool:
    if word is None or word.norm not in _FIRST_PERSON:
        return False
    # ``World War I``, ``Elizabeth I``: a numeral behind a name.
    return word.norm != "i" or not _word_before(word, text)[:1].isupper()


def _word_before(word: Word, text: str) -> str:
    found = re.search(r"(\w+) $", text[max(0, word.span.start - 30) : word.span.start])
    return found.group(1) if found else ""
