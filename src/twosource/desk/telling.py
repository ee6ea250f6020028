"""Finds what changed in stories, against what was told of them before, and records each change once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from twosource.data import Change, Comparison, Failure, Mention, Span
from twosource.desk.comparing import compare_story
from twosource.desk.facts import CLASH, DENIAL, LATER, SECOND, change_of, facts_of, mention_of
from twosource.desk.fates import Held, fates_of, held_in
from twosource.desk.heard import LOST, Heard, When, still_heard, unheard
from twosource.desk.losing import lost_origins, with_other_words
from twosource.desk.polling import Watching
from twosource.errors import NothingToCompare, StoreError, TwosourceError
from twosource.store.file import writing
from twosource.store.stories import key_now, record_once
from twosource.store.told import history_of, looked_at, newest, untold

# A story of more reports is not compared anew at each report that joins it.
MOST_COMPARED = 150
_FACTS = (SECOND, CLASH, LATER, DENIAL, LOST)
_NOT_YET = float("inf")


def tell_stories(work: Watching) -> list[Failure]:
    """Look at every story in which something changed, and record what; a stop in between loses nothing.

    A story that cannot be compared is a failure, and is looked at again when it changes.
    """
    failures: list[Failure] = []
    for story, marks in untold(work.connection):
        until = newest(work.connection)
        held = held_in(work.connection, story)
        changes = list(fates_of(work.connection, story, held, work.now()))
        try:
            changes += _of_facts(story, held, work)
        except StoreError:
            raise
        except TwosourceError as error:
            failures.append(Failure("watch", story, str(error), code=error.code))
        found = [(key_now(work.connection, change, until), change) for change in changes]
        is_enough = _outlets(held) >= max(2, work.min_outlets)
        with writing(work.connection):
            record_once(work.connection, found)
            looked_at(work.connection, story, marks, [each.id for each in held] if is_enough else [])
    return failures


def _outlets(held: Sequence[Held]) -> int:
    return len({each.outlet or each.id for each in held if each.stands})


def _of_facts(story: str, held: Sequence[Held], work: Watching) -> Iterator[Change]:
    """What the comparison of a story shows that was not told before, and what it shows no more."""
    if sum(each.stands for each in held) > MOST_COMPARED:
        return
    made = _compared(story, held, work)
    heard = still_heard(_heard(work.connection, story, held))
    yield from lost_origins(heard, made, held, Change(story, LOST, work.now(), (), ""))
    if made is not None:
        when = {each.id: _when(each) for each in held}
        for fact in unheard(facts_of(made), with_other_words(heard, made, held), when):
            yield change_of(fact, story, work.now())


def _compared(story: str, held: Sequence[Held], work: Watching) -> Comparison | None:
    """The comparison of a story; None where it has not reports of two outlets that stand."""
    if _outlets(held) < max(2, work.min_outlets):
        return None
    try:
        return compare_story(work.connection, story, work.means, work.version, work.now)
    except NothingToCompare:
        return None


def _when(each: Held) -> When:
    return each.at, each.looked or _NOT_YET


def _heard(connection: sqlite3.Connection, story: str, held: Sequence[Held]) -> Iterator[Heard]:
    """The facts told of the reports of a story, in whichever story they were then.

    A place in a text that was replaced stands for the same words in the text that replaced it.
    """
    told = history_of(connection, story, _FACTS)
    places = [[mention for mention in map(mention_of, change.about) if mention] for change in told]
    texts = _texts(connection, {mention.report for each in places for mention in each})
    gone = {each.id for each in held if each.withdrawn_at}
    for change, each in zip(told, places, strict=True):
        found = [_followed(mention, texts) for mention in each]
        last = found[0][-1][0].report if found else ""
        holds = bool(last) and not texts[last][1] and last not in gone
        yield Heard(change, tuple(place for one in found for place in one), holds)


def _followed(mention: Mention, texts: Mapping[str, tuple[str, str]]) -> list[tuple[Mention, str]]:
    """A place and its words, then where these stand in the texts that replaced its report, one by one."""
    found: list[tuple[Mention, str]] = []
    place: Mention | None = mention
    while place is not None and place.report not in [one.report for one, _ in found]:
        words = place.span.of(texts[place.report][0])
        found.append((place, " ".join(words.split())))
        place = _in_later(place, words, texts)
    return found


def _texts(connection: sqlite3.Connection, reports: set[str]) -> dict[str, tuple[str, str]]:
    """Each report's text and the report that replaced it, those that replaced them included."""
    found: dict[str, tuple[str, str]] = {}
    left = sorted(reports)
    while left:
        one = left.pop()
        row = connection.execute("SELECT text, replaced_by FROM report WHERE id = ?", (one,)).fetchone()
        if row and one not in found:
            found[one] = (row["text"], row["replaced_by"] or "")
            left += [row["replaced_by"]] if row["replaced_by"] else []
    return found


def _in_later(place: Mention, words: str, texts: Mapping[str, tuple[str, str]]) -> Mention | None:
    """The place of the same words in the text that replaced a report, nearest to where they stood."""
    text, later = texts[place.report]
    if not later or not words:
        return None
    there = texts[later][0]
    starts: list[int] = []
    start = there.find(words)
    while start >= 0 and len(starts) < 1000:
        starts.append(start)
        start = there.find(words, start + 1)
    if not starts:
        return None
    share = place.span.start / max(1, len(text))
    start = min(starts, key=lambda s: abs(s / max(1, len(there)) - share))
    return Mention(later, Span(start, start + len(words)))
