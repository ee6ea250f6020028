"""Words under a speaker's name: ``NAME: words``, ``“…” — Name``, ``She added:`` above a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.data import Article, Block, Span
from twosource.stages.extract.grammar import Tree
from twosource.stages.extract.placed import Placed, touching
from twosource.stages.extract.quotes import Quote
from twosource.stages.extract.sayings import CUES, ROOM, Saying, Source, verb_stance
from twosource.stages.extract.speakers import find_sources
from twosource.words.load import load_set

WORD = r"[^\W\d_][\w.'’&-]*"
# A name of at most four words and a colon open the paragraph, inside or outside quotation marks.
LABEL = re.compile(rf"[“\"‘']?\s?(?P<who>{WORD}(?:[ \xa0]{WORD}){{0,3}})(?P<mark>:)[ \xa0]+(?=\S)")
# The same at the end of a headline.
LABEL_LAST = re.compile(rf"(?P<mark>:)[ \xa0](?P<who>{WORD}(?:[ \xa0]{WORD}){{0,2}})[.\s]*$")
# A closing mark, a dash, and a name end the paragraph.
SIGNATURE = re.compile(
    rf"[”\"’'.!?][ \xa0]?(?P<mark>―|—|–|--)[ \xa0]?(?P<who>{WORD}(?:[ \xa0]{WORD}){{0,4}})[.,\s]*$"
)
SIGNED_BELOW = re.compile(
    rf"(?P<mark>―|—|–|--|-)[ \xa0]?(?P<who>{WORD}(?:[ \xa0]{WORD}){{0,4}})(?:,[^.]{{0,80}})?[.\s]*$"
)
# Capitals inside a sentence, and two words in capitals anywhere.
NAMED = re.compile(r"(?<=[a-z,.] )[A-Z][\w'’-]*|\b[A-Z][\w'’-]*+ [A-Z][\w'’-]*")
# So much of the text's end is looked at for a signature.
TAIL = 160
# Fewer words under a name are a figure or a place, not a statement.
MIN_WORDS = 3
HEADLINES = frozenset({"headline", "subhead"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """A name that stands for a speaker, the mark that says so, and the words under it."""

    who: Span
    mark: Span
    words: Span
    rule: str


def find_labelled(
    article: Article, trees: Placed[Tree], quotes: Placed[Quote], spans: Sequence[Block]
) -> Iterator[Saying]:
    """The sayings of names that are set before or after the words, in the order of the text."""
    for label in _labels(article, quotes, spans):
        near = touching(trees, label.who)
        if not near or sum(w[0].isalpha() for w in label.words.of(article.text).split()) < MIN_WORDS:
            continue
        tree = near[-1]
        heads = [i for i, t in enumerate(tree.tokens) if label.who.covers(t.span) and t.text[0].isalpha()]
        if heads:
            source = Source(tree, heads[-1], "speaker")
            yield Saying(tree, label.mark, "say", "asserts", (source,), label.words, label.rule)


def _labels(article: Article, quotes: Placed[Quote], blocks: Sequence[Block]) -> Iterator[Labelled]:
    named = _names_inside(article, blocks)
    yield from _headlines(article, blocks, named)
    yield from _turns(article, blocks, named)
    for before, block in zip((None, *blocks), blocks, strict=False):
        signed = _signature(article.text, before, block, quotes)
        if signed is not None:
            yield signed


def _labelled(found: re.Match[str], words: Span, rule: str) -> Labelled:
    return Labelled(Span(*found.span("who")), Span(*found.span("mark")), words, rule)


def _names_inside(article: Article, blocks: Sequence[Block]) -> frozenset[str]:
    """Words that stand with a capital inside a sentence of the body, or before another that does."""
    found = (NAMED.findall(block.span.of(article.text)) for block in blocks if block.kind not in HEADLINES)
    return frozenset(_bare(word) for runs in found for run in runs for word in run.split())


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).casefold()


def _headlines(article: Article, blocks: Sequence[Block], named: frozenset[str]) -> Iterator[Labelled]:
    """``Castell: The dam was never safe`` and ``The dam was never safe: Castell``."""
    for block in blocks:
        if block.kind not in HEADLINES:
            continue
        first = LABEL.match(article.text, block.span.start, block.span.end)
        if first is not None and _speaks(first["who"], named):
            yield _labelled(first, Span(first.end(), block.span.end), "label")
            continue
        last = LABEL_LAST.search(article.text, max(block.span.start, block.span.end - TAIL), block.span.end)
        if last is not None and _speaks(last["who"], named):
            yield _labelled(last, Span(block.span.start, last.start()), "label")


def _speaks(label: str, named: frozenset[str]) -> bool:
    """Whether the label is a name of the report, or ends in a word for a source: ``Police``, ``Poll``."""
    words = [_bare(word) for word in label.split()]
    kinds = ("office", "body", "outlet", "document", "crowd")
    is_source = any(
        words[-1].removesuffix("s") in load_set("twosource.words", "people.toml", k) for k in kinds
    )
    is_source = is_source or any(words[-1] in load_set("twosource.words", "people.toml", k) for k in kinds)
    is_name = all(
        word in named or word in load_set("twosource.words", "people.toml", "title") for word in words
    )
    return (is_source or is_name) and words[-1] not in load_set(ROOM, CUES, "labels.no_speakers")


def _turns(article: Article, blocks: Sequence[Block], named: frozenset[str]) -> Iterator[Labelled]:
    """``CASTELL: …`` in a transcript: each turn goes on to the next one, the last to its paragraph's end.

    A name that never comes back is a dateline or a heading.
    """
    bodies = [b.span for b in blocks if b.kind not in HEADLINES]
    found = [(place, LABEL.match(article.text, span.start, span.end)) for place, span in enumerate(bodies)]
    met = Counter(m["who"] for _, m in found if m is not None)
    turns = [
        (place, m)
        for place, m in found
        if m is not None and _is_turn(m["who"], named, is_back=met[m["who"]] > 1)
    ]
    if len({m["who"] for _, m in turns}) == len(turns):
        return
    ends = [place for place, _ in turns[1:]]
    for (place, match), end in zip(turns, [*ends, turns[-1][0] + 1], strict=True):
        last = bodies[end - 1 if end - place <= LONGEST_TURN else place]
        yield _labelled(match, Span(match.end(), last.end), "turn")


# A turn of more paragraphs has ended without a sign.
LONGEST_TURN = 6


def _is_turn(label: str, named: frozenset[str], *, is_back: bool) -> bool:
    """Whether a label is a name: one of the report, or in capitals and used again."""
    words = [_bare(word) for word in label.split()]
    is_set_off = all(word[0].isupper() for word in label.split())
    is_name = words[-1] in named or (is_back and label.isupper() and len(label) > 2)
    return is_set_off and is_name and words[-1] not in load_set(ROOM, CUES, "labels.no_speakers")


def _signature(text: str, before: Block | None, block: Block, quotes: Placed[Quote]) -> Labelled | None:
    """``“…” — Anna Brown`` in one paragraph, or the name under a quotation's paragraph."""
    own = SIGNATURE.search(text, max(block.span.start, block.span.end - TAIL), block.span.end)
    if own is not None:
        said = [
            q
            for q in touching(quotes, Span(block.span.start, own.start() + 1))
            if q.span.start < own.start("who")
        ]
        if said and _is_signed(own["who"]) and said[0].span.start == block.span.start:
            return _labelled(own, Span(said[0].inner.start, said[-1].inner.end), "signature")
        return None
    below = SIGNED_BELOW.match(text, block.span.start, block.span.end)
    if below is None or before is None or not _is_signed(below["who"]):
        return None
    said = [q for q in touching(quotes, before.span) if q.span.start == before.span.start]
    words = before.span if before.kind == "quote" else said[-1].inner if said else None
    return _labelled(below, words, "signature") if words is not None else None


def _is_signed(name: str) -> bool:
    """Whether the words look like a full name: two or more, the first and last with a capital."""
    words = name.split()
    return len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()


def find_announced(
    trees: Sequence[Tree], sayings: Sequence[Saying], blocks: Sequence[Block], quotes: Placed[Quote]
) -> Iterator[Saying]:
    """``She added:`` at the end of a paragraph announces the next one, or the run of quoted blocks."""
    held = {saying.cue for saying in sayings}
    ends = {block.span.end: place for place, block in enumerate(blocks)}
    for tree in trees:
        place = ends.get(tree.parsed.span.end)
        if place is None or place + 1 >= len(blocks) or tree.tokens[-1].text != ":":
            continue
        verbs = [
            i
            for i, t in enumerate(tree.tokens)
            if t.pos in {"VERB", "AUX"} and verb_stance(t.lemma) == "asserts" and t.span not in held
        ]
        after = _announced(blocks, place + 1)
        if verbs and not touching(quotes, Span(after.start, after.start + 1)):
            token, sources = tree.tokens[verbs[-1]], tuple(find_sources(tree, verbs[-1]))
            if sources:
                yield Saying(tree, token.span, token.lemma, "asserts", sources, after, "announced")


def _announced(blocks: Sequence[Block], place: int) -> Span:
    end = place
    while blocks[place].kind == "quote" and end + 1 < len(blocks) and blocks[end + 1].kind == "quote":
        end += 1
    return Span(blocks[place].span.start, blocks[end].span.end)
