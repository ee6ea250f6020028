"""What somebody said that no clause holds: ``“Never again,” he said``, a call, a line without a verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.data import Span
from twosource.stages.extract.chains import Told
from twosource.stages.extract.clauses import Clause, frame_of
from twosource.stages.extract.grammar import Tree, span_of, trim

# From this share of a content on the clauses found in it stand for it.
TAKEN = 0.4
# Fewer words say nothing that another report could be laid beside.
MIN_WORDS = 2
# The cue is its own content here: the clause is the claim already.
OWN_CONTENT = frozenset({"verb-act", "verb-denied-word", "verb-hearsay", "citing"})


def rests_of(tree: Tree, told: Sequence[Told], taken: Sequence[Span]) -> Iterator[Clause]:
    """The contents in this sentence, each as one proposition, that the claims at `taken` do not hold."""
    held = list(taken)
    for item in sorted(told, key=lambda t: (t.saying.content.start - t.saying.content.end, t.saying.cue)):
        if item.saying.by in OWN_CONTENT:
            continue
        part = _part(tree, item)
        if part is None or _share(part, held) >= TAKEN:
            continue
        held.append(part)
        yield Clause(_top(tree, part), part, frame_of(tree, _top(tree, part)))


def _part(tree: Tree, item: Told) -> Span | None:
    """The words of the content that stand in the sentence, the cue aside where it ends or opens them."""
    content, cue = item.saying.content, item.saying.cue
    inside = [i for i, t in enumerate(tree.tokens) if content.covers(t.span) and not cue.covers(t.span)]
    words = trim(tree, inside)
    if sum(any(map(str.isalpha, tree.tokens[i].text)) for i in words) < MIN_WORDS:
        return None
    span = span_of(tree, words)
    return None if span.covers(cue) else span


def _share(part: Span, taken: Sequence[Span]) -> float:
    """How much of the part the spans cover."""
    held = sum(max(0, min(part.end, end) - max(part.start, start)) for start, end in _joined(taken))
    return held / (part.end - part.start)


def _joined(spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    start = end = -1
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if span.start > end:
            if end > start:
                yield start, end
            start, end = span.start, span.end
        end = max(end, span.end)
    if end > start:
        yield start, end


def _top(tree: Tree, part: Span) -> int:
    """The token on which the words of the part hang."""
    inside = [i for i, t in enumerate(tree.tokens) if part.covers(t.span)]
    return next(
        (
            i
            for i in inside
            if not part.covers(tree.tokens[tree.tokens[i].head].span) or tree.tokens[i].head == i
        ),
        inside[0],
    )
