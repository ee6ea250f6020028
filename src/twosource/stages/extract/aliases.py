"""Short forms of a name and the full form that the same report uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from twosource.words.load import load_set, load_words

SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "al", "&", "to", "at", "von", "du", "des"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
THINGS = frozenset({"body", "event", "place", "work", "other"})
# Letters in brackets behind what they stand for, and what they stand for in brackets behind letters.
AFTER = re.compile(r"[ ]\((?P<short>[A-Z][\w.&-]{1,9})\)")
BEFORE = re.compile(r"(?<!\w)(?P<short>[A-Z][A-Za-z.&]{1,9})[ ]\((?P<long>[A-Z][^()\n]{4,90})\)")
# What stands for letters is no longer than this, in code points, and stays inside its part of the sentence.
REACH = 120
# Of more people of one surname nobody can tell which is meant.
MANY = 40
BREAK = re.compile(r"[.;:,()\n“”\"]")


def full_forms(text: str, mentions: Sequence[tuple[str, str]]) -> dict[str, str]:
    """For every wording of ``(words, kind)`` the fullest form in this report.

    A person's surname stands for the full name that ends with it, where only
    one does; an initialism for the body it abbreviates.
    """
    people = list(dict.fromkeys(words for words, kind in mentions if kind == "person"))
    others = list(dict.fromkeys(words for words, kind in mentions if kind in THINGS))
    bearers = bearers_of(people)
    defined = definitions(text)
    initials = _by_initials(others)
    kinds = dict(mentions)
    forms = {words: fullest_person(words, bearers) for words in people}
    for words in others:
        full = initials.get(_letters(words), words)
        forms[words] = defined.get(words) or (
            full if _may_abbreviate(words, kinds[words], kinds[full]) else words
        )
    return forms


def _may_abbreviate(short: str, kind: str, full_kind: str) -> bool:
    """Two letters may be a firm's ``S.A.``: then both must be bodies, or the letters known."""
    known = load_words("twosource.words", "demonyms.toml")["short"]
    is_known = short.casefold() in known or short.casefold().replace(".", "") in known
    return len(_letters(short)) != 2 or is_known or ("." not in short and kind == full_kind == "body")


def folded(word: str) -> str:
    """A word of a name as it is compared: without case, with one kind of apostrophe."""
    return word.casefold().replace("’", "'")


def surname(words: str) -> str:
    """The last word of a person's name that is no suffix, folded."""
    parts = [folded(part) for part in words.split()]
    while len(parts) > 1 and parts[-1].rstrip(".") in SUFFIXES:
        parts.pop()
    return parts[-1] if parts else ""


def bearers_of(people: Iterable[str]) -> dict[str, list[str]]:
    """The names of more than one word by their surname and by their first word."""
    found: dict[str, list[str]] = {}
    for words in people:
        if " " in words:
            for key in {surname(words), folded(words.split()[0])}:
                found.setdefault(key, []).append(words)
    return found


def fullest_person(words: str, bearers: Mapping[str, Sequence[str]]) -> str:
    """The one longer name that this is the surname or given name of, else itself."""
    chosen = longer_names(words, bearers)
    if not chosen or len({_root(p) for p in chosen}) > 1:
        return words
    return max(chosen, key=lambda p: (len(p), p))


def longer_names(words: str, bearers: Mapping[str, Sequence[str]]) -> list[str]:
    """The longer names that a shorter one may be part of; those with its surname, if there are any."""
    parts = [folded(p) for p in words.split()]
    near = bearers.get(surname(words), ())[:MANY]
    longer = [p for p in near if len(p.split()) > len(parts) and _is_part(parts, p)]
    by_surname = [p for p in longer if surname(p) == surname(words)]
    return by_surname or longer


def _root(name: str) -> str:
    """The first word of a name, a short form of a given name written out."""
    first = folded(name.split()[0])
    short = load_words("twosource.words", "nicknames.toml")["short"]
    return str(short.get(first, [first])[0])


def _is_part(parts: Sequence[str], name: str) -> bool:
    full = [folded(p) for p in name.split()]
    while len(full) > 1 and full[-1].rstrip(".") in SUFFIXES:
        full.pop()
    if len(parts) == 1:
        return parts[0] in (full[0], full[-1])
    if full[-len(parts) :] == list(parts):
        return True
    is_initial = all(p in full or p.endswith(".") for p in parts[1:])
    return (
        parts[-1] == full[-1]
        and (parts[0][0] == full[0][0] or _root(name) == _root(" ".join(parts)))
        and is_initial
    )


def definitions(text: str) -> dict[str, str]:
    """Letters and what the report says they stand for: ``Norvald Ferry Watch (NFW)``, either way round."""
    found: dict[str, str] = {}
    for match in AFTER.finditer(text):
        before = BREAK.split(text[max(0, match.start() - REACH) : match.start()])[-1]
        long = spelled_out(match["short"], before.split())
        if long:
            found.setdefault(match["short"], long)
    for match in BEFORE.finditer(text):
        if spelled_out(match["short"], match["long"].split()) == match["long"]:
            found.setdefault(match["short"], match["long"])
    offices = load_set("twosource.words", "people.toml", "office")
    return {short: long for short, long in found.items() if long.split()[0].casefold() not in offices}


def spelled_out(short: str, words: Sequence[str]) -> str:
    """The last of the words whose initials are the letters of `short`; "" where there are none."""
    letters = "".join(c for c in short.casefold() if c.isalpha())
    if len(letters) < 2:
        return ""
    whole = [(word[0].casefold(), at) for at, word in enumerate(words)]
    parted = [(part[0].casefold(), at) for at, word in enumerate(words) for part in word.split("-") if part]
    for pieces in (whole, parted):
        large = [(initial, at) for initial, at in pieces if words[at].casefold() not in SMALL]
        for held in (large, pieces):
            tail = held[-len(letters) :]
            is_spelled = "".join(initial for initial, _ in tail) == letters
            if is_spelled and words[tail[0][1]].casefold() not in SMALL:
                return " ".join(words[tail[0][1] :])
    return ""


def _by_initials(others: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for words in others:
        if " " in words:
            for letters in {_initials(words, small=False), _initials(words, small=True)}:
                found.setdefault(letters, words)
    return found


def _letters(words: str) -> str:
    """``E.U.`` and ``EU`` as ``EU``; "" for what is no initialism."""
    plain = words.replace(".", "")
    return plain if plain.isupper() and len(plain) >= 2 and " " not in plain else ""


def is_initialism(short: str, full: str) -> bool:
    """Whether `short` is made of the first letters of `full`; words in capitals count by letter."""
    letters = _letters(short)
    if short == full or not letters or " " not in full:
        return False
    return _initials(full, small=False) == letters or _initials(full, small=True) == letters


def _initials(full: str, *, small: bool) -> str:
    parts = [w for w in re.split(r"[\s-]+", full) if w and (small or w.casefold() not in SMALL)]
    return "".join(w.replace(".", "") if w.isupper() and len(w) <= 3 else w[0].upper() for w in parts)


def alias_places(text: str, shorts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Every place of the short forms as whole words, in one pass."""
    listed = sorted(shorts, key=lambda s: (-len(s), s))
    if listed:
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, listed)) + r")(?!\w)")
        for match in pattern.finditer(text):
            yield match.start(), match[0]
