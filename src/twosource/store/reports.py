"""Reports and what was read in them, kept with the version of what read them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from twosource.data import Article, Claim, Reading
from twosource.errors import StoreError
from twosource.store.packed import DAMAGED, pack, unpack

# Ids in one question to SQLite.
_MANY = 500
_WEB = ("http://", "https://")


def keep_report(
    connection: sqlite3.Connection, article: Article, capture: int, *, at: str, made_by: str, placed: str
) -> bool:
    """Keep a report, once; whether it is new.

    `at` is when it is added, `placed` when it counts as told (see `placed_at`).
    An earlier text from the same address is kept beside it, as replaced by this one;
    a page that is another there, but whose report is not, holds no new report.
    """
    if connection.execute("SELECT 1 FROM report WHERE id = ?", (article.id,)).fetchone():
        return False
    address = address_of(article)
    if is_as_held(connection, article):
        return False
    values = {
        "id": article.id, "capture": capture, "path": article.path, "item": article.item,
        "outlet": article.value("outlet"), "title": article.value("title"),
        "published": article.value("published"), "address": address, "language": article.value("language"),
        "at": placed, "text": article.text, "packed": packed(article), "made_by": made_by, "added_at": at,
    }  # fmt: skip
    connection.execute(
        f"INSERT INTO report ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
        tuple(values.values()),
    )
    if address:
        connection.execute(
            "UPDATE report SET replaced_by = ? WHERE address = ? AND item = ? AND outlet IS ? AND id <> ?"
            " AND replaced_by IS NULL",
            (article.id, address, article.item, values["outlet"], article.id),
        )
        _rename_story(connection, article)
    return True


def _rename_story(connection: sqlite3.Connection, article: Article) -> None:
    """A story that is called by the title of a report is called by that of the text in its place."""
    title = article.value("title")
    named = connection.execute(
        "SELECT story.id FROM report JOIN member ON member.report = report.id"
        " JOIN story ON story.id = member.story WHERE replaced_by = ? AND report.title = story.title",
        (article.id,),
    ).fetchall()
    for row in named if title else ():
        connection.execute("UPDATE story SET title = ? WHERE id = ?", (title, row["id"]))


def is_as_held(connection: sqlite3.Connection, article: Article) -> bool:
    """Whether its address gave the same report before: the same title and words, furniture left out."""
    rows = connection.execute(
        "SELECT packed, text FROM report"
        " WHERE address = ? AND item = ? AND outlet IS ? AND replaced_by IS NULL",
        (address_of(article), article.item, article.value("outlet")),
    )
    return any(_own_words(opened(row)) == _own_words(article) for row in rows)


def _own_words(article: Article) -> tuple[str | None, ...]:
    """A report's title and paragraphs, white space evened out."""
    blocks = (block.span.of(article.text) for block in article.blocks if not block.is_furniture)
    return (article.value("title"), *(" ".join(words.split()) for words in blocks))


def address_of(article: Article) -> str | None:
    """Where a report stands on the web: what it says itself, else what it was fetched from.

    A site's front page, which some sites name in each of theirs, is no report's own address.
    """
    canonical = article.value("canonical") or ""
    is_own = bool(canonical.partition("://")[2].partition("/")[2].strip("/#?"))
    return canonical if is_own else (article.path if article.path.startswith(_WEB) else None)


def placed_at(article: Article, captured: str | None, added: str) -> str:
    """When a report counts as told, in UTC: published, else captured, else added.

    A time without a zone is taken for UTC, a date for its noon.
    """
    from datetime import UTC, datetime

    for value in (article.value("published"), captured):
        try:
            moment = datetime.fromisoformat(value or "")
        except ValueError:
            continue
        if value and len(value) == 10:
            moment = moment.replace(hour=12)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    return added


def reports_of(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[Article, ...]:
    """The reports of these ids, in their order; KeyError where one is not in the library."""
    found = {
        row["id"]: row for row in each_of(connection, "SELECT id, packed, text FROM report WHERE id", ids)
    }
    return tuple(opened(found[one]) for one in ids)


def packed(article: Article) -> bytes:
    """A report as bytes but for its text, which stands beside it; the sum of that is in its place."""
    return pack(replace(article, text=_sum(article.text)))


def opened(row: sqlite3.Row) -> Article:
    """The report of a row with `packed` and `text`; StoreError (``damaged``) where they are not of one."""
    article = unpack(Article, row["packed"])
    if article.text != _sum(row["text"]):
        raise StoreError(DAMAGED, "damaged")
    return replace(article, text=row["text"])


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def restore(connection: sqlite3.Connection, article: Article, at: str) -> None:
    """Note that an earlier text stands again at its address, in place of the one that replaced it."""
    connection.execute("UPDATE report SET replaced_by = NULL WHERE id = ?", (article.id,))
    connection.execute(
        "UPDATE report SET replaced_by = ? WHERE address = ? AND item = ? AND outlet IS ? AND id <> ?"
        " AND replaced_by IS NULL",
        (article.id, address_of(article), article.item, article.value("outlet"), article.id),
    )
    _rename_story(connection, article)
    _changed_story(connection, article.id, at)


def withdraw(connection: sqlite3.Connection, report: str, at: str) -> None:
    """Note that its outlet took a report back; it stays."""
    done = connection.execute(
        "UPDATE report SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL", (at, report)
    )
    if done.rowcount:
        _changed_story(connection, report, at)


def stand_again(connection: sqlite3.Connection, report: str, at: str) -> None:
    """Note that a report that its outlet had taken back is there again."""
    done = connection.execute(
        "UPDATE report SET withdrawn_at = NULL WHERE id = ? AND withdrawn_at IS NOT NULL", (report,)
    )
    if done.rowcount:
        _changed_story(connection, report, at)


def _changed_story(connection: sqlite3.Connection, report: str, at: str) -> None:
    connection.execute(
        "UPDATE story SET changed_at = ? WHERE id = (SELECT story FROM member WHERE report = ?)", (at, report)
    )


def keep_reading(connection: sqlite3.Connection, reading: Reading, article: Article, *, made_by: str) -> None:
    """Keep what was read in a report, in place of what an earlier version read."""
    connection.execute("DELETE FROM reading WHERE report = ?", (reading.report,))
    connection.execute(
        "INSERT INTO reading (report, packed, made_by) VALUES (?, ?, ?)",
        (reading.report, pack(reading), made_by),
    )
    connection.executemany(
        'INSERT INTO claim (id, report, start, "end", words, stance, quoted, source, chain)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_claim_row(claim, article.text) for claim in reading.claims],
    )


def _claim_row(claim: Claim, text: str) -> tuple[object, ...]:
    names = [voice.name for voice in claim.chain]
    source = names[-1] if len(names) > 1 else None
    return (
        claim.id, claim.report, claim.span.start, claim.span.end, claim.span.of(text), claim.stance,
        int(claim.quoted), source, json.dumps(names, ensure_ascii=False),
    )  # fmt: skip


def readings_of(connection: sqlite3.Connection, ids: Sequence[str], made_by: str) -> dict[str, Reading]:
    """What this version read in these reports, by report; reports it has not read are absent."""
    rows = each_of(connection, "SELECT report, packed, made_by FROM reading WHERE report", ids)
    return {row["report"]: unpack(Reading, row["packed"]) for row in rows if row["made_by"] == made_by}


def each_of(connection: sqlite3.Connection, select: str, ids: Iterable[str | int]) -> Iterator[sqlite3.Row]:
    """The rows for the ids, asked for in pieces."""
    every = list(dict.fromkeys(ids))
    for start in range(0, len(every), _MANY):
        piece = every[start : start + _MANY]
        yield from connection.execute(f"{select} IN ({', '.join('?' * len(piece))})", piece)
