"""One loader for the word lists beside this file and beside the rooms."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_words(package: str, name: str) -> Mapping[str, Any]:
    """The TOML table `name` that lies in `package` (dotted)."""
    return tomllib.loads((files(package) / name).read_text(encoding="utf-8"))


@cache
def load_set(package: str, name: str, key: str) -> frozenset[str]:
    """The list under `key` of that table as a set; `key` may be dotted."""
    table: Any = load_words(package, name)
    for part in key.split("."):
        table = table[part]
    return frozenset(table)
