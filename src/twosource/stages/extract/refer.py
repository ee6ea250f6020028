"""Pronouns and descriptions that stand for a person or body named in the report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from twosource.data import Name, Span, Voice
from twosource.stages.extract.described import describe_body, describe_person, land_of
from twosource.stages.extract.given import MAN, WOMAN
from twosource.stages.extract.grammar import SUBJECTS, Tree, ancestors, child, noun_phrase
from twosource.stages.extract.known import Known, head_of, is_possessor, is_subject, know
from twosource.stages.extract.offices import office_key, offices_of, role_words

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
# A pronoun further than this from the last mention is left alone (code points).
REACH = 900
# No name or description is longer (code points).
LONGEST = 400
# Offices that lead a state: counterparts of one another whatever they are called.
LEADERS = frozenset({"president", "premier", "chancellor", "king", "queen", "emir"})


def find_references(
    text: str, trees: Sequence[Tree], names: Sequence[Name], headlines: Sequence[Span] = ()
) -> tuple[Name, ...]:
    """Names for the pronouns and descriptions of a report; what is not clear is left out."""
    known = know(text, names)
    found: list[Name] = []
    for number, tree in enumerate(trees):
        earlier = trees[number - 1] if number else None
        is_headline = any(h.covers(tree.parsed.span) for h in headlines)
        for index, token in enumerate(tree.tokens):
            if token.pos not in {"PRON", "NOUN", "PROPN", "ADJ"} or token.span.start in known.taken:
                continue
            match = _refer(known, tree, earlier, index, is_headline=is_headline)
            if match is not None:
                found.append(match)
                if match.kind == "body" and match.by == "description":
                    known.described.append(match)
    return tuple(found)


def follow_speakers(names: Sequence[Name], chains: Iterable[Sequence[Voice]]) -> tuple[Name, ...]:
    """The names, a pronoun that speaks taken for whoever its saying was traced to."""
    speakers = {v.span: v for chain in chains for v in chain if v.kind == "person" and v.span is not None}
    return tuple(
        replace(n, full=speakers[n.span].name, role=speakers[n.span].role)
        if n.by == "pronoun" and n.span in speakers
        else n
        for n in names
    )


def _refer(known: Known, tree: Tree, earlier: Tree | None, index: int, *, is_headline: bool) -> Name | None:
    token = tree.tokens[index]
    word = token.text.casefold()
    if word == "it":
        return _it(known, tree, earlier, index)
    if word in HE | SHE and not _is_either(tree, index):
        target = _person_meant(known, tree, earlier, index, WOMAN if word in SHE else MAN)
        return Name(token.span, "person", target.full, target.role, "pronoun") if target else None
    if word == "latter":
        last = _second_of_two(known, tree, earlier, token.span.start)
        return Name(noun_phrase(tree, index), "person", last.full, last.role, "description") if last else None
    if token.lemma == "counterpart" and token.tag == "NN":
        return _counterpart(known, tree, index)
    return describe_person(known, tree, earlier, index, is_headline=is_headline) or describe_body(
        known, tree, index
    )


def _is_either(tree: Tree, index: int) -> bool:
    """``he or she``, ``himself or herself``: nobody in particular."""
    words = [t.text.casefold() for t in tree.tokens[max(0, index - 2) : index + 3]]
    return bool({"or", "/"} & set(words)) and bool(set(words) & HE) and bool(set(words) & SHE)


def _second_of_two(known: Known, tree: Tree, earlier: Tree | None, at: int) -> Name | None:
    """The last of two people whom this sentence or the last names."""
    start = (earlier or tree).parsed.span.start
    two = [n for n in known.people.within(Span(start, at)) if n.span.end <= at]
    return two[-1] if len({n.full for n in two}) > 1 else None


def _near(known: Known, at: int) -> Iterator[Name]:
    return (n for n in known.people.before(at) if at - n.span.end <= REACH)


def _person_meant(known: Known, tree: Tree, earlier: Tree | None, index: int, gender: str) -> Name | None:
    other = MAN if gender == WOMAN else WOMAN
    near = [n for n in _near(known, tree.tokens[index].span.start) if known.genders.get(n.full) != other]
    return nearest_person(tree, earlier, index, near[::-1]) if near else None


def _counterpart(known: Known, tree: Tree, index: int) -> Name | None:
    """``the president … his US counterpart``: whoever the report names with that office there.

    Where it names nobody the name is the description itself; its role joins
    it to the holder where another report names one.
    """
    land = next(
        (tree.tokens[c] for c in tree.children[index] if tree.tokens[c].dep in {"compound", "amod", "nmod"}),
        None,
    )
    owner = next((c for c in tree.children[index] if tree.tokens[c].dep == "poss"), None)
    if land is None or owner is None or child(tree, index, "appos") is not None:
        return None
    before = list(_near(known, tree.tokens[owner].span.start))[::-1]
    named = name_at(known.people.within(tree.tokens[owner].span), tree.tokens[owner].span)
    holder = named or (nearest_person(tree, None, owner, before) if before else None)
    office = next((w for w in reversed(list(role_words(holder.role))) if office_key(w)), "") if holder else ""
    if not office or holder is None:
        return None
    words = Span(land.span.start, tree.tokens[index].span.end)
    same = _holder_there(known, tree.tokens[index].span.start, land.text, holder)
    if same is not None:
        return Name(words, "person", same.full, same.role, "role")
    return Name(words, "person", f"{land.text} counterpart", f"{land.text} {office}", "description")


def _holder_there(known: Known, at: int, land: str, holder: Name) -> Name | None:
    """Another person named before with the same office, or both leading a state, of that land."""
    due = offices_of(holder.role)
    for name in known.people.before(at):
        offices = offices_of(name.role)
        is_same = bool(due & offices) or bool(due & LEADERS and offices & LEADERS)
        lands = {land_of(word) for word in role_words(name.role)}
        if name.full != holder.full and is_same and (land_of(land) or land.casefold()) in lands:
            return name
    return None


def _it(known: Known, tree: Tree, earlier: Tree | None, index: int) -> Name | None:
    """``the council said that it …``, ``The council refused. It …``: the body that is the subject before."""
    token = tree.tokens[index]
    verb = tree.tokens[token.head]
    if token.dep != "nsubj" or verb.pos != "VERB" or _says_nothing_of_it(tree, token.head):
        return None
    beside = [c for c in tree.children[token.head] if tree.tokens[c].dep == "advcl"]
    for above in (*beside, *ancestors(tree, token.head)):
        body = _body_subject(known, tree, above)
        if body is not None and body.span.end <= token.span.start:
            return Name(token.span, "body", body.full, "", "pronoun")
    root = (
        next((i for i, t in enumerate(earlier.tokens) if t.head == i), None) if earlier is not None else None
    )
    if verb.head != token.head or earlier is None or root is None:
        return None
    body = _body_subject(known, earlier, root)
    return Name(token.span, "body", body.full, "", "pronoun") if body is not None else None


def _says_nothing_of_it(tree: Tree, verb: int) -> bool:
    """``it seems that``, ``it takes … to``: the clause behind is the subject."""
    is_empty = tree.tokens[verb].lemma in {
        "seem",
        "appear",
        "take",
        "turn",
        "happen",
        "matter",
        "rain",
        "snow",
    }
    return is_empty or child(tree, verb, "csubj", "expl") is not None


def _body_subject(known: Known, tree: Tree, verb: int) -> Name | None:
    """The body that is the verb's own subject, by name or by description."""
    who = child(tree, verb, *SUBJECTS)
    if who is None:
        return None
    span = tree.tokens[who].span
    return name_at(known.bodies.within(noun_phrase(tree, who)), span) or describe_body(known, tree, who)


def nearest_person(tree: Tree, earlier: Tree | None, index: int, before: Sequence[Name]) -> Name | None:
    """Whom a pronoun most likely means: a subject of this sentence, of the last, else the latest named.

    Of this sentence first whoever is the subject of a clause that the pronoun's own hangs on.
    """
    inside = [n for n in before if tree.parsed.span.covers(n.span)]
    above = _subject_above(tree, index, inside)
    if above is not None:
        return above
    clause = tree.tokens[index].head
    subjects = [n for n in inside if is_subject(tree, n) or is_possessor(tree, n)]
    fitting = [n for n in subjects if _clause_of(tree, n) != clause] or subjects
    if fitting:
        return fitting[-1]
    outside = [n for n in before if not tree.parsed.span.covers(n.span)]
    leading = [
        n
        for n in outside
        if earlier is not None and earlier.parsed.span.covers(n.span) and is_subject(earlier, n)
    ]
    if leading:
        return leading[-1]
    return outside[-1] if outside else (inside[-1] if inside else None)


def _subject_above(tree: Tree, index: int, inside: Sequence[Name]) -> Name | None:
    """The person who is the subject of the nearest clause above the pronoun's own."""
    own = tree.tokens[index].head
    if not inside or tree.tokens[index].dep not in SUBJECTS:
        return None
    for above in ancestors(tree, own):
        who = child(tree, above, *SUBJECTS)
        phrase = [who, *tree.children[who]] if who is not None else []
        for part in phrase:
            if tree.tokens[part].dep in {*SUBJECTS, "appos"}:
                named = name_at(inside, tree.tokens[part].span)
                if named is not None:
                    return named
    return None


def _clause_of(tree: Tree, name: Name) -> int | None:
    at = head_of(tree, name)
    return tree.tokens[at].head if at is not None else None


def names_between(names: Sequence[Name], low: int, high: int) -> Sequence[Name]:
    """Of names in order of place those that begin at `low` or behind it, before `high`."""
    return names[bisect_left(names, low, key=_start) : bisect_left(names, high, key=_start)]


def name_at(names: Sequence[Name], span: Span) -> Name | None:
    """Of names in order of place the one that overlaps `span`, the longest if there are several."""
    return max(
        (n for n in names_between(names, span.start - LONGEST, span.end) if n.span.overlaps(span)),
        key=lambda n: n.span.end - n.span.start,
        default=None,
    )


def _start(name: Name) -> int:
    return name.span.start
