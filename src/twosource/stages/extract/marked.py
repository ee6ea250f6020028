"""Sayings that a language model marked, where the rules found none."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.data import Article, Attribution, Name, Span
from twosource.stages.extract.chains import Told, outlet_chain
from twosource.stages.extract.grammar import Tree
from twosource.stages.extract.placed import Placed, place, touching
from twosource.stages.extract.sayings import Saying, Source
from twosource.stages.extract.voices import Sight, voice_of


def tell_marked(
    article: Article,
    trees: Sequence[Tree],
    told: Sequence[Told],
    names: Sequence[Name],
    marked: Sequence[Attribution],
) -> tuple[Told, ...]:
    """The sayings with those that were marked in sentences of which the rules told nothing.

    A rule's saying is never changed.  Of what was marked at one place the
    first counts.
    """
    if not marked:
        return tuple(told)
    sentences = place(trees, lambda tree: tree.parsed.span)
    ours = place((s for t in told for s in (t.saying.content, t.saying.cue)), lambda span: span)
    found: list[Told] = []
    for one in marked:
        near = touching(sentences, one.content)
        is_told = any(touching(ours, tree.parsed.span) for tree in near)
        if near and not is_told and not any(one.content.overlaps(t.saying.content) for t in found):
            found += _told(article, sentences, names, one)
    return (*told, *found)


def _told(
    article: Article, sentences: Placed[Tree], names: Sequence[Name], marked: Attribution
) -> list[Told]:
    """The saying that was marked; none where no voice can be told from its source's words."""
    source, cue = _source(sentences, marked.source), touching(sentences, marked.cue)
    voice = voice_of(source, Sight(article.text, names)) if source is not None else None
    if source is None or voice is None or not cue:
        return []
    lemma = next((t.lemma for t in cue[0].tokens if t.span.overlaps(marked.cue)), "")
    saying = Saying(cue[0], marked.cue, lemma, marked.stance, (source,), marked.content, marked.by)
    return [Told(saying, (*outlet_chain(article)[:1], voice))]


def _source(sentences: Placed[Tree], span: Span) -> Source | None:
    """The source whose phrase is marked: the token in it that hangs on none of the others."""
    for tree in touching(sentences, span):
        inside = [i for i, token in enumerate(tree.tokens) if span.covers(token.span)]
        nouns = [i for i in inside if tree.tokens[i].pos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}]
        tops = [i for i in nouns if tree.tokens[i].head not in nouns or tree.tokens[i].head == i]
        if tops:
            return Source(tree, tops[0], "speaker")
    return None
