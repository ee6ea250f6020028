"""What a library does where nobody says otherwise: the time of day, and telling nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time of day, in UTC."""
    return datetime.now(UTC)


def silent(_: str, __: int) -> None:
    """Tells nobody."""
