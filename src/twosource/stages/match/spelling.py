"""Whether two names of different reports are one, and why."""

from __future__ import annotations

import re

from twosource.stages.match.name_align import (
    INITIAL,
    SAME,
    SHORT,
    SPELT,
    TWO_SLIPS,
    Aligned,
    align,
    slips,
    spelt_alike,
)
from twosource.stages.match.name_sounds import NEARLY_SAME, closeness
from twosource.stages.match.name_things import Verdict, spelled_out
from twosource.stages.match.name_words import is_given, is_initial, is_short_form, person_name
from twosource.stages.match.name_words import plain as plain

SPOKES = re.compile(r"spokes(?:man|woman|person|people)")
# How near each word must be spelt without an office in common: where some word is equal, and where none is; a
# lone word, or one of a body or place, nearer still: measured on half of name-bench.
ONE_FLOOR, BOTH_FLOOR = 0.5, 0.5
LONE_FLOOR, LONE_LENGTH = 0.75, 6


def same_person(a: str, b: str, roles_a: tuple[str, ...], roles_b: tuple[str, ...]) -> Verdict | None:
    """Whether two people of different reports are one.

    Equal names are; so are a surname alone and a full name that ends with
    it, a shortened or initialled given name, names more or fewer, the family
    name first, and spellings: word by word as far as transliterations and
    slips of the pen lie apart, further where both bear one office.
    """
    first, second = person_name(a), person_name(b)
    if not first.words or not second.words:
        return None
    if "counterpart" in (first.words[-1], second.words[-1]):
        return _counterparts(a, b, roles_a, roles_b)
    if plain(a) == plain(b):
        return Verdict("same-entity", 1.0, f"{a} and {b} are one name", "same-name")
    if first.generation and second.generation and first.generation != second.generation:
        return None
    if first.words == second.words:
        return Verdict(
            "alias", 0.95, f"{a} and {b} are one name but for small words or a title", "same-words"
        )
    office = shared_office(roles_a, roles_b)
    if len(first.words) == 1 or len(second.words) == 1:
        return _one_word(a, b, office) or _written_together(a, b)
    return _several_words(a, b, office) or _written_together(a, b)


def _counterparts(a: str, b: str, roles_a: tuple[str, ...], roles_b: tuple[str, ...]) -> Verdict | None:
    """A description by office joins a name that bears just that office of that country."""
    for x in roles_a:
        for y in roles_b:
            if spelled_out(x) == spelled_out(y) and len(spelled_out(x).split()) > 1:
                return Verdict("alias", 0.7, f"{a} and {b} hold one office: “{x}”, “{y}”", "counterpart")
    return None


def _one_word(a: str, b: str, office: str) -> Verdict | None:
    """A lone word against a name: the surname, exactly or spelt alike in one office."""
    one, two = person_name(a).words, person_name(b).words
    x, y = one[-1], two[-1]
    if x == y:
        is_initial_only = any(len(w) == 1 for w in (x, y))
        why = f"{a} and {b} share the surname"
        return None if is_initial_only else Verdict("alias", 0.9, why, "surname")
    alike = spelt_alike(x, y)
    if office and alike >= NEARLY_SAME:
        why = f"{a} and {b} are spelt alike and share the office “{office}”"
        return Verdict("spelling", 0.75, why, "spelling-office")
    shorter = min(len(x), len(y))
    is_alike = closeness(x, y) >= LONE_FLOOR or (shorter >= TWO_SLIPS and slips(x, y) == 1)
    if len(one) == len(two) == 1 and shorter >= LONE_LENGTH and alike and is_alike:
        return Verdict("spelling", 0.7, f"{a} and {b} are spelt alike", "lone-spelling")
    return None


def _several_words(a: str, b: str, office: str) -> Verdict | None:
    """Two names of two words or more: every word of at least one must be found in the other."""
    one, two = person_name(a).words, person_name(b).words
    laid = align(one, two)
    whole = [p for p in laid.pairs if p.how != INITIAL]
    if (
        (laid.left_a and laid.left_b)
        or len(laid.pairs) < 2
        or not whole
        or not _may_be_turned(laid, one, two)
    ):
        return None
    spelt = laid.of(SPELT)
    if not spelt:
        return _without_spelling(a, b, laid)
    has_equal = bool(laid.of(SAME, SHORT))
    if not office and min(p.score for p in spelt) < (ONE_FLOOR if has_equal else BOTH_FLOOR):
        return None
    if not office and len(spelt) > 1 and sum(p.score for p in spelt) / len(spelt) < NEARLY_SAME:
        return None
    is_given_sure = laid.pairs[0].a == laid.pairs[0].b == 0 and laid.pairs[0].how != SPELT
    if office:
        rule = "given-office" if is_given_sure else "spelling-office"
        part = "share the given name" if is_given_sure else "are spelt alike"
        why = f"{a} and {b} {part} and share the office “{office}”"
        return Verdict("spelling", 0.9 if is_given_sure else 0.75, why, rule)
    if is_given_sure:
        return Verdict(
            "spelling", 0.8, f"{a} and {b} share the given name and are spelt alike", "given-spelling"
        )
    return Verdict("spelling", 0.75, f"{a} and {b} are spelt alike word by word", "words-spelling")


def _without_spelling(a: str, b: str, laid: Aligned) -> Verdict:
    """The verdict on names whose words are equal, short forms or initials."""
    if not laid.is_in_order:
        return Verdict("alias", 0.85, f"{a} and {b} have the same words in another order", "order")
    return Verdict("alias", 0.95, f"{a} and {b} share the surname and the given name fits", "given-fits")


def _may_be_turned(laid: Aligned, one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether the order allows one person: the same, or the family name first, not two given names turned."""
    if laid.is_in_order:
        return True
    has_all = not laid.left_a or not laid.left_b
    return has_all and not laid.of(INITIAL) and not (len(one) == len(two) == 2 and all(map(is_given, one)))


def _written_together(a: str, b: str) -> Verdict | None:
    """A name written as one word, or with a blank too many."""
    one, two = person_name(a), person_name(b)
    if len(one.words) == len(two.words) or min(len(one.joined), len(two.joined)) < 6:
        return None
    if one.joined == two.joined or slips(one.joined, two.joined):
        return Verdict("spelling", 0.85, f"{a} and {b} are one name, written together or apart", "together")
    return None


def may_be_one_given(a: str, b: str) -> bool:
    """Whether two given names can be one: equal, an initial, a short form, or two spellings."""
    one, two = a.strip("."), b.strip(".")
    return (
        a == b
        or is_initial(one or a, two or b)
        or is_short_form(a, b)
        or spelt_alike(a, b, is_first=True) > 0
    )


def shared_office(roles_a: tuple[str, ...], roles_b: tuple[str, ...]) -> str:
    """The office that both sides name, or ""."""
    for a in roles_a:
        for b in roles_b:
            common = office_words(a) & office_words(b)
            if common:
                return " ".join(w for w in _office_order(a) if w in common)
    return ""


def _office_order(role: str) -> list[str]:
    return [SPOKES.sub("spokesperson", w) for w in plain(role).split()]


def office_words(role: str) -> frozenset[str]:
    """The words of an office that tell it from another, a spokesman and a spokeswoman one."""
    small = {"of", "the", "for", "and", "a", "an", "mr", "ms", "mrs", "in", "at"}
    return frozenset(w for w in _office_order(role) if w not in small)
