"""Takes out what stands below a report about those who made it."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.stages.clean.patterns import HERE, is_person, people
from twosource.stages.clean.units import Unit
from twosource.words.load import load_words

_LAST = 4  # paragraphs in which a biography is looked for
_LONGEST_BIO = 130  # words
_LONGEST_CONTACT = 30
_MADE_OF = ("editor", "journalis", "report", "writer", "news")


def judge_closing(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, with biographies and imprints among the last open paragraphs judged so."""
    out = list(units)
    last = [i for i, unit in enumerate(out) if unit.is_open][-_LAST:]
    if len([u for u in out if u.is_open]) < 2:
        return tuple(out)
    for index in last:
        if _is_biography(out, index):
            out[index] = out[index].judged("author-bio", "about the author")
    for index in reversed(last[:-1]):
        if out[index + 1].kind == "author-bio" and _is_box(out[index]):
            out[index] = out[index].judged("author-bio", "heading of a box about the makers")
    for index in reversed(last):
        if out[index].is_open and not _judge_sign_off(out, index):
            break
    return tuple(out)


def _is_box(unit: Unit) -> bool:
    return unit.is_open and unit.count <= 10 and any(p.fullmatch(unit.words) for p in people("box"))


def _judge_sign_off(units: list[Unit], index: int) -> bool:
    """Judge a last line that is only a name or an agency."""
    bare = units[index].words.strip("()[]—–-./ ")
    if bare in load_words(HERE, "people.toml")["agencies"]:
        units[index] = units[index].judged("credit", "agency credit")
        return True
    is_name = is_person(bare) if bare else False
    if is_name and not units[index].is_closed and any(p.fullmatch(bare) for p in people("name_alone")):
        units[index] = units[index].judged("byline", "name below the text")
        return True
    return False


def _is_biography(units: Sequence[Unit], index: int) -> bool:
    unit = units[index]
    if unit.count > _LONGEST_BIO:
        return False
    has_contact = any(p.search(unit.words) for p in people("contact"))
    weak = load_words(HERE, "people.toml")["weak_roles"]
    for pattern in people("bio"):
        found = pattern.match(unit.words)
        if found is None or not is_person(found["name"]) or _is_in_the_news(found["name"], units, index):
            continue
        role = found.groupdict().get("role")
        if has_contact or (role and role.lower() not in weak) or _signed(found["name"], units):
            return True
    return has_contact and _speaks_of_makers(unit, units, index)


def _speaks_of_makers(unit: Unit, units: Sequence[Unit], index: int) -> bool:
    """Whether a paragraph with a contact is about those who made the report, not about an event."""
    lower = unit.words.lower()
    if "[email protected]" in lower or any(said in lower for said in _MADE_OF):
        return True
    follows = index > 0 and units[index - 1].kind == "author-bio"
    return unit.count <= _LONGEST_CONTACT and (follows or any(_starts(unit, u) for u in units))


def _starts(unit: Unit, byline: Unit) -> bool:
    return byline.kind == "byline" and " ".join(unit.words.split()[:2]) in byline.words


def _signed(name: str, units: Sequence[Unit]) -> bool:
    return any(u.kind == "byline" and name in u.words for u in units)


def _is_in_the_news(name: str, units: Sequence[Unit], index: int) -> bool:
    """Whether the report itself speaks of this person: then a closing line on them is its own."""
    surname = name.rstrip(".,").split()[-1]
    return any(surname in u.words for i, u in enumerate(units) if i != index and u.is_open)
