"""Through what a saying came: the outlet that was told, the document it stands in, who issued that."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.data import Span
from twosource.stages.extract.descriptions import can_tell
from twosource.stages.extract.grammar import Tree, all_children, child, subject, token_at
from twosource.stages.extract.sayings import ROOM, Source
from twosource.words.load import load_set

PEOPLE = "people.toml"
MODIFIERS = frozenset({"amod", "compound", "poss", "nmod"})
# Prepositions before a document or a place where it stands.
INTO = frozenset({"in", "through", "via", "by", "on"})


def is_voice_word(lemma: str, key: str) -> bool:
    """Whether the room's list `key` of words about voices holds the lemma."""
    return lemma in load_set(ROOM, "voices.toml", key)


def _is_document(lemma: str) -> bool:
    return lemma in load_set("twosource.words", PEOPLE, "document")


def find_hearers(tree: Tree, verb: int) -> Iterator[Source]:
    """``told AFP``, ``in an interview with Radio Nord``: an agency or outlet that passes the word on."""
    for goal in _addressed(tree, verb):
        if is_outlet(tree, goal):
            yield Source(tree, goal, "hearer")
            return


def _addressed(tree: Tree, verb: int) -> Iterator[int]:
    told = child(tree, verb, "dobj", "dative") if tree.tokens[verb].lemma in {"tell", "inform"} else None
    if told is not None:
        yield told
    for prep in all_children(tree, verb, "prep", "dative"):
        goal = child(tree, prep, "pobj")
        if goal is None:
            continue
        if tree.tokens[prep].lemma in {"to", "on"} and not is_voice_word(
            tree.tokens[goal].lemma, "platforms"
        ):
            yield goal
        if tree.tokens[prep].lemma in {"in", "during", "to", "on"} and is_voice_word(
            tree.tokens[goal].lemma, "talks"
        ):
            yield from _partners(tree, goal)
    for clause in all_children(tree, verb, "advcl"):
        if tree.tokens[clause].lemma in {"speak", "talk"} and tree.tokens[clause].tag == "VBG":
            yield from _partners(tree, clause)


# How many letters the initials of a station or an agency have.
SPELLED = range(2, 6)


def _partners(tree: Tree, talk: int) -> Iterator[int]:
    for prep in all_children(tree, talk, "prep"):
        goal = child(tree, prep, "pobj")
        if goal is not None and tree.tokens[prep].lemma in {"with", "to", "on", "for"}:
            yield goal


def is_outlet(tree: Tree, index: int) -> bool:
    """Whether the noun at `index` is an outlet, an agency or a programme that can be told from others."""
    token = tree.tokens[index]
    word = token.text.casefold()
    modifiers = [tree.tokens[c] for c in tree.children[index] if tree.tokens[c].dep in MODIFIERS]
    if token.pos == "NOUN" and {token.lemma, word} & load_set("twosource.words", PEOPLE, "outlet"):
        is_meant = any(c for c in tree.children[index] if tree.tokens[c].lemma in {"the", "that"})
        return bool(modifiers) or (is_voice_word(token.lemma, "lone_outlets") and is_meant)
    if token.pos == "NOUN":
        is_programme = is_voice_word(token.lemma, "programmes")
        return is_programme and any(
            m.pos == "PROPN" and (_names_outlet(m.text) or _is_initials(m.text)) for m in modifiers
        )
    named = [m.text for m in modifiers if m.pos == "PROPN" or m.dep == "poss"]
    return token.pos == "PROPN" and (
        any(_names_outlet(word) for word in (token.text, *named)) or _is_spelled(tree, index)
    )


def _is_spelled(tree: Tree, index: int) -> bool:
    """``told KTX``: letters without an article are a station's or an agency's, with one an office's."""
    has_article = any(tree.tokens[c].dep in {"det", "poss"} for c in tree.children[index])
    return _is_initials(tree.tokens[index].text) and not has_article


def _is_initials(word: str) -> bool:
    return word.isupper() and word.isalpha() and len(word) in SPELLED


def _names_outlet(word: str) -> bool:
    word = word.casefold()
    return word in load_set("twosource.words", PEOPLE, "outlet_name") or is_voice_word(word, "known_outlets")


def is_new_occasion(tree: Tree, cue: Span) -> bool:
    """Whether it was said to somebody or somewhere new: ``told reporters``, ``said at a briefing``."""
    verb = token_at(tree, cue.start)
    if verb is None or tree.tokens[verb].pos != "VERB":
        return False
    is_told = tree.tokens[verb].lemma == "tell" and child(tree, verb, "dobj") is not None
    goals = [child(tree, p, "pobj") for p in all_children(tree, verb, "prep")]
    occasions = load_set("twosource.words", PEOPLE, "occasion")
    return is_told or any(g is not None and tree.tokens[g].lemma in occasions for g in goals)


def find_media(tree: Tree, verb: int) -> Iterator[Source]:
    """``in a statement``, ``on its website``: the document is a link of its own."""
    preps = all_children(tree, verb, "prep")
    if not any(_is_medium(tree, p) for p in preps) and _opens_with_document(tree, verb):
        preps = [0]
    for prep in preps:
        goal = child(tree, prep, "pobj")
        if goal is not None and _is_medium(tree, prep):
            yield Source(tree, goal, "medium")


def _is_medium(tree: Tree, prep: int) -> bool:
    goal = child(tree, prep, "pobj")
    if goal is None or tree.tokens[prep].lemma not in INTO:
        return False
    lemma = tree.tokens[goal].lemma
    if tree.tokens[prep].lemma == "on":
        return is_voice_word(lemma, "platforms") or is_voice_word(lemma, "recordings")
    return (_is_document(lemma) and _is_meant(tree, goal)) or (
        tree.tokens[prep].lemma == "via" and is_voice_word(lemma, "platforms")
    )


def _is_meant(tree: Tree, goal: int) -> bool:
    """Whether some one document is meant: not ``in order``, ``on record``."""
    token = tree.tokens[goal]
    has_word = any(tree.tokens[c].dep in {"det", "nummod", *MODIFIERS} for c in tree.children[goal])
    return has_word or token.tag == "NNS" or is_voice_word(token.lemma, "bare_documents")


def _opens_with_document(tree: Tree, verb: int) -> bool:
    """``In a letter to members, X said``: the phrase opens the sentence, wherever the parse hangs it."""
    opening = tree.tokens[0]
    return opening.dep == "prep" and opening.lemma == "in" and verb > 0 and _is_medium(tree, 0)


def hand_over(tree: Tree, verb: int, speaker: int) -> Iterator[Source]:
    """The speaker; before it the document it issued, or the outlet that quotes it.

    ``The ministry issued a statement saying …``: the ministry speaks in a
    statement.  ``Radio Nord quoted a statement saying …``: the statement
    speaks through the radio.
    """
    document, above = tree.tokens[speaker], tree.tokens[tree.tokens[speaker].head]
    is_object = document.dep == "dobj" and _is_document(document.lemma) and document.head < verb
    issuer = subject(tree, document.head) if is_object and document.head != verb else None
    if issuer is not None and is_voice_word(above.lemma, "passing_on"):
        yield Source(tree, issuer, "teller")
        yield Source(tree, speaker, "speaker")
    elif issuer is not None and is_voice_word(above.lemma, "issuing"):
        if not (is_voice_word(document.lemma, "pieces") and is_outlet(tree, issuer)):
            yield Source(tree, speaker, "medium")
        yield Source(tree, issuer, "speaker")
    else:
        yield from _author(tree, _publisher(tree, speaker))


def _author(tree: Tree, speaker: int) -> Iterator[Source]:
    """``the minister's letter said``: the minister in a letter; ``her remarks signalled``: she."""
    token = tree.tokens[speaker]
    owner = child(tree, speaker, "poss")
    if owner is None or not can_tell(tree, owner) or is_voice_word(token.lemma, "pieces"):
        yield Source(tree, speaker, "speaker")
    elif _is_document(token.lemma):
        yield Source(tree, speaker, "medium")
        yield Source(tree, owner, "speaker")
    else:
        yield Source(tree, owner if is_voice_word(token.lemma, "utterances") else speaker, "speaker")


def _publisher(tree: Tree, speaker: int) -> int:
    """``an article published by the Gazette``: the piece's word is the outlet's."""
    if not is_voice_word(tree.tokens[speaker].lemma, "pieces"):
        return speaker
    for clause in all_children(tree, speaker, "acl"):
        agent = child(tree, clause, "agent")
        outlet = child(tree, agent, "pobj") if agent is not None else None
        if outlet is not None and is_outlet(tree, outlet):
            return outlet
    return speaker
