"""Figures written in digits, with the marks that part thousands and decimals."""

from __future__ import annotations

import re

GAPS = "\u00a0\u202f\u2009"  # white space that parts thousands
_MARK = re.compile(rf"[.,'’ {GAPS}]")
_LONGEST = 18  # digits; more are no count in a news report, and int() of a million of them takes minutes


def read_digits(digits: str, decimal_comma: bool = False) -> tuple[float, float] | None:
    """The lowest and highest value a run of digits and separators can have, or None.

    Digits of any script are read.  ``1.000,5`` and ``1,000.5`` are told by
    their last mark; ``1.234`` stays open; ``1,5`` is read only under `decimal_comma`.
    """
    if len(digits) <= _LONGEST and digits.isdecimal():
        return (float(int(digits)),) * 2
    groups, marks = _MARK.split(digits), _MARK.findall(digits)
    if not marks or sum(map(len, groups)) > _LONGEST:
        return None
    if len(set(marks)) > 1:
        grouped = _grouped(groups[:-1]) if marks[-1] in ".," and len(set(marks[:-1])) == 1 else None
        return None if grouped is None else (float(f"{grouped}.{_ascii(groups[-1])}"),) * 2
    return _one_mark(groups, marks[0], decimal_comma)


def _one_mark(groups: list[str], mark: str, decimal_comma: bool) -> tuple[float, float] | None:
    """The reading of digits with one kind of mark between them."""
    thousand = _grouped(groups)
    if len(groups) > 2 or mark not in ".,":
        return None if thousand is None else (float(thousand),) * 2
    decimal = float(f"{_ascii(groups[0])}.{_ascii(groups[1])}")
    if thousand is None:
        return (decimal, decimal) if mark == "." or decimal_comma else None
    if mark == "," and not decimal_comma:
        return (float(thousand),) * 2
    return (decimal, float(thousand))


def _ascii(digits: str) -> str:
    return "".join(str(int(d)) for d in digits)


def _grouped(groups: list[str]) -> int | None:
    """The value of digits grouped by thousands (or the Indian way), or None."""
    if len(groups) > 1:
        western = all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3
        indian = len(groups[-1]) == 3 and len(groups[0]) <= 2 and all(len(g) == 2 for g in groups[1:-1])
        if not (western or indian) or int(groups[0][0]) == 0:
            return None
    return int("".join(groups))
