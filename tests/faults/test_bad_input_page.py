"""The page of bad input names tests that there are, and for each kind of input at least one."""

from __future__ import annotations

import ast
import re

import pytest

from tests.walls import ROOT, tree

PAGE = ROOT / "docs/reference/bad-input.md"
NAMED = re.compile(r"`((?:[\w/]+/)?test_\w+\.py)::(\w+)`")
LINES = PAGE.read_text(encoding="utf-8").splitlines()
ROWS = [line for line in LINES if line.startswith("| ") and not line.startswith("| comes in")]


def names() -> list[tuple[str, str]]:
    """The tests that the page names, each with its file."""
    return sorted(set(NAMED.findall("\n".join(LINES))))


def test_every_kind_of_bad_input_has_a_test_or_comes_later() -> None:
    assert len(ROWS) == 58
    assert [row for row in ROWS if not NAMED.search(row) and "later" not in row] == []


def test_nothing_else_that_looks_like_a_test_is_named() -> None:
    written = re.findall(r"`[^`]*test_[^`]*`", "\n".join(LINES))
    assert [name for name in written if not NAMED.fullmatch(name)] == []


@pytest.mark.parametrize("file", sorted({file for file, _ in names()}))
def test_every_test_that_is_named_is_there(file: str) -> None:
    found = tree(ROOT / "tests" / file)
    there = {node.name for node in found.body if isinstance(node, ast.FunctionDef)}
    assert {test for named, test in names() if named == file} - there == set()
