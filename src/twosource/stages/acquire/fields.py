"""Turns the values of a table's row into what is stated of its report."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from twosource.data import Stated
from twosource.stages.acquire.opening import printable

_LONGEST_VALUE = 2000
_MOST_VALUES = 50
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LIST = re.compile(r"\[.*\]", re.DOTALL)
_NAMES = re.compile(r"\s*[;|]\s*")
_EMPTY = frozenset({"", "none", "null", "nan", "n/a", "na", "nil", "-", "[]", "{}", "nat", "unknown"})
# Whole seconds or milliseconds since 1970, from 1990 to 2100.
_SECONDS = (631_152_000, 4_102_444_800)


def stated_of(values: Mapping[str, Any]) -> Iterator[Stated]:
    """The statements of a row, ``role → value``; its text is none.

    A value may be a list, a list written out (``['A B', 'C D']``), or an
    object with a ``name``.  Times that are numbers are seconds since 1970.
    """
    for role, value in values.items():
        if role == "text":
            continue
        for single in _singles(role, value):
            if (told := sound(single)).lower() not in _EMPTY and not (role == "outlet" and _is_link(told)):
                yield Stated(role, told, "field")


def sound(value: str) -> str:
    """The value without half characters and controls, and of bounded length."""
    whole = value[: 4 * _LONGEST_VALUE].encode("utf-8", "ignore").decode("utf-8")
    return " ".join(printable(" ".join(whole.split()))[:_LONGEST_VALUE].split())


def _is_link(value: str) -> bool:
    return bool(_ADDRESS.match(value))


def _singles(role: str, value: Any) -> Iterable[str]:
    """The single values that a cell holds, as text."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bool) or value is None:
        return
    if role in ("published", "modified"):
        yield _moment(value)
    elif isinstance(value, str) and role == "author":
        written = value.strip()
        listed = _written_list(written) if _LIST.fullmatch(written) else None
        yield from _each(role, listed) if listed is not None else _NAMES.split(written)
    elif isinstance(value, list | tuple):
        yield from _each(role, value)
    elif isinstance(value, str | int | float):
        yield str(value)


def _each(role: str, values: Iterable[Any]) -> Iterator[str]:
    for single in list(values)[:_MOST_VALUES]:
        if not isinstance(single, list | tuple):
            yield from _singles(role, single)


def _written_list(written: str) -> list[Any] | None:
    """The list that a cell writes out, as JSON or as Python does; None if it is none."""
    if len(written) > _LONGEST_VALUE:
        return None
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(written)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(value, list):
            return value
    return None


def _moment(value: Any) -> str:
    """A time as text: ISO 8601 where the table has it as a time or as a number."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    written = str(value).strip()
    if isinstance(value, float):
        written = written.removesuffix(".0")
    if len(written) in (9, 10, 12, 13) and written.isascii() and written.isdigit():
        seconds = int(written) if len(written) < 12 else int(written) // 1000
        if _SECONDS[0] <= seconds < _SECONDS[1]:
            return datetime.fromtimestamp(seconds, UTC).isoformat()
    return written
