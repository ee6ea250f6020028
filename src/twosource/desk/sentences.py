"""What SQLite says of a library's file, said in a sentence by every method of the object that holds it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import wraps
from inspect import isfunction
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from twosource.store.file import telling

Given = ParamSpec("Given")
Gives = TypeVar("Gives")


class OfFile(Protocol):
    """What holds a library's file open."""

    path: str


Holder = TypeVar("Holder", bound=OfFile)


def telling_all(kind: type[Holder]) -> type[Holder]:
    """The class, every public method of it `told`."""
    for name, method in list(vars(kind).items()):
        if isfunction(method) and not name.startswith("_"):
            setattr(kind, name, told(method))
    return kind


def told(
    method: Callable[Concatenate[Holder, Given], Gives],
) -> Callable[Concatenate[Holder, Given], Gives]:
    """The method, an error of SQLite's turned into a StoreError."""

    @wraps(method)
    def run(holder: Holder, /, *args: Given.args, **options: Given.kwargs) -> Gives:
        try:
            return method(holder, *args, **options)
        except sqlite3.Error:
            with telling(holder.path):
                raise

    return run
