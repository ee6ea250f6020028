"""Which report of the story a voice is: an outlet that another report names as its source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twosource.data import Article, Case, Claim, Span, Voice
from twosource.stages.trace.sides import norm

# Behind a sentence that speaks of several outlets: where it may name them, in code points.
BEHIND = 250
MANY = re.compile(
    r"\b(?:two|three|four|five|several|some|many|other|local|newspapers|papers|outlets|media|reports)\b"
)
TELLING = frozenset({"outlet", "agency", "document", "body", "person"})


@dataclass(frozen=True, slots=True)
class Outlets:
    """The outlets of a story: names in normal form with the reports of each, and where texts name them."""

    reports: Mapping[str, tuple[str, ...]]
    own: Mapping[str, str]
    named: Mapping[str, Sequence[tuple[Span, str]]]


def find_outlets(case: Case) -> Outlets:
    """Who is who among the outlets, and every place where one report names another's outlet."""
    reports: dict[str, tuple[str, ...]] = {}
    own = {}
    shown = {}
    for article in case.articles:
        name = bare(article.value("outlet") or "")
        own[article.id] = name
        if len(name) > 2:
            reports[name] = (*reports.get(name, ()), article.id)
            shown[name] = re.sub(r"^the\s+", "", (article.value("outlet") or "").strip(), flags=re.IGNORECASE)
    named = {article.id: _named(article, shown, own[article.id]) for article in case.articles}
    return Outlets(reports, own, named)


def bare(name: str) -> str:
    """An outlet's name for comparing, without its article."""
    return re.sub(r"^the\s+", "", norm(name))


def _named(article: Article, shown: Mapping[str, str], own: str) -> list[tuple[Span, str]]:
    others = {words: name for name, words in shown.items() if name != own}
    if not others:
        return []
    longest_first = sorted(others, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
    return [(Span(m.start(), m.end()), others[m.group()]) for m in pattern.finditer(article.text)]


def outlet_of(claim: Claim, voice: Voice, outlets: Outlets) -> str:
    """The other outlet of the story that a voice is, by its bare name, or ""."""
    if voice.kind not in TELLING:
        return ""
    name = bare(voice.name)
    if name in outlets.reports and name != outlets.own[claim.report]:
        return name
    if voice.span is None:
        return ""
    near = outlets.named.get(claim.report, ())
    for span, other in near:
        if span.overlaps(voice.span) and _is_name_of(voice, other):
            return other
    if voice.kind == "outlet" and MANY.search(norm(voice.name)):
        behind = Span(voice.span.end, claim.sentence.end + BEHIND)
        return next((other for span, other in near if behind.covers(span)), "")
    return ""


def _is_name_of(voice: Voice, outlet: str) -> bool:
    """Whether a voice's words are the outlet's, or a report of it, and not somebody of that outlet."""
    if voice.kind == "person" and not set(norm(voice.name).split()) <= set(outlet.split()):
        return False
    return voice.kind != "body" or bool(set(norm(voice.name).split()) & set(outlet.split()))
