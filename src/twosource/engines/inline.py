"""The engine that does everything here, one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from twosource.engines.child import kept_child
from twosource.settings import Settings
from twosource.step import Done, Model, Step, apply, call_here

Engine = Callable[[Step, Iterable[Any], Mapping[str, Model]], Done]


def run(
    step: Step, items: Iterable[Any], models: Mapping[str, Model], settings: Settings | None = None
) -> Done:
    """Run a step in this process; one with a limit in a child that can be killed."""
    if step.limit is None:
        return apply(step, items, models, call_here)
    child = kept_child((settings or Settings()).page_memory, os.getpid())
    return apply(step, items, models, partial(child.call, limit=step.limit))
