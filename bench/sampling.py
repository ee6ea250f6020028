"""Looks at the stack of a running function every few milliseconds of computing."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from types import FrameType

from bench.scoring.page_share import Sample

# Seconds of computing between two samples; each counts what passed since the one before.
_EVERY = 0.002


def sampled(work: Callable[[], object]) -> list[Sample]:
    """Samples of the stack while `work` is done once."""
    samples: list[Sample] = []
    last = time.process_time()

    def look(_: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.process_time()
        samples.append((now - last, modules(frame)))
        last = now

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return samples


def modules(frame: FrameType | None) -> list[str]:
    """The modules of a stack, the innermost first."""
    names = []
    while frame is not None:
        names.append(frame.f_globals.get("__name__", ""))
        frame = frame.f_back
    return names
