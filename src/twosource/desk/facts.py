"""What a comparison shows that a desk wants to hear of: second origins, clashes, later figures, denials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.data import Article, Change, Claim, Comparison, Difference, Mention, Point, Span

SECOND, CLASH, LATER, DENIAL = "second-origin", "new-clash", "later-figure", "denial"
_PLACE = re.compile(r"(.+):(\d+)-(\d+)")
_QUOTED = re.compile("“([^”]{1,300})”")
# Of a point so many places are named in a change.
_MOST_PLACES = 12
_LONGEST_WORDS, _MOST_NAMES = 200, 4


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a comparison shows.

    `about` are the places it is about, `scope` all places by which it is known
    again when the story has grown; `words` are the values that differ, in small
    letters, none where the kind and the scope alone tell it from others.  `later` are
    those of its places that have the later figure.
    """

    kind: str
    about: tuple[Mention, ...]
    scope: tuple[Mention, ...]
    words: frozenset[str]
    why: str
    later: tuple[Mention, ...] = ()


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
            yield _of_values(kind, difference, mine, scope, texts)
    yield from _denials(mine, made, texts)


def _of_values(
    kind: str,
    difference: Difference,
    mine: Sequence[Claim],
    scope: tuple[Mention, ...],
    texts: Mapping[str, Article],
) -> Fact:
    """Values that differ: all of a clash make it news, of a later figure the later one."""
    said: dict[str, list[Mention]] = {}
    for value in difference.values:
        said.setdefault(_words(value, texts).casefold(), []).append(value)
    # The sentence names the later value first, and then that before it, if one alone decides.
    named = [words.casefold() for words in _QUOTED.findall(difference.why)] if kind == LATER else []
    later = named[0] if named else ""
    if later not in said:
        told = closed("; ".join(_says(values, mine, texts) for values in said.values()))
        return Fact(kind, difference.values, scope, frozenset(said), f"{told} {difference.why}")
    newest = tuple(said[later])
    others = said.keys() - {later}
    decided = others & set(named[1:]) or others
    earlier = [values for words, values in said.items() if words in decided]
    before = ", ".join(f"{_names(values, texts)} “{_words(values[0], texts)}”" for values in earlier)
    why = f"{closed(_says(said[later], mine, texts))} Before: {before}. {difference.why}"
    about = (*newest, *(value for values in earlier for value in values))
    return Fact(kind, about, scope, frozenset({later}), why, newest)


def _says(values: Sequence[Mention], mine: Sequence[Claim], texts: Mapping[str, Article]) -> str:
    """Who has a value, and the sentence in which it stands."""
    value = values[0]
    sentences = (claim.sentence for claim in mine if claim.report == value.report)
    whole = next((span for span in sentences if span.covers(value.span)), None)
    told = f"{_names(values, texts)}: “{_words(value, texts)}”"
    if whole is None or whole == value.span:
        return told
    return f"{told} in “{_words(Mention(value.report, whole), texts)}”"


def _names(values: Sequence[Mention], texts: Mapping[str, Article]) -> str:
    """The outlets of places, each once."""
    names = list(dict.fromkeys(outlet_of(value.report, texts) for value in values))
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]


def _kind(difference: Difference) -> str:
    if difference.verdict == "later-update" and difference.kind == "number":
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
    named = backers_of(point, made, texts)
    own = Mention(lead.report, lead.span)
    about = (own, *(m for m in scope if m != own))[:_MOST_PLACES]
    rests = f"“{_words(own, texts)}” rests on at least {ledger.min} independent origins"
    yield Fact(SECOND, about, scope, frozenset(), f"{rests}: {', '.join(named)}." if named else f"{rests}.")


def backers_of(
    point: Point, made: Comparison, texts: Mapping[str, Article], *, is_stated: bool = False
) -> list[str]:
    """Whom a point rests on, each with an outlet that has it from there, who deny it left out.

    With `is_stated` only those whom a report names for it.
    """
    claims = {claim.id: claim for claim in made.claims if claim.id in point.claims and claim.turn != "denies"}
    ledger = next((ledger for ledger in made.ledgers if ledger.about == point.id), None)
    rank = {origin: place for place, origin in enumerate(ledger.origins)} if ledger else {}
    told: dict[str, str] = {}
    for origin in sorted(made.origins, key=lambda origin: rank.get(origin.id, len(rank))):
        outlets = dict.fromkeys(outlet_of(claims[c].report, texts) for c in origin.claims if c in claims)
        if origin.id in rank and origin.name and outlets and (origin.is_stated or not is_stated):
            where = " itself" if origin.name in outlets else f" ({next(iter(outlets))})"
            told.setdefault(origin.name, origin.name + where)
    return list(told.values())[:_MOST_NAMES]


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
        others = _names([Mention(claim.report, claim.span) for claim in said], texts)
        who = f"{subject(first.root.name)} denies what {others} report{'' if ' and ' in others else 's'}"
        why = closed(f"{who}, says {outlet_of(first.report, texts)}: “{_words(whole, texts)}”")
        yield Fact(DENIAL, (*scope, against)[:_MOST_PLACES], scope, frozenset(), why)


def subject(name: str) -> str:
    """A name as it stands before its verb: what is set off by a comma ends with one."""
    return f"{name}," if ", " in name else name


def outlet_of(report: str, texts: Mapping[str, Article]) -> str:
    """The outlet of a report, its id where none is stated."""
    return texts[report].value("outlet") or report


def _words(mention: Mention, texts: Mapping[str, Article]) -> str:
    words = " ".join(mention.span.of(texts[mention.report].text).split())
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"


def change_of(fact: Fact, story: str, at: str) -> Change:
    """A fact as the change that is recorded of it."""
    return Change(story, fact.kind, at, tuple(dict.fromkeys(map(place_of, fact.about))), fact.why)


def closed(told: str) -> str:
    """A sentence with its full stop, unless it ends with somebody's words that have one."""
    return told if told.endswith((".”", "!”", "?”", "…”")) else f"{told}."
