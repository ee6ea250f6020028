"""Every error raised on purpose.

::

    TwosourceError
    ├── SourceError        a source cannot be read (missing, directory, unknown kind, too large, empty)
    ├── CleanError         a page holds no report that can be read
    ├── ModelError         a model cannot be loaded (absent, wrong checksum)
    ├── SettingError       an option or setting makes no sense
    ├── OutputError        an output cannot be written
    └── NothingToCompare   fewer than two reports could be read; carries the failures
"""

from __future__ import annotations

from twosource.data import Failure


class TwosourceError(Exception):
    """The root: its text is a sentence for the user, `code` the reason in a word for programs."""

    def __init__(self, message: str = "", code: str = "") -> None:
        super().__init__(message)
        self.code = code


class SourceError(TwosourceError):
    """A source cannot be read."""


class CleanError(TwosourceError):
    """A page holds no report that can be read."""


class ModelError(TwosourceError):
    """A model cannot be loaded."""


class SettingError(TwosourceError):
    """An option or setting makes no sense."""


class OutputError(TwosourceError):
    """An output cannot be written."""


class NothingToCompare(TwosourceError):
    """Fewer than two reports could be read."""

    def __init__(self, message: str, failures: tuple[Failure, ...] = ()) -> None:
        super().__init__(message)
        self.failures = failures
