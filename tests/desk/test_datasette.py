"""The views open in Datasette, and its metadata tells of what is there and of nothing else."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.desk.shelved import ferry, shelved
from twosource.desk.exporting import TABLES

# Not among what this project installs: a Datasette that is on the path, or named here.
DATASETTE = shutil.which(os.environ.get("TWOSOURCE_DATASETTE", "datasette"))


@pytest.fixture
def metadata(tmp_path: Path) -> dict[str, Any]:
    """The metadata of a library with a compared story, which is beside it."""
    held = io.BytesIO()
    with shelved(tmp_path) as library:
        library.story(ferry(library))
        library.export("datasette", held)
    (tmp_path / "metadata.json").write_bytes(held.getvalue())
    found: dict[str, Any] = json.loads(held.getvalue())
    return found


def test_every_view_and_column_told_of_is_there(tmp_path: Path, metadata: dict[str, Any]) -> None:
    tables = metadata["databases"]["news"]["tables"]
    told = {name: about for name, about in tables.items() if about != {"hidden": True}}
    assert set(told) == set(TABLES)
    with shelved(tmp_path) as library:
        for name, about in told.items():
            columns = {e[0] for e in library.connection.execute(f"SELECT * FROM {name} LIMIT 0").description}
            sort = {about[key] for key in ("sort", "sort_desc", "label_column", "fts_pk") if key in about}
            assert {*about["columns"], *about["facets"], *sort} <= columns, name
        rows = library.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        assert {row["name"] for row in rows} == set(tables) - set(told)


def test_every_view_is_in_the_reference(root: Path) -> None:
    page = (root / "docs/reference/library.md").read_text(encoding="utf-8")
    assert [name for name in TABLES if f"| `{name}` |" not in page] == []


@pytest.mark.skipif(DATASETTE is None, reason="datasette is not installed (set TWOSOURCE_DATASETTE)")
@pytest.mark.usefixtures("metadata")
def test_datasette_shows_it(tmp_path: Path) -> None:
    def get(path: str) -> str:
        command = [str(DATASETTE), "news.db", "--metadata", "metadata.json", "--get", path]
        return subprocess.run(
            command, cwd=tmp_path, check=True, capture_output=True, text=True, timeout=60
        ).stdout

    for name in TABLES:
        assert isinstance(json.loads(get(f"/news/{name}.json?_shape=array")), list)
    assert len(json.loads(get("/news/reports.json?_shape=array&_search=ferry"))) == 2
    assert json.loads(get("/news/stories.json"))["facet_results"]
    front = get("/news")
    assert "Reports, stories, and what changed in them" in front
    assert 'href="/news/claims"' in front
