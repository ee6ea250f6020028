"""What was asked for, the bytes that came of it, and what could not be read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from twosource.data import Failure, Page, Source, Stated
from twosource.store.packed import press, unpress

DUE, DONE, FAILED = "due", "done", "failed"
# A run may be killed by chance, and goes on in the same order; not so often over the same source.
MOST_ENDED = 3


def ask(connection: sqlite3.Connection, sources: Iterable[Source], at: str, *, named_by: str = "") -> int:
    """Note sources as due; one that is known already keeps its state. Says how many are new."""
    rows = [(s.path, stated_to_json(s.given), DUE, at, named_by) for s in sources]
    before = connection.total_changes
    connection.executemany(
        "INSERT OR IGNORE INTO source (path, given, state, asked_at, named_by) VALUES (?, ?, ?, ?, ?)", rows
    )
    return connection.total_changes - before


def ask_again(connection: sqlite3.Connection, state: str = FAILED) -> None:
    """Make sources of a state due once more."""
    connection.execute("UPDATE source SET state = ? WHERE state = ?", (DUE, state))


def ask_for(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Make the sources of these paths due, whatever became of them before."""
    connection.executemany("UPDATE source SET state = ? WHERE path = ?", [(DUE, path) for path in paths])


def due(connection: sqlite3.Connection, under: Iterable[str] | None = None) -> list[Source]:
    """The sources still to be read as they were asked for, but what ended MOST_ENDED runs comes last.

    Those at or under the paths `under` alone, if these are given: named by them, or by what they name.
    """
    paths = None if under is None else json.dumps(list(under))
    rows = connection.execute(
        "WITH RECURSIVE above (path, top) AS ("
        " SELECT path, path FROM source WHERE state = 'due' UNION"
        " SELECT above.path, source.named_by FROM above JOIN source ON source.path = above.top"
        " WHERE source.named_by <> '')"
        " SELECT path, given FROM source WHERE state = 'due' AND (:under IS NULL OR path IN"
        " (SELECT path FROM above WHERE top IN (SELECT value FROM json_each(:under))))"
        " ORDER BY max(tried, :tried), rowid",
        {"under": paths, "tried": MOST_ENDED - 1},
    )
    return [Source(row["path"], stated_from_json(row["given"])) for row in rows]


def begin(connection: sqlite3.Connection, source: str) -> bool:
    """Count one more try of a source, before it is made: what ends run after run must not keep others out.

    Whether it is due still: another program may have read it meanwhile.
    """
    return bool(
        connection.execute(
            "UPDATE source SET tried = tried + 1 WHERE path = ? AND state = ?", (source, DUE)
        ).rowcount
    )


def count_due(connection: sqlite3.Connection) -> int:
    """How many sources are still to be read."""
    return int(connection.execute("SELECT count(*) FROM source WHERE state = 'due'").fetchone()[0])


def finish(connection: sqlite3.Connection, source: str, failures: Sequence[Failure], at: str) -> None:
    """Note that a source was read, and what of it could not be; without failures it is done."""
    connection.execute("DELETE FROM failure WHERE source = ?", (source,))
    connection.executemany(
        "INSERT OR REPLACE INTO failure (source, item, step, reason, code, digest, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(source, f.item, f.step, f.reason, f.code, f.digest, at) for f in failures],
    )
    connection.execute(
        "UPDATE source SET state = ?, tried = 0 WHERE path = ?",
        (FAILED if failures else DONE, source),
    )


def failures_of(connection: sqlite3.Connection) -> list[tuple[str, Failure]]:
    """What could not be read, each with the source it belongs to."""
    rows = connection.execute("SELECT * FROM failure ORDER BY source, item, step")
    return [(r["source"], Failure(r["step"], r["item"], r["reason"], r["digest"], r["code"])) for r in rows]


def keep_page(connection: sqlite3.Connection, source: str, page: Page, at: str) -> int:
    """Keep the bytes of a page, once however often they come; the number of this capture."""
    if not connection.execute("SELECT 1 FROM page WHERE sha256 = ?", (page.sha256,)).fetchone():
        connection.execute(
            "INSERT INTO page (sha256, size, packed) VALUES (?, ?, ?)",
            (page.sha256, len(page.data), press(page.data)),
        )
    headers = json.dumps(page.headers, ensure_ascii=False)
    row = connection.execute(
        "INSERT INTO capture (source, path, sha256, media_type, captured, headers, given, added_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path, sha256) DO UPDATE SET path = path RETURNING id",
        (
            source, page.path, page.sha256, page.media_type, page.captured,
            headers, stated_to_json(page.given), at,
        ),
    ).fetchone()  # fmt: skip
    return int(row["id"])


def is_held(connection: sqlite3.Connection, page: Page) -> bool:
    """Whether these bytes were had from this place before, and some report was read in them."""
    row = connection.execute(
        "SELECT 1 FROM capture AS here JOIN capture AS any USING (sha256)"
        " JOIN report ON report.capture = any.id"
        " WHERE here.path = ? AND here.sha256 = ? LIMIT 1",
        (page.path, page.sha256),
    ).fetchone()
    return row is not None


def page_of(connection: sqlite3.Connection, capture: int) -> Page:
    """A captured page with its bytes; KeyError where there is none of that number."""
    row = connection.execute(
        "SELECT * FROM capture JOIN page USING (sha256) WHERE capture.id = ?", (capture,)
    ).fetchone()
    if row is None:
        raise KeyError(capture)
    headers = tuple((str(name), str(value)) for name, value in json.loads(row["headers"]))
    return Page(
        unpress(row["packed"]), row["sha256"], row["path"], row["media_type"], row["captured"],
        headers, stated_from_json(row["given"]),
    )  # fmt: skip


def pages_of(connection: sqlite3.Connection, reports: Sequence[str]) -> list[Page]:
    """The pages that reports were read from, each once; KeyError where a report is not in the library."""
    captures: dict[int, None] = {}
    for report in reports:
        row = connection.execute("SELECT capture FROM report WHERE id = ?", (report,)).fetchone()
        if row is None:
            raise KeyError(report)
        captures[row["capture"]] = None
    return [page_of(connection, capture) for capture in captures]


def stated_to_json(given: Sequence[Stated]) -> str:
    """What was said of a source or page, as JSON."""
    import msgspec.json

    return msgspec.json.encode(given).decode()


def stated_from_json(text: str) -> tuple[Stated, ...]:
    """`stated_to_json` read back."""
    import msgspec.json

    return msgspec.json.decode(text, type=tuple[Stated, ...])
