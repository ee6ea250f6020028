"""Which points have lost their second independent origin: a report was taken back, reworded, or is a copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from twosource.data import Change, Comparison, Mention, Point
from twosource.desk.edits import most_like, sentences_of
from twosource.desk.facts import SECOND, backers_of, mention_of
from twosource.desk.fates import Held
from twosource.desk.heard import Heard, meets


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left of a second origin that was told: places that stand, by outlet, and why others do not."""

    standing: tuple[tuple[Mention, str], ...]
    causes: tuple[str, ...]


def lost_origins(
    heard: Sequence[Heard], made: Comparison | None, held: Sequence[Held], change: Change
) -> Iterator[Change]:
    """The changes by which a point that rested on two independent origins has one at most again.

    Told is only what has a cause: a report that was taken back, says it otherwise or is
    in another story now, or texts that are one after all.  A point that is merely cut
    otherwise than before has lost nothing.
    """
    by_id = {each.id: each for each in held}
    for one in heard:
        if one.change.kind != SECOND or not any(place.report in by_id for place, _ in one.places):
            continue
        left = _left(one, made, by_id)
        why = _why_lost(left, made)
        if why:
            told = f"“{_words(one, left)}” has lost its second independent origin: {why}"
            yield replace(change, about=one.change.about, why=told)


def _words(one: Heard, left: _Left) -> str:
    """The words that were told to have two origins, where they still stand if they do."""
    words = dict(one.places)
    return next((words[place] for place, _ in left.standing if place in words), one.places[0][1])


def with_other_words(heard: Iterable[Heard], made: Comparison, held: Sequence[Held]) -> Iterator[Heard]:
    """What was heard, of second origins also where reports say it in other words now: no news either."""
    by_id = {each.id: each for each in held}
    for one in heard:
        if one.change.kind == SECOND and any(place.report in by_id for place, _ in one.places):
            words = one.places[0][1]
            more = tuple((place, words) for place, _ in _left(one, made, by_id).standing)
            yield replace(one, places=(*one.places, *more))
        else:
            yield one


def _left(one: Heard, made: Comparison | None, by_id: Mapping[str, Held]) -> _Left:
    """Where the places of a fact stand now."""
    words = dict(one.places)
    standing: dict[Mention, str] = {}
    causes: dict[str, None] = {}
    for place in filter(None, map(mention_of, one.change.about)):
        now = _current(place.report, by_id)
        who = now.outlet or now.id if now else ""
        if now is None:
            causes["a report that had it is in another story now"] = None
        elif now.withdrawn_at:
            causes[f"{who} has taken its report back"] = None
        else:
            found = [mention for mention in words if mention.report == now.id]
            otherwise = [] if found else _said_alike(words[place], now.id, made)
            standing |= dict.fromkeys(found or otherwise, who)
            if not found:
                causes[f"the report of {who} {'says it otherwise' if otherwise else 'has it no more'}"] = None
    return _Left(tuple(standing.items()), tuple(causes))


def _current(report: str, by_id: Mapping[str, Held]) -> Held | None:
    """What stands in the story in place of a report, itself where nothing replaced it."""
    each = by_id.get(report)
    while each is not None and each.replaced_by:
        each = by_id.get(each.replaced_by)
    return each


def _said_alike(words: str, report: str, made: Comparison | None) -> list[Mention]:
    """The sentence of a report that is most like these words, if it is like them at all."""
    articles = [article for article in made.reports if article.id == report] if made else []
    for article in articles:
        sentences = sentences_of(article)
        best = most_like(words, sentences)
        if best:
            return [Mention(report, sentences[best])]
    return []


def _why_lost(left: _Left, made: Comparison | None) -> str:
    """Why a point has but one origin, and what is left of it; "" where it has two, or none can tell."""
    spans = {claim.id: Mention(claim.report, claim.span) for claim in made.claims} if made else {}
    points = [
        point
        for point in (made.points if made else ())
        if any(meets(spans[claim], place) for claim in point.claims for place, _ in left.standing)
    ]
    ledgers = {ledger.about: ledger for ledger in made.ledgers} if made else {}
    if any(ledgers[point.id].min > 1 for point in points if point.id in ledgers):
        return ""
    if left.causes:
        return f"{'; '.join(left.causes)}. {_rest(left, points, made)}"
    of_one = {place.report for place, _ in left.standing}
    whole = [p for p in points if of_one <= {spans[claim].report for claim in p.claims} and len(of_one) > 1]
    return " ".join(ledgers[whole[0].id].why) if whole and whole[0].id in ledgers else ""


def _rest(left: _Left, points: Sequence[Point], made: Comparison | None) -> str:
    """Who still has it, and from whom."""
    texts = {article.id: article for article in made.reports} if made else {}
    names = [name for point in points if made for name in backers_of(point, made, texts, is_stated=True)]
    if names:
        return f"It now rests on {', '.join(dict.fromkeys(names))}."
    outlets = list(dict.fromkeys(outlet for _, outlet in left.standing))
    if not outlets:
        return "No report of the story has it any more."
    return f"Only {', '.join(outlets)} still {'has' if len(outlets) == 1 else 'have'} it."
