"""Who a reporting verb lets speak, who passes it on, and in what document."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.stages.extract.grammar import Tree, all_children, ancestors, child, subject
from twosource.stages.extract.sayings import Source
from twosource.words.load import load_set


def find_sources(tree: Tree, verb: int) -> Iterator[Source]:
    """Outermost first: who was told, in what document, and who speaks."""
    yield from _hearers(tree, verb)
    yield from _media(tree, verb)
    speaker = speaker_of(tree, verb)
    if speaker is not None:
        yield Source(tree, speaker, "speaker")


def speaker_of(tree: Tree, verb: int) -> int | None:
    """The token heading whoever speaks; of a relative clause the noun it hangs on."""
    beside = _after_comma(tree, verb)
    if beside is None:
        beside = _before_comma(tree, verb)
    if beside is not None:
        return beside
    passive = child(tree, verb, "nsubjpass")
    if passive is not None:
        agent = child(tree, verb, "agent")
        return child(tree, agent, "pobj") if agent is not None else None
    who = subject(tree, verb)
    if who is not None and is_time(tree, who):
        who = None
    if who is None:
        who = _governor_subject(tree, verb)
    if who is None:
        who = _inverted_subject(tree, verb)
    if who is not None and tree.tokens[who].tag in {"WDT", "WP"}:
        return next(
            (tree.tokens[h].head for h in (verb, *ancestors(tree, verb)) if tree.tokens[h].dep == "relcl"),
            None,
        )
    if (
        who is not None
        and tree.tokens[who].lemma in {"it", "there", "that", "this", "which"}
        and tree.tokens[who].dep != "nsubj"
    ):
        return None
    return who


def _before_comma(tree: Tree, verb: int) -> int | None:
    """``its director, Anna Brown, said``: the person right before the comma, whatever the parse."""
    tokens = tree.tokens
    if verb < 2 or tokens[verb - 1].text != "," or tokens[verb].tag not in {"VBD", "VBZ", "VBP"}:
        return None
    if tokens[verb - 2].pos != "PROPN" or not tokens[verb - 2].ent.endswith("PERSON"):
        return None
    first = verb - 2
    while first and tokens[first - 1].pos == "PROPN":
        first -= 1
    who = subject(tree, verb)
    is_named = who is not None and tokens[who].pos == "PROPN"
    return verb - 2 if first and tokens[first - 1].text == "," and not is_named else None


def is_time(tree: Tree, index: int) -> bool:
    """Whether the tagger holds the token for a time."""
    return tree.tokens[index].ent[2:] in {"DATE", "TIME"}


def _after_comma(tree: Tree, verb: int) -> int | None:
    """``…, said Anna Brown of the union``: after a comma or quotation mark the name that follows speaks."""
    tokens = tree.tokens
    if verb < 2 or verb + 1 >= len(tokens) or tokens[verb - 1].text not in {",", "”", '"', "’", "''", "'"}:
        return None
    last = verb + 1
    if (
        tokens[last].pos not in {"PROPN"}
        or is_time(tree, last)
        or tokens[verb].lemma not in {"say", "add", "explain", "note", "write", "warn"}
    ):
        return None
    while last + 1 < len(tokens) and tokens[last + 1].pos == "PROPN" and not is_time(tree, last + 1):
        last += 1
    return last


def _governor_subject(tree: Tree, verb: int) -> int | None:
    """The subject of the clause that a participle (``noting that …``) hangs on."""
    token = tree.tokens[verb]
    if token.tag == "VBG" and token.dep in {"advcl", "pcomp"} and token.head != verb:
        head = token.head if token.dep == "advcl" else tree.tokens[token.head].head
        return subject(tree, head)
    if token.dep in {"acl", "relcl"} and token.tag == "VBG":
        return token.head
    return None


def _inverted_subject(tree: Tree, verb: int) -> int | None:
    """``"…," said Anna Brown, a doctor``: the tagger calls her an object or an apposition."""
    after = [
        c
        for c in tree.children[verb]
        if c > verb and tree.tokens[c].dep in {"dobj", "attr", "oprd", "npadvmod"}
    ]
    people = [c for c in after if tree.tokens[c].pos in {"PROPN", "NOUN", "PRON"} and not is_time(tree, c)]
    return people[0] if people else None


def _hearers(tree: Tree, verb: int) -> Iterator[Source]:
    """``told AFP``, ``confirmed to Reuters``: an agency or outlet that passes the word on."""
    told = child(tree, verb, "dobj", "dative") if tree.tokens[verb].lemma in {"tell", "inform"} else None
    to = next((p for p in all_children(tree, verb, "prep", "dative") if tree.tokens[p].lemma == "to"), None)
    goal = told if told is not None else child(tree, to, "pobj") if to is not None else None
    if goal is not None and _is_outlet(tree, goal):
        yield Source(tree, goal, "hearer")


def _is_outlet(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if token.lemma in load_set("twosource.words", "people.toml", "outlet"):
        return (
            any(tree.tokens[c].pos in {"PROPN", "ADJ"} for c in tree.children[index]) or token.pos == "PROPN"
        )
    words = [
        token.lemma,
        *(tree.tokens[c].lemma for c in tree.children[index] if tree.tokens[c].pos == "PROPN"),
    ]
    names_outlet = any(w in load_set("twosource.words", "people.toml", "outlet_name") for w in words)
    return token.pos == "PROPN" and (names_outlet or (token.text.isupper() and 2 <= len(token.text) <= 5))


def _media(tree: Tree, verb: int) -> Iterator[Source]:
    """``in a statement``, ``in an email to staff``: the document is a link of its own."""
    documents = load_set("twosource.words", "people.toml", "document")
    for prep in all_children(tree, verb, "prep"):
        goal = child(tree, prep, "pobj")
        is_medium = tree.tokens[prep].lemma in {"in", "through", "via", "by", "on"}
        if is_medium and goal is not None and tree.tokens[goal].lemma in documents:
            yield Source(tree, goal, "medium")
