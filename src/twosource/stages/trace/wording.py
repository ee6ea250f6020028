"""The running text of a report as it is looked at for copies: word keys, weights, and what is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from twosource.data import Article, Span
from twosource.stages.trace.align import Strand, strand
from twosource.stages.trace.running import lexicon, running_words, set_phrases
from twosource.text.tokens import Word

_KEY_LETTERS = 6  # words are held to agree by their first letters: programme/program, organised/organization
_ENDING = re.compile(
    r"(?<=\w{4})(?:ing|ed|es|s|e)$"
)  # and whatever they end in: waiting/waited, shares/share
_NONE, _LIGHT, _NAME, _PLAIN = 0.0, 0.25, 0.5, 1.0
# What stands between two words where a sentence may end, and where a capital letter means nothing.
_SENTENCE_ENDS, _CAPITAL_ASKED = frozenset(".!?\n"), frozenset(".!?:\"“”'‘\n")
_SHORT_FORM = re.compile(r"[A-Z][a-z]{0,2}")  # ``Rep.``: a point behind it ends no sentence
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
    gaps = list(_gaps(found, article.text))
    border = -3 - crc32(article.id.encode())  # of this report alone; -1 and -2 stand before the first word
    sentences = tuple(_sentences(found, gaps, article.text))
    quoted = bytearray(_quoted(found, sorted(quotations)))
    for first, last in sentences:
        own = (found[at] for at in range(first, last + 1) if not quoted[at])
        if any(_is_first_person(word, article.text) for word in own):
            quoted[first : last + 1] = b"\1" * (last + 1 - first)
    return Wording(
        article.id,
        tuple(word.span if word else None for word in found),
        strand([key(word.norm) if word else border for word in found]),
        tuple(_weights(found, gaps, article.text)),
        bytes(quoted),
        sentences,
        sum(word is not None for word in found),
    )


def _gaps(found: Sequence[Word | None], text: str) -> Iterator[str]:
    """What stands before each word, and behind the last; a line's end at every border."""
    end: int | None = None
    for word in found:
        start = word.span.start if word else None
        yield "\n" if end is None or start is None else text[end:start]
        end = word.span.end if word else None
    yield "\n"


@lru_cache(maxsize=100_000)
def key(norm: str) -> int:
    """The same number for the same word, however it is inflected, in every process."""
    return crc32(_ENDING.sub("", norm.removesuffix("'s"))[:_KEY_LETTERS].encode())


def _weights(found: Sequence[Word | None], gaps: Sequence[str], text: str) -> Iterator[float]:
    phrases = _ahead(set_phrases(text))
    for word, gap in zip(found, gaps, strict=False):
        if word is None or phrases.holds(word.span):
            yield _NONE
        elif word.norm in lexicon().light:
            yield _LIGHT
        else:
            first = text[word.span.start]
            is_capital = first.isupper() and _CAPITAL_ASKED.isdisjoint(gap)
            yield _NAME if is_capital or first.isdigit() else _PLAIN


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


def _sentences(found: Sequence[Word | None], gaps: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """The first and the last word of each sentence; what stands behind a closed quotation is none."""
    first: int | None = None
    for at, word in enumerate(found):
        if word is None:
            first = None
            continue
        if _ends(found[at - 1] if at else None, gaps[at], text):
            first = at
        if first is not None and _ends(word, gaps[at + 1], text):
            yield first, at
            first = None


def _ends(word: Word | None, gap: str, text: str) -> bool:
    """Whether a sentence ends with `word`, behind which `gap` stands."""
    if _SENTENCE_ENDS.isdisjoint(gap):
        return False
    is_short = word is not None and _SHORT_FORM.fullmatch(text, word.span.start, word.span.end) is not None
    return "\n" in gap or not (is_short and gap.startswith("."))


def _is_first_person(word: Word | None, text: str) -> bool:
    if word is None or word.norm not in _FIRST_PERSON:
        return False
    # ``World War I``, ``Elizabeth I``: a numeral behind a name.
    return word.norm != "i" or not _word_before(word, text)[:1].isupper()


def _word_before(word: Word, text: str) -> str:
    found = re.search(r"(\w+) $", text[max(0, word.span.start - 30) : word.span.start])
    return found.group(1) if found else ""
