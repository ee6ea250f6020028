"""Copied text: the running words that two reports of one story share, and what kind of sharing it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, compress
from operator import and_

from twosource.data import Article, Copy, SharedRun, Span
from twosource.stages.trace.align import Run, align, words_in
from twosource.stages.trace.wording import Wording, wordings

# Weights are sums over the words that agree (see `wording`), less what was changed between them: about the
# number of content words.  Set by eye on the runs of 1,060 unlabelled pairs of reports of one event and on 42
# labelled ones: below 9 nearly all runs were facts told alike or set phrases, 9 to 10 was mixed, above 11
# nearly all were copied.  _WIRE_SHARE rests on a handful of pairs only.
_STRONG_PROSE = 10.0
_STRONG_SENTENCE = 8.0  # enough where the run is a sentence from first word to last in both
_RUN_OF_PROSE = 6.0
_RUN_QUOTED_IN_BOTH = 3.25
_RUN_QUOTED_IN_ONE = 5.0
_SMALL_RUN = 3.0  # enough once a strong run has shown that text was copied
_SMALL_RUN_WORDS = 5
_CHANGED_WORD = 0.5  # what a word changed, missing or new takes away
_WIRE_SHARE = 0.7  # of the shorter report's words agree: one text runs through it
_WIRE_PROSE = 0.5  # of the words that agree: more quoted than that is a printed statement

_WHY = {
    "wire-copy": "One text runs through {share} % of the shorter report: {words} words, {prose} unquoted.",
    "shared-agency-paragraphs": "{words} words of running text agree, {prose} unquoted, {longest} in a row.",
    "shared-quote-only": "The {words} words that agree are a quotation or statement, {longest} in a row.",
    "none": "No running text in common beyond names, titles and set phrases.",
}


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A run and its weights: the heaviest unquoted stretch, all that is quoted in one report, and in both."""

    run: Run
    prose: float = 0.0
    quote: float = 0.0
    quote_in_both: float = 0.0
    unquoted: int = 0
    is_sentence: bool = False

    @property
    def is_copied(self) -> bool:
        return self.prose >= (_STRONG_SENTENCE if self.is_sentence else _STRONG_PROSE)

    @property
    def is_quote(self) -> bool:
        return self.quote_in_both >= _RUN_QUOTED_IN_BOTH or self.quote >= _RUN_QUOTED_IN_ONE

    @property
    def is_small(self) -> bool:
        return words_in(self.run) >= _SMALL_RUN_WORDS and self.prose + self.quote >= _SMALL_RUN


def find_copies(articles: Sequence[Article], quoted: Mapping[str, Sequence[Span]]) -> tuple[Copy, ...]:
    """Say for every pair of reports which running text they share and of what kind it is.

    `quoted` gives, for the id of a report, the spans of direct quotations.
    Furniture, headlines, captions and lines of the site are no running text.
    A quotation that stands without marks in another report is still one.
    """
    texts = wordings(articles, quoted)
    aligned = [(a, b, align(a.strand, b.strand)) for a, b in combinations(texts, 2)]
    quotes = _spread_quotes(texts, aligned)
    return tuple(_judge(a, b, [_weigh(a, b, run, quotes) for run in runs]) for a, b, runs in aligned)


def _spread_quotes(
    texts: Sequence[Wording], aligned: Sequence[tuple[Wording, Wording, Sequence[Run]]]
) -> Mapping[str, bytearray]:
    """Which words of each report are quoted there or in a report that shares the run."""
    quotes = {text.report: bytearray(text.quoted) for text in texts}
    for a, b, runs in aligned:
        for i, j, size in (block for run in runs if words_in(run) >= _SMALL_RUN_WORDS for block in run):
            marks = _either(a.quoted[i : i + size], b.quoted[j : j + size])
            for report, at in ((a.report, i), (b.report, j)):
                quotes[report][at : at + size] = _either(quotes[report][at : at + size], marks)
    return quotes


def _either(a: bytes | bytearray, b: bytes | bytearray) -> bytes:
    return (int.from_bytes(a) | int.from_bytes(b)).to_bytes(len(a))


def _weigh(a: Wording, b: Wording, run: Run, quotes: Mapping[str, bytearray]) -> _Weighed:
    heaviest = prose = quote = in_both = 0.0
    unquoted = 0
    end_a, end_b = run[0].a, run[0].b
    for i, j, size in run:
        changed = _CHANGED_WORD * max(i - end_a, j - end_b)
        prose, quote, in_both = max(0.0, prose - changed), max(0.0, quote - changed), in_both - changed
        end_a, end_b = i + size, j + size
        weights = tuple(map(min, a.weights[i:end_a], b.weights[j:end_b]))
        marks = _either(quotes[a.report][i:end_a], quotes[b.report][j:end_b])
        for start, end in _stretches(marks):
            if marks[start]:
                prose = 0.0
                quote += sum(weights[start:end])
            else:
                unquoted += end - start
                prose += sum(weights[start:end])
                heaviest = max(heaviest, prose)
        in_both += sum(compress(weights, map(and_, a.quoted[i:end_a], b.quoted[j:end_b])))
    opens = a.opens[run[0].a] and b.opens[run[0].b]
    is_sentence = bool(opens and a.closes[end_a - 1] and b.closes[end_b - 1])
    return _Weighed(run, heaviest, quote, in_both, unquoted, is_sentence)


def _stretches(marks: bytes) -> Iterator[tuple[int, int]]:
    """The stretches of equal marks."""
    start = 0
    while start < len(marks):
        end = marks.find(1 - marks[start], start)
        yield start, end if end > 0 else len(marks)
        start = end if end > 0 else len(marks)


def _judge(a: Wording, b: Wording, runs: Sequence[_Weighed]) -> Copy:
    if any(run.is_copied for run in runs):
        kept = [run for run in runs if run.prose >= _RUN_OF_PROSE or run.is_quote or run.is_small]
        kind = "wire-copy" if _runs_through(kept, min(a.size, b.size)) else "shared-agency-paragraphs"
    else:
        kept = [run for run in runs if run.is_quote]
        kind = "shared-quote-only" if kept else "none"
    shared = tuple(SharedRun(*spans) for spans in sorted(_spans(a, b, found.run) for found in kept))
    return Copy(a.report, b.report, kind, shared, _why(kind, kept, min(a.size, b.size)))


def _runs_through(runs: Sequence[_Weighed], size: int) -> bool:
    agreeing = sum(words_in(found.run) for found in runs)
    prose = sum(found.unquoted for found in runs)
    return agreeing >= _WIRE_SHARE * size and prose >= _WIRE_PROSE * agreeing


def _spans(a: Wording, b: Wording, run: Run) -> tuple[Span, Span]:
    first, last = run[0], run[-1]
    return a.between(first.a, last.a + last.size), b.between(first.b, last.b + last.size)


def _why(kind: str, runs: Sequence[_Weighed], size: int) -> str:
    agreeing = sum(words_in(found.run) for found in runs)
    return _WHY[kind].format(
        words=agreeing,
        prose=sum(found.unquoted for found in runs),
        longest=max((words_in(found.run) for found in runs), default=0),
        share=round(100 * agreeing / max(1, size)),
    )
