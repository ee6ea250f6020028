"""Whose document it is: a letter, a report, a statement whose owner the report tells in another sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from twosource.data import Entity, Span
from twosource.stages.trace.sides import norm
from twosource.words.load import load_set

# What an outlet publishes goes by several names.
PUBLISHED = frozenset({"report", "article", "story", "piece", "investigation", "scoop"})
MADE_BY = (
    r"(?:,? (?:which |that )?(?:was |were |had been )?"
    r"(?:signed|written|sent|drafted|issued|released|published|posted|put out|prepared|compiled|commissioned)"
    r"(?: [\w’'-]+){0,3}? by| by| from| of| in) (?:the )?"
)
BETWEEN = r"(?:[’']s?)?(?: news)?(?: [a-z-]+){0,2}? "
POSSESSIVE = re.compile(r"(?:its|his|her|their)\s")
# How far before *its statement* its maker is sought, in code points.
NEAR = 150
# How far the owner's name may stand from the document's word, in code points.
REACH = 90


def document_noun(name: str) -> str:
    """The word for a document in a voice's name, before anything that is said of it; "" without one."""
    known = load_set("twosource.words", "people.toml", "document") | PUBLISHED
    words = re.findall(r"[\w-]+", norm(name))
    return next((w for w in words if w in known), "")


def owner_of(noun: str, text: str, places: Mapping[Span, Entity], own: str) -> tuple[Entity, Span] | None:
    """Who is named as the maker of the report's only such document, and where; None where several are."""
    nouns = "|".join(sorted(PUBLISHED)) if noun in PUBLISHED else re.escape(noun)
    found: dict[str, tuple[Entity, Span]] = {}
    for match in _noun(nouns).finditer(text):
        for entity, span in _beside(match, text, places):
            if norm(entity.name) != own:
                found.setdefault(entity.id, (entity, span))
    names = [norm(entity.name) for entity, _ in found.values()]
    apart = [o for o in found.values() if not any(norm(o[0].name).startswith(f"{n} ") for n in names)]
    return apart[0] if len(apart) == 1 else None


def _beside(match: re.Match[str], text: str, places: Mapping[Span, Entity]) -> Sequence[tuple[Entity, Span]]:
    """The makers named right before a document's word or right behind it."""
    near = []
    for span, entity in places.items():
        if entity.kind not in {"person", "body"}:
            continue
        before = match.start() - REACH <= span.end <= match.start()
        behind = match.end() <= span.start <= match.end() + REACH
        if before and re.fullmatch(BETWEEN, text[span.end : match.start()]):
            near.append((entity, span))
        if behind and _made_by().fullmatch(text[match.end() : span.start]):
            near.append((entity, span))
    return near


def possessor(name: str, span: Span, places: Mapping[Span, Entity], own: str) -> tuple[Entity, Span] | None:
    """Who is meant by *its* or *his* before a document: the body or person named last before it."""
    wanted = {"person"} if name.startswith(("his ", "her ")) else {"body"}
    before = [
        (place, entity)
        for place, entity in places.items()
        if span.start - NEAR <= place.end <= span.start and entity.kind in wanted and norm(entity.name) != own
    ]
    if not before:
        return None
    place, entity = max(before, key=lambda found: found[0])
    return entity, place


@cache
def _noun(nouns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{nouns})\b", re.IGNORECASE)


@cache
def _made_by() -> re.Pattern[str]:
    return re.compile(MADE_BY + r"(?:[\w’' -]{0,40}, )?", re.IGNORECASE)
