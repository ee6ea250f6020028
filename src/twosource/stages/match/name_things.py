"""Whether two names of bodies, places, ships or models are one, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from twosource.stages.match.name_align import ONE_SLIP, spelt_alike
from twosource.stages.match.name_words import plain, thing_words
from twosource.words.load import load_set, load_words

PACKAGE, FILE = "twosource.stages.match", "names.toml"
NAMES, COUNTRIES = "twosource.words", "demonyms.toml"
# How near one word must be spelt where all others are equal: measured on half of name-bench.
THING_FLOOR = 0.45


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two names are one: the relation, how sure, and a sentence that says why."""

    relation: str
    score: float
    why: str
    rule: str


@lru_cache(maxsize=65_536)
def spelled_out(name: str) -> str:
    """`plain`, with well-known letters written out and adjectives of nationality as the country."""
    table = load_words(NAMES, COUNTRIES)
    short, countries = table["short"], table["countries"]
    whole = re.sub(r"\s+side$", "", plain(name))
    return " ".join(short.get(word) or countries.get(word) or word for word in whole.split())


def same_thing(a: str, b: str) -> Verdict | None:
    """Whether two bodies, places or events of different reports are one.

    Equal once letters are written out; an initialism and what it abbreviates;
    equal but for the legal form; a longer name that begins or ends with the
    shorter one's words; spelt alike word by word.
    """
    x, y = spelled_out(a), spelled_out(b)
    one, two = thing_words(x), thing_words(y)
    if not one or not two or _figures(one) != _figures(two):
        return None
    if x == y:
        return Verdict("same-entity", 1.0, f"{a} and {b} are one name", "same-name")
    if one == two:
        why = f"{a} and {b} are one name, its legal form and ways of writing aside"
        return Verdict("alias", 0.95, why, "same-words")
    if _abbreviates(a, x, y) or _abbreviates(b, y, x):
        return Verdict("alias", 0.85, f"{a} and {b}: one is the initials of the other", "initials")
    short, long = sorted((one, two), key=len)
    if len(short) >= 2 and short in (long[-len(short) :], long[: len(short)]):
        return Verdict("alias", 0.8, f"{a} and {b}: one name holds the other", "holds")
    if _is_turned(one, two) or _is_turned(two, one):
        return Verdict("alias", 0.85, f"{a} and {b} have the same words in another order", "order")
    if "".join(one) == "".join(two) and len("".join(one)) >= 6:
        return Verdict("spelling", 0.85, f"{a} and {b} are one name, written together or apart", "together")
    if _is_spelt_alike(one, two):
        return Verdict("spelling", 0.8, f"{a} and {b} are spelt alike", "spelling")
    return None


def same_class(a: str, b: str) -> Verdict | None:
    """Whether two things of one kind are one name, once with what it is: the Alder, the ferry Alder."""
    one, two = sorted((thing_words(spelled_out(a)), thing_words(spelled_out(b))), key=len)
    classes = load_set(PACKAGE, FILE, "class")
    for cut in range(1, len(two)):
        before, after = " ".join(two[:cut]), " ".join(two[cut:])
        if one == two[cut:] and before in classes:
            return Verdict("alias", 0.85, f"{a} and {b} are one name, once with the word “{before}”", "class")
        if one == two[:cut] and after in classes:
            return Verdict("alias", 0.85, f"{a} and {b} are one name, once with the word “{after}”", "class")
    return None


def same_of_country(a: str, b: str) -> Verdict | None:
    """Whether two bodies are one name, once with its country before it: Congress, the US Congress."""
    one, two = sorted((spelled_out(a), spelled_out(b)), key=len)
    country = two.removesuffix(f" {one}")
    if not one or country == two or country not in load_words(NAMES, COUNTRIES)["countries"].values():
        return None
    return Verdict("alias", 0.75, f"{a} and {b} are one name, once with its country", "country")


def _is_turned(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether the first is ``Bay of X`` or ``Bay X``, the second ``X Bay``."""
    if one[0] not in load_set(PACKAGE, FILE, "turned"):
        return False
    rest = one[2:] if one[1:2] == ("of",) else one[1:]
    return bool(rest) and two == (*(w for w in rest if w != "the"), one[0])


def _abbreviates(a: str, x: str, y: str) -> bool:
    """Whether `a`, plain `x`, is the initials of the plain name `y`."""
    short = plain(a).replace(" ", "")
    return len(short) > 1 and short in (initials(y), initials(" ".join(thing_words(y))))


def _is_spelt_alike(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether things' names are equal word by word but for one word's spelling; no country is another."""
    unlike = [(x, y) for x, y in zip(one, two, strict=False) if x != y]
    if len(one) != len(two) or len(unlike) != 1:
        return False
    ((x, y),) = unlike
    countries = load_words(NAMES, COUNTRIES)["countries"].values()
    if x in countries and y in countries:
        return False
    alike = spelt_alike(x, y)
    return alike == 1.0 or (min(len(x), len(y)) >= ONE_SLIP - 1 and alike >= THING_FLOOR)


def _figures(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w for w in words if any(letter.isdigit() for letter in w))


def initials(name: str) -> str:
    """The first letters of a plain name's words, small words left out; "" for fewer than two."""
    words = [w for w in name.split() if w not in {"of", "the", "and", "for", "in", "on"}]
    return "".join(w[0] for w in words) if len(words) > 1 else ""
