"""What can be set, in one record; only the doors read files and the environment."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.errors import SettingError


@dataclass(frozen=True, slots=True)
class Settings:
    """Bounds within which reports are read.

    A report of more than `max_bytes` is refused.  A page that takes longer
    than `page_seconds`, or whose reading needs more than `page_memory` bytes
    of address space, is given up and counted as a failure.  Articles are
    handed to the parser `batch` at a time.
    """

    max_bytes: int = 10_000_000
    page_seconds: float = 20.0
    page_memory: int = 4_000_000_000
    batch: int = 16

    def __post_init__(self) -> None:
        for name in ("max_bytes", "page_seconds", "page_memory", "batch"):
            value = getattr(self, name)
            if not value > 0:
                raise SettingError(f"The setting {name} is {value}; it must be more than 0.")
