"""What became of a story's reports since it was last told: joined, edited, corrected, withdrawn, restored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.data import Change
from twosource.desk.edits import corrections_of, edit_of, notices_of, short
from twosource.store.reports import reports_of
from twosource.store.told import history, history_of

EDITED, WITHDRAWN, RESTORED = "edited", "withdrawn", "restored"
_IN, _OUT = ("started", "joined", "late", "pinned"), ("split", "left")


@dataclass(frozen=True, slots=True)
class Held:
    """A report of a story as the library holds it.

    `replaced_by` is the text that stands in its place now, `withdrawn_at` when it
    was taken back, both "" where neither is; `looked` at which look at the story it
    was first there, 0 for none yet; `at` when it counts as told.
    """

    number: int
    id: str
    outlet: str
    title: str
    at: str
    replaced_by: str
    withdrawn_at: str
    looked: int
    why: str

    @property
    def stands(self) -> bool:
        """Whether it is what its outlet says now."""
        return not self.replaced_by and not self.withdrawn_at


def held_in(connection: sqlite3.Connection, story: str) -> list[Held]:
    """The reports of a story, earlier texts too, in the order in which they came."""
    rows = connection.execute(
        "SELECT number, id, coalesce(outlet, '') AS outlet, coalesce(title, '') AS title, report.at,"
        " coalesce(replaced_by, '') AS replaced_by, coalesce(withdrawn_at, '') AS withdrawn_at,"
        " looked, member.why FROM member JOIN report ON report.id = member.report"
        " WHERE member.story = ? ORDER BY number",
        (story,),
    )
    return [Held(**dict(row)) for row in rows]


def fates_of(connection: sqlite3.Connection, story: str, held: Sequence[Held], at: str) -> Iterator[Change]:
    """What became of the reports of a story, against what was recorded of them in any story."""
    yield from _joined(connection, story, held, at)
    yield from _edits(connection, story, held, at)
    yield from _withdrawals(connection, story, held, at)


def _joined(connection: sqlite3.Connection, story: str, held: Sequence[Held], at: str) -> Iterator[Change]:
    """Reports that came without a word, as copies do, and the corrections that new reports print."""
    fresh = [each for each in held if not each.looked]
    past = history(connection, [each.id for each in fresh], (*_IN, *_OUT))
    inside = {report: c.kind in _IN for c in past if c.story == story for report in c.about}
    newer = {each.replaced_by for each in held if each.replaced_by}
    for each in fresh:
        if not inside.get(each.id) and each.id not in newer:
            yield Change(story, "joined", at, (each.id,), each.why)
    current = [each.id for each in fresh if each.stands and each.id not in newer]
    for article in reports_of(connection, current):
        yield from _first_told(connection, notices_of(article, None, story, at))


def _edits(connection: sqlite3.Connection, story: str, held: Sequence[Held], at: str) -> Iterator[Change]:
    """What later texts of reports changed, step by step from the text that was told of last."""
    after = {each.id: each.replaced_by for each in held if each.replaced_by}
    families: dict[str, list[str]] = {}
    for each in held:
        families.setdefault(_end(each.id, after), []).append(each.id)
    edited = {last: texts for last, texts in families.items() if texts != [last]}
    past = history(connection, [text for last, texts in edited.items() for text in (last, *texts)], (EDITED,))
    for last, texts in edited.items():
        text = next((c.about[0] for c in reversed(past) if c.about[0] in (last, *texts)), texts[0])
        while text != last and text in after:
            yield from _edit(connection, story, (text, after[text]), at)
            text = after[text]


def _end(text: str, after: Mapping[str, str]) -> str:
    """The text that stands where this one stood."""
    while text in after:
        text = after[text]
    return text


def _edit(connection: sqlite3.Connection, story: str, pair: tuple[str, str], at: str) -> Iterator[Change]:
    old, new = reports_of(connection, pair)
    yield edit_of(old, new, Change(story, EDITED, at, (new.id, old.id), ""))
    yield from corrections_of(old, new, story, at)
    yield from _first_told(connection, notices_of(new, old, story, at))


def _first_told(connection: sqlite3.Connection, changes: Iterable[Change]) -> Iterator[Change]:
    """Corrections that a report prints are told when they are first seen, and not when the text returns."""
    for change in changes:
        past = history(connection, [change.about[0].partition(":")[0]], (change.kind,))
        if change.about not in [c.about for c in past]:
            yield change


def _withdrawals(
    connection: sqlite3.Connection, story: str, held: Sequence[Held], at: str
) -> Iterator[Change]:
    """Reports that were taken back, or are there again."""
    last = {c.about[0]: c.kind for c in history_of(connection, story, (WITHDRAWN, RESTORED))}
    for each in held:
        is_told = last.get(each.id) == WITHDRAWN
        who = each.outlet or each.id
        title = f"its report “{short(each.title)}”" if each.title else "its report"
        if each.withdrawn_at and not is_told:
            why = f"{who} has taken {title} back; it stays in the library and no longer counts."
            yield Change(story, WITHDRAWN, at, (each.id,), why)
        elif is_told and each.stands:
            why = f"{who} had taken {title} back; it is there again, and counts."
            yield Change(story, RESTORED, at, (each.id,), why)
