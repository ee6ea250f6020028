"""Every error raised on purpose.

::

    TwosourceError
    ├── SourceError        a source cannot be read (missing, directory, unknown kind, too large, empty)
    ├── CleanError         a page holds no report that can be read
    ├── ModelError         a model cannot be loaded (absent, wrong checksum)
    ├── SettingError       an option or setting makes no sense
    ├── OutputError        an output cannot be written
    ├── StoreError         a library cannot be opened, read or written to
    └── NothingToCompare   fewer than two reports could be read; carries the failures
"""

from __future__ import annotations

from twosource.data import Failure

_LONGEST = 1000  # characters


class TwosourceError(Exception):
    """The root: its text is a sentence for the user, `code` the reason in a word for programs.

    The text is one line of at most 1,000 characters, whatever of a source's
    own words it quotes.
    """

    def __init__(self, message: str = "", code: str = "") -> None:
        super().__init__(_on_one_line(message))
        self.code = code


def _on_one_line(message: str) -> str:
    """The message on a line and bounded; what cannot be seen stands as an escape."""
    return _cut(printable(_cut(message)))


def printable(text: str) -> str:
    """The text with what no terminal should get (controls, undecodable bytes) written as escapes."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _cut(message: str) -> str:
    return (
        message if len(message) <= _LONGEST else f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 4 :]}"
    )


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


class StoreError(TwosourceError):
    """A library cannot be opened, read or written to."""


class NothingToCompare(TwosourceError):
    """Fewer than two reports could be read."""

    def __init__(self, message: str, failures: tuple[Failure, ...] = ()) -> None:
        super().__init__(message)
        self.failures = failures
