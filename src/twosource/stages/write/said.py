"""Puts a claim, its sentence and its chain of voices in the form that is shown."""

from __future__ import annotations

from twosource.data import Article, Claim, Span, Voice
from twosource.stages.write.index import Index
from twosource.stages.write.phrases import say
from twosource.stages.write.places import place_of
from twosource.stages.write.shapes import Said, Step, Words
from twosource.stages.write.whole import is_part


def show_claim(index: Index, claim: Claim) -> Said:
    """`claim` as shown."""
    text = index.articles[claim.report].text
    before, after = _around(text, claim.span, claim.sentence)
    parent = index.claims.get(claim.parent)
    return Said(
        id=claim.id,
        words=index.words(claim.report, claim.span),
        before=before,
        after=after,
        steps=show_chain(index, claim),
        stance=claim.turn,
        quoted=claim.quoted,
        is_stated=len(claim.chain) > 1,
        cue=_words(index, claim.report, claim.cue),
        facet=claim.facet,
        parent=index.words(parent.report, parent.span) if parent else None,
        number=index.number_of_claim.get(claim.id),
        place=place_of(index.articles[claim.report], claim.span),
        is_part=bool(before or after) and is_part(claim, text),
    )


def show_chain(index: Index, claim: Claim) -> tuple[Step, ...]:
    """The chain of a claim from the outlet inward, each link with the words that say it."""
    return tuple(_show_voice(index, claim.report, voice) for voice in claim.chain)


def split_around(text: str, inner: Span, outer: Span) -> tuple[str, str]:
    """The words of `outer` before and after `inner`."""
    return text[outer.start : max(inner.start, outer.start)], text[min(inner.end, outer.end) : outer.end]


def _around(text: str, span: Span, sentence: Span) -> tuple[str, str]:
    """What the sentence adds to the claim; nothing where only marks are left."""
    before, after = split_around(text, span, sentence)
    adds = any(c.isalnum() for c in before + after)
    return (before, after) if adds else ("", "")


def _show_voice(index: Index, report: str, voice: Voice) -> Step:
    is_outlet = voice.kind == "outlet" and voice.span is None and not voice.name
    name = index.outlet(report) if is_outlet else voice.name or say("entity", "unnamed")
    return Step(name, voice.kind, voice.role, voice.anonymity, _words(index, report, voice.span))


def _words(index: Index, report: str, span: Span | None) -> Words | None:
    return index.words(report, span) if span else None


def headline_span(article: Article) -> Span | None:
    """Where the report's headline stands in its text, or None."""
    return next((b.span for b in article.blocks if b.kind == "headline"), None)
