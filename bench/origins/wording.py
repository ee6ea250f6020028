"""Puts a telling into words: names on first and later mention, figures, frames, a sub-editor's changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from bench.origins.cast import lists
from bench.origins.records import Cast, Printed, Telling

ONES: list[str] = lists("names")["ones"]
TENS: list[str] = lists("names")["tens"]
KM_IN_A_MILE = 1.609


@dataclass(slots=True)
class Page:
    """A report while it is written: who was named before."""

    report: str
    outlet: str
    cast: Cast
    day: str
    before: str
    met: set[str] = field(default_factory=set)


def in_words(number: int) -> str:
    """A number below a hundred in words."""
    if number < 20:
        return ONES[number]
    return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")


def plain(number: int) -> str:
    """A number as newspapers print it: words below ten."""
    return ONES[number] if number < 10 else f"{number:,}"


def rounded(number: int) -> str:
    """A number in round words: ``nearly 50``, ``more than 1,200``."""
    if number < 20:
        return plain(number)
    base = next(step for step, below in ((5, 50), (10, 300), (50, 1000), (100, 10**9)) if number < below)
    near = round(number / base) * base
    if near == number:
        return plain(number)
    return f"{'more than' if near < number else 'nearly'} {plain(near)}"


def figure(slot: str, number: int, style: str, cast: Cast) -> str:
    """A figure of the story in the style asked for: exact, round, or translated for other readers."""
    if slot.endswith("_km"):
        miles = max(1, round(number / KM_IN_A_MILE))
        foreign = f"about {plain(miles)} mile{'s' if miles > 1 else ''}"
        return foreign if style == "translated" else f"{plain(number)} kilometres"
    if slot.endswith("_m"):
        dollars = f"about ${number / cast.per_dollar:.1f} million".replace(".0 ", " ")
        return dollars if style == "translated" else f"{plain(number)} million {cast.currency}"
    is_round = style == "round" and slot not in ("years", "months")
    return rounded(number) if is_round else plain(number)


def clause_of(telling: Telling, page: Page) -> str:
    """The clause with its figures and names."""
    cast = page.cast
    styles, wrong = dict(telling.styles), dict(telling.wrong)
    figures = {
        slot: figure(slot, wrong.get(slot, number), styles.get(slot, "exact"), cast)
        for slot, number in cast.figures.items()
    }
    return telling.clause.format(**figures, **cast.names, before=page.before)


def opened(clause: str) -> str:
    """The clause as a sentence begins: a capital, and no bare figure."""
    found = re.match(r"[\d,]+", clause)
    if not found:
        return clause[:1].upper() + clause[1:]
    number = int(found.group().replace(",", ""))
    rest = clause[found.end() :]
    return in_words(number).capitalize() + rest if number < 100 else f"A total of {found.group()}{rest}"


def changed(text: str, telling: Telling, report: str) -> str:
    """The words as a sub-editor left them; the same telling in the same report is always changed alike."""
    rng = Random(f"{telling.print}:{report}")
    for old, new in lists("frames")["changes"]:
        if rng.random() < telling.changed:
            text = re.sub(rf"\b{re.escape(old)}\b", new, text)
    return text


def with_article(agency: str) -> str:
    """An agency's name in running text."""
    return f"the {agency}" if agency.endswith(("Agency", "Service")) else agency


def agency_words(name: str, page: Page) -> str:
    """An agency by its full name first, by its short one later."""
    short = page.cast.shorts[name]
    if name in page.met or short == name:
        return short
    page.met.add(name)
    return f"{with_article(name)} ({short})"


def source_words(telling: Telling, page: Page) -> str:
    """A source as it is named here: in full the first time."""
    source = telling.source
    if source.kind == "body":
        return _office(telling, page)
    if source.kind != "person":
        return source.described
    family = source.slip if telling.is_slipped else source.family
    if source.key in page.met:
        return family
    page.met.update((source.key, source.office))
    full = f"{source.given} {family}"
    if telling.frame.startswith("{S} ") and telling.print % 3 == 0 and source.office != "company":
        return f"{full}, a {source.post.split()[-1]} for {source.body},"
    return f"{source.post} {full}"


def _office(telling: Telling, page: Page) -> str:
    """An office by its name where a bare ``the company`` would leave the reader asking which."""
    source = telling.source
    is_bare = source.described.startswith("the ") and len(source.described.split()) == 2
    first = source.office not in page.met
    page.met.add(source.office)
    return source.body if is_bare and first else source.described


def lead_up(sentence: str) -> str:
    """The first letter as a capital, also behind a quotation mark."""
    at = 1 if sentence.startswith("“") else 0
    return sentence[:at] + sentence[at : at + 1].upper() + sentence[at + 1 :]


def printed(telling: Telling, page: Page) -> Printed:
    """The telling as it stands in this report, with the worded chain of voices."""
    frame = telling.frame
    clause = clause_of(telling, page)
    if not telling.is_quote:
        clause, frame = changed(clause, telling, page.report), changed(frame, telling, page.report)
    clause = opened(clause) if "{C}" in frame else clause
    voices = _voices(telling, page, frame)
    body = frame.format(c=clause, C=clause, day=page.day, **voices).replace(",,", ",").replace(",.", ".")
    return Printed(page.report, telling, clause, lead_up(body), _chain(page.outlet, frame, voices))


def _voices(telling: Telling, page: Page, frame: str) -> dict[str, str]:
    """The words for each voice that the frame has a place for, in reading order of their first mention."""
    voices = {"S": "", "A": "", "O": telling.outlet, "was": "was"}
    if "{S}" in frame:
        voices["S"] = source_words(telling, page)
        if set(voices["S"].split()) & set(lists("frames")["plural"]):
            voices["was"] = "were"
    if "{A}" in frame:
        voices["A"] = agency_words(telling.agency, page)
    return voices


def _chain(outlet: str, frame: str, voices: Mapping[str, str]) -> tuple[str, ...]:
    """From the outlet inward; a statement is a link of its own, before whose it is."""
    document = "a statement" if "in a statement" in frame.casefold() else ""
    agency = re.sub(r"\s*\(.*\)$", "", voices["A"])
    links = (outlet, voices["O"], agency, document, voices["S"].rstrip(","))
    return tuple(link for link in links if link)
