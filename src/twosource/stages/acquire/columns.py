"""Which column of a table holds what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by what they hold."""

    names: tuple[tuple[str, str], ...] = ()


def columns_of(written: str) -> Columns:
    """The columns that a map such as ``text=body,outlet=paper`` names."""
    return Columns(
        tuple((key, name) for key, _, name in (entry.partition("=") for entry in written.split(",") if entry))
    )
