"""Brings what another version drew of reports up to date: sketches anew, and the stories settled by them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from twosource.desk.placing import settle_all
from twosource.stages.cluster.sketch import MADE_BY
from twosource.store.file import writing
from twosource.store.sketches import is_of_others


def renew(connection: sqlite3.Connection, at: str, tell: Callable[[str, int], None]) -> bool:
    """Draw every sketch anew and settle all stories where another version drew one; whether that was so.

    New sketches beside old ones would compare what cannot be compared.  All of it is one
    transaction: stopped, nothing has changed.  A person's corrections hold.
    """
    if not is_of_others(connection, MADE_BY):
        return False
    (many,) = connection.execute("SELECT count(*) FROM report").fetchone()
    tell("settling stories anew, as this twosource tells them apart otherwise", many)
    with writing(connection):
        # Another program may have done it while this one waited for the file.
        if is_of_others(connection, MADE_BY):
            settle_all(connection, at)
    return True
