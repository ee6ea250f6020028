"""Cuts a report's text at the borders of every place linked to, so that each can be marked exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from twosource.data import Article, Block, Claim, Span
from twosource.stages.write.display import strip_controls
from twosource.stages.write.shapes import Words

# The kind given to text outside every block.
UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Marked:
    """A block of a report as markup."""

    kind: str
    why: str
    is_furniture: bool
    keeps_lines: bool
    body: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a claim: the number of its point, or None where one report alone makes it."""

    span: Span
    number: int | None


def mark_report(
    article: Article, places: Mapping[str, Words], fates: Iterable[Fate]
) -> tuple[tuple[Marked, ...], frozenset[str]]:
    """The blocks of a report as markup, and the anchors whose words cross a block's end."""
    blocks = _all_blocks(article)
    ordered = sorted(places.values(), key=lambda w: (w.span.start, -w.span.end))
    told = tuple(fates)
    marked: list[Marked] = []
    crossing: set[str] = set()
    opened: set[str] = set()
    for block in blocks:
        here = [w for w in ordered if w.span.overlaps(block.span) or _starts_at(w, block)]
        fresh = [w for w in here if w.anchor not in opened]
        opened.update(w.anchor for w in fresh)
        crossing.update(w.anchor for w in fresh if w.span.end > block.span.end)
        body = _mark_block(article.text, block, here, fresh, [f for f in told if f.span.overlaps(block.span)])
        is_furniture = block.is_furniture and block.kind != UNREAD
        marked.append(Marked(block.kind, block.why, is_furniture, _keeps_lines(article, block), body))
    return tuple(marked), frozenset(crossing)


def join_furniture(blocks: Iterable[Marked]) -> tuple[tuple[Marked, ...], ...]:
    """The blocks one by one, but furniture that follows on furniture in one."""
    runs: list[list[Marked]] = []
    for block in blocks:
        if block.is_furniture and runs and runs[-1][-1].is_furniture:
            runs[-1].append(block)
        else:
            runs.append([block])
    return tuple(map(tuple, runs))


def _starts_at(words: Words, block: Block) -> bool:
    return not words.text and words.span.start == block.span.start


def _keeps_lines(article: Article, block: Block) -> bool:
    """Whether line ends mean something: a hard-wrapped paragraph's do not."""
    return block.is_furniture or "\n\n" in block.span.of(article.text)


def _all_blocks(article: Article) -> tuple[Block, ...]:
    """The blocks, and whatever words lie between them: nothing of a report is left unshown."""
    blocks, at = [], 0
    for block in sorted(article.blocks, key=lambda b: b.span):
        blocks += _gap(article.text, at, block.span.start)
        if block.span.end > at:
            blocks.append(Block(Span(max(at, block.span.start), block.span.end), block.kind, block.why))
        at = max(at, block.span.end)
    return tuple(blocks + _gap(article.text, at, len(article.text)))


def _gap(text: str, start: int, end: int) -> list[Block]:
    return [Block(Span(start, end), UNREAD)] if text[start:end].strip() else []


def _mark_block(text: str, block: Block, here: list[Words], fresh: list[Words], fates: list[Fate]) -> str:
    """One sweep over the block: at each border the anchors, then the piece with its classes."""
    low, high = block.span.start, block.span.end
    borders = {low, high}
    for span in [w.span for w in here] + [f.span for f in fates]:
        borders.update((max(span.start, low), min(span.end, high)))
    cuts = sorted(borders)
    starting, ending = _events(here, fates, low, high)
    anchors = _anchors(fresh, low)
    active: dict[str, int] = {}
    pieces: list[str] = []
    for at, after in zip(cuts, [*cuts[1:], high], strict=True):
        for name in ending.get(at, ()):
            active[name] -= 1
            if not active[name]:
                del active[name]
        pieces += _numbers(fates, at)
        pieces += anchors.get(at, ())
        for name in starting.get(at, ()):
            active[name] = active.get(name, 0) + 1
        pieces.append(_piece(text[at:after], active))
    return "".join(pieces)


Events = dict[int, list[str]]


def _events(here: list[Words], fates: list[Fate], low: int, high: int) -> tuple[Events, Events]:
    """Which classes begin and end where, within the block."""
    starting: Events = {}
    ending: Events = {}
    named = [(w.anchor, w.span) for w in here]
    named += [("o" if f.number is None else "m", f.span) for f in fates]
    for name, span in named:
        start, end = max(span.start, low), min(span.end, high)
        if start < end:
            starting.setdefault(start, []).append(name)
            ending.setdefault(end, []).append(name)
    return starting, ending


def _anchors(fresh: list[Words], low: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for words in fresh:
        found.setdefault(max(words.span.start, low), []).append(
            f'<a class="t" id="{words.anchor}" href="#u-{words.anchor}"'
            ' aria-label="Back to where these words are used"></a>'
        )
    return found


def _numbers(fates: list[Fate], at: int) -> list[str]:
    """The numbers of the points whose words end here, as links that add no text."""
    numbers = dict.fromkeys(f.number for f in fates if f.span.end == at and f.number is not None)
    return [
        f'<a class="n" href="#point-{n}" data-n="{n}" aria-label="Point {n}"></a>' for n in sorted(numbers)
    ]


def _piece(text: str, active: Mapping[str, int]) -> str:
    if not text:
        return ""
    words = escape(strip_controls(text))
    return f'<span class="{" ".join(active)}">{words}</span>' if active else words


def fates_of(claims: Iterable[Claim], numbers: Mapping[str, int], only: frozenset[str]) -> tuple[Fate, ...]:
    """What became of these claims; those that are in no point and not listed as one report's are left."""
    return tuple(
        Fate(claim.span, numbers.get(claim.id)) for claim in claims if claim.id in numbers or claim.id in only
    )
