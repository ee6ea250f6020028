"""Shows what one report says, claim by claim, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from twosource.data import Article, Claim, Name, Quantity, Reading, Time
from twosource.stages.write.dates import say_when
from twosource.stages.write.display import flatten, quote
from twosource.stages.write.index import Index, index_of
from twosource.stages.write.phrases import count, say
from twosource.stages.write.report_text import facts, labelled, wrapped
from twosource.stages.write.said import show_claim
from twosource.stages.write.shapes import Said, Step
from twosource.stages.write.summary import route, stanced

INDENT = " " * 5


def claims_to_text(article: Article, reading: Reading, *, width: int = 80) -> str:
    """The report's claims as lines of at most `width` columns (longer where a word is); ends with a newline.

    Each claim with the chain of its voices from the outlet inward, the words
    that name them, the cue and its place; what tells the time, place or number
    of a claim stands under it.  Then every name, time and figure of the report.
    """
    index = index_of(article, reading.claims)
    lines = [
        *facts(article, width),
        *labelled("claims", say("claims", "read", n=len(_own(reading)), by=reading.by), width),
        "",
        *_claims(index, reading, width),
        *_listed("names", _names(reading.names), width),
        *_listed("times", (_time(article.text, time) for time in reading.times), width),
        *_listed("quantities", (_quantity(article.text, q) for q in reading.quantities), width),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _own(reading: Reading) -> list[Claim]:
    """The claims that are propositions, in the order of the text."""
    own = [claim for claim in reading.claims if not claim.facet]
    return sorted(own, key=lambda claim: (claim.sentence, claim.span, claim.id))


def _claims(index: Index, reading: Reading, width: int) -> Iterator[str]:
    parts: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        if claim.facet:
            parts.setdefault(claim.parent, []).append(claim)
    for number, claim in enumerate(_own(reading), 1):
        said = show_claim(index, claim)
        yield from wrapped(stanced(said, quote), width, f"{number:>3}  ", INDENT)
        yield from wrapped(route(said.steps, said.is_stated, flatten), width, INDENT, INDENT)
        yield from wrapped("; ".join(_told(said)), width, INDENT, INDENT)
        for part in parts.get(claim.id, ()):
            yield from wrapped(_part(index, claim, part), width, f"{INDENT}- ", f"{INDENT}  ")
        yield ""


def _part(index: Index, whole: Claim, part: Claim) -> str:
    """What a part tells of its claim, and whose word it is where it is another's."""
    whose = f"{flatten(part.root.name)}, " if part.root.name != whole.root.name else ""
    return f"{whose}{say('facet_of', part.facet)}: {quote(index.words(part.report, part.span).text)}"


def _told(said: Said) -> Iterator[str]:
    """What else there is to a claim: the words that name its voices, its cue, and where it stands."""
    named = [step.words for step in said.steps if _adds(step)]
    words = [quote(word.text) for word in (*named, said.cue) if word is not None]
    if words:
        yield say("claims", "in_words", words=", ".join(words))
    if said.quoted:
        yield say("claims", "quoted")
    if said.place is not None and said.place.where:
        yield said.place.where
    yield say("claims", "characters", first=said.words.span.start, last=said.words.span.end)


def _adds(step: Step) -> bool:
    """Whether the words that name a voice say more than its name."""
    return step.words is not None and flatten(step.words.text) != flatten(step.name)


def _names(names: Iterable[Name]) -> Iterator[str]:
    """Each person, body or place once, with its office and how often it is mentioned."""
    mentions: dict[tuple[str, str], list[Name]] = {}
    for name in names:
        mentions.setdefault((flatten(name.full), name.kind), []).append(name)
    for (full, kind), same in mentions.items():
        roles = ", ".join(dict.fromkeys(flatten(name.role) for name in same if name.role))
        known = f"{say('entity', kind).lower()}, {count('mention', len(same))}"
        yield f"{full} ({roles + '; ' if roles else ''}{known})"


def _time(text: str, time: Time) -> str:
    when = say_when(time) or time.value
    anchor = time.anchor
    told = say("claims", "anchored", event=quote(anchor.event.of(text))) if anchor is not None else when
    return f"{quote(time.span.of(text))} {told}".rstrip()


def _quantity(text: str, quantity: Quantity) -> str:
    low, high = ("" if end is None else f"{end:g}" for end in (quantity.low, quantity.high))
    bounds = low if low == high else say("claims", _bounded(quantity), low=low, high=high)
    of = " ".join(part for part in (quantity.unit, flatten(quantity.noun), quantity.role) if part)
    return f"{quote(quantity.span.of(text))} {bounds} {of}".rstrip()


def _bounded(quantity: Quantity) -> str:
    if quantity.low is not None and quantity.high is not None:
        return "between"
    return "unbounded" if quantity.low is quantity.high else "most" if quantity.low is None else "least"


def _listed(title: str, lines: Iterable[str], width: int) -> Iterator[str]:
    """A list under its title; nothing where it is empty."""
    shown = [row for line in lines for row in wrapped(line, width, "  - ", "    ")]
    if shown:
        yield from (say("claims", title), *shown, "")
