"""How every command ends: in a sentence and a status, never in a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec

import typer

from twosource.data import Failure
from twosource.errors import NothingToCompare, SettingError, StoreError, TwosourceError
from twosource.errors import printable as printable

ALL_WELL, FAILED, USAGE, SOME_UNREAD, TOO_FEW, UNWRITTEN, FEWER = range(7)
# Failures that are none: the same report twice, an item of a page that is about something else.
HARMLESS = frozenset({"same", "unrelated"})
INTERRUPTED, PIPE_CLOSED = 130, 141
# What is wrong with what the user named, and not with the file of a library or the disk under it.
MISNAMED = frozenset(
    {"no-library", "not-a-library", "newer", "no-story", "no-report", "ambiguous", "too-slow"}
)
# What a disk says that takes no more: full, over a quota, failing, or the file too large for it.
NO_ROOM = frozenset({errno.ENOSPC, errno.EIO, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
Given = ParamSpec("Given")


def mannered(command: Callable[Given, int]) -> Callable[Given, None]:
    """The command with its status as exit status, and with a sentence for every error on purpose."""

    @wraps(command)
    def run(*args: Given.args, **options: Given.kwargs) -> None:
        raise typer.Exit(_status(lambda: command(*args, **options)))

    return run


def say(sentence: str) -> None:
    """Put a sentence on standard error; what could steer a terminal is written as an escape."""
    try:
        print(f"twosource: {printable(sentence)}", file=sys.stderr, flush=True)
    except OSError as error:
        # A log on a full disk must not end what is being done elsewhere.
        if error.errno not in NO_ROOM:
            raise


def say_all(sentences: Iterable[str]) -> None:
    """Put each sentence on standard error."""
    for sentence in sentences:
        say(sentence)


def say_failures(failures: Iterable[Failure]) -> None:
    """Say of each item that failed what was wrong with it."""
    for failure in failures:
        name = os.path.basename(failure.item)  # noqa: PTH119 - an item need not be a path
        begins = failure.reason.startswith((failure.item, name))
        # What is called 1 is not named by a reason that begins with 127.0.0.1.
        is_named = begins and not failure.reason.removeprefix(failure.item).removeprefix(name)[:1].isalnum()
        say(failure.reason if is_named else f"{failure.item}: {failure.reason}")


def write_out(data: bytes) -> None:
    """Put bytes on standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _status(command: Callable[[], int]) -> int:
    try:
        status = command()
        sys.stdout.flush()
        return status
    except SettingError as error:
        say(str(error))
        return USAGE
    except NothingToCompare as error:
        say_failures(error.failures)
        say(str(error))
        return TOO_FEW
    except StoreError as error:
        say(str(error))
        return USAGE if error.code in MISNAMED else FAILED
    except TwosourceError as error:
        say(str(error))
        return UNWRITTEN
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_output()
        return PIPE_CLOSED
    except OSError as error:
        # Only what writing to standard output raises: it names no file.
        if error.errno not in NO_ROOM or error.filename is not None:
            raise
        _close_output()
        say(f"Standard output cannot be written: {error.strerror}. Make room, or write elsewhere.")
        return UNWRITTEN


def _close_output() -> None:
    """The interpreter flushes once more as it ends; nobody is left to read that."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
