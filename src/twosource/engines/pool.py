"""The engine that shares a long step out over the cores, with the same answer as the inline one.

This process reads too: its models are not loaded for nothing, and one process
less is started.  A step with little text runs here alone, since another
process first loads the models.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from threading import Lock, Thread
from time import perf_counter
from typing import Any

from twosource.data import Failure
from twosource.engines.child import CRASHED, Child
from twosource.engines.inline import run as run_here
from twosource.errors import TwosourceError
from twosource.settings import Settings
from twosource.step import Done, Function, Load, Step, Timing, apply, load_model

# Text that each process must have for one more to be worth its start, in code points: loading takes as long
# as reading 40,000 (bench row words), and a start must save more than it costs.
WORTH = 60_000
Chunk = tuple[int, list[Any]]


class LostError(Exception):
    """A process that read for this one is gone."""


@dataclass(slots=True)
class Work:
    """Chunks to do and what came of them, by number, for several threads."""

    waiting: list[Chunk]
    values: dict[int, Sequence[Any]] = field(default_factory=dict)
    error: Exception | None = None
    guard: Lock = field(default_factory=Lock)

    def take(self) -> Chunk | None:
        """The next chunk, None if there is none."""
        with self.guard:
            return self.waiting.pop(0) if self.waiting else None

    def put_back(self, chunk: Chunk) -> None:
        """Let somebody else do a chunk that was taken."""
        with self.guard:
            self.waiting.insert(0, chunk)

    def end(self, error: Exception | None = None) -> None:
        """Give out no more."""
        with self.guard:
            self.waiting.clear()
            self.error = self.error or error


def run(
    step: Step,
    items: Iterable[Any],
    load: Load = load_model,
    settings: Settings | None = None,
    *,
    worth: int = WORTH,
) -> Done:
    """Run a step, on several cores where it takes batches and each process has text `worth` its start.

    Whatever needs a model that another process could not load by its name runs here.
    """
    given, chosen = list(items), settings or Settings()
    chunks = list(cut(given, step.batch)) if step.batch and step.limit is None else []
    usable = min(chosen.processes or cores(), len(chunks), characters(given) // worth)
    if usable < 2:
        return run_here(step, given, load, chosen)
    began = perf_counter()
    values = _shared(step, chunks, load, usable - 1)
    if values is None:
        return run_here(step, given, load, chosen)
    failed = sum(isinstance(value, Failure) for value in values)
    return Done(values, Timing(step.name, len(given), failed, perf_counter() - began))


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def characters(items: Iterable[Any]) -> int:
    """How much text the items hold, in code points."""
    return sum(len(getattr(item, "text", "")) for item in items)


def cut(items: Iterable[Any], batch: int) -> Iterator[Chunk]:
    """The batches that `apply` makes, numbered: `batch` items each and the failures that stand between."""
    numbers = count()
    chunk: list[Any] = []
    for item in items:
        chunk.append(item)
        if sum(not isinstance(one, Failure) for one in chunk) == batch:
            yield next(numbers), chunk
            chunk = []
    if chunk:
        yield next(numbers), chunk


def with_models(fn: Function, names: Sequence[str], *args: Any) -> Any:
    """What a step's function gives where it is called with models of the process it runs in."""
    return fn(*args, *(load_model(name).value for name in names))


def _shared(step: Step, chunks: list[Chunk], load: Load, others: int) -> tuple[Any, ...] | None:
    """What came of the chunks; None where the models cannot be had elsewhere."""
    work = Work(chunks)
    there = replace(step, fn=partial(with_models, step.fn, step.needs), needs=())
    children = [Child(memory=0) for _ in range(others)]
    threads = [Thread(target=_do_there, args=(work, there, child)) for child in children]
    try:
        for thread in threads:
            thread.start()
        if not all(load(name).is_by_name for name in step.needs):
            return None
        _do_here(work, step, load)
        for thread in threads:
            thread.join()
        # What processes that are gone have left.
        _do_here(work, step, load)
    finally:
        work.end()
        for child in children:
            child.kill()
        for thread, child in zip(threads, children, strict=True):
            thread.join()
            child.stop()
    if work.error is not None:
        raise work.error
    return tuple(value for number in sorted(work.values) for value in work.values[number])


def _do_here(work: Work, step: Step, load: Load) -> None:
    while (chunk := work.take()) is not None:
        number, items = chunk
        work.values[number] = apply(step, items, load).values


def _do_there(work: Work, step: Step, child: Child) -> None:
    """Do chunks in a child; when it is gone, leave the rest to others."""
    while (chunk := work.take()) is not None:
        number, items = chunk
        try:
            work.values[number] = apply(step, items, call=partial(_call, child)).values
        except LostError:
            work.put_back(chunk)
            return
        except Exception as error:
            work.end(error)


def _call(child: Child, step: Step, args: tuple[Any, ...]) -> Any:
    try:
        return child.call(step, args)
    except TwosourceError as error:
        if error.code == CRASHED:
            raise LostError from error
        raise
