"""Titles and offices of persons: as worded beside a name, and whether a description fits one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.data import Span
from twosource.stages.extract.grammar import Tree, child, noun_phrase
from twosource.stages.extract.name_runs import PEOPLE, Seen, bare
from twosource.words.load import load_set, load_words

HERE = "twosource.stages.extract"
PLAIN_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "sir", "dr", "lord", "lady", "dame", "datuk", "datin", "dato", "seri"}
)
OWN = frozenset({"his", "her", "its", "their", "our", "my"})
# An office is told before these words; what follows is whose or where.
LINKS = re.compile(r"\s(?:of|for|at|with|in|to|on|from|who|and)\b|,")
OWNER = re.compile(r".*(?:[’']s|s[’'])\s")


def role_beside(text: str, s: Seen) -> str:
    """The office as worded beside the name: before it, after a comma, or the phrase it stands behind."""
    tree = s.tree
    inside = range(s.low, s.high)
    head = next((i for i in reversed(inside) if tree.tokens[i].head not in inside), s.low)
    before = _before(text, tree, s, head)
    if before:
        return before
    after = child(tree, head, "appos")
    if after is not None and _is_persons(tree, after):
        return _without_owner(appositive(tree, after).of(text))
    return _without_owner(_led_by(text, tree, head))


def _before(text: str, tree: Tree, s: Seen, head: int) -> str:
    words = text[_start_before(tree, s, head) : s.span.start].strip(" ,“‘\"'")
    parts = words.split()
    while parts and bare(parts[-1]) in PLAIN_TITLES:
        parts.pop()
    kept = words[: words.rfind(parts[-1]) + len(parts[-1])] if parts else ""
    is_office = bool(kept) and _holds_office(kept) and not kept.casefold().endswith(("’s", "'s"))
    return _without_owner(kept) if is_office else ""


def _start_before(tree: Tree, s: Seen, head: int) -> int:
    """Where the words before the name begin; a verb behind another's name is no part of an office."""
    start = noun_phrase(tree, head).start
    for at in range(s.low - 1, 0, -1):
        token = tree.tokens[at]
        if token.span.start <= start:
            break
        if token.pos == "VERB" and tree.tokens[at - 1].ent.endswith("PERSON"):
            return token.span.end
    return start


def _without_owner(role: str) -> str:
    """``his lawyer`` is a lawyer's office; whose it is the words alone do not tell."""
    first, _, rest = role.partition(" ")
    return rest if first.casefold() in OWN and rest else role


def _led_by(text: str, tree: Tree, head: int) -> str:
    """``the mayor of Norvald, Mira Castell``: the name explains the office, or hangs on its place."""
    lead = tree.tokens[head].head
    if tree.tokens[head].dep != "appos" or lead >= head:
        return ""
    office = next((i for i in (lead, _above_link(tree, lead)) if i is not None and _is_office(tree, i)), None)
    if office is None:
        return ""
    phrase = appositive(tree, office)
    return (
        phrase.of(text) if phrase.end <= tree.tokens[head].span.start else noun_phrase(tree, office).of(text)
    )


def _above_link(tree: Tree, index: int) -> int | None:
    """The noun that a preposition hangs this one on."""
    link = tree.tokens[index].head
    is_link = tree.tokens[index].dep == "pobj" and tree.tokens[link].lemma in {"of", "to", "for", "in"}
    return tree.tokens[link].head if is_link else None


def _is_office(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return (
        token.pos in {"NOUN", "PROPN"} and token.tag in {"NN", "NNP"} and office_key(token.lemma) is not None
    )


def _is_persons(tree: Tree, index: int) -> bool:
    """Whether an apposition can be a person's: ``the club``, ``a ferry`` and ``three charges`` are not."""
    token = tree.tokens[index]
    if token.pos != "NOUN" or token.tag != "NN":
        return False
    has_article = any(tree.tokens[c].dep in {"det", "poss"} for c in tree.children[index])
    is_thing = any(token.lemma in load_set("twosource.words", PEOPLE, key) for key in ("body", "document"))
    return office_key(token.lemma) is not None or (has_article and not is_thing)


def _holds_office(words: str) -> bool:
    """Whether a title or a noun of office or occupation stands in the words."""
    known = load_set("twosource.words", PEOPLE, "title") | load_set("twosource.words", PEOPLE, "office")
    return any(bare(word.strip(",")) in known - PLAIN_TITLES for word in words.replace("-", " ").split())


def appositive(tree: Tree, index: int) -> Span:
    """An apposition with what its ``of``, ``for``, ``at`` or ``with`` adds."""
    phrase = noun_phrase(tree, index)
    for c in tree.children[index]:
        if tree.tokens[c].dep == "prep" and tree.tokens[c].lemma in {"of", "for", "at", "with"}:
            goal = child(tree, c, "pobj")
            if goal is not None:
                phrase = Span(phrase.start, max(phrase.end, noun_phrase(tree, goal).end))
    return phrase


def office_key(lemma: str) -> str | None:
    """A noun of office in one form for man, woman and person; None for other nouns."""
    if lemma in load_set("twosource.words", PEOPLE, "spokes"):
        return "spokesperson"
    return lemma if lemma in load_set("twosource.words", PEOPLE, "office") else None


def role_words(role: str) -> Iterator[str]:
    """The words of an office in lower case."""
    return (word.strip(".,()").casefold() for word in role.replace("-", " ").split())


def head_words(role: str) -> tuple[str, ...]:
    """The words that tell the office itself: not whose it is, nor where."""
    return tuple(role_words(LINKS.split(OWNER.sub("", role, count=1).strip(), maxsplit=1)[0]))


def same_office(word: str) -> str:
    """A word for an office in the form that all words for it share."""
    table = load_words(HERE, "names.toml")
    long = table["abbreviation"].get(bare(word), bare(word))
    key = office_key(long) or long
    return str(table["same"].get(key, key))


def offices_of(role: str) -> frozenset[str]:
    """The offices that a role tells: ``prime minister`` is a premier's too."""
    words = head_words(role)
    found = {same_office(word) for word in words if office_key(_long(word)) is not None}
    if "prime" in words and "minister" in found:
        found = (found - {"minister"}) | {"premier"}
    return frozenset(found)


def _long(word: str) -> str:
    return str(load_words(HERE, "names.toml")["abbreviation"].get(word, word))


def asked_offices(lemma: str, modifiers: Sequence[str]) -> frozenset[str]:
    """The offices that a description may mean, by its noun."""
    wider = load_words(HERE, "names.toml")["wider"]
    if office_key(_long(lemma)) is None and lemma not in wider:
        return frozenset()
    key = "premier" if lemma == "minister" and "prime" in modifiers else same_office(lemma)
    return frozenset({key, *(same_office(w) for w in wider.get(lemma, ()))})


def fits(asked: frozenset[str], modifiers: Sequence[str], role: str) -> bool:
    """Whether a description (offices, words before its noun) can mean the holder of a role."""
    held = head_words(role)
    if not asked & offices_of(role):
        return False
    rank = load_set(HERE, "names.toml", "rank") - {"prime"}
    firm = load_set(HERE, "names.toml", "firm_rank") - {"prime"}
    is_less = any(m in rank and m not in held for m in modifiers)
    return not is_less and not any(w in firm and w not in modifiers for w in held)
