"""Copied text: the running words that two reports of one story share, and what kind of sharing it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from twosource.data import Article, Copy, SharedRun, Span
from twosource.stages.trace.align import Run, align, words_in
from twosource.stages.trace.slips import Slip, find_slips
from twosource.stages.trace.weigh import Weighed, either, is_copied, weigh
from twosource.stages.trace.wording import Wording, wordings

_QUOTE_WORDS = 5  # so long a run carries a quotation's marks into a report that has none
# Of the words of the shorter report: one text runs through it.  Rests on a handful of pairs only.
_WIRE_SHARE = 0.7
_WIRE_PROSE = 0.5  # of the words that agree: more quoted than that is a printed statement

_WHY = {
    "wire-copy": "One text runs through {share} % of a report: {words} words, {prose} unquoted.",
    "shared-agency-paragraphs": "{words} words of running text agree, {prose} unquoted, {longest} in a row.",
    "shared-quote-only": "The {words} words that agree are a quotation or statement, {longest} in a row.",
    "none": "No running text in common beyond names, titles and set phrases.",
}
COPIED = frozenset({"wire-copy", "shared-agency-paragraphs"})


def find_copies(articles: Sequence[Article], quoted: Mapping[str, Sequence[Span]]) -> tuple[Copy, ...]:
    """Say for every pair of reports which running text they share and of what kind it is.

    `quoted` gives, for the id of a report, the spans of direct quotations.
    Furniture, headlines, captions and lines of the site are no running text.
    A quotation that stands without marks in another report is still one.
    Slips that two share beside it are told too; see `slips`.
    """
    texts = wordings(articles, quoted)
    aligned = [(a, b, align(a.strand, b.strand)) for a, b in combinations(texts, 2)]
    marks: dict[str, bytearray] = {}
    for a, b, runs in aligned:
        spread_quotes(a, b, runs, marks)
    known = {article.id: article for article in articles}
    found = [
        judge(a, b, [weigh(a, b, run, marks) for run in runs], whose(known[a.report], known[b.report]))
        for a, b, runs in aligned
    ]
    return _with_slips(found, find_slips(articles))


def _with_slips(copies: Sequence[Copy], slips: Sequence[Slip]) -> tuple[Copy, ...]:
    """The copies with the slips of their pairs; the kind stays what the running text says."""
    of: dict[tuple[str, str], list[Slip]] = {}
    for slip in slips:
        of.setdefault((slip.a, slip.b), []).append(slip)
    return tuple(
        replace(
            copy,
            slips=tuple(
                SharedRun(*spans) for spans in sorted((s.span_a, s.span_b) for s in of[copy.a, copy.b])
            ),
            why=" ".join([copy.why, *sorted({slip.why for slip in of[copy.a, copy.b]})]),
        )
        if (copy.a, copy.b) in of
        else copy
        for copy in copies
    )


def spread_quotes(a: Wording, b: Wording, runs: Sequence[Run], marks: dict[str, bytearray]) -> None:
    """Note in `marks`, for each report, which words are quoted there or in a report that shares the run."""
    for text in (a, b):
        marks.setdefault(text.report, bytearray(text.quoted))
    for i, j, size in (block for run in runs if words_in(run) >= _QUOTE_WORDS for block in run):
        both = either(a.quoted[i : i + size], b.quoted[j : j + size])
        for report, at in ((a.report, i), (b.report, j)):
            marks[report][at : at + size] = either(marks[report][at : at + size], both)


def judge(a: Wording, b: Wording, runs: list[Weighed], told: str) -> Copy:
    """What two reports share by the weights of their runs; `told` says whose it is, as `whose` words it."""
    if is_copied(runs):
        kept = [run for run in runs if run.is_kept]
        kind = "wire-copy" if _runs_through(kept, a, b) else "shared-agency-paragraphs"
    else:
        kept = [run for run in runs if run.is_quote]
        kind = "shared-quote-only" if kept else "none"
    shared = tuple(SharedRun(*spans) for spans in sorted(_spans(a, b, found.run) for found in kept))
    why = _why(kind, kept, _share(kept, a, b))
    return Copy(a.report, b.report, kind, shared, f"{why} {told}" if told and kind in COPIED else why)


def whose(a: Article, b: Article) -> str:
    """Whose text it is that two reports share, where they say so."""
    outlets = a.value("outlet"), b.value("outlet")
    if outlets[0] and outlets[0] == outlets[1]:
        return f"Both are reports of {outlets[0]}, which repeats itself."
    agencies = a.value("agency"), b.value("agency")
    if bool(agencies[0]) == bool(agencies[1]):
        return ""
    naming, silent = (0, 1) if agencies[0] else (1, 0)
    names = [name or "the report without a name" for name in outlets]
    return f"{names[naming]} credits {agencies[naming]}; {names[silent]} does not."


def _runs_through(runs: Sequence[Weighed], a: Wording, b: Wording) -> bool:
    agreeing = sum(words_in(found.run) for found in runs)
    prose = sum(found.unquoted for found in runs)
    return _share(runs, a, b) >= _WIRE_SHARE and prose >= _WIRE_PROSE * agreeing


def _share(runs: Sequence[Weighed], a: Wording, b: Wording) -> float:
    """The share of a report that lies in runs, changed words and all, where it is greater."""
    in_a = sum(run[-1].a + run[-1].size - run[0].a for run in (found.run for found in runs))
    in_b = sum(run[-1].b + run[-1].size - run[0].b for run in (found.run for found in runs))
    return max(in_a / max(1, a.size), in_b / max(1, b.size))


def _spans(a: Wording, b: Wording, run: Run) -> tuple[Span, Span]:
    first, last = run[0], run[-1]
    return a.between(first.a, last.a + last.size), b.between(first.b, last.b + last.size)


def _why(kind: str, runs: Sequence[Weighed], share: float) -> str:
    return _WHY[kind].format(
        words=sum(words_in(found.run) for found in runs),
        prose=sum(found.unquoted for found in runs),
        longest=max((words_in(found.run) for found in runs), default=0),
        share=round(100 * min(1.0, share)),
    )
