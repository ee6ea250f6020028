"""Which sentences are prose: verse, tables, word heaps and foreign scripts are left unread, not misread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.data import Parsed, Span

_LINE = re.compile(r"\S[^\n]*")
_COLUMNS = re.compile(r"\t|\s\|\s|\S {2,}\S+ {2,}\S")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024F\u1E00-\u1EFF\u2C60-\u2C7F\uA720-\uA7FF\uFB00-\uFB06]")
_ENDS, _PAUSES = frozenset(".!?…"), frozenset(",;:—–-")
_STOPS = frozenset({".", ",", ";", ":", "!", "?", "(", ")", "“", "”", '"', "'", "’", "‘"})
_CLOSING = "\"'”’»)]* "
_VERBS = frozenset({"VERB", "AUX"})

# No sentence of a report is longer, in tokens, and no paragraph goes on so long without a stop: where stops
# are missing the parse is a guess.
LONGEST = 250
# Verse: so many lines on end, none longer than this in words, most without a stop, not few with a comma.
_LINES, _WIDTH, _STOPPED, _PAUSED = 4, 10, 0.5, 0.2
# A column of words: so many tokens a line break, and so many breaks.
_NARROW, _BREAKS = 3, 2
# Rows of figures, and heaps of marks where there are so many tokens.
_FIGURES, _FEWEST, _SOME, _MARKS, _HEAP = 1 / 3, 3, 0.25, 0.5, 20
# Of the letters; a foreign name or two in an English sentence are fewer.
_FOREIGN = 0.3


def prose(text: str, spans: Sequence[Span], parsed: Sequence[Parsed]) -> list[Parsed]:
    """The sentences that can be read as statements, in order."""
    unread = sorted((*_verse(text, spans), *(span for span in spans if _is_unstopped(span.of(text)))))
    rows = _rows(text, parsed)
    kept, place = [], 0
    for sentence, is_row in zip(parsed, rows, strict=True):
        while place < len(unread) and unread[place].end <= sentence.span.start:
            place += 1
        is_unread = place < len(unread) and unread[place].start < sentence.span.end
        if not (is_unread or is_row or _is_heap(text, sentence)):
            kept.append(sentence)
    return kept


def _rows(text: str, parsed: Sequence[Parsed]) -> list[bool]:
    """Which sentences are rows of tables, with the line of headings right above the first."""
    rows: list[bool] = []
    for sentence in parsed:
        rows.append(_is_row(text, sentence) or (rows[-1:] == [True] and _goes_on(text, sentence)))
    for index in range(len(parsed) - 1):
        between = text[parsed[index].span.end : parsed[index + 1].span.start]
        if rows[index + 1] and between == "\n" and not _is_stopped(text, parsed[index]):
            rows[index] = True
    return rows


def _verse(text: str, spans: Sequence[Span]) -> list[Span]:
    """The stretches of lines that are verse."""
    found = []
    for run in _stanzas(text, spans):
        ends = [text[line.start : line.end].rstrip(_CLOSING)[-1:] for line in run]
        stopped = sum(end in _ENDS for end in ends if end) / len(run)
        paused = sum(end in _PAUSES for end in ends if end) / len(run)
        if len(run) >= _LINES and stopped <= _STOPPED and paused >= _PAUSED:
            found.append(Span(run[0].start, run[-1].end))
    return found


def _stanzas(text: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Runs of short lines, no line of them a paragraph by itself."""
    lines = [Span(*m.span()) for span in spans for m in _LINE.finditer(text, span.start, span.end)]
    run: list[Span] = []
    for index, line in enumerate(lines):
        near = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
        is_beside = any(abs(one.start - line.end) <= 1 or abs(line.start - one.end) <= 1 for one in near)
        if is_beside and len(line.of(text).split(None, _WIDTH)) <= _WIDTH:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_unstopped(words: str) -> bool:
    """Whether a paragraph is long and its sentences run together."""
    return words.count(" ") > LONGEST * (1 + sum(words.count(end) for end in _ENDS))


def _is_row(text: str, sentence: Parsed) -> bool:
    """Whether a sentence is a row of a table, or several: columns, or figures and no verb."""
    words, is_figures = sentence.span.of(text), _figures(sentence) >= _FIGURES
    has_columns = _COLUMNS.search(words) is not None
    if _has_verb(sentence):
        return is_figures and (has_columns or ("\n" in words and not _is_stopped(text, sentence)))
    return has_columns or is_figures


def _goes_on(text: str, sentence: Parsed) -> bool:
    """Whether a sentence after a row is one more: without a verb, or without a stop and with some figures."""
    if not _has_verb(sentence):
        return True
    figures = sum(token.text[0].isdigit() for token in sentence.tokens)
    return not _is_stopped(text, sentence) and figures >= _SOME * len(sentence.tokens)


def _is_stopped(text: str, sentence: Parsed) -> bool:
    return sentence.span.of(text).rstrip(_CLOSING)[-1:] in _ENDS


def _has_verb(sentence: Parsed) -> bool:
    return any(token.pos in _VERBS for token in sentence.tokens)


def _figures(sentence: Parsed) -> float:
    """The share of numbers, stops and commas aside; 0 where there are no three."""
    told = [token.text for token in sentence.tokens if token.text not in _STOPS]
    figures = sum(text[0].isdigit() or not text[0].isalnum() for text in told)
    return figures / len(told) if figures >= _FEWEST else 0.0


def _is_heap(text: str, sentence: Parsed) -> bool:
    """Whether it is too long, too full of marks, or in another script."""
    count = len(sentence.tokens)
    if count > LONGEST:
        return True
    if count >= _HEAP and sum(t.text[0].isalnum() for t in sentence.tokens) < _MARKS * count:
        return True
    words = sentence.span.of(text)
    breaks = words.count("\n")
    if breaks >= _BREAKS and count < _NARROW * breaks:
        return True
    return not words.isascii() and len(_OTHER_SCRIPT.findall(words)) > _FOREIGN * len(_LETTER.findall(words))
