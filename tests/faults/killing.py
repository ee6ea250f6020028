"""Kills writers at chosen moments, and hears what they had acknowledged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice, takewhile
from threading import Timer

from tests.walls import ROOT

# Fifty kills take seconds; on a machine that has much else to do, minutes.
MOST_SECONDS = 420.0


@dataclass(frozen=True, slots=True)
class Nursery:
    """Where writers come from: see `tests/faults/nursery.py`."""

    process: subprocess.Popen[str]

    def kill(self, *words: object, lines: int, seconds: float) -> list[int]:
        """What a writer had acknowledged when it was killed so long after so many acknowledgements."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(*words, sep="\t", file=self.process.stdin, flush=True)
        born = self.process.stdout.readline()
        assert born, f"no writer was born, or all took more than {MOST_SECONDS:.0f} seconds"
        child = int(born.removeprefix("born "))
        told = takewhile(lambda line: line != "gone\n", iter(self.process.stdout.readline, ""))
        heard = list(islice(told, lines))
        if len(heard) == lines:
            time.sleep(seconds)
            with suppress(ProcessLookupError):  # it may have done all there was to do
                os.kill(child, signal.SIGKILL)
        return [int(line) for line in [*heard, *told]]


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A process that gives birth to writers, and ends with the block, or once it has taken far too long."""
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    # Without threads of its own: what is forked beside a thread may wait for it for ever.
    alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": path}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, env={**os.environ, **alone}, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    late = Timer(MOST_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
    late.start()
    with process:
        try:
            yield Nursery(process)
        finally:
            late.cancel()
