"""Texts as rows of token classes, so that phrases are patterns over words and not over letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from twosource.data import Span
from twosource.text.numbers import Number, find_numbers
from twosource.words.load import load_words

_ROOM = "twosource.stages.extract"
_TABLE = "times.toml"
_FIRST_CODE = 0xE000  # private use: one character for every set of classes
_OTHER, _BREAK, _NAMELIKE = "x", "|", "X"

# Forms that are one token though they hold digits and marks.
_FORM = re.compile(
    r"(?=[\d'’‘QH])(?:"
    r"(?P<iso>(?<![\w/-])\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<clock>(?<![\w.,:/-])(?:"
    r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d){0,2}\s?[aApP]\.?\s?[mM](?:\.|(?!\w))"
    r"|(?:[01]?\d|2[0-4])[:.]?[0-5]\d(?=\s?(?:GMT|UTC|BST|CET|hrs\b|hours (?:local|GMT|UTC)))"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\w:])))"
    r"|(?P<yearspan>(?<![\w.,/-])(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)(?![\w/-]))"
    r"|(?P<slashed>(?<![\w.,/-])\d{1,2}(?:/\d{1,2}/|-\d{1,2}-|\.\d{1,2}\.)(?:\d{4}|\d\d)(?![\w/-]))"
    r"|(?P<decade>(?<![\w.,])(?:\d{3}0|['’‘]\d0)['’]?s(?!\w))"
    r"|(?P<quartername>(?<!\w)Q[1-4](?!\w))|(?P<halfname>(?<!\w)H[12](?!\w))"
    r"|(?P<shortdecade>(?<![\w.,$€£])[2-9]0s(?!\w))"
    r"|(?P<shortyear>(?<!\w)['’‘]\d\d(?!\w)))"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)?|['’][sS]?(?!\w)|\n\s*\n|\S")
_CLASS = re.compile(r"([<{])(?![=!])([^<>{}]+)[>}]")
_MACRO = re.compile(r"%(\w+)%")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text as tokens: for each its place, its word and its code.

    `words` are in lower case; `numbers` are the tokens that are numbers.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    codes: str
    numbers: Mapping[int, Number]

    def span(self, first: int, end: int) -> Span:
        """The place of the tokens from `first` up to `end`."""
        return Span(self.starts[first], self.ends[end - 1])

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern that fits the tokens from `first` up to `end`; `at` holds its kept tokens."""

    name: str
    first: int
    end: int
    at: Mapping[str, int]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words with their codes, classes with the codes that stand for them, and patterns."""

    codes: Mapping[str, str]
    forms: Mapping[str, str]
    values: Mapping[str, Mapping[str, Any]]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def load_grammar() -> Grammar:
    """The grammar of the table beside this file."""
    table = load_words(_ROOM, _TABLE)
    values: dict[str, Mapping[str, Any]] = {
        name: words if isinstance(words, Mapping) else dict.fromkeys(words)
        for name, words in table["class"].items()
    }
    sets = dict(_word_sets(values, set(table["capital"])))
    form_sets = {form: frozenset(names) for form, names in table["number"].items()}
    kinds = sorted({*sets.values(), *form_sets.values()}, key=sorted)
    code = {kind: chr(_FIRST_CODE + index) for index, kind in enumerate(kinds)}
    members = {name: "".join(code[kind] for kind in kinds if name in kind) for kind in kinds for name in kind}
    return Grammar(
        {word: code[kind] for word, kind in sets.items()},
        {form: code[kind] for form, kind in form_sets.items()},
        values,
        _compile(table, members),
    )


def _word_sets(
    values: Mapping[str, Mapping[str, Any]], capital: set[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Every spelling of a word with the classes it has in that spelling."""
    plain: dict[str, set[str]] = {}
    raised: dict[str, set[str]] = {}
    for name, words in values.items():
        for word in words:
            (raised if name in capital else plain).setdefault(word, set()).add(name)
    for word, names in plain.items():
        yield word, frozenset(names)
    for word, names in raised.items():
        for spelling in (word.capitalize(), word.upper()):
            yield spelling, frozenset(names | plain.get(word, set()))


def _compile(table: Mapping[str, Any], members: Mapping[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The table's patterns as regular expressions over codes."""
    macros = table.get("macro", {})

    def compiled(source: str) -> re.Pattern[str]:
        while _MACRO.search(source):
            source = _MACRO.sub(lambda m: macros[m[1]], source)
        serial = count()

        def named(match: re.Match[str]) -> str:
            names, _, label = match[2].partition(":")
            letters = "".join(members[name] for name in names.split("|"))
            return f"(?P<{label or names}__{next(serial)}>[{letters}])" if match[1] == "<" else f"[{letters}]"

        return re.compile(_CLASS.sub(named, source.replace(" ", "")))

    return tuple((pattern["name"], compiled(pattern["is"])) for pattern in table["pattern"])


def lex(text: str, spans: Sequence[Span], decimal_comma: bool) -> tuple[Line, ...]:
    """One line of tokens for each span."""
    return tuple(_line(text, span, decimal_comma) for span in spans)


def _line(text: str, span: Span, decimal_comma: bool) -> Line:
    grammar = load_grammar()
    fixed = _fixed(text, span, decimal_comma)
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    codes: list[str] = []
    numbers: dict[int, Number] = {}
    place, reached = 0, span.start
    for token in _WORD.finditer(text, span.start, span.end):
        start, end = token.span()
        if start < reached:
            continue
        word = token.group()
        code = grammar.codes.get(word) or grammar.codes.get(word.lower()) or _plain_code(word)
        if place < len(fixed) and start >= fixed[place][0]:
            start, end, form, number = fixed[place]
            place += 1
            word, code = text[start:end], grammar.forms[form]
            if number:
                numbers[len(starts)] = number
        reached = end
        starts.append(start)
        ends.append(end)
        words.append(word.lower())
        codes.append(code)
    return Line(text, tuple(starts), tuple(ends), tuple(words), "".join(codes), numbers)


def _plain_code(word: str) -> str:
    if word[0].isalpha():
        return _NAMELIKE if word[0].isupper() else _OTHER
    return _BREAK


def _fixed(text: str, span: Span, decimal_comma: bool) -> list[tuple[int, int, str, Number | None]]:
    """Tokens that hold digits, and number words: place, form, number."""
    found: list[tuple[int, int, str, Number | None]] = [
        (*m.span(), str(m.lastgroup), None) for m in _FORM.finditer(text, span.start, span.end)
    ]
    place, reached = 0, -1
    forms = len(found)
    for number in find_numbers(text, span, decimal_comma=decimal_comma):
        start, end = number.span.start, number.span.end
        while place < forms and found[place][1] <= start:
            place += 1
        if (place < forms and found[place][0] < end) or start < reached:
            continue
        found.append((start, end, _form(text, number), number))
        reached = end
    return sorted(found, key=lambda item: item[0])


def _form(text: str, number: Number) -> str:
    """The form of a number, for the table ``number``."""
    value, written = number.value, number.span.of(text)
    if number.kind == "fraction":
        return "fraction"
    if number.kind == "ordinal":
        return "dayth" if value is not None and 1 <= value <= 31 else "ordinal"
    if value is None or _is_joined(text, number.span):
        return "cardinal"
    if not number.in_digits:
        is_plain = number.scale == 1
        return (
            "teen"
            if 10 <= value <= 20 and is_plain
            else "tens"
            if value < 100 and is_plain
            else _word_form(value)
        )
    if len(written) <= 2 and 1 <= value <= 31:
        return "day"
    return "year" if len(written) == 4 and written.isdecimal() and 1000 <= value < 2200 else "cardinal"


def _word_form(value: float) -> str:
    return "millennium" if 2000 <= value < 2100 else "word"


def _is_joined(text: str, span: Span) -> bool:
    """Whether a letter or a mark of a larger number touches the digits."""
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    if before[-1:].isalnum() or after[:1].isalpha() or before[-1:] in ("$", "€", "£", "₹", "¥", "#"):
        return True
    return (before[-1:] in ("/", ".", ",") and before[:1].isdigit()) or (
        after[:1] in ("/",) and after[1:].isdigit()
    )


def match(lines: Sequence[Line]) -> list[list[Found]]:
    """For each line what the patterns fit: in order, not overlapping, longest first."""
    codes = "\n".join(line.codes for line in lines)  # no pattern fits a line end; one search serves all lines
    fits = iter(_choose(_fits(codes)))
    shared: list[list[Found]] = [[] for _ in lines]
    found, start = next(fits, None), 0
    for line, own in zip(lines, shared, strict=True):
        end = start + len(line.codes)
        while found is not None and found.first < end:
            own.append(_moved(found, -start))
            found = next(fits, None)
        start = end + 1
    return shared


def _moved(found: Found, by: int) -> Found:
    at = {name: index + by for name, index in found.at.items()}
    return Found(found.name, found.first + by, found.end + by, at, found.rank)


def _fits(codes: str) -> Iterator[Found]:
    for rank, (name, pattern) in enumerate(load_grammar().patterns):
        for hit in pattern.finditer(codes):
            if hit.end() > hit.start():
                at = {key.partition("__")[0]: hit.start(key) for key, kept in hit.groupdict().items() if kept}
                yield Found(name, hit.start(), hit.end(), at, rank)


def _choose(fits: Iterator[Found]) -> list[Found]:
    """Leftmost first, of those the longest, of those the first listed."""
    chosen: list[Found] = []
    for found in sorted(fits, key=lambda f: (f.first, -f.end, f.rank)):
        if not chosen or found.first >= chosen[-1].end:
            chosen.append(found)
    return chosen
