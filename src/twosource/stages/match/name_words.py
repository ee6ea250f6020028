"""The words of a name that tell who or what is meant: titles, particles and legal forms apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from twosource.text.normal import normalise
from twosource.words.load import load_set, load_words

PACKAGE, FILE = "twosource.stages.match", "names.toml"
ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
# A few letters before a number are one word with it, however many of them there are: F-16, F16s.
MODEL = re.compile(r"\b([a-z]{1,3}) ?(\d+[a-rt-z]?)s?\b")
# More words than this are no name; what is after them is not compared.
WORDS_COMPARED = 12


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name for comparing: its words in order, and what stood after it (jr, iii)."""

    words: tuple[str, ...]
    generation: str = ""

    @property
    def joined(self) -> str:
        """The words without the blanks."""
        return "".join(self.words)


@lru_cache(maxsize=65_536)
def plain(name: str) -> str:
    """A name as it is compared: no accents, case, points, possessive or article."""
    words = re.sub(r"[’']s$", "", normalise(name, fold_accents=True).text.strip())
    words = re.sub(r"^(?:the|a|an)\s+", "", words)
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s]", "", words.replace("-", " ").replace("&", " and "))).strip()


@lru_cache(maxsize=65_536)
def person_name(name: str) -> PersonName:
    """The words of a person's name in the usual order, without titles, particles and repeats."""
    words = latin(plain(re.sub(r"^([^,]+),\s*([^,]+)$", r"\2 \1", name))).split()[:WORDS_COMPARED]
    generation = next((w for w in words[2:] if w in load_set(PACKAGE, FILE, "generation")), "")
    after = load_set(PACKAGE, FILE, "after") | load_set(PACKAGE, FILE, "generation")
    core = words[:2] + [w for w in words[2:] if w not in after]
    titles = load_set("twosource.words", "people.toml", "title") | load_set(PACKAGE, FILE, "honorific")
    also_names = load_set(PACKAGE, FILE, "also_names")
    while core and len(core) > (2 if core[0] in also_names else 1) and core[0] in titles:
        core = core[1:]
    particles = load_set(PACKAGE, FILE, "particle")
    bare = [w for w in core if w not in particles] or core
    return PersonName(
        tuple(dict.fromkeys(bare)), {"junior": "jr", "senior": "sr"}.get(generation, generation)
    )


@lru_cache(maxsize=65_536)
def thing_words(written: str) -> tuple[str, ...]:
    """The words of a body's, ship's or place's plain name, numbers in figures, without its legal form."""
    written = latin(written)
    for form in load_words(PACKAGE, FILE)["legal_words"]:
        written = re.sub(rf"\b{form}\b", " ", written)
    numbers = load_words(PACKAGE, FILE)["number"]
    words = _in_figures([ORDINAL.sub(r"\1", numbers.get(w, w)) for w in MODEL.sub(r"\1\2", written).split()])
    legal = load_set(PACKAGE, FILE, "legal")
    core = [w for w in words if w not in legal] or words
    if len(core) > 1 and core[0] in load_set(PACKAGE, FILE, "ship"):
        core = core[1:]
    return tuple(core[:WORDS_COMPARED])


def _in_figures(words: list[str]) -> list[str]:
    """Tens and units side by side made one figure: ``40 4`` is ``44``."""
    out: list[str] = []
    for word in words:
        is_unit = word.isdigit() and len(word) == 1
        if is_unit and out and out[-1] in {"20", "30", "40", "50", "60", "70", "80", "90"}:
            out[-1] = str(int(out[-1]) + int(word))
        else:
            out.append(word)
    return out


def latin(written: str) -> str:
    """A plain name in Latin letters."""
    if written.isascii():
        return written
    from anyascii import anyascii

    return re.sub(r"[^\w\s]", "", anyascii(written.replace("·", " "))).lower()


def is_given(word: str) -> bool:
    """Whether a word is well known as a given name."""
    return bool(genders(word))


def genders(word: str) -> frozenset[str]:
    """Whose given name a word is: ``female``, ``male``, neither or both."""
    table = "twosource.words", "given_names.toml"
    return frozenset(of for of in ("female", "male") if word in load_set(*table, of))


def is_short_form(a: str, b: str) -> bool:
    """Whether one given name is the other's common short form."""
    table = load_words("twosource.words", "nicknames.toml")["short"]
    return b in table.get(a, ()) or a in table.get(b, ())


def is_initial(a: str, b: str) -> bool:
    """Whether one word is the other's first letter."""
    return a[0] == b[0] and 1 in (len(a), len(b))
