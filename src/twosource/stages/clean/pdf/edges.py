"""Finds what a PDF repeats or counts at the edges of its pages, and what is no line of its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from twosource.stages.clean.patterns import HERE
from twosource.stages.clean.pdf.lines import Line
from twosource.words.load import load_words

Judgement = tuple[str, str]  # a kind of furniture, and why

_EDGE = 3  # rows from the upper and from the lower edge
_SAME_PLACE = 4.0  # points
_ONE_IN = 4  # pages: left and right pages, and the first ones, differ
_DIGITS = re.compile(r"\d+")
_MARK = re.compile(r"[\d*†‡§,]{1,5}")
_LARGE = 1.15  # of the size of the text
_SMALL = 0.8  # of the size of the text: a mark that leads to a footnote
_LONGEST = 220


def judge_lines_of_pages(pages: Sequence[Sequence[Line]], text_size: float) -> dict[Line, Judgement]:
    """The lines of all pages that are no part of the text, and what each is."""
    edges = [tuple(_edge_lines(lines)) for lines in pages]
    judged = dict(_turned_and_marks(pages, text_size))
    judged |= _printed(edges)
    judged |= _repeated(edges)
    judged |= _headlines(edges, pages, text_size)
    return judged


def _turned_and_marks(pages: Sequence[Sequence[Line]], text_size: float) -> Iterator[tuple[Line, Judgement]]:
    for line in (line for lines in pages for line in lines):
        if line.is_turned:
            yield line, ("other", "turned against the page")
        elif line.size <= _SMALL * text_size and _MARK.fullmatch(line.words):
            yield line, ("other", "mark of a footnote")


def _edge_lines(lines: Sequence[Line]) -> Iterator[tuple[Line, int]]:
    """The lines near the upper and lower edge, each with how many rows it stands from it."""
    upright = [line for line in lines if not line.is_turned]
    found: dict[Line, int] = {}
    for edge, sign in ((3, -1.0), (1, 1.0)):  # tops from above, bottoms from below
        row, last = -1, None
        for line in sorted(upright, key=lambda line: sign * line.frame[edge]):
            if last is None or abs(line.frame[edge] - last) > _SAME_PLACE:
                row, last = row + 1, line.frame[edge]
            if row >= _EDGE:
                break
            found[line] = min(row, found.get(line, row))
    yield from found.items()


def _printed(edges: Sequence[Sequence[tuple[Line, int]]]) -> dict[Line, Judgement]:
    """Page numbers, and what a browser prints around a page."""
    found: dict[Line, Judgement] = {}
    for line, row in (entry for entries in edges for entry in entries):
        if len(line.words) > _LONGEST:
            continue
        if row < 2 and any(p.fullmatch(line.words) for p in patterns("page_numbers")):
            found[line] = ("navigation", "page number")
        elif row == 0 and any(p.fullmatch(line.words) for p in patterns("print_marks")):
            found[line] = ("navigation", "printed around the page")
    return found


def _repeated(edges: Sequence[Sequence[tuple[Line, int]]]) -> dict[Line, Judgement]:
    """Lines that stand at the same place of several pages, numbers in them apart."""
    pages: dict[tuple[str, float, bool, int], set[int]] = defaultdict(set)
    for line, _ in (entry for entries in edges for entry in entries):
        pages[*_key(line), _height(line)].add(line.page)
    least = max(2, len(edges) // _ONE_IN)
    found: dict[Line, Judgement] = {}
    for line, _ in (entry for entries in edges for entry in entries):
        near = [pages.get((*_key(line), _height(line) + step), set()) for step in (-1, 0, 1)]
        if len(set().union(*near)) >= least:
            found[line] = ("navigation", "runs through the pages")
    return found


def _headlines(
    edges: Sequence[Sequence[tuple[Line, int]]], pages: Sequence[Sequence[Line]], text_size: float
) -> dict[Line, Judgement]:
    """Lines at the edges of later pages that repeat what the first page sets large."""
    first = next((lines for lines in pages if lines), ())
    large = _letters(" ".join(line.words for line in first if line.size >= _LARGE * text_size))
    return {
        line: ("navigation", "repeats the headline")
        for line, row in (entry for entries in edges for entry in entries)
        if line.page != first[0].page and row < 2 and line.size < _LARGE * text_size
        if line.words.count(" ") >= 2 and _letters(line.words) in large
    }


def _letters(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())


def _height(line: Line) -> int:
    return round(line.frame[1] / _SAME_PLACE)


def _key(line: Line) -> tuple[str, float, bool]:
    """What two lines have in common that are the same but for their numbers."""
    return " ".join(_DIGITS.sub("0", line.words[:_LONGEST]).lower().split()), line.size, line.is_bold


@cache
def patterns(key: str) -> tuple[re.Pattern[str], ...]:
    """The patterns under a key of pdf.toml."""
    return tuple(re.compile(written, re.IGNORECASE) for written in load_words(HERE, "pdf.toml")[key])
