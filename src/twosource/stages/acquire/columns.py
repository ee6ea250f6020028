"""Which column of a table holds what: as the user says, else by the usual names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from twosource.errors import SettingError, SourceError
from twosource.stages.acquire.opening import printable
from twosource.words.load import load_words

HERE = "twosource.stages.acquire"
_MOST_NAMED = 20
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that the user names, as ``(what it holds, name)``.

    A name of "" says that there is no such column; what is not named is looked
    for under its usual names.
    """

    names: tuple[tuple[str, str], ...] = ()


def columns_of(written: str) -> Columns:
    """The columns that a map such as ``text=body,outlet=paper`` names; SettingError if it makes no sense.

    ``outlet=`` says that no column holds the outlet.
    """
    named: dict[str, str] = {}
    for entry in written.split(","):
        role, sign, name = (part.strip() for part in entry.partition("="))
        known = load_words(HERE, "columns.toml")["also"].get(role.lower(), role.lower())
        if not sign or known not in _usual():
            raise SettingError(f"The column map has “{entry.strip()}”: each entry is {_entries()}.")
        if known in named:
            raise SettingError(f"The column map names the column of {role} twice.")
        if known == "text" and not name:
            raise SettingError("The column map leaves the text without a column: write text=NAME.")
        named[known] = name
    return Columns(tuple(named.items()))


def find_columns(columns: Columns, names: Sequence[str]) -> dict[str, str]:
    """What each column of a table that is used holds: ``{"text": "body", …}``.

    `names` are the table's own.  SourceError, naming them, if none holds the
    text or one that the user names is not there.
    """
    own = {role: _named(role, name, names) for role, name in columns.names if name}
    taken = set(own.values())
    plain = {_bare(name): name for name in reversed(names) if name not in taken}
    found: dict[str, str] = {}
    for role, usual in _usual().items():
        if role in dict(columns.names):
            found.update({role: own[role]} if role in own else {})
        elif name := next((plain[word] for word in usual if word in plain), ""):
            found[role] = name
    if "text" not in found:
        raise SourceError(
            f"no column is known to hold the text: there are {_listed(names)}; "
            "say which it is, as in --columns text=NAME.",
            "no-text-column",
        )
    return found


def kept_name(role: str) -> str:
    """The name under which a column of that role is found first."""
    return _usual()[role][0]


def _named(role: str, name: str, names: Sequence[str]) -> str:
    """The column that the user calls `name`, in the table's own spelling."""
    if name in names:
        return name
    alike = [own for own in names if _bare(own) == _bare(name)]
    if len(alike) == 1:
        return alike[0]
    near = difflib.get_close_matches(name, names, n=1) if len(names) <= _MOST_NAMED else []
    hint = f"; is it {printable(near[0][:_LONGEST_NAME])}?" if near else "."
    raise SourceError(
        f"there is no column “{printable(name)}” to hold the {role}: there are {_listed(names)}{hint}",
        "no-text-column" if role == "text" else "no-column",
    )


@cache
def _usual() -> Mapping[str, Sequence[str]]:
    table: Mapping[str, Sequence[str]] = load_words(HERE, "columns.toml")["usual"]
    return table


def _bare(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _entries() -> str:
    return f"one of {', '.join(_usual())}, then “=” and the column's name"


def _listed(names: Iterable[str]) -> str:
    shown = [printable(str(name))[:_LONGEST_NAME] for name in names]
    more = f" and {len(shown) - _MOST_NAMED} more" if len(shown) > _MOST_NAMED else ""
    return (", ".join(shown[:_MOST_NAMED]) or "none") + more
