"""What a description without a name tells: what kind of voice it is, and whether it hides one."""

from __future__ import annotations

import re

from twosource.data import Voice
from twosource.stages.extract.described import is_definite
from twosource.stages.extract.grammar import Tree
from twosource.stages.extract.offices import office_key
from twosource.words.load import load_set

PLURALS = frozenset({"NNS", "NNPS"})
# A law is leant on, but tells nothing.
LAWS = frozenset({"amendment", "act", "constitution", "code", "law", "clause"})
VAGUE = frozenset(
    {"some", "many", "others", "several", "most", "few", "one", "another", "who", "those", "people"}
)


def is_in(word: str, key: str) -> bool:
    """Whether the list `key` of words about people holds the word."""
    return word in load_set("twosource.words", "people.toml", key)


def means_last(tree: Tree, head: int, last: Voice) -> bool:
    """``the official`` after a person spoke; ``the person`` after a person was described."""
    token = tree.tokens[head]
    if not is_definite(tree, head) or token.tag in PLURALS:
        return False
    if last.kind == "person" and not last.anonymity:
        words = last.role.casefold().replace("-", " ")
        return office_key(token.lemma) is not None and (
            token.lemma in words or token.lemma in {"official", "leader", "politician"}
        )
    return bool(last.anonymity) and token.lemma == _head_word(last.name)


def _head_word(name: str) -> str:
    """The noun of a description, before its first preposition or participle."""
    words = re.split(r"\s(?:at|of|in|for|with|from|on|who|which|briefed|familiar|close)\b", name.casefold())[
        0
    ].split()
    return words[-1] if words else ""


def can_tell(tree: Tree, index: int, *, is_person: bool = False) -> bool:
    """Whether a noun or pronoun can be somebody who speaks; a document can, if no person is asked for."""
    token = tree.tokens[index]
    if token.pos == "PRON":
        return token.lemma in {"i", "we", "he", "she", "they", "who"} or token.text.casefold() in VAGUE
    if token.pos == "PROPN":
        return token.lemma not in LAWS and token.ent[2:] not in {
            "DATE",
            "TIME",
            "LAW",
            "EVENT",
            "WORK_OF_ART",
            "PRODUCT",
            "FAC",
            "LOC",
        }
    words = {token.lemma, token.text.casefold()}
    lists = ("office", "crowd", "body", "outlet", "spokes", *(() if is_person else ("document",)))
    return any(is_in(word, key) for word in words for key in lists)


def describe_kind(tree: Tree, head: int, part: str) -> str:
    """document, outlet, body, person (by office), crowd or unnamed."""
    token = tree.tokens[head]
    if part == "medium" or is_in(token.lemma, "document"):
        return "document"
    if is_in(token.lemma, "outlet") or is_in(token.text.casefold(), "outlet"):
        return "outlet"
    if token.tag == "NNPS" or (token.tag in PLURALS and token.ent[2:] == "NORP"):
        return "crowd"
    if token.tag in PLURALS and (is_in(token.lemma, "crowd") or is_in(token.lemma, "office")):
        return "crowd"
    if is_in(token.lemma, "body") or token.text.isupper():
        return "body"
    is_office = is_in(token.lemma, "office") and is_definite(tree, head)
    if is_office or token.tag == "NNP":
        return "person"
    return "crowd" if token.text.casefold() in VAGUE else "unnamed"


def is_anonymous(tree: Tree, head: int, kind: str) -> bool:
    """Whether nobody can be picked out: people without a name, an office or a part in the event."""
    token = tree.tokens[head]
    if token.tag == "NNP" or kind in {"document", "body", "outlet", "agency"}:
        return False
    if kind == "crowd":
        return True
    if kind == "person":
        return token.lemma in {"official", "officer", "source"}
    return not is_definite(tree, head) or token.lemma in {"source", "person", "man", "woman", "official"}
