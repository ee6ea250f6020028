"""News pages against their gold: body by runs of four words, day, set of authors, title."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

Gold = Mapping[str, Any]

GRAM = 4
_A_DAY = timedelta(days=1)
_WORD = re.compile(r"\w+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def gold_body(gold: Gold, *, has_lead: bool) -> str:
    """The gold's headings and paragraphs, a line each; its summary in front if `has_lead`."""
    body = gold.get("body") or {}
    lines = list(body.get("summary") or []) if has_lead else []
    for section in body.get("sections") or []:
        lines += [*section["headline"], *section["paragraphs"]]
    return "\n".join(lines)


def grams(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words, counted; a shorter text is one run, an empty one none."""
    words = _WORD.findall(text.lower())
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + GRAM]) for at in range(max(1, len(words) - GRAM + 1)))


def gram_f1(said: str, due: str) -> float:
    """F1 of the runs of four words of two texts, counted as bags; 0 where nothing agrees."""
    ours, gold = grams(said), grams(due)
    return 2 * (ours & gold).total() / ((ours.total() + gold.total()) or 1)


def is_same_day(said: str | None, due: str | None) -> bool:
    """Whether a date says the gold's day.

    Where both have a zone, ours is taken to the gold's: it is the instant that
    is stated, and pages write it in either.  Else the days as written.
    """
    if not said or not due:
        return not said and not due
    ours, gold = _moment(said), _moment(due)
    if ours and gold and ours.tzinfo and gold.tzinfo:
        return ours.astimezone(gold.tzinfo).date() == gold.date()
    return said[:10] == due[:10] and bool(_DAY.match(said))


def is_after(published: str | None, captured: str) -> bool:
    """Whether a publication lies over a day after its capture, which no zone explains."""
    if not published:
        return False
    return date.fromisoformat(published[:10]) > date.fromisoformat(captured) + _A_DAY


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def name_form(name: str) -> str:
    """A name as it is compared: composed, without case, its words with one blank between, no marks."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", name).casefold()))


def plain_form(name: str) -> str:
    """A name with only case and white space evened out."""
    return " ".join(name.split()).casefold()


def is_same_set(said: Iterable[str], due: Iterable[str] | None, *, is_strict: bool = False) -> bool:
    """Whether the authors are those of the gold, in any order; without a gold author, only none is right."""
    form = plain_form if is_strict else name_form
    return {form(name) for name in said} - {""} == {form(name) for name in due or ()} - {""}


def is_same_title(said: str | None, due: str | None) -> bool:
    """Whether the titles are equal, white space made single."""
    return " ".join((said or "").split()) == " ".join((due or "").split())
