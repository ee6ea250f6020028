"""A library of which bytes were changed by chance: told, and never a traceback, whatever is asked of it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.faults.held import filled, rows, table
from tests.faults.said import command, lines
from twosource.news import Library

ASKED = (
    ("stories",), ("search", "Monday"), ("story", "STORY", "--reports"), ("export", "jsonl", "-"),
    ("export", "csv", "-", "--table", "changes"), ("export", "bibtex", "-"), ("merge", "STORY", "OTHER"),
    ("add",), ("doctor",), ("doctor", "--repair"),
)  # fmt: skip
# The status of a command that did it, of one for which the words were wrong, and of a damaged library.
ENDS = {0, 1, 2, 5}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A library, and the ids of two of its stories."""
    folder = tmp_path_factory.mktemp("sound")
    with filled(folder / "news.db", table(folder / "all.jsonl", rows(30))) as library:
        ids = [line.id for line in library.stories(most=2)]
    return folder / "news.db", ids


# The last are damage in a table that goes to standard output, in a table's name, and of bytes that are gone.
@pytest.mark.parametrize("seed", [*range(16), 255, 326, 725])
def test_damage_anywhere_is_told(sound: tuple[Path, list[str]], tmp_path: Path, seed: int) -> None:
    chance, file = random.Random(seed), tmp_path / "news.db"
    data = bytearray(sound[0].read_bytes())
    size = 2 ** chance.randrange(3, 13)
    at = chance.randrange(100, len(data) - size)
    data[at : at + size] = chance.randbytes(size)
    file.write_bytes(data)
    names = dict(zip(("STORY", "OTHER"), sound[1], strict=True))
    for words in ASKED:
        said = command(file, *(names.get(word, word) for word in words))
        assert said.status in ENDS, (seed, words, said)
        assert said.status == 0 or lines(said.err), (seed, words)


def test_a_copy_of_a_damaged_library_is_not_made(sound: tuple[Path, list[str]], tmp_path: Path) -> None:
    file = tmp_path / "news.db"
    shutil.copy(sound[0], file)
    with Library(file) as library:
        (root,) = library.connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'member'"
        ).fetchone()
    data = bytearray(file.read_bytes())
    data[(root - 1) * 4096 : root * 4096] = b"\xa5" * 4096
    file.write_bytes(data)
    said = command(file, "doctor", "--copy-to", tmp_path / "copy.db")
    assert said.status == 1
    (line,) = lines(said.err)
    assert "is damaged, and so would be its copy: none was made. `twosource doctor` says how far." in line
    assert not (tmp_path / "copy.db").exists()
    found = command(file, "doctor")
    assert found.status == 1
    assert found.out.startswith("WRONG The ")
    assert "***" not in found.out
    assert "Take an earlier copy" in found.out
