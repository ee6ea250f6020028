"""Compiles the patterns of this room's tables, once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from twosource.words.load import load_set, load_words

HERE = "twosource.stages.clean"
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑ-ΩА-Я"
_LINKS = "de|del|della|van|von|der|den|da|dos|di|du|la|le|al|bin|ibn|el|ter|ten"
_PART = rf"(?:[{UPPER}][\w'’.-]*|(?:{_LINKS})(?= ))"
NAME = rf"(?:[{UPPER}][\w'’.-]*(?: {_PART}){{1,4}})"
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
NAMES = rf"{NAME}(?:(?:, | and | & |, and ){NAME}){{0,4}}"


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns that a whole line must match, and what the line is then."""

    kind: str
    why: str
    patterns: tuple[re.Pattern[str], ...]
    most_words: int = 60
    takes_prose: bool = True

    def takes(self, words: str) -> bool:
        """Whether one of the patterns is the whole of `words`."""
        return any(pattern.fullmatch(words) for pattern in self.patterns)


@cache
def line_rules() -> tuple[Rule, ...]:
    """The rules for lines that are furniture by their own words."""
    return tuple(_rule(row) for row in load_words(HERE, "lines.toml")["line"])


@cache
def section_rules() -> tuple[Rule, ...]:
    """The rules for headings of sections that are no part of a report."""
    return tuple(_rule({**row, "most_words": 12}) for row in load_words(HERE, "sections.toml")["section"])


def _rule(row: dict[str, Any]) -> Rule:
    return Rule(
        row["kind"],
        row["why"],
        tuple(re.compile(p, re.IGNORECASE) for p in row["patterns"]),
        row.get("most_words", 60),
        row.get("prose", True),
    )


@cache
def people(key: str) -> tuple[re.Pattern[str], ...]:
    """The patterns under `key` of people.toml, names capitalised and the rest in either case."""
    table = load_words(HERE, "people.toml")
    written = table[key]
    return tuple(_people(p, table) for p in ([written] if isinstance(written, str) else written))


def _people(pattern: str, table: Any) -> re.Pattern[str]:
    """Names keep their case; everything else is read without regard to it."""
    roles = "(?P<role>" + "|".join(sorted(table["roles"], key=len, reverse=True)) + ")"
    whole = pattern.replace("{name}", f"(?-i:(?P<name>{NAME}))", 1).replace("{name}", f"(?-i:{NAME})")
    outlets = "|".join(
        sorted(w.capitalize() for w in load_set("twosource.words", "people.toml", "outlet_name"))
    )
    title = rf"[{UPPER}][\w'’&-]*(?: [{UPPER}&][\w'’&-]*){{0,4}}"
    whole = whole.replace(
        "{title_outlet}", rf"(?:[{UPPER}][\w'’&-]*[ ]){{0,4}}(?:{outlets}|Service|Standard|Echo|Star)"
    )
    whole = whole.replace("{title}", title)
    whole = whole.replace("{names}", f"(?-i:{NAMES})").replace("{role}", roles)
    return re.compile(whole, re.IGNORECASE)


def count_words(text: str) -> int:
    """How many words a text has; in scripts that put no blanks between words, two characters count as one."""
    return len(text.split()) + (0 if text.isascii() else len(_UNSPACED.findall(text)) // 2)


def is_person(name: str) -> bool:
    """Whether capitalised words can be a person's name and are no desk, team or opening of a sentence."""
    table = load_words(HERE, "people.toml")
    words = name.rstrip(".,").split()
    return bool(words) and words[0] not in table["no_given_name"] and words[-1] not in table["no_surname"]
