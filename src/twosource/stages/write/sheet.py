"""Lays out lines for a terminal; whatever is put on a sheet loses its control characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.stages.write.display import flatten
from twosource.stages.write.phrases import count

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Sheet:
    """A console written to line by line."""

    console: Console

    def heading(self, title: str, n: int) -> None:
        """The title of a section with how much it holds."""
        self.gap()
        self.line(title.upper(), f"({n})" if n else "", style="bold underline")

    def gap(self) -> None:
        """An empty line."""
        self.console.print()

    def line(self, *parts: str, style: str = "") -> None:
        """One paragraph from the left edge."""
        from rich.text import Text

        self.console.print(Text(" ".join(filter(None, map(flatten, parts))), style=style))

    def entry(
        self,
        mark: str,
        text: str,
        *,
        indent: int = 0,
        style: str = "",
        tail: Sequence[str] = (),
        tail_style: str = "bold",
    ) -> None:
        """A paragraph hung on a short mark, wrapped beside it; `tail` follows in brackets."""
        from rich.text import Text

        hung = max(2, len(mark)) + 1
        body = Text(flatten(text), style=style)
        if tail:
            body.append(f" [{', '.join(map(flatten, tail))}]", style=tail_style)
        # A table would do the same at three times the cost, and a comparison has hundreds of entries.
        wrapped = body.wrap(self.console, max(1, self.console.width - indent - hung), overflow="fold")
        begins = " " * indent + mark.ljust(hung)
        for line in wrapped or [body]:
            self.console.print(Text(begins, end="").append_text(line), soft_wrap=True)
            begins = " " * len(begins)

    def more(self, n: int) -> None:
        """How many entries were left out, where any were."""
        if n > 0:
            self.entry("…", count("more", n), style="dim")

    def tree(self, top: str, branches: Sequence[tuple[str, Sequence[str]]]) -> None:
        """A name over its branches, each with its leaves."""
        from rich.text import Text
        from rich.tree import Tree

        root = Tree(Text(flatten(top), style="bold"), guide_style="dim")
        for name, leaves in branches:
            branch = root.add(Text(flatten(name)))
            for leaf in leaves:
                branch.add(Text(flatten(leaf)))
        self.console.print(root)
