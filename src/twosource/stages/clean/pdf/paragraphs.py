"""Puts the lines of a PDF together to paragraphs, over columns and pages too."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from twosource.stages.clean.pdf.edges import Judgement
from twosource.stages.clean.pdf.lines import DROP_CAP, Line, main_size
from twosource.stages.clean.units import is_closed

_BULLET = re.compile(r"(?:[•●○◦▪■□‣⁃∙·►▶✓➤*–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
_LONE_BULLET = re.compile(r"[•●○◦▪■□‣⁃∙►▶✓➤]")
_OTHER_SIZE = 0.08  # of the larger
_WIDER = 1.35  # times the usual distance of two lines is a gap between paragraphs
_USUAL = 1.2  # of the size of the type, where the document does not tell
_INDENT = 0.7  # of the size of the type
_FARTHEST_INDENT = 8.0
_SAME_LEFT = 30.0  # points: lines of one column start at most an indent apart
_EARLY = 0.25  # of the column's width left empty ends a paragraph without a mark
_DASHES = "-–—"
_LARGER = 1.12
_ONE_IN = 20  # lines reaches farther than its column
_CLOSE = 2.0  # lines
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read on without a break, or one line of furniture with what it is."""

    lines: tuple[Line, ...]
    furniture: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How large the text is, how far its lines stand apart, and how far the column of each line reaches."""

    text_size: float
    pitches: Mapping[float, float]
    rights: Mapping[Line, float]

    def pitch(self, line: Line) -> float:
        """The usual distance of lines as large as this one."""
        return self.pitches.get(line.size, _USUAL * line.size)

    def right(self, line: Line) -> float:
        """How far the column of a line reaches."""
        return self.rights.get(line, line.frame[2])

    def is_large(self, line: Line) -> bool:
        """Whether a line is set larger than the text, as headings are."""
        return line.size > _LARGER * self.text_size


def make_paragraphs(lines: Iterable[Line], furniture: Mapping[Line, Judgement]) -> tuple[Paragraph, ...]:
    """The paragraphs in order; furniture that stands inside one follows it."""
    everything = tuple(lines)
    layout = find_layout([line for line in everything if line not in furniture])
    return tuple(_paragraphs(everything, furniture, layout))


def _paragraphs(
    lines: Sequence[Line], furniture: Mapping[Line, Judgement], layout: Layout
) -> Iterator[Paragraph]:
    open_lines: list[Line] = []
    aside: list[Paragraph] = []
    for line in lines:
        if line in furniture:
            aside.append(Paragraph((line,), furniture[line]))
            continue
        if not open_lines or not _goes_on(open_lines, line, layout):
            if open_lines:
                yield Paragraph(tuple(open_lines))
            yield from aside
            open_lines, aside = [], []
        open_lines.append(line)
    if open_lines:
        yield Paragraph(tuple(open_lines))
    yield from aside


def find_layout(lines: Sequence[Line]) -> Layout:
    """What is usual in a document: the lower quarter of distances, the reach of nearly all lines."""
    distances: dict[float, list[float]] = defaultdict(list)
    for before, line in pairwise(lines):
        distance = before.frame[1] - line.frame[1]
        if before.page == line.page and before.size == line.size and 0 < distance < 3 * line.size:
            distances[line.size].append(distance)
    pitches = {size: sorted(found)[len(found) // 4] for size, found in distances.items()}
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    return Layout(main_size(lines), pitches, {k: v for own in by_page.values() for k, v in _rights(own)})


def _rights(lines: Sequence[Line]) -> Iterator[tuple[Line, float]]:
    """How far the lines of a page reach that start about as far left and end before what stands beside."""
    beside = _beside(lines)
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.frame[0]):
        if not groups or line.frame[0] - groups[-1][0].frame[0] > _SAME_LEFT:
            groups.append([])
        groups[-1].append(line)
    for group in groups:
        rights = sorted(line.frame[2] for line in group)
        for line in group:
            upto = bisect_right(rights, max(beside.get(line, math.inf), line.frame[2]))
            yield line, rights[max(0, upto - 1 - upto // _ONE_IN)]


def _beside(lines: Sequence[Line]) -> dict[Line, float]:
    """Where the nearest line starts that stands to the right of a line, or of those close above and below."""
    found: dict[Line, float] = {}
    by_top = sorted(lines, key=lambda line: -line.frame[3])
    for index, line in enumerate(by_top):
        for other in by_top[index + 1 : index + 1 + _NEAR]:
            if other.frame[3] < line.frame[1] - _CLOSE * line.height:
                break
            left, right = (line, other) if line.frame[0] <= other.frame[0] else (other, line)
            if left.frame[2] < right.frame[0]:
                found[left] = min(found.get(left, math.inf), right.frame[0])
    return found


def _goes_on(lines: Sequence[Line], line: Line, layout: Layout) -> bool:
    """Whether a line goes on with the paragraph that `lines` are so far."""
    before = lines[-1]
    if _is_drop_cap(before, line):
        return len(lines) == 1
    if abs(before.size - line.size) > _OTHER_SIZE * max(before.size, line.size):
        return False
    if _LONE_BULLET.fullmatch(before.words):
        return before.page == line.page
    if before.is_row or line.is_row or _BULLET.match(line.words) or _LONE_BULLET.fullmatch(line.words):
        return False
    distance = before.frame[1] - line.frame[1]
    pitch = layout.pitch(line)
    is_below = before.page == line.page and distance > 0 and before.frame[0] < line.frame[2]
    if not is_below or distance > 3 * pitch:
        return _goes_on_elsewhere(before, line, layout)
    if distance > _WIDER * pitch or _starts_anew(lines, line):
        return False
    return not _ends_early(before, line, layout)


def _is_drop_cap(before: Line, line: Line) -> bool:
    is_letter = len(before.words.strip("“\"'‘")) == 1 and before.words[-1].isupper()
    return is_letter and before.size > DROP_CAP * line.size > 0 and before.page == line.page


def _goes_on_elsewhere(before: Line, line: Line, layout: Layout) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    if before.is_bold != line.is_bold or is_closed(before.words):
        return False
    return line.words[0].islower() or not _is_short(before, layout)


def _starts_anew(lines: Sequence[Line], line: Line) -> bool:
    """Whether a line is indented as a paragraph's first, or no longer as those before it."""
    before = lines[-1]
    step = (line.frame[0] - before.frame[0]) / (line.size or 1.0)
    if step > _INDENT:
        is_hanging = len(lines) == 1 and bool(_BULLET.match(before.words))
        return step < _FARTHEST_INDENT and not is_hanging and is_closed(before.words)
    return step < -_INDENT and len(lines) > 1 and is_closed(before.words)


def _ends_early(before: Line, line: Line, layout: Layout) -> bool:
    """Whether the next line's first word would have had its place on the line before."""
    if before.is_bold != line.is_bold and (is_closed(before.words) or _is_short(before, layout)):
        return True
    first = len(line.words.split(" ", 1)[0]) + 1
    letter = (line.frame[2] - line.frame[0]) / len(line.words)
    would_fit = before.frame[2] + (first + 1) * letter < layout.right(before)
    if before.words[-1] in _DASHES or layout.is_large(line):  # headings are broken into lines about as long
        return False
    return would_fit and (is_closed(before.words) or _is_short(before, layout))


def _is_short(line: Line, layout: Layout) -> bool:
    right = layout.right(line)
    return right - line.frame[2] > _EARLY * (right - line.frame[0])
