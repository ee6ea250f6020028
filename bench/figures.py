"""A figure: one measured number with what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class AbsentError(Exception):
    """The data of a row is not there; the text says what was looked for and where."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number.

    `value` is None where there was nothing to measure.  `goal` is written as
    ``>= .80`` or ``<= 5``.  `beside` are constant answers and the simplest
    baselines on the same items.  `n` is how many items the number rests on.
    `unit` is "" for a share, else s, MB or a plural noun.  `of` is what the
    number was measured on, "" for everything the row has.
    """

    name: str
    value: float | None
    n: int = 0
    goal: str = ""
    beside: tuple[tuple[str, float | None], ...] = ()
    unit: str = ""
    note: str = ""
    of: str = ""


def shown(value: float | None, unit: str = "") -> str:
    """A number as the table shows it: shares with three digits, counts whole."""
    if value is None:
        return "–"
    if unit in ("", "s"):
        digits = f"{value:.3f}" if value < 10 else f"{value:.1f}"
        return digits + (f" {unit}" if unit else "")
    return f"{value:.0f} {unit}" if float(value).is_integer() or unit == "MB" else f"{value:.2f} {unit}"


def reaches(figure: Figure) -> bool | None:
    """Whether the figure reaches its goal; None where it has no goal or no value."""
    if not figure.goal or figure.value is None:
        return None
    sign, bound = figure.goal.split()[:2]
    return figure.value >= float(bound) if sign == ">=" else figure.value <= float(bound)


def table(figures: Iterable[Figure]) -> list[str]:
    """The lines of a Markdown table of figures."""
    lines = ["| figure | on | value | n | goal | beside | note |", "|---|---|---|---|---|---|---|"]
    for figure in figures:
        mark = {True: " ✓", False: " ✗", None: ""}[reaches(figure)]
        beside = "; ".join(f"{name} {shown(value, figure.unit)}" for name, value in figure.beside)
        cells = (
            figure.name,
            figure.of,
            shown(figure.value, figure.unit) + mark,
            str(figure.n or ""),
            figure.goal,
            beside,
            figure.note,
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return lines
