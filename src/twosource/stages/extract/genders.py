"""Whether a person of the report is a woman or a man, where title, office or given name tells."""

from __future__ import annotations

from collections.abc import Iterable

from twosource.data import Name
from twosource.stages.extract.given import MAN, WOMAN, gender_of_given
from twosource.stages.extract.offices import head_words
from twosource.words.load import load_set

HERE = "twosource.stages.extract"
# A title stands no further before a name, in code points.
TITLE_REACH = 12


def gender_of_words(words: Iterable[str]) -> str:
    """What titles and nouns such as *Mrs* and *chairman* tell, "" where nothing or both."""
    held = {word.strip(".,").casefold() for word in words}
    is_woman = bool(held & load_set(HERE, "names.toml", "woman"))
    is_man = bool(held & load_set(HERE, "names.toml", "man"))
    return "" if is_woman == is_man else WOMAN if is_woman else MAN


def genders_of(text: str, names: Iterable[Name]) -> dict[str, str]:
    """The gender of every person of a report by full name: titles and offices first, then given names."""
    told: dict[str, set[str]] = {}
    for name in names:
        if name.kind == "person":
            before = text[max(0, name.span.start - TITLE_REACH) : name.span.start].split()[-1:]
            found = gender_of_words(before) or gender_of_words(head_words(name.role))
            told.setdefault(name.full, set()).update({found} - {""})
    return {
        full: next(iter(found)) if len(found) == 1 else gender_of_given(full.split()[0])
        for full, found in told.items()
    }
