"""The fixed list of connecting words, read from ``phrases.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def say(table: str, key: str, **values: str | int) -> str:
    """The phrase at `table` and `key`, its braces filled; an unknown key is shown as itself."""
    phrase = _tables()[table].get(key, key.replace("-", " "))
    return phrase.format(**values) if values else phrase


def count(noun: str, n: int) -> str:
    """`n` of a noun, in the singular where it is one."""
    return say("one", noun) if n == 1 else say("many", noun, n=n)


def table(name: str) -> dict[str, str]:
    """All phrases of one table, in the order of the file."""
    return dict(_tables()[name])


def verdict_word(verdict: str, kind: str) -> str:
    """The word shown for a verdict: *rounding* of a name is a matter of spelling."""
    if verdict == "rounding" and kind in _tables()["rounding"]:
        return say("rounding", kind)
    return say("verdict", verdict)


def slug(word: str) -> str:
    """A phrase as the name of a class or a value: ``later-update``."""
    return word.replace(" ", "-")


def family(rule: str) -> str:
    """What rules of this family look at, in a few fixed words; "" for a family that is not known."""
    return _tables()["family"].get(rule.partition("-")[0], "")


def gloss(verdict: str, word: str) -> str:
    """What a verdict means, in a few fixed words."""
    table = _tables()["gloss"]
    return table.get(word, table.get(verdict, ""))


def origins_line(reports: int, least: int, most: int, unknown: int) -> str:
    """``3 reports, 1–2 origins``, with what is not stated said and never counted."""
    parts = [count("report", reports)]
    if most:
        span = count("origin", most) if least == most else say("line", "range", low=least, high=most)
        parts.append(span)
    if unknown:
        parts.append(say("line", "unknown", claims=count("claim", unknown)))
    elif not most:
        parts.append(say("line", "origin_unstated"))
    return ", ".join(parts)
