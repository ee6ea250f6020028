"""Reads the lines of a PDF's page: where they stand, how large their type is, and whether it is bold."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from twosource.stages.clean.held import Box
from twosource.text.parts_pdf import Letters

DROP_CAP = 1.5  # of the size of the line
_DROPPED_CAP = re.compile(r"[^\W\d_a-z] ?[^\W\d_]")
_LINE = re.compile(r"\S[^\n]*")
_LINE_END = re.compile("\n")
_BOLD = re.compile(rb"bold|black|heavy|demi|cmbx", re.IGNORECASE)
_BOLD_WEIGHT = 600
_FARTHEST = 20_000.0  # points; the largest page has 14,400
_LONGEST_FONT_NAME = 128
_SAMPLES = 6
_CELLS = 2.0  # of the size of the type: no line is justified by such blanks
_LONGEST_BULLET = 4  # letters
_QUARTER = math.pi / 2


@dataclass(frozen=True, slots=True, eq=False)  # a line is itself alone: many tables are kept by it
class Line:
    """A line, or what a gutter leaves of one: its place in the text and on the page.

    `start` and `end` count in the text of all pages.  `box` is on the page as
    PDF counts, `frame` as it is read (turned where the whole page is); both
    left, bottom, right, top in points.  `size` is that of its type in points.
    `is_row` says that wide gaps part its words, as the cells of a table's row.
    """

    page: int
    start: int
    end: int
    words: str
    box: Box
    frame: Box
    size: float
    is_bold: bool
    is_turned: bool
    is_row: bool = False

    @property
    def height(self) -> float:
        """How high the boxes of its letters are."""
        return self.frame[3] - self.frame[1]


@dataclass(frozen=True, slots=True)
class Gap:
    """A wide blank: the letter behind it, where it starts, and where it ends, from left to right."""

    at: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of PDFium's with the place of each of its letters, None for blanks.

    `drop_cap` is the size of a first letter that is much larger than the rest, else 0.
    """

    line: Line
    boxes: tuple[Box | None, ...]
    turns: int
    drop_cap: float = 0.0

    def cuts(self) -> tuple[int, ...]:
        """Where it is cut in any case: behind a drop cap."""
        return (1,) if self.drop_cap else ()

    def cut(self, at: int, upto: int) -> Line | None:
        """The line of its letters ``[at, upto)`` without the blanks around them; None if there are none."""
        piece = self.line.words[at:upto]
        bare = piece.strip()
        if not bare:
            return None
        at += len(piece) - len(piece.lstrip())
        box = union([box for box in self.boxes[at : at + len(bare)] if box])
        start = self.line.start + at
        is_row = any(at + _LONGEST_BULLET < gap.at < at + len(bare) for gap in self.gaps(_CELLS))
        size = self.drop_cap if self.drop_cap and (at, upto) == (0, 1) else self.line.size
        cut = replace(self.line, start=start, end=start + len(bare), words=bare, is_row=is_row, size=size)
        return replace(cut, box=box, frame=turned(box, self.turns))

    def gaps(self, least: float) -> Iterator[Gap]:
        """The blanks inside it that are wider than `least` times the size of its type."""
        if self.line.is_turned or self.turns:  # not looked for on pages that are turned
            return
        right = None
        for at, box in enumerate(self.boxes):
            if box is None:
                continue
            if right is not None and box[0] - right > least * self.line.size > 0:
                yield Gap(at, right, box[0])
            right = box[2]


def read_rows(page: Any, letters: Letters, number: int, start: int) -> tuple[Row, ...]:
    """The lines of a text page in PDFium's order; `start` is where its text starts in that of all pages."""
    spans = [found.span() for found in _LINE.finditer(letters.text)]
    turns = [_turns(page, letters.numbers[low]) for low, _ in spans]
    letters_turned: Counter[int] = Counter()
    for (low, high), turn in zip(spans, turns, strict=True):
        letters_turned[turn] += high - low
    main = letters_turned.most_common(1)[0][0] if spans else 0
    rows = [_row(page, letters, span, main) for span in spans]
    return tuple(
        replace(
            row,
            line=replace(row.line, page=number, start=row.line.start + start, is_turned=turn != main),
        )
        for row, turn in zip(rows, turns, strict=True)
    )


def first_lines(letters: Letters, most: int) -> Letters:
    """The letters of the first `most` lines."""
    ends = [found.start() for found in islice(_LINE_END.finditer(letters.text), most)]
    if len(ends) < most:
        return letters
    upto = ends[-1] if ends else 0
    return Letters(letters.text[:upto], letters.numbers[:upto])


def _row(page: Any, letters: Letters, span: tuple[int, int], turns: int) -> Row:
    words = letters.text[slice(*span)]
    numbers = letters.numbers[slice(*span)]
    boxes = tuple(_boxes(page, words, numbers))
    inked = [number for number, box in zip(numbers, boxes, strict=True) if box]
    # Superscripts and small capitals are smaller than their line; a first letter can be larger.
    size = max(_size(page, inked[len(inked) * k // _SAMPLES]) for k in range(1, _SAMPLES))
    is_bold = _is_bold(page, inked[len(inked) // 2])
    whole = union([box for box in boxes if box])
    first = _size(page, inked[0]) if _DROPPED_CAP.match(words) else 0.0
    line = Line(0, *span, words, whole, turned(whole, turns), size, is_bold, False)
    return Row(line, boxes, turns, first if first > DROP_CAP * size else 0.0)


def _boxes(page: Any, words: str, numbers: Sequence[int]) -> Iterator[Box | None]:
    """The boxes of letters, as high as their font."""
    from pypdfium2.raw import FS_RECTF, FPDFText_GetLooseCharBox

    found = FS_RECTF()
    for letter, number in zip(words, numbers, strict=True):
        if letter.isspace():
            yield None
            continue
        FPDFText_GetLooseCharBox(page.raw, number, found)
        yield _sound(found.left, found.bottom, found.right, found.top)


def _sound(left: float, bottom: float, right: float, top: float) -> Box:
    """A box whose corners are numbers, in their order, and not off every page."""
    if -_FARTHEST < left <= right < _FARTHEST and -_FARTHEST < bottom <= top < _FARTHEST:
        return left, bottom, right, top
    left, right = sorted((_finite(left), _finite(right)))
    bottom, top = sorted((_finite(bottom), _finite(top)))
    return left, bottom, right, top


def _size(page: Any, number: int) -> float:
    """The size of a letter's type as it is shown, to a tenth of a point."""
    from pypdfium2.raw import FS_MATRIX, FPDFText_GetFontSize, FPDFText_GetMatrix

    matrix = FS_MATRIX()
    scale = math.hypot(matrix.c, matrix.d) if FPDFText_GetMatrix(page.raw, number, matrix) else 1.0
    return round(_finite(FPDFText_GetFontSize(page.raw, number) * scale), 1)


def _is_bold(page: Any, number: int) -> bool:
    """Whether a letter's font is bold by its name or its weight."""
    import ctypes

    from pypdfium2.raw import FPDFText_GetFontInfo, FPDFText_GetFontWeight

    name, flags = ctypes.create_string_buffer(_LONGEST_FONT_NAME), ctypes.c_int()
    FPDFText_GetFontInfo(page.raw, number, name, _LONGEST_FONT_NAME, flags)
    return bool(_BOLD.search(name.raw)) or FPDFText_GetFontWeight(page.raw, number) >= _BOLD_WEIGHT


def _turns(page: Any, number: int) -> int:
    """By how many quarters of a circle a letter is turned to the left."""
    from pypdfium2.raw import FPDFText_GetCharAngle

    angle = FPDFText_GetCharAngle(page.raw, number)
    return -round(angle / _QUARTER) % 4 if math.isfinite(angle) and angle >= 0 else 0


def _finite(value: float) -> float:
    return min(max(value, -_FARTHEST), _FARTHEST) if math.isfinite(value) else 0.0


def turned(box: Box, turns: int) -> Box:
    """A box as it stands once the page is turned to the right by quarters of a circle."""
    left, bottom, right, top = box
    for _ in range(turns):
        left, bottom, right, top = bottom, -right, top, -left
    return left, bottom, right, top


def union(boxes: Sequence[Box]) -> Box:
    """The box around boxes, to a hundredth of a point; a dot at the corner of the page if there are none."""
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return round(min(lefts), 2), round(min(bottoms), 2), round(max(rights), 2), round(max(tops), 2)


def main_size(lines: Iterable[Line]) -> float:
    """The size of type in which most letters are set."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.words)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)
