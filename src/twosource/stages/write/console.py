"""Lays lines out as a terminal shows them, or as plain text where that is a pipe."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

from twosource.stages.write.sheet import Sheet


def printed(write: Callable[[Sheet], None], *, width: int, color: bool) -> str:
    """What `write` puts on a sheet of `width` columns; without `color` no escape is in it."""
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
        force_jupyter=False,
        force_interactive=False,
        _environ={},
        highlight=False,
        markup=False,
        emoji=False,
    )
    write(Sheet(console))
    lines = out.getvalue().split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).strip("\n") + "\n"
