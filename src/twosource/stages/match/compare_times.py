"""Times of two claims: the same, nested, apart, or counted from one event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from twosource.data import Difference, Span, Time
from twosource.stages.match.pairing import noun_after
from twosource.stages.match.said import Decision, Side, between, differ, is_one_voice
from twosource.text.tokens import words
from twosource.words.load import load_set, load_words

TIMEX = re.compile(
    r"(?P<year>\d{4}|XXXX)-(?:W(?:\d\d|XX)-(?P<weekday>[1-7])|(?P<month>\d\d)-(?P<day>\d\d))(?![\d-])"
)
ROOM = "twosource.stages.match"
CLOCK = re.compile(r"T(?P<hour>\d\d):(?P<minute>\d\d)")
COMING = re.compile(
    r"\b(?:will|would|shall|plans? to|intends? to|expects? to"
    r"|(?:is|are|was|were) (?:about|due|set|expected|preparing) to)\s+(?:soon\s+|also\s+)?\w+",
    re.I,
)
ALREADY = re.compile(r"\b(?:(?:has|have|had|is|are|was|were)\s+)?already\s+\w+", re.I)
NO_INTERVAL = frozenset({"duration"})


def compare_times(a: Side, b: Side, *, is_one_act: bool = False) -> Iterator[Difference]:
    """The difference between the main times of two claims, if both give one.

    `is_one_act` says that both tell the same act of the same thing: then two
    years or calendar dates that do not meet clash.
    """
    for kind in (False, True):
        mine = [t for t in a.claim.times if _is_comparable(t, a) and (t.anchor is not None) == kind]
        theirs = [t for t in b.claim.times if _is_comparable(t, b) and (t.anchor is not None) == kind]
        if mine and theirs:
            decision = decide_time(mine[0], theirs[0], a, b)
            if (
                decision is not None
                and decision.rule == "time-apart"
                and is_one_act
                and _are_written_out(mine[0], theirs[0], a, b)
            ):
                decision = Decision("contradiction", "time-years-clash")
            if decision is not None:
                sides = (a.at(mine[0].span), b.at(theirs[0].span))
                yield differ("time", decision, *sides, between(a.claim, b.claim))


def _are_written_out(one: Time, two: Time, a: Side, b: Side) -> bool:
    """Whether both times are years or dates in figures, not weekdays or *last month*."""
    return all(any(w[:1].isdigit() for w in _words(t, s)) for t, s in ((one, a), (two, b)))


def _is_comparable(time: Time, side: Side) -> bool:
    """Whether the time may be the act's own: no duration, no *now*, no possessor (``last year's vote``)."""
    if side.article.text.startswith(("’s", "'s"), time.span.end):
        return False
    return time.anchor is not None or (time.grain not in NO_INTERVAL and not time.value.endswith("_REF"))


def decide_time(a: Time, b: Time, side_a: Side, side_b: Side) -> Decision | None:
    """The verdict on two times for one thing; None when they are the same."""
    if a.anchor is not None and b.anchor is not None:
        return _anchored(a, b, side_a, side_b)
    if _words(a, side_a) == _words(b, side_b) and not (a.start and b.start):
        return None
    zoned = _zoned(a, b, side_a, side_b)
    if zoned is not None:
        return zoned if zoned.verdict else None
    narrowed = _narrowed(a, b, side_a, side_b)
    if narrowed is not None:
        return narrowed
    decision = _dated(a, b) if a.start and a.end and b.start and b.end else _undated(a, b)
    if decision is not None and decision.verdict == "coarser":
        is_told_as_distance = [
            bool({"ago", "since"} & set(_words(t, s))) for t, s in ((a, side_a), (b, side_b))
        ]
        if len(set(is_told_as_distance)) == 2:
            return Decision("rounding", "time-distance", is_turned=is_told_as_distance[1])
    return decision


def _narrowed(a: Time, b: Time, side_a: Side, side_b: Side) -> Decision | None:
    """One day, of which one report says which part: ``Friday`` and ``early on Friday``."""
    if not (a.value == b.value or are_one_day(a.value, b.value)) or {a.grain, b.grain} - {"day", "daypart"}:
        return None
    if "T" in a.value and "T" in b.value:
        return None
    parts = [
        "T" in t.value or bool(set(_words(t, s)) & load_set(ROOM, "scope.toml", "parts_of_day"))
        for t, s in ((a, side_a), (b, side_b))
    ]
    if parts[0] == parts[1]:
        return Decision("coarser", "time-part") if all(parts) and "T" in a.value + b.value else None
    is_one_day = a.value.partition("T")[0] == b.value.partition("T")[0]
    return Decision("coarser", "time-nested" if is_one_day else "time-may-nest", is_turned=parts[0])


def _zoned(a: Time, b: Time, side_a: Side, side_b: Side) -> Decision | None:
    """Two clocks of two time zones: one hour, or a local one that no report sets against the other.

    An empty verdict says that they are the same.
    """
    clocks = [CLOCK.search(t.value) for t in (a, b)]
    zones = [_zone(t, s) for t, s in ((a, side_a), (b, side_b))]
    if clocks[0] is None or clocks[1] is None or zones[0] == zones[1] or None in zones:
        return None
    offsets: Mapping[str, float] = load_words(ROOM, "zones.toml")["zones"]
    if not all(z in offsets for z in zones):
        return Decision("cannot-tell", "time-local")
    hours = [
        (int(c["hour"]) + int(c["minute"]) / 60 - offsets[str(z)]) % 24
        for c, z in zip(clocks, zones, strict=True)
        if c
    ]
    return Decision("rounding", "time-zones") if hours[0] == hours[1] else None


def _zone(time: Time, side: Side) -> str | None:
    """The zone that the words of a clock name, ``local`` where they say so; None where they name none."""
    named = load_words(ROOM, "zones.toml")["zones"]
    return next((w for w in _words(time, side) if w in named or w == "local"), None)


def compare_tenses(a: Side, b: Side) -> Iterator[Difference]:
    """What one has still to come is already under way in the other."""
    if not is_one_voice(a.claim.root, b.claim.root) and not _is_one_doer(a, b):
        return
    for side, other, is_turned in ((a, b, False), (b, a, True)):
        coming, begun = COMING.search(side.whole), ALREADY.search(other.whole)
        if coming is None or begun is None or ALREADY.search(side.whole) or COMING.search(other.whole):
            continue
        spans = [
            Span(s.claim.span.start + m.start(), s.claim.span.start + m.end())
            for s, m in ((side, coming), (other, begun))
        ]
        dates = [(s.article.value("published") or "")[:10] for s in (side, other)]
        is_later = all(dates) and dates[0] < dates[1]
        decision = (
            Decision("later-update", "time-begun-later", is_turned=is_turned)
            if is_later
            else Decision("cannot-tell", "time-begun", is_turned=is_turned)
        )
        sides = side.at(spans[0]), other.at(spans[1])
        yield differ("time", decision, *(sides[::-1] if is_turned else sides), between(a.claim, b.claim))
        return


def compare_ages(a: Side, b: Side) -> Iterator[Difference]:
    """A year in one, and in the other the age of the thing that counts back to it: ``a 20-year-old pact``."""
    for dated, aged, is_turned in ((a, b, False), (b, a, True)):
        report_year = (aged.article.value("published") or "")[:4]
        lemmas = {t.lemma for t in dated.claim.terms if t.pos == "NOUN"}
        for age in aged.claim.quantities:
            noun = noun_after(aged.at(age.span)) if age.unit == "year-of-age" else None
            if noun not in lemmas or age.stated is None or not report_year.isdigit():
                continue
            for time in dated.claim.times:
                is_year = time.grain == "year" and time.value[:4].isdigit()
                if is_year and abs(int(report_year) - age.stated - int(time.value[:4])) <= 1:
                    decision = Decision("coarser", "time-age", is_turned=is_turned)
                    sides = dated.at(time.span), aged.at(age.span)
                    yield differ("time", decision, *(sides[::-1] if is_turned else sides))
                    return


def _is_one_doer(a: Side, b: Side) -> bool:
    """Whether the doers of two claims share a word of weight."""
    frames = a.claim.frame, b.claim.frame
    stretches = [
        f.agent.of(s.article.text) if f and f.agent else "" for f, s in zip(frames, (a, b), strict=True)
    ]
    first, second = ({w.norm for w in words(t) if len(w.norm) > 3} for t in stretches)
    return bool(first & second)


def _words(time: Time, side: Side) -> list[str]:
    return [w.norm for w in words(time.span.of(side.article.text)) if w.norm not in {"on", "in", "the", "at"}]


def _dated(a: Time, b: Time) -> Decision | None:
    """Two intervals on the calendar."""
    p, q, r, s = str(a.start), str(a.end), str(b.start), str(b.end)
    if (p, q) == (r, s):
        return None
    if p <= r and s <= q:
        return Decision("coarser", "time-nested")
    if r <= p and q <= s:
        return Decision("coarser", "time-nested", is_turned=True)
    if p < s and r < q:
        return Decision("coarser", "time-overlap")
    return Decision("cannot-tell", "time-apart")


def _undated(a: Time, b: Time) -> Decision | None:
    """Two times of which one hangs on a report's date that is not stated."""
    if a.value == b.value:
        return None
    if a.value.startswith(b.value) or b.value.startswith(a.value):
        return Decision("coarser", "time-nested", is_turned=a.value.startswith(b.value))
    if are_one_day(a.value, b.value):
        return _within_day(a, b)
    if a.days is None or b.days is None:
        return Decision("cannot-tell", "time-undated")
    (p, q), (r, s) = a.days, b.days
    if p < s and r < q:
        if a.grain == b.grain:
            return Decision("cannot-tell", "time-undated")
        return Decision("coarser", "time-may-nest", is_turned=_is_finer(a, b))
    return Decision("cannot-tell", "time-undated")


ORDER = ("minute", "hour", "daypart", "day", "week", "month", "season", "quarter", "year", "decade", "vague")


def are_one_day(a: str, b: str) -> bool:
    """Whether two values, one without its year or date, can name one day: two Fridays, two 3 Januaries."""
    one, two = _parts(a), _parts(b)
    known = {k for k in one.keys() & two.keys() if one[k] == two[k]}
    return known == one.keys() & two.keys() and ("weekday" in known or {"month", "day"} <= known)


def _parts(value: str) -> dict[str, int]:
    """What a TIMEX3 value fixes of its day: year, month, day, weekday."""
    found = TIMEX.match(value)
    if found is None:
        return {}
    parts = {k: int(v) for k, v in found.groupdict().items() if v and v.isdigit()}
    if parts.keys() == {"year", "month", "day"}:
        try:
            parts["weekday"] = date(*parts.values()).isoweekday()
        except ValueError:
            return {}
    return parts


def _within_day(a: Time, b: Time) -> Decision | None:
    """Two stretches of what can be one day: the same, or one the finer."""
    hours = [t.value.partition("T")[2] for t in (a, b)]
    if hours[0] == hours[1] and a.grain == b.grain:
        return None
    if not all(hours) and a.grain != b.grain:
        return Decision("coarser", "time-may-nest", is_turned=_is_finer(a, b))
    return (
        Decision("coarser", "time-overlap")
        if hours[0] == hours[1]
        else Decision("cannot-tell", "time-undated")
    )


def _is_finer(a: Time, b: Time) -> bool:
    return a.grain in ORDER and b.grain in ORDER and ORDER.index(a.grain) < ORDER.index(b.grain)


def _anchored(a: Time, b: Time, side_a: Side, side_b: Side) -> Decision | None:
    """Two distances from an event: they clash if the event is one and the distances do not meet."""
    assert a.anchor is not None
    assert b.anchor is not None
    if not _same_event(a.anchor.event, b.anchor.event, side_a, side_b):
        return Decision("cannot-tell", "time-anchor-unsure")
    if (a.anchor.low, a.anchor.high) == (b.anchor.low, b.anchor.high):
        return None
    if a.anchor.low < b.anchor.high and b.anchor.low < a.anchor.high:
        return Decision("coarser", "time-anchor-nested")
    return Decision("contradiction", "time-anchor-clash")


def _same_event(a: Span, b: Span, side_a: Side, side_b: Side) -> bool:
    """Whether the words of two events share a word of weight."""
    return bool(_event_words(a, side_a) & _event_words(b, side_b))


def _event_words(event: Span, side: Side) -> frozenset[str]:
    """The words of the event and of what follows it in the claim: ``hours after he gave a speech``."""
    whole = Span(event.start, max(event.end, min(side.claim.span.end, event.start + 80)))
    return frozenset(w.norm for w in words(whole.of(side.article.text)) if len(w.norm) > 3)
