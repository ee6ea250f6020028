"""Name → model, loaded once a process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from twosource.errors import ModelError


def _parser() -> object:
    from twosource.models.spacy_parser import load_parser

    return load_parser()


def _embedder() -> object:
    from twosource.models.bge_embedder import load_embedder

    return load_embedder()


LOADERS: dict[str, Callable[[], object]] = {"parser": _parser, "embedder": _embedder}


@cache
def load(name: str) -> object:
    """The model called `name`, the same object on every call.

    Raises ModelError when there is no such name, a package is missing, or
    its weights are not the pinned ones.
    """
    if name not in LOADERS:
        raise ModelError(f"There is no model called {name!r}; there are {', '.join(sorted(LOADERS))}.")
    return LOADERS[name]()
