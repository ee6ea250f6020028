"""What a stage function needs to run, and running it over many items.

A step hands back a value for every item it was given: what its function made
of it, or the Failure that stands in its place.  Errors raised on purpose
(`TwosourceError`) become such failures; any other error stops the run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from twosource.data import Failure
from twosource.errors import ModelError, TwosourceError

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A stage function and what it needs.

    `needs` names the models that follow the item as arguments.  `batch` is
    None for a function of one item, else how many it is given at once, for
    which it returns as many.  With `many` it returns an iterator, a failure
    in it standing for the item refused.  With `limit`, in seconds of computing,
    it runs in a child process that is killed when the limit has passed;
    `prepare` is called there first and does not count, as importing would.
    """

    name: str
    fn: Function
    needs: tuple[str, ...] = ()
    batch: int | None = None
    limit: float | None = None
    many: bool = False
    prepare: Callable[[], None] | None = None


Call = Callable[[Step, tuple[Any, ...]], Any]


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a step took, over how many items, and how many of them failed."""

    step: str
    items: int
    failures: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Done:
    """What a step gave, failures in their places."""

    values: tuple[Any, ...]
    timing: Timing


@dataclass(frozen=True, slots=True)
class Model:
    """A model under the name it is asked for; `value` is None where it cannot be had, `says` why.

    `is_by_name` where another process that asks `load_model` for the name gets the same.
    """

    name: str
    value: Any
    says: str
    is_by_name: bool = False

    @property
    def identity(self) -> str:
        """Which model it is, whatever it has been asked since; why it cannot be had, where it cannot."""
        return self.says if self.value is None else str(getattr(self.value, "name", self.says))


Load = Callable[[str], Model]
Foretell = Callable[[str], str]


@cache
def load_model(name: str) -> Model:
    """The model called `name`, loaded once a process; one that cannot be loaded is None and says why."""
    from twosource.models.load import load

    try:
        value: Any = load(name)
    except ModelError as error:
        return Model(name, None, f"none ({error})", is_by_name=True)
    return Model(name, value, str(getattr(value, "name", name)), is_by_name=True)


@cache
def foretell_model(name: str) -> str:
    """The identity that `load_model(name)` will have unless its weights are damaged, nothing loaded."""
    from twosource.models.load import name_of

    try:
        return name_of(name)
    except ModelError as error:
        return f"none ({error})"


def call_here(step: Step, args: tuple[Any, ...]) -> Any:
    """Call a step's function in this process."""
    return step.fn(*args)


def apply(step: Step, items: Iterable[Any], load: Load = load_model, call: Call = call_here) -> Done:
    """Run a step over `items` in order; a Failure among them stays where it is.

    `load` gives the models that the step needs.  `call` does one call of the
    function, by which an engine decides where it happens.
    """
    began = time.perf_counter()
    given = list(items)
    needs = tuple(load(name).value for name in step.needs)
    values = tuple(_values(step, given, needs, call))
    failed = sum(isinstance(value, Failure) for value in values)
    return Done(values, Timing(step.name, len(given), failed, time.perf_counter() - began))


def failure_of(step: Step, item: object, error: TwosourceError) -> Failure:
    """The failure that stands for `item` where `step` could not do it."""
    return Failure(step.name, name_of(item), str(error), getattr(item, "sha256", ""), error.code)


def name_of(item: object) -> str:
    """What a user calls an item: its path, or its story's name."""
    if isinstance(item, tuple) and item:
        return name_of(item[0])
    story = getattr(item, "story", item)
    return str(getattr(item, "path", "") or getattr(story, "id", ""))


def _values(step: Step, items: list[Any], needs: tuple[Any, ...], call: Call) -> Iterator[Any]:
    if step.batch is None:
        for item in items:
            yield from _one(step, item, needs, call)
        return
    sound = iter([item for item in items if not isinstance(item, Failure)])
    done: list[Any] = []
    while batch := list(islice(sound, step.batch)):
        done += _batch(step, batch, needs, call)
    rest = iter(done)
    yield from (item if isinstance(item, Failure) else next(rest) for item in items)


def _one(step: Step, item: Any, needs: tuple[Any, ...], call: Call) -> Iterator[Any]:
    if isinstance(item, Failure):
        yield item
        return
    try:
        value = call(step, (item, *needs))
        if step.many:
            yield from value
        else:
            yield value
    except TwosourceError as error:
        yield failure_of(step, item, error)


def _batch(step: Step, items: Sequence[Any], needs: tuple[Any, ...], call: Call) -> Sequence[Any]:
    try:
        values: Sequence[Any] = call(step, (items, *needs))
    except TwosourceError as error:
        if len(items) == 1:
            return [failure_of(step, items[0], error)]
        # The others of a batch must not fall with the one that failed.
        return [value for item in items for value in _batch(step, [item], needs, call)]
    if len(values) != len(items):
        raise ValueError(f"Step {step.name} gave {len(values)} values for {len(items)} items.")
    return values
