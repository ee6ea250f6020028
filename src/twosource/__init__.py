"""Compares news reports of one event: who says what, what it rests on, where they differ.

>>> import twosource
>>> comparison = twosource.compare(["a.txt", "b.html"])  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twosource.version import __version__

if TYPE_CHECKING:
    from twosource.library import compare as compare
    from twosource.library import correction as correction
    from twosource.library import point_named as point_named
    from twosource.library import read as read
    from twosource.library import read_claims as read_claims
    from twosource.library import read_corrections as read_corrections
    from twosource.library import save as save
    from twosource.news import Library as Library

__all__ = [
    "Library",
    "__version__",
    "compare",
    "correction",
    "point_named",
    "read",
    "read_claims",
    "read_corrections",
    "save",
]


def __getattr__(name: str) -> Any:
    # Everything but the version waits for its first use, so that the import costs nothing.
    if name == "Library":
        from twosource.news import Library

        return Library
    if name in __all__:
        from twosource import library

        return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
