"""Reads the names of those who made a report out of what pages say of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from twosource.stages.clean.patterns import HERE, NAME, UPPER
from twosource.words.load import load_set, load_words

_TAG = re.compile(r"<[^>]*>")
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_CONTACT = re.compile(
    r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@.]{1,64}(?:\.[^\s@.]{1,64}){1,4}|(?<![@.])@\w+"
)
_ACCOUNT = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
_COUNTED = re.compile(r"\d{3}|\d[:%]|\d+ ?(?:[a-z]{1,2}\b|hours?|min)|^\d+$", re.IGNORECASE)
_DOMAIN = re.compile(r"[\w-]{2,60}(?:\.[\w-]{1,60}){0,3}\.[a-z]{2,12}")
_UNSPACED_NAME = re.compile(
    "[\u3400-\u9fff\uac00-\ud7a3\u3040-\u30ff]{2,8}(?: [\u3400-\u9fff\uac00-\ud7a3]{1,4})?"
)
_PERSON = re.compile(rf"(?:(?:Dr|Prof|Mag|Ing|Sir|Dame)\.? )*{NAME}")
_SINGLE = re.compile(rf"[{UPPER}][\w'’.-]+")
_MARKED = re.compile(r"\s*[,;|&·•\n、，]\s*")
_ARTICLES = frozenset(
    {"the", "der", "die", "das", "le", "la", "les", "il", "el", "los", "de", "het", "o", "a"}
)
_LETTERS = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-Z])")
_EDGES = " .,:;-–—|·•*_"
_TELLING = 4  # letters of a part of an outlet's name that can stand for it
_LONGEST = 80  # characters
_LONGEST_LIST = 2000
_MOST = 40


def split_names(value: str) -> list[str]:
    """The names in a statement of authors; addresses, handles, roles and numbers are none."""
    bare = _CONTACT.sub(" ", _IN_BRACKETS.sub("", _TAG.sub(" ", value[:_LONGEST_LIST])))
    parts = [part.strip() for part in _MARKED.split(bare)]
    parts = [one for part in parts if part for one in _joined(part)]
    names = [name for part in parts[:_MOST] if (name := _name(part, is_alone=len(parts) == 1))]
    return list(dict.fromkeys(names))


def _without_tail(name: str) -> str:
    """A name without where and for whom it works, and without a role that was set right behind it."""
    if (found := _tail().search(name)) and " " in name[: found.start()]:
        name = name[: found.start()]
    humps = _HUMP.split(name)
    return humps[0] if len(humps) == 2 and " " in humps[0] and is_role(humps[1]) else name


def _joined(part: str) -> list[str]:
    """The names that an *and* or a slash joins.

    An *and* before a single word is part of a name; a slash without blanks
    joins two whole names or two agencies, within a short sign it is the sign's own.
    """
    agencies = load_set(HERE, "people.toml", "agencies")
    sides = [side for side in _and().split(part) if side]
    if any(" " not in side and side not in agencies and not _is_desk(side) for side in sides):
        sides = [part]
    out: list[str] = []
    for side in sides:
        halves = [half.strip() for half in side.split("/")]
        is_joined = all(" " in half for half in halves) or all(half in agencies for half in halves)
        out += halves if is_joined else [side]
    return out


def _name(part: str, *, is_alone: bool) -> str:
    """The name in one part, "" if there is none."""
    name = " ".join(_by().sub("", part.strip(_EDGES), count=1).split())
    name = _without_tail(name).strip(_EDGES)
    words = [word.strip(".,:").casefold() for word in name.split()]
    if not 2 <= len(name) <= _LONGEST or not any(c.isalpha() for c in name) or _COUNTED.search(name):
        return ""
    if words[-1] in load_set(HERE, "authors.toml", "nobody") or _ACCOUNT.fullmatch(name):
        return ""
    return "" if not is_alone and is_role(name) and not _is_desk(name) else name


def is_role(name: str) -> bool:
    """Whether words say what somebody does, not who it is."""
    words = {word.strip(".,:").casefold() for word in name.split()}
    ends = tuple(load_words(HERE, "authors.toml")["role_ends"])
    return bool(words & load_set(HERE, "authors.toml", "role")) or any(word.endswith(ends) for word in words)


def is_maker(name: str) -> bool:
    """Whether words taken from a page can name a person, a desk or an agency."""
    words = {word.strip(".,:").casefold() for word in name.split()}
    if words & load_set(HERE, "authors.toml", "not_a_name"):
        return False
    if is_agency_or_desk(name):
        return True
    return not is_role(name) and bool(_PERSON.fullmatch(name) or _UNSPACED_NAME.fullmatch(name))


def is_agency_or_desk(name: str) -> bool:
    """Whether a name is an agency's or says what desk of an outlet it is."""
    return is_agency(name) or _is_desk(name)


def is_agency(name: str) -> bool:
    """Whether a name is an agency's."""
    return name in load_set(HERE, "people.toml", "agencies")


def starts_with_by(line: str) -> bool:
    """Whether a line begins with a word that stands in front of names."""
    return bool(_by().match(line))


def _is_desk(name: str) -> bool:
    words = {word.strip(".,:").casefold() for word in re.split(r"[\s-]", name)}
    return bool(words & load_set(HERE, "authors.toml", "desk"))


def shown_names(line: str) -> list[str]:
    """The makers that a visible line names, none where something else stands in it.

    A single capitalised word beside a full name is a place and left out.
    """
    names = split_names(line)
    makers = [name for name in names if is_maker(name)]
    others = [name for name in names if name not in makers]
    return (
        makers if all(_SINGLE.fullmatch(name) or name.isupper() or is_role(name) for name in others) else []
    )


def without_outlets(names: Iterable[str], outlets: Collection[str]) -> list[str]:
    """The names that are not the outlet's, where there is one that is not; else all."""
    listed = list(names)
    return [name for name in listed if not is_outlet(name, outlets)] or listed


def is_outlet(name: str, outlets: Collection[str]) -> bool:
    """Whether a name is the outlet's or its address, or the outlet's with a department or sign behind it."""
    known = {form for outlet in outlets for form in (letters(outlet), letters(outlet.partition(".")[0]))}
    if letters(name) in known or _DOMAIN.fullmatch(name):
        return True
    words = [word for word in name.split() if word.casefold() not in _ARTICLES]
    own = {word.casefold() for word in words}
    if len(letters(name)) >= _TELLING and any(own <= set(outlet.casefold().split()) for outlet in outlets):
        return True
    firsts = {letters(first) for outlet in outlets if (first := _first_word(outlet))}
    behind = words[1:]
    is_part = all(word.isupper() or len(word) == 1 for word in behind) or _is_desk(" ".join(behind))
    return bool(behind) and letters(words[0]) in firsts and is_part


def _first_word(outlet: str) -> str:
    words = [word for word in re.split(r"[\s.]", outlet) if word and word.casefold() not in _ARTICLES]
    return words[0] if words and len(words[0]) >= 3 else ""


def letters(name: str) -> str:
    """A name as it is compared: its letters and digits alone, without case."""
    return _LETTERS.sub("", name.casefold())


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(load_words(HERE, 'authors.toml')['and'])}|[/–—-])\s+")


@cache
def _by() -> re.Pattern[str]:
    words = sorted(load_words(HERE, "authors.toml")["by"], key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(map(re.escape, words))})(?:\s*:\s*|\s+)", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(load_words(HERE, 'authors.toml')['tail'])})\s", re.IGNORECASE)
