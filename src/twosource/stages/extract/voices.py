"""From the words that name a source to a voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from twosource.data import Name, Span, Voice
from twosource.stages.extract.described import is_definite
from twosource.stages.extract.descriptions import (
    PLURALS,
    VAGUE,
    describe_kind,
    is_anonymous,
    is_in,
    means_last,
)
from twosource.stages.extract.extents import hidden_phrase, source_span
from twosource.stages.extract.grammar import Tree, all_children, full_phrase, noun_phrase
from twosource.stages.extract.offices import office_key
from twosource.stages.extract.refer import name_at, names_between
from twosource.stages.extract.sayings import ROOM, Source
from twosource.words.load import load_set

# The name of a voice that the words do not tell.
NOT_STATED = "source not stated"
# Whoever speaks already, or is spoken to: no new voice.
OWN = frozenset({"i", "we", "me", "us", "our", "my", "you", "your"})
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "prep", "relcl"})
# Fewer letters name nobody: a stray sign that the parser took for a noun.
LETTERS = 3
# ``TARNOW, Orland Orland’s state radio``: the dateline's land, run into the sentence.
TWICE = re.compile(r"^(\w+) (?=\1['’]s )")
# How far back a name is sought, in code points.
REACH = 900


@dataclass(frozen=True, slots=True)
class Sight:
    """What a voice is resolved against: the text, its names, and the chain that spoke last, up to where.

    `apart` are the places of the cue and of what is said: no part of who says it.
    """

    text: str
    names: Sequence[Name]
    last: tuple[Voice, ...] = ()
    spoke_until: int = 0
    apart: tuple[Span, ...] = ()


def voice_of(source: Source, sight: Sight) -> Voice | None:
    """The voice of one source; None for the first and second person, who speak already or only listen."""
    if source.head is None:
        return Voice(source.implied, "unnamed", anonymity=source.implied)
    tree, head = source.tree, _bearer(source.tree, source.head)
    token = tree.tokens[head]
    word = token.text.casefold()
    if word in OWN:
        return None
    if token.pos == "PRON" and word not in VAGUE:
        return _pronoun(tree, head, sight)
    name = _of_two(tree, head, sight) or _name_of(tree, head, sight)
    if name is not None:
        return _named(name, _place(tree, head, sight), source.part)
    return _described(tree, head, sight, source.part)


def _of_two(tree: Tree, head: int, sight: Sight) -> Name | None:
    """``the former``, ``the latter``: of the two people who were named last."""
    token = tree.tokens[head]
    if token.text.casefold() not in {"former", "latter"} or not is_definite(tree, head):
        return None
    before = [n for n in _shortly_before(sight, token.span.start, REACH // 2) if n.kind == "person"]
    named = [n for n in before if n.by not in {"pronoun", "description", "role"}]
    two = list({n.full: n for n in named}.values())[-2:]
    if len(two) < 2:
        return None
    return two[0] if token.text.casefold() == "former" else two[1]


def _bearer(tree: Tree, head: int) -> int:
    """The word that bears the name: of ``Ben-on`` neither the hyphen nor what is behind it."""
    tokens, first = tree.tokens, head
    while (
        first
        and tokens[first - 1].span.end == tokens[first].span.start
        and "-"
        in (
            tokens[first].text,
            tokens[first - 1].text,
        )
    ):
        first -= 1
    return first if first < head and tokens[first].pos in {"PROPN", "NOUN"} else head


def _name_of(tree: Tree, head: int, sight: Sight) -> Name | None:
    """The name that heads the phrase, or stands in apposition to a common noun."""
    name = name_at(sight.names, tree.tokens[head].span)
    if name is not None:
        if _is_people(tree, head, name):
            return None
        return _person_beside(tree, head, sight) or name if name.kind == "nationality" else name
    behind = _behind_body(tree, head, sight)
    if behind is not None:
        return behind
    phrase = noun_phrase(tree, head)
    for c in tree.children[head]:
        if tree.tokens[c].dep in {"appos", "nmod", "compound"} and tree.tokens[head].pos == "NOUN":
            beside = name_at(sight.names, tree.tokens[c].span)
            is_firm = tree.tokens[c].dep == "appos" and beside is not None and beside.kind == "body"
            is_near = beside is not None and (c > head or phrase.covers(beside.span))
            if beside is not None and is_near and (beside.kind == "person" or is_firm):
                return beside
    return None


def _behind_body(tree: Tree, head: int, sight: Sight) -> Name | None:
    """``chairman of the Harbour Committee Sen. Rita Blum``: the person right behind the body."""
    if tree.tokens[head].pos != "NOUN" or office_key(tree.tokens[head].lemma) is None:
        return None
    of = next((c for c in all_children(tree, head, "prep") if tree.tokens[c].lemma == "of"), None)
    goal = next(iter(all_children(tree, of, "pobj")), None) if of is not None else None
    name = name_at(sight.names, tree.tokens[goal].span) if goal is not None else None
    if of is None or name is None or name.kind != "person":
        return None
    between = [t for t in tree.tokens[of + 1 : goal] if t.span.end <= name.span.start]
    return name if any(t.ent[2:] == "ORG" or is_in(t.lemma, "body") for t in between) else None


def _person_beside(tree: Tree, head: int, sight: Sight) -> Name | None:
    """``The Democrat, Rita Blum, said``: the person in apposition."""
    beside = [name_at(sight.names, tree.tokens[c].span) for c in all_children(tree, head, "appos")]
    return next((n for n in beside if n is not None and n.kind == "person"), None)


def _is_people(tree: Tree, head: int, name: Name) -> bool:
    """``Exiled Norvaldians``: many of a people are nobody by name, whatever the tagger holds them for."""
    tag = tree.tokens[head].tag
    return (name.kind == "nationality" and tag != "NNP") or (name.kind == "person" and tag in PLURALS)


def _place(tree: Tree, head: int, sight: Sight) -> Span:
    """Where all words of the source stand."""
    outside = [a for a in sight.apart if not a.overlaps(tree.tokens[head].span)]
    apart = {i for i, t in enumerate(tree.tokens) if any(t.span.overlaps(a) for a in outside)}
    return source_span(tree, head, apart)


def _named(name: Name, span: Span, part: str) -> Voice:
    kind = {"person": "person"}.get(name.kind, "body")
    if part == "medium":
        return Voice(name.full, "document", "", "", span)
    if part == "hearer":
        kind = "body"
    if kind == "body" and (part == "hearer" or is_outlet_name(name.full)):
        kind = "agency" if "agency" in name.full.casefold() or name.full.isupper() else "outlet"
    return Voice(name.full, kind, name.role, "", span)


def is_outlet_name(full: str) -> bool:
    """Whether a name sounds like a news outlet or agency."""
    words = [word.strip(".,").casefold() for word in full.split()]
    is_known = len(words) == 1 and words[0] in load_set(ROOM, "voices.toml", "known_outlets")
    return is_known or any(is_in(word, "outlet_name") for word in words)


def _pronoun(tree: Tree, head: int, sight: Sight) -> Voice | None:
    """Who speaks on: the voice that spoke last, if the pronoun fits it, else the person meant."""
    token = tree.tokens[head]
    word = token.text.casefold()
    last = sight.last[-1] if sight.last else None
    name = name_at(sight.names, token.span)
    body = _body_before(token.span, sight) if word == "it" else None
    if body is not None and body.span.start >= sight.spoke_until:
        return _named(body, token.span, "speaker")
    if (
        last is not None
        and _fits(word, last, sight.text)
        and not (name and _came_after(name, token.span, sight))
    ):
        return replace(last, span=token.span)
    if name is not None:
        kind = "person" if name.kind == "person" else "body"
        return Voice(name.full, kind, name.role, "", token.span)
    if body is not None:
        return _named(body, token.span, "speaker")
    return Voice(NOT_STATED, "unnamed", anonymity=token.text, span=token.span)


def _shortly_before(sight: Sight, at: int, reach: int) -> Sequence[Name]:
    """The names that begin no further than `reach` before the place and end there or before."""
    return [n for n in names_between(sight.names, at - reach, at) if n.span.end <= at]


def _body_before(span: Span, sight: Sight) -> Name | None:
    """The last body named shortly before ``it``."""
    near = [n for n in _shortly_before(sight, span.start, REACH // 3) if n.kind == "body"]
    return near[-1] if near else None


def _came_after(name: Name, pronoun: Span, sight: Sight) -> bool:
    """Whether somebody else was named between the last speaker's sentence and the pronoun."""
    return any(
        n.full == name.full and n.by not in {"pronoun"}
        for n in names_between(sight.names, sight.spoke_until, pronoun.start)
    )


def _fits(word: str, voice: Voice, text: str) -> bool:
    if word in {"he", "she", "him", "her"}:
        return voice.kind == "person" or (voice.kind == "unnamed" and not voice.name.casefold().endswith("s"))
    one = voice.kind in {"body", "outlet", "agency", "document"}
    if word in {"they", "them"}:
        are_two = voice.span is not None and " and " in voice.span.of(text).split(",")[0]
        return are_two or one or voice.kind == "crowd" or voice.name.casefold().endswith("s")
    if word == "it":
        return one
    return False


def _described(tree: Tree, head: int, sight: Sight, part: str) -> Voice:
    """A source without a name: a document, a body, an office, or people who are not told."""
    token = tree.tokens[head]
    span = _place(tree, head, sight)
    last = sight.last[-1] if sight.last else None
    if last is not None and means_last(tree, head, last):
        return replace(last, span=span)
    holder = _holder(tree, head, sight)
    if holder is not None:
        return Voice(holder.full, "person", holder.role, "", span)
    body = _body_named_before(tree, head, sight)
    if body is not None:
        return _named(body, span, "speaker")
    if sum(c.isalpha() for c in span.of(sight.text)) < LETTERS:
        return Voice(NOT_STATED, "unnamed", anonymity=NOT_STATED, span=span)
    kind = "outlet" if part == "hearer" else describe_kind(tree, head, part)
    if kind == "unnamed" and any(token.span == place for place in sight.apart):
        return Voice(NOT_STATED, "unnamed", anonymity=token.text)
    hidden = is_anonymous(tree, head, kind)
    phrase = hidden_phrase(tree, head) if hidden else full_phrase(tree, head)
    words = _bare_words(phrase.of(sight.text))
    return Voice(words, kind, "", words if hidden else "", span)


def _bare_words(words: str) -> str:
    """Without the ending of an owner, a bracket that is not closed, and a dateline's land said again."""
    words = TWICE.sub("", words)
    words = words.split(" (")[0] if words.count("(") > words.count(")") else words
    return re.sub(r"['’]s?$", "", words) if words.endswith(("'s", "’s")) else words


def _body_named_before(tree: Tree, head: int, sight: Sight) -> Name | None:
    """``the ministry`` after the Foreign Ministry; ``the company`` after the last body named."""
    token = tree.tokens[head]
    if (
        not is_definite(tree, head)
        or token.tag in PLURALS
        or any(tree.tokens[c].dep in MODIFIERS for c in tree.children[head])
    ):
        return None
    before = [n for n in _shortly_before(sight, token.span.start, REACH) if n.kind == "body"]
    holding = [n for n in before if token.lemma in n.full.casefold().split()]
    if holding:
        return holding[-1]
    firms = [n for n in before if not is_outlet_name(n.full) and not n.full.isupper()]
    return firms[-1] if is_in(token.lemma, "firm") and firms else None


def _holder(tree: Tree, head: int, sight: Sight) -> Name | None:
    """``the lawyer for the campaign``: the one person of the report who is named with that office."""
    office = office_key(tree.tokens[head].lemma)
    if (
        office is None
        or not is_definite(tree, head)
        or tree.tokens[head].tag in PLURALS
        or is_in(office, "loose_office")
    ):
        return None
    fitting = {n.full: n for n in sight.names if n.kind == "person" and _office_of(n.role) == office}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _office_of(role: str) -> str | None:
    """The office noun that a role is about: the last before its first preposition."""
    words = re.split(r"\s(?:of|for|at|with|in|to)\b", role.casefold().replace("-", " "))[0].split()
    return next((key for w in reversed(words) if (key := office_key(w.strip(".,()"))) is not None), None)
