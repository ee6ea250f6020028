"""Found patterns joined to phrases: ``4 a.m. EDT`` and ``Thursday`` are one time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from twosource.data import Span
from twosource.stages.extract.times_lexer import Found, Line, load_grammar

_DAYS = frozenset({"weekday", "date", "day", "iso", "slashed", "holiday"})
_HOURS = frozenset({"daypart", "clock"})
_YEARLESS = frozenset({"date", "month", "partofmonth", "season", "quarter", "holiday"})
_BRIDGE = frozenset({"on", "at", "in", "of", "the", "around", "about", ",", "by", "(", "before", "after"})
_LINKS = frozenset({"and", "or", "to", "through", "until", "-", "–"})
_LONGEST_BRIDGE = 3
_SENTENCE = 40  # words; further apart two expressions are not taken for parts of one time
# A bare daypart is a time of the report only with one of these before it, or inside a fuller phrase.
_DAYPART_LEADS = frozenset({"in", "during", "by", "until", "before", "after", "at", "since", "on", "around"})
_MONEY = frozenset("$€£¥₹#")
_ROUGH = frozenset(
    {"about", "around", "nearly", "almost", "roughly", "over", "some", "than", "least", "most"}
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression of a line: its main pattern and what was joined to it."""

    line: Line
    main: Found
    first: int
    end: int
    hour: Found | None = None
    year: Found | None = None
    weekday: Found | None = None

    @property
    def has_relative_year(self) -> bool:
        """Whether the year joined to it depends on the report's (``September last year``)."""
        return self.year is not None and "year" not in self.year.at

    @property
    def span(self) -> Span:
        """The words of the expression, without a full stop or bracket that is not its own."""
        end = self.end
        while end > self.first + 1 and self._is_loose(end - 1):
            end -= 1
        return self.line.span(self.first + self._is_adjective, end)

    @property
    def _is_adjective(self) -> bool:
        """Whether the article belongs to the noun after a year (``the 2016 election``)."""
        is_article = self.main.name == "year" and self.line.words[self.first] == "the"
        return is_article and self.main.at.get("year") == self.first + 1 == self.end - 1

    def _is_loose(self, index: int) -> bool:
        word, before = self.line.words[index], self.line.words[index - 1]
        return word in "(,-" or (word == "." and before not in load_grammar().values["dotted"])

    def has(self, *names: str) -> bool:
        """Whether a token of one of these classes was kept."""
        return any(name in self.main.at for name in names)

    def word(self, name: str) -> str:
        """The kept token of a class, in lower case, or ``""``."""
        index = self.main.at.get(name)
        return "" if index is None else self.line.words[index]

    def value(self, *names: str) -> Any:
        """What the kept token of the first of these classes is worth, or None."""
        for name in names:
            if name in self.main.at:
                return load_grammar().values[name][self.word(name)]
        return None

    def number(self, name: str) -> float | None:
        """The number that was kept under a name, or None."""
        number = self.line.numbers.get(self.main.at.get(name, -1))
        return number.value if number else None

    def words(self) -> frozenset[str]:
        """All words of the expression."""
        return frozenset(self.line.words[self.first : self.end])


def phrases(line: Line, found: Sequence[Found]) -> list[Phrase]:
    """The time expressions of a line, joined, without those that only look like one."""
    joined: list[Phrase] = []
    for item in found:
        phrase = Phrase(line, item, item.first, item.end)
        both = _join(joined[-1], phrase) if joined else None
        if joined and _lends_year(joined[-1], phrase):
            joined[-1] = replace(joined[-1], year=item)
        if both:
            joined[-1] = both
        else:
            joined.append(phrase)
    return [phrase for phrase in joined if _is_time(phrase)]


def _join(left: Phrase, right: Phrase) -> Phrase | None:
    """The two as one expression, or None."""
    line, gap = left.line, left.line.words[left.end : right.first]
    if len(gap) > _LONGEST_BRIDGE or not _BRIDGE.issuperset(gap):
        return None
    one, two = left.main.name, right.main.name
    if one in _DAYS and two in _HOURS and left.hour is None and not {"before", "after", "by", "("} & set(gap):
        return replace(left, end=right.end, hour=right.main)
    if one in _HOURS and two in _DAYS and right.hour is None and not {"by", "before", "after"} & set(gap):
        return replace(right, first=left.first, hour=left.main)
    if one == "weekday" and two == "date" and set(gap) <= {",", "the", "on"}:
        return replace(right, first=left.first, hour=left.hour, weekday=left.main)
    if one == "date" and two == "weekday" and set(gap) <= {",", "("}:
        return replace(left, end=right.end, weekday=right.main)
    is_year = two == "shift" and right.value("unit") == "Y"
    if one in _YEARLESS and is_year and not left.has("year") and set(gap) <= {"of", "in", ","} and line.text:
        return replace(left, end=right.end, year=right.main)
    return None


def _lends_year(left: Phrase, right: Phrase) -> bool:
    """Whether the year of the second holds for the first too (``August and October 2017``)."""
    gap = left.line.words[left.end : right.first]
    pair = {left.main.name, right.main.name} <= {"month", "date"}
    is_first_bare = left.year is None and not left.has("year", "which", "shortyear")
    if not (pair and is_first_bare and right.has("year") and len(gap) == 1 and gap[0] in _LINKS):
        return False
    return int(left.value("month", "mayday")) <= int(right.value("month", "mayday"))


def is_range(left: Phrase, right: Phrase) -> bool:
    """Whether the second is the end of what the first begins (``from 1 April to 30 June``)."""
    gap = left.line.words[left.end : right.first]
    return gap in (("to",), ("until",), ("through",), ("-",), ("–",)) and left.main.name == right.main.name


def _is_time(phrase: Phrase) -> bool:
    name = phrase.main.name
    if (
        name in ("set", "daypart", "duration", "vague", "century")
        and phrase.hour is None
        and _is_named(phrase)
    ):
        return False
    if name == "duration" and _before(phrase) == "as" and "many" in phrase.words():
        return False
    if (
        name == "vague"
        and _before(phrase) == "as"
        and phrase.line.words[phrase.end : phrase.end + 1] == ("as",)
    ):
        return False
    if name == "shift" and phrase.value("unit") in ("S", "m") and _before(phrase) == "at":
        return False  # "at the last minute"
    if name == "year":
        return _is_year(phrase)
    if name == "daypart":
        return _is_daypart(phrase)
    if name == "month":
        return _is_month(phrase)
    if name == "weekday" and phrase.has("shortday"):
        return phrase.weekday is not None or phrase.end < len(phrase.line.words)
    return True


def _is_named(phrase: Phrase) -> bool:
    """Whether capitals inside a sentence make a name of the words (``the Daily …``, ``the Six Day War``)."""
    line, last = phrase.line, phrase.end - 1
    follows = (
        phrase.end < len(line.codes) and line.is_capital(phrase.end) and line.words[phrase.end].isalpha()
    )
    if not line.is_capital(last) or line.text[line.starts[last] : line.ends[last]].isupper():
        return False
    starts = phrase.first == 0 or ends_sentence(line, phrase.first - 1)
    return follows or (not starts and phrase.end - phrase.first == 1)


def _before(phrase: Phrase, back: int = 1) -> str:
    index = phrase.first - back
    return phrase.line.words[index] if index >= 0 else ""


def _is_year(phrase: Phrase) -> bool:
    """Whether four digits are a year and not a count, a price or part of a name."""
    if phrase.has("firsthalf", "wordyear", "edge", "edgenoun"):
        return True
    value, before = phrase.number("year"), _before(phrase)
    if before == "-" and _before(phrase, 2) in ("post", "pre"):
        return True
    if value is None or before in _MONEY or before in {"-", "no", ".", "/"}:
        return False
    line, index = phrase.line, phrase.main.at["year"]
    if index > phrase.first or before in load_grammar().values["yearlead"]:
        return ((value >= 1100 or before in {"in", "since"}) and before not in {"a", ","}) or value >= 1800
    if before in _ROUGH or value < 1800:
        return False
    return index == 0 or not line.is_capital(index - 1) or line.codes[index - 1] != "X"


def _is_month(phrase: Phrase) -> bool:
    """Whether a month's name is not a person's (``Jan``, ``April``)."""
    line, word = phrase.line, phrase.word("month")
    is_led = phrase.has("mayday") or _before(phrase) in load_grammar().values["seasonlead"]
    if phrase.end - phrase.first > 1 or is_led:
        return True
    is_short = len(word) <= 3 and word != "may"
    follows_name = phrase.end < len(line.codes) and line.codes[phrase.end] == "X"
    return not is_short and not (follows_name and line.ends[phrase.end - 1] + 1 == line.starts[phrase.end])


def _is_daypart(phrase: Phrase) -> bool:
    word = phrase.word("daypart")
    is_firm = phrase.has("pre", "small", "lone") or word in load_grammar().values["lone"]
    if is_firm or phrase.main.end - phrase.main.first > 1:
        return True
    return _before(phrase) in _DAYPART_LEADS - {"at"} and bool(word)


def are_apart(left: Phrase, right: Phrase) -> bool:
    """Whether a sentence ends between two expressions of a line, or too much stands between them."""
    if right.first - left.end > _SENTENCE:
        return True
    return any(ends_sentence(left.line, index) for index in range(left.end, right.first))


def ends_sentence(line: Line, index: int) -> bool:
    """Whether a sentence ends with this token."""
    if line.words[index] not in ".!?":
        return False
    after = index + 1
    return after >= len(line.words) or (line.is_capital(after) and len(line.words[index - 1]) > 2)
