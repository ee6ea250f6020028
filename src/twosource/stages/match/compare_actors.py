"""Who does what in two claims: another actor, doer and done-to turned, one of a group against all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from twosource.data import Claim, Difference, Entity, Span
from twosource.stages.match.features import Feature
from twosource.stages.match.said import Decision, Side, between, differ
from twosource.text.tokens import words
from twosource.words.load import load_set

ROOM = "twosource.stages.match"
BY = re.compile(r"\bby\s+([^,;.:()]{2,80})", re.I)
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got)\s+(?:\w+ly\s+)?$", re.I)
# Endings of nouns for people that stand in no list.
PEOPLE = re.compile(r"(?:ists?|m[ae]n|wom[ae]n|ians?|people|ees|[eo]rs|militia)$")
BY_NEXT = re.compile(r"(?:\s+\w+ly)?\s+by\b", re.I)
# So many names are a list.
LISTED = 2
# Names further apart than this stand in no list.
LINK = 110
SHORT = frozenset({"pronoun", "description", "role"})
ONE_OF = re.compile(r"\b(?:only |just )?one of (?:the|those|these|its|their)\s+(?:\w+\s+)?", re.I)
ALL_OF = re.compile(
    r"\b(?:all|both)\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+)?|\bthe\s+(?:two|three|four|five|six)\s+", re.I
)
# Describing words for people who are not named: which ones they were is left open.
OPEN = frozenset(
    {"people", "men", "man", "gunmen", "gunman", "attackers", "attacker", "somebody", "someone", "others"}
    | {"unidentified", "unknown", "armed", "suspects", "suspect", "assailants", "militants", "crowd", "group"}
)


def compare_actors(a: Side, b: Side, one: Feature, two: Feature) -> Iterator[Difference]:
    """The differences in who does what; the first rule that speaks decides."""
    for rule in (_one_or_all, _by_whom, _turned):
        found = rule(a, b, one, two)
        if found is not None:
            yield found
            return


def compare_lists(a: Side, b: Side, index: Mapping[tuple[str, Span], Entity]) -> Iterator[Difference]:
    """Two lists of people that share some, and each has one whom the other lacks."""
    mine, theirs = _people(a, index), _people(b, index)
    if min(len(mine), len(theirs)) < LISTED or not (mine.keys() & theirs.keys()):
        return
    if not (mine.keys() - theirs.keys() and theirs.keys() - mine.keys()):
        return
    acts = [s.claim.frame.predicate if s.claim.frame else "" for s in (a, b)]
    verdict, rule = (
        ("cannot-tell", "name-lists") if acts[0] == acts[1] else ("other-scope", "name-lists-of-two")
    )
    first, second = _listed(a, mine), _listed(b, theirs)
    yield differ("name", Decision(verdict, rule), first, second, between(a.claim, b.claim))


def _listed(side: Side, people: Mapping[str, Span]) -> Side:
    """From the first name of a list to its last."""
    return side.at(Span(min(people.values()).start, max(people.values()).end))


def _people(side: Side, index: Mapping[tuple[str, Span], Entity]) -> dict[str, Span]:
    """The people named in a claim, by entity; who only owns something (``Rehn's aides``) is left out."""
    found: dict[str, Span] = {}
    for name in side.claim.names:
        entity = index.get((side.article.id, name.span))
        is_owner = side.article.text.startswith(("’s", "'s"), name.span.end)
        if entity is None or name.kind != "person" or name.by in SHORT or is_owner or _is_of(side, name.span):
            continue
        if found and not _is_joined(side, max(s.end for s in found.values()), name.span.start):
            return found if len(found) >= LISTED else {}
        found.setdefault(entity.id, name.span)
    return found


def _is_of(side: Side, span: Span) -> bool:
    """Whether a name only tells whose somebody is: ``an ally of Mr. Rehn``."""
    before = side.article.text[max(0, span.start - LINK) : span.start].split()
    return "of" in before[-1:] or ("of" in before[-2:-1] and before[-1][:1].isupper())


def _is_joined(side: Side, end: int, start: int) -> bool:
    """Whether two names stand in one list: a comma or *and* between them, and no verb."""
    if end >= start:
        return True
    gap = side.article.text[end:start]
    verbs = [t for t in side.claim.terms if t.pos in {"VERB", "AUX"} and end <= t.span.start < start]
    return len(gap) < LINK and not verbs and re.search(r",|\band\b|&", gap) is not None


def _weights(side: Side, span: Span) -> frozenset[str]:
    small = load_set(ROOM, "scope.toml", "small")
    return frozenset(
        w.norm.removesuffix("'s") for w in words(span.of(side.article.text)) if w.norm not in small
    )


def _one_or_all(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """``Both guards died on the spot`` against ``one of the guards died on the spot``."""
    for single, group, is_turned in ((a, b, False), (b, a, True)):
        part = _opening(single, ONE_OF)
        whole = _opening(group, ALL_OF)
        if part is None or whole is None or part[1] != whole[1]:
            continue
        rest = [{t.lemma for t in s.claim.terms if t.pos not in {"NUM", "DET"}} for s in (single, group)]
        if rest[0] == rest[1] and _is_plain(single.claim) and _is_plain(group.claim):
            first, second = single.at(part[0]), group.at(whole[0])
            decision = Decision("contradiction", "number-one-or-all", is_turned=is_turned)
            sides = (second, first) if is_turned else (first, second)
            return differ("number", decision, *sides, between(a.claim, b.claim))
    return None


def _opening(side: Side, pattern: re.Pattern[str]) -> tuple[Span, str] | None:
    """The words of how many at the start of a claim, and the noun after them."""
    start = side.claim.span.start
    found = pattern.match(side.article.text, start, side.claim.span.end)
    if found is None:
        return None
    noun = next((t for t in side.claim.terms if t.span.start >= found.end() and t.pos == "NOUN"), None)
    held = [t for t in side.claim.terms if t.pos == "NOUN" and t.span.start >= start]
    noun = held[0] if held else noun
    return (Span(start, noun.span.end), noun.lemma) if noun is not None else None


def _is_plain(claim: Claim) -> bool:
    return claim.stance == "asserts" and not (claim.frame and claim.frame.negated)


def _by_whom(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """Two passives with *by*: another actor of one act clashes, of two acts is another question."""
    first, second = _passive_agent(a), _passive_agent(b)
    if first is None or second is None or a.claim.frame is None or b.claim.frame is None:
        return None
    mine, theirs = _weights(a, first), _weights(b, second)
    is_one = bool(one.agent & two.agent) or (mine and theirs and (mine <= theirs or theirs <= mine))
    sides = a.at(first), b.at(second)
    if not (_is_somebody(a, first) and _is_somebody(b, second)):
        return None
    if a.claim.frame.predicate != b.claim.frame.predicate:
        named = [frozenset(w for n in s.claim.names for w in _weights(s, n.span)) for s in (a, b)]
        is_told = mine != theirs and not mine & theirs & named[0] & named[1]
        return differ("role", Decision("other-scope", "role-other-act"), *sides) if is_told else None
    if is_one or mine & theirs:
        return None
    is_clash = _is_plain(a.claim) and _is_plain(b.claim) and _same_thing(a, b, one, two)
    if is_clash and not (mine | theirs) & OPEN:
        return differ("role", Decision("contradiction", "role-clash"), *sides, between(a.claim, b.claim))
    return differ("role", Decision("cannot-tell", "role-other"), *sides, between(a.claim, b.claim))


def _is_somebody(side: Side, span: Span) -> bool:
    """Whether words name people or a body, and no storm and no sheet: *by* may also tell how or where."""
    known = load_set("twosource.words", "people.toml", "office") | load_set(
        "twosource.words", "people.toml", "body"
    )
    known |= load_set("twosource.words", "people.toml", "crowd") | OPEN
    found = [w.norm for w in words(span.of(side.article.text))]
    is_named = any(
        n.kind in {"person", "body", "nationality"} and span.overlaps(n.span) for n in side.claim.names
    )
    return is_named or any(w in known or w.removesuffix("s") in known or PEOPLE.search(w) for w in found)


def _passive_agent(side: Side) -> Span | None:
    """The words after *by* that name who did it, where the verb is a passive."""
    frame, text = side.claim.frame, side.article.text
    if frame is None or not (
        PASSIVE.search(text[max(0, frame.span.start - 30) : frame.span.start]) or _is_done_by(side)
    ):
        return None
    found = BY.search(text, frame.span.end, side.claim.span.end)
    nouns = {t.span for t in side.claim.terms if t.pos in {"NOUN", "PROPN", "ADJ"}}
    if found is None:
        return None
    end = None
    for word in words(found[1]):
        span = Span(found.start(1) + word.span.start, found.start(1) + word.span.end)
        if span in nouns:
            end = span.end
        elif word.norm not in ({"of", "the"} if end is not None else load_set(ROOM, "scope.toml", "small")):
            break
    return Span(found.start(1), end) if end is not None else None


def _is_done_by(side: Side) -> bool:
    """Whether the actor stands after *by* behind the verb: ``the step, taken by the harbour board``."""
    frame, text = side.claim.frame, side.article.text
    if frame is None or frame.agent is None or frame.agent.start < frame.span.end:
        return False
    return BY_NEXT.match(text[frame.span.end : frame.agent.start + 1]) is not None


def _same_thing(a: Side, b: Side, one: Feature, two: Feature) -> bool:
    """Whether what was done was done to the same: a word of weight in what stands before the verb."""
    stems = []
    for side in (a, b):
        frame = side.claim.frame
        end = side.claim.span.end if frame is None else max(frame.span.end, _by_start(side))
        stretch = _weights(side, Span(side.claim.sentence.start, end))
        stems.append({w.rstrip("s") for w in stretch if len(w) > 3})
    verbs = {f.claim.frame.span.of(s.article.text) for f, s in ((one, a), (two, b)) if f.claim.frame}
    return bool((stems[0] & stems[1]) - verbs - {v.rstrip("s") for v in verbs})


def _by_start(side: Side) -> int:
    agent = _passive_agent(side)
    return agent.start if agent else side.claim.span.end


def _turned(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """Somebody who acts in one claim and is acted on in the other."""
    for side, other, is_turned in ((a, b, False), (b, a, True)):
        mine, theirs = side.claim.frame, other.claim.frame
        if mine is None or theirs is None or mine.agent is None or theirs.patient is None:
            continue
        if not {mine.predicate, theirs.predicate} <= load_set(ROOM, "scope.toml", "fights"):
            continue
        if theirs.patient.start > theirs.span.start or mine.agent.start > mine.span.start:
            continue
        doer, done_to = _weights(side, mine.agent), _weights(other, theirs.patient)
        if doer and doer == done_to and mine.predicate != theirs.predicate:
            sides = side.at(_until(side, mine.agent)), other.at(_until(other, theirs.patient))
            decision = Decision("cannot-tell", "role-turned", is_turned=is_turned)
            return differ("role", decision, *(sides[::-1] if is_turned else sides), between(a.claim, b.claim))
    return None


def _until(side: Side, span: Span) -> Span:
    """From who it is to the end of the verb."""
    frame = side.claim.frame
    return Span(span.start, frame.span.end) if frame else span
