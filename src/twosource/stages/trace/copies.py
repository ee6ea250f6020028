"""Copied text: the running words that two reports of one story share, and what kind of sharing it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.data import Article, Copy, SharedRun, Span
from twosource.stages.trace.align import Pair, align
from twosource.stages.trace.wording import Wording, wordings

# Weights are sums over the words that agree (see `wording`): about the number of ordinary content words.
_STRONG_PROSE = 8.0  # one stretch of prose this heavy is no chance; official names in a row stay under it
_RUN_OF_PROSE = 6.0
_RUN_OF_QUOTE = 5.0
_SMALL_RUN = 3.0  # enough once a strong run has shown that text was copied
_SMALL_RUN_WORDS = 5
_WIRE_SHARE = 0.75  # of the shorter report's words: one text runs through it
_WIRE_PROSE = 0.5  # of the words that agree: more quoted than that is a printed statement

_WHY = {
    "wire-copy": "One text runs through {share} % of the shorter report: {words} words, {prose} unquoted.",
    "shared-agency-paragraphs": "{words} words of running text agree, {prose} unquoted, {longest} in a row.",
    "shared-quote-only": "The {words} words that agree are a quotation or statement, {longest} in a row.",
    "none": "No running text in common beyond names, titles and set phrases.",
}


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that agree; the weight of the heaviest unquoted stretch, and of all that is quoted."""

    pairs: tuple[Pair, ...]
    prose: float
    quote: float
    unquoted: int


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
    texts: Sequence[Wording], aligned: Sequence[tuple[Wording, Wording, list[tuple[Pair, ...]]]]
) -> Mapping[str, Sequence[bool]]:
    """Which words of each report are quoted there or in a report that shares the run."""
    quotes = {text.report: list(text.quoted) for text in texts}
    for a, b, runs in aligned:
        for i, j in (pair for run in runs if len(run) >= _SMALL_RUN_WORDS for pair in run):
            if a.quoted[i] or b.quoted[j]:
                quotes[a.report][i] = quotes[b.report][j] = True
    return quotes


def _weigh(a: Wording, b: Wording, pairs: tuple[Pair, ...], quotes: Mapping[str, Sequence[bool]]) -> _Run:
    of_a, of_b = quotes[a.report], quotes[b.report]
    heaviest = stretch = quote = 0.0
    unquoted = 0
    for i, j in pairs:
        if of_a[i] or of_b[j]:
            quote += a.plain[i]
            stretch = 0.0
        else:
            unquoted += 1
            stretch += min(a.weights[i], b.weights[j])
            heaviest = max(heaviest, stretch)
    return _Run(pairs, heaviest, quote, unquoted)


def _judge(a: Wording, b: Wording, runs: Sequence[_Run]) -> Copy:
    strong = [run for run in runs if run.prose >= _RUN_OF_PROSE or run.quote >= _RUN_OF_QUOTE]
    if any(run.prose >= _STRONG_PROSE for run in runs):
        strong = [run for run in runs if run in strong or _is_small_run(run)]
        kind = "wire-copy" if _runs_through(strong, min(a.size, b.size)) else "shared-agency-paragraphs"
    else:
        strong = [run for run in strong if run.quote >= _RUN_OF_QUOTE]
        kind = "shared-quote-only" if strong else "none"
    shared = tuple(SharedRun(*spans) for spans in sorted(_shared(a, b, run) for run in strong))
    return Copy(a.report, b.report, kind, shared, _why(kind, strong, a, b))


def _is_small_run(run: _Run) -> bool:
    return len(run.pairs) >= _SMALL_RUN_WORDS and run.prose + run.quote >= _SMALL_RUN


def _runs_through(runs: Sequence[_Run], size: int) -> bool:
    agreeing = sum(len(run.pairs) for run in runs)
    prose = sum(run.unquoted for run in runs)
    return agreeing >= _WIRE_SHARE * size and prose >= _WIRE_PROSE * agreeing


def _shared(a: Wording, b: Wording, run: _Run) -> tuple[Span, Span]:
    (first_a, first_b), (last_a, last_b) = run.pairs[0], run.pairs[-1]
    return _between(a, first_a, last_a), _between(b, first_b, last_b)


def _between(text: Wording, first: int, last: int) -> Span:
    start, end = text.spans[first], text.spans[last]
    assert start is not None
    assert end is not None
    return Span(start.start, end.end)


def _why(kind: str, runs: Sequence[_Run], a: Wording, b: Wording) -> str:
    agreeing = sum(len(run.pairs) for run in runs)
    return _WHY[kind].format(
        words=agreeing,
        prose=sum(run.unquoted for run in runs),
        longest=max((len(run.pairs) for run in runs), default=0),
        share=round(100 * agreeing / max(1, min(a.size, b.size))),
    )
