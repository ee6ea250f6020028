"""The engine that does everything here, one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from twosource.engines.child import kept_child
from twosource.settings import Settings
from twosource.step import Done, Load, Step, apply, call_here, load_model

Engine = Callable[[Step, Iterable[Any], Load], Done]


def run(step: Step, items: Iterable[Any], load: Load = load_model, settings: Settings | None = None) -> Done:
    """Run a step in this process; one with a limit in a child that can be killed."""
    if step.limit is None:
        return apply(step, items, load, call_here)
    child = kept_child((settings or Settings()).page_memory, os.getpid())
    return apply(step, items, load, child.call)
