"""Bad input as a user would give it: a file, read by the whole path in its killable process."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from twosource.data import Article, Failure
from twosource.library import read
from twosource.settings import Settings

GOOD = (
    "<p>The quay at Vell was shut on Monday, harbour officials said, after a crane fell into the water.</p>"
)
Item = Article | Failure
ReadOne = Callable[..., Item]
OFFLINE = Settings(follows_links=False)
# A process that is started anew after one was killed imports its libraries again.
SECONDS = 30


@pytest.fixture
def read_one(tmp_path: Path) -> ReadOne:
    """Read one file of these bytes; what is good beside it must be read too, and nothing may hang.

    Links are not followed.
    """

    def run(data: bytes | str, name: str = "page.html") -> Item:
        file, beside = tmp_path / name, tmp_path / "beside.html"
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        beside.write_text(GOOD, encoding="utf-8")
        began = time.monotonic()
        item, *_, good = read([file, beside], settings=OFFLINE)
        assert time.monotonic() - began < SECONDS
        assert isinstance(good, Article)
        return item

    return run
