"""Whether two names of different reports are one, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from twosource.text.normal import normalise
from twosource.words.load import load_words

SPOKES = re.compile(r"spokes(?:man|woman|person|people)")
# Two surnames beside the same given name and office; measured on invented and public variant lists.
SURNAME_FLOOR = 0.72
FULL_FLOOR = 0.9


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two names are one: the relation, how sure, and a sentence that says why."""

    relation: str
    score: float
    why: str
    rule: str


@cache
def plain(name: str) -> str:
    """A name as it is compared: no accents, case, points, possessive or article."""
    words = re.sub(r"[’']s$", "", normalise(name, fold_accents=True).text)
    words = re.sub(r"[^\w\s]", "", words.replace("-", " "))
    return re.sub(r"^(?:the|a|an)\s+", "", re.sub(r"\s+", " ", words).strip())


@cache
def spelled_out(name: str) -> str:
    """`plain`, with well-known letters written out and adjectives of nationality as the country."""
    table = load_words("twosource.words", "demonyms.toml")
    short, countries = table["short"], table["countries"]
    whole = re.sub(r"\s+side$", "", plain(name))
    return " ".join(short.get(word) or countries.get(word) or word for word in whole.split())


def similar(a: str, b: str) -> float:
    """Jaro-Winkler of two plain names, from 0 to 1."""
    from rapidfuzz.distance import JaroWinkler

    return float(JaroWinkler.similarity(plain(a), plain(b)))


def skeleton(name: str) -> str:
    """The consonants of a name with letters that transliterations mix made one."""
    word = (
        plain(name)
        .replace("ph", "f")
        .replace("kh", "h")
        .replace("gh", "g")
        .replace("ck", "k")
        .replace("sh", "s")
    )
    word = word.translate(str.maketrans("qcgzwyj", "kkksvii"))
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouh]", "", word))


def same_person(a: str, b: str, roles_a: tuple[str, ...], roles_b: tuple[str, ...]) -> Verdict | None:
    """Whether two people of different reports are one.

    Equal names are; so are a surname alone and a full name that ends with
    it, a shortened or initialled given name, and two spellings that share
    the given name and the office, or are alike letter by letter.
    """
    first, second = plain(a).split(), plain(b).split()
    if not first or not second:
        return None
    if "counterpart" in (first[-1], second[-1]):
        return _counterparts(a, b, roles_a, roles_b)
    if first == second:
        return Verdict("same-entity", 1.0, f"{a} and {b} are one name", "same-name")
    if len(first) == 1 or len(second) == 1:
        if first[-1] == second[-1]:
            return Verdict("alias", 0.9, f"{a} and {b} share the surname", "surname")
        return _one_word(a, b, roles_a, roles_b)
    return _two_words(a, b, first, second, shared_office(roles_a, roles_b))


def _counterparts(a: str, b: str, roles_a: tuple[str, ...], roles_b: tuple[str, ...]) -> Verdict | None:
    """A description by office joins a name that bears just that office of that country."""
    for x in roles_a:
        for y in roles_b:
            if spelled_out(x) == spelled_out(y) and len(spelled_out(x).split()) > 1:
                return Verdict("alias", 0.7, f"{a} and {b} hold one office: “{x}”, “{y}”", "counterpart")
    return None


def _one_word(a: str, b: str, roles_a: tuple[str, ...], roles_b: tuple[str, ...]) -> Verdict | None:
    x, y = plain(a).split()[-1], plain(b).split()[-1]
    office = shared_office(roles_a, roles_b)
    if office and similar(x, y) >= FULL_FLOOR:
        return Verdict(
            "spelling",
            0.75,
            f"{a} and {b} are spelt alike and share the office “{office}”",
            "spelling-office",
        )
    return None


def _two_words(a: str, b: str, first: list[str], second: list[str], office: str) -> Verdict | None:
    surname = similar(first[-1], second[-1])
    is_same_given = first[0] == second[0] or similar(first[0], second[0]) >= FULL_FLOOR
    is_same_given = is_same_given or _is_short_form(first[0], second[0])
    is_initial = first[0][0] == second[0][0] and 1 in (len(first[0]), len(second[0]))
    if first[-1] == second[-1] and (
        is_same_given or is_initial or set(first) < set(second) or set(second) < set(first)
    ):
        return Verdict("alias", 0.95, f"{a} and {b} share the surname and the given name fits", "given-fits")
    is_alike = surname >= SURNAME_FLOOR or skeleton(first[-1]) == skeleton(second[-1])
    if is_same_given and is_alike and office:
        return Verdict(
            "spelling", 0.9, f"{a} and {b} share the given name and the office “{office}”", "given-office"
        )
    if is_same_given and (surname >= FULL_FLOOR or skeleton(first[-1]) == skeleton(second[-1])):
        return Verdict(
            "spelling", 0.8, f"{a} and {b} share the given name and are spelt alike", "given-spelling"
        )
    if office and similar(a, b) >= FULL_FLOOR:
        return Verdict(
            "spelling",
            0.75,
            f"{a} and {b} are spelt alike and share the office “{office}”",
            "spelling-office",
        )
    return None


def may_be_one_given(a: str, b: str) -> bool:
    """Whether two given names can be one: equal, an initial, a short form, or two spellings."""
    is_initial = a[0] == b[0] and 1 in (len(a.strip(".")), len(b.strip(".")))
    return a == b or is_initial or _is_short_form(a, b) or similar(a, b) >= FULL_FLOOR


def _is_short_form(a: str, b: str) -> bool:
    """Whether one given name is the other's common short form."""
    table = load_words("twosource.words", "nicknames.toml")["short"]
    return b in table.get(a, ()) or a in table.get(b, ())


def shared_office(roles_a: tuple[str, ...], roles_b: tuple[str, ...]) -> str:
    """The office that both sides name, or ""."""
    for a in roles_a:
        for b in roles_b:
            common = _office_words(a) & _office_words(b)
            if common:
                return " ".join(w for w in _office_order(a) if w in common)
    return ""


def _office_order(role: str) -> list[str]:
    return [SPOKES.sub("spokesperson", w) for w in plain(role).split()]


def _office_words(role: str) -> frozenset[str]:
    small = {"of", "the", "for", "and", "a", "an", "mr", "ms", "mrs", "in", "at"}
    return frozenset(w for w in _office_order(role) if w not in small)


def same_thing(a: str, b: str) -> Verdict | None:
    """Whether two bodies, places or events of different reports are one.

    Equal once letters are written out; an initialism and what it abbreviates;
    a longer name that ends with the shorter one's words; alike letter by letter.
    """
    x, y = spelled_out(a), spelled_out(b)
    if not x or not y or _figures(x) != _figures(y):
        return None
    if x == y:
        return Verdict("same-entity", 1.0, f"{a} and {b} are one name", "same-name")
    if initials(x) == plain(b).replace(" ", "") or initials(y) == plain(a).replace(" ", ""):
        return Verdict("alias", 0.85, f"{a} and {b}: one is the initials of the other", "initials")
    short, long = sorted((x.split(), y.split()), key=len)
    if len(short) >= 2 and (long[-len(short) :] == short or long[: len(short)] == short):
        return Verdict("alias", 0.8, f"{a} and {b}: one name holds the other", "holds")
    if len(short) == len(long) and min(len(x), len(y)) >= 6 and similar(x, y) >= 0.94:
        return Verdict("spelling", 0.8, f"{a} and {b} are spelt alike", "spelling")
    return None


def _figures(name: str) -> frozenset[str]:
    return frozenset(w for w in name.split() if w.isdigit())


def initials(name: str) -> str:
    """The first letters of a plain name's words, small words left out; "" for fewer than two."""
    words = [w for w in name.split() if w not in {"of", "the", "and", "for", "in", "on"}]
    return "".join(w[0] for w in words) if len(words) > 1 else ""
