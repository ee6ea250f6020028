"""What is asked for each report, page or round goes by an index, however much a library holds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.held import NOON, library, put
from twosource.data import Source
from twosource.store import feeds, reports, sources, told

Ask = Callable[[sqlite3.Connection], object]
LINK = "https://gull.example/1"
ASKED: dict[str, Ask] = {
    "a report is kept": lambda c: put(c, "The ferry floats again.", path=LINK),
    "what is due": lambda c: sources.due(c, [LINK]),
    "how much is due": sources.count_due,
    "a source is begun": lambda c: sources.begin(c, LINK),
    "what a feed is to name": lambda c: feeds.followed(c, [LINK]),
    "pages of feeds that are due": feeds.due_paths,
    "pages to look at again": lambda c: feeds.due_visits(c, NOON, NOON, 1),
    "reports at a source": lambda c: feeds.reports_at(c, LINK),
    "an entry is deleted": lambda c: feeds.forget_said(c, LINK),
    "a report is taken back": lambda c: reports.withdraw(c, "r1", NOON),
    "what was told of a story": lambda c: told.history_of(c, "s1", ("edited",)),
    "what was told of a report": lambda c: told.history(c, ["r1"], ("edited",)),
    "a story was looked at": lambda c: told.looked_at(c, "s1", 1, ["r1"]),
}
# Tables that grow with what is held; a scan by a partial index looks at what is due, or replaced, alone.
_WHOLE = re.compile(r"SCAN (report|capture|page|source|visit|feed|story|member|sketch|change\w*)\b(?! USING)")


@pytest.mark.parametrize("name", ASKED)
def test_no_table_is_read_whole(name: str, tmp_path: Path) -> None:
    connection = library(tmp_path)
    put(connection, "The ferry ran aground.", path=LINK)
    sources.ask(connection, [Source("later.txt")], NOON)
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    ASKED[name](connection)
    connection.set_trace_callback(None)
    plans = {one: _plan(connection, one) for one in asked if re.match(r"SELECT|WITH|UPDATE|DELETE", one)}
    assert plans
    assert not {one: plan for one, plan in plans.items() if _WHOLE.search(plan)}


def _plan(connection: sqlite3.Connection, statement: str) -> str:
    return "\n".join(row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"))
