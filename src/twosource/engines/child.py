"""One child process that calls functions for us and can be killed.

It is a plain second interpreter rather than a `multiprocessing` one, because
that would run the user's own main module again.  It ends when its parent does.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from twosource.errors import TwosourceError
from twosource.step import Function, Step

BOOT = (
    "import sys; fd, memory, *sys.path = sys.argv[1:]; "
    "from twosource.engines.child import serve; serve(int(fd), int(memory))"
)


# Waiting is no computing: a page that waits this many times its limit is given up too.
PATIENCE = 20
TRIES = 2
CRASHED = "crashed"


class Child:
    """A process that does one call at a time, started at the first and kept for the next.

    `memory` bounds its address space, in bytes; 0 bounds nothing.
    """

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._is_over = False

    def call(self, step: Step, args: tuple[Any, ...]) -> Any:
        """What the step's function returns.

        TwosourceError when it computes for longer than the step's limit, in
        seconds of its process, or when its process ends twice over it (once,
        of a step without a limit).  What such a step did not expect is raised
        here as it was there.
        """
        with self._lock:
            for left in reversed(range(TRIES if step.limit else 1)):
                try:
                    kind, value = self._ask(step, args)
                    break
                except (EOFError, OSError) as error:
                    self._ended(step, retry=left > 0, cause=error)
                except BaseException:
                    self.stop()
                    raise
        if kind == "refused":
            raise TwosourceError(*value)
        if kind == "broken":
            raise value
        return value

    def _ended(self, step: Step, *, retry: bool, cause: Exception) -> None:
        """Raise unless the item may be tried once more: others may have worn the process down."""
        code = self.stop()
        if code == -signal.SIGPROF:
            raise _too_slow(step) from cause
        if not retry:
            reason = f"could not be read: the process that read it ended with status {code}"
            raise TwosourceError(reason, CRASHED) from cause

    def kill(self) -> None:
        """End the process for good; a thread that waits for its answer is told so."""
        self._is_over = True
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> int | None:
        """Kill the process; the next call starts another."""
        process, self._process = self._process, None
        if process is None:
            return None
        if self._pipe is not None:
            self._pipe.close()
        process.kill()
        return process.wait()

    def _ask(self, step: Step, args: tuple[Any, ...]) -> tuple[str, Any]:
        if self._process is None or self._process.poll() is not None:
            self._start()
        pipe = self._pipe
        limit = step.limit
        assert pipe is not None
        pipe.send((step.fn, args, limit, step.prepare))
        if not pipe.poll(PATIENCE * limit if limit else None):
            self.stop()
            raise _too_slow(step)
        answer: tuple[str, Any] = pipe.recv()
        return answer

    def _start(self) -> None:
        self.stop()
        ours, theirs = Pipe()
        command = [sys.executable, "-c", BOOT, str(theirs.fileno()), str(self._memory), *sys.path]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
        theirs.close()
        self._pipe = ours
        # Whoever said so meanwhile may have found no process to kill.
        if self._is_over:
            self._process.kill()


@cache
def kept_child(memory: int, process: int) -> Child:
    """The child of this `process`, kept from call to call."""
    child = Child(memory)
    atexit.register(lambda: child.stop() if process == os.getpid() else None)
    return child


def serve(fd: int, memory: int) -> None:
    """Answer calls until the other side is gone."""
    # A key pressed in the terminal reaches both; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound(memory)
    # What a library prints must not stand among the results of a pipe.
    os.dup2(2, 1)
    pipe: Connection[Any, Any] = Connection(fd)
    while True:
        try:
            fn, args, limit, prepare = pipe.recv()
        except (EOFError, ConnectionResetError):
            return
        try:
            pipe.send(_answer(fn, args, limit, prepare))
        except BrokenPipeError:
            return


def _answer(
    fn: Function, args: tuple[Any, ...], limit: float | None, prepare: Callable[[], None] | None
) -> tuple[str, Any]:
    if limit is None:
        return _unlimited(fn, args)
    try:
        if prepare is not None:
            prepare()
        # Nobody handles the signal, so that it ends the process wherever it computes, in native code too.
        signal.setitimer(signal.ITIMER_PROF, limit)
        return "done", fn(*args)
    except TwosourceError as error:
        return "refused", (str(error), error.code)
    except RecursionError:
        return "refused", ("is nested too deep to be read", "too-deep")
    except MemoryError:
        return "refused", ("needs more memory than a page is given", "too-much-memory")
    except Exception as error:
        # One page that no test foresaw must not cost a thousand others.
        return "refused", (
            f"could not be read, which is our fault ({_fault(error)}); please tell us",
            "fault",
        )
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _unlimited(fn: Function, args: tuple[Any, ...]) -> tuple[str, Any]:
    """What the function returns or raises: that is the same as where it was called from."""
    try:
        return "done", fn(*args)
    except TwosourceError as error:
        return "refused", (str(error), error.code)
    except Exception as error:
        error.add_note(traceback.format_exc())
        return "broken", error if _is_sendable(error) else RuntimeError(traceback.format_exc())


def _is_sendable(error: Exception) -> bool:
    try:
        return type(pickle.loads(pickle.dumps(error))) is type(error)
    except Exception:
        return False


def _fault(error: Exception) -> str:
    """What broke and where, on one line."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}: {error}"


def _too_slow(step: Step) -> TwosourceError:
    reason = f"took longer than {step.limit:g} s of computing and was given up; save its text instead"
    return TwosourceError(reason, "too-slow")


def _bound(memory: int) -> None:
    if not memory:
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    # Some systems know the limit and do not let it be set; the limit of time still holds there.
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
