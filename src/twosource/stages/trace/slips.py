"""Slips that two reports share: a name or a figure wrong in the same way, where others agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from twosource.data import Article, Span
from twosource.stages.trace.running import lexicon, running_spans

_CAPITALISED = r"[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)*"
_NAME = re.compile(rf"(?<!\w)({_CAPITALISED})(?= ({_CAPITALISED})(?!\w))")
_FIGURE = re.compile(r"(?<![\w.,:/$-])(\d{1,3}(?:,\d{3})+|\d{2,})(?![\d:/%-]|[.,]\d)((?: [^\W\d_]+){1,2})")
_KILOMETRES, _MILES = re.compile(r"^ ?(?:km|kilomet(?:er|re)s?)$"), re.compile(r"^ ?miles?$")
_KILOMETRES_IN_A_MILE = 1.609344
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LEAST_LETTERS, _LEAST_DIGITS = 5, 3  # 12 and 21 dead are an older and a newer count as likely
_HOLDERS = 2
# What one sound is written as when a name comes over from another script or another age.
_SOUNDS = (
    ("dzh", "s"), ("sch", "s"), ("tch", "k"), ("ck", "k"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("sh", "s"), ("ch", "k"), ("zh", "s"), ("dj", "i"), ("dz", "s"), ("tz", "s"), ("ts", "s"),
    ("cz", "k"), ("x", "ks"), ("q", "k"), ("c", "k"), ("z", "s"), ("w", "v"), ("y", "i"), ("j", "i"),
    ("g", "k"), ("b", "p"), ("d", "t"),
)  # fmt: skip
_UNHEARD = re.compile(r"[aeiouh’'-]")
# Vowels that are swapped by nobody who writes down what he hears, nor by two ways to write one script.
_FAR_VOWELS = frozenset(map(frozenset, ("eo", "ao", "io", "iu", "eu")))


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that reports `a` and `b`, in the order given, share: its place in each, what others write."""

    a: str
    b: str
    span_a: Span
    span_b: Span
    why: str


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a report first has a form, and the form as worded there."""

    span: Span
    shown: str


_Forms = dict[str, dict[str, _Found]]  # form → report → where


def find_slips(articles: Sequence[Article]) -> list[Slip]:
    """Slips that reports of one story share, each pair of different outlets once.

    A form counts that two outlets have at least, that is no ordinary variant
    of the other form, and that fewer outlets have than the other; no report
    has both.  Precision first: where it is even, nothing is said.
    """
    if len(articles) <= 2 * _HOLDERS:
        return []
    outlets = {article.id: article.value("outlet") or article.id for article in articles}
    names: dict[str, _Forms] = {}
    figures: dict[str, _Forms] = {}
    for article in articles:
        _note(names, article.id, _names(article))
        _note(figures, article.id, _figures(article, _KILOMETRES, _FIGURE))
    _add_miles(figures, articles)
    plain = {word for article in articles for word in re.findall(r"(?<!\w)[a-z]+", article.text)}
    people = [forms for given, forms in names.items() if given not in plain and given not in lexicon().light]
    return [
        *(slip for forms in people for slip in _shared(forms, outlets, is_misspelt, "write")),
        *(slip for forms in figures.values() for slip in _shared(forms, outlets, is_turned, "give")),
    ]


def _note(groups: dict[str, _Forms], report: str, found: Iterator[tuple[str, str, _Found]]) -> None:
    for group, form, where in found:
        groups.setdefault(group, {}).setdefault(form, {}).setdefault(report, where)


def _names(article: Article) -> Iterator[tuple[str, str, _Found]]:
    """Each pair of capitalised words: the first by which the second is known, the second in plain letters."""
    for line in running_spans(article):
        for found in _NAME.finditer(article.text, line.start, line.end):
            form = _plain(found[2])
            if len(form) >= _LEAST_LETTERS:
                yield _plain(found[1]), form, _Found(Span(*found.span(2)), found[2])


def _figures(
    article: Article, unit: re.Pattern[str], pattern: re.Pattern[str]
) -> Iterator[tuple[str, str, _Found]]:
    """Each figure under the first word of weight behind it; what is in `unit` under one name."""
    for line in running_spans(article):
        for found in pattern.finditer(article.text, line.start, line.end):
            word = next((w for w in found[2].lower().split() if w not in lexicon().light), "")
            if word:
                group = "km" if unit.match(word) else word
                yield group, found[1].replace(",", ""), _Found(Span(*found.span(1)), found[1])


def _add_miles(figures: dict[str, _Forms], articles: Sequence[Article]) -> None:
    """Put miles with the one distance in kilometres that they translate."""
    known = figures.get("km", {})
    for article in articles:
        for group, number, where in _figures(article, _MILES, _FIGURE):
            fitting = [km for km in known if round(int(km) / _KILOMETRES_IN_A_MILE) == int(number)]
            if group == "km" and len(fitting) == 1:
                known[fitting[0]].setdefault(article.id, where)


def _shared(
    forms: _Forms, outlets: Mapping[str, str], is_slip: Callable[[str, str], bool], verb: str
) -> Iterator[Slip]:
    for wrong, right in permutations(forms, 2):
        few, many = forms[wrong], forms[right]
        counts = [len({outlets[report] for report in held}) for held in (few, many)]
        if not _HOLDERS <= counts[0] < counts[1] or few.keys() & many.keys() or not is_slip(wrong, right):
            continue
        shown = next(iter(many.values())).shown
        for (a, x), (b, y) in combinations(few.items(), 2):
            if outlets[a] != outlets[b]:
                others = f"{counts[1]} other outlets {verb} {shown}"
                said = x.shown if x.shown == y.shown else f"{x.shown} and {y.shown}"
                yield Slip(a, b, x.span, y.span, f"Both {verb} {said} where {others}.")


def _plain(name: str) -> str:
    """Small letters without accents."""
    parted = unicodedata.normalize("NFD", name.casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def is_misspelt(wrong: str, right: str) -> bool:
    """Whether one name is the other with one slip: no inflection, no other way to write its sounds."""
    if wrong.startswith(right) or right.startswith(wrong):
        return False
    if len(wrong) == len(right):
        away = [(x, y) for x, y in zip(wrong, right, strict=True) if x != y]
        if len(away) == 1 and frozenset(away[0]) in _FAR_VOWELS:
            return True
    return _sound(wrong) != _sound(right) and _is_one_stroke_off(wrong, right)


def _sound(name: str) -> str:
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", _UNHEARD.sub("", name))


def _is_one_stroke_off(a: str, b: str) -> bool:
    """Whether one letter is changed, left out, added, or two neighbours are turned round."""
    short, long = sorted((a, b), key=len)
    at = next((at for at, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or _are_turned(short, long, at)


def _are_turned(a: str, b: str, at: int) -> bool:
    return a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]


def is_turned(wrong: str, right: str) -> bool:
    """Whether two neighbouring digits of a figure are turned round: 1,254 for 1,245; years are left out."""
    if len(wrong) != len(right) or len(wrong) < _LEAST_DIGITS or _YEAR.fullmatch(wrong):
        return False
    at = next((at for at, (x, y) in enumerate(zip(wrong, right, strict=True)) if x != y), len(wrong))
    return wrong != right and _are_turned(wrong, right, at)
