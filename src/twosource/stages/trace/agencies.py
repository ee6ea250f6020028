"""The agency that a report credits for its text, and where it does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from twosource.data import Article, Case, Span
from twosource.stages.trace.sides import ROOM, norm
from twosource.words.load import load_set, load_words


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency by the name under which the story knows it best, and the words of a report that credit it."""

    report: str
    name: str
    key: str
    span: Span | None
    forms: frozenset[str]

    def is_name_of(self, name: str) -> bool:
        """Whether a name is the agency's, in full or by its letters."""
        return _bare(name) in self.forms or any(is_short(form, name) for form in self.forms)


def credits_of(case: Case) -> dict[str, Credit]:
    """For each report that credits one agency, that credit."""
    found = {article.id: list(_stated(article)) for article in case.articles}
    voices = (v for r in case.readings for c in r.claims for v in c.chain if v.kind in {"agency", "outlet"})
    outlets = (a.value("outlet") or "" for a in case.articles)
    every = (*outlets, *(v.name for v in voices), *(name for each in found.values() for name, _ in each))
    names = [name for name in dict.fromkeys(every) if name]
    credited = {}
    for report, each in found.items():
        if len({_bare(name) for name, _ in each}) == 1:
            credited[report] = _credit(report, *each[0], names)
    return credited


def houses_of(case: Case, credited: Mapping[str, Credit]) -> dict[str, Credit]:
    """The outlets of a story that are an agency which one of its reports credits."""
    by_key = {credit.key: credit for _, credit in sorted(credited.items(), reverse=True)}
    outlets = {a.value("outlet") or "" for a in case.articles}
    pairs = ((outlet, credit) for outlet in sorted(outlets) for credit in by_key.values())
    return {outlet: credit for outlet, credit in pairs if credit.is_name_of(outlet)}


def _stated(article: Article) -> Iterator[tuple[str, Span | None]]:
    """The agencies that a report states, or credits in a line of its own at its end."""
    yield from ((s.value, s.span) for s in article.stated if s.field == "agency")
    start = max(0, len(article.text) - END)
    for line in re.finditer(r"[^\n]+", article.text[start:]):
        match = _line().fullmatch(line.group().strip())
        if match:
            name = next(n for n in match.groups() if n).rstrip(".")
            at = article.text.index(name, start + line.start())
            if is_agency(name):
                yield name, Span(at, at + len(name))


# How far from the end of a report a credit line may stand, in code points.
END = 300


def is_agency(name: str) -> bool:
    """Whether a name in a credit line is an agency's: its letters, or a word of such a name."""
    is_letters = name.isupper() and 2 <= len(name) <= 6
    return is_letters or not load_set(ROOM, "agencies.toml", "words").isdisjoint(_bare(name).split())


@cache
def _line() -> re.Pattern[str]:
    table = load_words(ROOM, "agencies.toml")
    return re.compile("|".join(line.replace("{name}", table["name"]) for line in table["lines"]))


def _credit(report: str, value: str, span: Span | None, names: list[str]) -> Credit:
    """The credit under the agency's longest name in the story."""
    key = _bare(value)
    same = [n for n in names if _bare(n) == key or is_short(key, n) or is_short(_bare(n), value)]
    full = max([value, *same], key=lambda n: (len(n), n))
    forms = frozenset({key, _bare(full)} - {""})
    return Credit(report, full, re.sub(r"\W+", "-", _bare(full)), span, forms)


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", norm(name))


def is_short(form: str, name: str) -> bool:
    """Whether a form is the letters of a name: in its order, with the first of each of its words."""
    words = re.findall(r"\w+", _bare(name))
    if not (2 <= len(form) <= 6 and form.isalpha() and len(words) > 1 and all(w[0] in form for w in words)):
        return False
    left = iter("".join(words))
    return form[0] == words[0][0] and all(letter in left for letter in form)
