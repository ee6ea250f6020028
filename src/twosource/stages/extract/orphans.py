"""Quotations that no cue in their sentence accounts for: the speaker goes on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from twosource.data import Span
from twosource.stages.extract.carriers import can_speak, carried
from twosource.stages.extract.grammar import Tree
from twosource.stages.extract.placed import Placed, place, touching
from twosource.stages.extract.quotes import Quote
from twosource.stages.extract.sayings import Saying, Source

# A quotation is a speech of its own, not a borrowed word, if it holds so many words and fills its sentences …
MIN_WORDS = 3
FILLS = 0.5
# … or stands in a sentence that tells something else, and holds so many.
MIN_INSIDE = 6
# How far behind the last words of a speaker he is held to go on, in code points.
REACH = 700
# So many words over a whole paragraph are a speech, whoever gives it.
MIN_ALONE = 8
# The rules whose voice does not speak on: a noun's owner, and who is cited.
SILENT = frozenset({"noun", "citing", "announced"})
# Line breaks and blanks between two paragraphs, at most.
GAP = 8
UNKNOWN = "source not stated"


@dataclass(slots=True)
class Speakers:
    """The sayings whose cue stands outside all quotations, by the place of their cues.

    `until` is how far the words of a saying are known to go, by where its cue starts.
    """

    sayings: list[Saying]
    starts: list[int]
    until: dict[int, int] = field(default_factory=dict)

    def add(self, saying: Saying) -> None:
        """Let one more speak."""
        at = bisect_left(self.starts, saying.cue.start)
        self.starts.insert(at, saying.cue.start)
        self.sayings.insert(at, saying)
        self.until[saying.cue.start] = saying.content.end

    def last_before(self, offset: int) -> int | None:
        """The last saying whose cue stands before the place."""
        at = bisect_left(self.starts, offset) - 1
        return at if at >= 0 else None

    def inside(self, span: Span) -> range:
        """The sayings whose cue starts in the span."""
        return range(bisect_left(self.starts, span.start), bisect_right(self.starts, span.end - 1))


def find_orphans(
    text: str,
    paragraphs: Sequence[Span],
    trees: Sequence[Tree],
    quotes: Sequence[Quote],
    sayings: Sequence[Saying],
) -> Iterator[Saying]:
    """Sayings for those of the quotations that only continue one.

    A cue inside a quotation never speaks on outside it.  The speaker is, in
    this order, whose words reach into the quotation, who speaks in its
    sentence, in its paragraph, in the run of paragraphs that nothing closes,
    or whoever spoke last before it within REACH.
    """
    held = place(paragraphs, lambda span: span)
    runs = list(_runs(quotes, held))
    inner = place((q for run in runs for q in run if not q.is_open or len(run) > 1), lambda q: q.inner)
    loose = place((run[0] for run in runs if run[0].is_open and len(run) == 1), lambda q: q.inner)
    turns = place((s.content for s in sayings if s.by == "turn"), lambda span: span)
    apart = [s for s in sayings if not touching(inner, s.cue) and not touching(turns, s.cue)]
    outer = [s for s in apart if not touching(loose, s.cue) or _trails(text, s)]
    contents = place((*outer, *(s for s in sayings if s.by == "turn")), lambda s: s.content)
    speaking = sorted((s for s in outer if _speaks(s)), key=lambda s: s.cue)
    speakers = Speakers(speaking, [s.cue.start for s in speaking])
    sentences = place(trees, lambda t: t.parsed.span)
    for run in runs:
        for quote in run:
            near = touching(sentences, quote.inner)
            if _is_told(quote, contents) or not _is_speech(text, quote, near):
                continue
            beside = _beside(quote, near, speakers)
            own = next((s for tree in near if (s := carried(tree, quote))), None) if beside is None else None
            who = _speaker(quote, run, held, speakers) if beside is None else beside
            if own is not None:
                speakers.add(own)
                yield own
            elif who is not None:
                yield _continued(quote, near[0], speakers, who)
            elif _is_paragraph(text, quote, held):
                yield _unknown(quote, near[0])


def _runs(quotes: Sequence[Quote], paragraphs: Placed[Span]) -> Iterator[list[Quote]]:
    """Quotations that nothing closes with those that go on with them, and each of the others alone."""
    run: list[Quote] = []
    for quote in quotes:
        opens = any(p.start == quote.span.start for p in touching(paragraphs, quote.span))
        if run and not (run[-1].is_open and opens):
            yield run
            run = []
        run.append(quote)
    if run:
        yield run


def _speaks(saying: Saying) -> bool:
    """Whether the saying's voice can speak on: people, bodies and documents."""
    if not saying.sources or saying.by in SILENT:
        return False
    last = saying.sources[-1]
    return last.head is not None and can_speak(last.tree, last.head)


def _trails(text: str, saying: Saying) -> bool:
    """``“It was late, said Anna Brown``: behind a comma the cue is outside, though no mark says so."""
    return text[max(0, saying.cue.start - 2) : saying.cue.start].rstrip().endswith(",")


def _is_told(quote: Quote, contents: Placed[Saying]) -> bool:
    """Whether the words of a cue outside cover most of the quotation."""
    length = quote.inner.end - quote.inner.start
    covered = (
        min(s.content.end, quote.inner.end) - max(s.content.start, quote.inner.start)
        for s in touching(contents, quote.inner)
        if s.content.end - s.content.start > len("a")
    )
    return any(part >= 0.6 * length for part in covered)


def _is_speech(text: str, quote: Quote, near: Sequence[Tree]) -> bool:
    words = sum(any(map(str.isalpha, word)) for word in quote.inner.of(text).split())
    if not near or words < MIN_WORDS:
        return False
    total = sum(t.parsed.span.end - t.parsed.span.start for t in near)
    return words >= MIN_INSIDE or quote.inner.end - quote.inner.start >= FILLS * total


def _beside(quote: Quote, near: Sequence[Tree], speakers: Speakers) -> int | None:
    """Who speaks in the quotation's own sentence."""
    sentence = Span(min(t.parsed.span.start for t in near), max(t.parsed.span.end for t in near))
    return _nearest(quote, sentence, speakers)


def _nearest(quote: Quote, where: Span, speakers: Speakers) -> int | None:
    """Who spoke last before the quotation in this stretch, else first behind it."""
    found = list(speakers.inside(where))
    before = [i for i in found if speakers.starts[i] < quote.inner.start]
    after = [i for i in found if speakers.starts[i] >= quote.inner.end]
    return before[-1] if before else after[0] if after else None


def _speaker(quote: Quote, run: Sequence[Quote], paragraphs: Placed[Span], speakers: Speakers) -> int | None:
    """Which of the speakers of other sentences the quotation belongs to."""
    paragraph = next(iter(touching(paragraphs, quote.inner)), quote.span)
    beside = _nearest(quote, paragraph, speakers)
    if beside is not None:
        return beside
    last = run[-1].span
    closing = next(iter(touching(paragraphs, last)), last)
    ahead = list(speakers.inside(Span(last.start, max(closing.end, last.end))))
    if len(run) > 1 and ahead:
        return ahead[0]
    unclosed = _unclosed(quote, paragraphs, speakers) if quote.is_open else None
    if unclosed is not None:
        return unclosed
    at = speakers.last_before(quote.span.start)
    if at is None:
        return None
    until = max(speakers.sayings[at].cue.end, speakers.until.get(speakers.starts[at], 0))
    return at if quote.span.start - until < REACH else None


def _unclosed(quote: Quote, paragraphs: Placed[Span], speakers: Speakers) -> int | None:
    """Whoever speaks at the end of the next paragraph, where the words go on there without a mark."""
    after = next(iter(touching(paragraphs, Span(quote.span.end, quote.span.end + GAP))), None)
    if after is None:
        return None
    return next(
        (i for i in speakers.inside(after) if speakers.sayings[i].content.start <= after.start + 1), None
    )


def _continued(quote: Quote, tree: Tree, speakers: Speakers, who: int) -> Saying:
    cue = speakers.sayings[who]
    speakers.until[cue.cue.start] = max(speakers.until.get(cue.cue.start, 0), quote.inner.end)
    return Saying(tree, cue.cue, cue.lemma, "asserts", cue.sources, quote.inner, "continued")


def _is_paragraph(text: str, quote: Quote, paragraphs: Placed[Span]) -> bool:
    """Whether the quotation is a whole paragraph: then it is a speech, even where nothing says by whom."""
    is_alone = any(quote.span.covers(Span(p.start, p.end - 1)) for p in touching(paragraphs, quote.inner))
    return is_alone and len(quote.inner.of(text).split()) >= MIN_ALONE


def _unknown(quote: Quote, tree: Tree) -> Saying:
    mark = Span(quote.span.start, quote.inner.start)
    return Saying(
        tree, mark, "say", "asserts", (Source(tree, None, "speaker", UNKNOWN),), quote.inner, "unknown"
    )
