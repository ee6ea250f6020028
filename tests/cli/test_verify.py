"""`twosource verify` says what holds and what does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[str]]


@pytest.fixture
def kept(twosource: Command, yard: Path) -> Path:
    twosource("compare", "herald.txt", "courier.txt", "--json", "vell.json")
    return yard / "vell.sources"


def test_what_was_written_holds(kept: Path, twosource: Command) -> None:
    done = twosource("verify", "vell.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 reports, ")


def test_a_changed_report_is_named(kept: Path, twosource: Command) -> None:
    file = next(iter(kept.iterdir()))
    file.write_bytes(file.read_bytes().replace(b"M", b"N", 1))
    done = twosource("verify", "vell.json")
    assert done.returncode == 1
    assert file.name in done.stdout
    assert "1 fault" in done.stderr


def test_moved_sources_are_found_where_the_user_says(kept: Path, twosource: Command) -> None:
    kept.rename(kept.parent / "moved")
    assert twosource("verify", "vell.json").returncode == 1
    assert twosource("verify", "vell.json", "--sources", "moved").returncode == 0


def test_what_is_no_comparison_is_said(twosource: Command) -> None:
    for name in ("herald.txt", "none.json", "folder.txt"):
        done = twosource("verify", name)
        assert done.returncode == 1
        assert name in done.stdout
        assert "Traceback" not in done.stderr
