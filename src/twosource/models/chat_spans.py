"""From what a language model answers to spans of the text it was asked about.

The text may be hostile and the model obey it: nothing of an answer is used
but where in the text its words stand, and one of five stances.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from twosource.data import Attribution, Span

STANCES = frozenset({"asserts", "denies", "doubts", "asks", "conditional"})
# Code points; longer ones are no proposition, no name and no cue.
LONGEST = {"content": 600, "source": 200, "cue": 80}
# Nobody is told to have said what stands further than this from the source or the cue, in code points.
REACH = 600
# A proposition runs over no more sentences than this.
SENTENCES = 3
# Answers and places looked at, at most.
MOST_ANSWERS, MOST_PLACES = 200, 200
THOUGHTS = "</think>"
MARKS = ' \t\r\n,;:“”"„«»'


@dataclass(frozen=True, slots=True)
class Window:
    """The sentences asked about, in order, as spans of the whole text; numbered from 1 in the question."""

    text: str
    sentences: Sequence[Span]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of every sentence."""
        return tuple(sentence.of(self.text) for sentence in self.sentences)

    @property
    def size(self) -> int:
        """How much text the sentences hold, in code points."""
        return sum(sentence.end - sentence.start for sentence in self.sentences)

    def holds(self, span: Span) -> bool:
        """Whether a span lies in sentences that follow each other, SENTENCES at most."""
        first = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.start) - 1
        last = bisect_left(self.sentences, span.end, key=lambda sentence: sentence.start) - 1
        inside = self.sentences[max(first, 0) : last + 1]
        between = (self.text[a.end : b.start] for a, b in pairwise(inside))
        return (
            0 < len(inside) <= SENTENCES
            and inside[0].start <= span.start
            and span.end <= inside[-1].end
            and not any(words.strip() for words in between)
        )


class UnreadableError(Exception):
    """An answer is not laid out as it was asked for."""


class DroppedError(Exception):
    """An answer leads to no spans; the text says why in a few words."""


def answers_in(body: bytes) -> list[Any]:
    """The attributions in an endpoint's answer, as they stand there; UnreadableError if there is no list.

    Of a list that breaks off, as at a limit of length, what stands before.
    """
    try:
        said = str(json.loads(body)["choices"][0]["message"]["content"]).rpartition(THOUGHTS)[2]
        start = said.index("[", max(0, said.find('"attributions"')))
        return _items(said, start)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise UnreadableError from error


def _items(said: str, start: int) -> list[Any]:
    """The items of the JSON list at `start`, as far as it goes; words around it do not count."""
    decoder = json.JSONDecoder()
    with suppress(ValueError):
        found: list[Any] = decoder.raw_decode(said, start)[0]
        return found
    items: list[Any] = []
    at = said.find("{", start)
    while at >= 0 and len(items) <= MOST_ANSWERS:
        try:
            item, end = decoder.raw_decode(said, at)
        except ValueError:
            break
        items.append(item)
        at = said.find("{", end)
    if not items:
        raise UnreadableError
    return items


def attribution_in(answer: Any, window: Window, by: str) -> Attribution:
    """The spans an answer means; DroppedError where its words are not the text's own, or make no sense."""
    if not isinstance(answer, dict):
        raise DroppedError("incomplete")
    content, source, cue = (_words(answer, part) for part in ("content", "source", "cue"))
    stance = answer.get("stance")
    if not isinstance(stance, str) or stance not in STANCES:
        raise DroppedError("no known stance")
    place = _place(content, window, _sentence(answer.get("sentence"), window))
    voice, told = _place(source, window, place), _place(cue, window, place)
    if place.overlaps(voice) or place.overlaps(told) or max(_gap(place, voice), _gap(place, told)) > REACH:
        raise DroppedError("parts that do not fit together")
    return Attribution(place, voice, told, stance, by)


def _words(answer: dict[Any, Any], part: str) -> str:
    words = answer.get(part)
    if not isinstance(words, str) or not any(c.isalnum() for c in words):
        raise DroppedError("incomplete")
    if len(words) > LONGEST[part]:
        raise DroppedError("too long")
    return words.strip(MARKS)


def _sentence(number: Any, window: Window) -> Span | None:
    is_known = type(number) is int and 1 <= number <= len(window.sentences)
    return window.sentences[number - 1] if is_known else None


def _place(words: str, window: Window, near: Span | None) -> Span:
    """Where the words stand: their only place, or the one nearest to `near`."""
    places = list(_places(words, window))
    if not places:
        raise DroppedError("words not in the report")
    if len(places) > 1 and near is None:
        raise DroppedError("unclear place")
    return min(places, key=lambda place: _gap(place, near) if near else 0)


def _places(words: str, window: Window) -> Iterator[Span]:
    """Every place of the words as words, letter for letter; white space counts as a blank."""
    exact = r"\s+".join(map(re.escape, words.split()))
    before, after = (r"(?<!\w)" if words[0].isalnum() else ""), (r"(?!\w)" if words[-1].isalnum() else "")
    pattern = re.compile(f"{before}{exact}{after}")
    start, end = window.sentences[0].start, window.sentences[-1].end
    places = (Span(*found.span()) for found in islice(pattern.finditer(window.text, start, end), MOST_PLACES))
    return (place for place in places if window.holds(place))


def _gap(a: Span, b: Span) -> int:
    """How many code points lie between two spans."""
    return max(0, a.start - b.end, b.start - a.end)
