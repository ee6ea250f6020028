"""Quotations that no cue in their sentence accounts for: the speaker goes on."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.data import Article, Span
from twosource.stages.extract.chains import Told
from twosource.stages.extract.grammar import Tree
from twosource.stages.extract.placed import place, touching
from twosource.stages.extract.quotes import Quote
from twosource.stages.extract.sayings import Saying

# A quotation is a speech of its own, not a borrowed word, from this many characters.
MIN_LENGTH = 12
# How far from the last cue a speaker is held to go on, in code points.
REACH = 700


def tell_orphans(
    article: Article, trees: Sequence[Tree], quotes: Sequence[Quote], told: Sequence[Told]
) -> tuple[Told, ...]:
    """The sayings with those of quotations that only continue one.

    A quotation that fills its sentence belongs to the cue that stands next
    before it within REACH, or to the next cue in its own paragraph.
    """
    paragraphs = [b.span for b in article.blocks]
    sentences = place(trees, lambda t: t.parsed.span)
    # What is added below covers a quotation of its own, and no other.
    contents = place((t.saying.content for t in told), lambda span: span)
    found = list(told)
    for quote in quotes:
        length = quote.inner.end - quote.inner.start
        near = touching(sentences, quote.inner)
        if length < MIN_LENGTH or not near or not _fills(quote, near):
            continue
        for tree in near:
            part = Span(
                max(quote.inner.start, tree.parsed.span.start), min(quote.inner.end, tree.parsed.span.end)
            )
            if any(_covers(content, part) for content in touching(contents, part)):
                continue
            speaker = _speaker(quote, found, paragraphs)
            if speaker is not None:
                cue = speaker.saying
                more = Saying(tree, cue.cue, cue.lemma, "asserts", cue.sources, part, "continued")
                found.append(Told(more, speaker.chain))
    return tuple(found)


def _fills(quote: Quote, trees: Sequence[Tree]) -> bool:
    """Whether the quotation makes up most of the sentences it touches, cues aside."""
    total = sum(t.parsed.span.end - t.parsed.span.start for t in trees)
    return quote.inner.end - quote.inner.start >= 0.5 * total


def _covers(content: Span, part: Span) -> bool:
    low, high = max(content.start, part.start), min(content.end, part.end)
    return high - low >= 0.6 * (part.end - part.start)


def _speaker(quote: Quote, told: Sequence[Told], paragraphs: Sequence[Span]) -> Told | None:
    paragraph = next((p for p in paragraphs if p.covers(quote.inner)), quote.span)
    sayings = [t for t in told if t.saying.by not in {"noun", "citing"} and len(t.chain) > 1]
    beside = [t for t in sayings if t.saying.content.overlaps(quote.inner)]
    inside = [t for t in sayings if paragraph.covers(t.saying.cue) and not quote.inner.covers(t.saying.cue)]
    before = [t for t in sayings if 0 <= quote.inner.start - t.saying.cue.end < REACH]
    after = [t for t in inside if t.saying.cue.start >= quote.inner.end]
    later = [t for t in sayings if quote.is_open and 0 <= t.saying.cue.start - quote.inner.end < REACH]
    if later and not beside:
        return min(later, key=lambda t: t.saying.cue.start)
    for choice in (beside, [t for t in inside if t in before][-1:], after[:1], before[-1:]):
        if choice:
            return choice[-1]
    return None
