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


def _name_of_parser() -> str:
    from twosource.models.spacy_parser import name_of_parser

    return name_of_parser()


def _name_of_embedder() -> str:
    from twosource.models.bge_embedder import name_of_embedder

    return name_of_embedder()


LOADERS: dict[str, Callable[[], object]] = {"parser": _parser, "embedder": _embedder}
NAMES: dict[str, Callable[[], str]] = {"parser": _name_of_parser, "embedder": _name_of_embedder}


@cache
def load(name: str) -> object:
    """The model called `name`, the same object on every call.

    Raises ModelError when there is no such name, a package is missing, or
    its weights are not the pinned ones.
    """
    if name not in LOADERS:
        raise ModelError(f"There is no model called {name!r}; there are {', '.join(sorted(LOADERS))}.")
    return LOADERS[name]()


def name_of(name: str) -> str:
    """What the model called `name` will say of itself, told by its packages in milliseconds.

    Raises ModelError when there is no such name or a package is missing. Weights
    are not checked: a damaged file shows only as the model is loaded.
    """
    if name not in NAMES:
        raise ModelError(f"There is no model called {name!r}; there are {', '.join(sorted(NAMES))}.")
    return NAMES[name]()
