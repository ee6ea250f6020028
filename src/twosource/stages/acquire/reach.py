"""How far a source is followed: the bounds and means that the door gives to the room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.stages.acquire.columns import Columns

if TYPE_CHECKING:
    from twosource.stages.acquire.web.web import Web

MAX_BYTES = 10_000_000
MOST_ITEMS = 30


@dataclass(frozen=True, slots=True)
class Reach:
    """The bounds within which sources are read.

    A page has at most `max_bytes` once unpacked.  `columns` says which columns
    of a table hold what.  `web` gives what fetches links, started when the first
    is met; without it they are refused.  Of a feed, a list of feeds or a
    sitemap the first `most` items are followed.  `standard_input` is what ``-``
    stands for, read at the door.
    """

    max_bytes: int = MAX_BYTES
    columns: Columns = field(default_factory=Columns)
    web: Callable[[], Web] | None = None
    most: int = MOST_ITEMS
    standard_input: bytes = b""
