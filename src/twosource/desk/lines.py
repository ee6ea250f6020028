"""What lists of a library show: a story in a line, a report that was found."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from twosource.data import Story
from twosource.desk.placing import BY_COPY
from twosource.errors import SettingError
from twosource.store import search as full_text
from twosource.store import stories
from twosource.store.reports import each_of
from twosource.store.told import Noted, changes_since

# The kinds of changes, in the order in which the documentation tells of them.
KINDS = (
    "started", "joined", "late", "merged", "split", "left", "pinned",
    "second-origin", "lost-origin", "new-clash", "later-figure", "denial",
    "edited", "correction", "withdrawn", "restored",
)  # fmt: skip
_BACK = re.compile(
    r"(\d{1,6})\s*(m(?:in(?:ute)?s?)?|h(?:ours?)?|d(?:ays?)?|w(?:eeks?)?)(?:\s+ago)?", re.IGNORECASE
)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DAYS = {"today": 0, "yesterday": 1}
# Words shown of a report that was found, so many of them before what was found.
STRETCH, BEFORE = 24, 8
# Among so many first words of a text its title is looked for.
_HEAD = 60
_ENDS = (".", "!", "?", ".”", "?”", "!”", '."', '?"', '!"')


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story as a list shows it; times are UTC, ISO 8601.

    `first_report` and `last_report` are when its reports came out, as they state it,
    else as they were had; `dated` is how many state it; `changed_at` is when the library
    last changed it.
    """

    id: str
    title: str
    reports: int
    outlets: int
    first_report: str
    last_report: str
    started_at: str
    changed_at: str
    dated: int


@dataclass(frozen=True, slots=True)
class Found:
    """A report that a search found, best first by `score` (the more the better).

    `words` is the stretch of its text that answers: its own words, shortened with dots.
    `likeness` is that of its title and opening to the question where it was asked for by
    meaning (a cosine), else 0.  `withdrawn_at` is when it was seen to be taken back, or "".
    """

    report: str
    title: str
    outlet: str
    published: str
    story: str
    words: str
    score: float
    likeness: float = 0.0
    withdrawn_at: str = ""


def list_stories(
    connection: sqlite3.Connection, *, since: str, query: str, min_outlets: int, most: int
) -> list[StoryLine]:
    """Stories, the last changed first; with `query` those of which a report holds all its words."""
    quoted = full_text.quote(query)
    if query and not quoted:
        return []
    with full_text.limited(connection) if quoted else nullcontext():
        rows = stories.list_stories(connection, since=since, query=quoted, min_outlets=min_outlets, most=most)
    return [StoryLine(**dict(row)) for row in rows]


def find(connection: sqlite3.Connection, query: str, *, most: int) -> list[Found]:
    """Reports that hold all the words of `query`, best first; see `store.search.search`."""
    return [
        found_of(row, stretch(row["marked"], row["title"] or ""), -row["score"])
        for row in full_text.search(connection, query, most=most)
    ]


def stretch(marked: str, title: str) -> str:
    """Words of a text around what was found in it (between U+0002 and U+0003), beside its title.

    Of several places that with most of what was found, the rarest in this text counting most.
    """
    words = marked.split()
    words = words[_after_title([_plain(word) for word in words[:_HEAD]], title.split()) :]
    hits = _hits(words)
    often = Counter(key for _, key in hits)

    def worth(place: int) -> float:
        after = (hits[each] for each in range(place, len(hits)))
        near = takewhile(lambda hit: hit[0] < hits[place][0] + STRETCH - BEFORE, after)
        return sum(1 / often[key] for key in {key for _, key in near})

    best = max(range(len(hits)), key=lambda place: (worth(place), -place), default=-1)
    start = max(0, min(_sentence_before(words, hits[best][0]), len(words) - STRETCH)) if hits else 0
    shown = _plain(" ".join(words[start : start + STRETCH]))
    return f"{'… ' if start else ''}{shown}{' …' if start + STRETCH < len(words) else ''}"


def _sentence_before(words: Sequence[str], place: int) -> int:
    """Where a sentence begins shortly before a place, else so many words before it."""
    near = range(max(0, place - BEFORE), place + 1)
    return next((at for at in near if at == 0 or words[at - 1].endswith(_ENDS)), near[0])


def _hits(words: Sequence[str]) -> list[tuple[int, str]]:
    """Where in these words something was found begins, and what it is."""
    hits: list[tuple[int, str]] = []
    begun: list[str] = []
    for place, word in enumerate(words):
        if "\x02" in word:
            hits.append((place, ""))
            begun = []
        if hits and not hits[-1][1]:
            begun.append(re.sub(r"\W", "", word.rpartition("\x02")[2].partition("\x03")[0]).casefold())
            if "\x03" in word or len(begun) == STRETCH:
                hits[-1] = (hits[-1][0], " ".join(begun) or "-")
    return hits


def _after_title(head: Sequence[str], title: Sequence[str]) -> int:
    """Where the words after a title begin, 0 where it is not among the first words of a text."""
    for start in range(len(head) - len(title) + 1) if title else ():
        if list(head[start : start + len(title)]) == list(title):
            return start + len(title)
    return 0


def _plain(words: str) -> str:
    return words.replace("\x02", "").replace("\x03", "")


def found_of(row: sqlite3.Row, words: str, score: float) -> Found:
    """A row of a search as what is shown of it."""
    title, outlet, published, story = (row[n] or "" for n in ("title", "outlet", "published", "story"))
    plain = " ".join(words.split())
    # A report begins with its title, which is shown already.
    own = plain.removeprefix(" ".join(title.split())).strip()
    back = row["withdrawn_at"] or ""
    return Found(row["id"], title, outlet, published, story, own or plain, score, withdrawn_at=back)


def with_copies_named(connection: sqlite3.Connection, story: Story) -> Story:
    """A story whose near copies say whose text they have, or that they are later texts of one report."""
    select = (
        "SELECT report.id, other.id AS other, other.outlet, other.replaced_by IS NOT NULL AND"
        " (other.replaced_by = report.id OR other.address = report.address) AS is_earlier FROM report"
        " JOIN sketch ON sketch.report = report.number JOIN report AS other ON other.number = sketch.copy_of"
        " WHERE report.id"
    )
    copies = [member.report for member in story.members if member.why == BY_COPY]
    named = {row["id"]: _copied(row) for row in each_of(connection, select, copies)}
    return replace(
        story,
        members=tuple(replace(member, why=named.get(member.report, member.why)) for member in story.members),
    )


def _copied(row: sqlite3.Row) -> str:
    if row["is_earlier"]:
        return "A later text of the same report; the earlier one is kept."
    whose = f" ({row['outlet']})" if row["outlet"] else ""
    return f"Nearly the same text as {row['other']}{whose}."


def list_changes(
    connection: sqlite3.Connection, story: str, *, since: str, kinds: Sequence[str], most: int
) -> list[Noted]:
    """The last changes of a story and of those that became part of it, or of all, oldest first.

    `kinds` are those wanted, all where none is named; `most` 0 gives all.  SettingError
    where a kind is none.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise SettingError(f"{kind!r} is no kind of change; these are: {', '.join(KINDS)}.")
    about = stories.family_of(connection, story) if story else []
    return changes_since(connection, about, since, kinds, most or -1)[::-1]


def since_of(text: str, now: datetime) -> str:
    """A time as the library writes it: of a date or time in ISO 8601, or so long ago (``2d``, ``yesterday``).

    What has no zone is taken for UTC, and so are days.  SettingError where it is neither.
    """
    if not text.strip():
        return ""
    written = text.strip().lower()
    ago = _BACK.fullmatch(written)
    try:
        if ago:
            moment = now - timedelta(**{_UNITS[ago[2][0]]: int(ago[1])})
        elif written in _DAYS:
            day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
            moment = day - timedelta(days=_DAYS[written])
        else:
            moment = datetime.fromisoformat(text.strip())
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return zoned.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError) as error:
        raise SettingError(
            f"{text!r} is no time; write a date such as 2024-05-31, today, yesterday, "
            "or how long ago: 30m, 12h, 2d, 1w."
        ) from error
