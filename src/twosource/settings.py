"""What can be set, in one record; only the doors read files and the environment."""

from __future__ import annotations

from dataclasses import dataclass, field

from twosource.errors import SettingError

POSITIVE = (
    "max_bytes", "page_seconds", "page_memory", "batch", "link_seconds", "most_items", "model_seconds",
)  # fmt: skip
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Settings:
    """Bounds within which reports are read, and how far sources are followed.

    A report of more than `max_bytes` is refused.  A page whose reading takes
    more than `page_seconds` of computing, or more than `page_memory` bytes of
    address space, is given up and counted as a failure.  Articles are handed
    to the parser `batch` at a time, in at most so many `processes` (0: one a
    core) as there is text for.  `columns` says which columns of a table hold
    what (``text=body,outlet=paper``).

    Links are fetched unless `follows_links` is False, within `link_seconds`
    each, from public addresses and from `allowed_hosts` (names, or networks as
    ``10.0.0.0/8``).  Of a feed or a list the first `most_items` are followed.
    `cache` is a folder in which fetched pages are kept, so that they are only
    asked for again if they changed.

    A language model is asked only where `model` names it and `model_url` says
    at what OpenAI-compatible base URL it is, with `model_key` if it wants one;
    `model_seconds` is how long an answer may take.
    """

    max_bytes: int = 10_000_000
    page_seconds: float = 2.0
    page_memory: int = 2_000_000_000
    batch: int = 4
    processes: int = 0
    columns: str = ""
    follows_links: bool = True
    link_seconds: float = 30.0
    allowed_hosts: tuple[str, ...] = ()
    most_items: int = 30
    cache: str | None = None
    model: str = ""
    model_url: str = ""
    model_key: str = field(default="", repr=False)
    model_seconds: float = 60.0

    def __post_init__(self) -> None:
        for name in POSITIVE:
            value = getattr(self, name)
            if not value > 0:
                raise SettingError(f"The setting {name} is {value}; it must be more than 0.")
        if self.processes < 0:
            raise SettingError(f"The setting processes is {self.processes}; it must be 0 or more.")
        for name in ("model", "model_key"):
            value = getattr(self, name)
            if not (value.isascii() and value.isprintable() and len(value) <= LONGEST):
                raise SettingError(f"The setting {name} holds other signs than a name or a key does.")
