"""Sayings whose cue is a verb: ``said that``, ``denied``, ``urged``, ``quoted as saying``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.data import Span
from twosource.stages.extract.grammar import Tree, all_children, child, clause_span, span_of, subtree, trim
from twosource.stages.extract.sayings import CUES, ROOM, Saying, Source, noun_stance, verb_stance
from twosource.stages.extract.speakers import find_sources, speaker_of
from twosource.words.load import load_set

# A closing mark and a blank may stand between a quotation and the cue's sentence.
GAP = 3
# A sentence of no more tokens can be a mere ``… , the mayor of Example asked.``
TAIL = 8
# So many words must stand before a trailing cue to be a statement.
MIN_TRAILED = 4


def verb_saying(tree: Tree, verb: int, quotes: Sequence[Span]) -> Iterator[Saying]:
    """A reporting verb with what it governs, if that is a clause, a quotation or a denied thing."""
    lemma = tree.tokens[verb].lemma
    stance = "doubts" if _is_withheld(tree, verb) else verb_stance(lemma) or "asserts"
    if tree.tokens[verb].tag == "VBG" and verb and tree.tokens[verb - 1].lemma == "as":
        return
    content, rule = find_content(tree, verb, stance, quotes)
    if (
        content is None
        and lemma in load_set(ROOM, CUES, "acts.verbs")
        and child(tree, verb, "dobj") is not None
    ):
        content, rule = tree.tokens[verb].span, "act"
    if content is None:
        return
    sources = tuple(find_sources(tree, verb))
    if lemma in load_set(ROOM, CUES, "neutral_subject.verbs") and not any(
        s.head is not None for s in sources
    ):
        return
    yield Saying(tree, tree.tokens[verb].span, lemma, stance, sources, content, f"verb-{rule}")


def _is_withheld(tree: Tree, verb: int) -> bool:
    """Whether the word is not given: ``did not say``, ``neither confirmed nor denied``."""
    head = tree.tokens[verb].head if tree.tokens[verb].dep == "conj" else verb
    around = [tree.tokens[c] for v in {verb, head} for c in tree.children[v]]
    return child(tree, verb, "neg") is not None or any(t.lemma in {"neither", "nor"} for t in around)


def find_content(tree: Tree, verb: int, stance: str, quotes: Sequence[Span]) -> tuple[Span | None, str]:
    """What the verb governs, and the rule that found it."""
    clause = child(tree, verb, "ccomp") or child(tree, verb, "parataxis")
    if clause is not None and _is_clause(tree, clause):
        return _clause_content(tree, verb, clause, quotes), "clause"
    quote = _near_quote(tree, verb, quotes)
    if quote is not None:
        return _over_the_cue(tree, verb, quote, quotes), "quote"
    found = _thing(tree, verb, stance)
    return found if found[0] is not None else (_before_comma(tree, verb), "trailing")


def _over_the_cue(tree: Tree, verb: int, content: Span, quotes: Sequence[Span]) -> Span:
    """``“…,” said X, “and …”``: the words go on behind the cue, unless another cue stands between."""
    cue = tree.tokens[verb].span
    beyond = [
        q for q in quotes if tree.parsed.span.covers(q) and q.start >= cue.end and content.end <= cue.start
    ]
    between = [
        t
        for t in tree.tokens
        if beyond and cue.end <= t.span.start < beyond[0].start and verb_stance(t.lemma)
    ]
    return Span(content.start, beyond[0].end) if beyond and not between else content


def _before_comma(tree: Tree, verb: int) -> Span | None:
    """``The ferry left, the captain said``: where the parser made no link, all before the comma."""
    who = max((c for c in all_children(tree, verb, "nsubj") if c < verb), default=None)
    if who is None or verb_stance(tree.tokens[verb].lemma) != "asserts":
        return None
    first = min(subtree(tree, who))
    if first < MIN_TRAILED or tree.tokens[first - 1].text != "," or _has_object(tree, verb):
        return None
    return span_of(tree, trim(tree, list(range(first - 1))))


def _has_object(tree: Tree, verb: int) -> bool:
    return child(tree, verb, "dobj", "xcomp", "ccomp", "prt") is not None


def _is_clause(tree: Tree, head: int) -> bool:
    return tree.tokens[head].pos in {"VERB", "AUX", "ADJ", "NOUN", "ADP", "PROPN", "NUM", "PRON", "ADV"}


def _clause_content(tree: Tree, verb: int, clause: int, quotes: Sequence[Span]) -> Span:
    """The complement clause; a later clause with a subject of its own goes on with it."""
    indices = trim(tree, subtree(tree, clause))
    span = span_of(tree, indices or [clause])
    for other in all_children(tree, verb, "ccomp") if clause > verb else ():
        span = Span(span.start, max(span.end, span_of(tree, subtree(tree, other)).end))
    if clause > verb:
        for more in all_children(tree, verb, "conj"):
            is_cue = verb_stance(tree.tokens[more].lemma) is not None
            own = child(tree, more, "nsubj", "nsubjpass")
            if own is not None and not is_cue and more > clause:
                span = Span(span.start, span_of(tree, subtree(tree, more)).end)
    for quote in quotes:
        if quote.overlaps(span) and not quote.covers(tree.tokens[verb].span):
            span = Span(min(span.start, quote.start), max(span.end, quote.end))
    return _over_the_cue(tree, verb, span, quotes)


def _near_quote(tree: Tree, verb: int, quotes: Sequence[Span]) -> Span | None:
    """The quotation in this sentence nearest to the verb and not around it."""
    cue = tree.tokens[verb].span
    near = [q for q in quotes if _touches(tree, q) and not q.overlaps(cue)]
    if not near:
        return None
    best = min(near, key=lambda q: (min(abs(q.start - cue.end), abs(cue.start - q.end)), q.start))
    return best if len(_words_in(tree, best)) >= 2 or not best.overlaps(tree.parsed.span) else None


def _touches(tree: Tree, quote: Span) -> bool:
    """Whether a quotation lies in the sentence, or right before one that only names the speaker.

    The tagger ends a sentence at ``“Why?”``, so ``she asked.`` stands alone.
    """
    sentence = tree.parsed.span
    is_tail = len(tree.tokens) <= TAIL and 0 <= sentence.start - quote.end <= GAP
    return quote.overlaps(sentence) or is_tail


def _words_in(tree: Tree, span: Span) -> list[int]:
    return [i for i, t in enumerate(tree.tokens) if t.span.overlaps(span) and t.pos != "PUNCT"]


def _thing(tree: Tree, verb: int, stance: str) -> tuple[Span | None, str]:
    """What a verb governs without a clause: a denied thing, a demand, a promise."""
    lemma = tree.tokens[verb].lemma
    wanted = child(tree, verb, "xcomp")
    if stance == "asks" and lemma in {"call", "appeal"}:
        return _prepositional(tree, verb), "demand"
    if (
        (
            wanted is not None
            and tree.tokens[wanted].pos in {"VERB", "AUX"}
            and child(tree, wanted, "aux") is not None
        )
        and lemma not in load_set(ROOM, CUES, "modals.doubt_verbs")
        and lemma
        not in {
            "expect",
            "hope",
            "learn",
        }
    ):
        return span_of(tree, trim(tree, _with_object(tree, verb, wanted))), "infinitive"
    thing = child(tree, verb, "dobj") if stance in {"denies", "asks"} else None
    if stance == "denies" and thing is None and wanted is not None:
        return span_of(tree, subtree(tree, wanted)), "gerund"
    if thing is None or lemma in load_set(ROOM, CUES, "needs_clause.verbs"):
        return None, ""
    if stance == "denies":
        return _denied(tree, lemma, thing)
    if lemma in {"demand", "urge"}:
        return span_of(tree, subtree(tree, thing)), "thing"
    return None, ""


def _with_object(tree: Tree, verb: int, wanted: int) -> list[int]:
    """The infinitive with the person who is to act."""
    indices = subtree(tree, wanted)
    actor = child(tree, verb, "dobj")
    return sorted({*indices, *subtree(tree, actor)}) if actor is not None and actor < wanted else indices


def _prepositional(tree: Tree, verb: int) -> Span | None:
    for prep in all_children(tree, verb, "prep"):
        if tree.tokens[prep].lemma in {"for", "on"} and child(tree, prep, "pobj", "pcomp") is not None:
            rest = [i for c in tree.children[verb] if c >= prep for i in subtree(tree, c)]
            inside = trim(tree, [i for i in rest if i != prep])
            return span_of(tree, inside) if inside else None
    return None


def _denied(tree: Tree, lemma: str, thing: int) -> tuple[Span | None, str]:
    """The thing denied: the clause of an allegation, else the noun phrase (only *deny* takes any noun).

    To reject a request is an act, to reject a claim is a word: only nouns of assertion count.
    """
    noun = tree.tokens[thing].lemma
    is_word = noun_stance(noun) in {"asserts", "doubts"}
    if noun_stance(noun) == "asks" or noun in load_set(ROOM, CUES, "withheld.nouns"):
        return None, ""
    clause = child(tree, thing, "acl", "relcl", "ccomp")
    if is_word and clause is not None and child(tree, clause, "mark") is not None:
        return span_of(tree, trim(tree, subtree(tree, clause))), "denied-clause"
    if is_word or lemma == "deny":
        return span_of(tree, subtree(tree, thing)), "denied-word" if is_word else "denied-thing"
    return None, ""


def quoting(tree: Tree, verb: int) -> Iterator[Saying]:
    """``quoted X as saying …``, ``was quoted as saying``, ``citing X``."""
    token = tree.tokens[verb]
    as_saying = _as_saying(tree, verb)
    passive = child(tree, verb, "nsubjpass")
    quoted = passive if passive is not None else child(tree, verb, "dobj")
    if quoted is None:
        return
    teller = speaker_of(tree, verb)
    tellers = (Source(tree, teller, "teller"),) if teller is not None and teller != quoted else ()
    if passive is not None and not tellers:
        tellers = (Source(tree, None, "teller", "(report not named)"),)
    if as_saying is not None:
        yield Saying(
            tree,
            token.span,
            token.lemma,
            "asserts",
            (*tellers, Source(tree, quoted, "speaker")),
            as_saying,
            "quoted-as",
        )
    elif token.tag == "VBG" and passive is None and token.dep in {"advcl", "conj", "acl", "prep", "pcomp"}:
        content = clause_span(tree, token.head, verb)
        if content is not None:
            yield Saying(
                tree,
                token.span,
                token.lemma,
                "asserts",
                (Source(tree, quoted, "speaker"),),
                content,
                "citing",
            )


def _as_saying(tree: Tree, verb: int) -> Span | None:
    """What follows ``as saying``; the tagger often hangs it elsewhere, so it is sought by order."""
    for index in range(verb + 1, len(tree.tokens)):
        token = tree.tokens[index]
        is_near = tree.tokens[index - 1].lemma == "as" or token.head == verb
        if token.tag == "VBG" and token.lemma in {"say", "tell", "add"} and is_near:
            clause = child(tree, index, "ccomp", "dobj", "xcomp")
            if clause is not None:
                return span_of(tree, trim(tree, subtree(tree, clause)))
            rest = trim(tree, list(range(index + 1, len(tree.tokens))))
            return span_of(tree, rest) if rest else None
    return None
