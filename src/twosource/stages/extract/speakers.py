"""Who a reporting verb lets speak, who passes it on, and in what document."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.stages.extract.descriptions import can_tell
from twosource.stages.extract.grammar import Tree, all_children, ancestors, child, own_subject, subject
from twosource.stages.extract.media import find_hearers, find_media, hand_over, is_voice_word
from twosource.stages.extract.sayings import Source

QUOTES = frozenset({"”", '"', "’", "''", "'"})
BARE = frozenset({"it", "there", "that", "this", "which"})
PLACES = frozenset({"GPE", "LOC", "FAC", "ORG", "DATE", "TIME", "NORP"})
DASHES = frozenset({"–", "—", "--"})
# A dateline's dash stands among the first tokens.
FARTHEST = 16
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def find_sources(tree: Tree, verb: int) -> Iterator[Source]:
    """Outermost first: who was told, in what document, and who speaks."""
    yield from find_hearers(tree, verb)
    yield from find_media(tree, verb)
    speaker = speaker_of(tree, verb)
    if speaker is not None:
        yield from hand_over(tree, verb, speaker)


def speaker_of(tree: Tree, verb: int) -> int | None:
    """The token heading whoever speaks; of a relative clause the noun it hangs on."""
    for find in (_after_quote, _after_comma, _before_comma):
        beside = find(tree, verb)
        if beside is not None:
            return beside
    if child(tree, verb, "nsubjpass") is not None or _is_participle(tree, verb):
        agent = child(tree, verb, "agent")
        return child(tree, agent, "pobj") if agent is not None else None
    who = _grammatical(tree, verb)
    if who is not None and tree.tokens[who].tag in {"WDT", "WP"}:
        return _antecedent(tree, verb)
    if who is not None and tree.tokens[who].lemma in BARE and _is_empty(tree, verb, who):
        return None
    return _past_dateline(tree, who, verb) if who is not None else None


def _past_dateline(tree: Tree, who: int, verb: int) -> int:
    """``TARNOW — Anna Brown said``: the name behind the dash, where the parse gives the place."""
    dash = next((i for i in range(who + 1, min(verb, FARTHEST)) if tree.tokens[i].text in DASHES), None)
    if dash is None or tree.tokens[who].dep == "appos" or not tree.tokens[who].text.isupper():
        return who
    names = [i for i in range(dash + 1, verb) if tree.tokens[i].pos == "PROPN"]
    is_run = names and names == list(range(names[0], names[0] + len(names)))
    return names[-1] if is_run else who


def _grammatical(tree: Tree, verb: int) -> int | None:
    """The subject by the parse: the verb's own, its governor's, or the one behind it."""
    controlled = _controller(tree, verb)
    if controlled is not None:
        return controlled
    who = _shared(tree, verb) or subject(tree, verb)
    if who is None:
        who = next((c for c in all_children(tree, verb, "npadvmod") if c < verb and is_time(tree, c)), None)
    if who is not None and is_time(tree, who):
        # ``Earlier Friday, the chairman said``: the parse sets the speaker beside the day.
        who = child(tree, who, "appos")
    for find in (_governor_subject, _inverted_subject, _loose_subject):
        who = find(tree, verb) if who is None else who
    return who


def _shared(tree: Tree, verb: int) -> int | None:
    """``said the paper was forged and denied a role``: not the paper denied, but who said it."""
    token = tree.tokens[verb]
    above = tree.tokens[token.head]
    is_second = token.dep == "conj" and above.dep == "ccomp" and token.tag in FINITE
    passive = child(tree, token.head, "nsubjpass") if is_second else None
    if passive is None or child(tree, verb, "nsubj", "nsubjpass", "auxpass") is not None:
        return None
    return None if can_tell(tree, passive, is_person=True) else subject(tree, above.head)


def _is_participle(tree: Tree, verb: int) -> bool:
    """``asked about it``, ``called a fraud``: a participle without a subject is said of somebody."""
    token = tree.tokens[verb]
    has_help = child(tree, verb, "aux", "auxpass", "nsubj") is not None
    return token.tag == "VBN" and token.dep in {"acl", "advcl", "amod"} and not has_help


def _is_empty(tree: Tree, verb: int, who: int) -> bool:
    """``it is hard to say``: a subject that stands for nobody."""
    above = tree.tokens[who].head
    token = tree.tokens[above]
    is_lent = above != verb and (token.pos == "AUX" or is_voice_word(token.lemma, "copulas"))
    return tree.tokens[who].dep != "nsubj" or is_lent


def _controller(tree: Tree, verb: int) -> int | None:
    """``asked the minister to say``: the one who was asked, unless the other promised."""
    token = tree.tokens[verb]
    above = token.head
    if token.dep != "xcomp" or own_subject(tree, verb) is not None or token.tag != "VB":
        return None
    if is_voice_word(tree.tokens[above].lemma, "promising"):
        return None
    goal = child(tree, above, "dobj")
    return goal if goal is not None and above < goal < verb else None


def _antecedent(tree: Tree, verb: int) -> int | None:
    """The noun that the relative clause hangs on; for ``who`` no place behind a preposition."""
    clause = next((h for h in (verb, *ancestors(tree, verb)) if tree.tokens[h].dep == "relcl"), None)
    if clause is None:
        return None
    noun = tree.tokens[clause].head
    is_who = any(tree.tokens[i].lemma == "who" for i in range(noun + 1, clause))
    for _ in range(3):
        above = tree.tokens[noun].head
        higher = tree.tokens[above].head
        is_aside = tree.tokens[noun].dep == "pobj" and tree.tokens[noun].ent[2:] in PLACES
        if not is_who or not is_aside or tree.tokens[higher].pos not in {"NOUN", "PROPN", "NUM"}:
            break
        noun = higher
    return noun


def _before_comma(tree: Tree, verb: int) -> int | None:
    """``its director, Anna Brown, said``: the person right before the comma, whatever the parse."""
    tokens = tree.tokens
    if verb < 2 or tokens[verb - 1].text != "," or tokens[verb].tag not in FINITE:
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


def _after_quote(tree: Tree, verb: int) -> int | None:
    """``“…,” Anna Brown, a doctor who was there, said``: what opens right behind the quotation speaks."""
    tokens = tree.tokens
    mark = next((i for i in range(verb - 1, 0, -1) if tokens[i].text in QUOTES), None)
    if mark is None or tokens[mark - 1].text not in {",", "?", "!"} or tokens[verb].tag not in FINITE:
        return None
    first = mark + 1
    end = next((i for i in range(first, verb) if tokens[i].text in {",", "("}), verb)
    opens = first < end and tokens[first].pos in {"PROPN", "DET", "NOUN", "ADJ", "NUM"}
    if not opens or not _is_aside(tree, end, verb):
        return None
    nouns = [i for i in range(first, end) if tokens[i].pos in {"PROPN", "NOUN"} and not is_time(tree, i)]
    tops = [i for i in nouns if not first <= tokens[i].head < end]
    return next(iter(tops or nouns), None)


def _is_aside(tree: Tree, start: int, verb: int) -> bool:
    """Whether nothing from `start` to the cue is a clause of its own, relative clauses aside."""
    relative = False
    for token in tree.tokens[start:verb]:
        relative = relative or token.tag in {"WP", "WDT", "WP$"}
        if token.tag in FINITE and not relative:
            return False
    return start == verb or tree.tokens[verb - 1].text in {",", ")"} or tree.tokens[verb - 1].pos == "ADV"


def _after_comma(tree: Tree, verb: int) -> int | None:
    """``…, said Anna Brown of the union``: after a comma or quotation mark the name that follows speaks."""
    tokens = tree.tokens
    if verb < 2 or verb + 1 >= len(tokens) or tokens[verb - 1].text not in {",", *QUOTES}:
        return None
    last = verb + 1
    is_name = tokens[last].pos == "PROPN" and not is_time(tree, last)
    if not is_name or tokens[verb].lemma not in {"say", "add", "explain", "note", "write", "warn"}:
        return None
    while last + 1 < len(tokens) and tokens[last + 1].pos == "PROPN" and not is_time(tree, last + 1):
        last += 1
    return None if _opens_clause(tree, verb, last) else last


def _opens_clause(tree: Tree, verb: int, last: int) -> bool:
    """``X, a critic, said Anna Brown left``: the name behind the cue is what is spoken of."""
    token = tree.tokens[last]
    own = own_subject(tree, verb)
    is_others = token.head != verb and token.head > last and token.dep in {"nsubj", "nsubjpass", "poss"}
    return is_others or (own is not None and own < verb and token.dep not in {"nsubj", "dobj"})


def _governor_subject(tree: Tree, verb: int) -> int | None:
    """The subject of the clause that a participle (``noting that …``) hangs on."""
    while tree.tokens[verb].dep == "conj" and tree.tokens[tree.tokens[verb].head].tag == "VBG":
        verb = tree.tokens[verb].head
    token = tree.tokens[verb]
    if token.tag != "VBG":
        return None
    if token.dep in {"advcl", "pcomp"} and token.head != verb:
        head = token.head if token.dep == "advcl" else tree.tokens[token.head].head
        nearer = _nearer_subject(tree, head, verb)
        return subject(tree, head) if nearer is None else nearer
    return token.head if token.dep in {"acl", "relcl"} else None


def _nearer_subject(tree: Tree, head: int, verb: int) -> int | None:
    """``Her remarks came as Brown left, saying …``: who is told of last, the subject being a thing."""
    who = subject(tree, head)
    if who is None or can_tell(tree, who, is_person=True):
        return None
    clauses = [
        c for c in all_children(tree, head, "advcl") if head < c < verb and tree.tokens[c].tag in FINITE
    ]
    found = own_subject(tree, clauses[-1]) if clauses else None
    return found if found is not None and can_tell(tree, found, is_person=True) else None


def _inverted_subject(tree: Tree, verb: int) -> int | None:
    """``"…," said Anna Brown, a doctor``: the tagger calls her an object or an apposition."""
    if not is_voice_word(tree.tokens[verb].lemma, "inverting"):
        return None
    after = [
        c
        for c in tree.children[verb]
        if c > verb and tree.tokens[c].dep in {"dobj", "attr", "oprd", "npadvmod"}
    ]
    people = [c for c in after if tree.tokens[c].pos in {"PROPN", "NOUN", "PRON"} and not is_time(tree, c)]
    return people[0] if people else None


def _loose_subject(tree: Tree, verb: int) -> int | None:
    """``In a note, Anna Brown, a doctor, said``: without a parsed subject the name that opens the clause."""
    tokens = tree.tokens
    if tokens[verb].tag not in FINITE or (tokens[verb].dep == "conj" and tokens[verb].head < verb):
        return None
    for index in range(verb - 1, 0, -1):
        token = tokens[index]
        if token.text in QUOTES or (token.tag in FINITE and token.dep != "relcl"):
            return None
        opens = tokens[index - 1].text == "," or tokens[index - 1].text in QUOTES
        if opens and token.pos == "PROPN" and token.ent[2:] in {"PERSON", "ORG"}:
            last = index
            while tokens[last + 1].pos == "PROPN":
                last += 1
            return last
    return None
