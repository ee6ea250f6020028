"""Two wordings of one report that are one all the same: for fewer reasons than those of two reports."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.stages.match.apart import gender
from twosource.stages.match.name_things import Verdict, same_class, same_of_country, same_thing
from twosource.stages.match.name_words import is_given, person_name
from twosource.stages.match.named import Local

# Two names of a report that differ like this mean one thing; with other likenesses it may tell two apart.
SAFE = frozenset({"same-name", "same-words", "order", "class", "initials", "together"})
# A letter too many makes the same name from this length on; at the end these make a wife or a family of it.
LETTERS, ENDINGS = 5, ("a", "s", "i")


def same_in_report(a: Local, b: Local, everyone: Sequence[Local]) -> Verdict | None:
    """Whether two names that one report gives are one.

    `everyone` are the names of that report: a surname joins only the one who
    bears it there.
    """
    if a.is_described or b.is_described:
        return None
    if "person" in (a.kind, b.kind):
        return _same_person(a, b, everyone)
    bodies = a.kind == b.kind == "body"
    alike = same_class(a.full, b.full) if a.kind == b.kind != "place" else None
    return alike or _safe(same_thing(a.full, b.full)) or (same_of_country(a.full, b.full) if bodies else None)


def _safe(verdict: Verdict | None) -> Verdict | None:
    return verdict if verdict and verdict.rule in SAFE else None


def _same_person(a: Local, b: Local, everyone: Sequence[Local]) -> Verdict | None:
    short, long = sorted((a, b), key=lambda x: len(person_name(x.full).words))
    one, two = person_name(short.full), person_name(long.full)
    if not one.words or one.generation != two.generation or {gender(a), gender(b)} == {"male", "female"}:
        return None
    if one.words == two.words:
        why = f"{a.full} and {b.full} are one name but for small words or a title"
        return Verdict("alias", 0.95, why, "same-words")
    if len(one.words) == 1 and len(two.words) > 1:
        return _lone_surname(short, long, everyone)
    return _letter_more(a, b, one.words, two.words)


def _lone_surname(short: Local, long: Local, everyone: Sequence[Local]) -> Verdict | None:
    """A surname that a reader of the report can only take for the one who bears it."""
    surname = person_name(short.full).words[-1]
    bearers = {
        person_name(x.full).words
        for x in everyone
        if x.kind == "person" and surname in person_name(x.full).words and " " in x.full
    }
    is_named = long.kind == "person" and not short.is_placed and not short.full.isupper()
    words = person_name(long.full).words
    if not is_named or bearers != {words} or words[-1] != surname:
        return None
    return Verdict("alias", 0.9, f"{short.full}: in its report only {long.full} bears the surname", "surname")


def _letter_more(a: Local, b: Local, one: tuple[str, ...], two: tuple[str, ...]) -> Verdict | None:
    """A name of several words, one of them with a letter too few: a slip of the report's own."""
    unlike = [(x, y) for x, y in zip(one, two, strict=False) if x != y]
    if len(one) != len(two) or len(one) < 2 or len(unlike) != 1:
        return None
    short, long = sorted(unlike[0], key=len)
    is_slip = len(long) == len(short) + 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
    is_another = long[:-1] == short and long.endswith(ENDINGS)
    if not is_slip or is_another or len(short) < LETTERS or (is_given(short) and is_given(long)):
        return None
    return Verdict("spelling", 0.75, f"{a.full} and {b.full} are one but for a letter", "letter")
