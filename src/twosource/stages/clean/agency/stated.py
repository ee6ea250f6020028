"""What agency files say of a report, in the terms of the project: status, genre, dates, parties, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache

from twosource.data import Flag, Stated
from twosource.errors import CleanError
from twosource.stages.clean.authors import letters, shown_names
from twosource.stages.clean.dates import iso_date
from twosource.stages.clean.patterns import HERE
from twosource.text.readback import sound
from twosource.words.load import load_set, load_words

TABLE = "agency.toml"
_LONGEST_VALUE = 300
_LONGEST_NOTE = 500
_MOST_SECTIONS = 12
_HOST = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,12}(?:/\S*)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,2000}")


def bounded(value: str) -> str:
    """A value on one line, of bounded length, without what no text keeps."""
    return " ".join(sound(value[: 4 * _LONGEST_VALUE]).split())[:_LONGEST_VALUE].strip()


def code_of(written: str) -> str:
    """The code alone of ``stat:usable`` or of an address that ends in it, in small letters."""
    return re.split(r"[:/#]", written.strip().rstrip("/"))[-1].lower()


def listed(code: str, key: str) -> bool:
    """Whether a code is in a list of the table of agency words."""
    return code.lower() in load_set(HERE, TABLE, key)


def is_withdrawn(status: str, headlines: Iterable[str] = (), notes: Iterable[str] = ()) -> bool:
    """Whether a status, or the words of a headline or of a note, take an item back."""
    said = [("withdrawn_headline", words) for words in headlines] + [
        ("withdrawn_note", words) for words in notes
    ]
    return listed(code_of(status), "status.withdrawn") or any(
        pattern.fullmatch(" ".join(words.split())[:_LONGEST_NOTE])
        for key, words in said
        for pattern in _patterns("status", key)
    )


def withdrawn(told: str) -> CleanError:
    """The refusal of an item that its agency has taken back."""
    return CleanError(
        f"the agency has withdrawn this report ({bounded(told)}): it must not be read as one; "
        "leave the file out, or give the version that stands.",
        "withdrawn",
    )


def note_kind(words: str) -> tuple[str, str]:
    """What a note to editors is: the report's own word on what changed, or theirs alone."""
    if any(pattern.fullmatch(words[:_LONGEST_NOTE]) for pattern in _patterns("note", "correction")):
        return "correction", "says what changed"
    return "other", "note to editors"


@cache
def _patterns(section: str, key: str) -> tuple[re.Pattern[str], ...]:
    written = load_words(HERE, TABLE)[section][key]
    return tuple(re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in written)


def genre_of(written: str) -> str:
    """A genre as the project calls it, by a word of its name or code; else as it is written."""
    low = " ".join(written.lower().replace("_", " ").split())
    if listed(low, "type.news"):
        return "news"
    for genre, words in load_words(HERE, TABLE)["genre"].items():
        if any(re.search(rf"\b{re.escape(word)}\b", low) for word in words):
            return str(genre)
    return bounded(written)


def genre(written: Iterable[str], where: str) -> Iterator[Stated]:
    """The genre that says most: one that the project knows, else that it is news, else the first."""
    found = list(written)
    if found:
        known = load_words(HERE, TABLE)["genre"]
        yield Stated("genre", min(found, key=lambda name: (name not in known, name != "news")), where)


def flags_of(
    genres: Iterable[str], *, is_partial: bool = False, is_summary: bool = False
) -> tuple[Flag, ...]:
    """What must be known of an item before it is relied on."""
    flags = []
    if "advisory" in genres:
        flags.append(Flag("not-news", "the agency calls it an advisory"))
    if is_partial:
        flags.append(Flag("cut-text", "the agency says that the file is not the whole item"))
    if is_summary:
        flags.append(Flag("cut-text", "the file holds a description of the report only"))
    return tuple(flags)


def dates(where: str, *, published: Sequence[str], modified: Sequence[str]) -> Iterator[Stated]:
    """When it was published and last changed: the first that is a possible date, the first that is later."""
    first = next((day for value in published if value and (day := iso_date(value))), None)
    if first:
        yield Stated("published", first, where)
    days = [day for value in modified if value and (day := iso_date(value))]
    if last := next((day for day in days if first is None or _is_later(day, first)), None):
        yield Stated("modified", last, where)


def _is_later(a: str, b: str) -> bool:
    one, other = datetime.fromisoformat(a), datetime.fromisoformat(b)
    if one.tzinfo is None or other.tzinfo is None:
        return one.replace(tzinfo=None) > other.replace(tzinfo=None)
    return one > other


def outlet(names: Iterable[str], where: str) -> Iterator[Stated]:
    """The agency as outlet: the first name, a host only where there is no other."""
    known = [name for written in names if (name := bounded(written).strip(" –—-/"))]
    for name in sorted(known, key=is_host)[:1]:
        yield Stated("outlet", name, where)


def is_host(name: str) -> bool:
    """Whether a name is the address of a host."""
    return _HOST.fullmatch(name) is not None


def party(name: str, role: str, where: str) -> Stated:
    """A party of the chain of those who supplied what is told, its role beside where it was found."""
    code = code_of(role)
    kind = next((k for k in ("publisher", "author") if listed(code, f"party.{k}")), "agency")
    if kind == "author":
        return Stated("author", bounded(name), where)
    return Stated(kind, bounded(name), f"{where} (infoSources, {code})" if code else f"{where} (infoSources)")


def byline_authors(byline: str, where: str, others: Iterable[str] = ()) -> Iterator[Stated]:
    """The people that a byline names; what is called like one of the `others` is none."""
    known = {letters(name) for name in others}
    for name in shown_names(bounded(byline)):
        if letters(name) not in known:
            yield Stated("author", name, where)


def sections(names: Iterable[str], where: str) -> Iterator[Stated]:
    """The subjects an agency files a report under, the first dozen."""
    known = dict.fromkeys(name for written in names if (name := bounded(written)))
    yield from (Stated("section", name, where) for name in list(known)[:_MOST_SECTIONS])


def canonical(written: str, where: str) -> Iterator[Stated]:
    """The address of a report, if it is one of the web."""
    if _ADDRESS.fullmatch(written.strip()):
        yield Stated("canonical", written.strip(), where)
