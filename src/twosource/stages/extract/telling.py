"""All sayings of a report: by cues, by names set beside the words, and of quotations that only go on."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.data import CLAIM_KINDS, Article, Span
from twosource.stages.extract.contents import GAP
from twosource.stages.extract.cues import find_sayings
from twosource.stages.extract.grammar import Tree
from twosource.stages.extract.labels import find_announced, find_labelled
from twosource.stages.extract.orphans import find_orphans
from twosource.stages.extract.placed import place, touching
from twosource.stages.extract.quotes import Quote
from twosource.stages.extract.sayings import Saying

OWN = frozenset({"i", "we"})


def find_all_sayings(article: Article, trees: Sequence[Tree], quotes: Sequence[Quote]) -> list[Saying]:
    """The sayings of a report, in no order."""
    blocks = [b for b in article.blocks if b.kind in CLAIM_KINDS]
    inner, marks = place((q.inner for q in quotes), lambda s: s), place(quotes, lambda q: q.span)
    found = [s for tree in trees for s in find_sayings(tree, touching(inner, _with_gap(tree.parsed.span)))]
    found += find_labelled(article, place(trees, lambda t: t.parsed.span), marks, blocks)
    found += find_announced(trees, found, blocks, marks)
    found += find_orphans(article.text, [b.span for b in blocks], trees, quotes, found)
    return _without_own(found)


def _with_gap(sentence: Span) -> Span:
    """A sentence and so much before it that a quotation there may still be told by its cue."""
    return Span(max(0, sentence.start - GAP - 1), sentence.end)


def _without_own(sayings: Sequence[Saying]) -> list[Saying]:
    """Without *I think* and *we know* in nobody's words but the report's: they name no other voice."""
    contents = place(sayings, lambda s: s.content)
    return [
        saying
        for saying in sayings
        if not _is_own(saying) or any(t.content.covers(saying.cue) for t in touching(contents, saying.cue))
    ]


def _is_own(saying: Saying) -> bool:
    words = [s.tree.tokens[s.head].text.casefold() for s in saying.sources if s.head is not None]
    return bool(words) and len(words) == len(saying.sources) and all(w in OWN for w in words)
