"""What a comparison shows that a desk wants to hear of: second origins, clashes, later figures, denials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.data import Article, Change, Claim, Comparison, Difference, Mention, Point, Span

SECOND, CLASH, LATER, DENIAL = "second-origin", "new-clash", "later-figure", "denial"
KINDS = (SECOND, CLASH, LATER, DENIAL)
_PLACE = re.compile(r"(.+):(\d+)-(\d+)")
_QUOTED = re.compile("“([^”]{1,300})”")
# Of a point so many places are named in a change.
_MOST_PLACES = 12
_LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a comparison shows.

    `about` are the places it is about, `scope` all places by which it is known
    again when the story has grown; `words` are the values that differ, in small
    letters, none where the kind and the scope alone tell it from others.
    """

    kind: str
    about: tuple[Mention, ...]
    scope: tuple[Mention, ...]
    words: frozenset[str]
    why: str


def place_of(mention: Mention) -> str:
    """A place as a change names it: report, and where its words start and end."""
    return f"{mention.report}:{mention.span.start}-{mention.span.end}"


def mention_of(place: str) -> Mention | None:
    """A place read back; None for what is none, such as a report's or a story's id."""
    found = _PLACE.fullmatch(place)
    return Mention(found[1], Span(int(found[2]), int(found[3]))) if found else None


def facts_of(made: Comparison) -> list[Fact]:
    """The facts of a comparison, point by point in its order."""
    texts = {article.id: article for article in made.reports}
    claims = {claim.id: claim for claim in made.claims}
    return [fact for point in made.points for fact in _of_point(point, made, claims, texts)]


def _of_point(
    point: Point, made: Comparison, claims: Mapping[str, Claim], texts: Mapping[str, Article]
) -> Iterator[Fact]:
    mine = [claims[claim] for claim in point.claims]
    scope = tuple(Mention(claim.report, claim.span) for claim in mine)
    lead = claims[point.lead]
    yield from _origins(point, made, lead, scope, texts)
    for difference in point.differences:
        kind = _kind(difference)
        if kind:
            words = _values(difference, kind, texts)
            yield Fact(kind, difference.values, scope, words, _sayers(difference, texts))
    yield from _denials(mine, made, texts)


def _values(difference: Difference, kind: str, texts: Mapping[str, Article]) -> frozenset[str]:
    """The values that make a difference news: all of a clash, of a later figure the later one."""
    words = frozenset(_words(value, texts).casefold() for value in difference.values)
    # The sentence names the later value first.
    first = _QUOTED.search(difference.why)
    later = frozenset({first[1].casefold()}) if first and kind == LATER else frozenset[str]()
    return later if later and later <= words else words


def _kind(difference: Difference) -> str:
    if difference.verdict == "later-update":
        return LATER
    if difference.verdict == "contradiction" and difference.between == "reports":
        return CLASH
    return ""


def _origins(
    point: Point,
    made: Comparison,
    lead: Claim,
    scope: tuple[Mention, ...],
    texts: Mapping[str, Article],
) -> Iterator[Fact]:
    ledger = next((ledger for ledger in made.ledgers if ledger.about == point.id), None)
    if ledger is None or ledger.min < 2:
        return
    denying = {claim.id for claim in made.claims if claim.turn == "denies"}
    names = {o.id: o.name for o in made.origins if o.name and set(o.claims) & set(point.claims) - denying}
    named = list(dict.fromkeys(names[o] for o in ledger.origins if o in names))[:4]
    own = Mention(lead.report, lead.span)
    about = (own, *(m for m in scope if m != own))[:_MOST_PLACES]
    rests = f"“{_words(own, texts)}” rests on at least {ledger.min} independent origins"
    yield Fact(SECOND, about, scope, frozenset(), f"{rests}: {', '.join(named)}." if named else f"{rests}.")


def _denials(mine: Sequence[Claim], made: Comparison, texts: Mapping[str, Article]) -> Iterator[Fact]:
    """Who denies what others say, each of them once however many reports carry it."""
    said = [claim for claim in mine if claim.turn != "denies"]
    homes = {claim: origin for origin in made.origins for claim in origin.claims}
    denying: dict[str, list[Claim]] = {}
    for claim in mine:
        if claim.turn == "denies" and len(claim.chain) > 1 and said:
            home = homes.get(claim.id)
            denying.setdefault(home.id if home else claim.root.name.casefold(), []).append(claim)
    for group in denying.values():
        first = max(group, key=lambda claim: claim.sentence.end - claim.sentence.start)
        scope = tuple(Mention(claim.report, claim.span) for claim in group)
        against = Mention(said[0].report, said[0].span)
        whole = Mention(first.report, first.sentence)
        why = f"{first.root.name} denies it, says {_outlet(first.report, texts)}: “{_words(whole, texts)}”"
        yield Fact(DENIAL, (*scope, against)[:_MOST_PLACES], scope, frozenset(), why)


def _sayers(difference: Difference, texts: Mapping[str, Article]) -> str:
    """The words of the reports that differ, each with its outlet, and why that is held to differ."""
    said = dict.fromkeys(f"{_outlet(v.report, texts)}: “{_words(v, texts)}”" for v in difference.values)
    return f"{'; '.join(said)}. {difference.why}"


def _outlet(report: str, texts: Mapping[str, Article]) -> str:
    return texts[report].value("outlet") or report


def _words(mention: Mention, texts: Mapping[str, Article]) -> str:
    words = " ".join(mention.span.of(texts[mention.report].text).split())
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"


def unheard(facts: Iterable[Fact], told: Iterable[tuple[str, Mention, str]]) -> list[Fact]:
    """The facts that were not told before: of no place of theirs, or with words that were not told there.

    `told` are kinds with the places that were told of, and the words there.
    """
    known = [(kind, place, words.casefold()) for kind, place, words in told]
    new = []
    for fact in facts:
        met = [
            words
            for kind, place, words in known
            if kind == fact.kind and any(_meets(place, mine) for mine in fact.scope)
        ]
        if met and fact.words <= {" ".join(words.split()) for words in met}:
            continue
        new.append(fact)
        known += [(fact.kind, place, "") for place in fact.about]
        known += [(fact.kind, place, words) for place in fact.about[:1] for words in fact.words]
    return new


def _meets(a: Mention, b: Mention) -> bool:
    return a.report == b.report and a.span.overlaps(b.span)


def change_of(fact: Fact, story: str, at: str) -> Change:
    """A fact as the change that is recorded of it."""
    return Change(story, fact.kind, at, tuple(dict.fromkeys(map(place_of, fact.about))), fact.why)
