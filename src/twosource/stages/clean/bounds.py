"""Bounds how much of one report is read as language; the rest stays in the text and says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from twosource.data import CLAIM_KINDS, Block, Flag, Span

# The longest reports have some 60,000 characters.
MOST_CHARACTERS = 100_000
WHY = "beyond what of one report is read as language"


def bound_blocks(blocks: Sequence[Block], text: str) -> tuple[tuple[Block, ...], Flag | None]:
    """The blocks, what lies beyond MOST_CHARACTERS of sentences made furniture; a flag if any does."""
    left = MOST_CHARACTERS
    out: list[Block] = []
    for block in blocks:
        size = block.span.end - block.span.start
        if block.kind not in CLAIM_KINDS or size <= left:
            out.append(block)
            left -= size if block.kind in CLAIM_KINDS else 0
            continue
        cut = _cut(text, block.span, block.span.start + left)
        left = 0
        if cut > block.span.start:
            out.append(replace(block, span=Span(block.span.start, len(text[:cut].rstrip()))))
        out.append(Block(Span(cut, block.span.end), "other", WHY))
    if not any(block.why == WHY for block in out):
        return tuple(out), None
    start = next(block.span.start for block in out if block.why == WHY)
    why = f"only the first {MOST_CHARACTERS} characters are read as language"
    return tuple(out), Flag("long-text", why, Span(start, len(text)))


def _cut(text: str, span: Span, at: int) -> int:
    """The place at or before `at` where a word starts, or `at` itself where none does."""
    blank = text.rfind(" ", span.start, at)
    return blank + 1 if blank > span.start else at
