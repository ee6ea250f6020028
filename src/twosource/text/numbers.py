"""Numbers as written in English texts, in digits or in words, and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from twosource.data import Span
from twosource.text.digits import GAPS, read_digits
from twosource.words.load import load_words

_DIGITS = re.compile(
    rf"\d{{1,3}}(?:(?:\ \d{{3}}){{2,5}}|(?:\ 000){{1,5}})(?![\d.,]\d|\d)|\d+(?:[.,'’{GAPS}]\d+)*"
)
# An exponent or a code, as 1e999: no figure of a news report.
_POWER = r"\d[\d.,]*+[eE][+-]?\d+"
_TOKEN = re.compile(rf"(?P<e>{_POWER})|(?P<d>{_DIGITS.pattern})|(?P<w>[^\W\d_]+)|(?P<o>\S)")
_DECIMAL_COMMA = re.compile(
    r"\d\.\d{3},\d|(?<![\d,.])\d{1,3},\d{1,2}\s?(?:%|per\s?cent|[mb]illion|km\b|kg\b)", re.I
)

_SMALL = "(?:T-?s|[Tts])"
_UNDER = rf"(?:{_SMALL}-?h(?:&?{_SMALL}(?!-?h))?|{_SMALL})"
_HEAD = rf"(?:{_UNDER}|a(?=-?[hm])h?(?:(?<=h)&?{_SMALL}(?!-?h))?)"
_WORDS = rf"(?:{_HEAD}(?:-?m{_UNDER})*(?:-?m(?:&{_SMALL}(?!-?[hm]))?)*)"
_PLAIN = rf"(?:(?<!!)d(?:!?-?m){{0,2}}|{_WORDS})"
# Which runs of token codes are one number; the first that fits is taken.
_NUMBER = re.compile(
    rf"(?P<ordinal>(?<!!)d!n|T-?[oO]|[oO])"
    rf"|(?P<mixed>(?<!!)d!?-?gm?|(?<!!)d-?d/dm?|(?:{_WORDS}|(?<!!)d)&aHm?)"
    rf"|(?P<half>a?-?H(?:a|-)?-?[hm])"
    rf"|(?P<part>(?<!!)(?<!/)d/d(?!/)|(?<!!)g|[std]-?p|[std]-o(?!-)|s(?:o|q(?=f))|[std]-?q(?=f)|a[oq](?=f)|[as]?-?H)"
    rf"|(?P<cardinal>{_PLAIN})"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and its place; `kind` is cardinal, ordinal or fraction.

    `low` and `high` are equal where the number can be read one way only,
    differ where ``1.234`` may be a decimal or a thousand, and are None where
    it cannot be read at all.  `scale` is the value of its last magnitude word
    (``million``), else 1.
    """

    span: Span
    low: float | None
    high: float | None
    kind: str = "cardinal"
    in_digits: bool = True
    scale: float = 1

    @property
    def value(self) -> float | None:
        """The one value it can have, or None."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    code: str


def has_decimal_comma(text: str) -> bool:
    """Whether the text surely writes a comma before decimals (``1.000,5``) somewhere."""
    return _DECIMAL_COMMA.search(text) is not None


def number_value(phrase: str) -> float | None:
    """What a phrase that is one number and nothing else is worth, or None."""
    found = tuple(find_numbers(phrase))
    stripped = phrase.strip()
    if len(found) != 1 or found[0].span.of(phrase) != stripped:
        return None
    return found[0].value


def find_numbers(
    text: str, span: Span | None = None, *, decimal_comma: bool | None = None
) -> tuple[Number, ...]:
    """The numbers that stand in `span` of a text, in order.

    `decimal_comma` says that the report uses a comma before decimals; then
    ``1,234`` is left open between two readings.  None: found out from `text`.
    A number may still be part of something else (``F-16``, ``150km``, ``7:30``):
    that is for the caller to see.
    """
    where = span or Span(0, len(text))
    comma = has_decimal_comma(text) if decimal_comma is None else decimal_comma
    tokens = _tokens(text, where)
    codes = "".join(token.code for token in tokens)
    found = (_read(text, tokens[m.start() : m.end()], m, comma) for m in _NUMBER.finditer(codes))
    return tuple(number for number in found if number is not None)


_GAP, _GLUE = _Token(0, 0, "", "|"), _Token(0, 0, "", "!")


@cache
def _codes() -> Mapping[str, str]:
    """The one-letter code of every word that takes part in numbers."""
    words = load_words("twosource.text", "numbers.toml")
    codes = {"and": "&", "a": "a", "an": "a", "of": "f", "half": "H", "quarter": "q", "quarters": "q"}
    letters = {
        "small": "s",
        "teens": "t",
        "tens": "T",
        "scales": "m",
        "ordinals": "o",
        "glued": "m",
        "glyphs": "g",
    }
    for table, letter in letters.items():
        codes.update(dict.fromkeys(words[table], letter))
    codes |= dict.fromkeys(("st", "nd", "rd", "th"), "n")
    codes.update((word, "O") for word in words["ordinals"] if word not in words["parts"])
    for part in words["parts"]:
        codes.setdefault(part, "p")
    codes["hundred"] = "h"
    return codes


@cache
def _values() -> Mapping[str, float]:
    """What every word or sign is worth; of a fraction, what stands under the line is in ``parts``."""
    words = load_words("twosource.text", "numbers.toml")
    tables = ("small", "teens", "tens", "scales", "ordinals", "glued", "glyphs")
    return {word: value for table in tables for word, value in words[table].items()}


def _tokens(text: str, where: Span) -> list[_Token]:
    """Tokens with their codes; ``!`` marks what is written against the token before, ``|`` parts numbers."""
    codes = _codes()
    tokens: list[_Token] = []
    before, form = where.start, "o"
    for found in _TOKEN.finditer(text, where.start, where.end):
        start, end = found.span()
        was, form = form, found.lastgroup or "o"
        word = found.group().lower()
        code = "d" if form == "d" else codes.get(word, "x")
        if form == "o" and code != "g":
            is_tight = start == before and end < where.end and not text[end].isspace()
            code = "-" if word in "-‐‑" and is_tight else "/" if word == "/" and is_tight else "x"
        if code == "x":
            if not tokens or tokens[-1] is not _GAP:
                tokens.append(_GAP)
        else:
            if start == before and was != "o" and form != "o":
                tokens.append(_GLUE)
            elif start - before > 1 and "\n" in text[before:start]:
                tokens.append(_GAP)
            tokens.append(_Token(start, end, word, code))
        before = end
    return tokens


def _read(text: str, tokens: list[_Token], match: re.Match[str], comma: bool) -> Number | None:
    """The number that a run of tokens makes."""
    shape = match.lastgroup or ""
    span = Span(tokens[0].start, tokens[-1].end)
    in_digits = tokens[0].code == "d"
    solid = [t for t in tokens if t.code not in "!-/&"]
    if shape == "ordinal":
        value = _ordinal(solid)
        return None if value is None else Number(span, value, value, "ordinal", in_digits)
    if shape == "part":
        value = _fraction(solid)
        return None if value is None else Number(span, value, value, "fraction", in_digits)
    scale = _values()[solid[-1].word] if solid[-1].code in "hm" else 1.0
    if shape == "half":
        return Number(span, scale / 2, scale / 2, "cardinal", False, scale)
    if shape == "mixed":
        value = _mixed(solid)
        return None if value is None else Number(span, value, value, "cardinal", in_digits, scale)
    low, high = _cardinal(solid, comma) or (None, None)
    return Number(span, low, high, "cardinal", in_digits, scale)


def _ordinal(tokens: list[_Token]) -> float | None:
    if tokens[0].code == "d":
        read = read_digits(tokens[0].word)
        return read[0] if read else None
    return float(sum(_values()[t.word] for t in tokens))


def _fraction(tokens: list[_Token]) -> float | None:
    """``two thirds``, ``a quarter``, ``1/5``, ``½``, ``half``."""
    if tokens[-1].code == "g":
        return _values()[tokens[-1].word]
    if len(tokens) == 1:
        return 0.5
    above = _amount(tokens[0])
    if tokens[-1].code == "d":
        under = _amount(tokens[-1])
        is_fraction = (
            above is not None and under is not None and 0 < above < under and under in (*range(2, 11), 100)
        )
        return above / under if is_fraction and above and under else None
    parts: Mapping[str, float] = load_words("twosource.text", "numbers.toml")["parts"]
    return None if above is None else above / parts[tokens[-1].word]


def _amount(token: _Token) -> float | None:
    if token.code == "a":
        return 1.0
    if token.code != "d":
        return _values()[token.word]
    read = read_digits(token.word)
    return read[0] if read and read[0] == read[1] else None


def _mixed(tokens: list[_Token]) -> float | None:
    """``two and a half million``, ``2½``, ``5 1/2``."""
    scale = 1.0
    if tokens[-1].code == "m":
        scale, tokens = _values()[tokens[-1].word], tokens[:-1]
    if tokens[-1].code == "g":
        rest, whole = _values()[tokens[-1].word], tokens[:-1]
    elif tokens[-1].code == "d":
        rest, whole = _fraction(tokens[-2:]) or 0.0, tokens[:-2]
    else:
        rest, whole = 0.5, tokens[:-2]
        if whole[-1].code == "m":  # a million and a half
            rest *= _values()[whole[-1].word]
    read = _cardinal(whole, False)
    return None if read is None or rest == 0 or read[0] != read[1] else (read[0] + rest) * scale


def _cardinal(tokens: list[_Token], comma: bool) -> tuple[float, float] | None:
    if tokens[0].code == "d":
        read = read_digits(tokens[0].word, comma)
        scale = 1.0
        for token in tokens[1:]:
            scale *= _values()[token.word]
        return None if read is None else (read[0] * scale, read[1] * scale)
    value = sum(_summands(tokens))
    return value, value


def _summands(tokens: list[_Token]) -> Iterator[float]:
    """What ``two million three hundred and five`` is made of: 2000000, 300, 5."""
    here = 0.0
    for token in tokens:
        if token.code == "h":
            here = (here or 1) * 100
        elif token.code == "m":
            yield (here or 1) * _values()[token.word]
            here = 0.0
        else:
            here += 1 if token.code == "a" else _values()[token.word]
    yield here
