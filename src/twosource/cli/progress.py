"""Says on standard error what is being done, once it has taken a while."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from threading import Lock, Timer
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any

from twosource.cli.manners import printable, say
from twosource.data import Failure
from twosource.engines.pool import run
from twosource.settings import Settings
from twosource.step import Done, Load, Step

if TYPE_CHECKING:
    from rich.status import Status
    from rich.text import Text

PATIENCE = 2.0
# Seconds between lines about one thing where there is no terminal to overwrite them in.
BETWEEN = 10.0
DOING = {
    "acquire": "reading files and links",
    "unfold": "reading lists of reports",
    "clean": "telling reports from the pages around them",
    "extract": "reading what the reports say",
    "match": "laying the reports side by side",
    "trace": "following who told whom",
}


class Progress:
    """A line about the step being done, shown after PATIENCE seconds.

    In a terminal it moves; elsewhere each step is a plain line.  As a context
    it covers a whole run; `engine` is the pool engine telling its steps.
    """

    def __init__(self, settings: Settings | None = None, *, patience: float = PATIENCE) -> None:
        self._settings = settings
        self._doing = "getting ready"
        self._lock = Lock()
        self._status: Status | None = None
        self._is_shown = False
        self._noted = 0.0
        self._timer = Timer(patience, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Progress:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            if self._status is not None:
                self._status.stop()

    def engine(self, step: Step, items: Iterable[Any], load: Load) -> Done:
        """Run a step as the pool engine does, and tell of it."""
        given = list(items)
        count = sum(not isinstance(item, Failure) for item in given)
        reports = f" ({count} reports)" if count > 1 else ""
        self._tell(DOING.get(step.name, step.name) + reports)
        return run(step, given, load, self._settings)

    def note(self, doing: str) -> None:
        """Tell of a run's own doing; outside a terminal a line now and then, however often it is called."""
        now = monotonic()
        if self._is_shown and self._status is None and now - self._noted < BETWEEN:
            self._doing = doing
            return
        self._noted = now
        self._tell(doing)

    def _tell(self, doing: str) -> None:
        with self._lock:
            self._doing = doing
            if self._status is not None:
                self._status.update(_plain(doing))
            elif self._is_shown:
                say(f"{doing} …")

    def _show(self) -> None:
        with self._lock:
            self._is_shown = True
            if not sys.stderr.isatty():
                say(f"{self._doing} …")
                return
            from rich.console import Console

            self._status = Console(stderr=True).status(_plain(self._doing))
            self._status.start()


def _plain(doing: str) -> Text:
    """What is being done, as a terminal may show it: the name of a file or a link is no markup."""
    from rich.text import Text

    return Text(f"{printable(doing)} …")
